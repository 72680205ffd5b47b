"""Show who works with whom: organisations and what they began together, drawn as lanes across rows and listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from harvest.cards.card import Card
from harvest.views.cards import Views
from harvest.views.pages.lists import ListView, list_of
from harvest.views.view import CardView, Entry

LANES = 8
"""The most collaborations in a drawing, so that it fits on a page of A5 and on a telephone."""

Crossing = Literal["", "through", "partner", "first", "last"]
"""What a lane does in a row: nothing, pass through, or meet a partner; it begins at the first and ends at the last."""


@dataclass(frozen=True, slots=True)
class Together:
    """A collaboration: its number in the drawing, its partners, and the meetings where it arose."""

    number: int
    card: CardView
    partners: tuple[Entry, ...]
    arose: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """One organisation in a drawing, and what each lane does there."""

    entry: Entry
    sort: str
    crossings: tuple[Crossing, ...]


@dataclass(frozen=True, slots=True)
class LanesDrawing:
    """Collaborations as lanes, and their partners as rows."""

    lanes: tuple[Together, ...]
    rows: tuple[OrganisationRow, ...]


@dataclass(frozen=True, slots=True)
class CollaborationsView:
    """Organisations that agreed to be named and what they began together, drawn and listed.

    `others` are organisations without a collaboration.
    """

    cards: ListView
    drawings: tuple[LanesDrawing, ...]
    collaborations: tuple[Together, ...]
    others: tuple[CardView, ...]


def collaborations(views: Views) -> CollaborationsView:
    """Return the collaborations in their order, in drawings of at most `LANES` each."""
    corpus = views.corpus
    together: list[Together] = []
    for card in corpus.of_kind("collaboration"):
        view = views.card(card)
        together.append(Together(len(together) + 1, view, view.ends("partners"), view.ends("arose_at")))
    organisations = {card.key: card for card in corpus.of_kind("organisation")}
    named = {entry.key for one in together for entry in one.partners}
    others = tuple(views.card(card) for key, card in organisations.items() if key not in named)
    chunks = [together[start : start + LANES] for start in range(0, len(together), LANES)]
    drawings = tuple(_drawing(chunk, organisations) for chunk in chunks if any(one.partners for one in chunk))
    kind = corpus.kinds.by_name["collaboration"]
    return CollaborationsView(list_of(views, kind), drawings, tuple(together), others)


def _drawing(lanes: Sequence[Together], organisations: dict[str, Card]) -> LanesDrawing:
    """Draw some collaborations; rows are in the order in which lanes meet them, so that lanes stay short."""
    rows = list({entry.key: entry for one in lanes for entry in one.partners}.values())
    crossings = [tuple(_crossings(one, rows)) for one in lanes]
    return LanesDrawing(
        tuple(lanes),
        tuple(
            OrganisationRow(
                entry,
                organisations[entry.key].text("sort") if entry.key in organisations else "",
                tuple(lane[index] for lane in crossings),
            )
            for index, entry in enumerate(rows)
        ),
    )


def _crossings(one: Together, rows: Sequence[Entry]) -> Iterator[Crossing]:
    keys = {entry.key for entry in one.partners}
    met = [index for index, entry in enumerate(rows) if entry.key in keys]
    for index in range(len(rows)):
        if not met or not met[0] <= index <= met[-1]:
            yield ""
        elif index not in met:
            yield "through"
        elif index == met[0]:
            yield "first"
        else:
            yield "last" if index == met[-1] else "partner"
