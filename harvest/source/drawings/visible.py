"""Leave of a drawing only what is shown, as far as that is certain; what is there and not to be seen stays home.

Certain is: not displayed, hidden, without colour, of no size, wholly outside the sheet, or never referred to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from harvest.problems.problem import say
from harvest.source.drawings.allowed import HOLDS_TEXT, SHAPES, UNKNOWN, USED
from harvest.source.drawings.element import Element, LeftOut
from harvest.source.drawings.geometry import (
    UNCHANGED,
    Box,
    Matrix,
    extent,
    length,
    moved,
    numbers,
    sheet,
    times,
    transformation,
)
from harvest.source.drawings.references import targets

_CLEAR = re.compile(r"transparent|#[0-9a-f]{3}0|#[0-9a-f]{6}00|(?:rgb|hsl)a\([^)]*,\s*0?(?:\.0+)?%?\s*\)")
_ZERO = re.compile(r"\s*[-+]?0*\.?0*(?:px|%)?\s*")
_PARTS = frozenset("stop use".split())
_WIDE, _NARROW = 1.1, 0.75
"""How wide a letter is at most, in font sizes: a capital or a sign, and a small letter."""


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
    anchored: bool = False
    """Whether text is known to begin at its place and to go to the right."""
    line: float | None = None
    """How wide the line around a shape is."""
    place: Matrix | None = None
    """Where it is on the sheet; None when that is not known."""


class _Search:
    """Goes from the sheet to all that is drawn on it, and by references to what is drawn elsewhere."""

    def __init__(self, root: Element, names: Mapping[str, Element]) -> None:
        self.names = names
        self.sheet = sheet(root)
        self.shown: set[int] = {id(root)}
        self.speaks: set[int] = set()
        """The elements of which the text is shown."""
        self.seen: set[tuple[int, _Around, bool]] = set()
        start = _Around(stroke=False, size=16.0, anchored=True, line=1.0, place=UNCHANGED if self.sheet else None)
        self.waiting: list[tuple[Element, _Around, bool]] = [(root, start, False)]

    def go(self) -> None:
        while self.waiting:
            element, above, referred = self.waiting.pop()
            if above.place is None:
                if (id(element), above, referred) in self.seen:
                    continue
                self.seen.add((id(element), above, referred))
            if not _drawn(element, above, referred=referred):
                continue
            state = _inside(element, above)
            if self._cut_away(element):
                continue
            if element.name == "text" and self._outside(_text_box(element, state), state):
                continue
            self._mark(element, state, referred=referred)
            self._refer(element, state)
            if state.clips and element.name == "use":
                continue
            self.waiting.extend((child, state, False) for child in element.children())

    def _mark(self, element: Element, state: _Around, *, referred: bool) -> None:
        if element.name in SHAPES or element.name == "image":
            if state.hidden or (element.name == "image" and "href" not in element.attributes):
                return
            if not any(name.startswith("marker") for name in element.attributes):
                box = extent(element)
                if box is not None and state.line is not None and self._outside(box.wider(10 * state.line), state):
                    return
            self.shown.add(id(element))
        elif element.name in HOLDS_TEXT:
            painted = (state.fill and state.fill_seen) or (state.stroke and state.stroke_seen) or state.clips
            if not state.hidden and painted and state.size != 0:
                self.shown.add(id(element))
                self.speaks.add(id(element))
        elif referred or element.name in _PARTS or element.name.startswith("fe") or "filter" in element.attributes:
            self.shown.add(id(element))

    def _refer(self, element: Element, state: _Around) -> None:
        for attribute, target in targets(element, self.names):
            if attribute == "href" and element.name == "use":
                new = state._replace(place=None, line=None, size=0.0 if state.size == 0 else None, anchored=False)
            elif attribute == "clip-path":
                new = _Around(clips=True)
            else:
                new = _Around()
            self.waiting.append((target, new, True))

    def _cut_away(self, element: Element) -> bool:
        """Tell whether nothing is left of an element, since what it is cut out with is empty."""
        for attribute, target in targets(element, self.names):
            cuts = attribute in ("clip-path", "mask") and target.name in ("clipPath", "mask")
            if cuts and not any(child.name != UNKNOWN for child in target.children()):
                return True
        return False

    def _outside(self, box: Box | None, state: _Around) -> bool:
        if box is None or state.place is None or self.sheet is None:
            return False
        return moved(box, state.place).apart(self.sheet)


def _drawn(element: Element, above: _Around, *, referred: bool) -> bool:
    """Tell whether an element, and what is in it, may be drawn at all."""
    given = element.attributes
    if element.name == UNKNOWN or (element.name in USED and not referred):
        return False
    if element.name in USED or element.name.startswith("fe"):
        return True
    if given.get("display") == "none":
        return False
    if "opacity" in given and _ZERO.fullmatch(given["opacity"]) and not above.clips and element.name != "tspan":
        return False
    if element.name in ("svg", "image", "use") and any(
        (size := length(given.get(name), 1.0)) is not None and size <= 0 for name in ("width", "height")
    ):
        return element.name == "svg" and element.parent is None
    if "transform" in given:
        a, b, c, d, _, _ = transformation(given["transform"])
        if a * d == b * c:
            return False
    return not (element.name == "textPath" and "href" not in given)


def _inside(element: Element, above: _Around) -> _Around:
    """Return the state for what is in an element."""
    given = element.attributes
    if not given:
        return above
    state = above
    if (visibility := given.get("visibility", "inherit")) != "inherit":
        state = state._replace(hidden=visibility in ("hidden", "collapse"))
    if "fill" in given or "fill-opacity" in given:
        fill, seen = _painted(given, "fill", state.fill, state.fill_seen)
        state = state._replace(fill=fill, fill_seen=seen)
    if "stroke" in given or "stroke-opacity" in given:
        stroke, seen = _painted(given, "stroke", state.stroke, state.stroke_seen)
        state = state._replace(stroke=stroke, stroke_seen=seen)
    if "stroke-width" in given or "vector-effect" in given:
        state = state._replace(line=None if "vector-effect" in given else length(given["stroke-width"]))
    if "font-size" in given:
        state = state._replace(size=length(given["font-size"]))
    if "letter-spacing" in given or "word-spacing" in given or "writing-mode" in given:
        state = state._replace(size=state.size and None)
    if "direction" in given or "text-anchor" in given:
        state = state._replace(
            anchored=given.get("text-anchor", "start") == "start" and given.get("direction", "ltr") == "ltr"
        )
    if "filter" in given or "transform-origin" in given or (element.name == "svg" and element.parent is not None):
        state = state._replace(place=None)  # moved in a way that is not worked out
    elif "transform" in given and state.place is not None:
        state = state._replace(place=times(state.place, transformation(given["transform"])))
    return state


def _painted(given: Mapping[str, str], name: str, colour: bool, seen: bool) -> tuple[bool, bool]:
    """Tell whether there is a colour, and whether it is seen; what an element does not say holds from around it."""
    paint, opacity = given.get(name, "inherit"), given.get(f"{name}-opacity", "inherit")
    if paint != "inherit":
        colour = paint != "none" and not _CLEAR.fullmatch(paint.lower())
    return colour, seen if opacity == "inherit" else not _ZERO.fullmatch(opacity)


def _text_box(element: Element, state: _Around) -> Box | None:
    """Return the rectangle that a text lies in at most; None when that is not known."""
    if state.size is None or any(name in element.attributes for name in ("textLength", "rotate")):
        return None
    across: list[float] = []
    down: list[float] = []
    shift, size = 0.0, state.size
    anchored = state.anchored
    for part in element.walk():
        given = part.attributes
        if part.name == "textPath" or "textLength" in given or "rotate" in given or "baseline-shift" in given:
            return None
        if part is not element:
            if any(name in given for name in ("letter-spacing", "word-spacing", "writing-mode", "transform")):
                return None
            own = length(given.get("font-size"), size)
            if own is None:
                return None
            size = max(size, own)
            anchored = anchored and "text-anchor" not in given and "direction" not in given
        for name, places in (("x", across), ("y", down)):
            if any(length(piece) is None for piece in given.get(name, "").replace(",", " ").split()):
                return None
            places += numbers(given.get(name, ""))
        for name in ("dx", "dy"):
            if any(length(piece) is None for piece in given.get(name, "").replace(",", " ").split()):
                return None
            shift += sum(abs(number) for number in numbers(given.get(name, "")))
    if not element.attributes.get("x") or not element.attributes.get("y"):
        across.append(0.0)
        down.append(0.0)
    text = element.text()
    wide = size * sum(_NARROW if letter.islower() or letter.isspace() else _WIDE for letter in text)
    left = min(across) - shift - (size if anchored else wide)
    return Box(left, min(down) - shift - 1.6 * size, max(across) + shift + wide, max(down) + shift + 0.6 * size)


def only_shown(root: Element, names: Mapping[str, Element]) -> Iterator[LeftOut]:
    """Remove from a drawing what is not shown for certain; yield what there is to say about text in that."""
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
                elif text := " ".join(piece.split()):
                    unseen.append((element.line, text))
            elif id(piece) in search.shown or piece.content:
                kept.append(piece)
        element.content = kept
        if element.name == UNKNOWN:
            element.content = []
    if unseen:
        yield _about(sorted(unseen, key=lambda pair: pair[0]))


def _about(unseen: list[tuple[int, str]]) -> LeftOut:
    line, text = unseen[0]
    shown = text if len(text) <= 40 else f"{text[:40]}…"
    if len(unseen) == 1:
        message = say("«{part}» is in this drawing but not to be seen, and does not go out.", part=shown)
    else:
        message = say(
            "{count} texts in this drawing, such as «{part}», are not to be seen, and do not go out.",
            part=shown,
            count=len(unseen),
        )
    hint = say("Remove it from the file, or show it: whoever gets the file itself can read it.")
    return LeftOut(line, message, hint, "warning")
