"""Make the anchor of a heading: its words in small letters, with hyphens between them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

OF_THE_PAGE = ("harvest.", "note.")
"""How each id begins that a page has of its own: with a point, which no anchor of a heading holds."""


@lru_cache(maxsize=4096)
def slug(words: str) -> str:
    """Return words as an anchor: without case, accents and signs; letters of every script stay."""
    if not words.isascii():
        plain = "".join(letter for letter in unicodedata.normalize("NFKD", words) if not _unheard(letter))
        words = unicodedata.normalize("NFC", plain)
    return re.sub(r"[\W_]+", "-", words.casefold()).strip("-")


def _unheard(letter: str) -> bool:
    return unicodedata.combining(letter) != 0 or unicodedata.category(letter) == "Cf"


def anchor(words: str, seen: dict[str, int]) -> str:
    """Return the anchor of a heading, unique among those `seen` on the same page."""
    base = slug(words) or "deel"
    count = seen.get(base, 0)
    name = base if not count else f"{base}_{count}"
    while count and name in seen:
        count += 1
        name = f"{base}_{count}"
    seen[base] = count + 1
    seen.setdefault(name, 1)
    return name
