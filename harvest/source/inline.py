"""What stands in running text and points elsewhere: wiki links, Markdown links, pictures and raw tags.

Read from left to right, each character a bounded number of times: no text, however odd, takes long.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from harvest.source.source import code_ranges, within

Form = Literal["wiki", "link", "image", "definition", "tag", "unclosed", "note", "note text"]

# What can begin something; everything between two of these is plain text. Each way opens with a character as such:
# then the search for it skips what cannot be any.
_BEGINNING = re.compile(r"\\.|``*|\[\[|!\[|\[|<(?=[!A-Za-z])", re.DOTALL)
_WIKI = re.compile(r"\[\[([^\[\]\n]+(?:\n[^\[\]\n]*)?)\]\]")
_UNCLOSED_WIKI = re.compile(r"\[\[([^\[\]\n]*)(\][(\[\]:]|\])?")
_BRACKET = re.compile(r"\\.|\[|\]|\(|\)|\n[ \t]*\n", re.DOTALL)
_POINTED = re.compile(r"""[ \t]*<([^<>\n]*)>(?:[ \t\n]+(?:"[^"\n]*"|'[^'\n]*'))?[ \t]*\)""")
_LABEL = re.compile(r"\[([^\[\]\n^][^\[\]\n]*)\]:[ \t]*(<[^<>\n]*>|[^\s<]\S*)")
_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)(?=[\s/>])([^<>]*)>")
_NOTE = re.compile(r"\[\^([^\[\]\s]+)\](:?)")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Tie:
    """Something in running text that points elsewhere, or the opening of a raw tag; offsets are those in the body.

    A `note` is the mark of a footnote, and a `note text` what opens the footnote itself; their target is its label.
    """

    form: Form
    target: str
    caption: str
    start: int
    end: int


def ties(body: str) -> Iterator[Tie]:
    """Every link, picture, link definition and raw tag in a body, outside code."""
    if "[" not in body and "<" not in body:
        return iter(())
    return _Scanner(body).scan()


class _Scanner:
    def __init__(self, body: str) -> None:
        self.body = body
        self.code = code_ranges(body)
        self.any_links = "](" in body
        self.tick_runs: dict[int, list[int]] = defaultdict(list)  # length of a run of backticks → where it stands
        if "`" in body:
            for run in re.finditer("`+", body):
                self.tick_runs[len(run.group())].append(run.start())

    @cached_property
    def paragraph_ends(self) -> list[int]:
        return [match.start() for match in _PARAGRAPH_END.finditer(self.body)]

    @cached_property
    def closing(self) -> dict[int, int]:
        """For each opening bracket, square or round, the one that closes it in the same paragraph."""
        pairs: dict[int, int] = {}
        opened: dict[str, list[int]] = {"]": [], ")": []}
        for match in _BRACKET.finditer(self.body):
            mark = match.group()
            if mark in "[(":
                opened["]" if mark == "[" else ")"].append(match.start())
            elif mark in "])":
                if opened[mark]:
                    pairs[opened[mark].pop()] = match.start()
            elif mark[0] == "\n":
                opened["]"].clear()
                opened[")"].clear()
        return pairs

    def scan(self) -> Iterator[Tie]:
        body, position = self.body, 0
        while match := _BEGINNING.search(body, position):
            start, mark = match.start(), match.group()
            position = match.end()
            if self.code and within(self.code, start):
                position = self.code[bisect_right(self.code, start, key=lambda r: r[0]) - 1][1]
            elif mark[0] == "`":
                position = self._after_code(start, len(mark))
            elif mark == "[[":
                tie = self._wiki(start) or self._link(start, start)
                if tie is None:
                    # The second bracket may open a link of its own.
                    tie = self._link(start + 1, start + 1) or self._unclosed(start)
                if tie is not None:
                    yield tie
                    if tie.form == "link":
                        yield from self._pictures_in(tie)
                    position = tie.end
            elif mark == "![" and body.startswith("[", position):
                position -= 1  # a picture as Obsidian writes it: read on from the two brackets
            elif mark in ("[", "!["):
                tie = self._link(start, match.end() - 1) or self._note(match.end() - 1)
                tie = tie or (self._definition(start) if mark == "[" else None)
                if tie is not None:
                    yield tie
                    if tie.form == "link":
                        yield from self._pictures_in(tie)
                    position = tie.end
            elif mark == "<":
                if body.startswith("<!--", start):
                    yield Tie("tag", "!--", "", start, start + 4)
                elif tag := _TAG.match(body, start):
                    yield Tie("tag", tag[1].lower(), tag[2], start, tag.end())
                    position = tag.end()

    def _after_code(self, start: int, length: int) -> int:
        """Where a code span that begins here ends, or just past its opening when it never closes."""
        runs = self.tick_runs[length]
        index = bisect_right(runs, start)
        if index < len(runs) and runs[index] < self._paragraph_end(start):
            return runs[index] + length
        return start + length

    def _paragraph_end(self, offset: int) -> int:
        index = bisect_right(self.paragraph_ends, offset)
        return self.paragraph_ends[index] if index < len(self.paragraph_ends) else len(self.body)

    def _wiki(self, start: int) -> Tie | None:
        match = _WIKI.match(self.body, start)
        if match is None:
            return None
        name, _, caption = match[1].partition("|")
        return Tie("wiki", " ".join(name.split()), caption.strip(), start, match.end())

    def _unclosed(self, start: int) -> Tie | None:
        """Two brackets that nothing closes before the line ends or the next link begins."""
        match = _UNCLOSED_WIKI.match(self.body, start)
        if match is None or not match[1].strip() or (match[2] and match[2] != "]"):
            return None
        return Tie("unclosed", match[1].strip(), "", start, match.end())

    def _link(self, start: int, bracket: int) -> Tie | None:
        """A link or picture whose text opens at `bracket`: `[text](target "title")`."""
        body = self.body
        close = self.closing.get(bracket) if self.any_links else None
        if close is None or not body.startswith("(", close + 1):
            return None
        inside = close + 2
        form: Form = "image" if bracket > start else "link"
        caption = body[bracket + 1 : close]
        if pointed := _POINTED.match(body, inside):
            return Tie(form, pointed[1].strip(), caption, start, pointed.end())
        end = self.closing.get(close + 1)
        if end is None:
            return None
        return Tie(form, _without_title(body[inside:end]), caption, start, end + 1)

    def _pictures_in(self, link: Tie) -> Iterator[Tie]:
        """The pictures inside the text of a link."""
        offset, position = link.start + 1, link.caption.find("![")
        while position >= 0:
            tie = self._link(offset + position, offset + position + 1)
            if tie is not None:
                yield tie
            after = tie.end - offset if tie is not None else position + 2
            position = link.caption.find("![", after)

    def _note(self, start: int) -> Tie | None:
        match = _NOTE.match(self.body, start)
        if match is None:
            return None
        if match[2] and self._begins_line(start):
            return Tie("note text", match[1], "", start, match.end())
        return Tie("note", match[1], "", start, match.end() - len(match[2]))

    def _begins_line(self, start: int) -> bool:
        line_start = self.body.rfind("\n", max(0, start - 4), start) + 1
        return start - line_start <= 3 and not self.body[line_start:start].strip()

    def _definition(self, start: int) -> Tie | None:
        if not self._begins_line(start):
            return None
        match = _LABEL.match(self.body, start)
        if match is None:
            return None
        target = match[2][1:-1] if match[2].startswith("<") else match[2]
        return Tie("definition", target, match[1], start, match.end())


def _without_title(written: str) -> str:
    """The target of a link without the title in quotation marks that may follow it."""
    target = written.strip()
    mark = target[-1:]
    if mark and mark in "\"')":
        opening = target.rfind("(" if mark == ")" else mark, 0, -1)
        if opening > 0 and target[opening - 1].isspace():
            target = target[:opening].rstrip()
    return " ".join(target.split())
