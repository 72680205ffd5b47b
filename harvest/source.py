"""The only door to a file's text: bytes → the data above the card, with a position for everything, and the body.

Nothing here raises over content. Lines and columns count from 1, columns in characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from harvest.problem import Place, Problem, problem, say
from harvest.yaml_nodes import Entries, YamlProblem, read_yaml

MAX_BYTES = 256 * 1024
FENCE = "---"

_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_CODE_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*$", re.MULTILINE)
_HEADING = re.compile(r"^(#{1,6})(?=[ \t]|[^\s#])[ \t]*(.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_UNDERLINED = re.compile(r"^(?=[^\s#>\-*+=|])([^\n]*\S)[ \t]*\n(=+|-{2,})[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body; `start` and `end` are offsets in the body of its first and past its last character."""

    level: int
    text: str
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
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

    @property
    def has_front_matter(self) -> bool:
        """Whether something stands between two lines of dashes at the top, readable or not."""
        return self.data is not None or bool(self.broken)

    def place(self, offset: int) -> Place:
        """The place in the file of a character of the body."""
        line = self.body.count("\n", 0, offset)
        column = offset - (self.body.rfind("\n", 0, offset) + 1)
        return Place(self.path, self.body_line + line, column + 1)


def read_source(path: str, content: bytes) -> Source:
    """Read one file.

    Problems: `too-large` (over 256 KB), `not-text` (not UTF-8), `front-matter-syntax`.
    """
    if len(content) > MAX_BYTES:
        size = f"{len(content) / 1024:.0f}"
        return _unreadable(
            path,
            problem(
                Place(path),
                "too-large",
                "error",
                say("This file is {size} KB; a card may be at most 256 KB.", size=size),
                say("Put pictures in files of their own, and split long texts over several cards."),
            ),
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        place = Place(path, before.count(b"\n") + 1, len(before) - before.rfind(b"\n"))
        return _unreadable(
            path,
            problem(
                place,
                "not-text",
                "error",
                say("This file is not plain text in UTF-8."),
                say("Open it in your editor and save it again with the encoding UTF-8."),
            ),
        )
    return _split(path, text.replace("\r\n", "\n").replace("\r", "\n"))


def _unreadable(path: str, found: Problem) -> Source:
    return Source(path, None, "", 1, (found,), ("",))


def _split(path: str, text: str) -> Source:
    start = 0
    while text.startswith("\n", start):  # authors leave empty lines above the data
        start += 1
    first_line, _, _ = text[start:].partition("\n")
    if first_line.rstrip() != FENCE:
        return Source(path, None, blank_comments(text), 1)
    above = start + len(first_line) + 1
    closing = _CLOSING.search(text, above)
    data_line = text.count("\n", 0, above) + 1
    if closing is None:
        opening = Place(path, data_line - 1)
        found = problem(
            opening,
            "front-matter-syntax",
            "error",
            say("The data above the card have a beginning but no end."),
            say("Put a line with three dashes (---) below the last of them."),
        )
        return Source(path, None, "", data_line, (found,), tuple(text[above:].split("\n")))
    front = text[above : closing.start()]
    body = text[closing.end() + 1 :]
    body_line = text.count("\n", 0, closing.end()) + 2
    try:
        data = read_yaml(front, first_line=data_line)
    except YamlProblem as error:
        found = problem(
            Place(path, error.line, error.column), "front-matter-syntax", "error", error.message, error.hint
        )
        return Source(path, None, blank_comments(body), body_line, (found,), tuple(front.split("\n")))
    return Source(path, data, blank_comments(body), body_line)


def blank_comments(text: str) -> str:
    """Replace HTML comments by blanks, so that hints to authors count for nothing and positions stay."""
    if "<!--" not in text:
        return text
    code = code_ranges(text)

    def blank(match: re.Match[str]) -> str:
        if any(start <= match.start() < end for start, end in code):
            return match.group()
        return re.sub(r"[^\n]", " ", match.group())

    return _COMMENT.sub(blank, text)


def code_ranges(text: str) -> list[tuple[int, int]]:
    """The ranges of fenced code, as offsets; an unclosed fence runs to the end."""
    if "```" not in text and "~~~" not in text:
        return []
    ranges: list[tuple[int, int]] = []
    opened: re.Match[str] | None = None
    for fence in _CODE_FENCE.finditer(text):
        if opened is None:
            opened = fence
        elif (
            fence[1][0] == opened[1][0]
            and len(fence[1]) >= len(opened[1])
            and not fence.group().strip(" `~\t")
        ):
            ranges.append((opened.start(), fence.end()))
            opened = None
    if opened is not None:
        ranges.append((opened.start(), len(text)))
    return ranges


def headings(source: Source) -> Iterator[Heading]:
    """The headings of the body, in order, outside code."""
    body = source.body
    code = code_ranges(body)
    found = [
        (match.start(), match)
        for match in _HEADING.finditer(body)
        if match[1] != "#" or body[match.end(1)] in " \t"
    ]
    if "\n--" in body or "\n==" in body:
        found += [(match.start(), match) for match in _UNDERLINED.finditer(body)]
        found.sort(key=lambda pair: pair[0])
    line, counted = source.body_line, 0
    for start, match in found:
        if any(first <= start < last for first, last in code):
            continue
        line += body.count("\n", counted, start)
        counted = start
        if match[1].startswith("#"):
            yield Heading(len(match[1]), match[2], line, start, match.end())
        else:
            yield Heading(1 if match[2][0] == "=" else 2, match[1].strip(), line, start, match.end())
