"""Check that no card is a copy of another: of one file two came back from two people, or a mail program numbered it."""

from __future__ import annotations

from collections.abc import Iterator

from harvest.cards.card import Card
from harvest.cards.copies import copy_of
from harvest.corpus import Corpus
from harvest.kinds.names import fold
from harvest.problems.problem import Message, Place, Problem, problem, say

LEAST = 80
"""Letters of a text that nobody writes twice by chance."""
COMPARE = say("It looks like a copy. Compare the two, keep one of them, and throw the other away.")


def original(card: Card, other: Card) -> bool:
    """Tell whether the file of a card is by its name a copy of that of another."""
    return fold(copy_of(card.id)) == fold(other.id)


def copies(corpus: Corpus) -> Iterator[Problem]:
    """No file has the name of a copy of a card, and no two cards have the same text.

    Of two with the same title `duplicate_titles` tells.
    """
    by_id: dict[str, Card] | None = None
    by_text: dict[str, Card] = {}
    for card in sorted(corpus.readable_cards, key=lambda card: (bool(copy_of(card.id)), card.path)):
        text = card.source.body.strip()
        other = by_text.setdefault(text, card) if len(text) >= LEAST else card
        if other is not card and fold(other.title) != fold(card.title) and _says_enough(card):
            yield _same(card, say("This card has the same text as another one: {path}.", path=other.path))
            continue
        if base := copy_of(card.id):
            by_id = by_id or {fold(one.id): one for one in corpus.by_path}
            first = by_id.get(fold(base))
            if first is not None and first is not card and fold(first.title) != fold(card.title):
                yield _same(card, say("By its name this file is a copy of another card: {path}.", path=first.path))


def _same(card: Card, message: Message) -> Problem:
    hint = say("Compare the two, and keep one of them. Are both to stay? Give this one another name and its own text.")
    return problem(Place(card.path), "file-name", message, hint)


def _says_enough(card: Card) -> bool:
    """Tell whether a text is more than the hints of a blank card."""
    return sum(len(part.words) for part in card.parts) >= LEAST
