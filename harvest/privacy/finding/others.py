"""Know the names in a publication that stand for something or somebody else than the people of the list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from harvest.cards.card import Card
from harvest.privacy.people.people import People

if TYPE_CHECKING:  # whoever has no list need not wait for what finds names
    from harvest.privacy.finding.find import PeopleFinder as PeopleFinder


def finder_of(
    people: People | None,
    edition: str,
    language: str,
    places: tuple[str, ...],
    cards: Iterable[Card],
    may_name: Callable[[Card], bool],
) -> PeopleFinder | None:
    """Return what finds the people of a list in a publication, where cards have names of their own; None without one.

    A title, or an author, that surely names somebody of the list hides nobody; the finder sees to that.
    """
    if people is None:
        return None
    from harvest.privacy.finding.find import PeopleFinder

    naming = [card for card in cards if card.readable and (may_name(card) or not card.kind.published_when)]
    authors = dict.fromkeys(name for card in naming if card.kind.kind == "source" for name in card.list("authors"))
    titles = dict.fromkeys(name for card in naming for name in _titles(card))
    return PeopleFinder(people, edition, language, places, tuple(authors), tuple(titles))


def _titles(card: Card) -> Iterator[str]:
    """Yield the names that a card gives to itself."""
    if "title" in card.places:
        yield card.title
    yield from card.aliases
