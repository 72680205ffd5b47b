"""What authors write beyond plain paragraphs: how it looks, and how it is read aloud."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.conftest import NARROW, WIDE, Scheme, Visit, served
from tests.building import run as command
from tests.drawing import PAGES
from tests.prose import CARD, DRAWING, PAGE, TICKED, TITLES, UNTICKED

PATHS = ("alles/", "patronen/twee/")
LIGHT_AND_DARK: tuple[Scheme, ...] = ("light", "dark")


@pytest.fixture(scope="module")
def prose(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a small publication that holds it all."""
    folder = tmp_path_factory.mktemp("prose")
    written = {"content/alles.md": PAGE, "content/patronen/twee.md": CARD, "content/beelden/plan.svg": DRAWING}
    for path, text in {**PAGES, **written}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    built = command("harvest", "build", "--no-print", folder=folder)
    assert built.returncode == 0, built.stdout + built.stderr
    with served(folder / "site") as address:
        yield address


@pytest.fixture
def visit(browser: Browser, prose: str) -> Iterator[Visit]:
    """A wide visit to it in light."""
    visit = Visit(browser, prose, WIDE, "light")
    yield visit
    visit.context.close()
    assert not visit.complaints


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing(visit: Visit, path: str) -> None:
    page = visit.go(path)
    for scheme in LIGHT_AND_DARK:
        page.emulate_media(color_scheme=scheme)
        for width in (WIDE, NARROW):
            page.set_viewport_size({"width": width, "height": 900})
            found = Axe().run(page)
            assert found.violations_count == 0, f"{width} {scheme}\n{found.generate_report()}"


def test_a_note_says_what_it_is_and_how_much_it_weighs(visit: Visit) -> None:
    """In words, and by its rules: these are there without colours too."""
    page = visit.go(PATHS[0])
    notes = page.get_by_role("main").get_by_role("note")
    assert [note.inner_text().splitlines()[0] for note in notes.all()] == list(TITLES)
    weights = "notes => notes.map(note => parseFloat(getComputedStyle(note).borderTopWidth))"
    assert notes.evaluate_all(weights) == [0, 0, 2, 6, 6, 6]
    edges = "notes => notes.map(note => parseFloat(getComputedStyle(note).borderLeftWidth))"
    assert notes.evaluate_all(edges) == [0, 0, 0, 0, 2, 0]
    for seen in ({"forced_colors": "active"}, {"media": "print"}):
        page.emulate_media(**seen)  # type: ignore[arg-type] # each of them is one that it takes
        assert min(notes.evaluate_all(edges)) > 0, "where grounds are left out, its edge is drawn"


def test_on_yellow_there_is_no_other_ground(visit: Visit) -> None:
    page = visit.go(PATHS[1])
    for scheme in LIGHT_AND_DARK:
        page.emulate_media(color_scheme=scheme)
        grounds = page.locator(".harvest :is([role=note], mark)").evaluate_all(
            "parts => parts.map(part => getComputedStyle(part).backgroundColor)"
        )
        assert set(grounds) == {"rgba(0, 0, 0, 0)"}, scheme


BOXES = """boxes => boxes.map(box => {
    const item = box.closest('li'), text = document.createRange();
    text.selectNodeContents(box.parentElement);
    text.setStartAfter(box);
    const first = [...text.getClientRects()].find(rect => rect.width > 8), at = box.getBoundingClientRect();
    return {
        apart: first.left - at.right, level: Math.abs((first.top + first.bottom) / 2 - (at.top + at.bottom) / 2),
        inside: at.left >= 0, dash: getComputedStyle(item, '::before').content !== 'none',
        numbered: item.parentElement.tagName === 'OL', square: Math.abs(at.width - at.height) < 1 && at.width > 12,
    };
})"""


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_box_stands_before_its_words_in_the_place_of_the_dash(visit: Visit, width: int) -> None:
    page = visit.go(PATHS[0])
    page.set_viewport_size({"width": width, "height": 900})
    main = page.get_by_role("main")
    todo, done = (main.get_by_role("img", name=name, exact=True) for name in ("nog te doen", "gedaan"))
    assert (todo.count(), done.count()) == (UNTICKED, TICKED)
    for box in [*todo.evaluate_all(BOXES), *done.evaluate_all(BOXES)]:
        assert 3 <= box["apart"] <= 14, box
        assert box["level"] < 4, box
        assert box["inside"], box
        assert box["square"], box
        assert not box["dash"], box
    assert sum(box["numbered"] for box in todo.evaluate_all(BOXES)) == 1
    page = visit.go(PATHS[1])
    for box in page.locator("main li > [role=img]").evaluate_all(BOXES):
        assert 3 <= box["apart"] <= 16, box
        assert box["level"] < 5, box
        assert box["inside"], box


@pytest.mark.parametrize("width", [WIDE, NARROW, 320])
def test_pictures_and_tables_stay_in_their_column(visit: Visit, width: int) -> None:
    page = visit.go(PATHS[0])
    page.set_viewport_size({"width": width, "height": 900})
    stick_out = """[...document.querySelectorAll('main :is(.prose img, .prose table, .prose pre, td, th, [role=note])')]
        .filter(part => part.getBoundingClientRect().right > part.parentElement.getBoundingClientRect().right + 1)
        .map(part => part.outerHTML.slice(0, 100))"""
    assert page.evaluate(stick_out) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cells = page.locator("td.digits")
    assert [cell.inner_text() for cell in cells.all()] == ["2012", "1.200", "2013", "40"]
    for cell in cells.all():
        lines = cell.evaluate("""cell => {
            const text = document.createRange(); text.selectNodeContents(cell);
            return new Set([...text.getClientRects()].map(rect => rect.top)).size; }""")
        assert lines == 1


def test_a_picture_is_as_wide_as_it_was_asked_to_be(visit: Visit) -> None:
    page = visit.go(PATHS[0])
    box = page.get_by_alt_text("Een plan", exact=True).last.bounding_box()
    assert box
    assert (box["width"], box["height"]) == (300, 150)


def test_raised_and_lowered_letters_leave_the_lines_as_they_are(visit: Visit) -> None:
    height = (
        visit.go(PATHS[0])
        .locator(".prose > p", has=visit.page.locator("sub"))
        .first.evaluate("p => p.getBoundingClientRect().height / parseFloat(getComputedStyle(p).lineHeight)")
    )
    assert height == round(height)
