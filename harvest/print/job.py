"""Define the requests to the processes that lay out chunks of the booklet, and their answers; all can be pickled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from harvest.problems.problem import Message


class PrintProblem(Exception):
    """Raised when the booklet cannot be made; `message` explains why to an author."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text.format_map(message.params))
        self.message = message

    def __reduce__(self) -> tuple[type[PrintProblem], tuple[Message]]:
        """Let pickle rebuild it with its message, to send it from another process."""
        return type(self), (self.message,)


@dataclass(frozen=True, slots=True)
class Job:
    """A chunk to lay out, beginning on page `start`; `tail` tells that its last page belongs to the next chunk.

    `cache` is the folder in which to keep its pictures for the next time.
    """

    html: str
    start: int
    number: int
    tail: bool
    theme: Path
    content: Path
    published_on: date
    identifier: bytes
    cache: Path | None = None


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading in the outline; `page` is its page in the chunk, from 0, `x` and `y` are points from the lower left."""

    level: int
    label: str
    page: int
    x: float
    y: float
    closed: bool


@dataclass(frozen=True, slots=True)
class Laid:
    """A chunk after layout.

    `pages` counts its pages, with an empty last page if `blank_end`; `anchors` gives the page of each id, from 0.
    `lines` holds WeasyPrint's warnings.
    """

    pages: int
    blank_end: bool
    anchors: Mapping[str, int]
    bookmarks: tuple[Bookmark, ...]
    lines: tuple[str, ...]
