"""Hold the list of people: who belongs to the circle, and who of them may be named outside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from harvest.problems.problem import Place, Problem, say

PEOPLE_FILE = "private/people.yml"
"""Where the list of people is, beside `mkdocs.yml`."""
SECRET = "HARVEST_PEOPLE"
"""The environment variable that may hold the whole text of the list instead: a secret of a server."""

DERIVED = "n-"
"""What an id begins with that comes from the position in the list; none that somebody writes has a hyphen."""
ID = re.compile(r"p\d{1,6}", re.IGNORECASE)
"""What an id looks like that somebody writes."""
EXAMPLE = say(
    "Begin each person on a line of their own, as «{example}».",
    example={"nl": "- naam: Voornaam Achternaam", "en": "- name: First-name Surname"},
)

NamedFor = Literal["", "circle", "public"]
"""The widest edition that may name a person: none, the circle's, or the public one."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the list. `id` is a short code without meaning, such as `p07`, which other files may use."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    email: tuple[str, ...] = ()
    organisation: str = ""
    named_for: NamedFor = ""
    named_since: date | None = None
    place: Place | None = None

    @property
    def has_own_id(self) -> bool:
        """Whether the list itself has an id for this person, and not only a place."""
        return not self.id.startswith(DERIVED)

    def __repr__(self) -> str:
        """Show no name, wherever a person is printed."""
        return f"Person({self.id})"


@dataclass(frozen=True, slots=True)
class People:
    """The list of people, with the `terms` (projects, streets, cases) that would tell who is meant.

    `problems` hold no word of the list. A list with an error is used as far as it can be read.
    """

    persons: tuple[Person, ...] = ()
    terms: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        """Show no name, wherever a list is printed."""
        return f"People({len(self.persons)})"
