"""Make the colophon: edition, licence, roles, and the cards that were not shown to the group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from harvest.cards.card import Value
from harvest.privacy.reading.names_read import Searched
from harvest.problems.problem import Label
from harvest.views.calendar import published_on
from harvest.views.cards import Views
from harvest.views.view import Entry


@dataclass(frozen=True, slots=True)
class Unchecked:
    """The cards that were not shown to the group for one reason; `entries` are sorted by kind."""

    reason: str
    entries: tuple[Entry, ...]

    @property
    def kinds(self) -> tuple[tuple[Label, tuple[Entry, ...]], ...]:
        """Each kind with its cards; its name is singular for one card and plural for several."""
        by_kind: dict[str, list[Entry]] = {}
        for entry in self.entries:
            by_kind.setdefault(entry.kind, []).append(entry)
        return tuple(
            (same[0].kind_label if len(same) == 1 else same[0].kinds_label, tuple(same)) for same in by_kind.values()
        )


@dataclass(frozen=True, slots=True)
class ColophonView:
    """Edition, date, record, and which cards were not checked with whom; `checked` is how many were.

    `searched` tells what was done to find names.
    """

    record: Mapping[str, Value]
    edition: str
    published_on: date
    checked: int
    unchecked: tuple[Unchecked, ...]
    searched: Searched


def colophon(views: Views) -> ColophonView:
    corpus = views.corpus
    reasons: dict[str, list[Entry]] = {}
    checked = 0
    for card in (card for name in corpus.kinds.by_name for card in corpus.of_kind(name)):
        reason = card.text("unchecked")
        if reason:
            reasons.setdefault(reason, []).append(views.entry(card))
        elif "checked_on" in card.values:
            checked += 1
    unchecked = tuple(Unchecked(reason, tuple(entries)) for reason, entries in reasons.items())
    return ColophonView(corpus.publication.record, corpus.edition, published_on(), checked, unchecked, corpus.searched)
