"""The booklet laid out: what may be read, what fails, and where things come to stand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pikepdf
import pytest

from harvest.print.booklet import Booklet, print_booklet
from harvest.print.job import PrintProblem
from harvest.problems.language import render
from harvest.views.theme import theme_folder
from tests.print.conftest import Composed
from tests.print.look import Outline, anchors, bookmarks, targets

DAY = date(2026, 11, 21)


def laid_out(html: str, content: Path) -> Booklet:
    """The HTML laid out beside the content folder."""
    return print_booklet(html, content.parent / "x.pdf", theme=theme_folder(), content=content, published_on=DAY)


def test_bookmarks_match_headings_and_links_have_targets(composed: Composed) -> None:
    html, content = composed()
    made = laid_out(html, content)
    assert made.remarks == ()
    with pikepdf.open(made.path) as pdf:
        assert bookmarks(pdf) == Outline(html).titles
        assert targets(pdf)
        assert set(targets(pdf)) <= set(anchors(pdf))


def test_each_pattern_begins_on_a_left_page(composed: Composed) -> None:
    html, content = composed()
    with pikepdf.open(laid_out(html, content).path) as pdf:
        places = anchors(pdf)
    assert places["card-een"] % 2 == 0
    assert places["card-twee"] % 2 == 0
    assert places["card-twee"] > places["card-een"]
    assert places["cover"] == 1
    assert places["page-colofon"] == 2


@pytest.mark.parametrize(
    "address",
    [
        "content:../mkdocs.yml",
        "content:/etc/passwd",
        "content:buiten.svg",
        "file:///etc/passwd",
        "http://example.org/x.png",
    ],
)
def test_what_lies_outside_is_refused_loudly(composed: Composed, address: str) -> None:
    _, content = composed()
    (content / "buiten.svg").symlink_to(content.parent / "mkdocs.yml")
    with pytest.raises(PrintProblem) as caught:
        laid_out(f'<html lang="nl"><title>x</title><img src="{address}" alt="x">', content)
    assert "outside the publication" in str(caught.value)


def test_a_drawing_that_reaches_outside_is_refused_too(composed: Composed) -> None:
    _, content = composed()
    inner = '<image href="file:///etc/passwd" width="9" height="9"/>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inner}</svg>'
    (content / "slim.svg").write_text(drawing)
    with pytest.raises(PrintProblem):
        laid_out('<html lang="nl"><title>x</title><img src="content:slim.svg" alt="x">', content)


def test_what_is_missing_or_unreadable_is_named(composed: Composed) -> None:
    _, content = composed()
    with pytest.raises(PrintProblem) as caught:
        laid_out('<html lang="nl"><title>x</title><img src="content:weg%20is.png" alt="x">', content)
    assert "«weg is.png» could not be read" in str(caught.value)
    (content / "kapot.png").write_bytes(b"no picture")
    with pytest.raises(PrintProblem) as caught:
        laid_out('<html lang="nl"><title>x</title><img src="content:kapot.png" alt="x">', content)
    assert "kapot.png" in str(caught.value)


def test_a_link_to_nowhere_fails(composed: Composed) -> None:
    _, content = composed()
    with pytest.raises(PrintProblem):
        laid_out('<html lang="nl"><title>x</title><a href="#nergens">x</a>', content)


def test_a_full_disk_is_said_in_plain_words(composed: Composed) -> None:
    html, content = composed()
    with pytest.raises(PrintProblem) as caught:
        print_booklet(html, Path("/dev/full"), theme=theme_folder(), content=content, published_on=DAY)
    assert "could not be written" in str(caught.value)
    assert render(caught.value.message, "nl") != str(caught.value)
