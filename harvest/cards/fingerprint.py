"""Fingerprint a card, so that a change after its check is noticed: its text, and the data that readers see.

Such a mark has two halves, as in `3e9a-3a85-90c1-7f22`: of title and text, and of the data. A mark from before data
counted has the first half alone, and keeps its meaning until the card is reviewed again.
"""

from __future__ import annotations

from collections.abc import Mapping

from harvest.cards.card import Card, Value
from harvest.kinds.names import fold
from harvest.source.plain import fingerprint

SEEN = frozenset({"summary", "aliases", "image", "alt"})
"""Fields that readers see besides those that are shown by their labels."""


def fingerprint_of(card: Card) -> str:
    """Return the mark of a card as it is now."""
    return f"{_of_text(card)}-{_of_data(card)}"


def changed(card: Card) -> str:
    """Return what changed since the mark on a card was written: `text` or `data`; empty for neither, or no mark."""
    return changed_since(card, card.text("checked_text"))


def changed_since(card: Card, mark: str) -> str:
    """Return what changed in a card since it had this mark: `text` or `data`; empty for neither, or no mark."""
    text, data = mark[:9], mark[10:]
    if not mark or mark == fingerprint_of(card):
        return ""
    if text != _of_text(card) or len(mark) not in (9, 19):
        return "text"
    return "data" if data and data != _of_data(card) else ""


def _of_text(card: Card) -> str:
    return fingerprint(card.title, card.source.markdown.visible)


def _of_data(card: Card) -> str:
    """Return the mark of the values that readers see and of the cards that are named; what is left out says nothing."""
    fields = card.kind.fields
    lines = [
        f"{name}: {_plain(value)}"
        for name, value in card.values.items()
        if name in fields and (fields[name].shown or name in SEEN) and value != fields[name].default
    ]
    lines += {f"{reference.relation}> {fold(reference.text)}" for reference in card.references}
    return fingerprint("", "\n".join(sorted(lines)))


def _plain(value: Value) -> str:
    """Return a value as text that stays the same however later versions keep it."""
    if isinstance(value, tuple):
        return " | ".join(map(_plain, value))
    if isinstance(value, Mapping):
        return " | ".join(f"{name}: {text}" for name, text in value.items())
    return str(value)
