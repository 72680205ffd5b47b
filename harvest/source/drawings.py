"""Drawings (SVG) that only draw. One that can run something, fetches from elsewhere or cannot be read is refused; of
the others only a serialisation of our own goes out, without what their editor notes in them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.parsers import expat

from harvest.problems.codes import Code
from harvest.problems.problem import Message, Place, Problem, problem, say

MAX_BYTES = 8 * 1024 * 1024
"""The largest drawing that is read; larger ones are photographs in disguise, or maps nobody waits for."""
DEEPEST = 200
"""How many elements may stand inside one another."""

_SVG, _XLINK, _XML = (
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/XML/1998/namespace",
)
_RUNS = frozenset("script handler listener foreignobject iframe embed object".split())
_ANIMATES = frozenset("set animate animatecolor animatemotion animatetransform".split())
_EVENT = re.compile(r"on[a-z]+", re.IGNORECASE)
_BLANKS = re.compile(r"[\x00-\x20]+")
_EMBEDDED = r"data:(?:image/(?:png|jpe?g|gif|webp|avif)|(?:application/)?(?:x-)?font[/-][a-z0-9-]+)[;,]"
_INSIDE = re.compile(rf"#|{_EMBEDDED}", re.IGNORECASE)
"""Addresses that lead nowhere else: a part of the drawing itself, and letters or photographs that it holds."""
_FETCHES = re.compile(
    rf"@import|(?<![\w-])(?:-webkit-)?(?:image-set|image|src)\(|url\((?!\s*[\"']?\s*(?:#|{_EMBEDDED}))", re.IGNORECASE
)
_ESCAPE = re.compile(r"\\(?:([0-9A-Fa-f]{1,6})(?:\r\n|[ \t\r\n\f])?|(\r\n|[\n\r\f])|(.))", re.DOTALL)


class RefusedDrawing(ValueError):
    """Says why nothing of a drawing goes out, and on which line that is."""

    def __init__(self, message: Message, hint: Message, code: Code = "unsafe-link", line: int = 1) -> None:
        super().__init__(code)
        self.message, self.hint, self.code, self.line = message, hint, code, line

    def at(self, path: str) -> Problem:
        """Return the problem of the drawing at this path."""
        return problem(Place(path, self.line), self.code, self.message, self.hint)


def clean_drawing(content: bytes) -> bytes:
    """Return the drawing as it may go out: what is drawn, and nothing of its editor. Raises `RefusedDrawing`."""
    if len(content) > MAX_BYTES:
        raise RefusedDrawing(
            say("This drawing is larger than {most} MB.", most=MAX_BYTES // (1024 * 1024)),
            say("Save it with fewer details, or as a picture (.png, .jpg or .webp)."),
            "too-large",
        )
    try:
        text = content.decode("utf-8-sig").encode()
    except UnicodeDecodeError as error:
        raise RefusedDrawing(
            say("This drawing is not plain text in UTF-8."),
            say("Save it again as plain SVG; where you are asked for an encoding, choose UTF-8."),
            "not-text",
            content.count(b"\n", 0, error.start) + 1,
        ) from None
    root = _DrawingReader(text).read()
    _strip(root)
    # Just before it is written: whoever else in this process names the same prefix takes it away.
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", _XLINK)
    return ElementTree.tostring(root, "unicode").encode()


@dataclass(slots=True)
class _Opened:
    """An element that is being read; `kept` says whether it goes out, `pieces` hold the text of a style."""

    name: str
    kept: bool
    pieces: list[tuple[int, str]] = field(default_factory=list)


class _DrawingReader:
    """Reads a drawing from first to last byte, and refuses it at the first place that does more than draw."""

    def __init__(self, text: bytes) -> None:
        self.text = text
        self.tree = ElementTree.TreeBuilder()
        self.opened: list[_Opened] = []
        # What the file says of its encoding counts for nothing: it is UTF-8, and so is what goes out.
        self.parser = expat.ParserCreate("utf-8", "}")
        self.parser.buffer_text = False
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.SkippedEntityHandler = self._entity
        self.parser.ProcessingInstructionHandler = self._instruction

    def read(self) -> ElementTree.Element:
        try:
            self.parser.Parse(self.text, True)
        except expat.ExpatError as error:
            raise RefusedDrawing(
                say("This drawing cannot be read: something in it is not closed, or written wrongly."),
                say("Open it in a drawing program and save it again as plain SVG."),
                line=error.lineno,
            ) from None
        return self.tree.close()

    def _start(self, written: str, attributes: dict[str, str]) -> None:
        name = _expanded(written)
        local = _local(name).lower()
        if not self.opened and name not in ("svg", f"{{{_SVG}}}svg"):
            raise self._refused(f"<{local}>", "")
        if local in _RUNS:
            raise self._refused(f"<{local}>", local)
        if len(self.opened) >= DEEPEST:
            raise RefusedDrawing(
                say("In this drawing more than {most} groups stand inside one another.", most=DEEPEST),
                say("Let your drawing program take its groups apart, and save it as plain SVG."),
                line=self._line(self.parser.CurrentByteIndex),
            )
        kept = (not self.opened or self.opened[-1].kept) and _drawn(name) and name != f"{{{_SVG}}}metadata"
        named = {_expanded(attribute): value for attribute, value in attributes.items()}
        for attribute, value in named.items():
            if _drawn(attribute) and (_EVENT.fullmatch(attribute) or (kept and _leaves(local, attribute, value))):
                shown = _local(attribute)
                raise self._refused(shown, shown)
        self.opened.append(_Opened(local, kept))
        self.tree.start(name, named)

    def _end(self, written: str) -> None:
        element = self.opened.pop()
        style = "".join(piece for _, piece in element.pieces)
        if fetches := next(_fetching(style), None):
            starts: list[int] = []
            length = 0
            for _, piece in element.pieces:
                starts.append(length)
                length += len(piece)
            offset, found = fetches
            raise self._refused(found, "", element.pieces[bisect_right(starts, offset) - 1][0])
        self.tree.end(_expanded(written))

    def _data(self, text: str) -> None:
        self.tree.data(text)
        if self.opened[-1].name == "style" and self.opened[-1].kept:
            self.opened[-1].pieces.append((self.parser.CurrentByteIndex, text))

    def _doctype(self, name: str, system: str | None, public: str | None, own_declarations: bool) -> None:
        if own_declarations:
            raise self._refused("<!DOCTYPE […]>", "")

    def _entity(self, name: str, of_parameter: bool) -> None:
        raise self._refused(f"&{name};", "")

    def _instruction(self, target: str, data: str) -> None:
        if target.lower() == "xml-stylesheet":
            raise self._refused("<?xml-stylesheet?>", "")

    def _refused(self, part: str, name: str, offset: int | None = None) -> RefusedDrawing:
        """Return why the drawing is refused: `part` as it is told, on the line on which `name` stands in this tag."""
        start = self.parser.CurrentByteIndex if offset is None else offset
        if name and (found := re.compile(rb"(?i)[\s:<]" + re.escape(name.encode())).search(self.text, start)):
            start = found.end()
        return RefusedDrawing(
            say(
                "This drawing holds more than a drawing: «{part}» in it can run, or fetch from elsewhere.",
                part=part if len(part) <= 40 else f"{part[:40]}…",
            ),
            say("Save it as plain SVG, without scripts and links."),
            line=self._line(start),
        )

    def _line(self, offset: int) -> int:
        return self.text.count(b"\n", 0, offset) + 1


def _leaves(element: str, attribute: str, value: str) -> bool:
    """Whether an attribute leads out of the drawing, or lets an animation change one that does."""
    local = _local(attribute).lower()
    if local in ("href", "src", "base"):
        return local == "base" or not _INSIDE.match(_BLANKS.sub("", value))
    if local == "attributename" and element in _ANIMATES:
        changed = value.strip().rpartition(":")[2].lower()
        return changed in ("href", "src", "style") or _EVENT.fullmatch(changed) is not None
    return next(_fetching(value), None) is not None


def _fetching(style: str) -> Iterator[tuple[int, str]]:
    """Yield what in a style fetches something, with the offset at which it stands; escapes hide nothing."""
    plain, ends = style, [(0, 0)]  # offsets in the plain text, and those in the style that they come from
    if "\\" in style:
        pieces: list[str] = []
        at = length = 0
        for escape in _ESCAPE.finditer(style):
            pieces += (style[at : escape.start()], _unescaped(escape))
            length += len(pieces[-2]) + len(pieces[-1])
            at = escape.end()
            ends.append((length, at))
        plain = "".join([*pieces, style[at:]])
    elif "(" not in style and "@" not in style:
        return
    for found in _FETCHES.finditer(plain):
        before, end = ends[bisect_right(ends, found.start(), key=lambda pair: pair[0]) - 1]
        yield end + found.start() - before, found[0].rstrip("(")


def _unescaped(escape: re.Match[str]) -> str:
    digits, line_end, character = escape.groups()
    if digits:
        number = int(digits, 16)
        return chr(number) if 0 < number < 0xD800 or 0xDFFF < number <= 0x10FFFF else "\ufffd"
    return "" if line_end else str(character)


def _strip(root: ElementTree.Element) -> None:
    """Take out what is not drawn: names, remarks, and folders on the maker's machine."""
    for element in list(root.iter()):
        for name in [name for name in element.attrib if not _drawn(name)]:
            del element.attrib[name]
        before = None
        for child in list(element):
            if _drawn(str(child.tag)) and child.tag != f"{{{_SVG}}}metadata":
                before = child
                continue
            if child.tail:  # text that follows it stays
                kept = element if before is None else before
                text = (kept.text if before is None else kept.tail) or ""
                setattr(kept, "text" if before is None else "tail", text + child.tail)
            element.remove(child)


def _drawn(name: str) -> bool:
    """Whether an element or attribute of this name is part of the drawing, and not an editor's own."""
    return name.startswith((f"{{{_SVG}}}", f"{{{_XLINK}}}", f"{{{_XML}}}")) or not name.startswith("{")


def _expanded(written: str) -> str:
    return f"{{{written}" if "}" in written else written


def _local(name: str) -> str:
    return name.rpartition("}")[2]
