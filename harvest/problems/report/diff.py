"""Show what a correction changes: the lines before it, and the lines after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from harvest.problems.report.excerpt import excerpt
from harvest.problems.report.text import Look


def as_diff(before: Sequence[str], after: Sequence[str], number: int, look: Look) -> Iterator[str]:
    """Yield the lines that go and the lines that come; the first of those before has this number."""
    while before and after and before[0] == after[0]:
        before, after, number = before[1:], after[1:], number + 1
    while before and after and before[-1] == after[-1]:
        before, after = before[:-1], after[:-1]
    for sign, style, lines, others in (("-", "error", before, after), ("+", "added", after, before)):
        for index, line in enumerate(lines):
            start, end = _differs(line, others[index] if len(before) == len(after) else "")
            label = f"{number + index:>5} {sign} "
            yield look.paint(style, label + excerpt(line, start, end, look.room - len(label)).text)


def _differs(line: str, other: str) -> tuple[int, int]:
    """Return where a line differs from another one: from the first letter that does up to behind the last."""
    start = _alike(line, other)
    return start, len(line) - _alike(line[start:][::-1], other[start:][::-1])


def _alike(one: str, other: str) -> int:
    """Return how many letters two texts have in common at their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
