"""Hold the text of an open file, and convert places in it between ours and those of the protocol.

Ours count lines and characters from 1, in the text without a mark at its beginning. The protocol counts lines and units
of UTF-16 from 0: an emoji is two of those, and an accent that combines with the letter before it is one of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from pathlib import Path

from lsprotocol import types

from harvest.problems.problem import Position

_END = re.compile(r"\r\n|\r|\n")
_MARK = "\ufeff"


def units(text: str) -> int:
    """Return the number of units of UTF-16 in a text."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def characters(text: str, count: int) -> int:
    """Return how many characters these units of UTF-16 are: at most all of them, and none that is cut in two."""
    if text.isascii():
        return min(count, len(text))
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * count].decode("utf-16-le", "ignore"))


class Text:
    """The text of a file that never changes; `version` is the number that the editor's program gave it."""

    def __init__(self, content: str, version: int = 0) -> None:
        self.content, self.version = content, version

    @classmethod
    def of_file(cls, path: Path) -> Text:
        """Return the text of a file on disk; what cannot be read is empty."""
        try:
            return cls(path.read_bytes().decode("utf-8", "replace"))
        except OSError:
            return cls("")

    @cached_property
    def bytes(self) -> bytes:
        """What the file would hold once it is saved."""
        return self.content.encode("utf-8", "surrogatepass")

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end.end() for end in _END.finditer(self.content))]

    @cached_property
    def newline(self) -> str:
        """What ends its lines."""
        end = _END.search(self.content)
        return end[0] if end else "\n"

    @property
    def count(self) -> int:
        """The number of its lines; behind the end of the last line begins another."""
        return len(self._starts)

    def line(self, number: int) -> str:
        """Return a line without its end, counted from 1; an empty one where there is none."""
        return self._written(number - 1).removeprefix(_MARK if number == 1 else "")

    def _written(self, index: int) -> str:
        if not 0 <= index < len(self._starts):
            return ""
        end = self._starts[index + 1] if index + 1 < len(self._starts) else len(self.content)
        return self.content[self._starts[index] : end].rstrip("\r\n")

    def _before(self, index: int) -> int:
        """Return the characters of a line that we do not count: a mark at the beginning of the file."""
        return 1 if index == 0 and self.content.startswith(_MARK) else 0

    def shown(self, position: Position) -> types.Position:
        """Return one of our positions as the protocol has it; what lies behind a line ends with it."""
        index = position.line - 1
        if index >= len(self._starts):
            return types.Position(len(self._starts) - 1, units(self._written(len(self._starts) - 1)))
        whole = self._written(index)
        return types.Position(max(index, 0), units(whole[: max(position.column - 1, 0) + self._before(index)]))

    def range(self, start: Position, end: Position) -> types.Range:
        """Return what stands between two of our positions as the protocol has it."""
        return types.Range(self.shown(start), self.shown(end))

    def place(self, position: types.Position) -> Position:
        """Return a position of the protocol as ours."""
        index = position.line
        column = characters(self._written(index), position.character) - self._before(index)
        return Position(index + 1, max(column, 0) + 1)

    def _offset(self, position: types.Position) -> int:
        if position.line >= len(self._starts):
            return len(self.content)
        return self._starts[position.line] + characters(self._written(position.line), position.character)

    def position(self, offset: int) -> Position:
        """Return the position of a character, counted from the beginning of the file."""
        index = bisect_right(self._starts, offset) - 1
        return Position(index + 1, offset - self._starts[index] - self._before(index) + 1)

    def changed(self, change: types.TextDocumentContentChangeEvent, version: int) -> Text:
        """Return the text after a change of a part or of all of it."""
        if isinstance(change, types.TextDocumentContentChangePartial):
            start, end = sorted((self._offset(change.range.start), self._offset(change.range.end)))
            return Text(self.content[:start] + change.text + self.content[end:], version)
        return Text(change.text, version)


def moved(before: Text, after: Text, line: int) -> int:
    """Return the line on which a line of the text before a change stands now, as well as that can be known."""
    most = min(before.count, after.count)
    same = next((n for n in range(1, most + 1) if before.line(n) != after.line(n)), most)
    return line if line <= same else max(line + after.count - before.count, 1)
