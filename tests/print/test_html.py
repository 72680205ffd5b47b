"""The booklet as HTML."""

from __future__ import annotations

import itertools
import re

from harvest.print.compose import _found
from tests import papers
from tests.print.conftest import ABOVE, FILES, Composed
from tests.print.look import Outline


def test_every_internal_link_has_its_target_and_every_id_is_one(composed: Composed) -> None:
    outline = Outline(composed()[0])
    inside = [href for href in outline.hrefs if href.startswith("#")]
    assert len(inside) > 20
    assert {href[1:] for href in inside} <= set(outline.ids)
    assert len(outline.ids) == len(set(outline.ids))


def test_nothing_stands_inside_a_link_but_words(composed: Composed) -> None:
    html, _ = composed()
    assert Outline(html).inside_links == []
    assert ">het eerste</a>" in html


def test_headings_skip_no_level(composed: Composed) -> None:
    levels = [level for level, _ in Outline(composed()[0]).headings]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert max(levels) > 3


def test_every_table_has_header_cells(composed: Composed) -> None:
    tables = Outline(composed()[0]).tables
    assert len(tables) > 3
    assert all(tables)


def test_a_reference_to_a_printed_card_carries_its_page(composed: Composed) -> None:
    html, _ = composed()
    number = '<span class="reference">(p.\u00a0<span class="folio" data-h="#{}"></span>)</span>'
    assert f'href="#card-een">Een</a>\u00a0{number.format("card-een")}' in html
    assert f'href="#card-een.daarom">ook</a>\u00a0{number.format("card-een.daarom")}' in html


def test_a_reference_to_a_card_that_is_not_printed_is_only_its_words(composed: Composed) -> None:
    nav = str(FILES["mkdocs.yml"]).replace("      - lessen/index.md\n", "")
    html, _ = composed({"mkdocs.yml": nav, "hoe.md": "---\ntitel: Hoe\n---\nZie [[Les]] en [[Een]].\n"})
    text = html[html.index('id="page-hoe"') :]
    assert re.search(r"Zie(<span> </span>| )Les(<span> </span>| )en", text)
    assert "card-les" not in html


def test_a_view_that_is_not_opened_shows_its_cards_itself(composed: Composed) -> None:
    """Questions stand on the agenda and open into no pages; a reference to one carries that of its place."""
    files = {
        "mkdocs.yml": str(FILES["mkdocs.yml"]).replace("[hoe.md]", "[hoe.md, vragen/index.md]"),
        "vragen/index.md": "---\ntitel: Agenda\nview: agenda\n---\n",
        "vragen/wie.md": f"---\ntitel: Wie begint\n{ABOVE}niveau: gezamenlijk\nvraag is: open\n---\nWie weet.\n",
        "hoe.md": "---\ntitel: Hoe\n---\nZie [[Wie begint]] en [[Een]].\n",
    }
    html, _ = composed(files)
    assert 'id="page-vragen-index"' in html
    assert "Wie begint" in html
    assert html.count('id="card-wie"') == 1
    assert 'href="#card-wie">Wie begint</a>' in html
    assert "#card-een" in html


def test_a_link_outside_tells_its_address_once(composed: Composed) -> None:
    page = "---\ntitel: Hoe\n---\nZie [dit](https://example.org/pad/) en <https://example.org/ander>.\n"
    html, _ = composed({"hoe.md": page})
    assert 'dit</a>\u00a0<span class="reference">(example.org/pad)</span>' in html
    assert html.count("example.org/ander") == 2


def test_a_link_to_a_file_leads_to_the_site_or_is_only_its_words(composed: Composed) -> None:
    """A file of the publication does not lie in the booklet."""
    files = {
        "hoe.md": "---\ntitel: Hoe\n---\nZie [het blad](blad%20a.pdf) nog eens aan het eind.\n",
        "blad a.pdf": papers.pdf(),
    }
    assert "Zie het blad nog" in composed(files)[0]
    config = f"site_url: https://example.org/oogst\n{FILES['mkdocs.yml']!s}"
    html, _ = composed({**files, "mkdocs.yml": config})
    assert '<a href="https://example.org/oogst/blad%20a.pdf">het blad</a>' in html
    assert "(example.org/oogst/blad%20a.pdf)" in html


def test_a_row_of_page_numbers_names_a_place_once() -> None:
    """Also when it is the place of a chapter that tells of several cards."""
    numbers = ", ".join(f'<a class="number folio" href="#{to}" data-h="#{to}"></a>' for to in "abcb")
    found = _found(f'<h1 id="c">C</h1><h1 id="d">D</h1>{numbers}', {"a": "c", "b": "d"})
    assert re.findall('href="#(.)"', found) == ["c", "d", "c", "d"]
    found = _found(f'<h1 id="c">C</h1>{numbers}.', {"a": "c", "b": "c"})
    assert found == '<h1 id="c">C</h1><a class="number folio" href="#c" data-h="#c"></a>.'


def test_the_order_is_that_of_the_spine(composed: Composed) -> None:
    titles = Outline(composed()[0]).titles
    order = ["Proef & oogst", "Colofon", "Inhoud", "1 Hoe we werkten", "Hoe", "2 Wat we leerden", "Patronen",
             "Een", "Twee", "Lessen", "Les", "Casussen", "Wijk", "Naslag", "Bronnen", "Boek", "Register"]  # fmt: skip
    assert [title for title in titles if title in order] == order
    assert "Begin" not in titles


def test_signs_are_decoration(composed: Composed) -> None:
    html, _ = composed()
    assert "<svg" not in html
    assert "data:image/svg+xml," in html


def test_no_path_of_this_machine_gets_in(composed: Composed) -> None:
    html, content = composed()
    assert 'src="content:beelden/rood.svg"' in html
    assert str(content.parent) not in html
    assert "file:" not in html


def test_titles_are_words_not_markup(composed: Composed) -> None:
    card = str(FILES["lessen/les.md"]).replace("titel: Les", "titel: <script>alert(1)</script>")
    html, _ = composed({"lessen/les.md": card})
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_the_edition_of_the_circle_says_so(composed: Composed) -> None:
    assert "Alleen voor de kring" in composed(edition="circle")[0]
    assert "Alleen voor de kring" not in composed()[0]


def test_the_last_word_is_not_left_alone(composed: Composed) -> None:
    html, _ = composed({"hoe.md": "---\ntitel: Hoe\n---\nHier eindigt een zin zo.\n"})
    assert "zin\u00a0zo.</span></p>" in html


def test_a_young_publication_gives_a_booklet_too(composed: Composed) -> None:
    cards = [path for path in FILES if "/" in path and path.endswith(".md") and "index" not in path]
    drafts = {path: f"---\ntitel: {path}\n---\n" for path in cards}
    html, _ = composed({**drafts, "hoe.md": "---\ntitel: Hoe\n---\n"})
    assert html.count('class="empty"') == 5
    assert Outline(html).titles[:2] == ["Proef & oogst", "Colofon"]
