"""Sort the cards of a kind as their view shows them, so that «previous» and «next» follow the same order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from harvest.cards.card import Card
from harvest.corpus import Corpus
from harvest.kinds.kind import STILL_OPEN
from harvest.kinds.names import fold
from harvest.views.calendar import meetings_until, published_on

STUBBORN = 3
"""The number of meetings that makes an open question stubborn. Source: the content model, «Pages and views»."""


def in_order(corpus: Corpus, kind: str) -> tuple[Card, ...]:
    """Return the cards of one kind in the order of their view, or by `order` and title when it has none of its own."""
    cards = corpus.of_kind(kind)
    key = _ORDERS.get(kind)
    return tuple(sorted(cards, key=lambda card: key(corpus, card))) if key else cards


def authors_in_words(names: tuple[str, ...], language: str) -> str:
    """Join the names of authors as a bibliography does."""
    comma = "," if language == "en" else ""
    return f"{', '.join(names[:-1])}{comma} & {names[-1]}" if len(names) > 1 else "".join(names)


def _by_date(corpus: Corpus, card: Card) -> tuple[Any, ...]:
    """Sort meetings by date; of equal beginnings the least precise comes first, and those without a date come last."""
    day = card.when("date")
    return (0, *day.order) if day else (1,)


def _by_state(corpus: Corpus, card: Card) -> tuple[int, int]:
    """Sort questions: stubborn ones first, by number of meetings, then by state in its declared order."""
    met = len(meetings_until(corpus, card, published_on()))
    state = card.text("state")
    if state in STILL_OPEN and met >= STUBBORN:
        return 0, -met
    return 1, _place(card, "state")


def _by_gain(corpus: Corpus, card: Card) -> tuple[int, int, bool]:
    """Sort results by their first beneficiary, realised before expected; then unplaced and unintended ones."""
    value = card.text("value")
    placed = bool(card.list("beneficiary") and value)
    rest = 2 if card.values.get("unintended") is True else 0 if placed else 1
    return rest, _place(card, "beneficiary"), value != "direct"


def _by_author(corpus: Corpus, card: Card) -> tuple[str, str, str]:
    """Sort sources by author, year and title; a source without year comes before those with one."""
    title, year = fold(card.title.lstrip("‘’“”'\"« ")), card.values.get("year")
    authors = authors_in_words(card.list("authors"), corpus.publication.language)
    return fold(authors) or title, (f"{year:g}" if isinstance(year, (int, float)) else "").zfill(4), title


def _place(card: Card, name: str) -> int:
    """Return the index of the first chosen word among the declared ones; their number when the card has none."""
    field = card.kind.fields.get(name)
    choices = list(field.choices) if field else []
    return min((choices.index(word) for word in card.list(name) if word in choices), default=len(choices))


_ORDERS: Mapping[str, Callable[[Corpus, Card], tuple[Any, ...]]] = {
    "meeting": _by_date,
    "question": _by_state,
    "result": _by_gain,
    "source": _by_author,
}
