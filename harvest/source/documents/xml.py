"""Read the XML of documents: no entities, nothing from elsewhere, and an end to how much there may be of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.parsers import expat

from harvest.source.documents.refused import DAMAGED, TOO_LARGE, RefusedDocument

MOST_ELEMENTS = 3_000_000
DEEPEST = 1_000

Start = Callable[[str, Mapping[str, str], str], None]
"""Takes an element's name, its attributes, and the name of the element it stands in; names without a namespace."""
Text = Callable[[str, str], None]
"""Takes a stretch of text, and the name of the element it stands in."""


def read_xml(content: bytes, start: Start, text: Text = lambda words, name: None) -> None:
    """Hand over every element and its text. Raises `RefusedDocument` for XML that is damaged or made to harm."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    opened = [""]
    pieces: list[str] = []
    left = MOST_ELEMENTS

    def begin(raw_name: str, attributes: dict[str, str]) -> None:
        nonlocal left
        left -= 1
        if left < 0 or len(opened) > DEEPEST:
            raise RefusedDocument(*TOO_LARGE)
        name = raw_name.rpartition(" ")[2]
        said()
        start(name, {key.rpartition(" ")[2]: value for key, value in attributes.items()}, opened[-1])
        opened.append(name)

    def said() -> None:
        if pieces:
            text("".join(pieces), opened[-1])
            pieces.clear()

    def end(_: str) -> None:
        said()
        opened.pop()

    def refuse(*_: object) -> None:
        raise RefusedDocument(*DAMAGED)

    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = pieces.append
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, UnicodeError, LookupError, ValueError) as error:
        if isinstance(error, RefusedDocument):
            raise
        raise RefusedDocument(*DAMAGED) from None
