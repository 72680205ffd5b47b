"""Ties between cards and pages: resolved by name or path, and kept as edges with a place."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from harvest.cards.card import INDEX, Card, Page, Reference, is_index
from harvest.kinds.kind import STATUSES
from harvest.kinds.names import Names, fold
from harvest.problems.problem import Place
from harvest.source.inline import Tie, ties
from harvest.source.plain import blank_hidden, without_markup

__all__ = ["Edge", "Node", "Register", "Tie", "anchor", "candidates", "claim", "find_edges", "sentence", "ties"]

Node = Card | Page


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie from one node to another: a relation, or with `relation` None a link in running text.

    `start` and `end` are its offsets in the source's body, where it stands in running text.
    """

    source: str
    target: str
    relation: str | None
    place: Place
    start: int = -1
    end: int = -1


@dataclass(frozen=True)
class Register:
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
            found = {path.rpartition("/")[2]: path for path in paths}
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
            if candidate in self.by_path:
                return candidate, self.by_path[candidate]
        return whole, None

    @cached_property
    def _anchors(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def meant_by(self) -> dict[tuple[str, str, str], tuple[Node, ...]]:
        """What `candidates` found before, by kind of card, relation and text: every reference is asked for thrice."""
        return {}

    def anchors(self, node: Node) -> frozenset[str]:
        """The anchors of a node's headings."""
        if node.key not in self._anchors:
            seen: dict[str, int] = {}
            self._anchors[node.key] = frozenset(anchor(h.text, seen) for h in node.source.headings)
        return self._anchors[node.key]


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


def anchor(heading: str, seen: dict[str, int]) -> str:
    """The anchor of a heading, made unique among those `seen` on the same page."""
    base = re.sub(r"[^a-z0-9]+", "-", fold(without_markup(heading))).strip("-") or "deel"
    count = seen.get(base, 0)
    seen[base] = count + 1
    return base if not count else f"{base}_{count}"


def candidates(register: Register, card: Card, reference: Reference) -> tuple[Node, ...]:
    """The nodes a relation can mean: of a kind it leads to when there is one, else whatever has the name."""
    asked = (card.kind.kind, reference.relation, reference.text)
    found = register.meant_by.get(asked)
    if found is None:
        allowed = card.kind.relations[reference.relation]
        found = register.of_kinds(reference.text, allowed.leads_to) or register.meant(reference.text, card)[0]
        if "#" not in reference.text:  # else it may mean this very card
            register.meant_by[asked] = found
    return found


def find_edges(register: Register, in_text: Mapping[str, Iterable[Tie]]) -> Iterator[Edge]:
    """Every edge once; `in_text` holds what stands in the body of each path.

    A relation written twice, or a symmetric one on both ends, is one edge. So is a link that counts as a relation
    because of the section it stands in, beside the link itself.
    """
    seen: set[tuple[str, str, str]] = set()
    for card in sorted(register.cards, key=lambda card: card.path):
        for reference in card.references:
            found = candidates(register, card, reference)
            target = found[0] if len(found) == 1 else None
            relation = card.kind.relations[reference.relation]
            if not isinstance(target, Card) or target.key == card.key:
                continue
            if not relation.leads_to(target.kind.kind):
                continue
            low, high = sorted((card.key, target.key)) if relation.symmetric else (card.key, target.key)
            if (reference.relation, low, high) not in seen:
                seen.add((reference.relation, low, high))
                yield Edge(card.key, target.key, reference.relation, reference.place)
    for node in register.nodes:
        for tie in in_text.get(node.path, ()):
            led_to = _led_to(register, node, tie)
            if led_to is None or led_to.key == node.key:
                continue
            place = node.source.place(tie.start)
            yield Edge(node.key, led_to.key, None, place, tie.start, tie.end)
            counts_as = _counts_as(node, tie, led_to)
            if counts_as and (counts_as, node.key, led_to.key) not in seen:
                seen.add((counts_as, node.key, led_to.key))
                yield Edge(node.key, led_to.key, counts_as, place)


def _led_to(register: Register, node: Node, tie: Tie) -> Node | None:
    if tie.form == "wiki":
        found, _ = register.meant(tie.target, node)
        return found[0] if len(found) == 1 else None
    if tie.form in ("link", "definition"):
        path = tie.target.partition("#")[0].partition("?")[0]
        return register.at(path, node.path)[1] if path and ":" not in path.partition("/")[0] else None
    return None


def _counts_as(node: Node, tie: Tie, target: Node) -> str | None:
    """The relation a link counts as because of the section it stands in."""
    if not (isinstance(node, Card) and isinstance(target, Card)):
        return None
    part = node.part_at(tie.start)
    name = node.kind.sections[part.name].links_count_as if part and part.name else None
    return name if name and node.kind.relations[name].leads_to(target.kind.kind) else None


_BLOCK_BEGINS = re.compile(r"\n[ \t]*(?:[-*+]|\d+[.)])[ \t]|\n#{1,6}[^\n]*|\n {0,3}\[\^[^\[\]\s]+\]:|\n[ \t]*(?=\n)")
_SENTENCE_BEGINS = re.compile(r"[.!?…][\"'”’)]?\s+(?=[A-ZÀ-Þ‘“\"'])")
_SENTENCE_ENDS = re.compile(r"[.!?…][\"'”’)]?(?=\s+[A-ZÀ-Þ‘“\"'(]|\s*$)")


def sentence(node: Node, edge: Edge) -> tuple[str, str, str]:
    """The sentence an edge stands in, as plain text: before the link, the link, after it.

    All three are empty where the edge stands in what no page shows.
    """
    body = blank_hidden(node.source.body)
    start = max((match.end() for match in _BLOCK_BEGINS.finditer(body, 0, edge.start)), default=0)
    ends = _BLOCK_BEGINS.search(body, edge.end)
    stop = ends.start() if ends else len(body)
    if not body[edge.start : edge.end].strip():
        return "", "", ""
    link = next(ties(body[edge.start : edge.end]), None)
    caption = (link.caption or link.target) if link else ""
    marked = f"{body[start : edge.start]}\ue000{caption}\ue001{body[edge.end : stop]}"
    text = " ".join(without_markup(marked).split())
    before, _, rest = text.partition("\ue000")
    inside, _, after = rest.partition("\ue001")
    cut = max((match.end() for match in _SENTENCE_BEGINS.finditer(before)), default=0)
    tail = _SENTENCE_ENDS.search(after)
    return before[cut:], inside, after[: tail.end()] if tail else after
