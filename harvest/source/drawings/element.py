"""Say what a drawing is while it is being cleaned: elements with attributes and lines, refusals and remarks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from harvest.problems.codes import Code, Severity
from harvest.problems.problem import NOTHING, Message, Place, Problem, problem, say
from harvest.source.refusal import RefusedFile

MAX_BYTES = 8 * 1024 * 1024
"""The most bytes of a drawing; larger ones hold photographs, or are maps too slow to load."""
DEEPEST = 200
"""How deep elements may be nested, also by way of references."""
MOST = 120_000
"""How many elements a drawing may have, also when each part is counted as often as it is repeated."""

REFERENCE = "\x01"
"""What stands around the name of an element in a value that refers to it: no file can hold this character."""


class RefusedDrawing(RefusedFile):
    """Raised for a drawing that may not be published."""

    def __init__(self, message: Message, hint: Message, code: Code = "unsafe-link", line: int = 1) -> None:
        super().__init__(message, hint, code, line)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What of a drawing does not go out though its author could think so."""

    line: int
    message: Message
    hint: Message = NOTHING
    severity: Severity = "hint"

    def at(self, path: str) -> Problem:
        """Return the problem of the drawing at this path."""
        return problem(Place(path, self.line), "drawing-cleaned", self.message, self.hint, severity=self.severity)


@dataclass(slots=True, eq=False)
class Element:
    """An element of a drawing; what has no name is not part of it, and keeps its place for the styles only."""

    name: str
    attributes: dict[str, str]
    line: int
    parent: Element | None = None
    previous: Element | None = None
    index: int = 0
    content: list[Element | str] = field(default_factory=list)

    def children(self) -> Iterator[Element]:
        """Yield the elements directly in this one."""
        for piece in self.content:
            if not isinstance(piece, str):
                yield piece

    def walk(self) -> Iterator[Element]:
        """Yield this element and all in it, in the order of the file; what is changed on the way is followed."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            if element.content:
                waiting.extend(piece for piece in reversed(element.content) if not isinstance(piece, str))

    def text(self) -> str:
        """Return the text in this element and all in it."""
        pieces: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            piece = waiting.pop()
            if isinstance(piece, str):
                pieces.append(piece)
            else:
                waiting.extend(reversed(piece.content))
        return "".join(pieces)


def too_much(line: int) -> RefusedDrawing:
    """Return the refusal of a drawing with more elements than anybody can see, repeated ones counted each time."""
    return RefusedDrawing(
        say("This drawing has more than {most} parts, repeated ones counted each time.", most=MOST),
        say("Save it with fewer details, or as a picture (.png, .jpg or .webp)."),
        "too-large",
        line,
    )


def too_deep(line: int) -> RefusedDrawing:
    """Return the refusal of a drawing that is nested too deep."""
    return RefusedDrawing(
        say("In this drawing more than {most} groups stand inside one another.", most=DEEPEST),
        say("Let your drawing program take its groups apart, and save it as plain SVG."),
        line=line,
    )


def unseen_text(unseen: list[tuple[int, str]]) -> LeftOut:
    """Return what there is to say about texts that are not shown, each with its line."""
    line, text = unseen[0]
    shown = text if len(text) <= 40 else f"{text[:40]}…"
    if len(unseen) == 1:
        message = say("«{part}» is in this drawing but not to be seen, and does not go out.", part=shown)
    else:
        message = say(
            "Some texts in this drawing are not to be seen, and do not go out: {count}, such as «{part}».",
            part=shown,
            count=len(unseen),
        )
    hint = say("Remove it from the file, or show it: whoever gets the file itself can read it.")
    return LeftOut(line, message, hint, "warning")
