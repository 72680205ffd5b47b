"""Collect what one reading of a text finds while it walks the tree."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import cached_property

from comrak import AstNode

from harvest.source.markdown import raw_html, rewrite
from harvest.source.markdown.places import Change, Places
from harvest.source.markdown.values import Block, Footnote, Form, Heading, Mark, Markdown, Remark, What, blanked

_COMMENT = re.compile("<!--|%%|<!(?:-|–|—)(?!-)")
"""How a comment begins, and what becomes of that in a word processor."""
_EMPTY = re.compile("<!--(?=-?>)|%%%%+")
_LABEL = re.compile(r"\[([^\[\]\n]+)\]")
_DEFINED = re.compile(r"^(?:[ \t>*+-]|\d{1,9}[.)])*\[([^\[\]\n]+)\]:", re.MULTILINE)
_PERCENTAGE = re.compile(r"\d[ \t\u00a0\u202f]?\Z")
_DEFINES = re.compile(r"\[(?:[^\[\]\\]|\\.){1,999}+\]:")
_NO_MARK = Mark("tag", "", "", 0, 0)


class Reading:
    """One reading of one text. `changes` are those the text needs before it can be read as it was meant."""

    def __init__(self, places: Places, key: str) -> None:
        self.places, self.key = places, key
        self.text = places.text
        self.blocks: list[Block] = []
        self.headings: list[Heading] = []
        self.marks: list[Mark] = []
        self.notes: list[Footnote] = []
        self.remarks: list[Remark] = []
        self.runs: list[str] = []
        self.changes: list[Change] = []
        self.hidden = raw_html.Hidden()
        self.words: list[str] = []  # of the run that is being read
        self.length = 0  # of these words
        self.block: list[str] = []  # the runs of the block that is being read
        self._leaf_node: AstNode | None = None
        self._leaf_span: tuple[int, int] | None = None
        self._bars = self._lines = 0
        self._defines = "]:" in self.text
        self._seen: dict[str, int] = {}
        self._code_ranges: list[tuple[int, int]] = []
        self._unseen: list[tuple[int, int]] = []  # what authors hide in comments
        self._depth = 0
        self.rare = True  # whether the text holds more that is remarked than brackets
        self.list_remarked = False  # whether a list with signs that only we know is remarked, which once is enough
        self.note = ""  # the folded label of the note that is being read

    def result(self, written: str) -> Markdown:
        """Return everything found, with places in the author's text."""
        runs = tuple(self.runs)
        if self.places.before is None and not self._unseen:
            found = tuple(self.blocks), tuple(self.headings), tuple(self.marks), tuple(self.notes)
            return Markdown(*found, tuple(self.remarks), runs, written, self.key)
        at = self.places.written
        visible = blanked(written, [*((at(start), at(end)) for start, end in self._unseen), *self.places.taken_out()])
        return Markdown(
            tuple(b._replace(start=at(b.start)) for b in self.blocks),
            tuple(h._replace(start=at(h.start), end=self.places.written_end(h)) for h in self.headings),
            tuple(m._replace(start=at(m.start), end=self.places.written_end(m)) for m in self.marks),
            tuple(n._replace(start=at(n.start), end=self.places.written_end(n)) for n in self.notes),
            tuple(r._replace(start=at(r.start), end=self.places.written_end(r)) for r in self.remarks),
            runs,
            visible,
            self.key,
        )

    def span(self, node: AstNode) -> tuple[int, int]:
        """Return where a node begins and ends in the parsed text."""
        place = node.sourcepos
        start, end = place.start, place.end
        return self.places.offset(start.line, start.column), self.places.offset(end.line, end.column + 1)

    @property
    def leaf_node(self) -> AstNode | None:
        """The paragraph, cell or heading that is being read."""
        return self._leaf_node

    @leaf_node.setter
    def leaf_node(self, node: AstNode) -> None:
        self._leaf_node, self._leaf_span = node, None

    @property
    def leaf(self) -> tuple[int, int]:
        """Where that begins and ends."""
        if self._leaf_span is None:
            start, end = self.span(self._leaf_node) if self._leaf_node is not None else (0, 0)
            if self._leaf_node is not None and (children := self._leaf_node.children):
                end = max(end, self.span(children[-1])[1])  # of a word that is explained the parser gives no more
            self._leaf_span = start, end
            self._bars = self.text.count("\\|", start, end) if "|" in self.text else 0
            self._lines = self.defining(self._leaf_node, start) if self._defines else 0
        return self._leaf_span

    def defining(self, leaf: AstNode | None, start: int) -> int:
        """How many lines at the beginning of a paragraph say where links lead: the parser places what follows so much
        too high."""
        children = leaf.children if leaf is not None and _DEFINES.match(self.text, start) else []
        return leaf.sourcepos.end.line - children[-1].sourcepos.end.line if leaf and children else 0

    def inside(self, node: AstNode) -> tuple[int, int]:
        """Return where a node in running text begins and ends, as far as the parser knows."""
        if self._defines:
            self.leaf  # noqa: B018  counts the lines
        place, more = node.sourcepos, self._lines
        start, end = place.start, place.end
        return self.places.offset(start.line + more, start.column), self.places.offset(end.line + more, end.column + 1)

    @cached_property
    def labels(self) -> frozenset[str]:
        """What stands in square brackets, folded, more often than an address is defined for it."""
        text = self.text.casefold()
        return frozenset(Counter(_LABEL.findall(text)) - Counter(_DEFINED.findall(text)))

    @property
    def bars(self) -> int:
        """How many bars are escaped in it, as they must be in a cell of a table."""
        self.leaf  # noqa: B018  counts them
        return self._bars

    def comment(self, start: int, end: int) -> None:
        """Note a comment of the author's, which no reader sees.

        What looks like an empty one opens one that closes further on: `<!-->`, and a row of percent signs.
        """
        found = _EMPTY.match(self.text, start)
        whole = rewrite.comment(self.text, start, found[0]) if found else None
        if whole and "<!--" not in self.text[start + 4 : start + whole.length]:
            self.changes.append(whole)
        self._unseen.append((start, end))

    # What is read

    def say(self, words: str) -> None:
        """Add words to the run that is being read, unless the sanitiser takes them away."""
        if words and not self.hidden.name:
            self.words.append(words)
            self.length += len(words)

    def begin_run(self) -> None:
        """Begin a run of words; nothing is quoted across two of these."""
        self.words, self.length = [], 0
        self.runs.append("")

    def end_run(self) -> str:
        """End the run, and count it to its block."""
        words = "".join(self.words)
        self.runs[-1] = words
        self.block.append(words)
        return words

    @property
    def run(self) -> int:
        """The number of the run that is being read."""
        return len(self.runs) - 1

    def remark(self, what: What, start: int, end: int, text: str = "") -> None:
        """Note something that shows differently from what its author may expect."""
        self.remarks.append(Remark(what, text, start, end))

    def open_mark(self) -> tuple[int, int, int]:
        """Reserve the number of a mark that begins here. Return it, and where the words of the mark begin."""
        self.marks.append(_NO_MARK)
        return len(self.marks) - 1, self.length, len(self.words)

    def close_mark(
        self, opened: tuple[int, int, int], form: Form, target: str, place: tuple[int, int], caption: str | None = None
    ) -> Mark:
        """Note a mark whose words end here. Pass `caption` where it shows other words than were read."""
        number, first, before = opened
        words = "".join(self.words[before:]) if caption is None else caption
        run = self.run, first, self.length
        mark = Mark(form, target, " ".join(words.split()), *place, *run, self.note, bool(self.hidden.name))
        self.marks[number] = mark
        return mark

    def add(self, form: Form, target: str, caption: str, start: int, end: int) -> None:
        """Note a mark without words of its own."""
        at = self.run, self.length, self.length
        self.marks.append(Mark(form, target, caption, start, end, *at, self.note, bool(self.hidden.name)))

    def hidden_no_longer(self) -> None:
        """End what is hidden, as a next part does; an element that its author hides and does not end is told."""
        name, place = self.hidden.name, self.hidden.place
        self.hidden = raw_html.Hidden()
        if place is not None:
            self.add("tag", f"/{name}", "", *place)

    def code(self, start: int, end: int) -> None:
        """Note code, in which nothing is a comment."""
        self._code_ranges.append((start, end))

    def comments_left(self) -> None:
        """Find the comments that the parser took for text, such as one that opens in a paragraph and closes further
        down. One that never closes is told: everybody would read it.

        A `%%` behind a number is a percentage when it is the only one. Of two nobody can tell whether they are
        percentages or the ends of a comment, so the first is told, unless another `%%` is.
        """
        text = self.text
        known = sorted([*self._code_ranges, *self._unseen])
        firsts = [first for first, _ in known]
        code = sorted(self._code_ranges)
        last = {"<!--": text.rfind("-->"), "%%": text.rfind("%%")}
        at, told = 0, False
        percentages: list[int] = []
        while match := _COMMENT.search(text, at):
            start, at = match.span()
            index = bisect_right(firsts, start) - 1
            if index >= 0 and start < known[index][1]:
                at = max(at, known[index][1])
            elif self._escaped(start):
                if self.places.inserted(start - 1):
                    self.marks.append(Mark("tag", match[0], "", start, at))
                    told = told or match[0] == "%%"
            elif match[0] == "%%" and _PERCENTAGE.search(text, max(start - 2, 0), start):
                percentages.append(start)
            elif start < last.get(match[0], -1) and (change := rewrite.comment(text, start, match[0], code)):
                self.changes.append(change)
                at = start + change.length
                # The parser did not know that this one ends here, so it may have begun the next ones there.
                known, firsts = code, [first for first, _ in code]
            else:
                self.marks.append(Mark("tag", match[0].lstrip("<"), "", start, at))
                told = told or match[0] == "%%"
        if len(percentages) > 1 and not told:
            self.marks.append(Mark("tag", "%%", "", percentages[0], percentages[0] + 2))

    def _escaped(self, offset: int) -> bool:
        """Tell whether a backslash escapes what stands here; two backslashes show one."""
        first = offset
        while first and self.text[first - 1] == "\\":
            first -= 1
        return (offset - first) % 2 == 1
