"""Tell at a glance whether a text can lead to one person, so that nearly every text needs no closer look.

Who has no contact in it waits for none of the patterns of `contacts.py` and `recognisable.py`: they are imported later.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_DIGIT = bytes.maketrans(b"0123456789", b"0" * 10)
_BESIDE = bytes({*range(256)} - {*b"0123456789@%&#;,:|(){}[]\0"})
"""Bytes that may stand between the digits of one number, or say nothing."""
_A_DATE = re.compile(r"(?<!\d)(?<!\d[ ./–-])(?:19|20)\d\d-\d\d-\d\d(?![ ./–-]?\d)")
"""A day as nearly every card has one above it."""
_MARKED = tuple(re.compile(rf"{opening}\s?[aA](?:[tT]\s?[\])}}]|[pP][eE]|\))") for opening in (r"\[", r"\(", r"\{"))
"""An «at» in brackets: one pattern for each, since Python looks for a letter faster than for one of three."""
_IN_WORDS = re.compile(r"\s(?:at|apenstaart(?:je)?)\s", re.IGNORECASE)

_CLASSES = bytes(
    ord("A" if char in "ABCDEFGHJKLMNOPQRSTUVWXYZ" else "0" if char in "0123456789" else "a" if char.isalpha() else " ")
    for char in map(chr, range(256))
)
"""What each byte is: a capital that may be an initial, a digit, another letter, or none of these."""


class Glance(NamedTuple):
    """Whether a text can hold a contact, and whether it can tell who somebody is without a name."""

    contact: bool
    telling: bool


def glance(text: str, language: str) -> Glance:
    """Look at all that a card or page says, with its markup."""
    written = f" {text} ".encode()
    return Glance(_contact(text, written), _telling(written, language))


def may_hold_contact(text: str) -> bool:
    """Tell whether a text, with or without its markup, can hold a contact."""
    return _contact(text, text.encode())


def _contact(text: str, written: bytes) -> bool:
    signs = written.translate(_DIGIT, _BESIDE)
    if b"@" in signs or b"%00" in signs or b"&#" in signs or "＠" in text:
        return True
    if b"00000000" in signs.translate(None, b"()&;"):
        others = _A_DATE.sub("|", text)
        return len(others) == len(text) or may_hold_contact(others)
    if b"&;" in signs and b"&commat" in written.lower():
        return True
    in_brackets = b"()" in signs or b"{}" in signs or b"[]" in signs.replace(b"[[]]", b"")
    if in_brackets and any(pattern.search(text) for pattern in _MARKED):
        return True
    return (b"punt" in written or b"dot" in written) and _IN_WORDS.search(text) is not None


def _telling(written: bytes, language: str) -> bool:
    classes = written.translate(_CLASSES)
    if b" A " in classes:
        return True
    at = classes.find(b" 00 ")
    while at >= 0:  # an age, or any other number below a hundred
        if written[at - 3 : at] in (b"van", b" of") or written[at : at + 1] == b"(":
            return True
        if written[at + 4 : at + 8] in (b"jari", b"year"):
            return True
        at = classes.find(b" 00 ", at + 3)
    return (b"e enige " if language == "nl" else b"he only ") in written
