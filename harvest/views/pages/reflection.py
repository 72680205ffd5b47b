"""Reflection: the aspects of learning together, the question each puts to a group, and the cards that touch it."""

from __future__ import annotations

from dataclasses import dataclass

from harvest.kinds.kind import Field
from harvest.problems.problem import Label
from harvest.views.cards import Views
from harvest.views.view import Entry


@dataclass(frozen=True, slots=True)
class Aspect:
    """One side of learning together: the question it puts, and the cards that touch it."""

    name: str
    label: Label
    question: Label
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ReflectionView:
    """The seven aspects with their dialogue questions, and the cards that touch each; room to write on paper.

    `field` is what cards call their aspects, and `example` what a first one may write there.
    """

    field: Label
    example: Label
    aspects: tuple[Aspect, ...]


def reflection(views: Views) -> ReflectionView:
    """The aspects in their declared order, with the cards in the order of the publication."""
    declared = _aspects(views)
    if declared is None:
        return ReflectionView({}, {}, ())
    touched: dict[str, list[Entry]] = {name: [] for name in declared.choices}
    for card in views.corpus.cards:
        for name in card.list("aspects"):
            if name in touched:
                touched[name].append(views.entry(card))
    aspects = tuple(
        Aspect(name, label, declared.asks.get(name, {}), tuple(touched[name]))
        for name, label in declared.choices.items()
    )
    return ReflectionView(declared.label, next(iter(declared.choices.values())), aspects)


def _aspects(views: Views) -> Field | None:
    """How aspects are declared: by the first kind that has them with questions, since a kind may drop them."""
    for kind in views.corpus.kinds.by_name.values():
        field = kind.fields.get("aspects")
        if field is not None and field.choices:
            return field
    return None
