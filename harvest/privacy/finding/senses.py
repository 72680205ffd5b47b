"""What a word may be of a name; and the words in one that was closed up."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Role = Literal["given", "piece", "surname", "whole", "full", "lettered", "initialled", "address", "initials", "term"]
"""What a word is of a name: a first name; a piece of one, that counts only beside another part; a surname, without or
with the words before it; more parts closed up, as `pietjansen`, or with initials, as `fjansen` or `pietj`; the first
part of an address; initials. Or it is a term."""


class Sense(NamedTuple):
    """What a word may be, and of whom: places in the list of people, or of terms."""

    role: Role
    whose: frozenset[int]
    plural: bool = False
    ended: bool = False


class Senses(NamedTuple):
    """What a word may stand for.

    `ordinary` tells that it is a word of the language too, and `near` that it is spelt one letter otherwise than a
    name; it is `unlike` it where its first letter is another. A `short` name is near only behind its own «van» or
    «de». In a `compound` the name is closed up with a noun, and `thing` tells that this noun is that of a street, a
    school or the like. `pieces` are the lengths of the words that were closed up with capitals or digits, if any.
    """

    parts: tuple[Sense, ...]
    ordinary: bool = False
    near: bool = False
    compound: bool = False
    thing: bool = False
    unlike: bool = False
    short: bool = False
    pieces: tuple[int, ...] = ()


_HUMPS = re.compile(r"\d+|[^\W\d_]+")


def humps(word: str) -> list[str]:
    """Return the words in one that were closed up with capitals or digits, as `PietJansen2`."""
    found: list[str] = []
    for run in _HUMPS.findall(word):
        start = 0
        for at in range(1, len(run)):
            upper = run[at].isupper()
            if (upper and not run[at - 1].isupper()) or (
                upper and at + 1 < len(run) and run[at + 1].islower() and run[at - 1].isupper()
            ):
                found.append(run[start:at])
                start = at
        found.append(run[start:])
    return found
