"""The field: all patterns as furrows, each with a diamond further in the more steps it stands below a root."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from harvest.views.map.furrows import Furrow
from harvest.views.view import CardView, Entry

_FEWEST_FURROWS = 8
"""A young field is as wide as an old one; the rest is still to be ploughed."""

Role = Literal["self", "near", "other"]


@dataclass(frozen=True, slots=True)
class Diamond:
    """The diamond of one pattern; measures in the unit of the field."""

    entry: Entry
    x: float
    y: float
    radius: float
    filled: bool
    role: Role


@dataclass(frozen=True, slots=True)
class CoverField:
    """A field to draw: heights of the furrows, diamonds, and SVG paths that tie some of them."""

    width: int
    height: int
    furrows: tuple[float, ...]
    marks: tuple[Diamond, ...]
    ties: tuple[str, ...] = ()


def plough(
    furrows: Sequence[Furrow], width: int, height: int, left: int, right: int, card: CardView | None = None
) -> CoverField:
    """Lay the patterns out in a field of `width` × `height`, their diamonds between `left` and `right`.

    Without a card the size of a diamond says how sure its pattern is, and an outline that it is a hunch. With a card
    its own diamond is large, and only those it completes or is completed by are filled, and tied to it.
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
    """The keys of the patterns on the other end of `completes`, and whether it is the larger of the two."""
    for tie in card.ties:
        if tie.line == "diamond":
            for entry in tie.entries:
                yield entry.key, not tie.incoming
