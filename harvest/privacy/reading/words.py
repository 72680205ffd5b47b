"""Know the ordinary words of a language, so that a capital tells a name from a word at the place of one.

The words are those of the spelling lists of OpenTaal (Dutch) and of SCOWL (English); `lists/` holds their licences, and
`tools/ordinary_words.py` makes the files there.
"""

from __future__ import annotations

import zlib
from functools import cache
from importlib.resources import files

LISTED, BEGINS, ENDS, TELLS, ALWAYS, NAMES = 1, 2, 4, 8, 16, 32
"""What a line of a list says of a word: it stands in the spelling list; it may begin a compound; it may end one;
whatever ends so is no name; it always has these capitals, and is no person; it is also a name. Behind the word stands
the sum, as a hexadecimal."""
SHORTEST_START, SHORTEST_END = 3, 4
"""The fewest letters of the parts of a compound: of shorter ones there are too many surnames."""

LONGEST = 60
"""The letters of the longest word that is cut into parts."""


class Words:
    """The ordinary words of one language, in small letters and in all their forms, and which words are names."""

    def __init__(self, lines: bytes) -> None:
        """Take the lines of a list, which are sorted."""
        self._lines = lines
        self._known: dict[str, int] = {}

    def knows(self, word: str) -> bool:
        """Tell whether this is an ordinary word: one of the list, a compound of such words, or parts with hyphens."""
        word = _plain(word)
        if self.lists(word) or self.never_a_person(word):
            return True
        if len(word) > LONGEST:
            return False
        first, hyphen, rest = word.partition("-")
        if hyphen:
            # «Bakker-Kok» are two names; no compound has a capital there.
            return rest == rest.lower() and all(self.knows(part) for part in (first, *rest.split("-")))
        return self._is_compound(word.lower())

    def lists(self, word: str) -> bool:
        """Tell whether the list itself has this word, whatever its capitals."""
        return bool(self._role(_plain(word).lower()) & LISTED)

    def never_a_person(self, word: str) -> bool:
        """Tell whether a word has capitals that make it no person, as «GGD» and «Monday» do."""
        return bool(self._role(word) & ALWAYS)

    def names(self, word: str) -> bool:
        """Tell whether the list has this word as a name, whether or not it is an ordinary word too."""
        return bool(self._role(_plain(word).lower()) & NAMES)

    def ends_compound(self, word: str) -> bool:
        """Tell whether a closed compound may end with this word, as «jansenoverleg» does with «overleg»."""
        return bool(self._role(_plain(word).lower()) & ENDS)

    def _is_compound(self, word: str) -> bool:
        return any(
            self._role(word[at:]) & TELLS and self._begins(word[:at])
            for at in range(SHORTEST_START, len(word) - SHORTEST_END + 1)
        )

    def _begins(self, word: str) -> bool:
        """Tell whether a compound may begin with these letters: a word, or two that are closed up."""
        if self._role(word) & BEGINS:
            return True
        return any(
            self._role(word[at:]) & BEGINS and self._role(word[:at]) & BEGINS
            for at in range(SHORTEST_START, len(word) - SHORTEST_END + 1)
        )

    def _role(self, word: str) -> int:
        role = self._known.get(word)
        if role is None:
            role = self._known[word] = self._found(word.encode())
        return role

    def _found(self, word: bytes) -> int:
        """Return what the list says of a word, by halving what lies between two lines."""
        lines, low, high = self._lines, 0, len(self._lines)
        sought = word + b"\t"
        while low < high:
            start = lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
            if start < low:
                start = low
            end = lines.index(b"\n", start)
            line = lines[start:end]
            if line.startswith(sought):
                return int(line[len(sought) :], 16)
            if line < sought:
                low = end + 1
            else:
                high = start
        return 0


def _plain(word: str) -> str:
    return word.replace("’", "'")


@cache
def words_of(language: str) -> Words:
    """Return the ordinary words of a language; of one without a list, none. The first time takes some 15 ms."""
    path = files("harvest.privacy.reading") / "lists" / f"{language}.txt.gz"
    return Words(zlib.decompress(path.read_bytes(), wbits=31) if path.is_file() else b"")
