"""Define a text that a publication shows, with its place and how it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from harvest.checks.seen import NOTHING_SEEN, as_seen
from harvest.privacy.reading.sentences import sentences
from harvest.problems.problem import Place
from harvest.source.yaml_nodes import Scalar

if TYPE_CHECKING:  # whoever has no list need not wait for what finds names
    from harvest.privacy.finding.find import Setting

_MARKS = re.compile(r"\\(?=[!-/:-@\[-`{}~\n])|\*\**|~~*|===*|\^|``*|\{#[^{}\n]*\}(?=[ \t]*$)", re.MULTILINE)
"""Marks of emphasis and code, the anchor of a heading, and the sign that takes a mark its meaning."""
_LOW_LINES = re.compile(r"(?<![^\W_])_+(?=\S)|(?<=\S)_+(?![^\W_])")
_AT_A_LINE = re.compile(r"^[ \t]*(?:>[ \t]?)+(?:\[![A-Za-z]+\][-+]?)?|^[ \t]{0,3}#{1,6}[ \t]+", re.MULTILINE)
"""Marks of quotations and headings."""
_SHOWN = re.compile(rf"[^{NOTHING_SEEN}]+")
_STOP = re.compile(r"[.!?…][\"'”’»)\]*_]*\s*\Z")


class ShownText(NamedTuple):
    """A text that a publication shows; `place` gives the place of the character at an offset of `text`.

    Paths of places are relative to the content folder, as those of all problems of cards and pages. A text that shows
    once more what was in the texts just before it, as a reader sees them together, `repeats` so many of them.
    With `names_file` it is the name of the file itself, or of a folder that it lies in.
    """

    path: str
    text: str
    setting: Setting
    place: Callable[[int], Place]
    repeats: int = 0
    names_file: bool = False


def of_path(path: str) -> Iterator[ShownText]:
    """Yield the name of a file, without its ending, and those of its folders."""
    for name in path.rpartition(".")[0].split("/"):
        yield ShownText(path, name, "code", lambda _: Place(path), names_file=True)


def of_value(path: str, word: Scalar, setting: Setting) -> ShownText:
    """Return the text of a value in YAML, which may have marks of emphasis."""
    seen = word.value if setting == "code" else without_marks(word.value)
    if not word.columns:
        return shown_text(path, seen, setting, lambda _: Place(path, word.line, word.column))
    first = word.columns[0]
    return shown_text(path, seen, setting, lambda offset: Place(path, word.line, first + offset))


def without_marks(text: str) -> str:
    """Return a text with invisible letters for the marks of its markup."""
    seen = as_seen(text)
    for sign, marks in (("", _MARKS), ("_", _LOW_LINES), (">", _AT_A_LINE), ("#", _AT_A_LINE)):
        if sign in seen:
            seen = marks.sub(lambda mark: NOTHING_SEEN * len(mark[0]), seen)
    return seen


def shown_text(path: str, filled: str, setting: Setting, place: Callable[[int], Place]) -> ShownText:
    """Return a text without its invisible letters; `place` gives the place of an offset in `filled`."""
    if NOTHING_SEEN not in filled:
        return ShownText(path, filled, setting, place)
    pieces = [(match.start(), match[0]) for match in _SHOWN.finditer(filled)]
    starts, at = [0], 0
    for _, piece in pieces[:-1]:
        at += len(piece)
        starts.append(at)

    def placed(offset: int) -> Place:
        index = max(bisect_right(starts, offset) - 1, 0)
        return place(pieces[index][0] + offset - starts[index])

    return ShownText(path, "".join(piece for _, piece in pieces), setting, placed)


def standing(text: str) -> Setting:
    """Return how a text stands that may be a heading, an item or a caption: whole sentences, or words alone."""
    if text.startswith(("http://", "https://", "www.")):
        return "code"
    several = next((end for _, end in sentences(text)), len(text)) < len(text.rstrip())
    return "prose" if several or _STOP.search(text) else "words"
