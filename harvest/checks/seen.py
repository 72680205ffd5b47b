"""Return texts as a reader sees them, each letter still at its own place: a name may run through marks of markup."""

from __future__ import annotations

import html
import re

from harvest.source.markdown import Markdown

NOTHING_SEEN = "\u200b"
UNSEEN = (
    "\u0300-\u036f\u00ad\u061c\u180e\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
    "\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff"
)
"""Characters that nobody sees as a letter of their own, for inside the brackets of a pattern."""

_IN_A_WORD = frozenset(
    "a abbr b bdi bdo cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup tt u var wbr"
    "".split()
)
"""Elements that do not part words."""
_TAG = r"</?([A-Za-z][A-Za-z0-9]*)(?:[ \t\n/](?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*)?>"
_MARKUP = re.compile(
    rf"&(?:[A-Za-z][A-Za-z0-9]{{1,30}}|#[0-9]{{1,7}}|#[xX][0-9A-Fa-f]{{1,6}});|{_TAG}"
    r"|(?<=[^\W_])(?:\*+|~{1,2}|={2}|\^)(?=\w)"
)
_TAGS = re.compile(_TAG)
_TARGET = re.compile(r"\]\([ \t]*(?:<[^<>\n]*>|[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)|\]\[[^\[\]\n]*\]\Z")


def as_seen(text: str) -> str:
    """Return a text without marks of Markdown and HTML inside words; invisible letters fill it up to its length."""
    return _MARKUP.sub(_filled, text) if any(mark in text for mark in "&<*~=^") else text


def _filled(match: re.Match[str]) -> str:
    if match[0][0] == "&":
        shown = html.unescape(match[0])
    elif match[0][0] == "<":
        shown = _between(match[1])
    else:
        shown = ""
    return shown.ljust(len(match[0]), NOTHING_SEEN) if len(shown) <= len(match[0]) else match[0]


def _between(tag: str) -> str:
    """Return what an element puts between the words before and behind it."""
    tag = tag.lower()
    return "" if tag in _IN_A_WORD else " " if tag in ("br", "img") else "\n\n"


def body_as_seen(markdown: Markdown) -> str:
    """Return the text that pages show, where the addresses of links and the marks of notes are invisible."""
    text = markdown.shown
    pieces: list[str] = []
    at = 0
    for mark in sorted(markdown.marks, key=lambda mark: mark.start):
        if mark.form == "note":
            start, end = mark.start, mark.end
        elif mark.form == "link" and text[mark.start : mark.start + 1] == "[":
            targets = list(_TARGET.finditer(text, mark.start, mark.end))
            if not targets:
                continue
            start, end = targets[-1].span()
        elif mark.form in ("image", "embed"):
            target = _TARGET.search(text, mark.start, mark.end) if mark.form == "image" else None
            if mark.form == "image" and target is None:
                continue
            start, end = target.span() if target else (mark.start, mark.end)
        elif mark.form == "link" and text[mark.start : mark.start + 1] != "<":  # a bare address
            start, end = mark.start, mark.end
        else:
            continue
        if start >= at:
            pieces += (text[at:start], re.sub(r"[^\n]", NOTHING_SEEN, text[start:end]))
            at = end
    return "".join(pieces) + text[at:] if pieces else text


def plain_text(markup: str) -> str:
    """Return the words of HTML as a reader sees them."""
    return html.unescape(_TAGS.sub(lambda tag: _between(tag[1]), markup))
