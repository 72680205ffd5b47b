"""Find the cards that somebody names on the command line: by file, id, title or alias."""

from __future__ import annotations

import os
from collections.abc import Iterable

from harvest.cards.card import Card
from harvest.corpus import Corpus
from harvest.kinds.names import AMONG_TITLES, nearest
from harvest.problems.problem import Message, say
from harvest.problems.report import shown_path

NO_CARD = say("There is no card among these.")


def cards_named(corpus: Corpus, named: Iterable[str]) -> tuple[tuple[Card, ...], tuple[Message, ...]]:
    """Return the cards with these names, once each, and messages for names that no single card has."""
    refused: list[Message] = []
    cards: dict[str, Card] = {}
    pages = {os.path.realpath(corpus.publication.file_of(page.path)) for page in corpus.pages}
    at = {os.path.realpath(corpus.publication.file_of(card.path)): card for card in reversed(corpus.all_cards)}
    for name in named:
        path = os.path.realpath(name)
        if path in pages:
            continue  # «patronen/*.md» includes the page of the folder
        card = at.get(path) or card_named(corpus, name)
        if isinstance(card, Message):
            refused.append(card)
        else:
            cards[card.path] = card
    return tuple(cards.values()), tuple(refused)


def card_named(corpus: Corpus, name: str) -> Card | Message:
    """Return the card with this name, or a message when there is none or more than one."""
    cards = [node for node in corpus.directory.named(name) if isinstance(node, Card)]
    if len(cards) == 1:
        return cards[0]
    if cards:
        paths = [shown_path(corpus.publication.file_of(card.path)) for card in cards]
        return say("«{name}» may be several cards. Name the file: {paths}.", name=name, paths=paths)
    guess = nearest(name, [word for card in corpus.cards for word in (card.title, card.id)], least=AMONG_TITLES)
    if guess:
        return say("There is no card called «{name}». Do you mean «{guess}»?", name=name, guess=guess)
    return say("There is no card called «{name}».", name=name)
