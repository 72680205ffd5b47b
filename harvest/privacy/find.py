"""Find the people of the list in a text, whatever form their names have there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from harvest.privacy.people import People

Setting = Literal["prose", "words", "code"]
"""How a text stands: in sentences (`prose`); without a sentence, as a heading, caption or item of a list (`words`); or
where people write names without capitals (`code`): tags, names of files, addresses, ids, comments, code, tables."""
Certainty = Literal["sure", "likely", "doubtful"]
"""Whether a name is meant: surely; so likely that it stops publication; or so that somebody has to look at it."""


class NameHit(NamedTuple):
    """A name or term of the list in a text: from `start` up to `end`; `whose` is the id of the person, or empty."""

    start: int
    end: int
    whose: str
    certainty: Certainty
    term: bool = False


@dataclass(frozen=True)
class PeopleFinder:
    """Finds the people of a list that an edition may not name.

    `places` and `others` are names that stand for something else, such as a street, a card or an author.
    """

    people: People
    edition: str
    language: str
    places: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    def within(self, text: str, setting: Setting) -> Iterator[NameHit]:
        """Yield the names in a text, in their order; they do not overlap."""
        yield from ()
