"""Derive the filters of a list from the declaration of its kind: one for every choice, and one for the tags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from harvest.cards.card import Card
from harvest.kinds.kind import Field, Kind
from harvest.kinds.names import fold
from harvest.problems.problem import Label

TAGS = "tags"
LAST = ("audience", "aspects", TAGS)
"""The filters that every kind has; they come after a kind's own, and the phase before these."""


@dataclass(frozen=True, slots=True)
class Option:
    """A word to choose: `value` is its form in the address, `place` its index among the declared words."""

    value: str
    label: str | Label
    place: int
    count: int


@dataclass(frozen=True, slots=True)
class Filter:
    """A field that narrows a list: `name` is its form in the address, `options` are the words that cards use."""

    name: str
    label: Label
    options: tuple[Option, ...]


def filters_of(kind: Kind, cards: Iterable[Card]) -> tuple[Filter, ...]:
    """Return the filters for these cards: the fields of which the cards use at least two words."""
    cards = tuple(cards)
    filters = []
    for name, field in _fields(kind):
        counts = Counter(value for card in cards for value in _values(card, name))
        options = _tags(cards, counts) if name == TAGS else _choices(field, counts)
        if len(options) > 1:
            filters.append(Filter(name, field.label, options))
    return tuple(filters)


def values_of(kind: Kind, card: Card) -> str:
    """Return the values of a card that filters match: `field:value`, separated by spaces."""
    return " ".join(f"{name}:{value}" for name, _ in _fields(kind) for value in _values(card, name))


def _fields(kind: Kind) -> Iterator[tuple[str, Field]]:
    own = [name for name, field in kind.fields.items() if field.shown and field.choices and name not in LAST]
    names = [*sorted(own, key=lambda name: name != "phase"), *LAST]
    return ((name, kind.fields[name]) for name in names if name in kind.fields and kind.fields[name].shown)


def _values(card: Card, name: str) -> Iterator[str]:
    """Yield the values of a field, each once; tags in the form that addresses have."""
    values = card.list(name)
    return iter(dict.fromkeys(_in_address(tag) for tag in values) if name == TAGS else dict.fromkeys(values))


def _in_address(tag: str) -> str:
    return fold(tag).replace(" ", "-")


def _choices(field: Field, counts: Counter[str]) -> tuple[Option, ...]:
    choices = enumerate(field.choices.items())
    return tuple(Option(name, label, place, counts[name]) for place, (name, label) in choices if counts[name])


def _tags(cards: Iterable[Card], counts: Counter[str]) -> tuple[Option, ...]:
    """Return the tags in use, the most used first, since a list may have hundreds."""
    words: dict[str, str] = {}
    for card in cards:
        for tag in card.list(TAGS):
            words.setdefault(_in_address(tag), tag)
    order = sorted(words, key=lambda value: (-counts[value], value))
    return tuple(Option(value, words[value], place, counts[value]) for place, value in enumerate(order))
