"""Cut a text into words, those of names that were cut or closed up put right, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from harvest.privacy.finding.index import Index
from harvest.privacy.finding.letters import Letters, small
from harvest.privacy.finding.senses import Senses

WORD = re.compile(r"[^\W_]+")
_JOINT = re.compile(r"(?:[-‐‑‒–¬'’‘`´\^]|\*{1,3}|~~?|==)[ \t]*+\n?+[ \t>]*+(?=[^\W_])")
_SPACED = re.compile(r"(?<![^\W_])[^\W\d_](?:[ .·_\-\u00a0*|/]{1,3}[^\W\d_](?![^\W_])){2,59}(?![^\W_])")
_LETTER = re.compile(r"[^\W_]")
APOSTROPHES = tuple("'’‘`´")
MOST_JOINED = 6
"""The most words that are closed up to look whether they are one name."""
LONGEST = 40
"""The most letters that are looked back for the begin of a word."""
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
        distinct = set(words)
        read = {word: reading for word in distinct - index.dull if (reading := index.reading(word))}
        replaced = self._replaced(len([word for word in distinct if len(word) == 1]))
        if not read and not replaced:
            return
        spans = [match.span() for match in WORD.finditer(self.text)]
        self.words, self.starts, self.ends = words, [span[0] for span in spans], [span[1] for span in spans]
        pieces = {word: reading.pieces for word, reading in read.items() if reading.pieces}
        if pieces:
            self._cut(pieces)
            read = {word: reading for word in {*self.words} - index.dull if (reading := index.reading(word))}
        for start, end, closed in reversed(replaced):
            self._join(start, end, closed)
            read[closed] = index.reading(closed) or Senses(())
        for at in [at for at, word in enumerate(self.words) if word in read]:
            reading = read[self.words[at]]
            if not reading.pieces:
                self.readings[at] = reading

    def _replaced(self, letters: int) -> list[tuple[int, int, str]]:
        """Return where a name was cut by hyphens or spaces, in order, each with its letters closed up."""
        found = self._spaced() if letters >= LETTERS_APART else []
        apart = {place for start, end, _ in found for place in range(start, end)}
        for chain in self._chains():
            chain = [span for span in chain if span[0] not in apart]
            at = 0
            while at + 1 < len(chain):
                for end in range(min(len(chain), at + MOST_JOINED), at + 1, -1):
                    closed = "".join(self.text[start:stop] for start, stop in chain[at:end])
                    if len(closed) > 2 and self._index.closed_up(closed) and self._is_owner(chain[at:end]):
                        found.append((chain[at][0], chain[end - 1][1], closed))
                        at = end - 1
                        break
                at += 1
        return sorted(found)

    def _is_owner(self, chain: list[tuple[int, int]]) -> bool:
        """Tell whether what is before «'s» is a name too, as it is not in «else's» for Els."""
        start, end = chain[-1]
        if self.text[start:end] not in ("s", "S") or self.text[start - 1 : start] not in APOSTROPHES:
            return True
        return len(chain) > 2 or self._index.closed_up(self.text[slice(*chain[0])]) is not None

    def _chains(self) -> Iterator[list[tuple[int, int]]]:
        """Yield the places of words that hyphens or apostrophes hold together, also over the end of a line."""
        chain: list[tuple[int, int]] = []
        for joint in _JOINT.finditer(self.text):
            if chain and joint.start() == chain[-1][1]:
                start = chain[-1][0]
            else:
                yield chain
                chain, start = [], joint.start()
                while start > joint.start() - LONGEST and start and self.text[start - 1].isalnum():
                    start -= 1
            after = WORD.match(self.text, joint.end())
            if start < joint.start() and after:
                chain = [*chain, after.span()] if chain else [(start, joint.start()), after.span()]
        yield chain

    def _spaced(self) -> list[tuple[int, int, str]]:
        found: list[tuple[int, int, str]] = []
        for run in _SPACED.finditer(self.text):
            places = [match.start() for match in _LETTER.finditer(self.text, run.start(), run.end())]
            at = 0
            while at + 3 <= len(places):
                for end in range(len(places), at + 2, -1):
                    closed = "".join(self.text[place] for place in places[at:end])
                    if self._index.closed_up(closed) and not self._are_initials(closed, places[at]):
                        found.append((places[at], places[end - 1] + 1, closed))
                        at = end - 1
                        break
                at += 1
        return found

    def _are_initials(self, closed: str, place: int) -> bool:
        """Tell whether letters that stand apart are the initials of somebody: «J.A.N. Smit»."""
        return len(closed) == 3 and closed.isupper() and self.text[place + 1 : place + 2] == "."

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
        """Return what stands between a word and the next; behind the last one the text ends as a paragraph does."""
        if not 0 <= at < len(self.words):
            return "\n\n"
        if at == len(self.words) - 1:
            return self.text[self.ends[at] : self.ends[at] + 6] + "\n\n"
        return self.text[self.ends[at] : self.starts[at + 1]]
