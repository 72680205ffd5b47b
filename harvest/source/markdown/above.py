"""Take out of a value above a card what its author hides in it, as in the text below."""

from __future__ import annotations

import re

from harvest.source.markdown.raw_html import hides, pieces, without_hidden

_OPENING = re.compile(r"<!--|(?<!\d)%%")
_PERCENTAGE = re.compile(r"\d%%")


def seen(value: str) -> str:
    """Return a value without its comments and hidden elements; one that never closes stays, and `never_closed` tells.

    A value is no Markdown: all else shows as it is typed.
    """
    if "%%" not in value and "<" not in value:
        return value
    value = _without_comments(value)
    if any(tag is not None and not tag.closing and hides(tag) for _, _, tag in pieces(value)):
        return without_hidden(value)
    return value


def _without_comments(value: str) -> str:
    kept: list[str] = []
    closed, at = 0, 0
    last = {"<!--": value.rfind("-->"), "%%": value.rfind("%%")}
    while match := _OPENING.search(value, at):
        at = match.end()
        if at <= last[match[0]]:
            closing = "-->" if match[0] == "<!--" else "%%"
            kept.append(value[closed : match.start()])
            closed = at = value.index(closing, at) + len(closing)
    return "".join(kept) + value[closed:]


def never_closed(value: str) -> str:
    """Return the mark of a comment that opens in a value as it is seen and never closes; empty without one.

    Of two percentages nobody can tell whether they are the ends of a comment.
    """
    if "%%" not in value and "<!--" not in value:
        return ""
    if match := _OPENING.search(value):
        return match[0]
    return "%%" if len(_PERCENTAGE.findall(value)) > 1 else ""
