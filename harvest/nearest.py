"""Did you mean: the name somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from harvest.kind import fold

LIKELY = 72
"""How alike two names must be, from 0 to 100, before one is offered for the other."""


class Names:
    """Names that many will be compared with: folded once."""

    def __init__(self, known: Iterable[str]) -> None:
        self.written: Sequence[str] = list(known)
        self.folded: Sequence[str] = [fold(name) for name in self.written]


def nearest(written: str, known: Iterable[str] | Names, least: float = LIKELY) -> str | None:
    """The name in `known` most like `written`, or None when none is likely."""
    from rapidfuzz import fuzz, process

    names = known if isinstance(known, Names) else Names(known)
    found = process.extractOne(fold(written), names.folded, scorer=fuzz.ratio, score_cutoff=least)
    return names.written[found[2]] if found else None
