"""Find in a card or page what `harvest init` wrote there and nobody changed."""

from __future__ import annotations

from collections.abc import Iterator

from harvest.cards.card import Card, Page
from harvest.problems.problem import Place
from harvest.source.starter_texts import from_starter


def starter_places(node: Card | Page) -> Iterator[Place]:
    """Yield the place of each title, paragraph and item of a card or page that is one of the starter."""
    if isinstance(node, Card) and from_starter(node.title):
        yield node.value_place("title")
    if isinstance(node, Page) and not node.readable:
        return
    for block in node.source.markdown.blocks:
        for words, start in [(i.words, i.start) for i in block.items] or [(block.words, block.start)]:
            if from_starter(words):
                yield node.source.place(start)
