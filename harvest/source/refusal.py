"""Say of a file why it may not be published, in one form for pictures, drawings and documents."""

from __future__ import annotations

from typing import NamedTuple

from harvest.problems.codes import Code
from harvest.problems.problem import Message, Place, Problem, problem


class Refusal(NamedTuple):
    """Why a file may not be published and what to do, with the code of the problem and the line where that is known."""

    message: Message
    hint: Message
    code: Code
    line: int = 1

    def at(self, place: Place) -> Problem:
        """Return the problem at a place that names the file."""
        return problem(place, self.code, self.message, self.hint)

    def inside(self, path: str) -> Problem:
        """Return the problem in the file itself, at this path."""
        return self.at(Place(path, self.line))


class RefusedFile(ValueError):
    """Raised for a file that may not be published.

    Keep its `refusal` and not the exception, which holds on to all that was in memory when it was raised.
    """

    def __init__(self, message: Message, hint: Message, code: Code, line: int = 1) -> None:
        super().__init__(code)
        self.refusal = Refusal(message, hint, code, line)
