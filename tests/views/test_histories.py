"""Cases as learning histories: three voices, told apart by more than colour, in the order in which they are read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from harvest.corpus import Corpus
from harvest.site.pages import Site
from harvest.views.cards import Views
from harvest.views.pages.cases import cases
from tests.drawing import RELEASED, booklet_of, in_memory

ABOVE = RELEASED + "soort: elders\n"
FILES = {
    "casussen/index.md": "---\ntitel: Casussen\nview: cases\n---\n",
    "casussen/drie.md": f"---\ntitel: Drie stemmen\n{ABOVE}---\n"
    "## Buitenblik\nEen *ander* ziet iets. En meer.\n## Betrokkenen\nZij vonden het fijn.\n"
    "## Gebeurtenissen\nHet begon, zie [[Een stem]]. Toen ging het door.\n",
    "casussen/een.md": f"---\ntitel: Een stem\n{ABOVE}trefwoorden: [een, twee]\n---\n## Gebeurtenissen\nNiets.\n",
}
VOICES = ("chronicle", "voice", "outside")


@pytest.fixture
def corpus() -> Corpus:
    """A publication with a case in three voices, written in another order, and one with a single voice."""
    return in_memory(FILES).published()


def test_each_voice_is_heard_with_its_first_sentence(corpus: Corpus) -> None:
    data = cases(Views(corpus))
    told = {h.card.entry.title: [(v.name, v.title, v.sentence) for v in h.voices] for h in data.histories}
    assert told == {
        "Drie stemmen": [
            ("chronicle", "Gebeurtenissen", "Het begon, zie Een stem."),
            ("voice", "Betrokkenen", "Zij vonden het fijn."),
            ("outside", "Buitenblik", "Een ander ziet iets."),
        ],
        "Een stem": [("chronicle", "Gebeurtenissen", "Niets.")],
    }
    assert [found.name for found in data.filters] == ["tags"]
    assert data.values["card:een"].split() == ["sort:elsewhere", "tags:een", "tags:twee"]


def test_the_list_leads_to_each_voice(corpus: Corpus) -> None:
    site = Site(corpus, preview=False, booklet=False)
    site.urls = {card.path: f"{card.path}/" for card in corpus.cards}
    html = site.content(next(page for page in corpus.pages if page.view == "cases"), "")
    assert re.findall(r'href="casussen/drie.md/(#\w+)"', html) == ["#gebeurtenissen", "#betrokkenen", "#buitenblik"]
    assert re.findall(r'<div class="said-(\w+)"', html) == [*VOICES, "chronicle"]


def test_on_page_and_paper_each_voice_has_its_label_its_sign_and_its_look(corpus: Corpus) -> None:
    site = Site(corpus, preview=False, booklet=False)
    card = next(card for card in corpus.cards if card.id == "drie")
    page = site.content(card, "")
    paper = booklet_of(corpus)
    for name, title in zip(VOICES, ("Gebeurtenissen", "Betrokkenen", "Buitenblik"), strict=True):
        assert re.search(
            rf'class="[^"]*shown-{name}"[^>]*>\s*<h2[^>]*><svg class="sign voice klei".*?</svg> {title}', page
        )
        assert re.search(rf'class="row {name}"[^>]*><h4[^>]*><span class="sign voice klei [^>]*></span> {title}', paper)
    signs = re.findall(r'<svg class="sign voice.*?</svg>', page)
    assert len(set(signs)) == len(signs) == 3
    styles = Path(__file__).parents[2] / "theme"
    for css, before in (("site/assets/css/card.css", ".shown-"), ("paper/card.css", ".row.")):
        text = (styles / css).read_text("utf-8")
        assert all(f"{before}{name}" in text for name in VOICES)
