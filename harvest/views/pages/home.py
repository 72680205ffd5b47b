"""Make home and the page for newcomers: the findings, the ways in, and what to read first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from harvest.cards.card import Value
from harvest.problems.problem import Label
from harvest.views.cards import Views
from harvest.views.map.furrows import Furrow, field
from harvest.views.pages.tiles import Tile, tiles
from harvest.views.view import Entry

DOORS: Mapping[str, tuple[str, ...]] = {
    "read": ("new-here", "lessons", "cases", "timeline", "tiles"),
    "use": ("patterns", "map", "reflection", "index"),
    "account": ("results", "collaborations", "agenda", "sources", "colophon"),
}
"""Door on the home page → the views behind it."""


@dataclass(frozen=True, slots=True)
class Door:
    """A door on home: `name` is `read`, `use` or `account`."""

    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """The record, the findings (at most three cards), three doors, the field of patterns, and three tiles.

    `wall` is the page of all tiles, `worth` that of the results; None where no page shows them. `direct` and
    `potential` count the results on that page.
    """

    record: Mapping[str, Value]
    findings: tuple[Entry, ...]
    doors: tuple[Door, ...]
    field: tuple[Furrow, ...]
    counts: tuple[tuple[Entry, Label, int], ...]
    tiles: tuple[Tile, ...] = ()
    wall: Entry | None = None
    worth: Entry | None = None
    direct: int = 0
    potential: int = 0


@dataclass(frozen=True, slots=True)
class NewHereView:
    """What a newcomer reads first: the pages of part 1, the patterns all others lean on, the lessons."""

    record: Mapping[str, Value]
    pages: tuple[Entry, ...]
    roots: tuple[Entry, ...]
    lessons: tuple[Entry, ...]


def home(views: Views) -> HomeView:
    corpus = views.corpus
    lessons = [card for card in corpus.cards if card.kind.summary_shown_as == "harvest"]
    furrows = field(views)
    roots = [furrow.entry for furrow in furrows if furrow.level == 0]
    findings = [*roots[:1], *(views.entry(card) for card in lessons)]
    findings += roots[1:]
    counts = [
        (views.entry(page), corpus.kinds.by_name[name].plural, len(corpus.of_kind(name)))
        for name, page in views.parents.items()
    ]
    values = [card.text("value") for card in corpus.of_kind("result")]
    wall = next(iter(views.pages_with(("tiles",))), None)
    return HomeView(
        record=corpus.publication.record,
        findings=tuple(findings[:3]),
        doors=tuple(_doors(views)),
        field=furrows,
        counts=tuple(counts),
        tiles=tiles(views).tiles[:3] if wall and "tiles" in corpus.kinds.by_view else (),
        wall=wall,
        worth=next(iter(views.pages_with(("results",))), None),
        direct=values.count("direct"),
        potential=values.count("potential"),
    )


def _doors(views: Views) -> Iterator[Door]:
    """Yield the three doors; the lists of kinds that a community added are behind `use`."""
    placed = {name for names in DOORS.values() for name in names}
    own = [view for view in views.corpus.kinds.by_view if view not in placed]
    for door, names in DOORS.items():
        yield Door(door, views.pages_with((*names, *own) if door == "use" else names))


def new_here(views: Views) -> NewHereView:
    corpus = views.corpus
    plain = tuple(views.listed(page) for page in views.chapters if page.view is None)
    roots = tuple(furrow.entry for furrow in field(views) if furrow.level == 0)
    lessons = tuple(views.entry(card) for card in corpus.cards if card.kind.summary_shown_as == "harvest")
    return NewHereView(corpus.publication.record, plain, roots, lessons)
