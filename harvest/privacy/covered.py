"""Know which texts somebody read in the source, so that the scan asks about none of them again."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from harvest.privacy.sentences import sentences

_LONG = 16
"""The letters of a sentence that is known by these, wherever it stands; a shorter one may be another's."""


def squeezed(text: str) -> str:
    """Return the letters and digits of a text, small: what stays of it however it is laid out."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text))).casefold()


@dataclass(frozen=True, slots=True)
class Covered:
    """What was read: texts, squeezed, and those of them in which a name may stand; and whole files, by path."""

    texts: str = ""
    pieces: tuple[str, ...] = ()
    files: frozenset[str] = frozenset()

    @classmethod
    def of(cls, texts: Iterable[str], in_doubt: Iterable[str] = (), files: Iterable[str] = ()) -> Covered:
        """Return what covers these texts, those that hold what may be a name, and files that somebody read."""
        return cls(
            "\n".join(["", *dict.fromkeys(map(squeezed, texts)), ""]),
            tuple(sorted(filter(None, set(map(squeezed, in_doubt))))),
            frozenset(files),
        )

    def covers(self, text: str, start: int, end: int) -> bool:
        """Tell whether somebody read what stands from `start` to `end` of a text, with what is around it."""
        first, last = next(((a, b) for a, b in sentences(text) if a <= start < b), (0, len(text)))
        around = squeezed(text[first : max(last, end)])
        if f"\n{around}\n" in self.texts or (len(around) >= _LONG and around in self.texts):
            return True
        begins = len(squeezed(text[:start]))
        ends = begins + len(squeezed(text[start:end]))
        whole = squeezed(text)
        return any(_spans(whole, piece, begins, ends) for piece in self.pieces if len(piece) >= ends - begins)


def _spans(whole: str, piece: str, begins: int, ends: int) -> bool:
    """Tell whether a piece stands around a stretch of a text."""
    at = whole.find(piece, max(0, ends - len(piece)))
    return 0 <= at <= begins
