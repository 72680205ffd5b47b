"""What a process is asked about a chunk of the booklet, and what it answers; all of it picklable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from warnings import catch_warnings, simplefilter

from harvest.problem import Message, say


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


def lay_out(job: Job) -> Laid:
    """Lay a chunk out (`harvest.print.layout.lay_out`). Raises `PrintProblem`."""
    laid: Laid = _layout().lay_out(job)
    return laid


def write(job: Job, start: int, pages: Mapping[str, int]) -> tuple[bytes, tuple[str, ...]]:
    """Write a chunk (`harvest.print.layout.write`). Raises `PrintProblem`."""
    written: tuple[bytes, tuple[str, ...]] = _layout().write(job, start, pages)
    return written


def _layout() -> Any:
    """The module that lays out; importing it takes a while, and only who lays out need wait for it."""
    try:
        with catch_warnings():
            simplefilter("ignore")  # that this machine has no fonts: the booklet brings its own
            from harvest.print import layout
    except OSError as error:
        message = say(
            "This machine lacks what the booklet is made with ({reason}). The website alone: «harvest build "
            "--no-print».",
            reason=str(error).partition("\n")[0],
        )
        raise PrintProblem(message) from error
    return layout
