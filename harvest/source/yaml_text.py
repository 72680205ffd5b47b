"""Help to change the text of a YAML file and leave every other line as somebody made it."""

from __future__ import annotations

import json
import re

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
OTHER_THAN_TEXT = frozenset("ja nee yes no true false on off null y n ~".split())
"""What some program that reads YAML takes for something else than these letters."""
_PLAIN = re.compile(r"[^\W\d_](?:[\w .()'’/@+-]*[\w.)’])?|\d{4}-\d\d-\d\d|[0-9a-f]{4}(?:-[0-9a-f]{4}){1,3}")
"""What YAML reads as the text it is, also between brackets."""


def lines_of(text: str) -> list[str]:
    """Return the lines as `read_yaml` counts them, each with its own ending."""
    return _LINE.findall(text)


def newline_of(text: str) -> str:
    """Return what ends the lines of a text."""
    return "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"


def between_marks(text: str) -> str:
    """Return a text between double quotation marks, as YAML has it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def as_value(text: str) -> str:
    """Return a text as it is written behind a name: between quotation marks where it needs them."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
