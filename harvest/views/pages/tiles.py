"""The tiles: sayings and quotations as they would hang on a wall, each with what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from harvest.views.cards import Views
from harvest.views.html.markdown import unmarked
from harvest.views.pages.lists import ListView, list_of
from harvest.views.view import CardView, Entry, Html

Size = Literal["large", "medium", "small"]
MOST_WORDS: tuple[tuple[Size, int], ...] = (("large", 10), ("medium", 22))
"""Up to how many words a text is set in each size; more makes it small."""
MOST_LETTERS = 14
"""A word that is longer makes a text one size smaller."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile: `size` is how large its text can be set; `quoted` when somebody said it, whose role the card tells."""

    card: CardView
    html: Html
    size: Size
    quoted: bool
    about: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class TilesView:
    """Sayings and quotations as tiles on a wall, each with what it is about; of who spoke only the role."""

    cards: ListView
    tiles: tuple[Tile, ...]


def tiles(views: Views) -> TilesView:
    kind = views.corpus.kinds.by_view["tiles"][0]
    return TilesView(
        list_of(views, kind),
        tuple(tile_of(views.card(card)) for card in views.corpus.of_kind(kind.kind)),
    )


def tile_of(card: CardView) -> Tile:
    """A tile as it hangs on the wall."""
    html = Markup().join(unmarked(part.html) for part in card.parts)
    quoted = card.chosen("sort") == "quotation"
    return Tile(card, html, _size(html.striptags()), quoted, card.ends("about"))


def _size(text: str) -> Size:
    words = text.split()
    wide = 10 if any(len(word) > MOST_LETTERS for word in words) else 0
    return next((size for size, most in MOST_WORDS if len(words) + wide <= most), "small")
