"""The tiles on their wall, on the site and on paper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harvest.corpus import Corpus
from harvest.links.directory import Directory
from harvest.site.pages import Site
from harvest.views.cards import Views
from harvest.views.pages.tiles import tiles
from tests.drawing import RELEASED, booklet_of, in_memory, pattern

LONG = "Een titel die nergens op slaat " * 10
FILES = {
    "tegels/index.md": "---\ntitel: Tegels\nview: tiles\n---\n",
    "register.md": "---\ntitel: Register\nview: index\n---\n",
    "patronen/index.md": "---\ntitel: Patronen\nview: patterns\n---\n",
    "patronen/ritme.md": pattern("Ritme", text="Zie [[Kort]]."),
    "tegels/kort.md": f"---\ntitel: Kort\n{RELEASED}soort: spreuk\ngaat over: Ritme\n---\nKort *is* goed.\n",
    "tegels/lang.md": f"---\ntitel: {LONG}\n{RELEASED}soort: citaat\ntoestemming: ja\ngezegd door: een bewoner\n---\n"
    + "woord " * 40,
    "tegels/breed.md": f"---\ntitel: Breed\n{RELEASED}soort: spreuk\n---\nSamenwerkingsverbanden zijn mensen.\n",
}


@pytest.fixture
def corpus() -> Corpus:
    """A publication with three tiles."""
    return in_memory(FILES).published()


def test_a_tile_knows_how_large_its_text_can_be(corpus: Corpus) -> None:
    found = {tile.card.entry.key: (tile.size, tile.quoted) for tile in tiles(Views(corpus)).tiles}
    assert found == {
        "card:kort": ("large", False),
        "card:breed": ("medium", False),
        "card:lang": ("small", True),
    }


def test_the_site_shows_text_role_and_what_it_is_about(corpus: Corpus) -> None:
    site = Site(corpus, preview=False, booklet=False)
    site.urls = {card.path: card.path for card in corpus.cards}
    html = site.content(next(page for page in corpus.pages if page.view == "tiles"), "")
    assert "Kort <em>is</em> goed." in html
    assert "gezegd door: </span>een bewoner" in html
    assert html.count("Onze eigen woorden") == 2
    assert 'href="patronen/ritme.md">Ritme</a>' in html
    assert " ".join(LONG.split()) in html


def test_on_paper_a_tile_is_found_from_the_register_and_from_the_text(corpus: Corpus) -> None:
    html = booklet_of(corpus)
    assert '<div class="hung" id="card-kort">' in html
    assert '<a class="number folio" href="#card-kort" data-h="#card-kort"></a>' in html
    assert 'href="#card-kort">Kort</a>' in html.partition('id="card-ritme"')[2]
    assert 'href="#card-ritme">Ritme</a>' in html.partition('id="card-kort"')[2]


def test_what_marks_no_place_is_found_where_its_chapter_begins() -> None:
    """A reference to a card that its view tells of is never to nowhere."""
    declaration = (
        "kind: note\nlabel: {nl: notitie, en: note}\nplural: {nl: notities, en: notes}\nfolders: notities\n"
        "printed: false\n"
    )
    files = {
        "notities/index.md": "---\ntitel: Notities\nview: notes\n---\n",
        "notities/een.md": f"---\ntitel: Een notitie\n{RELEASED}---\nIets.\n",
        "over.md": "---\ntitel: Over\n---\nZie [[Een notitie]].\n",
    }
    made = in_memory(files, [("note.yml", declaration.encode())]).published()
    html = booklet_of(made)
    assert 'id="page-notities-index"' in html
    assert 'href="#page-notities-index">Een notitie</a>' in html
    assert 'data-h="#page-notities-index"' in html
    assert "card-een" not in html


def test_the_register_tells_kinds_and_leaves_out_what_has_no_page(corpus: Corpus) -> None:
    site = Site(corpus, preview=False, booklet=False)
    html = site.content(next(page for page in corpus.pages if page.view == "index"), "")
    assert '<span class="small">tegel</span>' in html
    assert '<span class="small">patroon</span>' in html
    paper = booklet_of(corpus)
    register = paper.partition('<div class="register">')[2].partition("</section></body>")[0]
    assert register.count('<li class="title">') == 4
    pages = tuple(page for page in corpus.pages if page.view != "tiles")
    without = replace(corpus, directory=Directory(corpus.cards, pages, corpus.directory.files))
    register = booklet_of(without).partition('<div class="register">')[2]
    assert register.count('<li class="title">') == 1
    assert "Breed" not in register


@pytest.mark.parametrize("consent", ["", "toestemming: nee\n", "toestemming: misschien\n"])
def test_without_a_status_a_quotation_needs_consent_all_the_same(consent: str) -> None:
    """A community may leave status out; its tiles are then seen by everybody."""
    declared = b"kind: tile\ndrop: [status, checked_on, unchecked, checked_text]\n"
    tile = f"---\ntitel: Kort\nsoort: citaat\ngezegd door: een bewoner\n{consent}---\nHet kan.\n"
    corpus = in_memory({"tegels/kort.md": tile}, [("tegel.yml", declared)], allowed=True)
    assert corpus.holds(corpus.cards[0])
    assert ("quote-without-consent", "error") in {(found.code, found.severity) for found in corpus.problems}
