"""Tell what somebody is writing at a place in a text, also where it cannot be read as a whole while they type."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from harvest.editor.texts import Text
from harvest.problems.problem import Position

What = Literal["name", "value", "link", "heading", "words"]

_DASHES = re.compile(r"(?:---|\.\.\.)[ \t]*")
_KEY = re.compile(r"[ \t]*(?![-#\s])((?:[^:\"'#]|:(?!\s|$))*?)[ \t]*:(?=[ \t]|$)[ \t]*")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]+")
_LINK = re.compile(r"!?\[\[([^\[\]|\n]*)$")
_LONGEST = 200
"""The characters among which the name of a field ends."""
MOST = 4096
"""So many characters before a place are looked at for what it is in."""


@dataclass(frozen=True, slots=True)
class Spot:
    """What is written at a place: the name or value of a field above a card, a `[[link]]`, a heading, or just words.

    `written` is what stands there before the place and begins at `start`; `after` is the rest of the line. `field` is
    the name of the field as its author wrote it, and `quoted` the quotation mark that opened a value.
    """

    what: What
    start: Position
    written: str
    after: str = ""
    field: str = ""
    quoted: str = ""


def data_lines(text: Text) -> range:
    """Return the numbers of the lines between the dashes above a card, whether they close or not."""
    first = next((n for n in range(1, text.count + 1) if text.line(n).strip()), 0)
    if not first or text.line(first).rstrip() != "---":
        return range(0)
    for number in range(first + 1, text.count + 1):
        line = text.line(number)
        if _DASHES.fullmatch(line) or re.match(r"#{2,6} ", line):
            return range(first + 1, number)
    return range(first + 1, text.count + 1)


def spot(text: Text, place: Position) -> Spot:
    """Return what is written at a place."""
    line = text.line(place.line)
    before, after = line[: place.column - 1], line[place.column - 1 :]
    if place.line in data_lines(text):
        return _above(text, place, before, after)
    # A very long line is looked at near the place alone.
    if link := _LINK.search(before[-MOST:]):
        return Spot("link", Position(place.line, place.column - len(link[1])), link[1], after)
    if heading := _HEADING.match(before):
        return Spot("heading", Position(place.line, heading.end() + 1), before[heading.end() :], after)
    return Spot("words", place, "", after)


def _above(text: Text, place: Position, before: str, after: str) -> Spot:
    """Return what is written above a card."""
    key = _KEY.match(before[:_LONGEST])
    if key and not before.lstrip().startswith("- "):
        return _value(place, key[1], before, key.end(), after)
    item = re.match(r"[ \t]*-(?:[ \t]+|$)", before)
    if item:
        return _value(place, _owner(text, place.line), before, item.end(), after)
    if before.strip() and before[0] in " \t":
        return _value(place, _owner(text, place.line), before, len(before) - len(before.lstrip()), after)
    begin = len(before) - len(before.lstrip())
    return Spot("name", Position(place.line, begin + 1), before[begin:], after)


def _owner(text: Text, number: int) -> str:
    """Return the name of the field to which an item or a line that goes on belongs."""
    for above in range(number - 1, 0, -1):
        line = text.line(above)
        if line[:1].strip() and line[:1] != "-":
            key = _KEY.match(line[:_LONGEST])
            return key[1] if key else ""
    return ""


def _value(place: Position, field: str, before: str, begin: int, after: str) -> Spot:
    """Return the value, or the item between brackets, that goes on up to the place."""
    value = before[begin:]
    if value.startswith("[") and not value.startswith("[["):
        begin += 1 + _last_item(value[1:])
    begin += len(before[begin:]) - len(before[begin:].lstrip())
    quoted = before[begin : begin + 1] if before[begin : begin + 1] in ('"', "'") else ""
    begin += len(quoted)
    if before[begin : begin + 2] == "[[":
        begin += 2
        quoted = "[["
    return Spot("value", Position(place.line, begin + 1), before[begin:], after, field.strip().strip("\"'"), quoted)


def _last_item(listed: str) -> int:
    """Return where the last item of a list between brackets begins; a comma between quotation marks parts nothing."""
    begin, mark = 0, ""
    for index, letter in enumerate(listed):
        if mark or letter in "\"'":
            mark = "" if letter == mark else mark or letter
        elif letter == ",":
            begin = index + 1
    return begin
