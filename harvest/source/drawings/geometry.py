"""Work out where a part of a drawing is at most, so that what lies outside the sheet does so for certain."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import NamedTuple

from harvest.source.drawings.element import Element

Matrix = tuple[float, float, float, float, float, float]
UNCHANGED: Matrix = (1, 0, 0, 1, 0, 0)

_NUMBER = re.compile(r"[-+]?+(?:[0-9]++(?:\.[0-9]*+)?+|\.[0-9]++)(?:[eE][-+]?+[0-9]++)?+")
_STEP = re.compile(r"([MmZzLlHhVvCcSsQqTtAa])([^MmZzLlHhVvCcSsQqTtAa]*)")
_FUNCTION = re.compile(r"(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)")
_UNITS: Mapping[str, float] = {
    "": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "q": 96 / 101.6
}  # fmt: skip
_LARGEST = 1e12
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}


class Box(NamedTuple):
    """A rectangle that something lies in."""

    left: float
    top: float
    right: float
    bottom: float

    def apart(self, other: Box) -> bool:
        """Tell whether two rectangles have nothing in common."""
        return self.right < other.left or other.right < self.left or self.bottom < other.top or other.bottom < self.top

    def wider(self, by: float) -> Box:
        """Return the rectangle with a margin around it."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


def length(value: str | None, usual: float | None = None) -> float | None:
    """Return a length in units of the drawing, `usual` where none is given; None when it depends on something else."""
    if value is None:
        return usual
    match = _NUMBER.match(value.strip())
    unit = value.strip()[match.end() :].lower() if match else "?"
    if match is None or unit not in _UNITS:
        return None
    number = float(match[0]) * _UNITS[unit]
    return number if math.isfinite(number) and abs(number) < 1e9 else None


def numbers(value: str) -> list[float]:
    """Return the numbers in a value, none larger than can be reckoned with."""
    return [max(-_LARGEST, min(_LARGEST, float(number))) for number in _NUMBER.findall(value)]


def times(first: Matrix, second: Matrix) -> Matrix:
    """Return two transformations as one, the second inside the first."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f


def transformation(value: str) -> Matrix:
    """Return what a `transform` attribute does."""
    whole = UNCHANGED
    for name, inside in _FUNCTION.findall(value):
        given = numbers(inside)
        x = given[0] if given else 0.0
        y = given[1] if len(given) > 1 else None
        step = UNCHANGED
        if name == "matrix" and len(given) == 6:
            step = (given[0], given[1], given[2], given[3], given[4], given[5])
        elif name == "translate":
            step = (1, 0, 0, 1, x, y or 0.0)
        elif name == "scale":
            step = (x, 0, 0, x if y is None else y, 0, 0)
        elif name == "rotate":
            turn = math.radians(x)
            step = (math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn), 0, 0)
            if len(given) == 3:
                there, back = (1.0, 0.0, 0.0, 1.0, given[1], given[2]), (1.0, 0.0, 0.0, 1.0, -given[1], -given[2])
                step = times(times(there, step), back)
        elif name == "skewX":
            step = (1, 0, math.tan(math.radians(x)), 1, 0, 0)
        elif name == "skewY":
            step = (1, math.tan(math.radians(x)), 0, 1, 0, 0)
        whole = times(whole, step)
    return whole


def moved(box: Box, matrix: Matrix) -> Box:
    """Return the rectangle around a rectangle that is transformed."""
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (box.left, box.right) for y in (box.top, box.bottom)]
    across, down = [x for x, _ in corners], [y for _, y in corners]
    return Box(min(across), min(down), max(across), max(down))


def sheet(root: Element) -> Box | None:
    """Return the rectangle that can be seen; None when that depends on where the drawing stands."""
    width, height = length(root.attributes.get("width")), length(root.attributes.get("height"))
    box = numbers(root.attributes.get("viewBox", ""))
    if len(box) != 4:
        return Box(0, 0, width, height) if width and height else None
    left, top, across, down = box
    if across <= 0 or down <= 0:
        return None
    if width and height and "none" not in root.attributes.get("preserveAspectRatio", ""):
        # The sheet has another shape than what is drawn: on two sides more is seen of it.
        more_across, more_down = max(across, down * width / height), max(down, across * height / width)
        return Box(left - more_across + across, top - more_down + down, left + more_across, top + more_down)
    return Box(left, top, left + across, top + down)


def empty(element: Element) -> bool:
    """Tell whether an element has no size for certain, so that nothing of it, or in it, is drawn."""
    given = element.attributes
    if element.name in ("svg", "image", "use", "rect", "pattern"):
        usual = 0.0 if element.name == "rect" or (element.name == "pattern" and "href" not in given) else 1.0
        if any((size := length(given.get(name), usual)) is not None and size <= 0 for name in ("width", "height")):
            return True
    if element.name in ("circle", "ellipse"):
        names = ("r",) if element.name == "circle" else ("rx", "ry")
        return any(length(given.get(name), 0.0 if name == "r" else 1.0) == 0 for name in names)
    if element.name == "path":
        box = _path(given.get("d", "")) if len(given.get("d", "")) < 1000 else None
        return not given.get("d") or (box is not None and box.left == box.right and box.top == box.bottom)
    if element.name == "textPath":
        return "href" not in given
    box_of_sheet = numbers(given.get("viewBox", ""))
    return len(box_of_sheet) == 4 and min(box_of_sheet[2:]) <= 0


def shrunk(matrix: Matrix) -> float:
    """Return how many times larger a transformation makes things."""
    a, b, c, d, _, _ = matrix
    return math.sqrt(abs(a * d - b * c))


def frame(element: Element) -> tuple[Matrix | None, Box | None] | None:
    """Return where a sheet on the sheet is, and through which window in it one sees; None when neither is known.

    Without a known place, the window is that in the measures of the inner sheet itself.
    """
    given = element.attributes
    box = numbers(given.get("viewBox", ""))
    if len(box) == 4:
        left, top, across, down = box
        # The inner sheet may have another shape than its place, and then more of it is seen.
        return None, Box(left, top, left + across, top + down).wider(10 * max(across, down))
    x, y = length(given.get("x"), 0.0), length(given.get("y"), 0.0)
    if x is None or y is None or element.name == "symbol":
        return None
    width, height = length(given.get("width")), length(given.get("height"))
    return (1, 0, 0, 1, x, y), None if width is None or height is None else Box(0, 0, width, height)


def extent(element: Element) -> Box | None:
    """Return the rectangle that a shape or picture lies in, without its line; None when that is not known."""
    given = element.attributes
    if element.name == "path":
        return _path(given.get("d", ""))
    if element.name in ("polygon", "polyline"):
        points = numbers(given.get("points", ""))
        return _around(points[0::2], points[1::2])
    names = {
        "line": "x1 y1 x2 y2", "circle": "cx cy r r", "ellipse": "cx cy rx ry"
    }.get(element.name, "x y width height")  # fmt: skip
    sides = [length(given.get(name), 0.0) for name in names.split()]
    if any(number is None for number in sides):
        return None
    x, y, across, down = (number or 0.0 for number in sides)
    if element.name == "line":
        return _around([x, across], [y, down])
    if element.name in ("circle", "ellipse"):
        return Box(x - across, y - down, x + across, y + down)
    return _around([x, x + across], [y, y + down]) if element.name != "image" or (across and down) else None


def _around(across: list[float], down: list[float]) -> Box | None:
    return Box(min(across), min(down), max(across), max(down)) if across and down else None


def _path(data: str) -> Box | None:
    """Return the rectangle around all points of a path, those that only bend it too."""
    x = y = start_x = start_y = 0.0
    points_across: list[float] = []
    points_down: list[float] = []
    for command, inside in _STEP.findall(data if len(data) < 50_000 else ""):
        kind, relative = command.upper(), command.islower()
        if kind in ("A", "S", "T"):
            return None  # the points that bend it are not written down
        given, takes = numbers(inside), _TAKES[kind]
        if kind == "Z":
            x, y = start_x, start_y
            continue
        for at in range(0, len(given) - takes + 1, takes):
            part = given[at : at + takes]
            if kind == "H":
                part = [part[0], 0.0 if relative else y]
            elif kind == "V":
                part = [0.0 if relative else x, part[0]]
            across = [number + (x if relative else 0) for number in part[0::2]]
            down = [number + (y if relative else 0) for number in part[1::2]]
            points_across.extend(across)
            points_down.extend(down)
            x, y = across[-1], down[-1]
            if kind == "M" and at == 0:
                start_x, start_y = x, y
    return _around(points_across, points_down)
