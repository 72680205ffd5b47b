"""Find the edges between cards and pages, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from harvest.cards.card import Card
from harvest.links.directory import Directory, Node
from harvest.links.resolve import candidates, led_to
from harvest.problems.problem import Place
from harvest.source.markdown import Mark


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge from one node to another: a relation, or with `relation` None a link in running text.

    `mark` is the index of the link among the marks of the text, or -1 for a relation.
    """

    source: str
    target: str
    relation: str | None
    place: Place
    mark: int = -1


def find_edges(directory: Directory, of: Node | None = None) -> Iterator[Edge]:
    """Yield every edge once; with `of`, only those that this card or page begins.

    A relation written twice, or a symmetric one written on both ends, is one edge. A link in a section whose links
    count as a relation gives that relation's edge too, beside its own.
    """
    seen: set[tuple[str, str, str]] = set()
    begun_by = directory.nodes if of is None else (of,)
    for card in sorted((node for node in begun_by if isinstance(node, Card)), key=lambda card: card.path):
        for reference in card.references:
            nodes = candidates(directory, card, reference)
            target = nodes[0] if len(nodes) == 1 else None
            relation = card.kind.relations[reference.relation]
            if not isinstance(target, Card) or target.key == card.key:
                continue
            if not relation.leads_to(target.kind.kind):
                continue
            low, high = sorted((card.key, target.key)) if relation.symmetric else (card.key, target.key)
            if (reference.relation, low, high) not in seen:
                seen.add((reference.relation, low, high))
                yield Edge(card.key, target.key, reference.relation, reference.place)
    for node in begun_by:
        if not node.readable:
            continue
        for number, mark in enumerate(node.source.markdown.marks):
            target = _target(directory, node, mark)
            if target is None or target.key == node.key:
                continue
            place = node.source.place(mark.start)
            yield Edge(node.key, target.key, None, place, number)
            counts_as = _counts_as(node, mark, target)
            if counts_as and (counts_as, node.key, target.key) not in seen:
                seen.add((counts_as, node.key, target.key))
                yield Edge(node.key, target.key, counts_as, place)


def _target(directory: Directory, node: Node, mark: Mark) -> Node | None:
    """Return the card or page that a link leads to; None for a picture."""
    return led_to(directory, node, mark).node if mark.form in ("wiki", "link") else None


def _counts_as(node: Node, mark: Mark, target: Node) -> str | None:
    """Return the relation that links in this section count as, if it may lead to `target`."""
    if not (isinstance(node, Card) and isinstance(target, Card)):
        return None
    part = node.part_at(mark.start)
    name = node.kind.sections[part.name].links_count_as if part and part.name else None
    return name if name and node.kind.relations[name].leads_to(target.kind.kind) else None
