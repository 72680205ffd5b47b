"""Change a text where the parser reads something else than its author meant; it is then parsed again.

So authors get a note where they wrote one as Material's users do, and no line is lost that stands behind a hint.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from harvest.source.markdown.places import Change

_ADMONITION = re.compile(r'(?:!!!|\?\?\?\+?)[ \t]+([A-Za-z]+)(?:[ \t]+[a-z]+)*(?:[ \t]+"([^"\n]*)")?[ \t]*$')
_FENCED_NOTE = re.compile(r":::+[ \t]*\{?\.?(?:callout-)?([A-Za-z]+)\}?(?:[ \t]+[^\n]*)?$")
_CALLOUT = re.compile(r"\[!([A-Za-z-]+)\]")
_FIVE = frozenset(("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"))
_ALERTS = {
    "tip": "TIP",
    "check": "TIP",
    "done": "TIP",
    "fail": "CAUTION",
    "missing": "CAUTION",
    "hint": "TIP",
    "success": "TIP",
    "important": "IMPORTANT",
    "warning": "WARNING",
    "attention": "WARNING",
    "caution": "CAUTION",
    "danger": "CAUTION",
    "error": "CAUTION",
    "failure": "CAUTION",
    "bug": "CAUTION",
}
"""How users of Material and Obsidian call their notes → the five of GitHub; every other name is a plain note."""
_UNSPACED_HEADING = re.compile(r"(#{2,6})(?=[^\s#])|(#{1,6})[\u00a0\u2007\u202f]+")
"""Marks of a heading without a space, or with one that does not break, as a Mac types it."""
_INDENT = re.compile(r"[ \t]+")
_ANY_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|%%(?:.*?%%)?", re.DOTALL)


def without_comments(text: str) -> str:
    """Return the text with blanks for all that could be a comment, also in code: where nobody can tell what is one."""
    return _ANY_COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def changed(text: str, changes: Iterable[Change]) -> str:
    """Return the text with these changes, which are in order and do not overlap."""
    pieces: list[str] = []
    at = 0
    for change in changes:
        pieces += (text[at : change.start], change.read_as)
        at = change.start + change.length
    return "".join(pieces) + text[at:] if pieces else text


def merged(changes: Iterable[Change]) -> list[Change]:
    """Return these changes in order; of two that overlap the first stays, and the other is found again."""
    result: list[Change] = []
    end = -1
    for change in sorted(changes, key=lambda change: (change.start, -change.length)):
        if change.start >= end:
            result.append(change)
            end = change.start + max(change.length, 1)
    return result


def comment(text: str, start: int, opening: str, code: Iterable[tuple[int, int]] = ()) -> Change | None:
    """Return the change that removes the comment opening here, all but its line breaks; None if it never closes."""
    closing = "-->" if opening == "<!--" else opening
    end = text.find(closing, start + len(opening))
    for first, last in code:
        if first <= end < last:
            end = text.find(closing, last)
    if end < 0:
        return None
    end += len(closing)
    return Change(start, end - start, "\n" * text.count("\n", start, end))


def comments(text: str, start: int, end: int) -> Iterator[Change]:
    """Yield the change that removes each closed HTML comment in this range, with the blanks behind it on its line."""
    at = start
    while 0 <= (at := text.find("<!--", at, end)) < end:
        found = comment(text, at, "<!--")
        if found is None:
            return
        begin, stop = at, at + found.length
        while begin > start and text[begin - 1] in " \t":
            begin -= 1
        if begin == 0 or text[begin - 1] == "\n" or begin == start:
            while stop < len(text) and text[stop] in " \t":
                stop += 1
            # What stood further in, as in an item of a list, still does.
            yield Change(at, stop - at, found.read_as)
        else:
            yield found
        at = stop


def unspaced_heading(line: str, start: int) -> Change | None:
    """Return the change that makes `##Kop` a heading."""
    match = _UNSPACED_HEADING.match(line)
    if match is None:
        return None
    marks = len(match[1] or match[2])
    return Change(start + marks, match.end() - marks, " ")


def admonition(text: str, start: int) -> list[Change]:
    """Return the changes that turn `!!! note "Title"`, and the indented text below it, into a note the parser knows."""
    line_end = _line_end(text, start)
    match = _ADMONITION.match(text[start:line_end])
    if match is None:
        return []
    before = text[text.rfind("\n", 0, start) + 1 : start]
    if before.strip():
        return []
    heading = f"> [!{_ALERTS.get(match[1].lower(), 'NOTE')}]"
    changes = [Change(start, line_end - start, heading)]
    if match[2]:  # the title stays where it stands
        first, last = start + match.start(2), start + match.end(2)
        changes = [Change(start, first - start, f"{heading} "), Change(last, line_end - last, "")]
    empty: list[int] = []
    at = line_end + 1
    while at <= len(text):
        stop = _line_end(text, at)
        indent = _INDENT.match(text, at, stop)
        if not text[at:stop].strip():
            empty.append(at)
        elif indent and len(indent[0].expandtabs(4)) >= len(before) + 4:
            changes += (Change(place, 0, f"{before}>") for place in empty)
            empty = []
            width = 1 if indent[0].startswith("\t") else 4
            changes.append(Change(at + len(before) if width == 4 else at, width, "> "))
        else:
            break
        at = stop + 1
    return changes


def callout(text: str, start: int) -> list[Change]:
    """Return the change that gives a note of Obsidian, in a quotation, a sort that the parser knows."""
    match = _CALLOUT.match(text, start)
    before = text[text.rfind("\n", 0, start) + 1 : start]
    if match is None or not before.rstrip().endswith(">") or match[1].upper() in _FIVE:
        return []
    return [Change(match.start(1), len(match[1]), _ALERTS.get(match[1].lower(), "NOTE"))]


def fenced_note(text: str, start: int) -> list[Change]:
    """Return the changes that turn `:::note`, and what stands below it up to `:::`, into a note the parser knows."""
    line_end = _line_end(text, start)
    match = _FENCED_NOTE.match(text[start:line_end])
    if match is None or (start and text[start - 1] != "\n"):
        return []
    opening = start + match.end(1)
    behind = 1 if text.startswith("}", opening) else 0
    changes = [Change(start, opening + behind - start, f"> [!{_ALERTS.get(match[1].lower(), 'NOTE')}]")]
    at = line_end + 1
    while at <= len(text):
        stop = _line_end(text, at)
        if not text[at:stop].strip(": \t") and text[at:stop].strip().startswith(":::"):
            return [*changes, Change(at, stop - at, "")]
        changes.append(Change(at, 0, "> " if stop > at else ">"))
        at = stop + 1
    return []


def _line_end(text: str, offset: int) -> int:
    found = text.find("\n", offset)
    return found if found >= 0 else len(text)
