"""A card: source + kind → typed values, sections and references, or problems."""

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
from harvest.source.markdown import Block, Heading, words_of
from harvest.source.source import Source
from harvest.source.yaml_nodes import Scalar

Value = str | float | int | bool | date | When | tuple[str, ...] | Mapping[str, str] | tuple[Mapping[str, str], ...]


def fulfils(values: Mapping[str, Value], conditions: Mapping[str, Iterable[str]]) -> bool:
    """Whether each of these fields has one of these values; `yes` and `no` are those of a field of yes or no."""
    return all(any(word in set(wanted) for word in _words(values.get(name))) for name, wanted in conditions.items())


def _words(value: Value | None) -> tuple[object, ...]:
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    return value if isinstance(value, tuple) else (value,)


@dataclass(frozen=True, slots=True)
class Reference:
    """A card as named in the data above another one; `written` is the value it is named in, where that is one."""

    relation: str
    text: str
    place: Place
    written: Scalar | None = None

    @property
    def end(self) -> Position | None:
        """Where what is written there ends, where that is known."""
        return self.written.end if self.written else None


class Part(NamedTuple):
    """A headed part of the body. `name` is the declared section, or None; `start` and `end` are where its text does."""

    name: str | None
    title: str
    blocks: tuple[Block, ...]
    start: int
    end: int
    heading: Heading | None = None

    @property
    def words(self) -> str:
        """What a reader sees of it, an empty line between two blocks."""
        return words_of(self.blocks)


@dataclass(frozen=True)
class Card:
    """One card.

    `values` holds the fields by name, the title wherever it comes from among them; `places` where each key stands and
    `value_places` what follows it. `misread` are the fields somebody meant to write but that cannot be read.
    `readable` is False when the data above the card could not be read: it then claims its name and little else.
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
        """What edges and addresses know it by."""
        return f"card:{self.id}"

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other names it goes by."""
        aliases = self.values.get("aliases", ())
        return aliases if isinstance(aliases, tuple) else ()  # type: ignore[return-value]

    @property
    def lenient(self) -> bool:
        """Whether its problems of completeness and content are warnings at most: a draft, or a kind without status."""
        return self.status == "draft" or "status" not in self.kind.fields

    @property
    def may_be_named(self) -> bool:
        """Whether nothing that its kind asks stands in the way of publishing it, such as consent."""
        return fulfils(self.values, self.kind.published_when)

    def text(self, name: str) -> str:
        """A field as text, empty when it has none."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def when(self, name: str) -> When | None:
        """A field as a day, month, season or year; None when it has none."""
        value = self.values.get(name)
        return value if isinstance(value, When) else None

    def list(self, name: str) -> tuple[str, ...]:
        """A field as a list of texts, empty when it has none."""
        value = self.values.get(name)
        if isinstance(value, str):
            return (value,)
        return tuple(v for v in value if isinstance(v, str)) if isinstance(value, tuple) else ()

    def part(self, name: str) -> Part | None:
        """The section of this declared name."""
        return next((part for part in self.parts if part.name == name), None)

    def place(self, name: str | None = None) -> Place:
        """Where a field stands; where it is absent, where the file begins."""
        return self.places.get(name or "") or Place(self.path)

    def value_place(self, name: str) -> Place:
        """Where the value of a field stands; where it is absent, where the file begins."""
        return self.value_places.get(name) or Place(self.path)

    @property
    def data_end(self) -> Place:
        """Where something could be added to the data above the card."""
        return Place(self.path, max(self.source.body_line - 1, 1))

    def part_at(self, offset: int) -> Part | None:
        """The part that holds a character of the body."""
        index = bisect_right(self.parts, offset, key=lambda part: part.start) - 1
        part = self.parts[index] if index >= 0 else None
        return part if part and offset < part.end else None

    def meant(self, name: str) -> bool:
        """Whether somebody wrote this field or relation, readably or not."""
        return name in self.values or name in self.misread or any(r.relation == name for r in self.references)


@dataclass(frozen=True, slots=True)
class Page:
    """A Markdown file that is no card; `view` names what it shows under its own text."""

    path: str
    title: str
    source: Source
    summary: str = ""
    view: str | None = None
    readable: bool = True

    @property
    def key(self) -> str:
        """What edges and addresses know it by."""
        return f"page:{self.path}"


INDEX = ("index", "README")
"""What MkDocs calls the file that is its folder's page; it takes no other spelling for one."""


def is_index(path: str) -> bool:
    """Return whether this file has the address of its folder."""
    return path.rpartition("/")[2].rpartition(".")[0] in INDEX


def card_id(path: str) -> str:
    """The id of the card in this file: its name without `.md`, or that of the folder whose index it is."""
    folder, _, name = path.rpartition("/")
    if folder and is_index(path):
        return folder.rpartition("/")[2]
    return name.rpartition(".")[0] or name


def split_parts(source: Source, kind: Kind) -> tuple[Part, ...]:
    """The body as parts: what stands before the first heading, then each section with its text.

    A section is headed at level two; at level one or three too when its words are those of a declared section that no
    heading of level two has.
    """
    named = [(heading, kind.headings.get(heading_name(heading.words))) for heading in source.headings]
    taken = {declared for heading, declared in named if heading.level == 2}
    found = []
    for heading, declared in named:
        if heading.level != 2:
            if declared is None or heading.level > 3 or declared in taken:
                continue
            taken.add(declared)
        found.append((heading, declared))
    blocks, whole = source.markdown.blocks, len(source.body)
    cuts = [bisect_left(blocks, heading.start, key=_start) for heading, _ in found] + [len(blocks)]
    parts = [Part(None, "", blocks[: cuts[0]], 0, found[0][0].start if found else whole)]
    for index, (heading, declared) in enumerate(found):
        end = found[index + 1][0].start if index + 1 < len(found) else whole
        inside = blocks[cuts[index] + 1 : cuts[index + 1]]
        parts.append(Part(declared, heading.words, inside, heading.end, end, heading))
    return tuple(parts)


def _start(block: Block) -> int:
    return block.start


_NUMBER = re.compile(r"^\s*(?:\d{1,3}|[A-Za-z])[.)]\s+")
_DECORATION = re.compile(r"\s*\((?:optional|optioneel|facultatief)\)\s*$", re.IGNORECASE)


@lru_cache(maxsize=4096)
def heading_name(text: str) -> str:
    """The words of a heading as compared with declared ones: without a number before or «(optional)» behind them."""
    return fold(_NUMBER.sub("", _DECORATION.sub("", text)).strip("*_ :"))


_FIRST_SENTENCE = re.compile(r"(.+?[.!?…][\"'”’)]?)(?=\s+[A-ZÀ-ÖØ-Þ‘“\"'(0-9]|\s*$)", re.DOTALL)


def first_sentence(text: str) -> str:
    """The first sentence of running text."""
    paragraph = next((block for block in re.split(r"\n\s*\n", text.strip()) if block.strip()), "")
    line = " ".join(paragraph.split())
    found = _FIRST_SENTENCE.match(line)
    return found[1] if found else line
