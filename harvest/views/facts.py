"""Collect what a card's page shows in a few words: its fields, its phases, and when the group checked it."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date

from harvest.cards.card import Card, Value
from harvest.cards.dates import When
from harvest.kinds.kind import Field
from harvest.problems import language as words
from harvest.problems.language import LANGUAGES
from harvest.problems.problem import Label
from harvest.source.addresses import WEB
from harvest.views.view import Fact, Phase


def phases(card: Card) -> tuple[Phase, ...]:
    """Return all phases that a card can have, each with whether the card has it."""
    field = card.kind.fields.get("phase")
    if field is None:
        return ()
    chosen = card.list("phase")
    return tuple(Phase(name, label, name in chosen) for name, label in field.choices.items())


def facts(card: Card, shown_sections: Container[str]) -> Iterator[Fact]:
    """Yield the fields that the page of a card shows beside `shown_sections`, in their declared order."""
    for name, field in card.kind.fields.items():
        if name == "url" and (url := card.text("url")):
            # What is no web address is an error, but the preview shows it: as words.
            yield Fact(name, field.label, (url,), url if url.lower().startswith(WEB) else "")
        elif field.shown and name in card.values and name != "confidence":
            values = tuple(_shown(field, card.values[name]))
            if values:
                names = tuple(chosen for chosen in card.list(name) if chosen in field.choices)
                again = field.from_section in shown_sections and name not in card.places
                yield Fact(name, field.label, values, told=again, names=names)


def _shown(field: Field, value: Value) -> Iterator[str | Label]:
    if isinstance(value, tuple):
        for item in value:
            if isinstance(item, str):
                yield field.choices.get(item, item)
    elif isinstance(value, str):
        yield field.choices.get(value, value)
    elif isinstance(value, (date, When)):
        yield {language: words.render(value, language) for language in LANGUAGES}
    elif isinstance(value, bool):
        yield {"nl": "ja" if value else "nee", "en": "yes" if value else "no"}
    elif isinstance(value, (int, float)):
        yield f"{value:g}" if isinstance(value, float) else str(value)


def checked_on(card: Card) -> Label:
    """Return the day on which the group saw this card, in each language; empty without one."""
    day = card.values.get("checked_on")
    return {language: words.render(day, language) for language in LANGUAGES} if isinstance(day, date) else {}
