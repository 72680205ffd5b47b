"""Order the patterns, each below the larger one it completes, for the drawings on the cover, home and the map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from harvest.cards.card import Card
from harvest.kinds.kind import Kind
from harvest.views.cards import Views
from harvest.views.view import Entry


@dataclass(frozen=True, slots=True)
class Furrow:
    """A pattern in the drawing of all patterns; `level` counts the larger patterns above it."""

    entry: Entry
    level: int


def field(views: Views) -> tuple[Furrow, ...]:
    """Return the patterns depth first: each below the first larger one it completes, beginning with the roots."""
    first = next((pair for pair in fields(views) if views.corpus.of_kind(pair[0].kind)), None)
    rows = depth_first(views, *first) if first else ()
    return tuple(Furrow(views.entry(card), level) for card, level in rows)


def fields(views: Views) -> tuple[tuple[Kind, str], ...]:
    """Return the kinds whose cards can be part of a larger card of that kind, each with the relation for it."""
    pairs = []
    for kind in views.corpus.kinds.by_name.values():
        upward = next((name for name, r in kind.relations.items() if r.acyclic and kind.kind in r.to), None)
        if upward:
            pairs.append((kind, upward))
    return tuple(pairs)


def depth_first(views: Views, kind: Kind, upward: str) -> Iterator[tuple[Card, int]]:
    """Yield the cards of a kind with their level, each below the first larger one; a ring begins at its first card."""
    corpus = views.corpus
    cards = {card.key: card for card in corpus.of_kind(kind.kind)}
    above = {
        key: next(
            (e.target for e in corpus.outgoing(key) if e.relation == upward and e.target in cards),
            None,
        )
        for key in cards
    }
    below: dict[str, list[Card]] = defaultdict(list)
    for key, larger in above.items():
        if larger:
            below[larger].append(cards[key])
    order = {key: number for number, key in enumerate(cards)}
    placed: set[str] = set()
    roots = [card for key, card in cards.items() if above[key] is None]
    for start in [*roots, *cards.values()]:  # cards not reached from a root are in a ring, or below one
        if start.key in placed:
            continue
        stack = [(cards[_first_of_ring(start.key, above, order)], 0)]
        while stack:
            card, level = stack.pop()
            if card.key not in placed:
                placed.add(card.key)
                yield card, level
                stack += [(child, level + 1) for child in reversed(below[card.key])]


def _first_of_ring(key: str, above: Mapping[str, str | None], order: Mapping[str, int]) -> str:
    """Return the card itself when it is a root, or else the first, in order, of the ring above it."""
    passed: dict[str, None] = {}
    here: str | None = key
    while here is not None and here not in passed:
        passed[here] = None
        here = above[here]
    if here is None:
        return key
    way = list(passed)
    return min(way[way.index(here) :], key=order.__getitem__)
