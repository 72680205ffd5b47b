"""Ties between cards and pages: resolved by name or path, and kept as edges with a place."""

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
    """A tie from one node to another: a relation, or with `relation` None a link in running text.

    `mark` is the number of what stands for it among the marks of the text.
    """

    source: str
    target: str
    relation: str | None
    place: Place
    mark: int = -1


def find_edges(directory: Directory) -> Iterator[Edge]:
    """Every edge once.

    A relation written twice, or a symmetric one on both ends, is one edge. So is a link that counts as a relation
    because of the section it stands in, beside the link itself.
    """
    seen: set[tuple[str, str, str]] = set()
    for card in sorted(directory.cards, key=lambda card: card.path):
        for reference in card.references:
            found = candidates(directory, card, reference)
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
    for node in directory.nodes:
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
    """The card or page a link leads to; a picture leads nowhere."""
    return led_to(directory, node, mark).node if mark.form in ("wiki", "link") else None


def _counts_as(node: Node, mark: Mark, target: Node) -> str | None:
    """The relation a link counts as because of the section it stands in."""
    if not (isinstance(node, Card) and isinstance(target, Card)):
        return None
    part = node.part_at(mark.start)
    name = node.kind.sections[part.name].links_count_as if part and part.name else None
    return name if name and node.kind.relations[name].leads_to(target.kind.kind) else None
