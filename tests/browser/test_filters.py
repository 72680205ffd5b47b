"""Narrowing the list of patterns: told by roles and words, and by the address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NARROW, WIDE, Visit, Visiting, served
from tests.building import build_drawn
from tests.drawing import CONFIG, PAGES, ROOT, read

LIST = "patronen/"
CARDS = read(ROOT).published().of_kind("pattern")

AUDIENCES = ("participant", "manager", "field", "researcher")


def with_values(**wanted: str) -> list[str]:
    """The titles of the patterns that have each of these values."""
    return [card.title for card in CARDS if all(value in card.list(name) for name, value in wanted.items())]


def shown(page: Page) -> set[str]:
    """The titles of the patterns that the list shows."""
    names = page.get_by_role("main").get_by_role("heading", level=3).get_by_role("link")
    return {name.strip() for name in names.all_inner_texts()}


def box(page: Page, name: str) -> Locator:
    """The box with this word, whatever its count."""
    return page.get_by_role("main").get_by_role("checkbox", name=re.compile(rf"^{name} \d+$"))


def opened(visit: Visit, path: str = LIST) -> Page:
    """The list with its filters open, which on a phone they are not by themselves."""
    page = visit.go(path)
    if page.viewport_size and page.viewport_size["width"] == NARROW:
        page.get_by_text("Kies wat je zoekt").click()
    return page


def status(page: Page) -> Locator:
    """What is told of how many are left."""
    return page.get_by_role("main").get_by_role("status")


def test_axe_finds_nothing_with_filters_open(visit: Visit) -> None:
    page = opened(visit)
    box(page, "beproeven").check()
    page.get_by_role("button", name=re.compile("Toon alle")).click()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_within_a_group_or_and_between_groups_and(light_visit: Visit) -> None:
    page = opened(light_visit)
    assert shown(page) == {card.title for card in CARDS}
    box(page, "verkennen").check()
    box(page, "vernieuwen").check()
    either = {*with_values(phase="explore"), *with_values(phase="renew")}
    assert shown(page) == either
    box(page, "groep").check()
    both = either & set(with_values(scale="group"))
    assert shown(page) == both
    expect(status(page)).to_have_text(f"{len(both)} van {len(CARDS)} patronen")
    assert page.url.endswith("?phase=explore&phase=renew&scale=group")


def test_each_count_says_what_choosing_it_would_give(wide_visit: Visit) -> None:
    page = opened(wide_visit)
    box(page, "verkennen").check()
    page.get_by_role("checkbox", name=f"individu {len(with_values(phase='explore', scale='individual'))}").check()
    both = with_values(phase="experiment", scale="individual")
    assert page.get_by_role("checkbox", name=f"beproeven {len(both)}").is_visible()
    box(page, "verkennen").uncheck()
    box(page, "beproeven").check()
    assert shown(page) == set(both)


def test_a_choice_that_would_leave_nothing_cannot_be_made(wide_visit: Visit) -> None:
    words = dict(zip(AUDIENCES, ("deelnemer", "manager", "werkveld", "onderzoeker"), strict=True))
    pairs = ((card.text("scale"), audience) for card in CARDS for audience in AUDIENCES)
    scale, audience = next((s, a) for s, a in pairs if not with_values(scale=s, audience=a))
    page = opened(wide_visit, f"{LIST}?scale={scale}")
    group = page.get_by_role("group", name="Voor wie")
    expect(group.get_by_role("checkbox", name=f"{words[audience]} 0", exact=True)).to_be_disabled()


def test_the_address_can_be_sent_and_gone_back_to(light_visit: Visit) -> None:
    page = opened(light_visit, f"{LIST}?phase=explore&phase=nonsense&colour=red&scale=group")
    assert shown(page) == set(with_values(phase="explore", scale="group"))
    expect(box(page, "verkennen")).to_be_checked()
    box(page, "groep").uncheck()
    assert page.url.endswith("?phase=explore")
    page.go_back()
    assert shown(page) == set(with_values(phase="explore", scale="group"))
    expect(box(page, "groep")).to_be_checked()
    page.go_forward()
    assert shown(page) == set(with_values(phase="explore"))
    page.get_by_role("link", name=with_values(phase="explore")[0], exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(with_values(phase="explore")[0])
    page.go_back()
    expect(status(page)).to_have_text(f"{len(with_values(phase='explore'))} van {len(CARDS)} patronen")


def test_when_nothing_fits_there_is_a_way_back(light_visit: Visit) -> None:
    page = light_visit.go(f"{LIST}?phase=renew&tags=urgentie")
    expect(status(page)).to_have_text(f"0 van {len(CARDS)} patronen")
    assert shown(page) == set()
    expect(page.get_by_role("heading", level=2, name=re.compile("Verkennen|Beproeven|Vernieuwen"))).to_have_count(0)
    expect(page.get_by_text("Geen van de patronen past")).to_be_visible()
    page.get_by_role("button", name="Wis alles").last.click()
    assert shown(page) == {card.title for card in CARDS}
    assert page.url.endswith(LIST)
    expect(status(page)).to_have_text(f"{len(CARDS)} patronen")
    expect(page.get_by_role("button", name="Wis alles")).to_have_count(0)


def test_all_of_it_by_keyboard(light_visit: Visit) -> None:
    page = light_visit.go(LIST)
    summary = page.locator("summary")
    summary.focus()
    if page.viewport_size and page.viewport_size["width"] == NARROW:
        expect(box(page, "verkennen")).to_be_hidden()
        page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(box(page, "verkennen")).to_be_focused()
    page.keyboard.press("Space")
    left = with_values(phase="explore")
    assert shown(page) == set(left)
    button = page.get_by_role("button", name=f"Toon {len(left)} patronen")
    for _ in range(60):
        page.keyboard.press("Tab")
        if button.evaluate("node => node === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") in left


def test_a_tag_is_found_among_many(wide_visit: Visit) -> None:
    page = opened(wide_visit)
    tags = page.get_by_role("group", name="Trefwoorden")
    few = tags.get_by_role("checkbox").count()
    tags.get_by_role("searchbox").fill("RITM")
    expect(tags.get_by_role("checkbox")).to_have_count(1)
    page.keyboard.press("Enter")
    box(page, "ritme").check()
    assert shown(page) == set(with_values(tags="ritme"))
    assert page.url.endswith("?tags=ritme")
    tags.get_by_role("searchbox").fill("")
    expect(box(page, "ritme")).to_be_checked()
    box(page, "ritme").uncheck()
    tags.get_by_role("button", name=re.compile("Toon alle")).click()
    assert tags.get_by_role("checkbox").count() == len({tag for card in CARDS for tag in card.list("tags")}) > few
    tags.get_by_role("button", name="Toon minder").click()
    expect(tags.get_by_role("checkbox")).to_have_count(few)


@pytest.fixture
def bare(light_visit: Visit) -> Iterator[Page]:
    """The list where no script runs."""
    browser = light_visit.context.browser
    assert browser
    with browser.new_context(java_script_enabled=False, viewport=light_visit.page.viewport_size) as context:
        page = context.new_page()
        page.goto(f"{light_visit.address}/{LIST}?phase=explore")
        yield page


def test_without_javascript_the_list_is_whole_and_offers_nothing_else(bare: Page) -> None:
    assert shown(bare) == {card.title for card in CARDS}
    expect(bare.get_by_role("checkbox")).to_have_count(0)
    expect(bare.get_by_text("Kies wat je zoekt")).to_be_hidden()
    expect(bare.get_by_text("Wis alles")).to_have_count(2)
    for button in bare.get_by_text("Wis alles").all():
        expect(button).to_be_hidden()


TAKING = ("dataset", "querySelector", "querySelectorAll", "addEventListener", "hidden")
"""Names that a form has of its own, and a kind may use for its fields."""


def test_a_field_may_have_any_name(visiting: Visiting, tmp_path: Path) -> None:
    """A form would let the name of what is in it stand before its own, and the script would meet a box there."""
    fields = "".join(
        f"  {name}: {{label: {{en: {name} one, nl: {name} een}}, type: choice, choices: {{ja: ja, nee: nee}}}}\n"
        for name in TAKING
    )
    kind = (
        "kind: step\nlabel: {en: step, nl: stap}\nplural: {en: steps, nl: stappen}\nfolders: {en: steps, nl: stappen}\n"
        f"view: steps\ndrop: [status, checked_on, unchecked, checked_text]\nfields:\n{fields}"
    )
    cards = {
        f"content/stappen/{title}.md": f"---\ntitel: {title}\n"
        + "".join(f"{name}: {'nee' if number % 2 else 'ja'}\n" for name in TAKING)
        + "---\n\nTekst.\n"
        for number, title in enumerate(("Een", "Twee", "Drie"))
    }
    config = CONFIG.replace("print: false", "print: false, kinds: [step.yml]")
    page_of = {"content/stappen/index.md": "---\ntitel: Stappen\nview: steps\n---\n"}
    build_drawn({**PAGES, **page_of, **cards, "mkdocs.yml": config, "step.yml": kind}, tmp_path)
    with served(tmp_path / "site") as address, visiting(address, WIDE, "light") as visit:
        page = visit.go("stappen/?hidden=nee")
        expect(status(page)).to_have_text("1 van 3 stappen")
        page.get_by_role("button", name="Wis alles").first.click()
        page.get_by_role("group", name="Dataset een").get_by_role("checkbox", name="ja").check()
        expect(status(page)).to_have_text("2 van 3 stappen")
        assert page.url.endswith("?dataset=ja")
