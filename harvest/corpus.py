"""Hold all cards, pages, edges and problems of a publication in one value that never changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from harvest.cards.card import Card, Page, is_index
from harvest.kinds.kind import STATUSES, Kind, Status
from harvest.kinds.names import fold
from harvest.kinds.read import Kinds
from harvest.links.directory import Directory, Node
from harvest.links.edges import Edge
from harvest.privacy.finding import others
from harvest.privacy.people.people import People
from harvest.privacy.reading.names_read import NamesRead, Searched
from harvest.privacy.reviews.reviews import Reviews
from harvest.problems.language import label
from harvest.problems.problem import Problem
from harvest.publication import CONFIDENTIAL, RULES, STATUSES_OF, Edition, Publication
from harvest.source.documents import DOCUMENTS, Document
from harvest.source.pictures import Format
from harvest.source.refusal import Refusal
from harvest.source.source import read_source

T = TypeVar("T")


@dataclass(frozen=True)
class Corpus:
    """A publication after reading and checking, with the edition whose rules apply.

    Paths are relative to the content folder; only those of `problems` and `declarations` (which also holds the content
    of each file that declares kinds) are relative to the folder of `mkdocs.yml`. `people` is the list of people, where
    it is at hand, and `drawn` holds the texts that each drawing shows, with their lines; `texts` is a memory of checks.
    """

    publication: Publication
    kinds: Kinds
    edition: Edition
    directory: Directory
    edges: tuple[Edge, ...] = ()
    problems: tuple[Problem, ...] = ()
    all_cards: tuple[Card, ...] = ()
    photographs: Mapping[str, Format | Refusal] = field(default_factory=dict)
    """Path of a photograph that a card or page names → the format it really has, or why it does not go out."""
    documents: Mapping[str, Document] = field(default_factory=dict)
    people: People | None = None
    names_read: NamesRead = field(default_factory=NamesRead)
    drawn: Mapping[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    declarations: tuple[tuple[str, bytes], ...] = ()
    reviews: Reviews = field(default_factory=Reviews)
    searched: Searched = field(default_factory=Searched)
    texts: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def cards(self) -> tuple[Card, ...]:
        """All cards: by kind, then by `order`, then by title."""
        return self.directory.cards

    @property
    def pages(self) -> tuple[Page, ...]:
        """All pages, by path."""
        return self.directory.pages

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """All readable cards and pages."""
        return tuple(node for node in self.directory.nodes if node.readable)

    @cached_property
    def readable_cards(self) -> tuple[Card, ...]:
        """The cards with readable data."""
        return tuple(card for card in self.cards if card.readable)

    @cached_property
    def by_path(self) -> tuple[Card, ...]:
        """All cards by path, including those that share their id with another card."""
        return tuple(sorted(self.all_cards, key=lambda card: card.path))

    @cached_property
    def by_view(self) -> Mapping[str, Page]:
        """View → the page that shows it. Of several pages it is the first in the spine, or else the first by path."""
        order = {c.path: n for n, c in enumerate(c for part in self.publication.spine for c in part.chapters)}
        by_view: dict[str, Page] = {}
        for page in sorted(self.pages, key=lambda page: (order.get(page.path, len(order)), page.path)):
            if page.view:
                by_view.setdefault(page.view, page)
        return by_view

    @cached_property
    def people_finder(self) -> others.PeopleFinder | None:
        """What finds the people that this edition may not name; None without a list."""
        said = self.publication
        return others.finder_of(self.people, self.edition, said.language, said.places, self.all_cards, self.may_name)

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Card, ...]]:
        return _grouped((card.kind.kind, card) for card in self.cards)

    def of_kind(self, name: str) -> tuple[Card, ...]:
        """Return the cards of one kind, in their order."""
        return self._by_kind.get(name, ())

    def kind_of(self, key: str) -> Kind | None:
        """Return the kind of the card with this key; None for a page."""
        node = self.directory.by_key.get(key)
        return node.kind if isinstance(node, Card) else None

    def title(self, key: str) -> str:
        """Return the title of the card or page with this key."""
        return self.directory.by_key[key].title

    @cached_property
    def _outgoing(self) -> Mapping[str, tuple[Edge, ...]]:
        return _grouped((edge.source, edge) for edge in self.edges)

    @cached_property
    def _incoming(self) -> Mapping[str, tuple[Edge, ...]]:
        return _grouped((edge.target, edge) for edge in self.edges)

    def outgoing(self, key: str) -> tuple[Edge, ...]:
        """Return the edges that begin at this node."""
        return self._outgoing.get(key, ())

    def incoming(self, key: str) -> tuple[Edge, ...]:
        """Return the edges that end at this node: its backlinks."""
        return self._incoming.get(key, ())

    def holds(self, node: Node) -> bool:
        """Tell whether this edition shows the node.

        Every edition holds cards of a kind without status, but no card that it has to hold back.
        """
        if isinstance(node, Page):
            return self.status_of(node) in STATUSES_OF[self.edition]
        seen = "status" not in node.kind.fields or node.status in STATUSES_OF[self.edition]
        return seen and not self.held_back(node)

    def status_of(self, page: Page) -> Status:
        """Return the status of a page: its own, or else that of its cards, or else what the settings say.

        The page of a folder for cards follows these, whatever `nav` says: it is as public as the most public of the
        cards below it or in its view, and released when there are none. Source: the content model, «Status».
        """
        if page.status or page.status_misread:
            return page.status or "draft"
        if not self.follows_cards(page):
            return "released" if page.named else "draft"
        return self._followed[page.path]

    def follows_cards(self, page: Page) -> bool:
        """Tell whether a page is that of a folder for cards, and leaves its status to these."""
        return not page.status and is_index(page.path) and page.path.rpartition("/")[0] in self.kinds.folders

    @cached_property
    def _followed(self) -> Mapping[str, Status]:
        """The status of each page that follows its cards, by path."""
        followed: dict[str, Status] = {}
        for page in (page for page in self.pages if self.follows_cards(page)):
            folder = page.path.rpartition("/")[0] + "/"
            shown = {kind.kind for kind in self.kinds.by_view.get(page.view or "", ())}
            cards = (card for card in self.all_cards if card.path.startswith(folder) or card.kind.kind in shown)
            statuses = {self._seen_as(card) for card in cards} or {"released"}
            followed[page.path] = next(status for status in reversed(STATUSES) if status in statuses)
        return followed

    def _seen_as(self, card: Card) -> Status:
        """Return the status with which a card counts for who may see it: what is held back counts as a draft."""
        if self.held_back(card):
            return "draft"
        return card.status if "status" in card.kind.fields else "released"

    def rule_of(self, node: Node) -> str:
        """Return the rule that holds for a card or page: the stricter of its own and that of the publication.

        A card may be stricter than the group agreed, not milder: one person does not lift what all of them agreed on.
        Empty where neither is declared.
        """
        own = node.rule if isinstance(node, Page) else node.text("rule")
        return max(own, self.publication.rule, key=("", *RULES).index)

    def confidential(self, node: Node) -> bool:
        """Tell whether nobody outside may know who said what is in a card or page: under `chatham` and `closed`.

        It is so too where it has a rule of its own that nobody understands.
        """
        misread = node.rule_misread if isinstance(node, Page) else "rule" in node.misread
        return self.publication.confidential or misread or self.rule_of(node) in CONFIDENTIAL

    def held_back(self, card: Card) -> bool:
        """Tell whether a card stays out of this edition, whatever its status.

        This holds for an organisation without consent for this edition, for a result for individuals alone outside the
        circle's edition, and for a collaboration with too few partners that may be named.
        """
        return not self.may_name(card) or card.key in self._left_alone

    def may_name(self, card: Card) -> bool:
        """Tell whether the card itself allows this edition to show and name it, status apart."""
        return card.may_be_named and (self.edition == "circle" or not card.circle_only)

    def withdrawn(self, card: Card) -> bool:
        """Tell whether a card is held back for want of consent, so that relations to it are left out without a word."""
        return self.held_back(card) and (bool(card.kind.published_when) or self.may_name(card))

    @cached_property
    def _left_alone(self) -> frozenset[str]:
        """Cards that drop below the minimum of a relation once unnamed organisations are removed."""
        keys = set()
        for card in self.cards:
            for name, relation in card.kind.relations.items():
                if not relation.fewest:
                    continue
                ends = [self.directory.by_key[edge.target] for edge in self.outgoing(card.key) if edge.relation == name]
                named = [end for end in ends if isinstance(end, Page) or self.may_name(end)]
                if len(named) < min(len(ends), relation.fewest):
                    keys.add(card.key)
        return frozenset(keys)

    def published(self) -> Corpus:
        """Return the same corpus with only the cards and pages that this edition holds, as it may tell of them."""
        cards = tuple(self._as_told(card) for card in self.cards if self.holds(card))
        pages = tuple(filter(None, map(self._published_page, self.pages)))
        directory = Directory(cards, pages, self.directory.files)
        edges = tuple(
            edge
            for edge in self.edges
            if edge.target in directory.by_key and edge.source in directory.by_key
            # An empty shelf has none of its own words, so no links either.
            if self.holds(self.directory.by_key[edge.source])
        )
        every = tuple(self._as_told(card) for card in self.all_cards if self.holds(card))
        return replace(self, directory=directory, edges=edges, all_cards=every)

    def _published_page(self, page: Page) -> Page | None:
        """Return what this edition has of a page: all of it, nothing, or for the page of a folder an empty shelf.

        Of the page of a folder for cards, none of which the edition holds, there is the name of their kind alone, so
        that menu and links lead somewhere; nothing that its author wrote.
        """
        if self.holds(page):
            return page
        if not self.follows_cards(page):
            return None
        kind, _ = self.kinds.folders[page.path.rpartition("/")[0]]
        plural = label(kind.plural, self.publication.language)
        return replace(page, title=plural[:1].upper() + plural[1:], summary="", source=read_source(page.path, b""))

    def lets_out(self, path: str, node: Node) -> bool:
        """Tell whether a file that this node names may go out.

        A document may only when it is whole, and read where the rule asks for that.
        """
        document = self.documents.get(path)
        if document is None:
            return not path.lower().endswith(tuple(DOCUMENTS))
        return not document.refused and (not self.confidential(node) or self.was_read(path, document, node))

    def was_read(self, path: str, document: Document, node: Node) -> bool:
        """Tell whether somebody read a document as it is now, or it is clean and the rule of the node asks no more."""
        reading = self.publication.readings.of(path)
        if reading is not None:
            return reading.fingerprint == document.fingerprint
        return not document.holds and not self.confidential(node)

    def _as_told(self, card: Card) -> Card:
        """Return the card as this edition tells of it: outside the circle, without what is for the circle."""
        if self.edition == "circle" or not card.kind.circle_only_when:
            return card
        values = dict(card.values)
        for name, inside in card.kind.circle_only_when.items():
            value = values.get(name)
            if isinstance(value, tuple):
                values[name] = tuple(word for word in value if fold(str(word)) not in map(fold, inside))  # type: ignore[assignment]
        return card if values == card.values else replace(card, values=values)

    def problems_of(self, node: Node) -> tuple[Problem, ...]:
        """Return the problems in the file of a node."""
        return self._problems_by_path.get(self.publication.path_of(node.path), ())

    @cached_property
    def _problems_by_path(self) -> Mapping[str, tuple[Problem, ...]]:
        return _grouped((problem.path, problem) for problem in self.problems)

    @property
    def has_errors(self) -> bool:
        """Whether there are errors, so that nothing may be published."""
        return any(problem.severity == "error" for problem in self.problems)


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}
