"""A publication with a look of its own in a real browser, light and dark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import NARROW, WIDE, Scheme, Visiting, served
from tests.building import build_drawn, once, tree
from tests.drawing import CONFIG, PAGES, pattern

LOOK = "look: {band: '#154273', accent: '#0A626E', logo: beelden/logo.svg, alt: Een boom}, "
FILES: Mapping[str, str] = {
    **PAGES,
    "mkdocs.yml": CONFIG.replace("print: false, ", f"print: false, {LOOK}"),
    "content/patronen/een.md": pattern("Een"),
    "content/patronen/twee.md": pattern("Twee", above="draagt bij aan: Een\n"),
    "content/colofon.md": "---\ntitel: Colofon\nview: colophon\n---\n",
    "content/beelden/logo.svg": (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><path fill="#154273" d="M0 0h90v30z"/></svg>'
    ),
}
COLOURS = """() => { const band = getComputedStyle(document.querySelector('.harvest'));
    const sign = getComputedStyle(document.querySelector('.sign.biet [fill]'));
    const logo = document.querySelector('.brand img');
    return [band.backgroundColor, band.color, sign.fill, getComputedStyle(logo).backgroundColor, logo.naturalWidth > 0,
        logo.alt] }"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Where it is served, and its files."""
    site = once(tmp_path_factory, "own-look", lambda folder: build_drawn(FILES, folder)) / "site"
    with served(site) as address:
        yield address, site


@pytest.mark.parametrize(
    ("scheme", "accent", "under_the_logo"),
    [("light", "rgb(10, 98, 110)", "rgba(0, 0, 0, 0)"), ("dark", "rgb(16, 152, 171)", "rgb(255, 255, 255)")],
)
def test_the_colours_are_those_that_were_chosen(
    visiting: Visiting, own: tuple[str, Path], scheme: Scheme, accent: str, under_the_logo: str
) -> None:
    """On a dark page the logo stands on white, and the accent is lighter."""
    with visiting(own[0], WIDE, scheme) as visit:
        seen = visit.go("patronen/een/").evaluate(COLOURS)
    assert seen == ["rgb(21, 66, 115)", "rgb(255, 255, 255)", accent, under_the_logo, True, "Een boom"]


@pytest.mark.parametrize(("width", "scheme"), [(WIDE, "light"), (NARROW, "dark")])
@pytest.mark.parametrize("path", ["", "patronen/een/", "colofon/"])
def test_axe_finds_nothing(visiting: Visiting, own: tuple[str, Path], path: str, width: int, scheme: Scheme) -> None:
    with visiting(own[0], width, scheme) as visit:
        page = visit.go(path)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_every_page_has_the_sheet_and_the_logo_goes_out_clean(own: tuple[str, Path]) -> None:
    """The page for what is not there too."""
    files = tree(own[1])
    sheets = [name for name in files if name.startswith("assets/harvest/look-")]
    assert len(sheets) == 1
    pages = {name: text for name, text in files.items() if name.endswith(".html")}
    assert "404.html" in pages
    for name, text in pages.items():
        assert text.count(sheets[0].encode()) == 1, name
        assert b"beelden/logo.svg" in text, name
    assert b"#154273" in files["beelden/logo.svg"]
    assert b'"#154273"' in files["assets/icon.svg"]
    assert b'"#FFFFFF"' in files["assets/icon.svg"]
    assert b"#FFD02E" not in files["assets/icon.svg"]
