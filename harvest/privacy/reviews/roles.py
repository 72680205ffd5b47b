"""Tell a role from a name, where somebody writes to whom a card was shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from harvest.privacy.people.people import ID, People
from harvest.privacy.reviews.reviews import FORGOTTEN, meant_by
from harvest.problems.problem import Message, say

if TYPE_CHECKING:  # whoever has no list need not wait for what finds names
    from harvest.privacy.finding.find import PeopleFinder

MOST = 80
"""The letters that a role has at most."""
_ARTICLES = frozenset("de het een the a an".split())
_SHORT = 4
"""The letters of an abbreviation, such as GGD, which no name has."""

EXAMPLE = {"nl": "de projectleider", "en": "the project leader"}
EXAMPLE_ID = "id: p07"
A_ROLE = say("Write a role in small letters, such as «{example}», or an id of the list of people.", example=EXAMPLE)


def recipient(written: str, people: People | None, finder: PeopleFinder | None) -> str | Message:
    """Return who is meant as it may be written down: an id of the list, or a role; a message when it may be a name.

    No message repeats it.
    """
    words = " ".join(written.split())
    if not words:
        return say("To whom was it shown? {role}", role=A_ROLE)
    persons = meant_by(words, people)
    if len(persons) > 1:
        return say("Several people of the list are called so. Write the id of the one you mean.")
    if persons and not ID.fullmatch(persons[0].id):
        return say("This person has no id on the list yet. Give them one, such as {example}.", example=EXAMPLE_ID)
    if persons:
        return persons[0].id
    if ID.fullmatch(words):
        if people is not None:
            return say("The list of people has no such id. {role}", role=A_ROLE)
        return words.lower()
    if len(words) > MOST or not words.isprintable():
        return say("This is too long for a role. {role}", role=A_ROLE)
    if words.casefold() in FORGOTTEN.values():
        return say("Nobody knows later who that was. {role}", role=A_ROLE)
    if names_somebody(words, finder) or like_a_name(words):
        return say("This may be a name, and no name is written down here. {role}", role=A_ROLE)
    return words


def names_somebody(words: str, finder: PeopleFinder | None) -> bool:
    """Tell whether somebody of the list may be named here; «de kok» is a role, whoever is called so."""
    if finder is None:
        return False
    in_small = any(
        hit.certainty != "doubtful" or " " in words[hit.start : hit.end] for hit in finder.within(words, "code")
    )
    return in_small or any(True for _ in finder.within(words, "words"))


def like_a_name(words: str) -> bool:
    """Tell whether this may be somebody's name: it has a capital, or is an address.

    An article at the beginning and an abbreviation may have capitals. A role in capitals is refused with its like: to
    write it in small letters costs nothing.
    """
    if "@" in words:
        return True
    capitals = [
        word
        for number, word in enumerate(re.findall(r"[\w.'’-]+", words))
        if any(letter.isupper() for letter in word) and not (number == 0 and word.casefold() in _ARTICLES)
    ]
    abbreviations = [word for word in capitals if word.isalpha() and word.isupper() and 1 < len(word) <= _SHORT]
    return len(capitals) > len(abbreviations) or len(abbreviations) > 1
