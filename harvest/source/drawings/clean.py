"""Clean a drawing, step by step; each step takes away, and what goes out is written here alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from harvest.source.drawings.allowed import HOLDS_TEXT, UNKNOWN
from harvest.source.drawings.dark import darken
from harvest.source.drawings.element import Element, LeftOut
from harvest.source.drawings.embedded import as_address, clean_embedded
from harvest.source.drawings.plain import plain
from harvest.source.drawings.reading import read
from harvest.source.drawings.references import OWN_NAME, by_name, count, loose, rename, settle
from harvest.source.drawings.styles import styled
from harvest.source.drawings.visible import only_shown

_MOST_KEPT = 64 * 1024 * 1024
"""How many bytes of clean drawings are remembered, so that a command cleans each once."""
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}
_IN_ATTRIBUTE = re.compile(r"[&<>\"\n\t\r]")
_IN_TEXT = re.compile(r"[&<>\r]")
_SVG = "http://www.w3.org/2000/svg"
_PLACES = frozenset(("x", "y", "dy"))
_MAY_BE_A_SPACE = "\x01"
"""What stands for the place of a part in a text: no file can hold this character."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing as it goes out, what of it does not, and the texts that it shows, each with its line in the file.

    `dark` is its look on dark screens; empty when that is the same one.
    """

    clean: bytes
    dark: bytes
    left_out: tuple[LeftOut, ...]
    words: tuple[tuple[int, str], ...]


_Inside = dict[str, tuple[str, ...]]
"""The texts of the drawings that stand in a drawing, by the address that each has there once it is clean."""

_drawings: dict[bytes, Drawing] = {}


def read_drawing(content: bytes) -> Drawing:
    """Return a drawing as it may be published; the same bytes are cleaned once. Raises `RefusedDrawing`."""
    key = sha256(content).digest()
    drawing = _drawings.get(key)
    if drawing is None:
        drawing = _drawings[key] = _cleaned(content)
        kept = sum(len(one.clean) + len(one.dark) for one in _drawings.values())
        while kept > _MOST_KEPT and len(_drawings) > 1:
            oldest = _drawings.pop(next(iter(_drawings)))
            kept -= len(oldest.clean) + len(oldest.dark)
    return drawing


def _cleaned(content: bytes) -> Drawing:
    """Return a drawing with both its looks; a text that only the dark one shows goes out as well."""
    dark, inside = read(content), _Inside()
    if not darken(dark):
        light, left_out = dark, _clean(dark, 0, inside)
        return Drawing(_as_bytes(light), b"", tuple(left_out), tuple(_words(light, inside)))
    _clean(dark, 0, inside, dark=True)
    light = read(content)
    left_out = _clean(light, 0, inside, seen=frozenset(_pieces(dark)))
    looks = [_as_bytes(root) for root in (light, dark)]
    words = dict.fromkeys((*_words(light, inside), *_words(dark, inside)))
    return Drawing(looks[0], looks[1] if looks[1] != looks[0] else b"", tuple(left_out), tuple(sorted(words)))


def _clean(
    root: Element, depth: int, texts: _Inside, *, dark: bool = False, seen: frozenset[tuple[int, str]] = frozenset()
) -> list[LeftOut]:
    """Change a drawing into what goes out of it, and return what does not; `seen` are texts of its other look.

    Adds to `texts` those of the drawings that stand in it.
    """
    styles, left_out = styled(root)
    left_out += plain(root, styles)
    del styles
    names = by_name(root)
    settle(root, names)
    count(root, names)
    left_out += only_shown(root, names, seen)
    for _ in range(3):  # what led to something that is not shown shows nothing either
        names = by_name(root)
        if not settle(root, names) and not loose(root, names):
            break
        left_out += only_shown(root, names, seen)
    names = by_name(root)
    settle(root, names)

    def embedded(content: bytes, deeper: int) -> bytes:
        inside = read(content)
        if dark:
            darken(inside)
        _clean(inside, deeper, texts, dark=dark)
        clean = _as_bytes(inside)
        texts[as_address("svg+xml", clean)] = tuple(text for _, text in _words(inside, texts))
        return clean

    clean_embedded(root, depth, embedded)
    rename(root, names)
    return sorted(left_out, key=lambda one: one.line)


def _as_bytes(root: Element) -> bytes:
    text = "".join(_written(root))
    # Parts of two drawings on one page must not have the same name.
    own = f"d{sha256(text.encode()).hexdigest()[:6]}-"
    return text.replace(OWN_NAME, own).encode()


def _written(root: Element) -> Iterator[str]:
    """Yield the drawing in pieces. (In a loop: it may be nested deep, and is written in the middle of much else.)"""
    waiting: list[Element | str] = [root]
    first = True
    while waiting:
        piece = waiting.pop()
        if isinstance(piece, str):
            yield piece
            continue
        yield f"<{piece.name}"
        if first:
            yield f' xmlns="{_SVG}"'
            first = False
        for name, value in piece.attributes.items():
            yield f' {name}="{_IN_ATTRIBUTE.sub(lambda match: _ESCAPES[match[0]], value)}"'
        content = [part for part in piece.content if isinstance(part, str) or part.name != UNKNOWN]
        if not content:
            yield "/>"
            continue
        yield ">"
        waiting.append(f"</{piece.name}>")
        for inside in reversed(content):
            if isinstance(inside, str):
                inside = _IN_TEXT.sub(lambda match: _ESCAPES[match[0]], inside)
            waiting.append(inside)


def _words(root: Element, inside: _Inside) -> Iterator[tuple[int, str]]:
    """Yield (line, text) for each text that is drawn; twice where parts have a place of their own.

    These may be words, or the letters of one word, so they are read with a space between them and without.
    """
    for element in root.walk():
        yield from ((element.line, text) for text in inside.get(element.attributes.get("href", ""), ()))
        if element.name != "text":
            continue
        pieces: list[str] = []
        waiting: list[Element | str] = list(reversed(element.content))
        while waiting:
            piece = waiting.pop()
            if isinstance(piece, str):
                pieces.append(piece)
                continue
            if not _PLACES.isdisjoint(piece.attributes):
                pieces.append(_MAY_BE_A_SPACE)
            waiting.extend(reversed(piece.content))
        text = "".join(pieces)
        readings = (" ".join(text.replace(_MAY_BE_A_SPACE, between).split()) for between in (" ", ""))
        yield from ((element.line, reading) for reading in dict.fromkeys(readings) if reading)


def _pieces(root: Element) -> Iterator[tuple[int, str]]:
    """Yield each piece of text that is drawn, with the line of the element that it stands in."""
    for element in root.walk():
        if element.name in HOLDS_TEXT:
            for piece in element.content:
                if isinstance(piece, str):
                    yield element.line, " ".join(piece.split())
