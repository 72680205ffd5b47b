"""Look at one card or page of a corpus alone, while names in it lead where they did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property

from harvest.cards.card import Card, Page
from harvest.corpus import Corpus
from harvest.kinds.kind import Status
from harvest.links.directory import Directory, Node
from harvest.links.edges import find_edges
from harvest.privacy.finding import others


@dataclass(frozen=True)
class Focus(Corpus):
    """A corpus in which checks meet only `node`, with the edges that touch it, in the directory of `whole`.

    What all cards decide together is as it was in `whole`.
    """

    node: Node | None = None
    whole: Corpus | None = None

    @property
    def pages(self) -> tuple[Page, ...]:
        """The page that it is about, if it is one."""
        return (self.node,) if isinstance(self.node, Page) else ()

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """The card or page that it is about, if it is readable."""
        return (self.node,) if self.node and self.node.readable else ()

    @cached_property
    def readable_cards(self) -> tuple[Card, ...]:
        """The card that it is about, if it is a readable one."""
        return tuple(node for node in self.nodes if isinstance(node, Card))

    @cached_property
    def by_view(self) -> Mapping[str, Page]:
        """View → the page that shows it in the whole."""
        return self.whole.by_view if self.whole else {}

    @cached_property
    def people_finder(self) -> others.PeopleFinder | None:
        """What finds the people that this edition may not name in the whole."""
        return self.whole.people_finder if self.whole else None

    @cached_property
    def _followed(self) -> Mapping[str, Status]:
        return self.whole._followed if self.whole else {}

    @cached_property
    def _left_alone(self) -> frozenset[str]:
        return self.whole._left_alone if self.whole else frozenset()


def focused(corpus: Corpus, node: Node) -> Focus | None:
    """Return the corpus with this card or page in the place of the one with its path, and the look at that alone.

    None where there is none with its path, or it was a card and is a page now, or the other way round.
    """
    before = corpus.directory.by_path.get(node.path)
    if before is None or before.key != node.key:
        return None
    known = corpus.directory
    directory = Directory(
        tuple(node if card is before and isinstance(node, Card) else card for card in known.cards),
        tuple(node if page is before and isinstance(node, Page) else page for page in known.pages),
        known.files,
    )
    said = {part.name: getattr(corpus, part.name) for part in fields(Corpus) if part.init}
    edges = (*corpus.incoming(node.key), *find_edges(directory, node))
    said |= {"directory": directory, "edges": edges, "all_cards": (node,) if isinstance(node, Card) else ()}
    return Focus(**said, node=node, whole=corpus)
