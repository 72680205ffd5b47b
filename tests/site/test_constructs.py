"""What readers get of every construct that a text may hold, on the site; `tests/print` has the same of the booklet."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.building import build_drawn, once
from tests.constructs import FILES, SHOWN, UNSHOWN, bare, words


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The publication with every construct, built."""
    files = {path if path == "mkdocs.yml" else f"content/{path}": text for path, text in FILES.items()}
    return once(tmp_path_factory, "constructs", lambda folder: build_drawn(files, folder)) / "site"


def test_a_reader_gets_what_was_meant(site: Path) -> None:
    page = (site / "vormen/index.html").read_text("utf-8")
    page = page[page.index("<article") : page.index('id="harvest.mentions"')]
    text = bare(page)
    assert [shown for shown in SHOWN if shown not in text] == []
    assert [sign for sign in UNSHOWN if sign in words(text)] == []
    assert 'alt="Een vlak" width="120"' in page
    assert [f'class="alert {sort}"' in page for sort in ("note", "warning", "tip")] == [True] * 3


def test_every_link_leads_to_a_heading_that_is_there(site: Path) -> None:
    """On every page: files by their names as they are on disk, headings by their anchors."""
    ids = {page: set(re.findall(r'\sid="([^"]*)"', page.read_text("utf-8"))) for page in site.rglob("*.html")}
    led = set()
    for page in ids:
        for address in re.findall(r'\s(?:href|src)="([^"]*)"', page.read_text("utf-8")):
            path, _, anchor = unescape(address).partition("#")
            if page.name == "404.html" or re.match(r"[a-z]+:", path):
                continue
            target = (page.parent / unquote(path)).resolve() if path else page
            target = target / "index.html" if target.is_dir() else target
            assert target.is_file(), (page, address)
            if anchor:
                assert unquote(anchor) in ids[target], (page, address)
                led.add(unquote(anchor))
    assert led >= {"voorbeeld", "voorbeeld_1", "费用", "vette-kop", "kop", "probleem", "1-context"}


def test_a_blurb_holds_words_only(site: Path) -> None:
    data = json.loads((site / "harvest.json").read_text("utf-8"))
    blurbs = {card["id"]: card["summary"] for card in data["cards"]}
    assert blurbs["les"] == "Woord Wat het betekent."
    assert "Woord Wat het betekent." in (site / "lessen/les/index.html").read_text("utf-8")
