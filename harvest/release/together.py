"""Find what must be released together: a card that goes out leads to another, and that one to others in turn."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from harvest.cards.card import Card, Page
from harvest.corpus import Corpus
from harvest.links.directory import Node
from harvest.problems.problem import Message, say

NAMED = 8
"""The most titles that one hint names."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Cards and pages to release together (`nodes`), and what goes out already and leads to them (`because`)."""

    nodes: tuple[Node, ...]
    because: tuple[Node, ...]


def missing_from(corpus: Corpus, node: Node) -> Iterator[Node]:
    """Yield what a node leads to that this edition lacks and would hold once somebody released it.

    What is held back, for want of consent or because it is for the circle alone, is not released by a status, and the
    page of a folder follows its cards.
    """
    for edge in corpus.outgoing(node.key):
        target = corpus.directory.by_key[edge.target]
        stays = corpus.held_back(target) if isinstance(target, Card) else corpus.follows_cards(target)
        if target.readable and not stays and not corpus.holds(target):
            yield target


def released_with(corpus: Corpus, first: Node, most: int) -> tuple[Node, ...]:
    """Return what must be released together with a node, the nearest first; of many no more than `most`."""
    reached = {first.key: first}
    waiting = deque([first])
    while waiting and len(reached) <= most:
        for node in missing_from(corpus, waiting.popleft()):
            if node.key not in reached:
                reached[node.key] = node
                waiting.append(node)
    return tuple(reached.values())[1 : most + 1]


def bundles(corpus: Corpus) -> tuple[Bundle, ...]:
    """Return what must be released together, as the smallest sets: what holds most up comes first."""
    leads: dict[str, list[Node]] = defaultdict(list)
    tied: dict[str, list[Node]] = defaultdict(list)
    """Key → what it is tied to, in either direction."""
    waiting: deque[Node] = deque(node for node in corpus.nodes if corpus.holds(node))
    passed = {node.key for node in waiting}
    while waiting:
        node = waiting.popleft()
        for target in missing_from(corpus, node):
            leads[node.key].append(target)
            tied[node.key].append(target)
            tied[target.key].append(node)
            if target.key not in passed:
                passed.add(target.key)
                waiting.append(target)
    sets = list[Bundle]()
    done = set[str]()
    for key in leads:
        if key not in done:
            nodes = tuple(_reached(corpus.directory.by_key[key], tied))
            done |= {node.key for node in nodes}
            inside, behind = _parted(corpus, nodes)
            sets.append(Bundle(behind, inside))
    return tuple(sorted(sets, key=lambda one: (-len(one.because), -len(one.nodes), _order(one.nodes[0]))))


def _reached(first: Node, tied: dict[str, list[Node]]) -> Iterator[Node]:
    reached = {first.key}
    waiting = deque([first])
    while waiting:
        node = waiting.popleft()
        yield node
        for other in tied[node.key]:
            if other.key not in reached:
                reached.add(other.key)
                waiting.append(other)


def _parted(corpus: Corpus, nodes: Iterable[Node]) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """Return the nodes that this edition holds, and the others."""
    ordered = sorted(nodes, key=_order)
    return tuple(n for n in ordered if corpus.holds(n)), tuple(n for n in ordered if not corpus.holds(n))


def _order(node: Node) -> tuple[bool, str]:
    return isinstance(node, Page), node.path


def in_words(nodes: tuple[Node, ...], *, more: bool) -> Message:
    """Return the titles of nodes as a list in a sentence; `more` tells that there are others."""
    *others, last = [f"«{node.title}»" for node in nodes]
    if more:
        return say("{others} and what these lead to", others=", ".join([*others, last]))
    return say("{others} and {name}", others=", ".join(others), name=last) if others else Message(last)
