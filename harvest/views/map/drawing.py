"""Draw a section of the map: rows of names, indented by level, and to their right lanes for all other ties.

The shortest tie gets the innermost lane, so that a larger drawing gets longer but not tangled. A tie that is too long,
or for which no lane is left, becomes a stub: a line that ends in the name of the other card. Source: the look, «Map».
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Literal

from harvest.problems.problem import Label
from harvest.views.map.lettering import cut, width
from harvest.views.map.measures import MEASURES, SITE, Measures
from harvest.views.map.sections import MOST_ROWS, Bend, MapPlace, MapSection
from harvest.views.map.strokes import Stroke, lane, rail
from harvest.views.view import Entry, Ties

_STUB = 52
"""The length of a stub's line, with the space behind it."""


@dataclass(frozen=True, slots=True)
class Stub:
    """A tie drawn as a stub: `names` are the entries with their names as they fit at `x`, `more` counts the others."""

    label: Label
    line: str
    incoming: bool
    names: tuple[tuple[Entry, str], ...]
    more: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class MapRow:
    """A row: its sign is at `x`, `y`, its name at `text`, stars and phases at theirs; lines begin at `end`.

    `ports` are the heights of the lanes that end here. `drawn` are the ties that its lanes and its place below another
    row show; `left` are the ties that stubs show, or words below the name.
    """

    number: int
    place: MapPlace
    top: float
    height: float
    x: float
    y: float
    text: float
    name: str
    stars: float
    phases: float
    end: float
    ports: tuple[float, ...]
    stubs: tuple[Stub, ...]
    drawn: tuple[Ties, ...]
    left: tuple[Ties, ...]


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """The drawing of a section: its rows from top to bottom, and the strokes between them; lanes begin at `lanes`."""

    width: int
    height: float
    lanes: float
    rows: tuple[MapRow, ...]
    strokes: tuple[Stroke, ...]

    def strokes_of(self, row: int) -> tuple[Stroke, ...]:
        """Return the strokes that run over a row."""
        return tuple(stroke for stroke in self.strokes if stroke.rows[0] <= row <= stroke.rows[1])


def drawing(section: MapSection, where: Literal["site", "paper"]) -> MapDrawing:
    """Return the drawing of a section for the site or for the booklet; templates call this."""
    return draw(section, MEASURES[where])


def draw(section: MapSection, measures: Measures = SITE) -> MapDrawing:
    """Lay a section out as a drawing; the same section always gives the same drawing."""
    step = min(float(measures.step), measures.deepest / max(1, *(place.level for place in section.places)))
    names = [_RowName(place, step, measures) for place in section.places]
    columns = _columns(section.bends, _most_lanes(names, measures))
    count = 1 + max(columns.values(), default=-1)
    shares = list(_shares(section, columns))
    pitch = _pitch(names, [left for _, left in shares], count, measures)
    edge = measures.width - measures.sign / 2 - pitch * (count - 1) if count else float(measures.width)
    ports = _ports(columns)
    rows: list[MapRow] = []
    ends: dict[tuple[Bend, int], tuple[float, float]] = {}
    for number, share in enumerate(shares):
        row = _row(names[number], share, rows[-1] if rows else None, edge, ports[number])
        rows.append(row)
        for bend, y in zip(ports[number], row.ports, strict=True):
            ends[bend, number] = (row.end, y)
    strokes = list(_rails(rows, measures))
    for bend, column in sorted(columns.items(), key=lambda item: (item[1], item[0].source, item[0].target)):
        x = round(edge + pitch * column, 1)
        strokes += lane(bend, ends[bend, bend.source], ends[bend, bend.target], x, measures.size / 20)
    return MapDrawing(measures.width, round(rows[-1].top + rows[-1].height, 1), edge, tuple(rows), tuple(strokes))


class _RowName:
    """The name of a row and the signs behind it, before we know how much room the lanes leave."""

    def __init__(self, place: MapPlace, step: float, measures: Measures) -> None:
        unit, entry = measures.size / 20, place.entry
        self.place = place
        self.measures = measures
        self.x = measures.sign / 2 + place.level * step
        self.text = self.x + measures.sign / 2 + 11 * unit
        self.stars = (26 * entry.stars - 2) * 0.6 * unit + 10 * unit if entry.stars else 0
        self.phases = 88 * 0.42 * unit + 12 * unit if any(phase.active for phase in entry.phases) else 0
        draft = width("concept", 14 * unit) + 20 * unit if entry.draft else 0
        self.behind = self.stars + self.phases + draft + measures.after + 14 * unit
        self.name = entry.title
        self.lines = 1
        self.fitted(float(measures.width))

    @property
    def wide(self) -> float:
        """The width of the name on one line."""
        return width(self.name, self.measures.size)

    def fitted(self, edge: float, stub: float = 0) -> None:
        """Fit the name before `edge`, where the lanes begin, and a stub: cut it, or set it on several lines."""
        room = min(self.measures.width * 0.42, edge - stub - self.text - self.behind - self.measures.size / 2)
        if self.measures.stubs:
            self.name = cut(self.place.entry.title, self.measures.size, room)
        self.lines = 1 + int(self.wide // max(room, 1))
        self.end = self.text + min(self.wide, room) + self.behind


def _most_lanes(names: Sequence[_RowName], measures: Measures) -> int:
    """Return how many lanes fit right of the names; a few always do, for which names are cut."""
    room = measures.width - measures.sign - max(name.end for name in names)
    return max(measures.lanes // 3, min(measures.lanes, 1 + int(room // measures.narrow_lane)))


def _pitch(names: Sequence[_RowName], lefts: Sequence[tuple[Ties, ...]], count: int, measures: Measures) -> float:
    """Return the distance between lanes: wide enough to be clear, but smaller when names or stubs need the room."""
    needed = 0.0
    for name, left in zip(names, lefts, strict=True):
        ties = left if measures.stubs else ()
        first = [width(tie.entries[0].title, measures.small) + _STUB + 50 for tie in ties]
        needed = max(needed, name.end + max(first, default=0))
    room = (measures.width - measures.sign - needed) / max(count - 1, 1)
    return round(max(measures.narrow_lane, min(measures.lane, 5 * measures.lane / max(count, 1), room)), 1)


def _columns(bends: Sequence[Bend], most: int) -> dict[Bend, int]:
    """Give bends a lane, the shortest first, each the innermost that is free over its rows; some bends get none."""
    taken: list[list[tuple[int, int]]] = []
    columns: dict[Bend, int] = {}
    for bend in sorted(bends, key=lambda b: (abs(b.source - b.target), min(b.source, b.target), b.source, b.relation)):
        first, last = sorted((bend.source, bend.target))
        if last - first > MOST_ROWS:
            continue
        free = (n for n, spans in enumerate(taken) if all(last < start or end < first for start, end in spans))
        column = next(free, len(taken))
        if column == most:
            continue
        if column == len(taken):
            taken.append([])
        taken[column].append((first, last))
        columns[bend] = column
    return columns


def _ports(columns: Mapping[Bend, int]) -> Mapping[int, list[Bend]]:
    """Return the lanes that end in each row, from top to bottom, so that no two lanes of a row cross.

    First come those that lead up, the innermost highest, then those that lead down, the innermost lowest.
    """
    ports: dict[int, list[Bend]] = defaultdict(list)
    for bend in sorted(columns, key=lambda b: (columns[b], b.source, b.target, b.relation)):
        ports[max(bend.source, bend.target)].append(bend)
    for bend in sorted(columns, key=lambda b: (-columns[b], b.source, b.target, b.relation)):
        ports[min(bend.source, bend.target)].append(bend)
    return ports


def _shares(section: MapSection, columns: Mapping[Bend, int]) -> Iterator[tuple[tuple[Ties, ...], tuple[Ties, ...]]]:
    """Yield for each row the ties that its lanes and its place in the drawing show, and the ties that are left."""
    laned: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for bend in columns:
        for here, there in ((bend.source, bend.target), (bend.target, bend.source)):
            laned[here].add((bend.relation, section.places[there].entry.key))
    way: list[str] = []
    for number, place in enumerate(section.places):
        del way[place.level :]
        drawn = laned[number] | ({(section.upward, way[-1])} if way else set())
        way.append(place.entry.key)
        every = {(tie.name, entry.key) for tie in place.ties for entry in tie.entries}
        yield _of(place.ties, drawn), _of(place.ties, every - drawn)


def _of(ties: tuple[Ties, ...], ends: Set[tuple[str, str]]) -> tuple[Ties, ...]:
    """Return the ties to these ends, each a pair of the name of the relation and the key of the card."""
    kept = (replace(tie, entries=tuple(e for e in tie.entries if (tie.name, e.key) in ends)) for tie in ties)
    return tuple(tie for tie in kept if tie.entries)


def _row(
    name: _RowName,
    share: tuple[tuple[Ties, ...], tuple[Ties, ...]],
    before: MapRow | None,
    edge: float,
    lanes: Sequence[Bend],
) -> MapRow:
    """Lay out a row below the one before: its name as it fits, and the lanes and stubs around its middle."""
    measures, (drawn, left) = name.measures, share
    name.fitted(edge, _STUB + 8 * measures.small if left and measures.stubs else 0)
    end, unit = name.end, measures.size / 20
    after = name.text + name.wide
    pitch = measures.small * 1.35
    inside = pitch * len(left) if measures.stubs else 0
    ports = measures.port * len(lanes) + inside
    middle = max(measures.row, ports + 0.3 * measures.row) / 2
    below = 0.0
    if not measures.stubs:
        below = pitch * (name.lines - 1 + sum(_lines(tie, edge - name.text, measures) for tie in left))
    top = before.top + before.height if before else 0.0
    y, port = top + middle, top + middle - ports / 2
    # Lanes that lead up end above the stubs, lanes that lead down below them.
    number = 0 if before is None else before.number + 1
    ups = [bend for bend in lanes if max(bend.source, bend.target) == number]
    places = [port + measures.port * (n + 0.5) + (inside if n >= len(ups) else 0) for n in range(len(lanes))]
    first = port + measures.port * len(ups)
    stubs = [_stub(tie, end, first + pitch * (n + 0.5), edge, measures) for n, tie in enumerate(left)]
    return MapRow(
        number=number,
        place=name.place,
        top=top,
        height=round(middle * 2 + below, 1),
        x=round(name.x, 1),
        y=round(y, 1),
        text=round(name.text, 1),
        name=name.name,
        stars=round(after + 10 * unit, 1),
        phases=round(after + name.stars + 12 * unit, 1),
        end=round(end, 1),
        ports=tuple(round(place, 1) for place in places),
        stubs=tuple(stubs) if measures.stubs else (),
        drawn=drawn,
        left=left,
    )


def _lines(tie: Ties, room: float, measures: Measures) -> int:
    """Return how many lines the sign, the label and the names of a tie take, each name with its page behind it."""
    label = max(width(f"{label} ", measures.small) for label in tie.label.values())
    words = ", ".join(f"{entry.title} (p. 000)" for entry in tie.entries)
    return 1 + int((width(words, measures.small) + label + 2 * measures.small) // max(room, 1))


def _stub(tie: Ties, x: float, y: float, edge: float, measures: Measures) -> Stub:
    """Make a stub with as many names as fit before the lanes; the first name is cut when it does not fit whole."""
    text, size = x + _STUB, measures.small
    room = edge - 20 - text
    more = width(" + 000", size)
    names: list[tuple[Entry, str]] = []
    for entry in tie.entries:
        last = len(names) + 1 == len(tie.entries)
        needed = width(entry.title + (", " if names else ""), size)
        if needed > room - (0 if last else more):
            break
        names.append((entry, entry.title))
        room -= needed
    if not names and room > 4 * size:
        names = [(tie.entries[0], cut(tie.entries[0].title, size, room - (more if len(tie.entries) > 1 else 0)))]
    placed = tuple(names)
    return Stub(tie.label, tie.line, tie.incoming, placed, len(tie.entries) - len(placed), round(x, 1), round(y, 1))


def _rails(rows: Sequence[MapRow], measures: Measures) -> Iterator[Stroke]:
    """Yield a line from each row down to each row just below it, for the relation that orders the map."""
    way: list[MapRow] = []
    for row in rows:
        del way[row.place.level :]
        if way:
            above = way[-1]
            yield rail((above.x, above.y), (row.x, row.y), measures.sign / 2, (above.number, row.number))
        way.append(row)
