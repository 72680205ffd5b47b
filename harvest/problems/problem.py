"""Define problems as values with a place; a report translates them when it shows them."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from harvest.problems.codes import BY_CODE, SEVERITIES, Code, Severity

Label = Mapping[str, str]
"""A word or name in several languages: language code → text."""


class Position(NamedTuple):
    """A line and a column in a file; both count from 1."""

    line: int
    column: int


class Place(NamedTuple):
    """A position in a file: a path relative to the folder of mkdocs.yml, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    @property
    def position(self) -> Position:
        """The line and column without the path."""
        return Position(self.line, self.column)


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence to translate: the English text, and the parameters for its braces.

    A parameter may be text, a number, a date, a `Label`, another `Message`, or a list of these.
    """

    text: str
    params: Mapping[str, object] = field(default_factory=dict, hash=False)


def say(text: str, **params: object) -> Message:
    """Make a message; `text` is collected for translation, so it is always a literal."""
    return Message(text, params)


NOTHING = Message("")

_REASONS = {
    errno.ENOENT: say("it is not there"),
    errno.ENOTDIR: say("it is not a folder"),
    errno.EISDIR: say("it is a folder"),
    errno.EACCES: say("you are not allowed to"),
    errno.EPERM: say("you are not allowed to"),
    errno.EROFS: say("nothing can be written there"),
    errno.ENOSPC: say("the disk is full"),
    errno.EDQUOT: say("the disk is full"),
    errno.EFBIG: say("it is too large"),
}


def why(error: OSError) -> Message | str:
    """Explain an `OSError` in plain words; for rare codes, use the system's own text."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error) or "?"


@dataclass(frozen=True, slots=True)
class Fix:
    """A correction in the problem's file: `text` replaces what is there from `start` up to `end`."""

    start: Position
    end: Position
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong (`message`), where, and what to do about it (`hint`); `code` is stable.

    `end` is just past the last wrong character, where that is known. `fix` is set where exactly one answer is safe.
    """

    path: str
    line: int
    column: int
    code: Code
    severity: Severity
    message: Message
    hint: Message = NOTHING
    end: Position | None = None
    fix: Fix | None = None

    @property
    def order(self) -> tuple[str, int, int, int, str, str]:
        """Sort key: by place, then the most serious first."""
        return (
            self.path,
            self.line,
            self.column,
            SEVERITIES.index(self.severity),
            self.code,
            repr(self.message),
        )


def problem(
    place: Place,
    code: Code,
    message: Message,
    hint: Message = NOTHING,
    *,
    severity: Severity | None = None,
    end: Position | None = None,
    fix: Fix | None = None,
) -> Problem:
    """Make a problem at a place; without `severity` it gets the usual one of its code."""
    severity = severity or BY_CODE[code].severity
    return Problem(place.path, place.line, place.column, code, severity, message, hint, end, fix)
