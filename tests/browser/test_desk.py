"""The editor's desk in the browser: accessible, whole without JavaScript, and readable at any width."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.conftest import NARROW, WIDE, Scheme, served
from tests.browser.test_every_page import ALL_RULES, COLOURS, NAMELESS
from tests.building import once
from tests.site.test_desk import build


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where its desk is served."""
    with served(once(tmp_path_factory, "desk", build) / "preview") as site:
        yield f"{site}/redactie/"


@pytest.mark.parametrize(("width", "scheme"), [(WIDE, "light"), (NARROW, "light"), (WIDE, "dark")])
def test_axe_finds_nothing(browser: Browser, address: str, width: int, scheme: Scheme) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    found = Axe().run(page, options=ALL_RULES if scheme == "light" else COLOURS)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])")
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert page.evaluate(NAMELESS) == []
    page.close()


def test_it_is_whole_without_javascript(browser: Browser, address: str) -> None:
    """What is folded opens by keyboard, and the list to tick off says in words what is done."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": WIDE, "height": 900})
    page = context.new_page()
    page.goto(address)
    states = page.locator(".step-state").all_inner_texts()
    assert set(states) == {"nog te doen", "gedaan"}
    kinds = page.locator("details.desk-kind").all()
    folded = next(kind for kind in kinds if kind.get_attribute("open") is None)
    link = folded.locator("li a").first
    assert not link.is_visible()
    folded.locator("summary").focus()
    page.keyboard.press("Enter")
    assert link.is_visible()
    context.close()
