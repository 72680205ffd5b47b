"""Know again what `harvest init` wrote and nobody changed since: questions, examples, the words on the cover.

`starter/untouched.txt` has a line for each such text of every version: its first two words, and a mark of all of it.
`tools/starter_texts.py` writes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files

LIST = "starter/untouched.txt"
LETTERS = 3
"""How many letters `first_letters` gives of each text."""


def begins(text: str) -> str:
    """Return the first two words of a text."""
    return " ".join(text.split(None, 2)[:2])


def mark_of(text: str) -> str:
    """Return the mark of a text; how it is divided over lines makes no difference."""
    return sha256(" ".join(text.split()).encode()).hexdigest()[:16]


@cache
def marks() -> Mapping[str, frozenset[str]]:
    """Return the marks of all texts, by the first two words of each: of most texts these tell enough."""
    found: dict[str, set[str]] = {}
    for line in (files("harvest") / LIST).read_text("utf-8").splitlines():
        first, _, mark = line.rpartition(" ")
        found.setdefault(first, set()).add(mark)
    return {first: frozenset(some) for first, some in found.items()}


def from_starter(text: str) -> bool:
    """Tell whether a paragraph, an item or a value is one that `harvest init` wrote."""
    known = marks().get(begins(text))
    return known is not None and mark_of(text) in known


@cache
def first_letters() -> frozenset[str]:
    """Return what all these texts begin with, to pass over most others at once; there are very many of these."""
    firsts = {words[:LETTERS] for words in marks()}
    return frozenset(firsts | {first.replace(" ", "\n") for first in firsts})
