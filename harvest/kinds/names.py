"""Names as they are compared, and did you mean: the name somebody probably meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from harvest.problems.problem import NOTHING, Message, say

# How alike two names must be, from 0 to 100, before one is taken for the other:
AMONG_FEW = 60
"""where it must be one of a few, such as the choices of a field or the headings of a page;"""
AMONG_TITLES = 65
"""where it must be one of the cards, and their titles are often half remembered;"""
LIKELY = 72
"""where it may also be something that nobody thought of;"""
ALMOST = 80
"""before a whole file is taken for something else than it says it is;"""
SURELY = 85
"""where a name of one's own is as welcome as one of these."""
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
    """Return the name in `known` most like `written`, or None when none is likely."""
    return meant(written, known, least=least).name


class Meant(NamedTuple):
    """The name that was probably meant, or None, and a hint that offers it; `clear` where no other is as near."""

    name: str | None
    hint: Message
    clear: bool = False


def meant(
    written: str,
    known: Iterable[str] | Names,
    otherwise: Message = NOTHING,
    *,
    least: float = LIKELY,
    shown: Callable[[str], str] = str,
) -> Meant:
    """Return which name in `known` was meant by what somebody wrote.

    `otherwise` is the hint where none is as like it as `least`; `shown` gives a name as the hint is to show it.
    """
    from rapidfuzz import fuzz, process

    names = known if isinstance(known, Names) else Names(known)
    word = fold(written)
    alike = process.extract(word, names.folded, scorer=fuzz.ratio, score_cutoff=least, limit=None)
    if not alike:
        return Meant(None, otherwise)
    _, most, index = alike[0]
    name = names.written[index]
    clear = all(score < most or folded == names.folded[index] for folded, score, _ in alike)
    return Meant(name, say("Do you mean «{guess}»?", guess=shown(name)), clear)


def most_alike(folded: str, known: Sequence[str], least: float) -> int | None:
    """Return the place in `known` of the name most like `folded`, or None when none is as much alike as `least`.

    All are folded; `least` is from 0 to 100.
    """
    from rapidfuzz import fuzz, process

    found = process.extractOne(folded, known, scorer=fuzz.ratio, score_cutoff=least)
    return found[2] if found else None
