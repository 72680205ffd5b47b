"""Draw the lines of the map as SVG paths: each sort of relation has its own line, which differs by more than colour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from harvest.views.map.sections import Bend

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stroke:
    """An SVG path, in a colour of the design tokens, over the rows from the first to the last of `rows`.

    `style` is `rail`, `solid`, `thin`, `dotted` or `bar` for lines, `filled` for shapes.
    """

    colour: str
    style: str
    d: str
    rows: tuple[int, int]


def rail(above: Point, below: Point, half: float, rows: tuple[int, int]) -> Stroke:
    """Draw a line from the sign of a row down, and right to the sign of a row below it; `half` is half a sign."""
    (x1, y1), (x2, y2) = above, below
    corner = round(min(half / 2, max(x2 - half - x1, 0)), 1)
    d = f"M{x1:g} {y1 + half:g}V{y2 - corner:g}q0 {corner:g} {corner:g} {corner:g}H{x2 - half:g}"
    return Stroke("ink", "rail", d, rows)


def lane(bend: Bend, start: Point, end: Point, x: float, unit: float) -> Iterator[Stroke]:
    """Draw a lane: from the end of a name right to `x`, up or down, and back to the end of another name."""
    (x1, y1), (x2, y2) = start, end
    rows = (min(bend.source, bend.target), max(bend.source, bend.target))
    turn, side = round(6 * unit, 1), round(6 * unit if y1 < y2 else -6 * unit, 1)
    way = f"M{x1:g} {y1:g}H{x - turn:g}q{turn:g} 0 {turn:g} {side:g}V{y2 - side:g}q0 {side:g} {-turn:g} {side:g}H{x2:g}"
    if bend.line == "dots":
        yield Stroke("sloot", "dotted", way, rows)
        yield Stroke("sloot", "filled", _disc(x1, y1, 4 * unit) + _disc(x2, y2, 4 * unit), rows)
    elif bend.line == "zigzag":
        yield Stroke("wring", "thin", f"M{x1:g} {y1:g}H{x:g}M{x2:g} {y2:g}H{x:g}", rows)
        yield Stroke("wring", "solid", _zigzag(x, min(y1, y2), max(y1, y2), 6 * unit), rows)
        yield Stroke("wring", "bar", _bar(x1, y1, 5 * unit) + _bar(x2, y2, 5 * unit), rows)
    else:
        yield Stroke("ink", "solid", way, rows)
        if bend.line == "diamond":
            r = round(6 * unit, 1)
            yield Stroke("ink", "filled", f"M{x2:g} {y2 - r:g}l{r:g} {r:g} {-r:g} {r:g} {-r:g} {-r:g}z", rows)
        elif bend.line == "bar":
            yield Stroke("ink", "bar", _bar(x2, y2, 5 * unit), rows)


def _disc(x: float, y: float, r: float) -> str:
    return f"M{x - r:g} {y:g}a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0 {-2 * r:g} 0z"


def _bar(x: float, y: float, half: float) -> str:
    return f"M{x:g} {y - half:g}V{y + half:g}"


def _zigzag(x: float, top: float, bottom: float, half: float) -> str:
    """Return a path from top to bottom in steps of about one and a half times `half`, on alternating sides."""
    steps = max(2, round((bottom - top) / (1.5 * half)))
    points = [f"{x + (half if n % 2 else -half):.1f} {top + (bottom - top) * n / steps:.1f}" for n in range(1, steps)]
    return f"M{x:g} {top:g}L{' '.join(points)} {x:g} {bottom:g}"
