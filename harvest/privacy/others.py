"""Know the names in a publication that stand for something or somebody else than the people of the list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from harvest.cards.card import Card
from harvest.privacy.find import PeopleFinder
from harvest.privacy.people import People


def finder_of(
    people: People | None,
    edition: str,
    language: str,
    places: tuple[str, ...],
    cards: Iterable[Card],
    may_name: Callable[[Card], bool],
) -> PeopleFinder | None:
    """Return what finds the people of a list in a publication, where cards have names of their own; None without one.

    A title, or an author, that surely names somebody of the list hides nobody.
    """
    if people is None:
        return None
    alone = PeopleFinder(people, edition, language, places)
    others = dict.fromkeys(name for card in cards for name in _names(card, may_name) if name.strip())
    kept = (name for name in others if not any(hit.certainty == "sure" for hit in alone.within(name, "words")))
    return PeopleFinder(people, edition, language, places, tuple(kept))


def _names(card: Card, may_name: Callable[[Card], bool]) -> Iterator[str]:
    """Yield the names that a card gives to something: its title and aliases, and of a source its authors."""
    if card.readable and (may_name(card) or not card.kind.published_when):
        if "title" in card.places:
            yield card.title
        yield from card.aliases
        if card.kind.kind == "source":
            yield from card.list("authors")
