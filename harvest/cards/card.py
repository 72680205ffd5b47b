"""Define cards, with typed values, sections and references, and pages, which have none of these."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from harvest.cards.dates import When
from harvest.kinds.kind import Kind, Status
from harvest.kinds.names import fold
from harvest.problems.problem import Place, Position
from harvest.source.markdown import Block, Heading, read_markdown, words_of
from harvest.source.source import Source
from harvest.source.yaml_nodes import Scalar

Value = str | float | int | bool | date | When | tuple[str, ...] | Mapping[str, str] | tuple[Mapping[str, str], ...]


def fulfils(values: Mapping[str, Value], conditions: Mapping[str, Iterable[str]]) -> bool:
    """Tell whether each field in `conditions` has one of the given values; a field of yes or no has `yes` or `no`."""
    return all(any(word in set(wanted) for word in _words(values.get(name))) for name, wanted in conditions.items())


def _words(value: Value | None) -> tuple[object, ...]:
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    return value if isinstance(value, tuple) else (value,)


@dataclass(frozen=True, slots=True)
class Reference:
    """The name of a card in the data above another one; `written` is the value that holds it, if it is one value.

    `in_line` tells whether it stands behind the name of the relation, and in no list.
    """

    relation: str
    text: str
    place: Place
    written: Scalar | None = None
    in_line: bool = True

    @property
    def end(self) -> Position | None:
        """The position just past the value that holds it; None where that is unknown."""
        return self.written.end if self.written else None


UNREAD = frozenset({"too deep", "too many notes", "too wide"})
"""What is remarked of a text that shows as it was typed, all of it."""


class Part(NamedTuple):
    """A part of the body with its heading.

    `name` is that of the declared section, or None; `start` and `end` are the offsets of its text in the body.
    """

    name: str | None
    title: str
    blocks: tuple[Block, ...]
    start: int
    end: int
    heading: Heading | None = None

    @property
    def words(self) -> str:
        """The text that a reader sees, with an empty line between two blocks."""
        return words_of(self.blocks)


@dataclass(frozen=True)
class Card:
    """A card.

    `values` holds the fields by name, and always the title wherever it comes from; `places` holds the place of each key
    and `value_places` of each value. `misread` holds the fields that the author meant to write but that cannot be read.
    `readable` is False when the data above the card cannot be read: other cards can then link to it, and little else.
    """

    id: str
    kind: Kind
    path: str
    title: str
    status: Status
    source: Source
    values: Mapping[str, Value] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    value_places: Mapping[str, Place] = field(default_factory=dict)
    references: tuple[Reference, ...] = ()
    parts: tuple[Part, ...] = ()
    misread: frozenset[str] = frozenset()
    readable: bool = True

    @cached_property
    def key(self) -> str:
        """The name of the card in edges and addresses."""
        return f"card:{self.id}"

    @property
    def aliases(self) -> tuple[str, ...]:
        """Its other names."""
        aliases = self.values.get("aliases", ())
        return aliases if isinstance(aliases, tuple) else ()  # type: ignore[return-value]

    @property
    def lenient(self) -> bool:
        """Whether its problems of completeness and content are warnings at most: a draft, or a kind without status."""
        return self.status == "draft" or "status" not in self.kind.fields

    @property
    def may_be_named(self) -> bool:
        """Whether it meets the conditions of its kind for publication, such as consent."""
        return fulfils(self.values, self.kind.published_when)

    @property
    def circle_only(self) -> str:
        """The field that keeps it in the circle's edition; empty when none does.

        Such a field says no more than the kind allows the circle alone, or what it says cannot be read. In free text
        capitals make no difference.
        """
        for name, inside in self.kind.circle_only_when.items():
            said = {fold(str(word)) for word in _words(self.values[name])} if name in self.values else set()
            if name in self.misread or (said and said <= set(map(fold, inside))):
                return name
        return ""

    @property
    def silences(self) -> Mapping[str, str]:
        """What it silences: code → reason."""
        silence = self.values.get("silence")
        return silence if isinstance(silence, Mapping) else {}

    def text(self, name: str) -> str:
        """Return the value of a text field; empty without one."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def when(self, name: str) -> When | None:
        """Return the value of a field as a day, month, season or year; None without one."""
        value = self.values.get(name)
        return value if isinstance(value, When) else None

    def list(self, name: str) -> tuple[str, ...]:
        """Return the value of a field as a list of texts; empty without one."""
        value = self.values.get(name)
        if isinstance(value, str):
            return (value,)
        return tuple(v for v in value if isinstance(v, str)) if isinstance(value, tuple) else ()

    def part(self, name: str) -> Part | None:
        """Return the section with this declared name; None without one."""
        return next((part for part in self.parts if part.name == name), None)

    def place(self, name: str | None = None) -> Place:
        """Return the place of a field's key, or the beginning of the file when the field is absent."""
        return self.places.get(name or "") or Place(self.path)

    def value_place(self, name: str) -> Place:
        """Return the place of a field's value, or the beginning of the file when the field is absent."""
        return self.value_places.get(name) or Place(self.path)

    @property
    def data_end(self) -> Place:
        """The place where an author can add a line to the data above the card."""
        return Place(self.path, max(self.source.body_line - 1, 1))

    def part_at(self, offset: int) -> Part | None:
        """Return the part that holds the character at this offset of the body; None without one."""
        index = bisect_right(self.parts, offset, key=lambda part: part.start) - 1
        part = self.parts[index] if index >= 0 else None
        return part if part and offset < part.end else None

    @cached_property
    def swallowed(self) -> frozenset[str]:
        """The sections that stand in code which never closes, the one it begins in included; and all of them in a text
        that could not be read. Nobody knows what they hold."""
        found: set[str | None] = set()
        for remark in self.source.markdown.remarks:
            if remark.what in UNREAD:
                return frozenset(self.kind.sections)
            if remark.what == "code never closed":
                part = self.part_at(remark.start)
                headings = read_markdown(self.source.body[remark.end :]).headings
                found |= {part and part.name, *(self.kind.headings.get(heading_name(h.words)) for h in headings)}
        return frozenset(name for name in found if name)

    def meant(self, name: str) -> bool:
        """Tell whether the author wrote this field or relation, readably or not."""
        return name in self.values or name in self.misread or any(r.relation == name for r in self.references)


@dataclass(frozen=True, slots=True)
class Page:
    """A Markdown file that is no card; `view` names the view that it shows under its own text.

    `status` is what the page says itself, or else None; `status_misread` tells that nobody understands what it says.
    `named` tells whether the settings count it among what may be seen, for which see `Corpus.status_of`. `rule` is its
    own rule, or empty, and `rule_misread` tells the same of it as of the status.
    """

    path: str
    title: str
    source: Source
    summary: str = ""
    view: str | None = None
    readable: bool = True
    status: Status | None = None
    status_misread: bool = False
    named: bool = True
    rule: str = ""
    rule_misread: bool = False

    @property
    def key(self) -> str:
        """The name of the page in edges and addresses."""
        return f"page:{self.path}"


INDEX = ("index", "README")
"""The names that MkDocs accepts, spelt exactly so, for the file that is the page of its folder."""


def is_index(path: str) -> bool:
    """Tell whether this file has the address of its folder."""
    return path.rpartition("/")[2].rpartition(".")[0] in INDEX


def card_id(path: str) -> str:
    """Return the id of the card in this file: the file's name without `.md`, or for an index that of its folder."""
    folder, _, name = path.rpartition("/")
    if folder and is_index(path):
        return folder.rpartition("/")[2]
    return name.rpartition(".")[0] or name


def split_parts(source: Source, kind: Kind) -> tuple[Part, ...]:
    """Split the body into parts: the text before the first heading, then each section with its text.

    A heading of level two begins a section. One of level one or three does so too when it names a declared section
    that no heading of level two names.
    """
    named = [(heading, kind.headings.get(heading_name(heading.words))) for heading in source.headings]
    taken = {declared for heading, declared in named if heading.level == 2}
    heads = []
    for heading, declared in named:
        if heading.level != 2:
            if declared is None or heading.level > 3 or declared in taken:
                continue
            taken.add(declared)
        heads.append((heading, declared))
    blocks, whole = source.markdown.blocks, len(source.body)
    cuts = [bisect_left(blocks, heading.start, key=_start) for heading, _ in heads] + [len(blocks)]
    parts = [Part(None, "", blocks[: cuts[0]], 0, heads[0][0].start if heads else whole)]
    for index, (heading, declared) in enumerate(heads):
        end = heads[index + 1][0].start if index + 1 < len(heads) else whole
        inside = blocks[cuts[index] + 1 : cuts[index + 1]]
        parts.append(Part(declared, heading.words, inside, heading.end, end, heading))
    return tuple(parts)


def _start(block: Block) -> int:
    return block.start


_NUMBER = re.compile(r"^\W*(?:(?:(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxIVX]{2,4})[.):]|\d{1,3}(?:\.\d{1,3})+)\s+)?")
_DECORATION = re.compile(r"(?<!\s)\s*\((?:optional|optioneel|facultatief)\)\s*$", re.IGNORECASE)


@lru_cache(maxsize=4096)
def heading_name(text: str) -> str:
    """Return the words of a heading folded for comparison, without a number or sign before them, or
    «(optional)» behind them."""
    return fold(_NUMBER.sub("", _DECORATION.sub("", text)).strip("*_ :.¶#"))


_FIRST_SENTENCE = re.compile(r"(.+?[.!?…][\"'”’)]?)(?=\s+[A-ZÀ-ÖØ-Þ‘“\"'(0-9]|\s*$)", re.DOTALL)


def first_sentence(text: str) -> str:
    """Return the first sentence of running text."""
    paragraph = next((block for block in re.split(r"\n\s*\n", text.strip()) if block.strip()), "")
    line = " ".join(paragraph.split())
    match = _FIRST_SENTENCE.match(line)
    return match[1] if match else line
