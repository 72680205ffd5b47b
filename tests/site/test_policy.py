"""What holds for every page, of site and preview: it meets its own policy, and no text takes an id of the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

import pytest

from harvest.site.policy import POLICY
from harvest.source.markdown.slug import OF_THE_PAGE
from tests.building import build_drawn, once, run, tree
from tests.drawing import CONFIG, ROOT, Write, pattern, read_for_names, written
from tests.site.test_preview import previewed
from tests.whole import whole

LEADING = (
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-details",
    "aria-owns",
    "for",
    "headers",
    "list",
)
"""Attributes that name ids."""
HEADINGS = {f"h{level}" for level in range(1, 7)}

OWN = sorted(
    {
        found
        for path in (ROOT / "theme").rglob("*.html")
        for found in re.findall(r' id="(?:harvest\.)?([\w-]+)"', path.read_text("utf-8"))
    }
)
"""The ids that templates have, without what they begin with."""
TAKING = "\n".join(
    (
        *(f"### {name}\n" for name in (*OWN, "Content", "Search", "Menu", "Ties", "Map", "Filters")),
        *(
            f"### {name}\n"
            for name in ("harvest.menu", "note.1", "fn:1", "fnref:1", "year-2012", "letter-A", "state-open")
        ),
        *(
            f"### {name}\n"
            for name in ("location", "document", "dialog", "title", "__proto__", "constructor", "toString")
        ),
        "### Menu {#harvest.menu}\n",
        "Een noot.[^1] En een.[^fn1]\n\n[^1]: Noot.\n[^fn1]: Nog een.\n",
        '<a name="harvest.menu" id="harvest.menu">x</a>',
        '<img name="search" id="harvest.search" src="../beelden/x.svg" alt="Een vlak">',
        '<form id="harvest.content" name="search"><input name="location" id="menu"></form>',
        '<h2 id="harvest.content">Menu</h2><p style="color: red" onclick="x()">Tekst</p>',
        "<map name=harvest.menu></map><object id=menu></object><iframe name=menu></iframe>",
    )
)
"""A text that asks for every id a page has of its own, in each way an author could try."""


@dataclass
class Seen(HTMLParser):
    """What a page holds that a policy or an id is about."""

    ids: list[tuple[str, str]] = field(default_factory=list)
    leads: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    metas: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if "id" in said:
            self.ids.append((tag, said["id"]))
        for name in LEADING:
            self.leads += said.get(name, "").split()
        if said.get("href", "").startswith("#"):
            self.leads.append(said["href"][1:])
        if tag == "meta":
            self.metas[said.get("http-equiv") or said.get("name", "")] = said.get("content", "")
        runs = tag == "script" and "src" not in said
        addressed = any(said.get(name, "").strip().lower().startswith(("javascript:", "data:")) for name in said)
        named = "name" in said and not (tag == "meta" or (tag == "input" and said.get("type") == "radio"))
        if runs or addressed or named or tag in ("style", "base", "iframe", "object", "embed"):
            self.wrong.append(self.get_starttag_text() or tag)
        if "style" in said or "target" in said or any(name.startswith("on") for name in said):
            self.wrong.append(self.get_starttag_text() or tag)

    def handle_comment(self, data: str) -> None:
        self.wrong.append(data)


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication with everything, and two texts that ask for every id; its site and its preview."""
    folder = tmp_path_factory.mktemp("taken")
    card = pattern("Neemt")
    files = {
        **whole(),
        "content/patronen/neemt.md": card + TAKING,
        "content/proef/neemt.md": f"---\nstatus: released\n---\n# Neemt\n\n{TAKING}",
    }
    drawing = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9'/></svg>"
    written(folder, {**files, "content/beelden/x.svg": drawing})
    previewed(folder, folder / "preview")
    read_for_names(folder)
    done = run("harvest", "build", "--edition", "circle", "--no-print", folder=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def sites(real: Path, taken: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every site there is to look at."""
    drawn = once(tmp_path_factory, "whole", partial(build_drawn, whole()))
    return [real / "site", drawn / "site", taken / "site-circle", taken / "preview"]


def seen(sites: list[Path]) -> Iterator[tuple[Path, Seen]]:
    """Every page and what it holds."""
    for site in sites:
        for path in sorted(site.rglob("*.html")):
            page = Seen()
            page.feed(path.read_text("utf-8"))
            yield path, page


def test_every_page_meets_its_policy(sites: list[Path]) -> None:
    """No style and no script in a page, nothing that a form or `document` would take for its own, and no comment."""
    count = 0
    for path, page in seen(sites):
        assert page.wrong == [], path
        assert page.metas["Content-Security-Policy"] == POLICY, path
        assert page.metas["referrer"] == "no-referrer", path
        assert "generator" not in page.metas
        count += 1
    assert count > 300


def test_the_policy_comes_first(sites: list[Path]) -> None:
    """It holds only for what comes after it."""
    for site in sites:
        for path in site.rglob("*.html"):
            head = path.read_text("utf-8").partition("<meta http-equiv")[0]
            assert re.findall(r"<(\w+)", head) == ["html", "head", "meta"], path


def test_ids_are_the_pages_own_or_those_of_headings(sites: list[Path]) -> None:
    """Each is there once; only a heading has one of the author's, and that never looks like one of the page's own."""
    asked = 0
    for path, page in seen(sites):
        ids = [name for _, name in page.ids]
        assert len(ids) == len(set(ids)), path
        others = [(tag, name) for tag, name in page.ids if not name.startswith(OF_THE_PAGE)]
        assert [(tag, name) for tag, name in others if tag not in HEADINGS or "." in name] == [], path
        assert [name for name in page.leads if name and name not in ids] == [], path
        if path.parent.name == "neemt":
            asked += 1
            assert {"menu", "content", "search", "ties", "map", "filters"} <= set(ids)
            assert {"harvest.menu", "harvest.content", "harvest.search", "note.1", "note.2"} <= set(ids)
    assert asked == 4


def test_what_the_search_finds_is_there(sites: list[Path]) -> None:
    """What stands behind a `#` in the index is a heading of that page."""
    for site in sites:
        index = json.loads((site / "search/search_index.json").read_text("utf-8"))
        for entry in index["docs"]:
            address, _, anchor = entry["location"].partition("#")
            if anchor:
                assert f'id="{anchor}"' in (site / address / "index.html").read_text("utf-8"), entry["location"]


def test_no_search_engine_is_led_to_what_is_for_the_circle(write: Write) -> None:
    """The circle's edition has no list of its pages, names no public address, and asks not to be found."""
    config = CONFIG.replace("docs_dir", "site_url: https://oogst.example/kring/\ndocs_dir")
    folder = write({"mkdocs.yml": config, "content/patronen/een.md": pattern("Een")})
    for options in ((), ("--edition", "circle")):
        assert run("harvest", "build", *options, folder=folder).returncode == 0
    public, circle = tree(folder / "site"), tree(folder / "site-circle")
    assert b"https://oogst.example/kring/patronen/een/" in public["sitemap.xml"]
    assert b'rel="canonical"' in public["index.html"]
    assert "sitemap.xml.gz" not in public
    assert not [path for path in circle if path.startswith("sitemap")]
    assert not [path for path, text in circle.items() if path.endswith(".html") and b"https://oogst.example" in text]
    assert b'content="noindex"' in circle["404.html"]
    assert b'content="noindex"' not in public["index.html"]
