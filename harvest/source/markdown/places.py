"""Places: from the lines and columns in bytes that the parser counts to characters of the text as it was written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple, Protocol


class Change(NamedTuple):
    """A piece of the text that was read otherwise: where it stands there, how long it was, and what took its place."""

    start: int
    length: int
    read_as: str


class Standing(Protocol):
    """What stands from a character of a text up to another."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Places:
    """The places in one text. `changes` are those made to it before it was parsed, in order and apart."""

    def __init__(self, text: str, changes: Sequence[Change] = ()) -> None:
        self.text, self.changes = text, changes
        self.lines = text.split("\n")
        self.starts = [0, *accumulate(len(line) + 1 for line in self.lines)]
        self._ascii = text.isascii()
        self._changed: list[int] = []
        self._shifts: list[int] = []
        shift = 0
        for change in changes:
            self._changed.append(change.start + shift)
            shift += len(change.read_as) - change.length
            self._shifts.append(shift)

    def offset(self, line: int, column: int) -> int:
        """The character of the parsed text that begins or holds this byte; line and column from 1."""
        index = line - 1
        if index >= len(self.lines):
            return len(self.text)
        if column < 2:
            return self.starts[index]
        content = self.lines[index]
        if self._ascii or content.isascii():
            return self.starts[index] + (column - 1 if column <= len(content) else len(content))
        return self.starts[index] + len(content.encode()[: column - 1].decode("utf-8", "ignore"))

    def line_of(self, offset: int) -> int:
        """The line, from 0, that holds a character of the parsed text."""
        return bisect_right(self.starts, offset) - 1

    def inserted(self, offset: int) -> bool:
        """Whether a character of the parsed text is a backslash that its author did not write."""
        index = bisect_right(self._changed, offset) - 1
        change = self.changes[index] if index >= 0 else None
        return change is not None and change.read_as == "\\" and self._changed[index] == offset

    def written(self, offset: int) -> int:
        """Where a character of the parsed text stands in the text as its author wrote it."""
        if not self._changed:
            return offset
        index = bisect_right(self._changed, offset) - 1
        if index < 0:
            return offset
        return max(offset - self._shifts[index], self._changed[index] - (self._shifts[index - 1] if index else 0))

    def written_end(self, piece: Standing) -> int:
        """Where a piece of the parsed text ends in the text as it was written: behind its last character, before a
        comment that follows.
        """
        start = self.written(piece.start)
        return max(start, self.written(piece.end - 1) + 1) if piece.end > piece.start else start

    def as_written(self, change: Change) -> Change:
        """A change to the parsed text as one to the text as it was written."""
        start = self.written(change.start)
        end = self.written(change.start + change.length - 1) + 1 if change.length else start
        return Change(start, max(end - start, 0), change.read_as)
