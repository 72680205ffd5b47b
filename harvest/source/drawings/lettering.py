"""Work out which rectangle a text lies in at most, without the font that it will be shown in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from harvest.source.drawings.element import Element
from harvest.source.drawings.geometry import Box, length

_WIDE, _NARROW = 1.1, 0.75
"""How wide a letter is at most, in font sizes: a capital or a sign, and a small letter."""
_ABOVE, _BELOW = 1.6, 0.6
"""How far letters reach above and below their line, in font sizes."""
_MOST_PARTS = 100
"""How many parts a text may have to be looked at for each of them."""
_BENDS = frozenset("textLength rotate letter-spacing word-spacing writing-mode baseline-shift transform".split())
"""What makes a text longer, or puts its letters elsewhere."""


def text_box(element: Element, size: float | None, anchor: str, window: Box) -> Box | None:
    """Return the rectangle of a text, or of a part of one that has its own place; None when that is not known.

    `window` is what percentages are of; `anchor` is `start` or `end` where the text begins or ends at its place.
    """
    across = _places(element, "x", window)
    down = _places(element, "y", window)
    if size is None or across is None or down is None:
        return None
    shifts = _places(element, "dx", window), _places(element, "dy", window)
    if None in shifts or any(len(shift or ()) > 1 for shift in shifts):
        return None
    right, below = (sum(shift or ()) for shift in shifts)
    own = element.attributes
    if element.name == "text" and any(name in own for name in _BENDS - {"transform"}):
        return None
    loose = bool("".join(piece for piece in element.content if isinstance(piece, str)).strip())
    points_across, points_down = [number + right for number in across], [number + below for number in down]
    for part in element.walk():
        if part is element:
            continue
        if part.name == "textPath" or any(name in part.attributes for name in (*_BENDS, "dx", "dy")):
            return None
        part_size = length(part.attributes.get("font-size"), size)
        inner_across, inner_down = _places(part, "x", window), _places(part, "y", window)
        if part_size is None or inner_across is None or inner_down is None:
            return None
        size = max(size, part_size)
        anchor = "" if "text-anchor" in part.attributes or "direction" in part.attributes else anchor
        points_across += inner_across
        points_down += inner_down
        loose = loose or not (inner_across or points_across)
    if not across and (loose or not points_across):
        points_across.append(right)
    if not points_down or (not down and loose):
        points_down.append(below)
    wide = size * sum(_NARROW if letter.islower() or letter.isspace() else _WIDE for letter in element.text())
    return Box(
        min(points_across) - (size if anchor == "start" else wide),
        min(points_down) - _ABOVE * size,
        max(points_across) + (size if anchor == "end" else wide),
        max(points_down) + _BELOW * size,
    )


def part_has_place(part: Element, text: Element) -> bool:
    """Tell whether a part of a text stands at a place of its own, whatever is before it."""
    if "x" not in part.attributes or "dx" in part.attributes or "dy" in part.attributes:
        return False
    if "y" in part.attributes:
        return True
    parts = list(islice(text.walk(), _MOST_PARTS + 1))
    return len(parts) <= _MOST_PARTS and not any(name in one.attributes for one in parts[1:] for name in ("y", "dy"))


def _places(element: Element, name: str, window: Box) -> list[float] | None:
    """Return the numbers of an attribute; None when one of them depends on something that is not known."""
    whole = window.right - window.left if name in ("x", "dx") else window.bottom - window.top
    numbers: list[float] = []
    for piece in _pieces(element.attributes.get(name, "")):
        number = length(piece[:-1]) if piece.endswith("%") else length(piece)
        if number is None:
            return None
        numbers.append(number * whole / 100 if piece.endswith("%") else number)
    return numbers


def _pieces(value: str) -> Sequence[str]:
    return value.replace(",", " ").split()
