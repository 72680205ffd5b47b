"""Lay out and write a chunk of the booklet with a layout engine, imported on first use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol
from warnings import catch_warnings, simplefilter

from harvest.print.job import Job, Laid, PrintProblem
from harvest.problems.problem import say


class Layout(Protocol):
    """The interface of a layout engine, such as `harvest.print.layout`."""

    def lay_out(self, job: Job) -> Laid:
        """Lay a chunk out, and remember it until it is written. Raises `PrintProblem`."""

    def write(self, job: Job, start: int, pages: Mapping[str, int]) -> tuple[bytes, tuple[str, ...]]:
        """Write a chunk that begins on page `start`, with its warnings. Raises `PrintProblem`."""


def lay_out(job: Job) -> Laid:
    """Lay a chunk out (`harvest.print.layout.lay_out`). Raises `PrintProblem`."""
    return _layout().lay_out(job)


def write(job: Job, start: int, pages: Mapping[str, int]) -> tuple[bytes, tuple[str, ...]]:
    """Write a chunk (`harvest.print.layout.write`). Raises `PrintProblem`."""
    return _layout().write(job, start, pages)


def _layout() -> Layout:
    """Import the layout engine; this takes a while, so only a process that lays out does it."""
    try:
        with catch_warnings():
            simplefilter("ignore")  # a warning that this machine has no fonts: the booklet brings its own
            from harvest.print import layout
    except OSError as error:
        message = say(
            "This machine lacks what the booklet is made with ({reason}). The website alone: «harvest build "
            "--no-print».",
            reason=str(error).partition("\n")[0],
        )
        raise PrintProblem(message) from error
    return layout
