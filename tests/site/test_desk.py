"""The editor's desk is in the preview, and nothing of it in what is published."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from harvest.corpus import Corpus
from harvest.publication import EDITIONS, Edition
from harvest.site.desk import TITLE, desk_page
from harvest.site.edition import site_of
from tests.building import built_well, once
from tests.desk import FILES, ROLE
from tests.drawing import ROOT, booklet_of, in_memory, pattern, read, written
from tests.problems.test_language import dutch
from tests.site.test_preview import previewed

DESK = (ROOT / "theme/pages/views/desk.html").read_text("utf-8")
OTHERS = [path for path in (ROOT / "theme").rglob("*.html") if path.name not in ("desk.html", "header.html")]
ELSEWHERE = "".join(path.read_text("utf-8") for path in OTHERS)
SAID = [text for text in re.findall(r'_\("([^"{]+)"', DESK) if f'_("{text}"' not in ELSEWHERE]
OURS = [dutch()[text] for text in SAID if " " in dutch()[text]]
"""The words of the desk that stand on no other page."""
WHOLE: Mapping[str, str] = {
    **FILES,
    "private/review.yml": f"kaarten:\n- kaart: stam\n  getoond:\n  - {{aan: {ROLE}, getoond op: 2026-05-04}}\n",
    "content/patronen/wortel.md": pattern("Wortel", above="zie ook: Knop\n"),
    "content/patronen/knop.md": pattern("Knop"),
    "content/patronen/stam.md": pattern("Stam", status="getoetst"),
}
"""The harvest in the making, without what stops publication."""


def build(folder: Path) -> None:
    """Build both editions in `ready`, and the preview of one that is not ready yet in `preview`."""
    written(folder / "ready", WHOLE)
    for edition in EDITIONS:
        built_well(folder / "ready", "--no-print", "--edition", edition)
    previewed(written(folder / "making", FILES), folder / "preview")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with all three."""
    return once(tmp_path_factory, "desk", build)


def texts(folder: Path) -> dict[str, str]:
    """Path → text, of every file."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode("utf-8", "replace")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_preview_has_it_and_every_page_leads_there(built: Path) -> None:
    preview = texts(built / "preview")
    page = preview["redactie/index.html"]
    assert "<h1>Redactie" in page
    assert "Voor je publiceert" in page
    assert ROLE in page
    for path, leads in {"index.html": "redactie/", "patronen/wortel/index.html": "../../redactie/"}.items():
        assert f'<a href="{leads}">Redactie' in preview[path], path
    assert 'href="/redactie/"' in preview["404.html"]
    assert "assets/css/preview.css" in preview


@pytest.mark.parametrize("site", ["site", "site-circle"])
def test_nothing_of_it_is_published(built: Path, site: str) -> None:
    """No page, no link, no style, no words, not in the search and not in the data."""
    assert len(OURS) > 8
    told = re.compile("|".join(map(re.escape, (*OURS, ROLE, "redactie", "preview-mark", "desk-"))), re.IGNORECASE)
    published = texts(built / "ready" / site)
    assert len(published) > 10
    assert {path: told.findall(text)[:3] for path, text in published.items() if told.search(text)} == {}
    assert [path for path in published if re.search(r"redactie|desk|preview", path)] == []
    assert told.search(texts(built / "preview")["redactie/index.html"])


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_booklet_has_nothing_of_it(built: Path, edition: Edition) -> None:
    booklet = booklet_of(read(built / "ready", edition).published())
    assert not [words for words in (*OURS, ROLE, "edactie") if words in booklet]


def test_whoever_else_may_look_sees_no_role(built: Path) -> None:
    """With `--everyone` the whole network reads it."""
    corpus = read(built / "making")
    for named in (True, False):
        site = site_of(corpus, preview=True, named=named)
        assert site.desk is not None
        site.urls = {path: path for path in site.nodes}
        assert (ROLE in site.content(site.desk, "")) is named


def small(*paths: str) -> Corpus:
    """A corpus with pages at these paths."""
    return in_memory(dict.fromkeys(paths, "# Van ons\n"), allowed=True)


@pytest.mark.parametrize(
    ("paths", "address"),
    [
        (("index.md",), "redactie.md"),
        (("redactie.md",), "redactie-2.md"),
        (("Redactie/index.md",), "redactie-2.md"),
        (("redactie/leden.md", "redactie-2.md"), "redactie-3.md"),
    ],
)
def test_a_page_of_ones_own_keeps_its_address(paths: tuple[str, ...], address: str) -> None:
    assert desk_page(small(*paths)).path == address


def test_its_name_is_in_the_language_of_the_publication() -> None:
    corpus = in_memory({"index.md": "# Home\n"}, allowed=True, language="en")
    assert (desk_page(corpus).path, desk_page(corpus).title) == ("desk.md", TITLE["en"])
