"""Addresses in a text, as a browser reads them: which of them may run something."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"^([a-z][a-z0-9+.\-]*):", re.IGNORECASE)
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0]")


def unsafe_scheme(target: str) -> str:
    """Return the scheme of an address when it is one that may run something, else an empty text."""
    found = _SCHEME.match(plain(target))
    return found[1].lower() if found and found[1].lower() not in SAFE_SCHEMES else ""


def plain(target: str) -> str:
    """Return an address without what hides it: entities, escapes, and the letters that a browser passes over."""
    return _IGNORED.sub("", unquote(unescape(target)))
