"""Define the values that templates show; site and booklet get the same ones, and only addresses differ.

Labels are `Label`s (language → text); a template shows them with the filter `label`. `html` is sanitised.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from harvest.problems.problem import Label, Problem

Html = str
_DIVIDES = re.compile(r"""[\s"'\\~]""")


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase, and whether the card belongs to it."""

    name: str
    label: Label
    active: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """What other pages show of a card or page; `key` is the argument of `url`.

    `kind` is empty for a page; `kinds_label` is the plural of `kind_label`. `stars` counts the filled ones of two; None
    for kinds without confidence. In a preview `held_back` tells that no edition shows the card, for want of consent,
    and `circle_only` that none but the circle's does, whatever its status.
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
    circle_only: bool = False

    @property
    def id(self) -> str:
        """The key as an anchor in a document, without what divides or ends a name in HTML and in styles."""
        plain = self.key.replace(":", "-").replace("/", "-").removesuffix(".md")
        return _DIVIDES.sub(lambda sign: f"~{ord(sign[0]):x}~", plain)


@dataclass(frozen=True, slots=True)
class Fact:
    """A field of a card as pages show it; `values` are texts or labels, `address` is that of an outside link.

    `names` are the declared names of the choices. `told` tells that the page also shows the section that the field
    comes from, so it need not show the field.
    """

    name: str
    label: Label
    values: tuple[str | Label, ...]
    address: str = ""
    told: bool = False
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """The text under one lead-in of a section; `sign` is `plus`, `minus` or empty."""

    name: str
    label: Label
    sign: str
    html: Html


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote in two pieces, so that a template can put the links back to its marks before the last `</p>` (`end`).

    `marks` are the anchors of the marks in the text. They hold a point, which no anchor of a heading does.
    """

    number: int
    before: Html
    end: Html
    marks: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """The anchor that its marks lead to."""
        return f"note.{self.number}"

    @property
    def html(self) -> Html:
        """The whole text of the note."""
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
    """A relation of a card, with the cards at its other end.

    `label` names the relation from this end, `inverse` from the other (empty when symmetric); `line` is its sign, and
    `incoming` tells that the edges end at this card. `entries` are sorted by kind.
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
    """The picture of a card; `key` is the argument of `url`."""

    key: str
    alt: str


@dataclass(frozen=True, slots=True)
class CardView:
    """Everything that the page of a card shows."""

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
    planned: frozenset[str] = frozenset()
    """The keys of the meetings that lie ahead of this edition, of a question that is to come up or come back there."""
    problems: tuple[Problem, ...] = ()

    def part(self, name: str) -> BodyPart | None:
        """Return the section with this name; None without one."""
        return next((part for part in self.parts if part.name == name), None)

    def ends(self, relation: str, *, incoming: bool = False) -> tuple[Entry, ...]:
        """Return the cards that this card names in a relation, or with `incoming` those that name this card."""
        groups = (tie.entries for tie in self.ties if tie.name == relation and tie.incoming == incoming)
        return tuple(entry for entries in groups for entry in entries)

    def chosen(self, name: str) -> str:
        """Return the declared name of the (first) choice in a field; empty without one."""
        fact = self.fact(name)
        return fact.names[0] if fact and fact.names else ""

    def said(self, name: str) -> str:
        """Return the text of a field; empty without one."""
        fact = self.fact(name)
        return next((value for value in fact.values if isinstance(value, str)), "") if fact else ""

    def fact(self, name: str) -> Fact | None:
        """Return the field with this name; None when it has no value."""
        return next((fact for fact in self.facts if fact.name == name), None)


@dataclass(frozen=True, slots=True)
class PageView:
    """Everything that a page shows; `data` is what its view adds, a dataclass of `harvest.views.pages`."""

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
