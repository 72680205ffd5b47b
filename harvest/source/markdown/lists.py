"""Know the lists that word processors, mails and other editors write with signs that the parser takes for text.

A change makes a list of them before the text is parsed again; `as_list` writes them out for their author.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from harvest.source.markdown.places import Change

_SIGNS = r"[•◦▪▫‣●○·■□◆◇➢➤►▶\uf000-\uf0ff]|&(?:bull|middot|#8226|#183|#xB7);"
"""Also those of the fonts Symbol and Wingdings, as they come out of Word."""
_MARKER = re.compile(
    r"(?P<indent>[ \t>]*)(?:"
    rf"(?P<sign>(?:{_SIGNS})[ \t\u00a0\u2002\u2003]*)"
    r"|(?P<open>[☐❏❑][ \t\u00a0]*)"
    r"|(?P<done>[☑☒🗹][ \t\u00a0]*)"
    r"|(?P<kept>(?=[✓✔✗✘★☆✅❌→➔⇒»](?:\ufe0f)?[ \t\u00a0]))"
    r"|(?P<dash>[–—‐‑‒―−][ \t\u00a0]+|-\u00a0[ \t\u00a0]*|-(?=[^\W\d_]))"
    r"|(?P<letter>[o§][ \t\u00a0]+(?!\d))"
    r"|(?P<star>[*+](?=[^\W\d_])(?![^*\n]*\*))"
    r"|(?P<escaped>\\[-*+][ \t\u00a0]+)"
    r"|(?P<number>\((?P<in>\d{1,2})\)[ \t\u00a0]+|(?P<un>\d{1,2})\\[.)][ \t\u00a0]+"
    r"|(?P<close>\d{1,2})[.)](?:\u00a0[ \t\u00a0]*|(?=[^\W\d_]))|(?P<round>[①-⑳])[ \t\u00a0]*)"
    r")(?=\S)"
)
_AS: dict[str, str] = {"sign": "- ", "open": "- [ ] ", "done": "- [x] ", "kept": "- "}
_ALONE = frozenset({"sign", "open", "done"})
"""What begins an item even when it stands alone; of all else two lines at least begin alike."""
_LETTERED = re.compile(r"(?P<indent>[ \t>]*)\(?(?P<at>[a-zA-Z]|[ivxIVX]{2,4})\\?[.)][ \t\u00a0]+(?=\S)")
_BREAK = re.compile(r"(?<!\\)\\$")
"""A backslash that ends a line, as editors write it between lines of one paragraph."""
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
MAY_BE = rf"{_SIGNS}|[☐❏❑☑☒🗹✓✔✗✘★☆✅❌→➔⇒»–—‐‑‒―−*+(①-⑳\d]|[o§][ \t\u00a0]|-[^\s-]|-\u00a0|\\?[-*+]"
"""How a line begins that may begin an item."""


_SPREAD = re.compile(
    rf"\n(?:{_SIGNS}|[–—‐‑‒―−(①-⑳☐❏❑☑☒✓✔✗✘★☆→➔⇒»]|[*+-][^\W\d_]|\\[-*+]|(?:[a-zA-Z]|[ivxIVX]{{2,4}})\\?[.)]\s"
    r"|\d{1,2}(?:\\[.)]|[.)][^\W\d_])|[o§]\s)"
)
"""How a line begins where paragraphs may be items of a list; a search for a line's end is quicker than for `^`."""
_may_be = re.compile(MAY_BE).match


class Begun(NamedTuple):
    """A line that begins with a marker: its number among the lines, and the change that makes it an item."""

    line: int
    sort: str
    change: Change


def may_be(line: str) -> bool:
    """Tell quickly whether a line, without what stands before its first letter, may begin an item."""
    return _may_be(line) is not None


def may_be_spread(text: str) -> bool:
    """Tell quickly whether paragraphs of a text may be items of a list."""
    return _SPREAD.search("\n" + text) is not None


def items(lines: Sequence[str], starts: Sequence[int]) -> list[Begun]:
    """Return the lines of a paragraph that were meant as items of a list, and are none for the parser."""
    found: list[tuple[int, str, re.Match[str]]] = []
    for number, line in enumerate(lines):
        if match := _MARKER.match(line):
            found.append((number, match.lastgroup or "", match))
    sorts = [_sort(match) for _, _, match in found]
    alike = Counter(sorts)
    listed = bool(_ALONE & alike.keys())
    numbers = [_number(match) for (_, _, match), sort in zip(found, sorts, strict=True) if sort == "number"]
    counted = _follows(numbers)
    kept = []
    for (number, _, match), sort in zip(found, sorts, strict=True):
        if sort == "number":
            if counted:
                kept.append(_item(number, sort, match, starts[number], f"{_number(match)}. "))
        elif sort in _ALONE or alike[sort] > 1 or (listed and sort in ("dash", "letter")):
            kept.append(_item(number, sort, match, starts[number], _AS.get(sort, "- ")))
    return kept


def _sort(match: re.Match[str]) -> str:
    return next(name for name in (*_AS, "dash", "letter", "star", "escaped", "number") if match[name] is not None)


def _item(line: int, sort: str, match: re.Match[str], start: int, read_as: str) -> Begun:
    first, last = match.span(sort)
    return Begun(line, sort, Change(start + first, last - first, read_as))


def _number(match: re.Match[str]) -> int:
    if match["round"]:
        return ord(match["round"]) - ord("①") + 1
    return int(match["in"] or match["un"] or match["close"])


def _follows(numbers: Sequence[int]) -> bool:
    """Tell whether at least two numbers follow each other one by one."""
    return len(numbers) > 1 and list(numbers) == list(range(numbers[0], numbers[0] + len(numbers)))


def lettered(lines: Sequence[str]) -> list[int]:
    """Return the numbers of the lines that begin `a.`, `b.` and so on, or `i.`, `ii.`; none if these do not follow."""
    found = [(number, match["at"].lower()) for number, line in enumerate(lines) if (match := _LETTERED.match(line))]
    letters = [letter for _, letter in found]
    for alphabet in (_ROMAN, "abcdefghijklmnopqrstuvwxyz"):
        first = alphabet.index(letters[0]) if letters and letters[0] in alphabet else -1
        if first >= 0 and len(letters) > 1 and letters == list(alphabet[first : first + len(letters)]):
            return [number for number, _ in found]
    return []


def as_list(text: str) -> str:
    """Return a text with an item for each line that begins like one; every other line stays."""
    lines = text.split("\n")
    for count, number in enumerate(lettered(lines), start=1):
        if match := _LETTERED.match(lines[number]):
            lines[number] = f"{match['indent']}{count}. {lines[number][match.end() :]}"
    for item in items(lines, [0] * len(lines)):
        line, change = lines[item.line], item.change
        lines[item.line] = line[: change.start] + change.read_as + line[change.start + change.length :]
        if item.line and _BREAK.search(lines[item.line - 1]):
            lines[item.line - 1] = lines[item.line - 1][:-1]
    widths = [_width(line) for line in lines if line.strip()]
    if min(widths, default=0) >= 4:  # so far in they would be code
        lines = [" " * (_width(line) - min(widths)) + line.lstrip(" \t") if line.strip() else "" for line in lines]
    return "\n".join(lines)


def _width(line: str) -> int:
    """Return how many columns of blanks a line begins with."""
    return len(line[: len(line) - len(line.lstrip(" \t"))].expandtabs(4))


def changes(lines: Sequence[str], starts: Sequence[int]) -> Iterable[Change]:
    """Return the changes that make a list of the lines of a paragraph."""
    changed = [item.change for item in items(lines, starts)]
    changed.extend(
        Change(starts[item.line - 1] + len(lines[item.line - 1]) - 1, 1, "")
        for item in items(lines, starts)
        if item.line and _BREAK.search(lines[item.line - 1])
    )
    return changed


def far_in(text: str, start: int, end: int) -> Iterable[Change]:
    """Return the changes that make a list of lines that begin with bullets and stand so far in that they are code."""
    start = text.rfind("\n", 0, start) + 1
    lines = text[start:end].split("\n")
    starts = list(accumulate((len(line) + 1 for line in lines), initial=start))[:-1]
    found = items(lines, starts)
    if not found or any(line.strip() and not _MARKER.match(line) for line in lines) or found[0].sort == "number":
        return []
    if len(found) < sum(1 for line in lines if line.strip()):
        return []
    least = min((_width(line) for line in lines if line.strip()), default=0)
    changed = []
    for item in found:
        line, at = lines[item.line], starts[item.line]
        inner = " " * (_width(line) - least)
        changed.append(Change(at, item.change.start + item.change.length - at, inner + item.change.read_as))
    return changed


def marker(text: str) -> str:
    """Return the sign with which the first line begins as an item; empty where it does not."""
    match = _MARKER.match(text) or _LETTERED.match(text)
    if match is None:
        return ""
    written = text[match.end("indent") : match.end()].strip()
    return written or text[match.end() : match.end() + 1]


def spread(paragraphs: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the ranges of paragraphs below each other that begin like items of one list: from, up to, how they begin.

    What stands between two paragraphs is an empty text, and so is a paragraph of several lines.
    """
    at = 0
    while at < len(paragraphs):
        sort, end = _sort_of(paragraphs[at]), at + 1
        while sort and end < len(paragraphs) and _sort_of(paragraphs[end]) == sort:
            end += 1
        if end - at > 1:
            inside = paragraphs[at:end]
            if len(lettered(inside) if sort == "lettered" else items(inside, [0] * len(inside))) == end - at:
                yield at, end, sort
        at = end


def _sort_of(text: str) -> str:
    if match := _MARKER.match(text):
        sort = _sort(match)
        return "long dash" if sort == "dash" and not match["dash"].startswith("-") else sort
    return "lettered" if _LETTERED.match(text) else ""
