"""What a process does with a chunk of the booklet, by a layout engine that it imports when it is first asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from warnings import catch_warnings, simplefilter

from harvest.print.job import Job, Laid, PrintProblem
from harvest.problems.problem import say


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
