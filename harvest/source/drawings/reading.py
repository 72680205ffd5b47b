"""Read a drawing once, from the first byte to the last, and refuse it at the first part that does more than draw."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from xml.parsers import expat

from harvest.problems.problem import Message, say
from harvest.source.addresses import unsafe_scheme
from harvest.source.drawings.allowed import ELEMENTS, HOLDS_TEXT, STYLED, UNKNOWN
from harvest.source.drawings.element import DEEPEST, MAX_BYTES, MOST, Element, RefusedDrawing, too_deep, too_much
from harvest.source.drawings.fetching import fetching

_SVG, _XLINK, _XML = (
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/XML/1998/namespace",
)
_RUNS = frozenset("script handler listener iframe frame embed object applet".split())
_ANIMATES = frozenset("set animate animatecolor animatemotion animatetransform".split())
_CLOSED = frozenset("foreignObject set animate animateColor animateMotion animateTransform".split())
"""Elements of which only is known that they are there."""
_TOLD = _CLOSED | frozenset("a style switch".split())
"""Elements that do not go out as they are, but say something about what does."""
_UNSEEN = frozenset("title desc metadata font font-face glyph missing-glyph view cursor color-profile".split())
"""Elements that nobody takes for a part of what is drawn."""
_EVENT = re.compile(r"on[a-z]+", re.IGNORECASE)
_BLANKS = re.compile(r"[\x00-\x20]+")
_INSIDE = re.compile(r"#|data:image/(?:png|jpe?g|gif|webp|avif|svg\+xml)[;,]", re.IGNORECASE)
"""Addresses inside the drawing: a part of the drawing itself, and pictures that it holds."""
_WIDE = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
    b"<\x00\x00\x00": "UTF-32",
    b"\x00\x00\x00<": "UTF-32",
    b"<\x00": "UTF-16",
    b"\x00<": "UTF-16",
}
"""How a file begins that is written in two or four bytes for each character."""


def read(content: bytes) -> Element:
    """Return the root of a drawing. Raises `RefusedDrawing`."""
    if len(content) > MAX_BYTES:
        raise RefusedDrawing(
            say("This drawing is larger than {most} MB.", most=MAX_BYTES // (1024 * 1024)),
            say("Save it with fewer details, or as a picture (.png, .jpg or .webp)."),
            "too-large",
        )
    if wide := next((name for start, name in _WIDE.items() if content.startswith(start)), ""):
        raise _not_text(say("This drawing is written in {part}, and not in UTF-8.", part=wide), 1)
    if content.startswith(b"\x1f\x8b"):
        raise RefusedDrawing(
            say("This drawing is packed (.svgz)."), say("Save it as plain SVG, not compressed."), "not-text"
        )
    try:
        text = content.decode("utf-8-sig").encode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _not_text(say("This drawing is not plain text in UTF-8."), line) from None
    if not text.strip():
        raise RefusedDrawing(say("This drawing is empty."), say("Save it again, or remove it."))
    return _DrawingReader(text).read()


def _not_text(message: Message, line: int) -> RefusedDrawing:
    hint = say("Save it again as plain SVG; where you are asked for an encoding, choose UTF-8.")
    return RefusedDrawing(message, hint, "not-text", line)


@dataclass(slots=True)
class _Opened:
    """What is being read: its element, None in what is left out; `pieces` hold the text of a style, with its places."""

    element: Element | None = None
    last: Element | None = None
    pieces: list[tuple[int, str]] = field(default_factory=list)


class _DrawingReader:
    """Builds the tree while the parser goes through the file."""

    def __init__(self, text: bytes) -> None:
        self.text = text
        self.root: Element | None = None
        self.opened: list[_Opened] = []
        self.elements = 0
        self.bare = False
        # The encoding that the file declares is ignored: `read` decoded it as UTF-8.
        self.parser = expat.ParserCreate("utf-8", "}")
        self.parser.buffer_text = False
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.SkippedEntityHandler = self._entity
        self.parser.ProcessingInstructionHandler = self._instruction

    def read(self) -> Element:
        try:
            self.parser.Parse(self.text, True)
        except expat.ExpatError as error:
            raise RefusedDrawing(
                say("This drawing cannot be read: something in it is not closed, or written wrongly."),
                say("Open it in a drawing program and save it again as plain SVG."),
                line=error.lineno,
            ) from None
        assert self.root is not None
        return self.root

    def _start(self, raw_name: str, attributes: dict[str, str]) -> None:
        space, _, name = raw_name.rpartition("}")
        local = name.lower()
        if not self.opened:
            self.bare = not space  # as a few programs write it: no browser shows it so, but what is meant is plain
            if name != "svg" or space not in ("", _SVG):
                raise RefusedDrawing(
                    say("This is no drawing: it begins with «{part}».", part=f"<{name[:40]}>"),
                    say("Open it in a drawing program and save it again as plain SVG."),
                    line=self._line(self.parser.CurrentByteIndex),
                )
        if local in _RUNS:
            raise self._refused(f"<{name}>", name)
        if len(self.opened) >= DEEPEST:
            raise too_deep(self.parser.CurrentLineNumber)
        self.elements += 1
        if self.elements > MOST:
            raise too_much(self.parser.CurrentLineNumber)
        above = self.opened[-1] if self.opened else _Opened()
        opened = _Opened()
        self.opened.append(opened)
        kept = self.root is None or above.element is not None
        shown = self._shown(space, name) if kept else ""
        named = self._attributes(local, attributes, kept=bool(shown))
        if kept:
            element = Element(shown, named if shown else {}, self.parser.CurrentLineNumber, above.element)
            self._add(element, above)
            if shown and shown not in _CLOSED:
                opened.element = element

    def _shown(self, space: str, name: str) -> str:
        """Return the name of an element as it goes on, without one when it is only there for its place."""
        if (space != _SVG and (space or not self.bare)) or name in _UNSEEN:
            return ""
        return name if name in ELEMENTS or name in _TOLD else UNKNOWN

    def _add(self, element: Element, above: _Opened) -> None:
        if element.parent is None:
            self.root = element
            return
        element.previous, above.last = above.last, element
        element.index = element.previous.index + 1 if element.previous else 0
        element.parent.content.append(element)

    def _attributes(self, element: str, attributes: dict[str, str], *, kept: bool) -> dict[str, str]:
        """Return the attributes by name, those of other programs left out."""
        named: dict[str, str] = {}
        for raw_name, value in attributes.items():
            space, _, name = raw_name.rpartition("}")
            if space not in ("", _XLINK, _XML):
                continue
            if not space and _EVENT.fullmatch(name):
                raise self._refused(name, name)
            if kept and _leaves(element, name, value):
                raise self._refused(name, name)
            if space == _XML:
                named[f"xml:{name}"] = value
            elif space == _XLINK and name == "href":
                named.setdefault("href", value)
            elif not space:
                named[name] = value
        return named

    def _end(self, raw_name: str) -> None:
        opened = self.opened.pop()
        if opened.element is None or not opened.pieces:
            return
        style = "".join(piece for _, piece in opened.pieces)
        if leads := fetching(style):
            starts: list[int] = []
            length = 0
            for _, piece in opened.pieces:
                starts.append(length)
                length += len(piece)
            offset, text = leads
            piece_number = bisect_right(starts, offset) - 1
            at, piece = opened.pieces[piece_number]
            line = self._line(at) + piece.count("\n", 0, offset - starts[piece_number])
            raise self._refused(text, "", line)
        opened.element.content.append(style)

    def _data(self, text: str) -> None:
        opened = self.opened[-1]
        if opened.element is None:
            return
        if opened.element.name == "style":
            opened.pieces.append((self.parser.CurrentByteIndex, text))
        elif opened.element.name in HOLDS_TEXT:
            opened.element.content.append(text)

    def _doctype(self, name: str, system: str | None, public: str | None, own_declarations: bool) -> None:
        if own_declarations:
            raise RefusedDrawing(
                say("This drawing declares abbreviations of its own («{part}»).", part="<!DOCTYPE […]>"),
                say("Save it as plain SVG; in Illustrator, without its own editing capabilities."),
                line=self.parser.CurrentLineNumber,
            )

    def _entity(self, name: str, of_parameter: bool) -> None:
        raise RefusedDrawing(
            say("This drawing uses an abbreviation that is not explained in it («{part}»).", part=f"&{name[:40]};"),
            say("Open it in a drawing program and save it again as plain SVG."),
            line=self.parser.CurrentLineNumber,
        )

    def _instruction(self, target: str, data: str) -> None:
        if target.lower() == "xml-stylesheet":
            raise self._refused("<?xml-stylesheet?>", "")

    def _refused(self, part: str, name: str, line: int = 0) -> RefusedDrawing:
        """Return the refusal that shows `part` to the author, with the line where `name` is in the current tag."""
        start = self.parser.CurrentByteIndex
        if name and (match := re.compile(rb"(?i)[\s:<]" + re.escape(name.encode())).search(self.text, start)):
            start = match.end()
        return RefusedDrawing(
            say(
                "This drawing holds more than a drawing: «{part}» in it can run, or fetch from elsewhere.",
                part=part if len(part) <= 40 else f"{part[:40]}…",
            ),
            say("Save it as plain SVG, without scripts and links."),
            line=line or self._line(start),
        )

    def _line(self, offset: int) -> int:
        return self.text.count(b"\n", 0, offset) + 1


def _leaves(element: str, attribute: str, value: str) -> bool:
    """Tell whether an attribute leads out of the drawing, or lets an animation change one that does."""
    name = attribute.lower()
    if name == "base":
        return True
    if name in ("href", "src"):
        address = _BLANKS.sub("", value)
        if element == "a":
            return bool(unsafe_scheme(address))
        return not _INSIDE.match(address)
    if name == "attributename" and element in _ANIMATES:
        changed = value.strip().rpartition(":")[2].lower()
        return changed in ("href", "src", "style") or _EVENT.fullmatch(changed) is not None
    return (name == "style" or name in STYLED) and fetching(value) is not None
