"""Define what one reading of a Markdown text gives: values that can be kept, compared and sent to other processes.

Offsets count characters of the text as its author wrote it. HTML is not sanitised yet; in it every link and picture
that is ours to resolve has the number of its mark as its address, see `slot`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from harvest.source.markdown.slug import slug

SCHEME = "harvest"
"""Of an address that is filled in later. No author can write one that counts: it also holds a key made of the text."""

Form = Literal["wiki", "embed", "link", "image", "unclosed", "note", "tag"]
BlockForm = Literal["paragraph", "bold line", "heading", "list", "code", "quote", "table", "html", "other"]
What = Literal[
    "abbreviation",
    "attributes",
    "block id",
    "bullets in a line",
    "brackets with a bar",
    "cell too many",
    "code never closed",
    "contents",
    "diagram",
    "emoji",
    "escaped brackets",
    "footnote of a word processor",
    "heading by a line",
    "inline note",
    "link in code",
    "link in html",
    "link in two",
    "link turned round",
    "link with a space",
    "lettered list",
    "list of dashes",
    "list of its own",
    "math",
    "no definition",
    "number below text",
    "other bullets",
    "plain note",
    "single brackets",
    "size of a picture",
    "tags",
    "template",
    "title of a note",
    "too deep",
    "too many notes",
    "too wide",
    "unused definition",
]
"""What may be remarked of a text: something that shows otherwise than its author may think."""


class Heading(NamedTuple):
    """A heading: its words, its anchor on the page, and where it stands.

    `own` is the anchor its author gave it, as in `## Kop {#kop}`; `outer` tells that it stands in no list or quotation.
    """

    level: int
    words: str
    anchor: str
    start: int
    end: int
    own: str = ""
    outer: bool = True


class Mark(NamedTuple):
    """Something in running text that points elsewhere, or the opening of a raw tag.

    `target` is what the author wrote as its address or name; of a `note` its label, of a `tag` the name of the tag.
    `caption` are the words it shows; empty for a wiki link that shows its target. `run` is the number of the run of
    words it stands in, `first` and `last` where its own words begin and end there. `note` is the folded label of the
    footnote it stands in; `hidden` tells that it stands in an element of which the sanitiser takes everything away.
    """

    form: Form
    target: str
    caption: str
    start: int
    end: int
    run: int = -1
    first: int = 0
    last: int = 0
    note: str = ""
    hidden: bool = False


class Item(NamedTuple):
    """An item of a list at the outermost level: its words, and where these begin."""

    words: str
    start: int


class Block(NamedTuple):
    """A paragraph, list, table or other block that stands in no other; `words` are what a reader sees of it."""

    form: BlockForm
    start: int
    words: str
    html: str
    items: tuple[Item, ...] = ()


class Footnote(NamedTuple):
    """A footnote: its label, where it begins and ends, and what it says."""

    label: str
    start: int
    end: int
    words: str
    html: str


class Remark(NamedTuple):
    """Something that shows differently from what its author may expect, and the characters it is about."""

    what: What
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Markdown:
    """A text, read. `runs` are the words of each paragraph, cell or heading; `visible` is the text with blanks for
    what its author hides in comments; `key` is the part of its slots that only this text has.
    """

    blocks: tuple[Block, ...] = ()
    headings: tuple[Heading, ...] = ()
    marks: tuple[Mark, ...] = ()
    notes: tuple[Footnote, ...] = ()
    remarks: tuple[Remark, ...] = ()
    runs: tuple[str, ...] = ()
    visible: str = ""
    key: str = ""

    @cached_property
    def notes_by_label(self) -> dict[str, Footnote]:
        """Folded label → the first note that has it."""
        return {note.label.casefold(): note for note in reversed(self.notes)}

    @cached_property
    def notes_read(self) -> frozenset[str]:
        """The folded labels of the notes that something in the text leads to, by way of another note too."""
        leads: dict[str, set[str]] = {}
        for mark in self.marks:
            if mark.form == "note" and not mark.hidden:
                leads.setdefault(mark.note, set()).add(mark.target.casefold())
        read: set[str] = set()
        unread = [""]
        while unread:
            more = leads.get(unread.pop(), set()) & self.notes_by_label.keys() - read
            read |= more
            unread += more
        return frozenset(read)

    def shows(self, mark: Mark) -> bool:
        """Tell whether a page shows the place of this mark."""
        return not mark.hidden and (not mark.note or mark.note in self.notes_read)

    @cached_property
    def shown(self) -> str:
        """The text with blanks for comments and for notes that nothing leads to."""
        read = {id(self.notes_by_label[label]) for label in self.notes_read}
        return blanked(self.visible, [(note.start, note.end) for note in self.notes if id(note) not in read])

    @cached_property
    def by_anchor(self) -> dict[str, Heading]:
        """Anchor → its heading; also by the anchor its author gave it, and by its words where a page has that one."""
        found = {slug(heading.words): heading for heading in reversed(self.headings) if slug(heading.words)}
        found |= {heading.own: heading for heading in reversed(self.headings) if heading.own}
        return {**found, **{heading.anchor: heading for heading in self.headings}}


def blanked(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    """Return the text with blanks in these ranges; line breaks stay."""
    pieces: list[str] = []
    at = 0
    for start, end in sorted(ranges):
        if end > at:
            pieces += (text[at:start], re.sub(r"[^\n]", " ", text[max(start, at) : end]))
            at = end
    return "".join(pieces) + text[at:] if pieces else text


def slot(key: str, number: int | str) -> str:
    """Return the address that stands for a mark in HTML until its own is known."""
    return f"{SCHEME}:{key}.{number}"


def words_of(blocks: Iterator[Block] | tuple[Block, ...]) -> str:
    """Return the words of several blocks, with an empty line between them."""
    return "\n\n".join(block.words for block in blocks if block.words)
