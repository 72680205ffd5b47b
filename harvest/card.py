"""A card: source + kind → typed values, sections and references, or problems."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath

from harvest.kind import Kind, Status, fold
from harvest.problem import Place
from harvest.source import Heading, Source, headings

Value = str | float | int | bool | date | tuple[str, ...] | Mapping[str, str] | tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A card as named in the data above another one; `listed` are the neighbours it was written beside."""

    relation: str
    text: str
    place: Place
    listed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A headed part of the body. `name` is the declared section, or None; offsets are those of its text in the body."""

    name: str | None
    title: str
    text: str
    start: int
    heading: Heading | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One card. `values` holds the fields by name, `places` where each key stands; `readable` is False when the
    data above it could not be read: it then claims its name and little else."""

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
    readable: bool = True

    @property
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

    def text(self, name: str) -> str:
        """A field as text, empty when it has none."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

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
        """Where a field stands; where it is absent, where the data begin."""
        if name is not None and name in self.places:
            return self.places[name]
        return Place(self.path)


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


def card_id(path: str) -> str:
    """The id of the card in this file: its name without `.md`."""
    return PurePosixPath(path).stem


def split_parts(source: Source, kind: Kind) -> tuple[Part, ...]:
    """The body as parts: what stands before the first heading, then each section with its text.

    A section is headed at level two; at another level too when its words are those of a declared section.
    """
    found = []
    for heading in headings(source):
        declared = kind.headings.get(heading_name(heading.text))
        if heading.level == 2 or (
            declared and heading.level <= 3 and not any(d == declared for _, d in found)
        ):
            found.append((heading, declared))
    body = source.body
    first = found[0][0].start if found else len(body)
    parts = [Part(None, "", body[:first], 0)]
    for index, (heading, declared) in enumerate(found):
        end = found[index + 1][0].start if index + 1 < len(found) else len(body)
        parts.append(Part(declared, heading.text, body[heading.end : end], heading.end, heading))
    return tuple(parts)


_DECORATION = re.compile(r"\s*\((?:optional|optioneel|facultatief)\)\s*$", re.IGNORECASE)


def heading_name(text: str) -> str:
    """The words of a heading as compared with declared ones: without emphasis and «(optional)»."""
    return fold(_DECORATION.sub("", text).strip("*_ :"))


_FIRST_SENTENCE = re.compile(r"(.+?[.!?…][\"'”’)]?)(?=\s+[A-ZÀ-ÖØ-Þ‘“\"'(0-9]|\s*$)", re.DOTALL)


def first_sentence(text: str) -> str:
    """The first sentence of running text."""
    paragraph = next((block for block in re.split(r"\n\s*\n", text.strip()) if block.strip()), "")
    line = " ".join(paragraph.split())
    found = _FIRST_SENTENCE.match(line)
    return found[1] if found else line
