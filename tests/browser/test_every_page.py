"""What holds for every page: of the real publication, of one in which everything occurs, and of one without cards.

Of each there is a page for every view and a card of every kind, found where they are declared, so that none is
forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from harvest.cards.card import Card
from harvest.kinds.read import load_kinds
from harvest.links.directory import Node
from tests.browser.conftest import NARROW, WIDE, Scheme, Visit, Visiting, served
from tests.building import build_drawn, once
from tests.drawing import ROOT, read
from tests.whole import cards, pages, whole

WIDTHS = (WIDE, NARROW)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
"""The rules that dark may break and light does not."""
ALL_RULES = {"rules": {"target-size": {"enabled": True}}}
TABS = 40
"""How far a page is gone through by keyboard."""


def address_of(path: str) -> str:
    return "" if path == "index.md" else path.removesuffix("index.md").removesuffix(".md").rstrip("/") + "/"


def every_page() -> Iterator[tuple[str, str]]:
    """Publication and address: one page a view and one card a kind, of these the one with the longest text."""
    corpus = read(ROOT).published()
    every: list[Node] = [*corpus.pages, *corpus.cards]
    nodes = sorted(every, key=lambda node: (len(node.source.body), node.path))
    longest = {node.kind.kind if isinstance(node, Card) else f"view {node.view}": node.path for node in nodes}
    yield from (("content", address_of(path)) for path in longest.values())
    kinds, _ = load_kinds()
    yield from (("empty", address_of(path)) for path in pages(kinds))
    yield from (("whole", address_of(path)) for path in (*pages(kinds), *list(cards(kinds, 3))[1:]))


PAGES = list(every_page())
# The drawn cards have the templates of the real ones, and names that are harder to fit.
FILLED = [(name, path) for name, path in PAGES if name != "whole" or "zicht" in path]
REAL = [(name, path) for name, path in PAGES if name == "content"]
FEW = 5
"""One of so many is looked at by axe each time, all of them now and then."""


def looks() -> Iterator[Any]:
    """Every filled page in every look. Each time every kind of page is seen in the light at one width, and a few are
    in the dark."""
    for number, (name, path) in enumerate(FILLED):
        # In the dark only colours differ, and of these the real publication has all.
        for scheme in SCHEMES if name == "content" else SCHEMES[:1]:
            for width in WIDTHS:
                few = number % FEW == 0
                each_time = width == WIDTHS[number % 2] and (few or (name, scheme) == ("content", "light"))
                marks = () if each_time else pytest.mark.long
                yield pytest.param(name, path, width, scheme, marks=marks, id=f"{name}-{path}-{width}-{scheme}")


def on(chosen: list[tuple[str, str]]) -> pytest.MarkDecorator:
    """The test for each of these pages."""
    return pytest.mark.parametrize(("sites", "path"), chosen, indirect=["sites"])


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The addresses of the drawn publications."""
    found: dict[str, str] = {}
    servers = []
    for name in ("whole", "empty"):
        files = whole(with_cards=name == "whole")
        folder = once(tmp_path_factory, name, partial(build_drawn, files))
        servers.append(served(folder / "site"))
        found[name] = servers[-1].__enter__()
    yield found
    for server in servers:
        server.__exit__(None, None, None)


@pytest.fixture
def sites(request: pytest.FixtureRequest) -> str:
    """The address of one of the publications."""
    if request.param == "content":
        return str(request.getfixturevalue("address"))
    return str(request.getfixturevalue("drawn")[request.param])


@pytest.fixture
def here(visiting: Visiting, sites: str) -> Iterator[Visit]:
    """A wide visit to it in light."""
    with visiting(sites, WIDE, "light") as visit:
        yield visit


def widen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})


@pytest.mark.parametrize(("sites", "path", "width", "scheme"), list(looks()), indirect=["sites"])
def test_axe_finds_nothing(here: Visit, path: str, width: int, scheme: Scheme) -> None:
    """Wide and narrow, light and dark, with all that can be folded out folded out."""
    page = here.go(path)
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    page.emulate_media(color_scheme=scheme)
    widen(page, width)
    found = Axe().run(page, options=ALL_RULES if scheme == "light" else COLOURS)
    assert found.violations_count == 0, found.generate_report()


NAMELESS = """[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, img')]
    .filter(e => e.checkVisibility() && e.getAttribute('alt') !== '').filter(e => ![e, ...e.querySelectorAll('*'),
        ...(e.labels || []), document.getElementById(e.getAttribute('aria-labelledby'))].some(part => part &&
        (part.ariaLabel || part.alt || part.title || part.textContent || '').trim()))
    .map(e => e.outerHTML.slice(0, 120))"""
"""What can be used or seen, and has no name."""


@on(FILLED)
def test_its_outline_can_be_followed(here: Visit, path: str) -> None:
    """One title, levels that skip none, landmarks told apart, each id once, and a name for whatever can be used."""
    page = here.go(path)
    levels = page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].filter(h => h.checkVisibility()).map(h => +h.tagName[1])"
    )
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert page.evaluate("document.documentElement.lang") == "nl"
    for landmark in ("banner", "main", "contentinfo"):
        assert page.get_by_role(landmark).count() == 1
    menus = page.evaluate("[...document.querySelectorAll('nav')].map(nav => nav.ariaLabel)")
    assert all(menus)
    assert len(menus) == len(set(menus))
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    assert page.evaluate(NAMELESS) == []


@on(REAL)
def test_links_of_one_name_lead_to_one_place(here: Visit, path: str) -> None:
    page = here.go(path)
    links = page.evaluate("""[...document.querySelectorAll('main a[href]')].filter(a => a.checkVisibility()).map(a =>
        [(a.getAttribute('aria-label') || a.textContent).trim().replace(/\\s+/g, ' '),
        new URL(a.getAttribute('href'), document.baseURI).href.replace(/#.*/, '')])""")
    leading: dict[str, set[str]] = {}
    for name, target in links:
        assert name, target
        leading.setdefault(name, set()).add(target)
    assert {name: targets for name, targets in leading.items() if len(targets) > 1} == {}


SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
SPACED += " p { margin-bottom: 2em !important }"
CLIPPED = """[...document.querySelectorAll('main *')].filter(e => e.checkVisibility() && e.textContent.trim() &&
    !e.closest('.spoken, svg, pre') && ['hidden', 'clip'].includes(getComputedStyle(e).overflowX) &&
    (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)).map(e => e.outerHTML.slice(0, 200))"""


@on(PAGES)
def test_nothing_runs_off_the_side(here: Visit, path: str) -> None:
    """At any width, four times as large, and with the wider spacing that readers may ask for (WCAG 1.4.10, 1.4.12)."""
    page = here.go(path)

    def off_the_side(*widths: int) -> Iterator[int]:
        for width in widths:
            widen(page, width)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                yield width

    assert list(off_the_side(320, NARROW, 640, 701, 961, WIDE, 1700)) == []
    # A style in the page would be refused, as is right; a reader's own wishes come in another way too.
    page.evaluate(
        "css => { const own = new CSSStyleSheet(); own.replaceSync(css); document.adoptedStyleSheets = [own] }", SPACED
    )
    assert list(off_the_side(320, WIDE)) == []
    assert page.evaluate(CLIPPED) == []


@pytest.fixture(scope="session")
def bare(browser: Browser) -> Iterator[Page]:
    """A wide page that runs no scripts."""
    with browser.new_context(java_script_enabled=False, viewport={"width": WIDE, "height": 900}) as context:
        yield context.new_page()


@on(REAL)
def test_without_scripts_it_is_whole(here: Visit, bare: Page, path: str) -> None:
    """The same words and the same links; what needs a script is not offered."""
    words = """[...document.querySelector('main').querySelectorAll('h1, h2, h3, h4, p, li, dd, th, td')].filter(e =>
        e.checkVisibility() && !e.closest('form, .found')).map(e => e.textContent.trim().replace(/\\s+/g, ' '))"""
    links = """[...document.querySelectorAll('main a[href]')].filter(a =>
        a.checkVisibility()).map(a => a.getAttribute('href'))"""
    page = here.go(path)
    expected, leading = page.evaluate(words), page.evaluate(links)
    bare.goto(f"{here.address}/{path}")
    assert set(expected) <= set(bare.evaluate(words))
    assert bare.evaluate(links) == leading
    for offered in ("checkbox", "radio", "status"):
        assert bare.get_by_role("main").get_by_role(offered).count() == 0


FOCUSED = """async () => {
    await new Promise(seen => requestAnimationFrame(() => requestAnimationFrame(seen)));
    const e = document.activeElement, box = e.getBoundingClientRect();
    if (e === document.body) return null;
    const first = e.getClientRects()[0];
    const at = document.elementFromPoint(first.x + first.width / 2, first.y + first.height / 2);
    const ring = [e, ...e.querySelectorAll('rect')].some(part => {
        const style = getComputedStyle(part);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
            || part.tagName === 'rect' && parseFloat(style.strokeWidth) >= 2;
    });
    return {
        name: e.outerHTML.slice(0, 120), ring, drawn: box.width > 1 && box.height > 1,
        inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        free: !!at && (e.contains(at) || at.contains(e)),
    };
}"""


@on(REAL)
def test_the_keyboard_is_seen_wherever_it_goes(here: Visit, path: str) -> None:
    """Each stop has a line around it, in sight and not below something else; the first leads past the menu."""
    page = here.go(path)
    stops: list[dict[str, Any]] = []
    for _ in range(TABS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            break
        stops.append(stop)
    assert 'href="#harvest.content"' in stops[0]["name"]
    assert [stop for stop in stops if not all(stop.values())] == []
