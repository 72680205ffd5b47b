"""Look up cards, pages and files by every name and path they have."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from harvest.cards.card import INDEX, Card, Page, is_index
from harvest.cards.copies import copy_of
from harvest.kinds.kind import STATUSES
from harvest.kinds.names import Names, fold

Node = Card | Page


@dataclass(frozen=True)
class Directory:
    """The cards, pages and files of a publication, by every name and path they have."""

    cards: tuple[Card, ...]
    pages: tuple[Page, ...]
    files: frozenset[str]

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """All cards, then all pages."""
        return (*self.cards, *self.pages)

    @cached_property
    def by_key(self) -> Mapping[str, Node]:
        """Key → card or page."""
        return {node.key: node for node in self.nodes}

    @cached_property
    def by_path(self) -> Mapping[str, Node]:
        """Path relative to the content folder → card or page."""
        return {node.path: node for node in self.nodes}

    @cached_property
    def _by_file(self) -> Mapping[str, tuple[Card, ...]]:
        """Folded id, or path without its ending → the cards whose file has that name."""
        names: dict[str, dict[str, Card]] = defaultdict(dict)
        for card in self.cards:
            folder = (card.path.rpartition("/")[0],) if is_index(card.path) else ()
            for name in (card.id, card.path.rpartition(".")[0], *folder):
                names[fold(name)][card.key] = card
        return {name: tuple(cards.values()) for name, cards in names.items()}

    @cached_property
    def _by_title(self) -> Mapping[str, tuple[Card, ...]]:
        """Folded title or alias → the cards that have it; it means the first, and the others get `duplicate-title`."""
        names: dict[str, dict[str, Card]] = defaultdict(dict)
        for card in self.cards:
            for name in _names(card):
                names[fold(name)][card.key] = card
        return {name: tuple(sorted(cards.values(), key=claim(name))) for name, cards in names.items()}

    @cached_property
    def _pages_by_name(self) -> Mapping[str, tuple[Page, ...]]:
        names: dict[str, dict[str, Page]] = defaultdict(dict)
        for page in self.pages:
            for name in (page.title, page.path.rpartition(".")[0]):
                names[fold(name)][page.key] = page
        return {name: tuple(pages.values()) for name, pages in names.items()}

    @cached_property
    def written_names(self) -> Names:
        """Titles and aliases as their authors wrote them, for «did you mean»."""
        names = {name: None for card in self.cards for name in (card.title, *card.aliases)}
        return Names([*names, *(page.title for page in self.pages)])

    @cached_property
    def _files_by_ending(self) -> dict[str, tuple[Mapping[str, str], Names]]:
        return {}

    def files_ending_in(self, ending: str) -> tuple[Mapping[str, str], Names]:
        """Return the files whose path has this ending as name → path, and their names for «did you mean»."""
        if ending not in self._files_by_ending:
            paths = (path for path in (*self.by_path, *self.files) if path.lower().endswith(ending))
            by_name = {unicodedata.normalize("NFC", path.rpartition("/")[2]): path for path in paths}
            self._files_by_ending[ending] = by_name, Names(by_name)
        return self._files_by_ending[ending]

    def may_be_file(self, target: str) -> bool:
        """Tell quickly whether a link can lead to a file that is no card or page; never «no» where it does."""
        return self._file_endings is not None and self._file_endings.search(unquote(target)) is not None

    @cached_property
    def _file_endings(self) -> re.Pattern[str] | None:
        endings = {posixpath.splitext(path)[1] or path.rpartition("/")[2] for path in self.files}
        return re.compile("|".join(map(re.escape, sorted(endings))), re.IGNORECASE) if endings else None

    def named(self, name: str) -> tuple[Node, ...]:
        """Return the nodes with this name: the cards whose file has it, else the one with that title or alias, else
        the pages. Of cards that share a title it is the one with the best claim.
        """
        for known in self._spellings(name):
            if cards := self._by_file.get(known) or self._by_title.get(known, ())[:1]:
                return cards
            if pages := self._pages_by_name.get(known):
                return pages
        return ()

    def of_kinds(self, name: str, leads_to: Callable[[str], bool]) -> tuple[Card, ...]:
        """Return the cards with this name, of the kinds that `leads_to` accepts."""
        for known in self._spellings(name):
            for names, most in ((self._by_file, None), (self._by_title, 1)):
                if known in names and (fitting := tuple(card for card in names[known] if leads_to(card.kind.kind))):
                    return fitting[:most]
        return ()

    def contested(self, card: Card) -> bool:
        """Tell whether another card has one of its names too."""
        return any(len(self._by_title[fold(name)]) > 1 for name in _names(card))

    def _spellings(self, name: str) -> Iterator[str]:
        yield fold(name)
        if name.lower().endswith((".md", ".markdown")):
            yield fold(name.rpartition(".")[0])

    def meant(self, target: str, node: Node) -> tuple[tuple[Node, ...], str]:
        """Return the nodes that a wiki link in `node` can mean, and the heading behind its `#`.

        A title may hold a `#` itself.
        """
        nodes = self.named(target)
        if nodes or "#" not in target:
            return nodes, ""
        name, _, heading = target.partition("#")
        return (self.named(name) if name.strip() else (node,)), heading.strip()

    def at(self, path: str, from_path: str) -> tuple[str, Node | None]:
        """Return where a Markdown link leads: the path from the content folder, and its card or page.

        The path begins with `..` when it leads out of the content folder.
        """
        path = unquote(path)
        joined = path.lstrip("/") if path.startswith("/") else posixpath.join(posixpath.dirname(from_path), path)
        whole = posixpath.normpath(joined)
        for candidate in (whole, f"{whole}.md", *(posixpath.normpath(f"{whole}/{name}.md") for name in INDEX)):
            if node := self.by_path.get(candidate) or self.by_path.get(self._written(candidate)):
                return node.path, node
        return whole, None

    def file(self, path: str) -> str:
        """Return the path of a file as the folder has it, however accents are encoded; empty without such a file."""
        return next((known for known in (path, self._written(path)) if known in self.files), "")

    def shown_instead(self, path: str) -> Node | None:
        """Return the index beside a README, which is then the page of the folder; None for any other path."""
        folder, _, name = path.rpartition("/")
        if name.removesuffix(".markdown").removesuffix(".md") != "README":
            return None
        return self.by_path.get(f"{folder}/index.md" if folder else "index.md")

    def _written(self, path: str) -> str:
        """Return a path as the folder has it: a Mac encodes a letter and its accent separately."""
        return path if path.isascii() else self._by_composed.get(unicodedata.normalize("NFC", path), path)

    @cached_property
    def _by_composed(self) -> Mapping[str, str]:
        return {unicodedata.normalize("NFC", path): path for path in (*self.by_path, *self.files)}

    @cached_property
    def meant_by(self) -> dict[tuple[str, str, str], tuple[Node, ...]]:
        """Cache of `candidates`, by kind of card, relation and text: we look up every reference three times."""
        return {}


def _names(card: Card) -> tuple[str, ...]:
    """Return the title, if its author wrote one, and the aliases."""
    return (card.title, *card.aliases) if "title" in card.values else card.aliases


def claim(name: str) -> Callable[[Card], tuple[int, bool, bool, bool, str]]:
    """Return a sort key for cards that share a folded name, the best claim first.

    First come cards that more people see, then those that are no copy by their name, then those whose file has the
    name, then those whose title it is.
    """
    return lambda card: (
        -STATUSES.index(card.status),
        bool(copy_of(card.id)),
        fold(card.id) != name,
        fold(card.title) != name,
        card.path,
    )
