"""Walk over all texts that a publication shows, wherever they are written, each with its place and how it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from harvest.cards.card import Page
from harvest.cards.hidden import without_hidden
from harvest.checks.naming import PAGE_FIELDS, shown_fields
from harvest.checks.seen import body_as_seen
from harvest.corpus import Corpus
from harvest.kinds.names import fold
from harvest.links.directory import Node
from harvest.privacy.find import Setting
from harvest.problems.problem import Place
from harvest.source.yaml_nodes import Scalar, scalars

_SETTINGS: Mapping[str, Setting] = {
    "tags": "code",
    "image": "code",
    "url": "code",
    "title": "words",
    "aliases": "words",
}
"""How the text of a field stands, other than in sentences."""
_BLOCKS: Mapping[str, Setting] = {"heading": "words", "list": "words", "table": "code", "code": "code"}
"""How the text of a block stands, other than in sentences."""


class ShownText(NamedTuple):
    """A text that a publication shows; `place` gives the place of the character at an offset of `text`.

    Paths of places are relative to the content folder, as those of all problems of cards and pages.
    """

    path: str
    text: str
    setting: Setting
    place: Callable[[int], Place]


def texts_of(corpus: Corpus, node: Node) -> Iterator[ShownText]:
    """Yield the texts of a card or page: the name of its file, the fields that pages show, and its blocks."""
    yield ShownText(node.path, node.path.rpartition(".")[0], "code", lambda _: Place(node.path))
    shown = PAGE_FIELDS if isinstance(node, Page) else shown_fields(node.kind)
    for key, value in node.source.data.entries if node.source.data else ():
        name = shown.get(fold(key.value))
        if name:
            for word in scalars(without_hidden(value)):
                yield _of_value(node.path, word, _SETTINGS.get(name, "prose"))
    markdown = node.source.markdown
    seen = body_as_seen(markdown)
    starts = sorted([(block.start, block.form) for block in markdown.blocks])
    for (start, form), (end, _) in pairwise([*starts, (len(seen), "other")]):
        yield ShownText(node.path, seen[start:end], _BLOCKS.get(form, "prose"), _from(node, start))


def _from(node: Node, start: int) -> Callable[[int], Place]:
    return lambda offset: node.source.place(start + offset)


def _of_value(path: str, word: Scalar, setting: Setting) -> ShownText:
    if word.columns:
        first = word.columns[0]
        return ShownText(path, word.value, setting, lambda offset: Place(path, word.line, first + offset))
    return ShownText(path, word.value, setting, lambda _: Place(path, word.line, word.column))
