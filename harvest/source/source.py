"""The only door to a file's text: bytes → the data above the card, with a position for everything, and the body.

Nothing here raises over content. Lines and columns count from 1, columns in characters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from harvest.problems.problem import Place, Problem, problem, say
from harvest.source.comments import blank_comments
from harvest.source.yaml_mistakes import YamlProblem
from harvest.source.yaml_nodes import Entries, read_yaml

MAX_BYTES = 256 * 1024
FENCE = "---"

_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_CODE_FENCE = re.compile(r"^[ \t>]*(?:[-*+][ \t]+)?(`{3,}(?=[^`\n]*$)|~{3,})([^\n]*)$", re.MULTILINE)
_HEADING = re.compile(r"\n(##{0,5})([^\n]*)")  # opens with two characters as such: quick to find
_UNDERLINE = re.compile(r"^(=+|-{2,})[ \t]*$", re.MULTILINE)
_NO_HEADING_BEFORE = ("#", ">", "-", "*", "+", "=", "|", " ", "\t")
_TITLE = re.compile(r"#{1,6}(?: |$)")
_BLOCK = re.compile(r"(?:[-*+]|1[.)]) {1,4}(?=\S)|#{1,6}(?: |$)")
_NOTE = re.compile(r"\[\^[^\[\]\s]+\]:[ \t]*")
_LIST_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)]) {1,4}(?=\S)")
_SECTION = re.compile(r"^#{2,6} ", re.MULTILINE)

Ranges = tuple[tuple[int, int], ...]


class Heading(NamedTuple):
    """A heading of the body; `start` and `end` are the offsets of its first and past its last character."""

    level: int
    text: str
    line: int
    start: int
    end: int


@dataclass(frozen=True)
class Source:
    """One Markdown file, read.

    `data` is None where there is none or it could not be read. `body` is the text below it, comments blanked;
    it begins on line `body_line`. `broken` lines are those of front matter that could not be read.
    """

    path: str
    data: Entries | None
    body: str
    body_line: int
    problems: tuple[Problem, ...] = ()
    broken: tuple[str, ...] = ()

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self.body.split("\n")[:-1])]

    def place(self, offset: int) -> Place:
        """The place in the file of a character of the body."""
        line = bisect_right(self._line_starts, offset) - 1
        return Place(self.path, self.body_line + line, offset - self._line_starts[line] + 1)

    @cached_property
    def code(self) -> Ranges:
        """Where fenced code stands in the body."""
        return code_ranges(self.body)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of the body, in order, outside code."""
        return tuple(_headings(self))


def read_source(path: str, content: bytes) -> Source:
    """Read one file.

    Problems: `too-large` (over 256 KB), `not-text` (not UTF-8), `front-matter-syntax`.
    """
    if len(content) > MAX_BYTES:
        found = problem(
            Place(path),
            "too-large",
            "error",
            say("This file is larger than {most} KB, and a card may not be.", most=MAX_BYTES // 1024),
            say("Put pictures in files of their own, and split long texts over several cards."),
        )
        return Source(path, None, "", 1, (found,), ("",))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8-sig", "replace")) + 1
        found = problem(
            Place(path, before.count(b"\n") + 1, column),
            "not-text",
            "error",
            say("This file is not plain text in UTF-8."),
            say("Open it in your editor and save it again with the encoding UTF-8."),
        )
        return Source(path, None, "", 1, (found,), ("",))
    return _split(path, text.replace("\r\n", "\n").replace("\r", "\n"))


def _split(path: str, text: str) -> Source:
    start = 0
    while text.startswith("\n", start):  # authors leave empty lines above the data
        start += 1
    first_line, _, _ = text[start:].partition("\n")
    if first_line.rstrip() != FENCE:
        return Source(path, None, blank_comments(text, code_ranges(text)), 1)
    above = start + len(first_line) + 1
    opening = start + 1
    closing = _CLOSING.search(text, above)
    if closing is None:
        return _unclosed(path, opening, text[above:])
    front = text[above : closing.start()]
    written = text[closing.end() + 1 :]
    body = blank_comments(written, code_ranges(written))
    body_line = text.count("\n", 0, closing.end()) + 2
    try:
        data = read_yaml(front, first_line=opening + 1)
    except YamlProblem as error:
        section = _SECTION.search(front)
        if section and opening + 1 + front.count("\n", 0, section.start()) < error.line:
            # The dashes that were found are a line across the text, further down.
            return _unclosed(path, opening, front)
        found = problem(
            Place(path, error.line, error.column), "front-matter-syntax", "error", error.message, error.hint
        )
        return Source(path, None, body, body_line, (found,), tuple(front.split("\n")))
    return Source(path, data, body, body_line)


def _unclosed(path: str, line: int, rest: str) -> Source:
    found = problem(
        Place(path, line),
        "front-matter-syntax",
        "error",
        say("The data above the card have a beginning but no end."),
        say("Put a line with three dashes (---) below the last of them."),
    )
    return Source(path, None, "", line + 1, (found,), tuple(rest.split("\n")))


def code_ranges(text: str) -> Ranges:
    """The ranges of code, fenced or indented, as offsets in order. A fence that is never closed holds no code:
    else one slip would take all headings below it away.
    """
    fenced = _fenced(text) if "```" in text or "~~~" in text else []
    if "    " not in text and "\t" not in text:
        return tuple(fenced)
    return tuple(sorted([*fenced, *_indented(text, fenced)]))


def _fenced(text: str) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    opened: re.Match[str] | None = None
    for fence in _CODE_FENCE.finditer(text):
        if opened is None:
            opened = fence
        elif fence[1].startswith(opened[1]) and not fence[2].strip():
            ranges.append((opened.start(), fence.end()))
            opened = None
    return ranges


def _indented(text: str, fenced: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Lines that stand four spaces further in than what they belong to, below an empty line or a heading."""
    items: list[int] = []  # where the text begins of the list items that are open, each inside the one before
    running, position = False, 0  # whether a paragraph runs on
    for line in text.split("\n"):
        start, position = position, position + len(line) + 1
        wide = line.expandtabs(4)
        column = len(wide) - len(wide.lstrip(" "))
        if column == len(wide) or within(fenced, start):
            running = False
            continue
        inside = bisect_right(items, column)
        far_in = column >= (items[inside - 1] if inside else 0) + 4
        if far_in and running:
            continue
        if not running or _BLOCK.match(wide, column):
            del items[inside:]
        if far_in:
            yield start, position - 1
            continue
        at = column
        if note := _NOTE.match(wide, at):  # what belongs to a note stands four spaces in, as in a list
            items.append(column + 4)
            at = note.end()
        while item := _LIST_ITEM.match(wide, at):
            at = item.end()
            items.append(at)
        running = not _TITLE.match(wide, at)


def within(ranges: Sequence[tuple[int, int]], offset: int) -> bool:
    """Whether an offset lies in one of the ranges, which are in order."""
    index = bisect_right(ranges, offset, key=lambda first_last: first_last[0]) - 1
    return index >= 0 and offset < ranges[index][1]


def headings(source: Source) -> Iterator[Heading]:
    """The headings of the body, in order, outside code."""
    return iter(source.headings)


def _headings(source: Source) -> Iterator[Heading]:
    body, code = source.body, source.code
    found: list[tuple[int, int, int, str]] = []
    for match in _HEADING.finditer(f"\n{body}"):
        marks, written = match.groups()
        text = written.strip(" \t").rstrip("#").rstrip(" \t")
        # «#word» is a tag, not a heading.
        if text and (written[0] in " \t" or (len(marks) > 1 and written[0] != "#")):
            found.append((match.start(), match.end() - 1, len(marks), text))
    if "\n--" in body or "\n==" in body:
        for match in _UNDERLINE.finditer(body):
            start = body.rfind("\n", 0, max(match.start() - 1, 0)) + 1
            text = body[start : max(match.start() - 1, 0)]
            begins = start == 0 or body[max(start - 2, 0) : start] in ("\n", "\n\n")
            if begins and text.strip() and not text.startswith(_NO_HEADING_BEFORE):
                found.append((start, match.end(), 1 if match[1][0] == "=" else 2, text.strip()))
        found.sort()
    for start, end, level, text in found:
        if not (code and within(code, start)):
            yield Heading(level, text, source.place(start).line, start, end)
