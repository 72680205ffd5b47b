"""Hold what `private/review.yml` says: which cards were shown to whom, and what these answered."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from harvest.kinds.names import fold
from harvest.privacy.people.people import People, Person
from harvest.problems.problem import Place, Problem
from harvest.source.yaml_nodes import Entries

REVIEWS = "private/review.yml"

Answer = Literal["", "ok", "change", "keep-in", "unclear"]
"""What somebody said of a card: nothing yet; that it is well; that it should be otherwise; that it may not leave the
circle; or something that nobody understands, which may be any of these."""
OBJECTIONS: tuple[Answer, ...] = ("unclear", "change", "keep-in")
"""The answers that keep a card in, the strictest last."""
FORGOTTEN = {"nl": "iemand", "en": "someone"}
"""What stands there for a person who was forgotten; more of them are numbered."""
SOMEONE = re.compile(rf"(?:{'|'.join(FORGOTTEN.values())})(?: \d+)?")
"""Matches that, with its number."""


@dataclass(frozen=True, slots=True)
class Showing:
    """A card shown to somebody: a role, or an id of the list of people. `text` is the mark of what they saw."""

    to: str
    on: date | None = None
    text: str = ""
    answer: Answer = ""
    answered: date | None = None
    place: Place = field(default=Place(REVIEWS), compare=False)
    node: Entries | None = field(default=None, compare=False)

    def __repr__(self) -> str:
        """Show nobody, wherever a showing is printed."""
        return f"Showing({self.on}, {self.answer})"


@dataclass(frozen=True, slots=True)
class CardReviews:
    """What the file says of one card: its name as written, whether it was asked who would know, and the showings."""

    card: str
    asked: date | bool | None
    showings: tuple[Showing, ...]
    place: Place = field(default=Place(REVIEWS), compare=False)
    node: Entries | None = field(default=None, compare=False)

    def __repr__(self) -> str:
        """Show no word of the file."""
        return f"CardReviews({len(self.showings)})"


@dataclass(frozen=True, slots=True)
class Reviews:
    """All that the file says. `top` is what it was read from: None without a file, or where that cannot be read."""

    cards: tuple[CardReviews, ...] = ()
    problems: tuple[Problem, ...] = ()
    top: Entries | None = field(default=None, compare=False)

    def __repr__(self) -> str:
        """Show no word of the file."""
        return f"Reviews({len(self.cards)})"


@dataclass(frozen=True, slots=True)
class Stand:
    """How one of those a card was shown to stands to it: the last showing, and the last that they answered."""

    to: str
    last: Showing
    answered: Showing | None

    @property
    def objection(self) -> Answer:
        """What they have against it; empty for nothing. A later answer of theirs takes its place, nobody else's."""
        return self.answered.answer if self.answered and self.answered.answer in OBJECTIONS else ""

    @property
    def gone(self) -> bool:
        """Whether this person was forgotten, so that nobody can show them a card once more."""
        return bool(SOMEONE.fullmatch(self.to))


def stands(showings: Iterable[Showing], people: People | None = None) -> tuple[Stand, ...]:
    """Return how each of those stands who saw a card, in the order of their last showing.

    An objection without a day counts as the last word.
    """
    ordered = sorted(showings, key=lambda s: s.on or (date.max if s.answer in OBJECTIONS else date.min))
    by_person: dict[str, Stand] = {}
    for number, showing in enumerate(ordered):
        to = who(showing.to, people)
        before = by_person.pop(to or str(number), None)
        answered = showing if showing.answer else before.answered if before else None
        by_person[to or str(number)] = Stand(to, showing, answered)
    return tuple(by_person.values())


def who(written: str, people: People | None) -> str:
    """Return who is meant: the id of the one person on the list who is called so, or else the role.

    Roles are compared without regard to capitals.
    """
    meant = meant_by(written, people)
    return meant[0].id if len(meant) == 1 else fold(written)


def meant_by(written: str, people: People | None) -> tuple[Person, ...]:
    """Return the people of the list whose id, name, alias, initials or address this is."""
    wanted, persons = fold(written), people.persons if people else ()
    by_id = tuple(person for person in persons if fold(person.id) == wanted)
    return by_id or tuple(
        person
        for person in persons
        if wanted in map(fold, (person.name, *person.aliases, *person.email)) or written in person.initials
    )
