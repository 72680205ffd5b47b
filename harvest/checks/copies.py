"""Check that no card is a copy of another, as a mail program or a file manager makes them."""

from __future__ import annotations

from collections.abc import Iterator

from harvest.cards.card import Card
from harvest.cards.copies import copy_of
from harvest.corpus import Corpus
from harvest.kinds.names import fold
from harvest.problems.problem import Message, Place, Problem, problem, say

COMPARE = say("It looks like a copy. Compare the two, keep one of them, and throw the other away.")


def original(card: Card, other: Card) -> bool:
    """Tell whether the file of a card is by its name a copy of that of another."""
    return fold(copy_of(card.id)) == fold(other.id)


def copies(corpus: Corpus) -> Iterator[Problem]:
    """No file has the name of a copy, such as `les (2).md`, where its text or its name is that of another card.

    Of two with the same title `duplicate_titles` tells.
    """
    numbered = [card for card in corpus.readable_cards if copy_of(card.id)]
    if not numbered:
        return
    by_id = {fold(card.id): card for card in reversed(corpus.by_path)}
    by_text = {card.source.body.strip(): card for card in reversed(corpus.by_path) if card not in numbered}
    for card in numbered:
        same = by_text.get(card.source.body.strip()) if card.source.body.strip() else None
        first = by_id.get(fold(copy_of(card.id)))
        if {fold(card.title)} & {fold(other.title) for other in (same, first) if other is not None}:
            continue
        if same is not None:
            yield _copy(
                card, say("This file has the name of a copy, and the text of another card: {path}.", path=same.path)
            )
        elif first is not None and first is not card:
            yield _copy(card, say("By its name this file is a copy of another card: {path}.", path=first.path))


def _copy(card: Card, message: Message) -> Problem:
    hint = say("Compare the two, and keep one of them. Are both to stay? Give this one another name and its own text.")
    return problem(Place(card.path), "file-name", message, hint)
