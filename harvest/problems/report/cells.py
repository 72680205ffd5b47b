"""Measure text as a terminal shows it, in cells, and keep what would move its cursor out of it."""

from __future__ import annotations

import re

TAB = 4
_NARROW = re.compile("[\x20-\u02ff\u2010-\u2027\u202f-\u205e\u2500-\u257f]*")
"""What takes one cell for each letter: our own letters, marks and lines."""
_MOVES = re.compile(
    # All that is no sign: controls, line ends of Unicode, marks of direction, and what shows as nothing at all. What
    # joins the parts of an emoji stays.
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
UNSEEN = "\ufffd"
"""Stands where a text has a character that nobody sees."""


def cells(text: str) -> int:
    """Return how many cells a printable text takes: a Chinese sign or an emoji two, an accent of its own none."""
    if _NARROW.fullmatch(text):
        return len(text)
    from rich.cells import cell_len  # late, since most texts do without

    return cell_len(text)


def printable(text: str, at: int = 0) -> str:
    """Return a text that moves no cursor: tabs as spaces, as they show from cell `at` on, and a sign for the rest."""
    if "\t" in text:
        done = ""
        for piece in re.split("(\t)", text):
            done += " " * (TAB - (at + cells(done)) % TAB) if piece == "\t" else _MOVES.sub(UNSEEN, piece)
        return done
    return _MOVES.sub(UNSEEN, text)


def first_cells(text: str, most: int) -> str:
    """Return the beginning of a printable text that fits in this many cells."""
    if cells(text[: most + 1]) <= most and len(text) <= most:
        return text
    taken = 0
    for index, letter in enumerate(text):
        taken += cells(letter)
        if taken > most:
            return text[:index]
    return text


def last_cells(text: str, most: int) -> str:
    """Return the end of a printable text that fits in this many cells; it does not begin with an accent alone."""
    taken = 0
    begin = len(text)
    for index in range(len(text) - 1, -1, -1):
        taken += cells(text[index])
        if taken > most:
            break
        begin = index
    while begin < len(text) and begin > 0 and cells(text[begin]) == 0:
        begin += 1
    return text[begin:]


def wrapped(text: str, width: int) -> list[str]:
    """Return a text as lines of at most this many cells, parted at spaces only; a longer word has a line of its own."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            if line and cells(line) + 1 + cells(word) > width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        lines.append(line)
    return lines
