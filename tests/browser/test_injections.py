"""Nothing that stands in a text or a drawing runs, asks something of another host, or reaches the booklet.

All of it is planted in one publication. What `check` refuses is left out of the edition, and stays in the preview.
What holds some of it is then opened in Chromium three ways: from the edition served, from the disk, and in the preview.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pikepdf
import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Request

from tests.browser.conftest import served
from tests.building import in_turn, once
from tests.drawing import written
from tests.planted import injected_drawings, injections
from tests.planted.plant import Plant
from tests.planted.preview import fetched, previewed
from tests.planted.publication import VIEWS, Outcome, build, kept, texts

_NUMBERS = count(1001)
TEXTS = tuple(injections.every(_NUMBERS))
DRAWINGS = tuple(injected_drawings.every(_NUMBERS))
PLANTS = (*TEXTS, *DRAWINGS)
WAYS = ("preview", "served", "from the disk")
WORD = re.compile(r"ran_\d{4}")
HELD = re.compile(rb"ran_\d{4}")
UNSAFE = (
    "/JavaScript",
    "/JS",
    "/Launch",
    "/EmbeddedFile",
    "/EmbeddedFiles",
    "/SubmitForm",
    "/ImportData",
    "/RichMedia",
)

LOOK = """async () => {
    const word = /ran_\\d{4}/, unsafe = /^(javascript|vbscript|data|file):/i;
    const fetched = 'src srcset data poster action formaction background style ping lowsrc'.split(' ');
    const elements = [...document.querySelectorAll('*')];
    for (const element of elements) for (const name of ['click', 'mouseover', 'focus', 'focusin', 'toggle', 'error'])
        element.dispatchEvent(new Event(name, { cancelable: true }));
    await new Promise(done => setTimeout(done, 20));
    const found = Object.keys(window).filter(name => /^ran_\\d{4}$/.test(name)).map(name => `runs: ${name}`);
    if (word.test(document.title) && !document.title.includes('<')) found.push(`changes the title: ${document.title}`);
    for (const element of elements) {
        const tag = element.localName, own = element.namespaceURI === 'http://www.w3.org/1999/xhtml';
        if (tag === 'script' && word.test(element.textContent + (element.getAttribute('src') ?? '')))
            found.push(`is a script: ${element.outerHTML}`);
        for (const { name, value } of element.attributes) {
            const plain = value.replace(/[\\u0000-\\u0020]/g, ''), link = /^(xlink:)?href$/.test(name);
            if (name.startsWith('on') && word.test(value)) found.push(`waits to run: ${tag} ${name}=${value}`);
            if ((link || fetched.includes(name)) && unsafe.test(plain) && word.test(value))
                found.push(`leads to what runs: ${tag} ${name}=${value}`);
            if ((fetched.includes(name) || link && tag !== 'a') && /elders\\.example/.test(value))
                found.push(`asks another host: ${tag} ${name}=${value}`);
            if (['form', 'input', 'button', 'iframe', 'object', 'embed', 'base', 'meta'].includes(tag) && own &&
                word.test(value) && !(tag === 'meta' && name === 'content' && !element.httpEquiv) &&
                !(tag === 'input' && name === 'value'))
                found.push(`is there: ${tag} ${name}=${value}`);
        }
    }
    return found;
}"""
"""Wake up all that waits for something to happen, and tell what ran, what is left that could, and what was put up."""


def named(plant: Plant) -> str:
    return plant.name


def _make(folder: Path) -> None:
    outcome = build(PLANTS, folder / "proef", "", "public")
    (folder / "outcome.json").write_text(kept(outcome, {}), "utf-8")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the publication, with what became of each plant beside it."""
    return once(tmp_path_factory, "injections", _make)


@pytest.fixture(scope="session")
def outcome(made: Path) -> Outcome:
    told: dict[str, Any] = json.loads((made / "outcome.json").read_text("utf-8"))
    told.pop("found")
    return Outcome(**told)


def _pages(site: Path) -> list[str]:
    """The pages that say something of what is planted, and all of its drawings."""
    pages = [path for path in sorted(site.rglob("*.html")) if HELD.search(path.read_bytes())]
    pictures = [path for path in sorted((site / "bestanden").glob("*")) if path.is_file()]
    return [path.relative_to(site).as_posix() for path in (*pages, *pictures)]


def _addresses(root: Path, here: str) -> list[str]:
    """Where the preview shows what is planted: cards, pages, the views of their kinds, and drawings; with one that it
    refuses, instead of which it shows a page of its own.
    """
    shown: list[str] = []
    refused = ""
    for path in texts(PLANTS, ""):
        name = path.removeprefix("content/")
        if path.endswith(".md"):
            name = re.sub(r"(^|/)(index)?(\.md)?$", r"\1", name.removesuffix(".md")).rstrip("/") + "/"
        elif not name.startswith("bestanden/"):
            continue
        served = fetched(f"{here}/{quote(name)}")
        if not served:
            refused = name
        elif name.startswith("bestanden/") or HELD.search(served):
            shown.append(name)
    assert len(VIEWS) < len(list((root / "content").rglob("*.md")))
    return list(dict.fromkeys([*shown, refused]))


class Watched:
    """What the browser sees on each page, by word: a page of its own for all, since opening one costs most."""

    def __init__(self, context: BrowserContext, here: str) -> None:
        self.found: dict[str, set[str]] = {}
        self.here = here
        self.opened = 0
        self.page: Page = context.new_page()
        self.page.on("request", self._ask)
        self.page.on("dialog", lambda dialog: dialog.dismiss())

    def _ask(self, request: Request) -> None:
        if urlsplit(request.url).scheme in ("http", "https") and not request.url.startswith(self.here):
            self._tell(f"asks another host: {request.url}")

    def _tell(self, what: str) -> None:
        for word in set(WORD.findall(what)) or {""}:
            self.found.setdefault(word, set()).add(f"{what[:300]} on {self.page.url}")

    def open(self, address: str) -> None:
        """Open a page, and keep what is there that may not be; a picture that is no page may refuse."""
        try:
            self.page.goto(address, wait_until="load")
            for told in self.page.evaluate(LOOK):
                self._tell(told)
            self.opened += 1
        except Error as error:
            if "Download is starting" not in str(error) and "ERR_ABORTED" not in str(error):
                self._tell(f"cannot be opened: {error}")

    def search(self, word: str) -> None:
        """Look for a word in the site, which shows titles and texts in another way than pages do."""
        self.page.goto(self.here, wait_until="load")
        self.page.get_by_role("button", name="Zoek", exact=False).first.click()
        box = self.page.get_by_role("textbox").or_(self.page.get_by_role("searchbox"))
        box.or_(self.page.get_by_role("combobox")).first.fill(word)
        self.page.get_by_role("dialog").get_by_role("listitem").first.wait_for(timeout=10_000)
        for told in self.page.evaluate(LOOK):
            self._tell(told)


Seen = Mapping[str, Mapping[str, list[str]]]


@pytest.fixture(scope="session")
def seen(made: Path, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """By way of opening and by word, what is there that may not be."""

    def watch(way: str, here: str, pages: list[str], folder: Path) -> None:
        with browser.new_context(accept_downloads=False) as context:
            watched = Watched(context, here)
            for page in pages:
                watched.open(f"{here}/{quote(page)}")
            assert watched.opened > len(pages) / 2, way
            if way == "served":
                watched.search("onerror")
        found = {word: sorted(told) for word, told in watched.found.items()}
        (folder / "seen.json").write_text(json.dumps(found), "utf-8")

    def look(way: str, folder: Path) -> None:
        if way == "preview":
            root = written(folder / "proef", texts(PLANTS, "", booklet=False))
            with previewed(root) as address:
                watch(way, address, _addresses(root, address), folder)
            return
        site = made / "proef" / "site"
        pages = _pages(site)
        if way == "served":
            with served(site) as address:
                watch(way, address, pages, folder)
        else:  # the same pages, so that a few will do; each drawing, since a server may say more of it
            some = [page for number, page in enumerate(pages) if number % 4 == 0 or not page.endswith(".html")]
            watch(way, site.as_uri(), some, folder)

    folders = {way: once(tmp_path_factory, f"injections-{way}", partial(look, way)) for way in in_turn(WAYS)}
    return {way: json.loads((folders[way] / "seen.json").read_text("utf-8")) for way in WAYS}


def test_there_are_many() -> None:
    """At least a hundred and twenty, forty of them drawings, no two alike."""
    assert len({plant.name for plant in PLANTS}) == len({plant.word for plant in PLANTS}) == len(PLANTS) >= 120
    assert len(DRAWINGS) >= 40


def test_the_edition_is_made_without_what_check_refuses(outcome: Outcome) -> None:
    """One that is refused is told at its own place, and is in nobody's way."""
    strange = outcome.strange
    assert strange == []
    assert "Ignored" not in outcome.log, "WeasyPrint does not understand something of it"


@pytest.mark.parametrize("plant", PLANTS, ids=named)
def test_none_runs_or_asks_another_host(seen: Seen, plant: Plant) -> None:
    told = {way: what for way in WAYS if (what := seen[way].get(plant.word))}
    assert told == {}


def test_nothing_else_does_either(seen: Seen) -> None:
    """What says nothing of where it comes from."""
    told = {way: what for way in WAYS if (what := seen[way].get(""))}
    assert told == {}


def test_the_browser_would_see_it(browser: Browser, tmp_path: Path) -> None:
    """That what waits to run, asks, or is put up is noticed, on a page that has it as it came."""
    body = (
        "<img src=x onerror=top.ran_9001=ran_9001=1><img src=https://elders.example/ran_9002.png>"
        "<a href='java&#9;script:ran_9003=1'>x</a><form action=https://elders.example/ran_9004></form>"
        "<b onclick='ran_9005=1'>x</b><script>document.title='ran_9006'</script><p title=ran_9007>ran_9007</p>"
    )
    (tmp_path / "een.html").write_text(f"<!DOCTYPE html><title>x</title>{body}", "utf-8")
    (tmp_path / "twee.svg").write_text(injected_drawings.drawing("<script>ran_9008=1</script>"), "utf-8")
    with browser.new_context() as context:
        watched = Watched(context, tmp_path.as_uri())
        for name in ("een.html", "twee.svg"):
            watched.open(f"{tmp_path.as_uri()}/{name}")
    assert sorted(watched.found) == [f"ran_900{number}" for number in (1, 2, 3, 4, 5, 6, 8)]


def _inside(item: object, seen: set[tuple[int, int]]) -> Iterator[tuple[str, object]]:
    """The names and values in a PDF."""
    if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
        for name, value in item.items():
            yield name, value
            if not getattr(value, "is_indirect", False):
                yield from _inside(value, seen)
    elif isinstance(item, pikepdf.Array):
        for value in item:
            if not getattr(value, "is_indirect", False):
                yield from _inside(value, seen)


def test_none_reaches_the_booklet(made: Path) -> None:
    """No script, no action, no file inside, and no address but of a page, a mail or a telephone number."""
    with pikepdf.open(made / "proef/site/print/booklet.pdf") as pdf:
        entries = [entry for item in pdf.objects for entry in _inside(item, set())]
        assert not isinstance(pdf.Root.get("/OpenAction"), pikepdf.Dictionary)
    names = {name for name, _ in entries} | {str(value) for name, value in entries if name in ("/S", "/Type")}
    assert names & {*UNSAFE, "/AA"} == set()
    addresses = {str(value) for name, value in entries if name == "/URI"}
    assert addresses
    assert {
        address for address in addresses if urlsplit(address).scheme not in ("http", "https", "mailto", "tel")
    } == set()
