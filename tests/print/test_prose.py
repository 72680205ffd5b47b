"""What authors write beyond plain paragraphs, on paper."""

from __future__ import annotations

import re
import subprocess
from itertools import combinations

import page as page_validation
import pikepdf
import pytest

from harvest.print.booklet import Booklet
from tests.print.conftest import Composed
from tests.print.look import fonts
from tests.print.test_layout import laid_out
from tests.prose import CARD, DRAWING, PAGE, TICKED, TITLES, UNTICKED

_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


@pytest.fixture
def written(composed: Composed) -> tuple[str, Booklet]:
    """The HTML of a booklet that holds it all, and what is printed of it."""
    html, content = composed({"hoe.md": PAGE, "patronen/twee.md": CARD, "beelden/plan.svg": DRAWING})
    return html, laid_out(html, content)


def test_every_reader_can_read_it(written: tuple[str, Booklet]) -> None:
    """A box is read as its words, and drawn: no font of ours holds its sign."""
    _, printed = written
    assert printed.remarks == ()
    report = page_validation.validate_pdf(str(printed.path), profile="ua1")
    assert report.is_compliant, str(report)
    with pikepdf.open(printed.path) as pdf:
        alts = [str(part["/Alt"]) for part in pdf.objects if isinstance(part, pikepdf.Dictionary) and "/Alt" in part]
        assert alts.count("nog te doen") == UNTICKED + CARD.count("[ ]")
        assert alts.count("gedaan") == TICKED + CARD.count("[x]")
        assert {name.split("-")[0] for name in fonts(pdf)} == {"Schibsted", "Literata"}


def test_a_note_says_what_it_is(written: tuple[str, Booklet]) -> None:
    html, _ = written
    titles = re.findall(r'<p class="alert-title">(.*?)</p>', html[html.index('id="page-hoe"') :])
    assert tuple(re.sub("<[^>]*>", "", title) for title in titles[: len(TITLES)]) == TITLES


def test_a_picture_is_as_many_lines_high_as_on_the_site(written: tuple[str, Booklet]) -> None:
    html, _ = written
    assert '<img style="width: 135pt" src="content:beelden/plan.svg" alt="Een plan">' in html


def test_nothing_sticks_out_or_lies_over_something_else(written: tuple[str, Booklet]) -> None:
    """No word lies over another, none beyond the text, and no number is divided."""
    _, printed = written
    command = ["pdftotext", "-bbox", str(printed.path), "-"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    pages = [list(_WORD.findall(page)) for page in listed.split("<page ")]
    (words,) = (page for page in pages if any(word[4] == "1.200" for word in page))
    places = [tuple(float(side) for side in word[:4]) for word in words]
    assert max(right for _, _, right, _ in places) <= (148 - 12) * 72 / 25.4
    for (one, place), (other, next_to) in combinations(zip(words, places, strict=True), 2):
        beside = min(place[2], next_to[2]) - max(place[0], next_to[0])
        over = abs((place[1] + place[3]) / 2 - (next_to[1] + next_to[3]) / 2)
        assert beside < 1 or over > 4, (one[4], other[4])
