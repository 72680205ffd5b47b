"""Draw all patterns as a field of furrows, with a diamond for each, further in for each larger pattern above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from harvest.views.map.furrows import Furrow
from harvest.views.view import CardView, Entry

_FEWEST_FURROWS = 8
"""The fewest furrows, so that few patterns do not fill the field: the rest is still to be ploughed."""

Role = Literal["self", "near", "other"]


@dataclass(frozen=True, slots=True)
class Diamond:
    """The diamond of a pattern; measures in the unit of the field."""

    entry: Entry
    x: float
    y: float
    radius: float
    filled: bool
    role: Role


@dataclass(frozen=True, slots=True)
class CoverField:
    """A field to draw: the heights of the furrows, the diamonds, and SVG paths between some of them."""

    width: int
    height: int
    furrows: tuple[float, ...]
    marks: tuple[Diamond, ...]
    ties: tuple[str, ...] = ()


def plough(
    furrows: Sequence[Furrow], width: int, height: int, left: int, right: int, card: CardView | None = None
) -> CoverField:
    """Lay the patterns out in a field of `width` × `height`, their diamonds between `left` and `right`.

    Without a card, the size of a diamond shows how sure its pattern is, and an outline that it is a hunch. With a card,
    its own diamond is large, and only the patterns that it completes or that complete it are filled and tied to it.
    """
    count = len(furrows)
    rows = max(count, _FEWEST_FURROWS)
    row = height / rows
    deepest = max([furrow.level for furrow in furrows], default=0)
    step = min(290.0, (right - left) / max(deepest, 1))
    tied = dict(_completed(card)) if card else {}
    marks = []
    for index, furrow in enumerate(furrows):
        key = furrow.entry.key
        role: Role = "self" if card and key == card.entry.key else "near" if key in tied else "other"
        if card:
            radius, filled = row * (0.46 if role == "self" else 0.22), role != "other"
        else:
            radius, filled = row * (0.46 if furrow.entry.stars == 2 else 0.34), furrow.entry.stars != 0
        x, y = left + furrow.level * step, (index + 0.5) * row
        marks.append(Diamond(furrow.entry, round(x, 1), round(y, 1), round(radius, 1), filled, role))
    ties: list[str] = []
    own = next((mark for mark in marks if mark.role == "self"), None)
    for mark in marks:
        if own and mark.role == "near":
            larger, smaller = (mark, own) if tied[mark.entry.key] else (own, mark)
            ties.append(f"M{larger.x} {larger.y}V{smaller.y}H{smaller.x}")
    lines = tuple(round(index * row, 1) for index in range(rows + 1))
    return CoverField(width, height, lines, tuple(marks), tuple(ties))


def _completed(card: CardView) -> Iterator[tuple[str, bool]]:
    """Yield the keys of the patterns at the other end of `completes`, and whether that pattern is the larger one."""
    for tie in card.ties:
        if tie.line == "diamond":
            for entry in tie.entries:
                yield entry.key, not tie.incoming
