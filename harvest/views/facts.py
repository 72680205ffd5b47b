"""What is known of a card in a word: its fields as shown, its phases, when it was checked."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date

from harvest.cards.card import Card, Value
from harvest.cards.dates import When
from harvest.kinds.kind import Field
from harvest.problems import language as words
from harvest.problems.language import LANGUAGES
from harvest.problems.problem import Label
from harvest.views.view import Fact, Phase


def phases(card: Card) -> tuple[Phase, ...]:
    """All phases a card can have, each with whether it does."""
    field = card.kind.fields.get("phase")
    if field is None:
        return ()
    chosen = card.list("phase")
    return tuple(Phase(name, label, name in chosen) for name, label in field.choices.items())


def facts(card: Card, told: Container[str]) -> Iterator[Fact]:
    """The fields of a card that its page shows, in their declared order; `told` names the sections that it shows."""
    for name, field in card.kind.fields.items():
        if name == "url" and card.text("url"):
            yield Fact(name, field.label, (card.text("url"),), card.text("url"))
        elif field.shown and name in card.values and name != "confidence":
            values = tuple(_shown(field, card.values[name]))
            if values:
                names = tuple(chosen for chosen in card.list(name) if chosen in field.choices)
                again = field.from_section in told and name not in card.places
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
    """The day on which the group saw this card; empty where it did not."""
    day = card.values.get("checked_on")
    return {language: words.render(day, language) for language in LANGUAGES} if isinstance(day, date) else {}
