"""Find in a card or page what `harvest init` wrote there and nobody changed."""

from __future__ import annotations

from collections.abc import Iterator

from harvest.cards.card import Card, Page
from harvest.problems.problem import Place
from harvest.source.starter_texts import LETTERS, first_letters, from_starter


def starter_places(node: Card | Page) -> Iterator[Place]:
    """Yield the place of each title, paragraph and item of a card or page that is one of the starter."""
    if isinstance(node, Card) and from_starter(node.title):
        yield node.value_place("title")
    if isinstance(node, Page) and not node.readable:
        return
    firsts = first_letters()
    for block in node.source.markdown.blocks:
        if block.form == "heading":
            continue  # none is on the list
        for piece in block.items or (block,):
            words = piece.words
            if words.lstrip()[:LETTERS] in firsts and from_starter(words):
                yield node.source.place(piece.start)
