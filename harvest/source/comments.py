"""Comments in a text: notes of authors to themselves, as HTML (`<!-- … -->`) or as Obsidian writes them (`%% … %%`)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_MARK = re.compile(r"\\[\\`%<]|``*|<!--|%%")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_PERCENTAGE = re.compile(r"\d[ \t\u00a0\u202f]?\Z")


class Comment(NamedTuple):
    """A comment by the offsets of its first and past its last character; `end` is None where it never closes."""

    mark: str
    start: int
    end: int | None


def blank_comments(text: str, code: Sequence[tuple[int, int]]) -> str:
    """Return the text with blanks for its comments, so that they count for nothing and positions stay.

    `code` holds the ranges of code blocks. A comment that is never closed stays as it is: blanking it would lose all
    text below it.
    """
    pieces: list[str] = []
    at = 0
    for comment in comments(text, code):
        if comment.end is not None:
            pieces += (text[at : comment.start], re.sub(r"[^\n]", " ", text[comment.start : comment.end]))
            at = comment.end
    return "".join(pieces) + text[at:]


def comments(text: str, code: Sequence[tuple[int, int]]) -> Iterator[Comment]:
    """Yield the comments outside code, in order.

    A `%%` behind a number may be a percentage: it opens a comment only when another `%%` follows in its paragraph.
    """
    if "<!--" not in text and "%%" not in text:
        return
    runs: dict[int, list[int]] = defaultdict(list)  # length of a run of backticks → where it stands
    for run in re.finditer("`+", text):
        runs[len(run[0])].append(run.start())
    ends = [match.start() for match in _PARAGRAPH_END.finditer(text)]
    closings = {"<!--": "-->", "%%": "%%"}
    position = 0
    while found := _MARK.search(text, position):
        start, mark = found.start(), found[0]
        position = found.end()
        if block := _block_of(code, start):
            position = max(position, block[1])
        elif mark[0] == "`":
            later = runs[len(mark)]
            index = bisect_right(later, start)
            if index < len(later) and later[index] < _paragraph_end(ends, start, text):
                position = later[index] + len(mark)
        elif mark in closings:
            closing = closings[mark]
            end = text.find(closing, position) if closing else -1
            while mark == "%%" and end >= 0 and (block := _block_of(code, end)):
                end = text.find(closing, block[1])
            percentage = mark == "%%" and _PERCENTAGE.search(text, max(start - 2, 0), start)
            if percentage and not 0 <= end < _paragraph_end(ends, start, text):
                continue
            if end < 0:
                closings[mark] = ""  # nor will any that follows: the text is not searched again
                yield Comment(mark, start, None)
            else:
                position = end + len(closing)
                yield Comment(mark, start, position)


def _block_of(code: Sequence[tuple[int, int]], offset: int) -> tuple[int, int] | None:
    index = bisect_right(code, offset, key=lambda block: block[0]) - 1
    return code[index] if index >= 0 and offset < code[index][1] else None


def _paragraph_end(ends: Sequence[int], offset: int, text: str) -> int:
    index = bisect_right(ends, offset)
    return ends[index] if index < len(ends) else len(text)
