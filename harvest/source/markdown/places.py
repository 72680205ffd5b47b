"""Turn the lines and columns in bytes that the parser counts into characters of the author's text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple, Protocol

_LONG = 1000
"""From how many letters on the bytes of a line are counted once, and not for each place in it."""


class Change(NamedTuple):
    """A piece of the text that was read otherwise: where it stands there, how long it was, and what took its place."""

    start: int
    length: int
    read_as: str


class Standing(Protocol):
    """What stands somewhere in a text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Places:
    """The places in one text. `changes` made it, in order and apart, of the text that `before` has the places of."""

    def __init__(self, text: str, before: Places | None = None, changes: Sequence[Change] = ()) -> None:
        self.text, self.before, self.changes = text, before, changes
        self.lines = text.split("\n")
        self.starts = [0, *accumulate(len(line) + 1 for line in self.lines)]
        self._ascii = text.isascii()
        self._counted: dict[int, list[int]] = {}
        self._changed: list[int] = []
        self._shifts: list[int] = []
        shift = 0
        for change in changes:
            self._changed.append(change.start + shift)
            shift += len(change.read_as) - change.length
            self._shifts.append(shift)

    def offset(self, line: int, column: int) -> int:
        """Return the offset in the parsed text of the character that holds this byte; line and column from 1."""
        index = line - 1
        if index >= len(self.lines):
            return len(self.text)
        if column < 2:
            return self.starts[index]
        content = self.lines[index]
        if len(content) > _LONG and not content.isascii():
            letters = self._letters(index)
            return self.starts[index] + (letters[column - 1] - 1 if column <= len(letters) else len(content))
        if self._ascii or content.isascii():
            return self.starts[index] + (column - 1 if column <= len(content) else len(content))
        return self.starts[index] + len(content.encode()[: column - 1].decode("utf-8", "ignore"))

    def _letters(self, index: int) -> list[int]:
        """Return for each byte of a line how many letters have begun up to and with it."""
        if index not in self._counted:
            self._counted[index] = list(accumulate(byte & 0xC0 != 0x80 for byte in self.lines[index].encode()))
        return self._counted[index]

    def inserted(self, offset: int) -> bool:
        """Tell whether a character of the parsed text is a backslash that we put in."""
        index = bisect_right(self._changed, offset) - 1
        change = self.changes[index] if index >= 0 else None
        if change is not None and change.read_as == "\\" and self._changed[index] == offset:
            return True
        return self.before is not None and self.before.inserted(self._before(offset))

    def written(self, offset: int) -> int:
        """Return the offset in the author's text of a character of the parsed text."""
        return self.before.written(self._before(offset)) if self.before is not None else offset

    def written_end(self, piece: Standing) -> int:
        """Where a piece of the parsed text ends in the text as it was written: behind its last character, before a
        comment that follows.
        """
        start = self.written(piece.start)
        return max(start, self.written(piece.end - 1) + 1) if piece.end > piece.start else start

    @property
    def original(self) -> str:
        """The text as its author wrote it."""
        return self.before.original if self.before is not None else self.text

    def taken_out(self) -> Iterator[tuple[int, int]]:
        """Yield the ranges of the author's text that were taken out before the parse."""
        if self.before is not None:
            yield from self.before.taken_out()
            at = self.before.written
            for change in self.changes:
                if change.length and not change.read_as.strip():
                    yield at(change.start), at(change.start + change.length)

    def _before(self, offset: int) -> int:
        """Return the offset of a character in the text before the last changes."""
        index = bisect_right(self._changed, offset) - 1
        if index < 0:
            return offset
        change, into = self.changes[index], offset - self._changed[index]
        if into < len(change.read_as):
            return change.start + min(into, change.length)
        return offset - self._shifts[index]
