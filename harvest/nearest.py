"""Did you mean: the name somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable

from harvest.kind import fold

LIKELY = 72
"""How alike two names must be, from 0 to 100, before one is offered for the other."""


def nearest(written: str, known: Iterable[str], least: float = LIKELY) -> str | None:
    """The name in `known` most like `written`, or None when none is likely."""
    from rapidfuzz import fuzz, process

    names = list(known)
    found = process.extractOne(written, names, scorer=fuzz.ratio, processor=fold, score_cutoff=least)
    return found[0] if found else None
