"""Know which texts somebody read in the source, so that the scan asks about none of them again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from harvest.privacy.reading.sentences import sentences
from harvest.privacy.scanning.said import Where

_LONG = 16
"""So many letters make a sentence known wherever it stands; a shorter one may be part of another."""
_MORE = 4
"""So many letters more than a name has a text that is known around it."""
_PARTS = re.compile(r"[,;:/|·()\[\]{}“”\"«»#?&=\n]|[.!?…](?=\s|$)|\.(?=\w+$)")
_TOKENS = re.compile(rf"\s|{_PARTS.pattern}")
"""What divides a line that a template makes of several texts, or an address; and the values of an attribute."""


def squeezed(text: str) -> str:
    """Return the letters and digits of a text, small: what stays of it however it is laid out."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text))).casefold()


@dataclass(frozen=True, slots=True)
class Covered:
    """What was read: texts, squeezed; and whole files, by path.

    `words` are those of our own templates and data, which stand in the markup of every page.
    """

    texts: tuple[str, ...] = ()
    joined: str = ""
    files: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    @classmethod
    def of(cls, texts: Iterable[str], files: Iterable[str] = (), words: Iterable[str] = ()) -> Covered:
        """Return what covers these texts and files, and which words are ours."""
        known = tuple(filter(None, dict.fromkeys(map(squeezed, texts))))
        return cls(known, "\n".join(["", *known, ""]), frozenset(files), frozenset(map(squeezed, words)))

    def covers(self, text: str, start: int, end: int, where: Where) -> bool:
        """Tell whether somebody read what stands from `start` to `end` of a text, with what is around it."""
        hit = squeezed(text[start:end])
        markup = where in ("markup", "form")
        if markup and hit in self.words:
            return True
        first, last = next(((a, b) for a, b in sentences(text) if a <= start < b), (0, len(text)))
        for around in (text, text[first : max(last, end)], _part(text, start, end, _TOKENS if markup else _PARTS)):
            letters = squeezed(around)
            if f"\n{letters}\n" in self.joined or (len(letters) >= _LONG and letters in self.joined):
                return True
        whole, begins = squeezed(text), len(squeezed(text[:start]))
        most = len(hit) + _MORE
        return any(
            len(known) >= most and hit in known and _spans(whole, known, begins, begins + len(hit))
            for known in self.texts
        )

    def has_word(self, text: str) -> bool:
        """Tell whether a word is one that our own templates write."""
        return squeezed(text) in self.words


def _part(text: str, start: int, end: int, between: re.Pattern[str]) -> str:
    """Return the part of a line in which a name stands."""
    before = [sign.end() for sign in between.finditer(text, 0, start)]
    after = between.search(text, end)
    return text[before[-1] if before else 0 : after.start() if after else len(text)]


def _spans(whole: str, piece: str, begins: int, ends: int) -> bool:
    """Tell whether a piece stands around a stretch of a text."""
    return 0 <= whole.find(piece, max(0, ends - len(piece)), begins + len(piece)) <= begins
