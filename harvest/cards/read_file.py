"""Read one file of the content folder as the card or page that it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from harvest.cards.card import Card, Page, is_index
from harvest.cards.memory import FileMemory
from harvest.cards.misplaced import meant_as_card, page_left_out
from harvest.cards.read import read_card
from harvest.cards.read_page import read_page
from harvest.kinds.names import fold
from harvest.kinds.read import Kinds
from harvest.problems.problem import Problem
from harvest.source.source import read_source
from harvest.source.yaml_nodes import Entries

PLAIN_VIEWS = ("home", "new-here", "map", "reflection", "index", "colophon")
"""Views that do not belong to one kind."""


@dataclass(frozen=True, slots=True)
class FileReader:
    """Reads files as a publication with these kinds does; `in_nav` holds the pages that its settings name.

    Without `has_nav`, it names every page. `called` is path → the title that the settings give a page. `memory` holds
    what files gave that have not changed since.
    """

    kinds: Kinds
    language: str
    in_nav: Collection[str]
    has_nav: bool
    memory: FileMemory
    called: Mapping[str, str] = field(default_factory=dict)

    def read(self, path: str, content: bytes) -> tuple[Card | Page, list[Problem]]:
        """Return the card or page in a file, and the problems of reading it."""
        node, problems = self.memory.kept(
            path,
            (content, self.kinds, self.language, self.called.get(path, "")),
            lambda: self._as_written(path, content),
        )
        if isinstance(node, Card):
            return node, problems
        page = replace(node, named=path in self.in_nav or not self.has_nav)
        if not page.view and not problems:
            problems = meant_as_card(page, self.kinds, self.in_nav)
        if not problems and not (page.named or page.status or self._is_page_of_kind(path)):
            problems = [page_left_out(page)]
        return page, problems

    def _as_written(self, path: str, content: bytes) -> tuple[Card | Page, list[Problem]]:
        source = read_source(path, content)
        home = self.kinds.of_path(path)
        if home and not self._is_page_of_kind(path) and not _has_view(source.data):
            return read_card(source, home[0], self.kinds, self.language, home[1])
        return read_page(
            source, self.kinds, [*PLAIN_VIEWS, *self.kinds.by_view], self.language, self.called.get(path, "")
        )

    def _is_page_of_kind(self, path: str) -> bool:
        """Tell whether a file is the page of a folder for cards; the index of a folder below it is a card."""
        return is_index(path) and path.rpartition("/")[0] in self.kinds.folders


def _has_view(data: Entries | None) -> bool:
    return data is not None and any(fold(key.value) == "view" for key, _ in data.entries)
