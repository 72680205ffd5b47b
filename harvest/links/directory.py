"""The directory: every name and path by which a card, a page or a file can be meant."""

from __future__ import annotations

import posixpath
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from harvest.cards.card import INDEX, Card, Page, is_index
from harvest.kinds.kind import STATUSES
from harvest.kinds.names import Names, fold

Node = Card | Page


@dataclass(frozen=True)
class Directory:
    """Every name and path by which a card or a page can be meant."""

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
        """Folded id, or path without its ending → the cards whose file is called so."""
        names: dict[str, dict[str, Card]] = defaultdict(dict)
        for card in self.cards:
            folder = (card.path.rpartition("/")[0],) if is_index(card.path) else ()
            for name in (card.id, card.path.rpartition(".")[0], *folder):
                names[fold(name)][card.key] = card
        return {name: tuple(cards.values()) for name, cards in names.items()}

    @cached_property
    def _by_title(self) -> Mapping[str, tuple[Card, ...]]:
        """Folded title or alias → the cards that go by it; the first has it, of the others `duplicate-title` tells."""
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
        """Titles and aliases as written, for «did you mean»."""
        names = {name: None for card in self.cards for name in (card.title, *card.aliases)}
        return Names([*names, *(page.title for page in self.pages)])

    @cached_property
    def _files_by_ending(self) -> dict[str, tuple[Mapping[str, str], Names]]:
        return {}

    def files_ending_in(self, ending: str) -> tuple[Mapping[str, str], Names]:
        """Of all files whose path ends so, name → path, and the names for «did you mean»."""
        if ending not in self._files_by_ending:
            paths = (path for path in (*self.by_path, *self.files) if path.lower().endswith(ending))
            found = {unicodedata.normalize("NFC", path.rpartition("/")[2]): path for path in paths}
            self._files_by_ending[ending] = found, Names(found)
        return self._files_by_ending[ending]

    def named(self, name: str) -> tuple[Node, ...]:
        """The nodes meant by this name: the card whose file is called so, else the one with that title or alias, else
        the pages. Of cards that share a title the one with the best claim is meant.
        """
        for known in self._spellings(name):
            if found := self._by_file.get(known) or self._by_title.get(known, ())[:1]:
                return found
            if pages := self._pages_by_name.get(known):
                return pages
        return ()

    def of_kinds(self, name: str, leads_to: Callable[[str], bool]) -> tuple[Card, ...]:
        """The cards meant by this name when only some kinds will do."""
        for known in self._spellings(name):
            for names, most in ((self._by_file, None), (self._by_title, 1)):
                if known in names and (fitting := tuple(card for card in names[known] if leads_to(card.kind.kind))):
                    return fitting[:most]
        return ()

    def contested(self, card: Card) -> bool:
        """Whether another card goes by one of its names too."""
        return any(len(self._by_title[fold(name)]) > 1 for name in _names(card))

    def _spellings(self, name: str) -> Iterator[str]:
        yield fold(name)
        if name.lower().endswith((".md", ".markdown")):
            yield fold(name.rpartition(".")[0])

    def meant(self, target: str, node: Node) -> tuple[tuple[Node, ...], str]:
        """The nodes a wiki link in `node` can mean, and the heading behind its `#`. A title may hold a `#` itself."""
        found = self.named(target)
        if found or "#" not in target:
            return found, ""
        name, _, heading = target.partition("#")
        return (self.named(name) if name.strip() else (node,)), heading.strip()

    def at(self, path: str, from_path: str) -> tuple[str, Node | None]:
        """Where a Markdown link leads: the path from the content folder, and its card or page.

        The path begins with `..` when it leads out of the content folder.
        """
        path = unquote(path)
        joined = path.lstrip("/") if path.startswith("/") else posixpath.join(posixpath.dirname(from_path), path)
        whole = posixpath.normpath(joined)
        for candidate in (whole, f"{whole}.md", *(posixpath.normpath(f"{whole}/{name}.md") for name in INDEX)):
            if found := self.by_path.get(candidate) or self.by_path.get(self._written(candidate)):
                return found.path, found
        return whole, None

    def file(self, path: str) -> str:
        """The path of the file that is called so, in either way that letters with accents are written; or nothing."""
        return next((known for known in (path, self._written(path)) if known in self.files), "")

    def _written(self, path: str) -> str:
        """The path as the folder has it: a Mac writes letters with accents in two parts."""
        return path if path.isascii() else self._by_composed.get(unicodedata.normalize("NFC", path), path)

    @cached_property
    def _by_composed(self) -> Mapping[str, str]:
        return {unicodedata.normalize("NFC", path): path for path in (*self.by_path, *self.files)}

    @cached_property
    def meant_by(self) -> dict[tuple[str, str, str], tuple[Node, ...]]:
        """What `candidates` found before, by kind of card, relation and text: every reference is asked for thrice."""
        return {}


def _names(card: Card) -> tuple[str, ...]:
    """The title its author wrote, and the aliases."""
    return (card.title, *card.aliases) if "title" in card.values else card.aliases


def claim(name: str) -> Callable[[Card], tuple[int, bool, bool, str]]:
    """How good the claim of a card to a folded name is, best first: seen by more people, with a file called so, by its
    title rather than an alias."""
    return lambda card: (
        -STATUSES.index(card.status),
        fold(card.id) != name,
        fold(card.title) != name,
        card.path,
    )
