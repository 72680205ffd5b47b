"""Put corrections into the bytes of a file, and leave every other byte as its author made it."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable
from itertools import accumulate

from harvest.problems.problem import Fix, Position
from harvest.source.yaml_text import lines_of, newline_of


def text_of(content: bytes) -> str:
    """Return a file as its lines are counted: without a mark at its beginning, and with one sort of ending.

    Raises `UnicodeDecodeError`.
    """
    return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def apart(fixes: Iterable[Fix]) -> tuple[Fix, ...]:
    """Return the fixes in the order of the file, without those that touch what an earlier one replaces."""
    kept: list[Fix] = []
    for fix in sorted(set(fixes), key=lambda fix: (fix.start, fix.end, fix.text)):
        if not kept or (fix.start >= kept[-1].end and fix.start > kept[-1].start):
            kept.append(fix)
    return tuple(kept)


def edited(content: bytes, fixes: Iterable[Fix]) -> bytes:
    """Return the file with these fixes, which must not overlap (see `apart`).

    A mark at its very beginning stays, and each line keeps its own ending; a new line gets the ending of the line that
    it stands below. Raises `ValueError` when the file is no text in UTF-8 or has no such place.
    """
    mark = BOM_UTF8 if content.startswith(BOM_UTF8) else b""
    text = content[len(mark) :].decode("utf-8")
    lines = lines_of(text)
    starts = [0, *accumulate(map(len, lines))]

    def offset(position: Position) -> int:
        line, column = position.line - 1, position.column - 1
        written = lines[line].rstrip("\r\n") if line < len(lines) else ""
        if not 0 <= line <= len(lines) or not 0 <= column <= len(written):
            raise ValueError(f"there is no line {position.line} with a column {position.column}")
        return starts[line] + column

    parts: list[str] = []
    done = 0
    for fix in sorted(fixes, key=lambda fix: fix.start):
        start, end = offset(fix.start), offset(fix.end)
        if not done <= start <= end:
            raise ValueError("two corrections are about the same words")
        parts += [text[done:start], fix.text.replace("\n", _ending(lines, fix.start.line, text))]
        done = end
    return mark + "".join([*parts, text[done:]]).encode("utf-8")


def _ending(lines: list[str], line: int, text: str) -> str:
    """Return what ends a line; of one without an end, what ends the others."""
    written = lines[line - 1] if line <= len(lines) else ""
    return written[len(written.rstrip("\r\n")) :] or newline_of(text)
