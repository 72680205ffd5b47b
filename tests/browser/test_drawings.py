"""Drawings look the same when they are clean: to the pixel, in Chromium."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser

from harvest.source.drawings import clean_drawing
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


def the_same(one: Image.Image, other: Image.Image) -> bool:
    """Tell whether two pictures differ nowhere."""
    return one.size == other.size and ImageChops.difference(one, other).getbbox() is None
