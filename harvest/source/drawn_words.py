"""Find the words that stand in a drawing (SVG), so that they can be checked like those of a text."""

from __future__ import annotations

from pathlib import Path
from xml.parsers import expat

from harvest.source.drawings import MAX_BYTES
from harvest.source.yaml_nodes import Scalar


def words_drawn(file: Path) -> tuple[Scalar, ...]:
    """Return the text of each `text` element with its line; nothing of a drawing that cannot be read.

    Such a drawing is refused elsewhere.
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
                self.pieces.append(" ")  # a line of its own
        elif name.rpartition(":")[2] == "text":
            self.depth, self.pieces = 1, []
            self.place = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1

    def _end(self, name: str) -> None:
        if self.depth == 1 and (words := " ".join("".join(self.pieces).split())):
            self.words.append(Scalar(words, *self.place))
        self.depth = max(self.depth - 1, 0)

    def _data(self, text: str) -> None:
        if self.depth:
            self.pieces.append(text)

    def _entity(self, *declared: object) -> None:
        raise ValueError("a drawing has no entities of its own")
