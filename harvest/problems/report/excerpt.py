"""Show the line that a problem is about, with a mark under the place; of a long line only what is around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from harvest.problems.codes import may_show_line
from harvest.problems.hiding import fit_to_show
from harvest.problems.problem import Problem
from harvest.problems.report.cells import cells, first_cells, last_cells, printable

Lines = Callable[[str], Sequence[str] | None]
"""Takes the path of a problem; returns the lines of that file, or None where they cannot or may not be shown."""

CUT = "…"
"""Stands where a line goes on."""
_NEAR = 15
"""A cut moves by at most this many letters, to stand between two words."""


class Excerpt(NamedTuple):
    """A line as it is shown, and how many cells stand before its mark and under it."""

    text: str
    before: int
    marked: int


def excerpt(line: str, start: int, end: int, room: int) -> Excerpt:
    """Return what is shown of a line, in at most `room` cells, with the letters from `start` to `end` marked.

    Both count from 0; a place behind the end of the line has one cell for its mark.
    """
    start = min(start, len(line))
    end = max(start, min(end, len(line)))
    # Far more letters than fit need no measuring, and each takes at least a cell or belongs to one.
    far = 4 * room
    cut_before, cut_after = start > far, len(line) - start > far
    before = printable(line[start - far : start] if cut_before else line[:start])
    marked = printable(line[start : min(end, start + far)], cells(before))
    behind = printable(line[end : start + far], cells(before) + cells(marked))
    if cells(before) + cells(marked) + cells(behind) > room:
        inside = room - 2 * cells(CUT)
        kept = first_cells(marked, inside - min(cells(before), inside // 4))
        left = inside - cells(kept)
        shown = last_cells(before, max(left // 2, left - cells(behind)))
        follows = first_cells(behind, left - cells(shown)) if kept == marked else ""
        cut_before = cut_before or shown != before
        cut_after = cut_after or kept + follows != marked + behind
        before = _from_a_word(shown) if cut_before else shown
        marked, behind = kept, _to_a_word(follows) if cut_after else follows
    before = CUT * cut_before + before
    return Excerpt(
        (before + marked + behind + CUT * cut_after).rstrip(),
        cells(before),
        max(1, cells(marked.rstrip() or marked)),
    )


def _from_a_word(text: str) -> str:
    """Return a text without the part of a word that it begins with, if that is short."""
    gap = text.find(" ", 0, _NEAR)
    return text if gap < 0 else text[gap + 1 :]


def _to_a_word(text: str) -> str:
    """Return a text without the part of a word that it ends with, if that is short."""
    gap = text.rfind(" ", max(0, len(text) - _NEAR))
    return text if gap < 0 else text[: gap + 1]


class Excerpts:
    """Shows lines of files, as far as they may be shown.

    A line stays away where the code of any problem on it may concern a person or safety, and where it or a line beside
    it holds what may not be printed.
    """

    def __init__(self, lines: Lines, problems: Sequence[Problem]) -> None:
        self._lines = lines
        self._kept = {(one.path, one.line) for one in problems if not may_show_line(one.code)}
        self._kept |= {(one.path, one.end.line) for one in problems if one.end and not may_show_line(one.code)}

    def line(self, problem: Problem) -> str | None:
        """Return the line of a problem as it stands in its file; None where it may not be shown or is not there.

        Nor is a line shown that says nothing: dashes stand for the card as a whole, or for what is missing above it.
        """
        if (problem.path, problem.line) in self._kept:
            return None
        line = self.lines(problem.path, problem.line, problem.line)
        return line if line and (problem.end or line.strip() not in ("---", "...")) else None

    def lines(self, path: str, first: int, last: int) -> str | None:
        """Return these lines of a file, if all of them may be shown."""
        lines = self._lines(path)
        if lines is None or not 1 <= first <= last <= len(lines):
            return None
        if any((path, number) in self._kept for number in range(first, last + 1)):
            return None
        # A name may run over the end of a line.
        around = "\n".join(lines[max(0, first - 2) : last + 1])
        return "\n".join(lines[first - 1 : last]) if fit_to_show(around) else None
