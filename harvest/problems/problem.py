"""Problems are values with a place; their words are chosen only when somebody reads them."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from harvest.problems.codes import BY_CODE, SEVERITIES, Code, Severity

Label = Mapping[str, str]
"""One word or name in several languages: language code → text."""


class Position(NamedTuple):
    """A line and a column of a file, both from 1."""

    line: int
    column: int


class Place(NamedTuple):
    """Where something stands: path relative to the folder of mkdocs.yml, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    @property
    def position(self) -> Position:
        """Where in its file."""
        return Position(self.line, self.column)


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence that is not yet in anyone's language: the English text, and what goes in its braces.

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
    """What the system holds against it, in words; of the rare ones, what the system itself calls it."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error) or "?"


@dataclass(frozen=True, slots=True)
class Fix:
    """What to write instead, in the file of the problem: what stands from `start` up to `end` gives way to `text`."""

    start: Position
    end: Position
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong (`message`), where, and what to do about it (`hint`); `code` is stable.

    `end` is just past the last character it is about, where that is known. There is a `fix` where one answer is safe.
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
    """Make a problem at a place, as serious as its code usually is unless told otherwise."""
    severity = severity or BY_CODE[code].severity
    return Problem(place.path, place.line, place.column, code, severity, message, hint, end, fix)
