"""Footnotes: `[^x]` in a text and, on a line of its own, `[^x]: what it says`; numbered as they are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from harvest.links.edges import Node, Register
from harvest.problems.language import render as in_words
from harvest.problems.problem import say
from harvest.source.inline import Tie
from harvest.source.plain import Footnote, footnotes
from harvest.views.html.markdown import NOTE_MARK, SCHEME, render, with_ties
from harvest.views.view import Note

_INDENT = re.compile(r"^(?: {4}|\t)", re.MULTILINE)
_PLACED = re.compile(rf'<a href="{SCHEME}:note:(\d+)\.(\d+)"></a>')
_TAGS = re.compile(r"<[^>]+>")


def rendered(
    texts: Iterable[tuple[str, int]], node: Node, ties: Sequence[Tie], register: Register, language: str
) -> tuple[list[str], tuple[Note, ...]]:
    """The HTML of each part of a body, given with its offset, and the notes that these refer to.

    All at once: a link may be defined at the end of the card, in a section that is not shown.
    """
    found = _Notes(node, ties)
    parts = [with_ties(text, start, node, ties, register, found.placed) for text, start in texts]
    notes = [_INDENT.sub("", with_ties(text, start, node, ties, register, found.placed)) for text, start in found]
    htmls = [_linked(html, language) for html in render([*parts, *notes])]
    shown = (_note(*each) for each in zip(found.marks.values(), htmls[len(parts) :], strict=True))
    return htmls[: len(parts)], tuple(shown)


class _Notes:
    """The notes of a body, numbered while its texts are made ready; `marks` are number and count by label."""

    def __init__(self, node: Node, ties: Sequence[Tie]) -> None:
        self.body = node.source.body
        self.by_label: dict[str, Footnote] = {}
        self.ends: dict[int, int] = {}
        self.marks: dict[str, tuple[int, int]] = {}
        begun = {tie.start for tie in ties if tie.form == "note text"}  # what stands in code is none
        for note in footnotes(self.body) if begun else ():
            if (start := self.body.index("[", note.start)) in begun:
                self.by_label.setdefault(note.label, note)
                self.ends[start] = note.end

    def placed(self, tie: Tie) -> tuple[str, int] | None:
        """What stands for a mark while the text is rendered, or for a note where it was written, and where that ends;
        None for a mark without a note, which stays as it is."""
        if tie.form == "note text":
            return "", self.ends.get(tie.start, tie.end)
        label = tie.target.casefold()
        if label not in self.by_label:
            return None
        number, count = self.marks.get(label, (len(self.marks) + 1, 0))
        self.marks[label] = number, count + 1
        return f'<a href="{SCHEME}:note:{number}.{count + 1}"></a>', tie.end

    def __iter__(self) -> Iterator[tuple[str, int]]:
        """The words of the notes referred to, each with its offset; a note may refer to further ones."""
        told = 0
        while told < len(self.marks):
            for label in list(self.marks)[told:]:
                note = self.by_label[label]
                told += 1
                yield self.body[note.begin : note.end], note.begin


def _note(mark: tuple[int, int], html: str) -> Note:
    number, count = mark
    before, end = (html.removesuffix("</p>"), "</p>") if html.endswith("</p>") else (html, "")
    return Note(number, Markup(before), Markup(end), tuple(f"note.{number}.{place + 1}" for place in range(count)))


def _linked(html: str, language: str) -> str:
    """The HTML with every mark leading to its note, and called so in the language of the page."""

    def link(mark: re.Match[str]) -> str:
        number, count = mark.groups()
        name = in_words(say("Note {n}", n=number), language)
        anchor = f'id="note.{number}.{count}" href="#note.{number}"'
        return f'<sup class="note"><a {anchor} aria-label="{name}">{number}</a></sup>'

    return _PLACED.sub(link, html)


def plainly_marked(html: str) -> str:
    """HTML with the bare numbers of its notes, for where these stand beside it and have no address."""
    return NOTE_MARK.sub(lambda mark: f"<sup>{_TAGS.sub('', mark[0])}</sup>", html)


def unmarked(html: str) -> Markup:
    """HTML without the marks of notes, for where the notes do not stand."""
    return Markup(NOTE_MARK.sub("", html))
