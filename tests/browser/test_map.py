"""The map of eighty patterns, told by roles and words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, Visit, served
from tests.building import build_drawn, once
from tests.drawing import PAGES, pattern
from tests.views.test_map import MAP, many

MAP_PAGE = "plattegrond/"
LONG = ("Een naam die van geen ophouden weet " * 9).strip()[:300]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with a map of eighty patterns, one of them with a title of three hundred characters."""
    cards = {
        f"content/patronen/{name}.md": pattern(LONG if name == "p1" else f"Patroon {name[1:]}", above=above)
        for name, above in many(80).items()
    }
    files = {**PAGES, **{f"content/{path}": text for path, text in MAP.items()}, **cards}
    folder = once(tmp_path_factory, "map", partial(build_drawn, files))
    with served(folder / "site") as found:
        yield found


def open_map(visit: Visit) -> Page:
    """The page with the map."""
    return visit.go(MAP_PAGE)


def test_axe_finds_nothing_on_the_map(visit: Visit) -> None:
    found = Axe().run(open_map(visit))
    assert found.violations_count == 0, found.generate_report()


def test_its_levels_skip_none_and_its_names_are_unique(wide_visit: Visit) -> None:
    page = open_map(wide_visit)
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])")
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("width", [320, NARROW, 700, 961, 1280, 1700])
def test_nothing_runs_off_the_side_of_the_map(wide_visit: Visit, width: int) -> None:
    page = open_map(wide_visit)
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_no_name_in_the_drawing_runs_into_what_stands_behind_it(wide_visit: Visit) -> None:
    """Names are measured when building; in the browser they are as wide as they were thought to be."""
    page = open_map(wide_visit)
    over = page.evaluate("""document.fonts.ready.then(() => [...document.querySelectorAll('.map-node')].filter(node => {
        const name = node.querySelector('text').getBBox(), room = node.querySelector('rect').getBBox();
        return name.x + name.width > room.x + room.width;
    }).length)""")
    assert over == 0


def test_a_node_is_reached_by_keyboard_seen_and_followed(wide_visit: Visit) -> None:
    page = open_map(wide_visit)
    page.get_by_role("main").get_by_role("link", name="Deze tekening in woorden").first.focus()
    page.keyboard.press("Tab")
    focused = page.locator("svg a:focus")
    name = focused.get_attribute("aria-label") or ""
    assert "hoe zeker: vermoeden" in name
    assert focused.locator("rect").evaluate("e => getComputedStyle(e).strokeWidth") == "3px"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name.partition(",")[0])


def test_the_words_say_all_and_on_a_phone_they_are_all_there_is(light_visit: Visit) -> None:
    page = open_map(light_visit)
    main = page.get_by_role("main")
    narrow = bool(page.viewport_size and page.viewport_size["width"] == NARROW)
    expect(main.get_by_role("group", name=re.compile("^Plattegrond van")).first).to_be_visible(visible=not narrow)
    expect(main.get_by_role("listitem").get_by_role("link", name=LONG, exact=True).first).to_be_visible()
    tied = main.get_by_role("listitem").filter(has_text="wringt met")
    expect(tied.first).to_be_visible()


def test_the_map_needs_no_javascript(light_visit: Visit) -> None:
    browser = light_visit.context.browser
    assert browser
    with browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(f"{light_visit.address}/{MAP_PAGE}")
        expect(page.get_by_role("group", name=re.compile("^Plattegrond van")).first).to_be_visible()
        expect(page.get_by_role("link", name=re.compile("^Patroon 0,")).first).to_be_visible()
