"""Define what a document may hold besides what it shows, by kind and number and never by its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from harvest.problems.language import Spoken, enumerate_words, render
from harvest.problems.problem import Message, say
from harvest.source.refusal import Refusal

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
