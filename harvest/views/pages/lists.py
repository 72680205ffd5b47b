"""List the cards of one kind, in order, or under the first phase of each card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from harvest.cards.card import Card
from harvest.kinds.kind import Kind
from harvest.problems.problem import Label
from harvest.views.cards import Views
from harvest.views.pages.filters import Filter, filters_of, values_of
from harvest.views.view import CardView


@dataclass(frozen=True, slots=True)
class Group:
    """Some cards of a list under one heading; `label` is empty for the only group."""

    label: Label
    entries: tuple[CardView, ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """The cards of one kind, and the filters that narrow them; `values`: key of a card → the values that filters match.

    `folder` is the kind's folder in the publication's language, to name when there are no cards.
    """

    kind: str
    label: Label
    plural: Label
    help: Label
    folder: str
    groups: tuple[Group, ...]
    count: int
    filters: tuple[Filter, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)


def list_of(views: Views, kind: Kind) -> ListView:
    """Return the list of a kind; when it has phases and confidence, its cards are under the first phase of each."""
    cards = views.corpus.of_kind(kind.kind)
    by_phase = "phase" in kind.fields and "confidence" in kind.fields and any(card.list("phase") for card in cards)
    return ListView(
        kind=kind.kind,
        label=kind.label,
        plural=kind.plural,
        help=kind.help,
        folder=kind.folder(views.corpus.publication.language),
        groups=tuple(_by_phase(views, kind, cards)) if by_phase else (_group(views, {}, cards),),
        count=len(cards),
        filters=filters_of(kind, cards),
        values={card.key: values_of(kind, card) for card in cards},
    )


def _group(views: Views, label: Mapping[str, str], cards: Iterable[Card]) -> Group:
    return Group(label, tuple(views.card(card) for card in cards))


def _by_phase(views: Views, kind: Kind, cards: Iterable[Card]) -> Iterator[Group]:
    choices = kind.fields["phase"].choices
    groups: dict[str, list[Card]] = {name: [] for name in choices}
    without: list[Card] = []
    for card in cards:
        first = next((name for name in choices if name in card.list("phase")), None)
        (groups[first] if first else without).append(card)
    for name, members in groups.items():
        if members:
            yield _group(views, choices[name], members)
    if without:
        yield _group(views, {"nl": "in elke fase", "en": "in every phase"}, without)
