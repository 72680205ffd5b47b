"""Drawings look the same when they are clean: to the pixel, in Chromium."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, expect

from harvest.source.drawings import clean_drawing, dark_drawing
from tests.browser.conftest import Visit
from tests.drawing import ROOT
from tests.programs import PROGRAMS

WEB_PAGE = re.compile(rb"<foreignObject.*?</foreignObject>", re.DOTALL)
"""What is left out on purpose, where there is text to fall back on."""


POLICY = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:">"""
Look = Callable[[str], Image.Image]


@pytest.fixture(scope="module")
def look(browser: Browser) -> Iterator[Look]:
    """What Chromium shows of a piece of HTML with one drawing in it; nothing in it may be complained about."""
    page = browser.new_page(viewport={"width": 700, "height": 700})
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)

    def _look(html: str) -> Image.Image:
        page.set_content(html)
        page.evaluate("Promise.all([...document.images].map(one => one.decode()))")
        return Image.open(BytesIO(page.locator("img, svg").first.screenshot())).convert("RGB")

    yield _look
    assert complaints == []
    page.close()


def sized(drawing: bytes) -> bytes:
    """A drawing of a size in whole dots, so that it looks the same wherever it stands."""
    root = re.search(rb"<svg\b[^>]*", drawing)
    assert root
    if b"viewBox" not in root[0]:
        return drawing
    plain = re.sub(rb'\s(width|height)="[^"]*"', b"", root[0])
    return drawing.replace(root[0], plain + b' width="640" height="400"', 1)


def as_picture(drawing: bytes) -> str:
    """A drawing as pages show it."""
    return f'<img src="data:image/svg+xml;base64,{b64encode(sized(drawing)).decode()}">'


DRAWINGS = {
    **PROGRAMS,
    **{path.stem: path.read_text("utf-8") for path in sorted((ROOT / "content/beelden").glob("*.svg"))},
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_clean_drawing_looks_the_same(look: Look, name: str) -> None:
    """As a picture, and in line under a policy that allows no style."""
    drawing = WEB_PAGE.sub(b"", DRAWINGS[name].encode())
    shown = look(as_picture(drawing))
    clean = clean_drawing(drawing)
    assert len(shown.getcolors(1 << 24) or ()) > 3, "something is drawn"
    assert the_same(shown, look(as_picture(clean)))
    assert the_same(shown, look(POLICY + sized(clean).decode()))


IN_THE_DARK = [
    name for name in DRAWINGS if "scheme: dark" in DRAWINGS[name] or "color-scheme: light dark" in DRAWINGS[name]
]


@pytest.fixture(scope="module")
def dark_look(browser: Browser) -> Iterator[Look]:
    """What Chromium shows on a dark page of a piece of HTML with one drawing in it."""
    page = browser.new_page(viewport={"width": 700, "height": 700}, color_scheme="dark")

    def _look(html: str) -> Image.Image:
        page.set_content(f'<meta name="color-scheme" content="light dark">{html}')
        page.evaluate("Promise.all([...document.images].map(one => one.decode()))")
        return Image.open(BytesIO(page.locator("img").screenshot())).convert("RGB")

    yield _look
    page.close()


@pytest.mark.parametrize("name", IN_THE_DARK)
def test_what_follows_the_dark_looks_the_same_there(dark_look: Look, name: str) -> None:
    drawing = WEB_PAGE.sub(b"", DRAWINGS[name].encode())
    shown = dark_look(as_picture(drawing))
    assert the_same(shown, dark_look(as_picture(dark_drawing(drawing))))
    assert not the_same(shown, dark_look(as_picture(clean_drawing(drawing))))


LIGHTS = {
    "light": ("light", "screen", "", False),
    "dark": ("dark", "screen", "", True),
    "dark chosen": ("light", "screen", "dark", True),
    "light chosen": ("dark", "screen", "light", False),
    "printed": ("dark", "print", "", False),
    "printed, dark chosen": ("light", "print", "dark", False),
}
"""What the device asks, where the page goes, what its reader chose, and whether the dark drawing is shown."""


@pytest.mark.parametrize("light", LIGHTS)
def test_a_page_shows_the_look_that_fits(wide_visit: Visit, light: str) -> None:
    device, medium, chosen, dark = LIGHTS[light]
    page = wide_visit.go("patronen/veilige-kring/")
    page.emulate_media(color_scheme=device, media=medium)  # type: ignore[arg-type]
    if chosen:
        page.evaluate("light => document.documentElement.dataset.light = light", chosen)
    names = page.get_by_role("img", name="Een kring van mensen")
    expect(names).to_have_count(1)  # a screen reader reads it once
    expect(names).to_have_class("on-dark" if dark else "on-light")
    expect(page.locator("figure img:visible")).to_have_count(1)
    page.emulate_media(media="screen")


def the_same(one: Image.Image, other: Image.Image) -> bool:
    """Tell whether two pictures differ nowhere."""
    return one.size == other.size and ImageChops.difference(one, other).getbbox() is None
