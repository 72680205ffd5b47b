"""Leave of a drawing only what is shown, as far as that is certain; what is there and not to be seen stays home.

Certain is: not displayed, hidden, without colour, of no size, wholly outside the sheet, or never referred to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import NamedTuple

from harvest.source.drawings.allowed import HOLDS_TEXT, SHAPES, UNKNOWN, USED
from harvest.source.drawings.element import Element, LeftOut, unseen_text
from harvest.source.drawings.geometry import (
    UNCHANGED,
    Box,
    Matrix,
    empty,
    extent,
    frame,
    length,
    moved,
    sheet,
    shrunk,
    times,
    transformation,
)
from harvest.source.drawings.lettering import part_has_place, text_box
from harvest.source.drawings.painting import filtered_away, paints, without_strength
from harvest.source.drawings.references import targets

_POINTED = frozenset("path line polyline polygon g use svg".split())
"""Elements of which the lines may have arrows, or those in it."""
_SHOWS = frozenset("stop use".split())
_SMALLEST = 1 / 2000
"""How small letters may be, as a part of the sheet's height."""


class _Around(NamedTuple):
    """What an element has from those around it."""

    hidden: bool = False
    fill: bool = True
    fill_seen: bool = True
    stroke: bool = True
    stroke_seen: bool = True
    clips: bool = False
    """Whether it is drawn only to cut out: colours make no difference then."""
    size: float | None = None
    anchor: str = ""
    line: float | None = None
    """How wide the line around a shape is."""
    place: Matrix | None = None
    """Where it is on the sheet; None when that is not known."""
    window: Box | None = None
    """The part of the sheet through which it is seen."""


class _Search:
    """Goes from the sheet to all that is drawn on it, and by references to what is drawn elsewhere."""

    def __init__(self, root: Element, names: Mapping[str, Element]) -> None:
        self.names = names
        self.sheet = sheet(root)
        self.shown: set[int] = {id(root)}
        self.speaks: set[int] = set()
        """The elements of which the text is shown."""
        self.seen: set[tuple[int, _Around, bool]] = set()
        place = UNCHANGED if self.sheet else None
        start = _Around(stroke=False, size=16.0, anchor="start", line=1.0, place=place, window=self.sheet)
        self.waiting: list[tuple[Element, _Around, bool]] = [(root, start, False)]

    def go(self) -> None:
        while self.waiting:
            element, above, referred = self.waiting.pop()
            # What has a known place is met as often as it is drawn, and how often that may be is bounded elsewhere.
            if above.place is None:
                if (id(element), above, referred) in self.seen:
                    continue
                self.seen.add((id(element), above, referred))
            if not _drawn(element, above, referred=referred):
                continue
            state = self._inside(element, above)
            if state is None or self._text_is_outside(element, state):
                continue
            self._mark(element, state, referred=referred)
            self._refer(element, state)
            self.waiting.extend((child, state, False) for child in element.children())

    def _mark(self, element: Element, state: _Around, *, referred: bool) -> None:
        if element.name in SHAPES or element.name == "image":
            if state.hidden or (element.name == "image" and "href" not in element.attributes):
                return
            if not any(name.startswith("marker") for name in element.attributes) and state.line is not None:
                box = extent(element)
                if box is not None and _outside(box.wider(10 * state.line), state):
                    return
            self.shown.add(id(element))
        elif element.name in HOLDS_TEXT:
            stroked = state.stroke and state.stroke_seen and state.line != 0
            painted = (state.fill and state.fill_seen) or stroked or state.clips
            if not state.hidden and painted and not self._too_small(state):
                self.shown.add(id(element))
                self.speaks.add(id(element))
        elif (
            referred
            or element.name in ("stop", "use")
            or element.name.startswith("fe")
            or "filter" in element.attributes
        ):
            self.shown.add(id(element))

    def _too_small(self, state: _Around) -> bool:
        if state.size is None or state.size == 0:
            return state.size == 0
        if self.sheet is None or state.place is None:
            return False
        return state.size * shrunk(state.place) < (self.sheet.bottom - self.sheet.top) * _SMALLEST

    def _text_is_outside(self, element: Element, state: _Around) -> bool:
        """Tell whether a text, or a part of one with a place of its own, is outside the sheet."""
        if state.place is None or self.sheet is None or element.name not in ("text", "tspan"):
            return False
        if element.name == "tspan":
            text = element.parent
            while text is not None and text.name == "tspan":
                text = text.parent
            if text is None or not part_has_place(element, text):
                return False
            if "y" not in element.attributes and "y" in text.attributes:
                whole = {**element.attributes, "y": text.attributes["y"]}
                element = Element("tspan", whole, element.line, content=element.content)
        box = text_box(element, state.size, state.anchor, self.sheet)
        return box is not None and _outside(box, state)

    def _refer(self, element: Element, state: _Around) -> None:
        for attribute, target in targets(element, self.names):
            if attribute == "href" and element.name == "use":
                x, y = (length(element.attributes.get(name), 0.0) for name in ("x", "y"))
                place = (
                    None if state.place is None or x is None or y is None else times(state.place, (1, 0, 0, 1, x, y))
                )
                new = state._replace(place=place)
                if place is None:
                    new = new._replace(line=None, size=0.0 if state.size == 0 else None, anchor="")
            elif attribute == "clip-path":
                new = _Around(clips=True)
            elif attribute.startswith("marker") and element.name not in _POINTED:
                continue
            else:
                new = _Around()
            self.waiting.append((target, new, True))

    def _inside(self, element: Element, above: _Around) -> _Around | None:
        """Return the state for what is in an element; None when nothing of it can be seen."""
        given = element.attributes
        if not given:
            return above
        state = _drawn_with(element, above, self.names)
        if element.name in ("svg", "symbol") and element.parent is not None:
            state = _framed(element, state)
        elif "filter" in given or "transform-origin" in given:
            state = state._replace(place=None)  # moved in a way that is not worked out
        elif "transform" in given and state.place is not None:
            state = state._replace(place=times(state.place, transformation(given["transform"])))
        for attribute, target in targets(element, self.names):
            if element.name == "textPath" and attribute == "href" and empty(target):
                return None
            if attribute not in ("clip-path", "mask") or target.name not in ("clipPath", "mask"):
                continue
            parts = [child for child in target.children() if child.attributes.get("display") != "none"]
            boxes = [extent(child) for child in parts if child.name != UNKNOWN and not empty(child)]
            if not boxes:
                return None
            state = state if attribute == "mask" else _cut(target, boxes, state)
        return state


def _cut(clip: Element, boxes: list[Box | None], state: _Around) -> _Around:
    """Return the state within what cuts out, where its place is known."""
    known = [box for box in boxes if box is not None]
    plain = not any("transform" in one.attributes or one.name in HOLDS_TEXT | {"use"} for one in clip.walk())
    if state.place is None or len(known) != len(boxes) or not plain or "clipPathUnits" in clip.attributes:
        return state
    around = Box(
        *(min(box[side] for box in known) for side in (0, 1)), *(max(box[side] for box in known) for side in (2, 3))
    )
    return state._replace(window=_through(state.window, moved(around, state.place)))


def _framed(element: Element, state: _Around) -> _Around:
    """Return the state within a sheet on the sheet."""
    within = frame(element)
    if within is None or element.attributes.get("overflow") == "visible" or element.attributes.get("transform"):
        return state._replace(place=None)
    place, window = within
    if place is None:  # its place is not known, but what is outside its own sheet is
        return state._replace(place=UNCHANGED, window=window, line=None)
    if state.place is None:
        return state
    whole = times(state.place, place)
    return state._replace(
        place=whole, window=state.window if window is None else _through(state.window, moved(window, whole))
    )


def _through(one: Box | None, other: Box) -> Box:
    """Return what is seen through two windows."""
    if one is None:
        return other
    return Box(
        max(one.left, other.left), max(one.top, other.top), min(one.right, other.right), min(one.bottom, other.bottom)
    )


def _outside(box: Box, state: _Around) -> bool:
    if state.place is None or state.window is None:
        return False
    return moved(box, state.place).apart(state.window)


def _drawn(element: Element, above: _Around, *, referred: bool) -> bool:
    """Tell whether an element, and what is in it, may be drawn at all."""
    given = element.attributes
    if element.name == UNKNOWN or (element.name in USED and not referred):
        return False
    if element.name in ("pattern", "svg", "symbol") and empty(element):
        return element.parent is None
    if element.name in USED or element.name.startswith("fe"):
        return True
    if given.get("display") == "none" or filtered_away(given):
        return False
    if without_strength(given.get("opacity", "1")) and not above.clips:
        return False
    if element.name in ("image", "use", "textPath") and empty(element):
        return False
    if "transform" in given:
        a, b, c, d, _, _ = transformation(given["transform"])
        if a * d == b * c:
            return False
    return True


def _drawn_with(element: Element, above: _Around, names: Mapping[str, Element]) -> _Around:
    """Return the state with what an element says of lines, colours and letters."""
    given = element.attributes
    state = above
    if (visibility := given.get("visibility", "inherit")) != "inherit":
        state = state._replace(hidden=visibility in ("hidden", "collapse"))
    if given.get("fill", "inherit") != "inherit":
        state = state._replace(fill=paints(element, "fill", names))
    if given.get("fill-opacity", "inherit") != "inherit":
        state = state._replace(fill_seen=not without_strength(given["fill-opacity"]))
    if given.get("stroke", "inherit") != "inherit":
        state = state._replace(stroke=paints(element, "stroke", names))
    if given.get("stroke-opacity", "inherit") != "inherit":
        state = state._replace(stroke_seen=not without_strength(given["stroke-opacity"]))
    if "stroke-width" in given or "vector-effect" in given:
        state = state._replace(line=None if "vector-effect" in given else length(given["stroke-width"]))
    if "font-size" in given:
        state = state._replace(size=length(given["font-size"]))
    if any(name in given for name in ("letter-spacing", "word-spacing", "writing-mode")):
        state = state._replace(size=state.size and None)
    if "direction" in given:
        state = state._replace(anchor="")
    elif "text-anchor" in given:
        state = state._replace(anchor=given["text-anchor"])
    return state


def only_shown(root: Element, names: Mapping[str, Element], seen: Set[tuple[int, str]]) -> Iterator[LeftOut]:
    """Remove from a drawing what is not shown for certain; yield what there is to say about text in that.

    `seen` are the texts that the other look of the drawing shows, each with its line.
    """
    search = _Search(root, names)
    search.go()
    unseen: list[tuple[int, str]] = []
    # From the inside out: an element stays when something in it does.
    for element in reversed(list(root.walk())):
        kept: list[Element | str] = []
        for piece in element.content:
            if isinstance(piece, str):
                if id(element) in search.speaks:
                    kept.append(piece)
                elif (text := " ".join(piece.split())) and (element.line, text) not in seen:
                    unseen.append((element.line, text))
            elif id(piece) in search.shown or piece.content:
                kept.append(piece)
        element.content = [] if element.name == UNKNOWN else kept
    if unseen:
        unseen.reverse()
        yield unseen_text(sorted(unseen, key=lambda pair: pair[0]))
