"""Cut a text into words, those of names that were cut or closed up put right, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_left

from harvest.privacy.index import Index, Senses
from harvest.privacy.letters import Letters, small

WORD = re.compile(r"[^\W_]+")
_JOINT = re.compile(r"[-‐‑‒–¬'’`´][ \t]*\n?[ \t>]*(?=[^\W_])")
_SPACED = re.compile(r"(?<![^\W_])[^\W\d_](?:[ .·_\-\u00a0*|/]{1,3}[^\W\d_](?![^\W_])){3,59}(?![^\W_])")
_LETTER = re.compile(r"[^\W_]")
LETTERS_APART = 3
"""The fewest letters that stand by themselves in a text of which a name was written with spaces between them."""


class Passage:
    """The words of a text, in their order, with what each may stand for."""

    def __init__(self, plain: Letters, index: Index) -> None:
        """Cut a text, if anything in it may stand for a name; else `interesting` stays empty."""
        self.plain = plain
        self.text = plain.text
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.readings: dict[int, Senses] = {}
        self._index = index
        words = WORD.findall(self.text)
        new = set(words) - index.dull
        read = {word: reading for word in new if (reading := index.reading(word))}
        replaced = self._replaced(sum(len(word) == 1 for word in set(words)))
        if not read and not replaced:
            return
        spans = [match.span() for match in WORD.finditer(self.text)]
        self.words, self.starts, self.ends = words, [start for start, _ in spans], [end for _, end in spans]
        pieces = {word: reading.pieces for word, reading in read.items() if reading.pieces}
        if pieces:
            self._cut(pieces)
        for start, end, closed in reversed(replaced):
            self._join(start, end, closed)
        for at, word in enumerate(self.words):
            if word in read or (word not in index.dull and index.reading(word)):
                reading = index.reading(word)
                if reading and not reading.pieces:
                    self.readings[at] = reading

    def _replaced(self, letters: int) -> list[tuple[int, int, str]]:
        """Return where a name was cut by hyphens or spaces, in order, each with its letters closed up."""
        found: list[tuple[int, int, str]] = []
        if letters >= LETTERS_APART:
            found += self._spaced()
        last = 0
        for joint in _JOINT.finditer(self.text):
            start = joint.start()
            while start > last and start > joint.start() - 40 and self.text[start - 1].isalnum():
                start -= 1
            after = WORD.match(self.text, joint.end())
            if start == joint.start() or after is None or start < last:
                continue
            closed = self.text[start : joint.start()] + after[0]
            if len(closed) > 2 and self._index.closed_up(closed):
                found.append((start, after.end(), closed))
                last = after.end()
        return sorted(found)

    def _spaced(self) -> list[tuple[int, int, str]]:
        found: list[tuple[int, int, str]] = []
        for run in _SPACED.finditer(self.text):
            places = [match.start() for match in _LETTER.finditer(self.text, run.start(), run.end())]
            at = 0
            while at + 4 <= len(places):
                for end in range(len(places), at + 3, -1):
                    closed = "".join(self.text[place] for place in places[at:end])
                    if self._index.closed_up(closed):
                        found.append((places[at], places[end - 1] + 1, closed))
                        at = end - 1
                        break
                at += 1
        return found

    def _cut(self, pieces: dict[str, tuple[int, ...]]) -> None:
        words, starts, ends = self.words, self.starts, self.ends
        self.words, self.starts, self.ends = [], [], []
        for word, start, end in zip(words, starts, ends, strict=True):
            if word not in pieces:
                self.words.append(word)
                self.starts.append(start)
                self.ends.append(end)
                continue
            for length in pieces[word]:
                self.words.append(self.text[start : start + length])
                self.starts.append(start)
                start += length
                self.ends.append(start)

    def _join(self, start: int, end: int, closed: str) -> None:
        first = bisect_left(self.starts, start)
        last = bisect_left(self.ends, end)
        if first <= last < len(self.ends):
            self.words[first : last + 1] = [closed]
            self.starts[first : last + 1] = [start]
            self.ends[first : last + 1] = [end]

    def small(self, at: int) -> str:
        """Return a word in plain small letters; there is none before the first and behind the last."""
        return small(self.words[at]) if 0 <= at < len(self.words) else ""

    def capital(self, at: int) -> bool:
        """Tell whether a word has a capital."""
        return 0 <= at < len(self.words) and self.words[at][0].isupper()

    def gap(self, at: int) -> str:
        """Return what stands between a word and the next."""
        if not 0 <= at < len(self.words) - 1:
            return "\n\n"
        return self.text[self.ends[at] : self.starts[at + 1]]
