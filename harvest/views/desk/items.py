"""Name the cards and pages of the desk, each once, without what the list of people keeps inside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property

from harvest.corpus import Corpus
from harvest.links.directory import Node
from harvest.problems.codes import SEVERITIES
from harvest.problems.hiding import hidden
from harvest.problems.problem import NOTHING, Message, Problem
from harvest.views.cards import Views
from harvest.views.desk.values import DeskItem
from harvest.views.view import Entry


class DeskItems:
    """Makes the items of one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.views = Views(corpus, preview=True)
        self._items: dict[str, DeskItem] = {}

    def item(self, node: Node, what: Message = NOTHING) -> DeskItem:
        """Return a card or page as the desk names it."""
        item = self._items.get(node.path)
        if item is None:
            item = self._items[node.path] = DeskItem(self._entry(node), self.corpus.publication.path_of(node.path))
        return replace(item, what=what) if what.text else item

    def file(self, path: str) -> DeskItem:
        """Return a file of the folder of `mkdocs.yml` as the desk names it: by its title where it is a card or page."""
        node = self._by_path.get(path)
        return self.item(node) if node else DeskItem(Entry("", hidden(path)), path)

    @cached_property
    def _by_path(self) -> Mapping[str, Node]:
        nodes: tuple[Node, ...] = (*self.corpus.pages, *self.corpus.all_cards)
        return {self.corpus.publication.path_of(node.path): node for node in nodes}

    def _entry(self, node: Node) -> Entry:
        known = self.corpus.directory.by_key.get(node.key) is node
        entry = self.views.entry(node)
        # Of two cards with one id only the first has a page, and its entry is not for the other.
        title, key = hidden(node.title), entry.key if known else ""
        return replace(entry, key=key, title=title, summary="")


def by_severity(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return problems with the most serious first, and in the order of the file among equals."""
    return tuple(sorted(problems, key=lambda one: SEVERITIES.index(one.severity)))


def weight(problems: Iterable[Problem]) -> tuple[int, int, int]:
    """Return a sort key that puts first what has most errors, then most warnings, then most hints."""
    counts = [0, 0, 0]
    for one in problems:
        counts[SEVERITIES.index(one.severity)] -= 1
    return counts[0], counts[1], counts[2]
