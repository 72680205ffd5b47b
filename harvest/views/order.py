"""In what order the cards of a kind are read: as in their view, so that previous and next follow what one saw there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from harvest.cards.card import Card
from harvest.corpus import Corpus
from harvest.kinds.kind import INDIVIDUAL, STILL_OPEN
from harvest.kinds.names import fold

STUBBORN = 3
"""At how many meetings a question comes back before it is a find. Source: the content model, «Pages and views»."""


def in_order(corpus: Corpus, kind: str) -> tuple[Card, ...]:
    """The cards of one kind as their view shows them; where it has no order of its own, by `order` and title."""
    cards = corpus.of_kind(kind)
    key = _ORDERS.get(kind)
    return tuple(sorted(cards, key=lambda card: key(corpus, card))) if key else cards


def authors_in_words(names: tuple[str, ...], language: str) -> str:
    """Authors as a bibliography joins them."""
    comma = "," if language == "en" else ""
    return f"{', '.join(names[:-1])}{comma} & {names[-1]}" if len(names) > 1 else "".join(names)


def _by_date(corpus: Corpus, card: Card) -> tuple[Any, ...]:
    """By date, of those that begin together the least precise first; without a date they come last."""
    found = card.when("date")
    return (0, *found.order) if found else (1,)


def _by_state(corpus: Corpus, card: Card) -> tuple[int, int]:
    """The stubborn ones first, those most often on the table before; then by state as declared."""
    ties = {edge.target for edge in corpus.outgoing(card.key) if edge.relation in ("raised_at", "discussed_at")}
    met = sum(1 for key in ties if (kind := corpus.kind_of(key)) and kind.kind == "meeting")
    state = card.text("state")
    if state in STILL_OPEN and met >= STUBBORN:
        return 0, -met
    return 1, _place(card, "state")


def _by_gain(corpus: Corpus, card: Card) -> tuple[int, int, bool]:
    """By who gains, what is there already before what may come; then what nobody meant, and what is one person's."""
    whom, value = card.text("beneficiary"), card.text("value")
    if INDIVIDUAL in card.list("beneficiary"):
        rest = 3
    elif card.values.get("unintended") is True:
        rest = 2
    else:
        rest = 0 if whom and value else 1
    return rest, _place(card, "beneficiary"), value != "direct"


def _by_author(corpus: Corpus, card: Card) -> tuple[str, str, str]:
    """Author, year, title. A source without year comes before those with one."""
    title, year = fold(card.title.lstrip("‘’“”'\"« ")), card.values.get("year")
    authors = authors_in_words(card.list("authors"), corpus.publication.language)
    return fold(authors) or title, (f"{year:g}" if isinstance(year, (int, float)) else "").zfill(4), title


def _place(card: Card, name: str) -> int:
    """Where the chosen word stands among those declared; at the end where none was chosen."""
    field = card.kind.fields.get(name)
    choices = list(field.choices) if field else []
    return choices.index(card.text(name)) if card.text(name) in choices else len(choices)


_ORDERS: Mapping[str, Callable[[Corpus, Card], tuple[Any, ...]]] = {
    "meeting": _by_date,
    "question": _by_state,
    "result": _by_gain,
    "source": _by_author,
}
