"""Tell by its name that a file is a copy of another, as mail programs and file managers name these."""

from __future__ import annotations

import re

_WORDS = r"(?:kopie|copy|copie|duplicaat|duplicate|backup|conflict(?:ed copy)?|conflicterend exemplaar)"
_NUMBER = r"\(\d{1,4}\)"
_BEHIND = re.compile(
    rf"(?P<of>.+?)(?: ?[-_ ] ?{_WORDS}(?: ?\(?\d{{1,4}}\)?)?(?: .*)?| ?\({_WORDS}[^()]{{0,60}}\)| ?{_NUMBER}|(?<!~)~+)",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"{_WORDS}[-_\s]*(?:\(\d+\)[-_\s]*)?(?:van|of|de)[-_\s]+(?P<of>.+)", re.IGNORECASE)


def copy_of(name: str) -> str:
    """Return the name of the file that a file with this name is a copy of, both without ending; empty for no copy."""
    if name[-1:].isalnum() and not _MAY_BE.search(name):
        return ""
    name = " ".join(name.split())
    match = _BEFORE.fullmatch(name) or _BEHIND.fullmatch(name)
    return match["of"].strip() if match else ""


_MAY_BE = re.compile(_WORDS, re.IGNORECASE)
