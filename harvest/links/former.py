"""Tell at which addresses the pages of cards were before, so that these lead on to where they are now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from harvest.cards.card import Card, is_index
from harvest.links.directory import Node

FORMER = "former_address"
"""The field in which a card keeps them."""
_STEP = re.compile(r"(?!\.)[^\x00-\x1f\x7f<>:\"|?*#%\\]{1,120}(?<![. ])")
"""A folder or file that every system can have and every browser can ask for; no way up and no hidden name."""
_STEPS = 20


def address_of(path: str) -> str:
    """Return the address of a card or page, from the root of the site, as the path of its file tells it."""
    return path.rpartition("/")[0] if is_index(path) else path.rpartition(".")[0]


def plain_address(written: str) -> str:
    """Return a former address without what may stand around it; empty when it is no address of a page here."""
    address = re.sub(r"(?:(?:^|/)index)?\.(?:html?|md|markdown)\Z", "", written.strip().strip("/"), flags=re.IGNORECASE)
    steps = address.split("/")
    return address if len(steps) <= _STEPS and all(map(_STEP.fullmatch, steps)) else ""


def former_addresses(cards: Iterable[Card]) -> Iterator[tuple[str, str, Card]]:
    """Yield each former address as it is written and as an address, with its card, by path."""
    for card in sorted(cards, key=lambda card: card.path):
        for written in card.list(FORMER):
            yield written, plain_address(written), card


def leads_on(cards: Iterable[Card], nodes: Iterable[Node]) -> Mapping[str, Card]:
    """Return former address → the card that it leads to: the first that names it, where no page stands by now."""
    taken = {address_of(node.path).casefold() for node in nodes}
    found: dict[str, tuple[str, Card]] = {}
    for _, address, card in former_addresses(cards):
        if address and address.casefold() not in taken:
            found.setdefault(address.casefold(), (address, card))
    return dict(found.values())
