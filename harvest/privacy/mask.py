"""Hide the people of the list in what a reader or a log gets to see."""

from __future__ import annotations

from harvest.privacy.find import PeopleFinder

HIDDEN = "[…]"
"""Stands where a name was, however long that is."""


def hide(text: str, finder: PeopleFinder) -> str:
    """Return a text without the names and terms of the list: the doubtful ones are hidden too, however they stand."""
    shown: list[str] = []
    after = 0
    for hit in finder.within(text, "code"):
        shown += (text[after : hit.start], HIDDEN)
        after = hit.end
    return "".join((*shown, text[after:]))
