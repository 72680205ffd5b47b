"""At the former address of a card stands a page that leads on to where the card is now; of a draft there is none."""

from __future__ import annotations

import json

import pytest

from harvest.links.former import plain_address
from harvest.publication import Edition
from harvest.site.edition import site_of
from tests.building import build_drawn, once
from tests.drawing import CONFIG, PAGES, in_memory, pattern

ADDRESS = CONFIG + "site_url: https://oogst.example/cop/\n"


def card(title: str, *former: str, status: str = "vrijgegeven") -> str:
    return pattern(title, status=status, above=f"vroeger adres: [{', '.join(former)}]\n")


def made(edition: Edition, **said: bool) -> dict[str, str]:
    """The pages that lead on, of an edition with a card of every status."""
    files = {
        "index.md": "---\ntitel: Begin\nview: home\n---\n",
        "patronen/nu.md": card("Nu & hier", "patronen/toen/", "/oud.html", "patronen/nu", "patronen/concept/"),
        "patronen/getoetst.md": card("Getoetst", "toetsing", status="getoetst"),
        "patronen/concept.md": card("Concept", "geheim", status="concept"),
    }
    corpus = in_memory(files, edition=edition, allowed=True, language="nl")
    site = site_of(corpus, preview=bool(said.get("preview")))
    site.urls = {path: path.removesuffix("index.md").removesuffix(".md") + "/" * ("/" in path) for path in files}
    return {path: text for path, text in site.generated().items() if path.endswith(".html")}


def test_only_what_an_edition_holds_leads_on() -> None:
    assert set(made("public")) == {"patronen/toen/index.html", "oud/index.html", "patronen/concept/index.html"}
    assert set(made("circle")) == {*made("public"), "toetsing/index.html"}
    # In a preview, where a draft has its page, its address leads nowhere else.
    assert set(made("public", preview=True)) == {"patronen/toen/index.html", "oud/index.html"}


def test_the_page_says_where_to_go_without_a_script() -> None:
    page = made("public")["patronen/toen/index.html"]
    assert '<meta http-equiv="refresh" content="0; url=../../patronen/nu/">' in page
    assert '<a href="../../patronen/nu/">Nu &amp; hier</a>' in page
    assert '<html lang="nl">' in page
    assert "<title>Nu &amp; hier · Proef</title>" in page
    assert "<script" not in page
    assert "kring" not in page
    inside = made("circle")["oud/index.html"]
    assert "Alleen voor de kring" in inside
    assert 'content="noindex"' in inside
    assert "canonical" not in inside


def test_it_is_in_a_real_site_and_in_no_list_of_pages(tmp_path_factory: pytest.TempPathFactory) -> None:
    files = {
        **PAGES,
        "mkdocs.yml": ADDRESS,
        "content/patronen/nu.md": card("Nu", "patronen/zoals-het-heette/"),
        "content/patronen/concept.md": card("Concept", "patronen/nooit-gezien/", status="concept"),
    }
    site = once(tmp_path_factory, "moved", lambda folder: build_drawn(files, folder)) / "site"
    page = (site / "patronen/zoals-het-heette/index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://oogst.example/cop/patronen/nu/">' in page
    assert (site / "patronen/zoals-het-heette" / "../../patronen/nu/index.html").resolve().is_file()
    assert not (site / "patronen/nooit-gezien").exists()
    lists = ["sitemap.xml", "search/search_index.json", "harvest.json", "index.html", "patronen/index.html"]
    for path in lists:
        assert "zoals-het-heette" not in (site / path).read_text("utf-8"), path
    assert json.loads((site / "harvest.json").read_text("utf-8"))["cards"]


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("patronen/oud/", "patronen/oud"),
        ("/patronen/oud.html", "patronen/oud"),
        ("patronen/oud/index.html", "patronen/oud"),
        ("patronen/oud.md", "patronen/oud"),
        ("Één naam", "Één naam"),
        ("", ""),
        ("/", ""),
        ("../buiten", ""),
        ("patronen/../x", ""),
        (".git/config", ""),
        ("https://x.nl/y", ""),
        ("a\\b", ""),
        ("a%2fb", ""),
        ("a//b", ""),
        ("x" * 300, ""),
        ("a/" * 40, ""),
    ],
)
def test_what_is_an_address(written: str, address: str) -> None:
    assert plain_address(written) == address


def test_an_address_that_is_none_or_is_taken_is_told() -> None:
    files = {
        "patronen/een.md": card("Een", "../weg", "patronen/twee/"),
        "patronen/twee.md": card("Twee", "patronen/oud"),
        "patronen/zes.md": card("Zes", "Patronen/Oud/"),
    }
    found = in_memory(files, language="nl").problems
    assert [(one.path, one.code, one.severity) for one in found if one.code in ("wrong-type", "duplicate-id")] == [
        ("content/patronen/een.md", "wrong-type", "warning"),
        ("content/patronen/een.md", "duplicate-id", "warning"),
        ("content/patronen/zes.md", "duplicate-id", "warning"),
    ]
