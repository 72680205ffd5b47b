"""The policy of each page in a real browser: it stops what gets into a page, and nothing that belongs there."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from fnmatch import fnmatchcase
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from harvest.site.policy import POLICY
from tests.browser.conftest import NARROW, WIDE, Visit, Visiting, served
from tests.building import build_drawn, build_real, once
from tests.drawing import ROOT, Write, pattern, written
from tests.site.test_preview import previewed, serving
from tests.whole import whole

DRAWN = "patronen/zeswekenritme/"
WHOLE = "[...document.querySelectorAll('main img:not([hidden])')].every(img => img.naturalWidth > 0)"
"""Tells whether each picture that a light page shows is there."""
"""A page with a drawing."""

SMUGGLED = {
    "a script": '<script>window.ran = "a script"</script>',
    "a script of another host": '<script src="https://elders.example/x.js"></script>',
    "a script in an address": '<script src="data:text/javascript,window.ran=1"></script>',
    "a module": '<script type="module">window.ran = "a module"</script>',
    "a handler": '<img src="nergens.png" onerror="window.ran = 1">',
    "a handler of a drawing": '<svg onload="window.ran = 1"></svg>',
    "a page in a page": '<iframe srcdoc="<script>parent.ran = 1</script>"></iframe>',
    "another page in a page": '<iframe src="https://elders.example/"></iframe>',
    "a style": "<style>h1 { position: fixed !important }</style>",
    "a style on a word": '<h1 style="position: fixed">Kop</h1>',
    "a style sheet of another host": '<link rel="stylesheet" href="https://elders.example/x.css">',
    "a picture of another host": '<img src="https://elders.example/teller.png">',
    "a font of another host": '<link rel="preload" as="font" crossorigin href="https://elders.example/x.woff2">',
    "another root": '<base href="https://elders.example/">',
    "an object": '<object data="https://elders.example/"></object>',
}
"""What a text could hold if all that keeps it out had failed."""


@pytest.fixture(scope="module")
def smuggling(browser: Browser, address: str) -> Iterator[Page]:
    """A page of the site into which something is put on its way."""
    with browser.new_context(viewport={"width": WIDE, "height": 900}) as context:
        yield context.new_page()


@pytest.mark.parametrize("what", SMUGGLED)
def test_what_gets_into_a_page_does_nothing(smuggling: Page, address: str, what: str) -> None:
    """Nothing runs or is laid out, and no other host hears of it."""
    asked: list[str] = []
    refused: list[str] = []
    page = smuggling

    def put_in(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</main>", f"{SMUGGLED[what]}</main>"))

    def gone_out(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="window.ran = 1")

    page.route(f"{address}/{DRAWN}", put_in)
    page.route("https://elders.example/**", gone_out)
    page.on("console", lambda said: refused.append(said.text))
    try:
        page.goto(f"{address}/{DRAWN}")
        assert page.evaluate("window.ran") is None
        laid_out = "[...document.querySelectorAll('h1')].map(heading => getComputedStyle(heading).position)"
        assert set(page.evaluate(laid_out)) == {"static"}
        assert page.evaluate("document.baseURI") == f"{address}/{DRAWN}"
        assert asked == []
        assert [said for said in refused if "Content Security Policy" in said]
    finally:
        page.unroute_all()


def test_a_link_that_is_a_script_does_not_run(smuggling: Page, address: str) -> None:
    page = smuggling
    page.goto(f"{address}/{DRAWN}")
    page.evaluate("document.querySelector('main a').href = 'javascript:window.ran=1'")
    page.locator("main a").first.click()
    assert page.evaluate("window.ran") is None


CODE = "\"'><img src=x onerror=window.ran=1><script>window.ran=1</script>"


def test_what_stands_in_the_address_or_was_kept_stays_words(visiting: Visiting, address: str) -> None:
    """Whatever a link holds behind its address, what another page kept, and whoever opened this one."""
    with visiting(address, WIDE, "light") as visit:
        visit.go("")
        visit.page.evaluate("code => localStorage.setItem('harvest-light', code)", CODE)
        for path in ("", "patronen/", "plattegrond/", "bestaat-niet"):
            for behind in (f"?phase={quote(CODE)}", f"?tags={quote(CODE)}#{quote(CODE)}", f"#{CODE}", "#javascript:x"):
                visit.page.goto(f"{address}/{path}{behind}")
                visit.page.evaluate("code => { postMessage(code, '*'); window.name = code }", CODE)
                assert visit.page.evaluate("window.ran") is None
                assert visit.page.evaluate("document.documentElement.dataset.light") is None
                assert "onerror" not in visit.page.content()
        visit.complaints[:] = [said for said in visit.complaints if "404" not in said]


def test_what_is_searched_for_stays_words(wide_visit: Visit) -> None:
    page = wide_visit.go("")
    page.get_by_role("button", name="Zoek").click()
    box = page.get_by_role("searchbox")
    for words in (CODE, "kennisagenda <img src=x onerror=window.ran=1>"):
        box.fill(words)
        expect(page.get_by_role("dialog").get_by_role("status")).not_to_be_empty(timeout=10_000)
        page.wait_for_timeout(200)
        assert page.evaluate("window.ran") is None
        assert page.get_by_role("dialog").locator("img, script").count() == 0


def test_what_is_found_leads_to_this_site(wide_visit: Visit) -> None:
    """Whatever the index says."""

    def elsewhere(route: Route) -> None:
        text = route.fetch().text()
        assert '"location":"lessen/"' in text
        text = text.replace('"location":"lessen/"', '"location":"javascript:window.ran=1"')
        route.fulfill(body=text.replace('"location":"patronen/"', '"location":"//elders.example/"'))

    page = wide_visit.go("")
    page.route("**/search_index.json", elsewhere)
    try:
        page.get_by_role("button", name="Zoek").click()
        for words in ("lessen", "patronen"):
            page.get_by_role("searchbox").fill(words)
            expect(page.get_by_role("dialog").get_by_role("link").first).to_be_visible(timeout=10_000)
            page.wait_for_timeout(200)
            addresses = page.evaluate("[...document.querySelectorAll('dialog a')].map(a => a.href)")
            assert [address for address in addresses if not address.startswith(f"{wide_visit.address}/")] == []
    finally:
        page.unroute_all()


def settings_of(text: str) -> dict[str, dict[str, str]]:
    """Return path → header → value of a file `_headers`."""
    found: dict[str, dict[str, str]] = {}
    path = ""
    for line in text.splitlines():
        if line.startswith("/"):
            path = line.strip()
        elif line.startswith(" "):
            name, _, value = line.strip().partition(": ")
            found.setdefault(path, {})[name] = value
    return found


def shown(page: str) -> dict[str, str]:
    """Return the settings for a server that a page of the manual shows: title → text."""
    text = (ROOT / "docs" / "pages" / page).read_text("utf-8")
    return dict(re.findall(r'^```\w+ title="([^"]+)"\n(.*?)^```$', text, re.M | re.S))


def test_the_manual_has_the_policy_of_the_pages() -> None:
    """In the example for each server, with what only a server can say."""
    examples = shown("hosting.md")
    assert list(examples) == ["nginx", ".htaccess", "_headers"]
    for text in examples.values():
        assert f"{POLICY}; frame-ancestors 'none'" in text
        for header in (
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "sandbox",
            "X-Robots-Tag",
        ):
            assert header in text


@contextmanager
def with_headers(site: Path, settings: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """The address where a site is served as the manual says."""

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def end_headers(self) -> None:
            said: dict[str, str] = {}
            for path, headers in settings.items():
                if fnmatchcase(self.path, path):
                    said |= headers
            for name, value in said.items():
                self.send_header(name, value)
            super().end_headers()

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_a_site_works_with_the_headers_of_the_manual(visiting: Visiting, real: Path) -> None:
    """Search, filters, map and drawings too, which a worker and files of their own need."""
    settings = settings_of(shown("hosting.md")["_headers"])
    assert "/*.svg" in settings
    with with_headers(real / "site", settings) as address, visiting(address, WIDE, "light") as visit:
        page = visit.go(DRAWN)
        assert page.evaluate(
            "[...document.querySelectorAll('main img:not([hidden])')].every(img => img.naturalWidth > 0)"
        )
        page.get_by_role("button", name="Zoek").click()
        page.get_by_role("searchbox").fill("kennisagenda")
        expect(page.get_by_role("dialog").get_by_role("link").first).to_be_visible(timeout=10_000)
        for path in ("patronen/?phase=explore", "plattegrond/"):
            visit.go(path)


def test_a_page_from_the_disk_has_all_it_needs(browser: Browser, real: Path) -> None:
    """Opened by a double click: styles, fonts, scripts and pictures; only the search cannot work there, and says so."""
    with browser.new_context(viewport={"width": WIDE, "height": 900}) as context:
        refused: list[str] = []
        page = context.new_page()
        page.on("console", lambda said: refused.append(said.text))
        page.goto((real / "site" / DRAWN / "index.html").as_uri())
        assert page.evaluate("document.documentElement.className") == "js"
        assert "Literata" in page.evaluate("getComputedStyle(document.querySelector('.prose p')).fontFamily")
        assert page.evaluate(
            "document.fonts.ready.then(() => [...document.fonts].filter(font => font.status === 'loaded').length)"
        )
        assert page.evaluate(
            "[...document.querySelectorAll('main img:not([hidden])')].every(img => img.naturalWidth > 0)"
        )
        page.get_by_role("button", name="Zoek").click()
        expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("als bestand geopend")
        assert [said for said in refused if "Content Security Policy" in said] == []


def test_the_preview_reloads_and_nothing_is_refused(visiting: Visiting, write: Write) -> None:
    """Its script stands in the page, and is other each time; the marks of drafts and problems need no more."""
    draft = pattern("Een", status="concept", text="Zie [[Niets]].")
    folder = write({"content/patronen/een.md": draft, "content/plattegrond.md": "---\ntitel: Plat\nview: map\n---\n"})
    with serving(folder) as _:
        found = re.search(r"Serving on (\S+)/", (folder / "serve.log").read_text("utf-8"))
        assert found
        with visiting(found[1], WIDE, "light") as visit:
            for path in ("", "patronen/", "plattegrond/", "patronen/een/"):
                page = visit.go(path)
            expect(page.get_by_role("heading", name="Nog niet in orde")).to_be_visible()
            (folder / "content/patronen/een.md").write_text(draft.replace("Niets", "Nergens"), "utf-8")
            expect(page.get_by_text("Zie Nergens.").first).to_be_visible(timeout=20_000)


def _preview(folder: Path) -> None:
    """Build the preview of a publication with everything."""
    written(folder, whole())
    previewed(folder, folder / "site")


@pytest.mark.long
@pytest.mark.parametrize("name", ["real", "whole", "preview"])
def test_no_page_meets_a_refusal(visiting: Visiting, tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    """Each time one page of every sort is opened; now and then all there are, wide and narrow, light and dark."""
    made: dict[str, Callable[[Path], None]] = {"real": build_real, "preview": _preview}
    site = once(tmp_path_factory, name, made.get(name, partial(build_drawn, whole()))) / "site"
    pages = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    with served(site) as address, visiting(address, WIDE, "light") as visit:
        for path in pages:
            page = visit.go(path.removesuffix("index.html"))
            for width in (WIDE, NARROW):
                page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme="dark")
            page.emulate_media(media="print")
            page.emulate_media(color_scheme="light", media="screen")
            assert visit.complaints == [], path
    assert len(pages) > 40
