"""The bibliography: one style, an honest order, and the same words on site and paper."""

from __future__ import annotations

import re
from html import unescape

import pytest

from harvest.site.pages import Site
from harvest.views.cards import Views
from harvest.views.pages.bibliography import SourcesView, citation, sources
from harvest.views.pages.page import page_view
from tests.drawing import RELEASED, booklet_of, in_memory

SOURCES = {
    "boek": "titel: Boek\nauteurs: [Jansen, De Wit]\njaar: 2012\nuitgever: Uitgeverij\nlicentie: CC BY 4.0\n",
    "later": "titel: Later\nauteurs: [Jansen, De Wit, Bos]\njaar: 2011\n",
    "ander": "titel: Ander boek\nauteurs: Jansen, J.\njaar: 2012\nuitgever: Werkgroep e.a.\n",
    "vraag": "titel: Hoe dan?\n",
    "plek": "titel: Plek\nauteurs: Bos\nwebadres: https://example.org/plek/\n",
    "eerder": "titel: Zonder jaar\nauteurs: Jansen, J.\n",
}
FILES = {
    "bronnen/index.md": "---\ntitel: Bronnen\nview: sources\n---\n",
    **{f"bronnen/{name}.md": f"---\n{text}{RELEASED}---\nEen tekst.\n" for name, text in SOURCES.items()},
    "casussen/een.md": f"---\ntitel: Een\n{RELEASED}soort: eigen\nbronnen: Boek\n---\n## Gebeurtenissen\nIets.\n",
    "lessen/les.md": f"---\ntitel: Les\n{RELEASED}komt van: gast\nblijkt uit: Boek\nbronnen: Boek\n---\nWij leerden.\n",
}


@pytest.fixture
def views() -> Views:
    """The views of a publication with sources that tell much and little."""
    return Views(in_memory(FILES).published())


def listed(views: Views, language: str = "nl") -> list[str]:
    """The bibliography as lines."""
    cited = [citation(work.card, language) for work in sources(views).works]
    return [f"{c.before}*{c.title}*{c.after}{f' {c.shown}' if c.shown else ''}" for c in cited]


def test_each_source_is_named_in_one_style_by_author_year_and_title(views: Views) -> None:
    assert listed(views) == [
        "Bos (z.j.). *Plek*. example.org/plek",
        "*Hoe dan?* (z.j.).",
        "Jansen & De Wit (2012). *Boek*. Uitgeverij. Licentie: CC BY 4.0.",
        "Jansen, De Wit & Bos (2011). *Later*.",
        "Jansen, J. (z.j.). *Zonder jaar*.",
        "Jansen, J. (2012). *Ander boek*. Werkgroep e.a.",
    ]


def test_english_has_its_own_comma_and_its_own_words(views: Views) -> None:
    lines = listed(views, "en")
    assert "Jansen, De Wit, & Bos (2011). *Later*." in lines
    assert "Bos (n.d.). *Plek*. example.org/plek" in lines
    assert any(line.endswith("Licence: CC BY 4.0.") for line in lines)


def test_who_cites_a_source_is_told_once(views: Views) -> None:
    works = {work.card.entry.title: [entry.title for entry in work.cited_by] for work in sources(views).works}
    assert works["Boek"] == ["Een", "Les"]
    assert works["Later"] == []


def test_site_and_booklet_say_the_same_in_the_same_order(views: Views) -> None:
    def cited(html: str, opening: str) -> list[str]:
        pieces = (
            piece.partition(f"</{opening[1:3].strip()}")[0].partition(">")[2] for piece in html.split(opening)[1:]
        )
        return [" ".join(unescape(re.sub(r"<[^>]+>", "", piece)).split()) for piece in pieces]

    site = Site(views.corpus, preview=False, booklet=False)
    page = next(page for page in views.corpus.pages if page.view == "sources")
    assert isinstance(page_view(site.views, page).data, SourcesView)
    on_site = cited(site.content(page, ""), '<p class="citation"')
    booklet = booklet_of(views.corpus)
    on_paper = [line for line in cited(booklet, "<h3 data-title=") if "(" in line]
    assert on_site == [line.replace("*", "") for line in listed(views)]
    assert on_paper == on_site


@pytest.mark.parametrize(
    "address", ["javascript:x=1", "data:text/html,x", " JavaScript:x", "//example.org", "bestand.pdf"]
)
def test_what_is_no_web_address_is_no_link_in_a_preview_either(address: str) -> None:
    """`harvest check` refuses it; the card shows it as words."""
    text = f"---\ntitel: Plek\nwebadres: '{address}'\n{RELEASED}---\nEen tekst.\n"
    views = Views(in_memory({**FILES, "bronnen/plek.md": text}, allowed=True))
    work = next(work for work in sources(views).works if work.card.entry.title == "Plek")
    fact = work.card.fact("url")
    assert fact is not None
    assert (fact.address, fact.values) == ("", (address.strip(),))
    assert citation(work.card, "nl").address == ""
