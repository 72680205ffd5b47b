"""Make the reflection: the aspects of learning together, the question each asks a group, and the cards about it."""

from __future__ import annotations

from dataclasses import dataclass

from harvest.kinds.kind import Field
from harvest.problems.problem import Label
from harvest.views.cards import Views
from harvest.views.view import Entry


@dataclass(frozen=True, slots=True)
class Aspect:
    """An aspect of learning together: the question it asks, and the cards about it."""

    name: str
    label: Label
    question: Label
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ReflectionView:
    """The seven aspects with their dialogue questions, and the cards that touch each; room to write on paper.

    `field` is the label of the aspects on a card, and `example` an aspect to write there, for a group without any.
    """

    field: Label
    example: Label
    aspects: tuple[Aspect, ...]


def reflection(views: Views) -> ReflectionView:
    """Return the aspects in their declared order, with the cards in the order of the publication."""
    declared = _aspects(views)
    if declared is None:
        return ReflectionView({}, {}, ())
    touched: dict[str, list[Entry]] = {name: [] for name in declared.choices}
    for card in views.corpus.cards:
        for name in card.list("aspects"):
            if name in touched:
                touched[name].append(views.entry(card))
    aspects = tuple(
        Aspect(name, label, declared.asks.get(name, {}), tuple(touched[name]))
        for name, label in declared.choices.items()
    )
    return ReflectionView(declared.label, next(iter(declared.choices.values())), aspects)


def _aspects(views: Views) -> Field | None:
    """Return the field of aspects of the first kind that has it with choices, since a kind may drop it."""
    for kind in views.corpus.kinds.by_name.values():
        field = kind.fields.get("aspects")
        if field is not None and field.choices:
            return field
    return None
