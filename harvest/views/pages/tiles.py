"""Make the tiles: sayings and quotations as on a wall, each with the cards it is about."""

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
"""The most words of a text in each size; a longer text is small."""
MOST_LETTERS = 14
"""The most letters of a word; a longer word makes a text one size smaller."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile: `size` is that of its text; `quoted` tells that it is a quotation, of someone with a role on the card."""

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
    """Make the tile of a card."""
    html = Markup().join(unmarked(part.html) for part in card.parts)
    quoted = card.chosen("sort") == "quotation"
    return Tile(card, html, _size(html.striptags()), quoted, card.ends("about"))


def _size(text: str) -> Size:
    words = text.split()
    wide = 10 if any(len(word) > MOST_LETTERS for word in words) else 0
    return next((size for size, most in MOST_WORDS if len(words) + wide <= most), "small")
