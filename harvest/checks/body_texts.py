"""Walk over the texts below the data of a card or page, as its readers see them.

Marks of markup, comments and what else no reader sees are taken out, so that a name cut by them is whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from harvest.checks.naming import ATTRIBUTE, TAG
from harvest.checks.seen import NOTHING_SEEN, as_seen
from harvest.checks.shown import ShownText, shown_text, standing, without_marks
from harvest.corpus import Corpus
from harvest.links.directory import Node
from harvest.links.resolve import led_to
from harvest.problems.problem import Place
from harvest.source.markdown import Block, Mark

if TYPE_CHECKING:  # whoever has no list need not wait for what finds names
    from harvest.privacy.finding.find import Setting

_TARGET = re.compile(r"\]\([ \t]*(?:<[^<>\n]*>|[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)|\]\[[^\[\]\n]*\]\Z")
_WIKI = re.compile(r"!?\[\[(?:[^\[\]|\n]*\|)?")
_TITLE = re.compile(r"[ \t\n]++[\"'(](.*)[\"')][ \t]*+\)", re.DOTALL)
_ITEM = re.compile(r"^[ \t]*(?:[-+*•]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?", re.MULTILINE)
_LINE = re.compile(r"\n")
_CELL = re.compile(r"(?<!\\)\|")
_PARTS = re.compile(r"\n[ \t]*\n")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_LABEL = re.compile(r"\[\^[^\[\]\n]*\]:[ \t]*")
_WORDS = re.compile(r"\w+")


def texts_of_body(corpus: Corpus, node: Node) -> Iterator[ShownText]:
    """Yield the texts of the body block by block, then those beside the running text: captions, addresses, code."""
    return _Body(corpus, node).texts()


class _Body:
    """Yields the texts below the data of a card or page."""

    def __init__(self, corpus: Corpus, node: Node) -> None:
        self.corpus, self.node = corpus, node
        self.source, self.markdown = node.source, node.source.markdown
        self.typed = self.markdown.shown
        self.beside: list[ShownText] = []
        """What stands beside the running text: captions, addresses, titles, code."""

    def texts(self) -> Iterator[ShownText]:
        """Yield the texts of the body, block by block, then those beside them."""
        seen = self._seen()
        blocks = sorted(self.markdown.blocks, key=lambda block: block.start)
        # Above the first there may be notes, which are no blocks.
        blocks = [*([Block("other", 0, "", "")] if not blocks or blocks[0].start else []), *blocks]
        for block, (start, end) in zip(blocks, pairwise([*(block.start for block in blocks), len(seen)]), strict=True):
            whole = _without_filling(seen[start:end])
            if not whole and not block.words:
                continue
            pieces = list(self._pieces(block.form, seen, start, end))
            yield from pieces
            words = _WORDS.findall(block.words)
            if "".join(words) != "".join(_WORDS.findall(whole)) and not {*words} <= {*_WORDS.findall(whole)}:
                setting = pieces[0].setting if pieces else standing(block.words)
                yield ShownText(self.node.path, block.words, setting, self._from(start, fixed=True), len(pieces))
        yield from self.beside
        yield from self._attributes()

    def _pieces(self, form: str, seen: str, start: int, end: int) -> Iterator[ShownText]:
        """Yield the texts of a block; notes in it stand by themselves."""
        notes = [note for note in self.markdown.notes if start <= note.start < end]
        at = start
        for note in sorted(notes, key=lambda note: note.start):
            if note.start >= at:
                yield from self._of_form(form, seen, at, note.start)
                at = min(note.end, end)
                yield from self._of_form("paragraph", seen, note.start, at)
        yield from self._of_form(form, seen, at, end)

    def _of_form(self, form: str, seen: str, start: int, end: int) -> Iterator[ShownText]:
        if form == "list":
            for first, last in _between(_ITEM, seen, start, end):
                yield from self._text(seen, first, last)
        elif form == "table":
            for first, last in _between(_LINE, seen, start, end):
                yield from self._row(seen, first, last)
        elif form == "html":
            for first, last in _between(_PARTS, seen, start, end):
                yield from self._text(seen, first, last)
        elif form == "code":
            yield from self._text(seen, start, end, "code")
        elif form in ("heading", "bold line"):
            yield from self._text(seen, start, end, "words" if form == "heading" else None)
        else:
            yield from self._text(seen, start, end, "prose")

    def _row(self, seen: str, start: int, end: int) -> Iterator[ShownText]:
        """Yield the cells of a row, then all of it, since a name may be divided over them."""
        cells = [
            text for first, last in _between(_CELL, seen, start, end) for text in self._text(seen, first, last, "code")
        ]
        yield from cells
        if len(cells) > 1:
            row = " " * start + _CELL.sub(" ", seen[start:end])
            yield from (text._replace(repeats=len(cells)) for text in self._text(row, start, end, "code"))

    def _text(self, seen: str, start: int, end: int, setting: Setting | None = None) -> Iterator[ShownText]:
        """Yield the text between two offsets without what nobody sees, if a letter or digit is left."""
        piece = seen[start:end]
        if _WORDS.search(piece):
            text = shown_text(self.node.path, piece, "prose", self._from(start))
            yield text._replace(setting=setting or standing(text.text.strip()))

    def _from(self, start: int, *, fixed: bool = False) -> Callable[[int], Place]:
        source = self.source  # a place that knew the corpus would keep it alive, and the corpus keeps the texts
        return lambda offset: source.place(start + (0 if fixed else offset))

    def _beside(self, text: str, setting: Setting, start: int, *, fixed: bool = False) -> None:
        if text.strip():
            self.beside.append(ShownText(self.node.path, text, setting, self._from(start, fixed=fixed)))

    def _seen(self) -> str:
        """Return the text as a reader sees it, with what nobody sees filled up; what stands beside it is kept."""
        ranges = [*_comments(self.source.body, self.typed)]
        for mark in sorted(self.markdown.marks, key=lambda mark: (mark.start, -mark.end)):
            ranges += self._of_mark(mark)
        for heading in self.markdown.headings:
            self._beside(heading.own, "code", heading.start, fixed=True)
        for note in self.markdown.notes:
            if label := _LABEL.match(self.typed, note.start):
                ranges.append(label.span())
        for code in _CODE.finditer(self.typed) if "`" in self.typed else ():
            if not code[2].startswith("\n"):  # a block of code stands by itself
                self._beside(code[2], "code", code.start(2))
        return without_marks(_filled(self.typed, ranges))

    def _of_mark(self, mark: Mark) -> Iterator[tuple[int, int]]:
        """Yield the ranges of a link or picture that no reader sees, and keep what is not in the running text."""
        if mark.form == "note":
            yield mark.start, mark.end
        if mark.form not in ("link", "image", "embed", "wiki") or not self.markdown.shows(mark):
            return
        elsewhere = led_to(self.corpus.directory, self.node, mark).way != "node"
        written = self.typed[mark.start : mark.end]
        if elsewhere and (mark.form != "wiki" or mark.caption):
            # Of the address of a card or page its own file is told.
            self._beside(mark.target, "words" if mark.form == "wiki" else "code", mark.start, fixed=True)
        if mark.form == "embed":
            self._beside(mark.caption, standing(mark.caption), mark.start, fixed=True)
            yield mark.start, mark.end
        elif mark.form == "wiki":
            if opening := _WIKI.match(written):
                yield mark.start, mark.start + opening.end()
                yield mark.end - 2, mark.end
        elif written.startswith(("[", "![")):
            opens = mark.start + (1 if mark.form == "link" else 2)
            targets = list(_TARGET.finditer(written))
            target = targets[-1] if targets else None
            closes = mark.start + target.start() if target else mark.end - 1
            if target and (title := _TITLE.fullmatch(written[target.end() :])):
                self._beside(title[1], standing(title[1]), mark.start + target.end() + title.start(1))
            if mark.form == "image":
                words = self.typed[opens:closes]
                self._beside(as_seen(words), standing(words), opens)
                yield mark.start, mark.end
            else:
                yield mark.start, opens
                yield closes, mark.end

    def _attributes(self) -> Iterator[ShownText]:
        """Yield what raw tags say in attributes that pages show or follow."""
        for tag in TAG.finditer(self.typed) if "<" in self.typed else ():
            for words in ATTRIBUTE.finditer(tag[0]):
                value = words[words.lastindex or 0]
                setting: Setting = "code" if words["name"].lower() in ("href", "src") else standing(value)
                start = tag.start() + words.start(words.lastindex or 0)
                yield ShownText(self.node.path, as_seen(value), setting, self._from(start))


def _between(parting: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each piece of a text between the matches of a pattern."""
    for match in parting.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def _without_filling(text: str) -> str:
    return text.replace(NOTHING_SEEN, "")


def _filled(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    """Return the text with invisible letters in these ranges."""
    pieces: list[str] = []
    at = 0
    for start, end in sorted(ranges):
        if end > at:
            start = max(start, at)
            pieces += (text[at:start], NOTHING_SEEN * (end - start))
            at = end
    return "".join(pieces) + text[at:] if pieces else text


def _comments(body: str, typed: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of a body that its author hides, of which blanks are left in `typed`."""
    if body == typed or len(body) != len(typed):
        return
    start = -1
    for at, (one, other) in enumerate(zip(body, typed, strict=True)):
        if one != other and start < 0:
            start = at
        elif one == other and start >= 0 and not one.isspace():
            yield start, len(body[:at].rstrip())
            start = -1
    if start >= 0:
        yield start, len(body.rstrip())
