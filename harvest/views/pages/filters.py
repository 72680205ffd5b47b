"""The filters of a list, derived from what its kind declares: every choice, and the tags."""

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
"""What every kind has stands after what a kind is about, but the phase before it."""


@dataclass(frozen=True, slots=True)
class Option:
    """One word to choose: `value` stands in the address, `place` counts from 0 among the declared ones."""

    value: str
    label: str | Label
    place: int
    count: int


@dataclass(frozen=True, slots=True)
class Filter:
    """A field by which a list can be narrowed: `name` stands in the address; `options` are those that a card has."""

    name: str
    label: Label
    options: tuple[Option, ...]


def filters_of(kind: Kind, cards: Iterable[Card]) -> tuple[Filter, ...]:
    """The fields that tell these cards apart: those of which at least two words are in use."""
    cards = tuple(cards)
    found = []
    for name, field in _fields(kind):
        counts = Counter(value for card in cards for value in _values(card, name))
        options = _tags(cards, counts) if name == TAGS else _choices(field, counts)
        if len(options) > 1:
            found.append(Filter(name, field.label, options))
    return tuple(found)


def values_of(kind: Kind, card: Card) -> str:
    """What a filter finds the card by: `field:value`, a space between each two."""
    return " ".join(f"{name}:{value}" for name, _ in _fields(kind) for value in _values(card, name))


def _fields(kind: Kind) -> Iterator[tuple[str, Field]]:
    own = [name for name, field in kind.fields.items() if field.shown and field.choices and name not in LAST]
    names = [*sorted(own, key=lambda name: name != "phase"), *LAST]
    return ((name, kind.fields[name]) for name in names if name in kind.fields and kind.fields[name].shown)


def _values(card: Card, name: str) -> Iterator[str]:
    """The values of a field, each once; tags as an address can hold them."""
    values = card.list(name)
    return iter(dict.fromkeys(_in_address(tag) for tag in values) if name == TAGS else dict.fromkeys(values))


def _in_address(tag: str) -> str:
    return fold(tag).replace(" ", "-")


def _choices(field: Field, counts: Counter[str]) -> tuple[Option, ...]:
    choices = enumerate(field.choices.items())
    return tuple(Option(name, label, place, counts[name]) for place, (name, label) in choices if counts[name])


def _tags(cards: Iterable[Card], counts: Counter[str]) -> tuple[Option, ...]:
    """The tags in use, the most used first: a list may have hundreds."""
    words: dict[str, str] = {}
    for card in cards:
        for tag in card.list(TAGS):
            words.setdefault(_in_address(tag), tag)
    order = sorted(words, key=lambda value: (-counts[value], value))
    return tuple(Option(value, words[value], place, counts[value]) for place, value in enumerate(order))
