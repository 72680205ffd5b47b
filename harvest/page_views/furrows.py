"""The field: every pattern below the larger one it completes, as cover, home and map draw it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from harvest.card import Card
from harvest.view import Entry
from harvest.views import Views


@dataclass(frozen=True, slots=True)
class Furrow:
    """One pattern in the field: `level` counts the steps of `completes` above it."""

    entry: Entry
    level: int


def field(views: Views) -> tuple[Furrow, ...]:
    """The patterns depth first: each below the first larger one it completes, roots first."""
    corpus = views.corpus
    kinds = [
        k for k in corpus.kinds.by_name.values() if any(r.acyclic and k.kind in r.to for r in k.relations.values())
    ]
    furrows: list[Furrow] = []
    for kind in kinds[:1]:
        upward = next(name for name, r in kind.relations.items() if r.acyclic and kind.kind in r.to)
        below: dict[str, list[Card]] = defaultdict(list)
        roots: list[Card] = []
        for card in corpus.of_kind(kind.kind):
            above = next((e.target for e in corpus.outgoing(card.key) if e.relation == upward), None)
            (below[above] if above else roots).append(card)
        placed: set[str] = set()
        stack = [(card, 0) for card in reversed(roots)]
        remaining = list(corpus.of_kind(kind.kind))
        while stack or remaining:
            if not stack:  # what is left runs in a ring: begin anywhere, in order
                card = remaining.pop(0)
                stack = [] if card.key in placed else [(card, 0)]
                continue
            card, level = stack.pop()
            if card.key in placed:
                continue
            placed.add(card.key)
            furrows.append(Furrow(views.entry(card), level))
            stack += [(child, level + 1) for child in reversed(below[card.key])]
    return tuple(furrows)
