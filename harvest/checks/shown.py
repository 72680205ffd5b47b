"""Define a text that a publication shows, with its place and how it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from harvest.privacy.find import Setting
from harvest.privacy.sentences import sentences
from harvest.problems.problem import Place
from harvest.source.yaml_nodes import Scalar

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
    """Return the text of a value in YAML."""
    if word.columns:
        first = word.columns[0]
        return ShownText(path, word.value, setting, lambda offset: Place(path, word.line, first + offset))
    return ShownText(path, word.value, setting, lambda _: Place(path, word.line, word.column))


def standing(text: str) -> Setting:
    """Return how a text stands that may be a heading, an item or a caption: whole sentences, or words alone."""
    if text.startswith(("http://", "https://", "www.")):
        return "code"
    several = next((end for _, end in sentences(text)), len(text)) < len(text.rstrip())
    return "prose" if several or _STOP.search(text) else "words"
