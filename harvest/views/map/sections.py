"""Divide the map into sections: every card in its place, with its other ties, to draw and to put into words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from harvest.cards.card import Card
from harvest.kinds.kind import Kind, Relation
from harvest.links.cycles import rings
from harvest.links.edges import Edge
from harvest.problems.problem import Label
from harvest.views.cards import Views
from harvest.views.map.furrows import depth_first, fields
from harvest.views.view import Entry, Ties

MOST_ROWS = 30
"""The rows that fit on two screens; a longer map is drawn in sections of at most this many rows."""


@dataclass(frozen=True, slots=True)
class Onward:
    """The section that holds the cards below a row: the id of its heading, and the number of those cards."""

    id: str
    count: int


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A row: a card, its level below the head of its section, and its ties to cards in any section.

    `ties` leaves out the ties to the rows just below it, which their place shows. A row with `onward` has no ties: the
    section that it leads to shows them.
    """

    entry: Entry
    level: int
    ties: tuple[Ties, ...] = ()
    onward: Onward | None = None


@dataclass(frozen=True, slots=True)
class Bend:
    """A tie between two rows of a section that the order of rows does not show; `source` and `target` are rows."""

    source: int
    target: int
    relation: str
    line: str
    symmetric: bool


@dataclass(frozen=True, slots=True)
class MapSection:
    """Rows in one drawing, and the rings among them.

    `sort` is `whole` (all that is tied), `tree` (a part of that, below its `head`), `alone` (tied, but part of nothing)
    or `unplaced` (not tied at all).
    """

    id: str
    sort: str
    upward: str
    head: Entry | None
    places: tuple[MapPlace, ...]
    bends: tuple[Bend, ...] = ()
    rings: tuple[tuple[Entry, ...], ...] = ()

    @property
    def count(self) -> int:
        """The number of cards that this section shows in full, not as a row that leads onward."""
        return sum(place.onward is None for place in self.places)


@dataclass(frozen=True, slots=True)
class KindMap:
    """The map of one kind; `relations` are the ties it draws."""

    kind: str
    label: Label
    plural: Label
    help: Label
    folder: str
    upward: str
    relations: tuple[Relation, ...]
    sections: tuple[MapSection, ...]
    count: int


@dataclass(frozen=True, slots=True)
class MapView:
    """The pattern language as a drawing and in words: each card below the larger one it is part of, and its other ties.

    Every kind whose cards can be part of each other has a map; `maps` holds those with cards, `empty` the others.
    """

    maps: tuple[KindMap, ...]
    empty: tuple[KindMap, ...]


def pattern_map(views: Views) -> MapView:
    maps = [_map_of(views, kind, upward) for kind, upward in fields(views)]
    return MapView(tuple(m for m in maps if m.count), tuple(m for m in maps if not m.count))


def _map_of(views: Views, kind: Kind, upward: str) -> KindMap:
    own = {name: relation for name, relation in kind.relations.items() if kind.kind in relation.to}
    ordered = _DepthFirst(views, kind, upward, own)
    return KindMap(
        kind=kind.kind,
        label=kind.label,
        plural=kind.plural,
        help=kind.help,
        folder=kind.folder(views.corpus.publication.language),
        upward=upward,
        relations=tuple(own.values()),
        sections=tuple(ordered.sections()),
        count=len(ordered.rows),
    )


class _DepthFirst:
    """The cards of one kind, depth first; divides them over sections."""

    def __init__(self, views: Views, kind: Kind, upward: str, own: Mapping[str, Relation]) -> None:
        self.views = views
        self.upward = upward
        self.own = own
        self.rows: list[tuple[Card, int]] = list(depth_first(views, kind, upward))
        self.number = {card.key: row for row, (card, _) in enumerate(self.rows)}
        self.edges_of = [[e for e in views.corpus.outgoing(key) if self._drawn(e)] for key in self.number]
        self.edges = [edge for edges in self.edges_of for edge in edges]
        self.tied = {key for edge in self.edges for key in (edge.source, edge.target)}
        self.above = self._above()
        self.size = [1] * len(self.rows)
        for row in range(len(self.rows) - 1, -1, -1):
            if (larger := self.above[row]) is not None:
                self.size[larger] += self.size[row]

    def _drawn(self, edge: Edge) -> bool:
        return edge.relation in self.own and edge.target in self.number

    def _above(self) -> list[int | None]:
        """Return for each row the row of the card above it, or None."""
        above: list[int | None] = []
        way: list[int] = []
        for row, (_, level) in enumerate(self.rows):
            del way[level:]
            above.append(way[-1] if way else None)
            way.append(row)
        return above

    def sections(self) -> Iterator[MapSection]:
        """Yield the sections, divided when there are too many rows for one drawing; cards without ties come last."""
        every = range(len(self.rows))
        unplaced = [row for row in every if self.rows[row][0].key not in self.tied]
        placed = [row for row in every if self.rows[row][0].key in self.tied]
        if len(placed) <= MOST_ROWS:
            if placed:
                yield self._section("map", "whole", placed, {})
        else:
            yield from self._divided(placed)
        if unplaced:
            yield self._section("map-unplaced", "unplaced", unplaced, {})

    def _divided(self, placed: Sequence[int]) -> Iterator[MapSection]:
        cut = self._cut()
        heads: dict[int, list[int]] = {}
        head_of: dict[int, int] = {}
        alone: list[int] = []
        for row in placed:
            larger = self.above[row]
            if larger is None and self.size[row] == 1:
                alone.append(row)
            elif larger is None or row in cut:
                if larger is not None:
                    heads[head_of[larger]].append(row)
                head_of[row] = row
                heads[row] = [row]
            else:
                head_of[row] = head_of[larger]
                heads[head_of[row]].append(row)
        for head, members in heads.items():
            onward = {
                row: Onward(f"map-{self._entry(row).id}", self.size[row] - 1)
                for row in members
                if row in cut and row != head
            }
            yield self._section(f"map-{self._entry(head).id}", "tree", members, onward)
        if alone:
            yield self._section("map-alone", "alone", alone, {})

    def _cut(self) -> frozenset[int]:
        """Return the rows that begin a section: from the leaves up, the largest child of each tree that is too long."""
        below: dict[int, list[int]] = defaultdict(list)
        left = [1] * len(self.rows)
        cut = set()
        for row in range(len(self.rows) - 1, -1, -1):
            left[row] += sum(left[child] for child in below[row])
            # Cutting off a child leaves a row that leads to it, so a child without rows below it saves nothing.
            for child in sorted(below[row], key=lambda child: (-left[child], child)):
                if left[row] <= MOST_ROWS or left[child] == 1:
                    break
                cut.add(child)
                left[row] -= left[child] - 1
            if (larger := self.above[row]) is not None:
                below[larger].append(row)
        return frozenset(cut)

    def _entry(self, row: int) -> Entry:
        return self.views.entry(self.rows[row][0])

    def _section(self, id: str, sort: str, members: Sequence[int], onward: Mapping[int, Onward]) -> MapSection:
        here = {row: index for index, row in enumerate(members)}
        least = self.rows[members[0]][1] if sort == "tree" else 0
        shown = {self._entry(row).key: self.above[row] for row in members if self.above[row] in here}
        ends = {row: index for row, index in here.items() if row not in onward}
        places = [
            MapPlace(
                self._entry(row),
                self.rows[row][1] - least,
                () if row in onward else tuple(self._ties(row, shown)),
                onward.get(row),
            )
            for row in members
        ]
        return MapSection(
            id=id,
            sort=sort,
            upward=self.upward,
            head=places[0].entry if sort == "tree" else None,
            places=tuple(places),
            bends=tuple(self._bends(ends)),
            rings=tuple(tuple(map(self._entry, ring)) for ring in self.rings if ring[0] in ends),
        )

    def _ties(self, row: int, shown: Mapping[str, int | None]) -> Iterator[Ties]:
        """Yield the ties of a card to others of its kind, without those to the rows below it in this section."""
        for tie in self.views.ties(self.rows[row][0]):
            entries = tuple(
                entry
                for entry in tie.entries
                if entry.key in self.number
                and not (tie.incoming and tie.name == self.upward and shown.get(entry.key) == row)
            )
            if entries and tie.name in self.own:
                yield replace(tie, entries=entries)

    def _bends(self, ends: Mapping[int, int]) -> Iterator[Bend]:
        seen: set[tuple[str, int, int]] = set()
        for edge in (edge for row in ends for edge in self.edges_of[row]):
            source, target = self.number[edge.source], self.number[edge.target]
            if edge.relation is None or target not in ends:
                continue
            if edge.relation == self.upward and self.above[source] == target:
                continue
            relation = self.own[edge.relation]
            if relation.symmetric:
                source, target = min(source, target), max(source, target)
            if (edge.relation, source, target) not in seen:
                seen.add((edge.relation, source, target))
                yield Bend(ends[source], ends[target], edge.relation, relation.line, relation.symmetric)

    @cached_property
    def rings(self) -> tuple[tuple[int, ...], ...]:
        """The rows of each ring, beginning with its first."""
        upward: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.edges:
            if edge.relation == self.upward:
                upward[edge.source].append(edge)
        rows_of_rings = []
        for ring in rings(upward):
            numbers = [self.number[edge.source] for edge in ring]
            first = numbers.index(min(numbers))
            rows_of_rings.append((*numbers[first:], *numbers[:first]))
        return tuple(rows_of_rings)
