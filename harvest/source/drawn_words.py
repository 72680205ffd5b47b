"""Find the words that stand in a drawing (SVG), so that they can be checked like those of a text."""

from __future__ import annotations

from pathlib import Path
from xml.parsers import expat

from harvest.source.drawings import MAX_BYTES
from harvest.source.yaml_nodes import Scalar

_MAY_BE_A_SPACE = "\ue000"
"""Where a part of a text has a place of its own: that may be a new line, or no more than its next letter."""


def words_drawn(file: Path) -> tuple[Scalar, ...]:
    """Return the text of each `text` element with its line; of parts with a place of their own also without spaces.

    A drawing that cannot be read gives nothing, since it is refused elsewhere.
    """
    try:
        with file.open("rb") as opened:
            content = opened.read(MAX_BYTES + 1)
        if b"text" not in content or len(content) > MAX_BYTES:
            return ()
        return _Words().read(content)
    except (OSError, expat.ExpatError, ValueError):
        return ()


class _Words:
    """Collects the words of a drawing while its parser goes through it."""

    def __init__(self) -> None:
        self.words: list[Scalar] = []
        self.depth = 0
        self.pieces: list[str] = []
        self.place = 1, 1
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data
        self.parser.EntityDeclHandler = self._entity

    def read(self, content: bytes) -> tuple[Scalar, ...]:
        self.parser.Parse(content, True)
        return tuple(self.words)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self.depth:
            self.depth += 1
            if name.rpartition(":")[2] == "tspan" and ("x" in attributes or "y" in attributes or "dy" in attributes):
                self.pieces.append(_MAY_BE_A_SPACE)
        elif name.rpartition(":")[2] == "text":
            self.depth, self.pieces = 1, []
            self.place = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1

    def _end(self, name: str) -> None:
        if self.depth == 1:
            text = "".join(self.pieces)
            for between in dict.fromkeys((" ", "" if _MAY_BE_A_SPACE in text else " ")):
                if words := " ".join(text.replace(_MAY_BE_A_SPACE, between).split()):
                    self.words.append(Scalar(words, *self.place))
        self.depth = max(self.depth - 1, 0)

    def _data(self, text: str) -> None:
        if self.depth:
            self.pieces.append(text)

    def _entity(self, *declared: object) -> None:
        raise ValueError("a drawing has no entities of its own")
