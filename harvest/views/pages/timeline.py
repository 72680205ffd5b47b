"""Make the timeline: meetings and milestones by date, with what was tried, what it changed and where that shows."""

from __future__ import annotations

from dataclasses import dataclass

from harvest.cards.card import Card
from harvest.views.cards import Views
from harvest.views.order import in_order
from harvest.views.pages.lists import ListView, list_of
from harvest.views.view import CardView, Entry


@dataclass(frozen=True, slots=True)
class Moment:
    """A meeting or milestone; `shows` are the cards that show its effect."""

    card: CardView
    milestone: bool
    raised: tuple[Entry, ...]
    discussed: tuple[Entry, ...]
    shows: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The moments of one year in their order; `year` is None for those without a date."""

    year: int | None
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """Meetings and milestones year by year: what was tried, what it changed, and where that shows."""

    cards: ListView
    years: tuple[Year, ...]


def timeline(views: Views) -> TimelineView:
    """Return the meetings by date; those without one come last."""
    years: dict[int | None, list[Moment]] = {}
    for card in in_order(views.corpus, "meeting"):
        dated = card.when("date")
        years.setdefault(dated.year if dated else None, []).append(_moment(views, card))
    cards = list_of(views, views.corpus.kinds.by_name["meeting"])
    return TimelineView(cards, tuple(Year(year, tuple(moments)) for year, moments in years.items()))


def _moment(views: Views, card: Card) -> Moment:
    view = views.card(card)
    shows = (
        *view.ends("known_in", incoming=True),
        *view.ends("evidence", incoming=True),
        *view.ends("arose_at", incoming=True),
    )
    return Moment(
        view,
        card.text("sort") == "milestone",
        view.ends("raised_at", incoming=True),
        view.ends("discussed_at", incoming=True),
        tuple({entry.key: entry for entry in shows}.values()),
    )
