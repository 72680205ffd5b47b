"""Make the name of a card's file from its title, so that every computer can hold it."""

from __future__ import annotations

import re

from harvest.kinds.names import fold
from harvest.source.markdown import seen
from harvest.source.portable import MOST_OF_A_NAME, reserved

_LETTERS = {
    **dict(zip("абвгдезийклмнопрстуфхцыэіїґєў", "abvgdezijklmnoprstufhcyeiigew", strict=True)),
    "ж": "zh",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ю": "yu",
    "я": "ya",
    "ъ": "",
    "ь": "",
    "ё": "yo",
    **dict(zip("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstyfo", strict=True)),
    "θ": "th",
    "χ": "ch",
    "ψ": "ps",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ð": "d",
    "þ": "th",
    "ł": "l",
    "đ": "d",
    "ı": "i",
}
"""Letters of other scripts, and those that Unicode does not take apart → how they are written in a to z."""
_WRITTEN = str.maketrans(_LETTERS)
_PAGES = frozenset({"index", "readme"})
"""Names of files that are the page of their folder."""


def file_name(title: str) -> str:
    """Return the file name, without ending, of a card with this title: small letters, digits and hyphens.

    It is empty when nothing of the title can be written so.
    """
    plain = fold(seen(title)).translate(_WRITTEN)
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:MOST_OF_A_NAME].strip("-")
    # A card may not take the place of its folder's page, and Windows keeps some names to itself.
    return f"{name}-1" if name in _PAGES or reserved(name) else name


def written_as(title: str, kind: str) -> str:
    """Return the file name of a card; one whose title is in a script that we cannot write goes by its kind.

    Empty when the title holds no letter or digit at all.
    """
    if name := file_name(title):
        return name
    return file_name(kind) if any(letter.isalnum() for letter in seen(title)) else ""
