"""What a process is asked about a chunk of the booklet, and what it answers; all of it picklable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from harvest.problems.problem import Message


class PrintProblem(Exception):
    """The booklet could not be made; `message` says why in words for its author."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text.format_map(message.params))
        self.message = message

    def __reduce__(self) -> tuple[type[PrintProblem], tuple[Message]]:
        """So that it also comes whole from another process."""
        return type(self), (self.message,)


@dataclass(frozen=True, slots=True)
class Job:
    """One chunk to lay out, to begin on page `start`; `tail` when what follows it stands at its end, for a page."""

    html: str
    start: int
    number: int
    tail: bool
    theme: Path
    content: Path
    published_on: date
    identifier: bytes


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading in the outline, on a page of its chunk, from 0; x and y in points from the lower left."""

    level: int
    label: str
    page: int
    x: float
    y: float
    closed: bool


@dataclass(frozen=True, slots=True)
class Laid:
    """A chunk that was laid out.

    `pages` counts its pages, with one left empty behind it (`blank_end`); `anchors` gives the page of each id, from 0.
    `lines` holds WeasyPrint's warnings.
    """

    pages: int
    blank_end: bool
    anchors: Mapping[str, int]
    bookmarks: tuple[Bookmark, ...]
    lines: tuple[str, ...]
