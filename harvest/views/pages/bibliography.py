"""Make the bibliography: every source in one style, and the cards that cite it.

Style: author–date as in the Publication Manual of the APA (7th edition), with the licence added. We leave out what a
source does not give, except the year, which becomes «z.j.» or «n.d.» (section 9.17 there).
"""

from __future__ import annotations

from dataclasses import dataclass

from harvest.problems.language import render
from harvest.problems.problem import Label
from harvest.views.cards import Views
from harvest.views.order import authors_in_words, in_order
from harvest.views.pages.lists import ListView, list_of
from harvest.views.view import CardView, Entry

NO_DATE: Label = {"nl": "z.j.", "en": "n.d."}
"""«zonder jaar» and «no date», in place of the year."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A source in the style: the text `before` its title, the title, the text `after` it, and `address` as `shown`."""

    before: str
    title: str
    after: str
    address: str
    shown: str


@dataclass(frozen=True, slots=True)
class Work:
    """A source, and the cards that cite it, in the order of their kinds."""

    card: CardView
    cited_by: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class SourcesView:
    """The bibliography: author, year, title, publisher, licence and address, and where each source is cited.

    `works` are sorted by author, then year, then title; one without author by its title. `list` is for a publication
    without sources.
    """

    list: ListView
    works: tuple[Work, ...]


def sources(views: Views) -> SourcesView:
    kind = views.corpus.kinds.by_view["sources"][0]
    shown = list_of(views, kind)
    cards = (views.card(card) for card in in_order(views.corpus, kind.kind))
    works = (
        Work(card, tuple({e.key: e for tie in card.ties if tie.incoming for e in tie.entries}.values()))
        for card in cards
    )
    return SourcesView(shown, tuple(works))


def citation(card: CardView, language: str) -> Citation:
    """Return a source in the style that site and booklet share, in one language."""
    title, year = card.entry.title, _said(card, "year", language) or NO_DATE[language]
    authors = _authors(card, language)
    before = f"{authors} ({year}). " if authors else ""
    after = "" if title.endswith(tuple(".?!…")) else "."
    if not authors:
        after = f" ({year})."
    if publisher := _said(card, "publisher", language):
        after += f" {_ended(publisher)}"
    if licence := card.fact("licence"):
        label = render(licence.label, language)
        after += f" {label[:1].upper()}{label[1:]}: {_ended(_said(card, 'licence', language))}"
    fact = card.fact("url")
    address = fact.address if fact else ""
    shown = address.removeprefix("https://").removeprefix("http://").removesuffix("/")
    return Citation(before, title, after, address, shown)


def _authors(card: CardView, language: str) -> str:
    fact = card.fact("authors")
    return authors_in_words(tuple(render(name, language) for name in fact.values), language) if fact else ""


def _said(card: CardView, name: str, language: str) -> str:
    fact = card.fact(name)
    return ", ".join(render(value, language) for value in fact.values) if fact else ""


def _ended(text: str) -> str:
    """Return the text with a full stop, unless it ends with a mark that closes a sentence."""
    return text if text.endswith(tuple(".?!…")) else f"{text}."
