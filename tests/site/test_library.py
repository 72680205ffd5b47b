"""A library of patterns that nobody here wrote, unmodified, with a declaration of sixty lines and no Python.

Its files are read a second time by another parser of Markdown than ours, so that what we overlook is found.
"""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pikepdf
import pytest
from markdown_it import MarkdownIt

from tests.building import built_well, once, run
from tests.drawing import written
from tests.kinds.test_kinds import DECLARED, LIBRARY

PAGES = {
    "mkdocs.yml": """\
site_name: InnerSource patterns
docs_dir: content
theme: {name: material, language: en}
plugins:
  - search
  - harvest: {language: en, kinds: [innersource.yml], record: {licence: CC BY-SA 4.0}}
nav:
  - Home: index.md
  - Patterns:
      - All patterns: all.md
  - Look up:
      - Register: register.md
      - Colophon: colophon.md
""",
    "content/index.md": "---\ntitle: InnerSource patterns\nview: home\n---\n",
    "content/all.md": "---\ntitle: All patterns\nview: innersource-patterns\n---\n",
    "content/register.md": "---\ntitle: Register\nview: index\n---\n",
    "content/colophon.md": "---\ntitle: Colophon\nview: colophon\n---\n",
}


@dataclass(frozen=True)
class Link:
    """A link or picture in a source file: where it leads, and on which lines its paragraph stands."""

    target: str
    first: int
    last: int
    picture: bool

    @property
    def outside(self) -> bool:
        return bool(re.match("[a-z][a-z0-9+.-]*:", self.target))


class Page(HTMLParser):
    """The anchors of a page, and the links and pictures in what is its own."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.own = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.ids.add(values.get("id", ""))
        self.own = self.own or tag == "article"
        if self.own and (address := values.get({"a": "href", "img": "src"}.get(tag, ""))):
            self.links.append(address)

    def handle_endtag(self, tag: str) -> None:
        self.own = self.own and tag != "article"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a publication of the library, built by `harvest build`."""
    if not LIBRARY.is_dir():
        pytest.skip("the library is not on this machine")

    def fill(root: Path) -> None:
        shutil.copytree(LIBRARY, written(root, PAGES) / "content/patterns")
        shutil.copy(DECLARED, root)
        built_well(root)

    return once(tmp_path_factory, "library", fill)


@pytest.fixture(scope="module")
def links(built: Path) -> Mapping[Path, list[Link]]:
    """Every link and picture of each source file, pictures written as HTML among them."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])

    def of(path: Path) -> Iterator[Link]:
        for token in parser.parse(path.read_text("utf-8")):
            for child in token.children or ():
                if child.type in ("link_open", "image") and token.map:
                    target = str(child.attrGet("href") or child.attrGet("src"))
                    yield Link(unquote(target), token.map[0] + 1, token.map[1], child.type == "image")
            for html in (token, *(token.children or ())):
                if html.type in ("html_block", "html_inline") and token.map:
                    for picture in re.findall(r'<img\b[^>]*\ssrc="([^"]*)"', html.content):
                        yield Link(picture, token.map[0] + 1, token.map[1], True)

    return {path: list(of(path)) for path in (built / "content/patterns").rglob("*.md")}


@pytest.fixture(scope="module")
def problems(built: Path) -> list[Mapping[str, str | int]]:
    """What `harvest check` tells."""
    found = json.loads(run("harvest", "check", "--format", "json", folder=built).stdout)
    return list(found["problems"])


def page_of(built: Path, source: Path) -> Path:
    """Where a source file stands in the site."""
    return built / "site" / source.relative_to(built / "content").with_suffix("") / "index.html"


def test_the_declaration_is_short() -> None:
    """Sixty lines, none of them longer than others here."""
    lines = DECLARED.read_text("utf-8").splitlines()
    assert len(lines) <= 60
    assert max(map(len, lines)) <= 120


def test_site_register_and_booklet_hold_every_card(built: Path, links: Mapping[Path, list[Link]]) -> None:
    """Each file has a page, a line in the register, and one in the contents of the booklet."""
    assert len(links) == 80
    assert sorted(path.read_bytes() for path in links) == sorted(path.read_bytes() for path in LIBRARY.rglob("*.md"))
    register = Page((built / "site/register/index.html").read_text("utf-8"))
    registered = {urldefrag(address)[0] for address in register.links}
    for path in links:
        assert page_of(built, path).is_file()
        assert f"../{path.relative_to(built / 'content').with_suffix('').as_posix()}/" in registered
    with pikepdf.open(built / "site/print/booklet.pdf") as booklet, booklet.open_outline() as outline:
        assert len(booklet.pages) > len(links)
        printed, entries = set(), list(outline.root)
        while entries:
            entry = entries.pop()
            printed.add(" ".join(str(entry.title).split()))
            entries += entry.children
    for path in links:
        heading = re.search("<h1[^>]*>(.*?)</h1>", page_of(built, path).read_text("utf-8"), re.DOTALL)
        assert heading
        assert " ".join(unescape(re.sub("<[^>]*>", "", heading[1])).split()) in printed


def test_every_link_that_resolves_in_the_source_does_so_in_the_site(
    built: Path, links: Mapping[Path, list[Link]]
) -> None:
    """As often as it stands in the source, with its anchor; what leads out of the library is kept as it is."""
    checked = Counter[str]()
    for path, found in links.items():
        page = page_of(built, path)
        shown = Page(page.read_text("utf-8"))
        led: Counter[tuple[str, str]] = Counter()
        for address in shown.links:
            where, anchor = urldefrag(unquote(address))
            outside = re.match("[a-z][a-z0-9+.-]*:", where)
            led[where if outside else urljoin(page.as_uri(), where), anchor] += 1
        wanted: Counter[tuple[str, str]] = Counter()
        for link in found:
            where, anchor = urldefrag(link.target)
            target = (path.parent / where).resolve() if where else path
            if link.outside:
                wanted[where, anchor] += 1
                checked["outside"] += 1
            elif target.is_file():
                there = page_of(built, target)
                assert there.is_file()
                assert not anchor or anchor in Page(there.read_text("utf-8")).ids, (path, link)
                wanted[there.parent.as_uri() + "/", anchor] += 1
                checked["anchor" if anchor else "inside"] += 1
        assert wanted <= led, (path, wanted - led)
    assert checked["outside"] > 200
    assert checked["inside"] > 100
    assert checked["anchor"] > 2


def test_what_leads_nowhere_is_told_at_its_line(
    built: Path, links: Mapping[Path, list[Link]], problems: list[Mapping[str, str | int]]
) -> None:
    """Every missing picture and file has its problem, and every such problem is one: no more, no fewer."""
    missing: dict[str, list[Link]] = defaultdict(list)
    for path, found in links.items():
        for link in found:
            where = urldefrag(link.target)[0]
            if where and not link.outside and not (path.parent / where).resolve().is_file():
                missing[path.relative_to(built).as_posix()].append(link)
    told: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for problem in problems:
        assert problem["severity"] != "error"
        if problem["code"] == "dangling-link":
            name, line, column = str(problem["path"]), int(problem["line"]), int(problem["column"])
            target = str(re.search("«(.*?)»", str(problem["message"]))[1])  # type: ignore[index]
            text = (built / name).read_text("utf-8").split("\n")[line - 1]
            written = rf'!?\[[^\]]*\]\({re.escape(target)}[ )]|<img\b[^>]*\ssrc="{re.escape(target)}"'
            assert re.match(written, text[column - 1 :]), (name, line, target)
            told[name].append((line, target))
    assert told.keys() == missing.keys()
    for name, lost in missing.items():
        assert sorted(target for _, target in told[name]) == sorted(link.target for link in lost)
        for line, target in told[name]:
            assert any(link.target == target and link.first <= line <= link.last for link in lost), (name, line)
    assert sum(link.picture for lost in missing.values() for link in lost) > 15
