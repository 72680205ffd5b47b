"""Names as they are compared, and did you mean: the name somebody probably meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

LIKELY = 72
"""How alike two names must be, from 0 to 100, before one is offered for the other."""
_PARTING = "_-‐‑"


def _counts(letter: str) -> bool:
    """Whether it tells names apart: no accent, and nothing that nobody sees, such as a space without width."""
    return not unicodedata.combining(letter) and unicodedata.category(letter) != "Cf"


def folded_text(text: str) -> str:
    """Running text as `fold` would have it."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        for mark in set(text):
            if not (mark.isascii() or _counts(mark)):
                text = text.replace(mark, "")
    for mark in _PARTING:
        text = text.replace(mark, " ")
    return " ".join(text.casefold().split())


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The name as it is compared: without case, accents, hyphens, underscores, doubled spaces and what is unseen."""
    return folded_text(name).strip(" :") or name.strip()


class Names:
    """Names that many will be compared with: folded once."""

    def __init__(self, known: Iterable[str]) -> None:
        self.written: Sequence[str] = list(known)
        self.folded: Sequence[str] = [fold(name) for name in self.written]


def nearest(written: str, known: Iterable[str] | Names, least: float = LIKELY) -> str | None:
    """The name in `known` most like `written`, or None when none is likely."""
    names = known if isinstance(known, Names) else Names(known)
    place = most_alike(fold(written), names.folded, least)
    return None if place is None else names.written[place]


def most_alike(folded: str, known: Sequence[str], least: float) -> int | None:
    """Return the place in `known` of the name most like `folded`, or None when none is as much alike as `least`.

    All are folded; `least` is from 0 to 100.
    """
    from rapidfuzz import fuzz, process

    found = process.extractOne(folded, known, scorer=fuzz.ratio, score_cutoff=least)
    return found[2] if found else None
