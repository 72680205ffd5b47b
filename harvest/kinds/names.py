"""Compare names, and find the known name that an author probably meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from harvest.problems.problem import NOTHING, Message, say

# How alike two names must be, from 0 to 100, before we suppose that an author meant the known one:
AMONG_FEW = 60
"""when it must be one of a few, such as the choices of a field or the headings of a page;"""
AMONG_TITLES = 65
"""when it must be a card, since authors often half remember a title;"""
LIKELY = 72
"""when it may also be something we do not know;"""
ALMOST = 80
"""when we would treat a whole file as something else than it claims to be;"""
SURELY = 85
"""when authors may also choose a name of their own."""
_LONG_WORD = 8
"""How many letters a word has that alone is enough to know a name by."""
_PARTING = "_-‐‑"


def _counts(letter: str) -> bool:
    """Tell whether a character distinguishes names; accents and invisible ones, such as a zero-width space, do not."""
    return not unicodedata.combining(letter) and unicodedata.category(letter) != "Cf"


def folded_text(text: str) -> str:
    """Return running text folded as `fold` does with a name."""
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
    """Return a name as we compare it: without case, accents, hyphens, underscores, double spaces and invisibles."""
    return folded_text(name).strip(" :") or name.strip()


class Names:
    """Known names, folded once for many comparisons."""

    def __init__(self, known: Iterable[str]) -> None:
        self.written: Sequence[str] = list(known)
        self.folded: Sequence[str] = [fold(name) for name in self.written]

    @cached_property
    def words(self) -> Sequence[frozenset[str]]:
        """The words of each name."""
        return [_words(name) for name in self.folded]


def nearest(written: str, known: Iterable[str] | Names, least: float = LIKELY) -> str | None:
    """Return the name in `known` most like `written`, or None when none is as like as `least`."""
    return meant(written, known, least=least).name


class Meant(NamedTuple):
    """The name an author probably meant, or None, and a hint that offers it; `clear` when no other is as near."""

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
    """Return the name in `known` that the author of `written` probably meant.

    `otherwise` is the hint when no name is as like it as `least`; `shown` turns a name into its form in the hint.
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


def meant_by_words(written: str, known: Names, otherwise: Message = NOTHING) -> Meant:
    """Return the only name in `known` that has all words of `written`, in whatever order, or all of whose words it has.

    At least two words must be the same, or one that is long.
    """
    words = _words(fold(written))
    found: dict[str, str] = {}
    for name, folded, others in zip(known.written, known.folded, known.words, strict=True):
        both = words & others
        if both and (both in (words, others)) and (len(both) > 1 or len(*both) >= _LONG_WORD):
            found.setdefault(folded, name)
    if len(found) != 1:
        return Meant(None, otherwise)
    name = next(iter(found.values()))
    return Meant(name, say("Do you mean «{guess}»?", guess=name), clear=True)


def _words(folded: str) -> frozenset[str]:
    return frozenset(word for word in (part.strip(",.;:!?«»“”\"'()") for part in folded.split()) if len(word) > 1)


def most_alike(folded: str, known: Sequence[str], least: float) -> int | None:
    """Return the index in `known` of the name most like `folded`, or None when none is as like as `least`.

    All are folded; `least` is from 0 to 100.
    """
    from rapidfuzz import fuzz, process

    match = process.extractOne(folded, known, scorer=fuzz.ratio, score_cutoff=least)
    return match[2] if match else None
