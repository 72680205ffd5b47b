"""Clean drawings (SVG), and refuse those that can run something, fetch from elsewhere, or cannot be read.

Only a serialisation of our own is published, without the notes that drawing programs leave in a file.
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
"""The most bytes of a drawing; larger ones hold photographs, or are maps too slow to load."""
DEEPEST = 200
"""How deep elements may be nested."""

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
"""Addresses inside the drawing: a part of the drawing itself, and embedded fonts or photographs."""
_FETCHES = re.compile(
    rf"@import|(?<![\w-])(?:-webkit-)?(?:image-set|image|src)\(|url\((?!\s*[\"']?\s*(?:#|{_EMBEDDED}))", re.IGNORECASE
)
_ESCAPE = re.compile(r"\\(?:([0-9A-Fa-f]{1,6})(?:\r\n|[ \t\r\n\f])?|(\r\n|[\n\r\f])|(.))", re.DOTALL)


class RefusedDrawing(ValueError):
    """Raised for a drawing that may not be published; holds the reason and the line."""

    def __init__(self, message: Message, hint: Message, code: Code = "unsafe-link", line: int = 1) -> None:
        super().__init__(code)
        self.message, self.hint, self.code, self.line = message, hint, code, line

    def at(self, path: str) -> Problem:
        """Return the problem of the drawing at this path."""
        return problem(Place(path, self.line), self.code, self.message, self.hint)


def clean_drawing(content: bytes) -> bytes:
    """Return the drawing as it may be published, without its editor's notes. Raises `RefusedDrawing`."""
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
    # Registered just before writing: other code in this process may register the same prefix and so remove ours.
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", _XLINK)
    return ElementTree.tostring(root, "unicode").encode()


@dataclass(slots=True)
class _Opened:
    """An element that is being read; `kept` tells whether it is published, `pieces` hold the text of a style."""

    name: str
    kept: bool
    pieces: list[tuple[int, str]] = field(default_factory=list)


class _DrawingReader:
    """Reads a drawing from the first byte to the last, and refuses it at the first part that does more than draw."""

    def __init__(self, text: bytes) -> None:
        self.text = text
        self.tree = ElementTree.TreeBuilder()
        self.opened: list[_Opened] = []
        # The encoding that the file declares is ignored: `clean_drawing` decoded it as UTF-8.
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

    def _start(self, raw_name: str, attributes: dict[str, str]) -> None:
        name = _expanded(raw_name)
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

    def _end(self, raw_name: str) -> None:
        element = self.opened.pop()
        style = "".join(piece for _, piece in element.pieces)
        if fetches := next(_fetching(style), None):
            starts: list[int] = []
            length = 0
            for _, piece in element.pieces:
                starts.append(length)
                length += len(piece)
            offset, text = fetches
            raise self._refused(text, "", element.pieces[bisect_right(starts, offset) - 1][0])
        self.tree.end(_expanded(raw_name))

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
        """Return the refusal that shows `part` to the author, with the line where `name` is in the current tag."""
        start = self.parser.CurrentByteIndex if offset is None else offset
        if name and (match := re.compile(rb"(?i)[\s:<]" + re.escape(name.encode())).search(self.text, start)):
            start = match.end()
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
    """Tell whether an attribute leads out of the drawing, or lets an animation change one that does."""
    local = _local(attribute).lower()
    if local in ("href", "src", "base"):
        return local == "base" or not _INSIDE.match(_BLANKS.sub("", value))
    if local == "attributename" and element in _ANIMATES:
        changed = value.strip().rpartition(":")[2].lower()
        return changed in ("href", "src", "style") or _EVENT.fullmatch(changed) is not None
    return next(_fetching(value), None) is not None


def _fetching(style: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, text) of each part of a style that fetches something, also where escapes hide it."""
    plain, ends = style, [(0, 0)]  # pairs of an offset in the plain text and the offset in the style it comes from
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
    for match in _FETCHES.finditer(plain):
        before, end = ends[bisect_right(ends, match.start(), key=lambda pair: pair[0]) - 1]
        yield end + match.start() - before, match[0].rstrip("(")


def _unescaped(escape: re.Match[str]) -> str:
    digits, line_end, character = escape.groups()
    if digits:
        number = int(digits, 16)
        return chr(number) if 0 < number < 0xD800 or 0xDFFF < number <= 0x10FFFF else "\ufffd"
    return "" if line_end else str(character)


def _strip(root: ElementTree.Element) -> None:
    """Remove what is not drawn: names, remarks, and folders on the maker's machine."""
    for element in list(root.iter()):
        for name in [name for name in element.attrib if not _drawn(name)]:
            del element.attrib[name]
        before = None
        for child in list(element):
            if _drawn(str(child.tag)) and child.tag != f"{{{_SVG}}}metadata":
                before = child
                continue
            if child.tail:  # keep the text behind the element
                kept = element if before is None else before
                text = (kept.text if before is None else kept.tail) or ""
                setattr(kept, "text" if before is None else "tail", text + child.tail)
            element.remove(child)


def _drawn(name: str) -> bool:
    """Tell whether an element or attribute of this name is part of the drawing, and not a drawing program's own."""
    return name.startswith((f"{{{_SVG}}}", f"{{{_XLINK}}}", f"{{{_XML}}}")) or not name.startswith("{")


def _expanded(raw_name: str) -> str:
    return f"{{{raw_name}" if "}" in raw_name else raw_name


def _local(name: str) -> str:
    return name.rpartition("}")[2]
