"""Make the fix of a misspelt name, where exactly one answer is safe."""

from __future__ import annotations

import re

from harvest.kinds.names import Meant
from harvest.problems.problem import Fix, Position
from harvest.source.source import Source
from harvest.source.yaml_nodes import Scalar

_PLAIN_IN_DATA = re.compile(r"[^\W_](?:[\w '’/()-]*[\w)])?")
"""Matches text that YAML reads as itself anywhere above a card: between quotation marks or brackets, or bare."""
_PLAIN_IN_TEXT = re.compile(r"[^\[\]|#\\*_`<>&\s](?:[^\[\]|#\\*`<>&\n]*[^\[\]|#\\*_`<>&\s])?")
"""Matches text that Markdown reads as itself in a heading and between the brackets of a link."""
_PLAIN_ADDRESS = re.compile(r"[\w./:#?=&%~+@-]+")
"""Matches text that reads as itself between the round brackets of a link."""


def in_data(item: Scalar, guess: Meant) -> Fix | None:
    """Return the fix of a name or a value above a card; None where no answer is safe."""
    return of_value(item, guess.name) if guess.name and guess.clear else None


def of_value(item: Scalar, text: str) -> Fix | None:
    """Return the fix that puts a text in the place of a value above a card; None where that may read as another."""
    if not _PLAIN_IN_DATA.fullmatch(text) or item.columns is None:
        return None
    start, end = item.columns
    return Fix(Position(item.line, start), Position(item.line, end), text)


def in_text(source: Source, start: int, end: int, written: str, guess: Meant) -> Fix | None:
    """Return the fix of the first `written` between two offsets of the body; None where no answer is safe."""
    if guess.name is None or not guess.clear or not _PLAIN_IN_TEXT.fullmatch(guess.name):
        return None
    at = source.body.find(written, start, end)
    if at < 0:
        return None
    return source.fix(at, at + len(written), guess.name)


def address(source: Source, start: int, end: int, written: str, text: str) -> Fix | None:
    """Return the fix of the address of a link between two offsets of the body, if it stands there between brackets."""
    at = source.body.rfind(written, start, end)
    if at < 1 or source.body[at - 1] not in "(<" or not _PLAIN_ADDRESS.fullmatch(text):
        return None
    return source.fix(at, at + len(written), text)
