"""Define what a document may hold besides what it shows, by kind and number and never by its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from harvest.problems.codes import Code
from harvest.problems.language import Spoken, enumerate_words, render
from harvest.problems.problem import Message, Place, Problem, problem, say

Sort = Literal[
    "makers",
    "properties",
    "comments",
    "notes",
    "changes",
    "hidden",
    "versions",
    "loose",
    "embedded",
    "macros",
    "pictures",
    "cropped",
    "thumbnails",
    "data",
    "names",
    "paths",
    "printers",
    "ids",
    "unknown",
]
"""Every sort of thing that a document may hold besides what it shows, the most telling first."""

NAMES: Mapping[Sort, Message] = {
    "makers": say("who made or changed it"),
    "properties": say("what its properties say"),
    "comments": say("comments"),
    "notes": say("notes of the speaker"),
    "changes": say("tracked changes"),
    "hidden": say("hidden text, rows, sheets or slides"),
    "versions": say("earlier versions"),
    "loose": say("parts that nothing shows"),
    "embedded": say("files inside it"),
    "macros": say("programs"),
    "pictures": say("pictures with their place, time or maker"),
    "cropped": say("pictures or pages of which a part is only hidden"),
    "thumbnails": say("a small picture of how it once looked"),
    "data": say("data behind what it shows"),
    "names": say("names of parts that nobody sees"),
    "paths": say("folders of a computer"),
    "printers": say("settings of a printer"),
    "ids": say("numbers by which it can be recognised"),
    "unknown": say("parts that we cannot look into"),
}
"""What people call each sort."""


@dataclass(frozen=True, slots=True)
class Holdings(Spoken):
    """What a document holds besides what it shows: each sort with its number."""

    counted: tuple[tuple[Sort, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.counted)

    def in_words(self, language: str) -> str:
        """Return each sort in words with its number."""
        return enumerate_words((f"{render(NAMES[sort], language)} ({n})" for sort, n in self.counted), language, "and")


def holdings(counted: Counter[Sort]) -> Holdings:
    """Return what was counted, the most telling first."""
    return Holdings(tuple((sort, counted[sort]) for sort in get_args(Sort) if counted[sort]))


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was read: the fingerprint of its bytes, and what it holds or why it may not be published."""

    fingerprint: str
    holds: Holdings = Holdings()
    refused: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a document cannot be published, whoever read it, and what to do."""

    message: Message
    hint: Message
    code: Code = "not-readable"

    def at(self, place: Place) -> Problem:
        """Return the problem at the place that names the document."""
        return problem(place, self.code, self.message, self.hint)


class RefusedDocument(ValueError):
    """Raised for a document that cannot be published; holds the reason."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


DAMAGED = Refusal(
    say("This document is damaged: it cannot be read from beginning to end."),
    say("Open it in the program it was made with, and save it again."),
)
EMPTY = Refusal(say("This document is empty."), say("Save it again, or leave it out."))
LOCKED = Refusal(
    say("This document has a password, so neither we nor your readers can open it."),
    say("Save it without a password."),
)
LYING = Refusal(
    say("This document is of another sort than the end of its name says."),
    say("Open it, and save it as what its name says."),
)
OLD = Refusal(
    say("This document has a password, or an old form that nobody can look into."),
    say("Save it in the form of today, without a password, or as PDF."),
)
TOO_LARGE = Refusal(
    say("This document is too large to look into."),
    say("Make its pictures smaller or divide it, or put it on a site of your own and link to it there."),
    "too-large",
)
