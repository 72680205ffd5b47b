"""Read the bytes of a Markdown file into the data above the card, each part with its position, and the body.

Every other module gets text from here. Bad content gives problems, never exceptions. Lines and columns count from 1,
columns in characters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from harvest.limits.work import SECONDS, refused, working
from harvest.problems.problem import Fix, Place, Problem, problem, say
from harvest.source.markdown import Heading, Markdown, read_markdown
from harvest.source.yaml_mistakes import YamlProblem
from harvest.source.yaml_nodes import Entries
from harvest.source.yaml_read_anyway import read_data

MAX_BYTES = 256 * 1024
FENCE = "---"

_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_SECTION = re.compile(r"^#{2,6} ", re.MULTILINE)


@dataclass(frozen=True)
class Source:
    """A Markdown file after reading.

    `data` is None where the file has none, or none that can be read. `body` is the text below the data and begins on
    line `body_line`. `broken` holds the lines of front matter that cannot be read, `above` the text of one that can.
    `opening` is the line of the dashes above these, and `closed` tells whether dashes stand below them too.
    """

    path: str
    data: Entries | None
    body: str
    body_line: int
    problems: tuple[Problem, ...] = ()
    broken: tuple[str, ...] = ()
    above: str = ""
    opening: int = 0
    closed: bool = True

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self.body.split("\n")[:-1])]

    def place(self, offset: int) -> Place:
        """Return the place in the file of the character at this offset of the body."""
        line = bisect_right(self._line_starts, offset) - 1
        return Place(self.path, self.body_line + line, offset - self._line_starts[line] + 1)

    def fix(self, start: int, end: int, text: str) -> Fix:
        """Return the fix that puts a text in the place of what the body has from one offset up to another."""
        return Fix(self.place(start).position, self.place(end).position, text)

    def data_line(self, line: int) -> str:
        """Return the text of a line of the file between the dashes; empty for any other."""
        index = line - self.opening - 1
        return self._data_lines[index] if 0 <= index < len(self._data_lines) else ""

    @cached_property
    def _data_lines(self) -> list[str]:
        return self.above.split("\n") if self.opening else []

    @cached_property
    def markdown(self) -> Markdown:
        """The body after parsing."""
        with working(self.path):
            return read_markdown(self.body)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of the body in order, without those in a list or a quotation."""
        return tuple(heading for heading in self.markdown.headings if heading.outer)


def read_source(path: str, content: bytes) -> Source:
    """Read a file; `path` is relative to the content folder.

    It can have one problem: `too-complex` (reading or showing it took too long), `too-large` (over 256 KB), `not-text`
    (not UTF-8) or `front-matter-syntax`.
    """
    if refused(path, content):
        return Source(path, None, "", 1, (too_slow(path),), ("",))
    if len(content) > MAX_BYTES:
        too_large = problem(
            Place(path),
            "too-large",
            say("This file is larger than {most} KB, and a card may not be.", most=MAX_BYTES // 1024),
            say("Put pictures in files of their own, and split long texts over several cards."),
        )
        return Source(path, None, "", 1, (too_large,), ("",))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8-sig", "replace")) + 1
        not_text = problem(
            Place(path, before.count(b"\n") + 1, column),
            "not-text",
            say("This file is not plain text in UTF-8."),
            say("Open it in your editor and save it again with the encoding UTF-8."),
        )
        return Source(path, None, "", 1, (not_text,), ("",))
    return _split(path, text.replace("\r\n", "\n").replace("\r", "\n"))


def too_slow(path: str) -> Problem:
    """Return the problem of a file that took more time to read or show than one file may."""
    return problem(
        Place(path),
        "too-complex",
        say("Reading or showing this file took more than {n} seconds of computing, and was broken off.", n=SECONDS),
        say("Take out what is unusual in it, such as a very long table or line, or divide it over several files."),
    )


def _split(path: str, text: str) -> Source:
    start = 0
    while text.startswith("\n", start):  # authors leave empty lines above the data
        start += 1
    first_line, _, _ = text[start:].partition("\n")
    if first_line.rstrip() != FENCE:
        return Source(path, None, text, 1)
    above = start + len(first_line) + 1
    opening = start + 1
    closing = _CLOSING.search(text, above)
    if closing is None:
        return _unclosed(path, opening, text[above:])
    front = text[above : closing.start()]
    body = text[closing.end() + 1 :]
    body_line = text.count("\n", 0, closing.end()) + 2
    try:
        data = read_data(front, opening + 1)
    except YamlProblem as error:
        section = _SECTION.search(front)
        if section and opening + 1 + front.count("\n", 0, section.start()) < error.line:
            # These dashes are not the end of the data but a line across the text, further down.
            return _unclosed(path, opening, front)
        unreadable = problem(Place(path, error.line, error.column), "front-matter-syntax", error.message, error.hint)
        return Source(path, None, body, body_line, (unreadable,), tuple(front.split("\n")), opening=opening)
    return Source(path, data, body, body_line, above=front, opening=opening)


def _unclosed(path: str, line: int, rest: str) -> Source:
    unclosed = problem(
        Place(path, line),
        "front-matter-syntax",
        say("The data above the card have a beginning but no end."),
        say("Put a line with three dashes (---) below the last of them."),
    )
    return Source(path, None, "", line + 1, (unclosed,), tuple(rest.split("\n")), opening=line, closed=False)
