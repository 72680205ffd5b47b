"""What somebody does on the site, told by roles and words and never by classes."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, Visit

PATTERN = "patronen/levende-kennisagenda/"
LESSON = "lessen/vraag-wat-bewoners-nodig-hebben/"


def test_the_sign_before_a_name_of_two_lines_is_in_sight(wide_visit: Visit) -> None:
    """It was laid out where it belongs, and not painted: only a picture tells."""
    page = wide_visit.go("resultaten/")
    names = [link for link in page.locator("main svg + a").all() if link.evaluate("a => a.getClientRects().length") > 1]
    assert names
    for name in names:
        sign = Image.open(BytesIO(name.locator("xpath=preceding-sibling::*[1]").screenshot())).convert("L")
        lightest, darkest = max(sign.tobytes()), min(sign.tobytes())
        assert lightest > darkest, name.inner_text()


def test_a_relation_leads_there_and_its_backlink_leads_back(light_visit: Visit) -> None:
    page = light_visit.go(PATTERN)
    page.get_by_role("main").get_by_role("link", name="Geweten van de groep", exact=True).last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Geweten van de groep")
    page.get_by_role("main").get_by_role("link", name="Levende kennisagenda", exact=True).last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Levende kennisagenda")


def test_a_dutch_word_is_found(visit: Visit) -> None:
    page = visit.go("")
    page.get_by_role("button", name="Zoek", exact=False).or_(page.get_by_role("link", name="Zoek")).first.click()
    box = page.get_by_role("textbox").or_(page.get_by_role("searchbox")).or_(page.get_by_role("combobox")).first
    box.fill("kennisagenda")
    result = page.get_by_role("dialog").get_by_role("link", name=re.compile("Levende kennisagenda")).first
    expect(result).to_be_visible(timeout=10_000)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    result.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Levende kennisagenda")


def test_the_search_opens_and_closes_by_keyboard(light_visit: Visit) -> None:
    page = light_visit.go(PATTERN)
    button = page.get_by_role("button", name="Zoek", exact=False).first
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(button).to_be_focused()


def test_the_menu_is_reached_by_keyboard(light_visit: Visit) -> None:
    page = light_visit.go("")
    lessons = page.get_by_role("banner").get_by_role("link", name="Lessen")
    if page.viewport_size and page.viewport_size["width"] == NARROW:
        menu = page.get_by_role("button", name="Menu")
        expect(lessons).to_be_hidden()
        menu.focus()
        page.keyboard.press("Enter")
    expect(lessons).to_be_visible()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Lessen":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Lessen")


def test_without_javascript_everything_is_there(light_visit: Visit) -> None:
    browser = light_visit.context.browser
    assert browser
    with browser.new_context(java_script_enabled=False, viewport={"width": NARROW, "height": 900}) as context:
        page = context.new_page()
        page.goto(f"{light_visit.address}/{PATTERN}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("link", name="Lessen").first).to_be_visible()


KINDS_OF_CARDS = {
    PATTERN: "Patroon",
    LESSON: "Les",
    "casussen/wijkenaanpak/": "Casus",
    "bronnen/tien-stappen/": "Bron",
    "vragen/rol-van-de-gemeente/": "Leervraag",
    "bijeenkomsten/op-pad-naar-heijplaat/": "Bijeenkomst",
    "resultaten/in-rijksbeleid/": "Resultaat",
    "tegels/tegel-taaie-vraag/": "Tegel",
    "organisaties/gemeente-almere/": "Organisatie",
    "samenwerkingen/convenant-gebiedsontwikkeling/": "Samenwerking",
}


@pytest.mark.parametrize("width", [1280, 1000, 700, 390])
def test_the_menu_fits_and_leads_to_what_it_brought(wide_visit: Visit, width: int) -> None:
    page = wide_visit.go("")
    page.set_viewport_size({"width": width, "height": 900})
    menu = page.get_by_role("navigation", name="Menu")
    if width < 1080:
        menu.get_by_role("button").click()
    else:
        tops = {box["y"] for link in menu.get_by_role("link").all() if (box := link.bounding_box())}
        assert len(tops) == 1, "one line"
    expect(menu.get_by_role("link", name="Plattegrond")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    menu.get_by_role("link", name="Wat levert het op?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat levert het op?")


@pytest.mark.parametrize(("path", "kind"), KINDS_OF_CARDS.items())
def test_within_a_screen_one_knows_what_it_is_and_where_it_belongs(light_visit: Visit, path: str, kind: str) -> None:
    page = light_visit.go(path)
    page.set_viewport_size({"width": page.evaluate("innerWidth"), "height": 800})
    for found in (
        page.get_by_role("heading", level=1),
        page.locator("article header").get_by_text(kind, exact=True).first,
        page.get_by_role("navigation", name="Je bent hier").get_by_role("link").last,
        page.get_by_role("link", name="Een patroontaal voor communities of practice").first,
    ):
        expect(found).to_be_in_viewport()
