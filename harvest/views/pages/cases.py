"""List cases as learning histories: the voices in each case, with the first sentence of each voice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from harvest.cards.card import Card, first_sentence
from harvest.kinds.kind import Voice
from harvest.views.cards import Views
from harvest.views.pages.filters import Filter
from harvest.views.pages.lists import ListView, list_of
from harvest.views.view import CardView


@dataclass(frozen=True, slots=True)
class Speaking:
    """One voice in a case: `title` is the heading of its section, `anchor` the anchor of that heading."""

    name: Voice
    title: str
    anchor: str
    sentence: str


@dataclass(frozen=True, slots=True)
class History:
    """A case with its voices, in the order of `Voice`."""

    card: CardView
    voices: tuple[Speaking, ...]


@dataclass(frozen=True, slots=True)
class CasesView:
    """Learning histories, each in up to three voices: what happened, how those involved saw it, and an outside view."""

    cards: ListView
    histories: tuple[History, ...]

    @property
    def filters(self) -> tuple[Filter, ...]:
        """The filters that narrow the list."""
        return self.cards.filters

    @property
    def values(self) -> Mapping[str, str]:
        """Key of a case → the values that filters match."""
        return self.cards.values


def cases(views: Views) -> CasesView:
    kind = views.corpus.kinds.by_view["cases"][0]
    histories = (History(views.card(card), tuple(_voices(views, card))) for card in views.corpus.of_kind(kind.kind))
    return CasesView(list_of(views, kind), tuple(histories))


def _voices(views: Views, card: Card) -> Iterator[Speaking]:
    shown = views.card(card)
    for name in get_args(Voice):
        for part in shown.parts:
            card_part = card.part(part.name)
            if part.shown_as == name and card_part is not None:
                yield Speaking(name, part.title, part.anchor, first_sentence(card_part.words))
