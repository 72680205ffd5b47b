"""What readers get of every construct that a text may hold, in the booklet; `tests/site` has the same of the site."""

from __future__ import annotations

import re

from tests.constructs import FILES, SHOWN, UNSHOWN, bare, words
from tests.drawing import Draw, booklet_of, read
from tests.print.look import Outline


def booklet(draw: Draw) -> str:
    """The publication with every construct, as the HTML of its booklet."""
    return booklet_of(read(draw(FILES)).published())


def test_a_reader_gets_what_was_meant(draw: Draw) -> None:
    html = booklet(draw)
    html = html[html.index('id="page-vormen"') : html.index('id="page-patronen-index"')]
    text = bare(html)
    assert [shown for shown in SHOWN if shown not in text] == []
    assert [sign for sign in UNSHOWN if sign in words(text)] == []
    assert re.search(r'<img style="width: [\d.]+pt" src="[^"]*vlak.svg" alt="Een vlak">', html)
    assert [f'class="alert {sort}"' in html for sort in ("note", "warning", "tip")] == [True] * 3


def test_a_link_to_a_heading_carries_the_page_of_that_heading(draw: Draw) -> None:
    html = booklet(draw)
    hrefs, ids = Outline(html).hrefs, Outline(html).ids
    assert {href[1:] for href in hrefs if href.startswith("#")} <= set(ids)
    for heading in ("page-vormen.voorbeeld_1", "page-vormen.费用", "page-vormen.vette-kop", "card-zes-weken.probleem"):
        assert f"#{heading}" in hrefs
        assert f'<span class="folio" data-h="#{heading}"></span>' in html
    assert 'href="#card-zes-weken.voorbeeld_1">daar</a>' in html
    assert 'href="#page-vormen.kop">de eigen</a>' in html
    assert 'href="#card-rondje_x">een link</a>' in html
