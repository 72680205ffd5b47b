"""Measure and cut text in the font of names, to lay out drawings without a browser."""

from __future__ import annotations

from functools import cache
from unicodedata import combining, east_asian_width

from harvest.source.letters import EM, letter_width
from harvest.views.theme import theme_folder

_FONT = theme_folder() / "fonts/schibsted-grotesk/schibsted-grotesk-600-normal.woff2"


@cache
def _advance(letter: str) -> float:
    """Return the width of a letter in thousandths of the size; a full square for scripts that the font lacks."""
    if combining(letter):
        return 0
    return EM if east_asian_width(letter) in "WF" else letter_width(_FONT, letter)


def width(text: str, size: float) -> float:
    """Return the width of a line of text, in the unit of `size`."""
    return sum(map(_advance, text)) * size / EM


def cut(text: str, size: float, most: float) -> str:
    """Return the text, cut with an ellipsis when it is wider than `most`."""
    if width(text, size) <= most:
        return text
    room, end = most - width("…", size), 0
    for letter in text:
        room -= width(letter, size)
        if room < 0:
            break
        end += 1
    return f"{text[:end].rstrip(' ,.:;-–')}…"
