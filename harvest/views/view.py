"""What a template needs, as values: site and booklet get the same ones, only addresses differ.

Labels are `Label`s (language → text); a template shows them with the filter `label`. `html` is sanitised.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from harvest.problems.problem import Label, Problem

Html = str


@dataclass(frozen=True, slots=True)
class Phase:
    """One of the phases, and whether the card belongs to it."""

    name: str
    label: Label
    active: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A card or page as it is named elsewhere; `key` is what `url` takes.

    `kind` is empty for a page; `kinds_label` names several of it. `stars` counts the filled ones of two; None for
    kinds without confidence. `held_back` tells that no edition shows it, for want of consent.
    """

    key: str
    title: str
    summary: str = ""
    kind: str = ""
    kind_label: Label = field(default_factory=dict)
    kinds_label: Label = field(default_factory=dict)
    sign: str = ""
    colour: str = ""
    stars: int | None = None
    confidence: Label = field(default_factory=dict)
    phases: tuple[Phase, ...] = ()
    draft: bool = False
    held_back: bool = False

    @property
    def id(self) -> str:
        """The key as an anchor in one document."""
        return self.key.replace(":", "-").replace("/", "-").removesuffix(".md")


@dataclass(frozen=True, slots=True)
class Fact:
    """A field of a card as shown; `values` are texts or labels, `address` where it leads outside.

    `names` are the declared names of what was chosen. `told` says that the section it was read from is shown too, so
    that the card's own page need not say it twice.
    """

    name: str
    label: Label
    values: tuple[str | Label, ...]
    address: str = ""
    told: bool = False
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands under one lead-in of a section; `sign` is `plus`, `minus` or empty."""

    name: str
    label: Label
    sign: str
    html: Html


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, in two pieces: the way back to its marks stands before the `end` of its last paragraph.

    `marks` are the anchors of the marks in the text. No heading has such an anchor: theirs hold no point.
    """

    number: int
    before: Html
    end: Html
    marks: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Where its marks lead."""
        return f"note.{self.number}"

    @property
    def html(self) -> Html:
        """What it says."""
        return self.before + self.end


@dataclass(frozen=True, slots=True)
class BodyPart:
    """A section of a card, ready to show. `name` is empty for text before the first heading and for own headings."""

    name: str
    title: str
    anchor: str
    shown_as: str
    html: Html
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Ties:
    """The cards at the other end of one relation, seen from this end.

    `label` names this end, `inverse` the other (empty when symmetric); `line` is the sign of the relation, and
    `incoming` tells whether the card is where the line arrives. `entries` stand kind by kind.
    """

    name: str
    label: Label
    inverse: Label
    line: str
    incoming: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A card or page that names this one in running text, with the sentence: before, the link, after."""

    entry: Entry
    before: str
    link: str
    after: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of a card; `key` is what `url` takes."""

    key: str
    alt: str


@dataclass(frozen=True, slots=True)
class CardView:
    """Everything a card's page shows."""

    entry: Entry
    lead: str
    facts: tuple[Fact, ...]
    parts: tuple[BodyPart, ...]
    ties: tuple[Ties, ...]
    mentions: tuple[Mention, ...]
    breadcrumbs: tuple[Entry, ...]
    previous: Entry | None
    next: Entry | None
    kind_help: Label = field(default_factory=dict)
    summary_shown_as: str = "lead"
    own_spread: bool = False
    aliases: tuple[str, ...] = ()
    picture: Picture | None = None
    checked_on: Label = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    problems: tuple[Problem, ...] = ()

    def part(self, name: str) -> BodyPart | None:
        """The section of this name."""
        return next((part for part in self.parts if part.name == name), None)

    def ends(self, relation: str, *, incoming: bool = False) -> tuple[Entry, ...]:
        """The cards at the other end of a relation that this card names, or that name this card."""
        found = (tie.entries for tie in self.ties if tie.name == relation and tie.incoming == incoming)
        return tuple(entry for entries in found for entry in entries)

    def chosen(self, name: str) -> str:
        """The declared name of what was chosen in this field; empty where nothing was."""
        fact = self.fact(name)
        return fact.names[0] if fact and fact.names else ""

    def said(self, name: str) -> str:
        """A field that is one text; empty where nothing was written."""
        fact = self.fact(name)
        return next((value for value in fact.values if isinstance(value, str)), "") if fact else ""

    def fact(self, name: str) -> Fact | None:
        """The field of this name, when it has a value."""
        return next((fact for fact in self.facts if fact.name == name), None)


@dataclass(frozen=True, slots=True)
class PageView:
    """Everything a page shows; `data` is what its view adds, one of the classes below."""

    entry: Entry
    html: Html
    view: str = ""
    data: object = None
    notes: tuple[Note, ...] = ()
    breadcrumbs: tuple[Entry, ...] = ()
    previous: Entry | None = None
    next: Entry | None = None
    mentions: tuple[Mention, ...] = ()
    problems: tuple[Problem, ...] = ()
