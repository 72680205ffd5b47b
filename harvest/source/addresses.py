"""Recognise addresses that can run something in a browser."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

WEB = ("https://", "http://")
SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"^([a-z][a-z0-9+.\-]*):", re.IGNORECASE)
_PATH = re.compile(r"^(?:\.{0,2}[/\\]|#|https?:|www\.)|\.[a-z][a-z0-9]{1,4}(?:#.*)?$", re.IGNORECASE)
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0]")


def unsafe_scheme(target: str) -> str:
    """Return the scheme of an address when it may run something, else an empty text."""
    match = _SCHEME.match(plain(target))
    return match[1].lower() if match and match[1].lower() not in SAFE_SCHEMES else ""


def leads_away(target: str) -> bool:
    """Return whether an address leads out of the site that it stands in, by a scheme or a host of its own."""
    return _SCHEME.match(plain(target)) is not None or plain(target).replace("\\", "/").startswith("//")


def plain(target: str) -> str:
    """Return an address as a browser reads it: without entities, escapes, and characters that a browser ignores."""
    return _IGNORED.sub("", unquote(unescape(target)))


def like_a_path(target: str) -> bool:
    """Return whether a text that is no address as it stands was probably meant as one."""
    return _PATH.search(target.strip()) is not None
