"""The booklet of the real `content/`: invariants, never counts."""

from __future__ import annotations

import itertools
import pickle
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import page as page_validation
import pikepdf
import pytest

from harvest.print.booklet import Booklet, print_booklet
from harvest.print.compose import Book, book_from
from harvest.views.theme import theme_folder
from tests.building import once
from tests.drawing import CONTENT, ROOT, booklet_of, read
from tests.print.look import Outline, anchors, bookmarks, fonts, link_annotations, targets, wrongly_numbered

NAME = "booklet.pdf"


@dataclass(frozen=True)
class Made:
    """The booklet in its states."""

    book: Book
    outline: Outline
    printed: Booklet


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Print it once for all tests of this file, in whichever process they run."""
    corpus = read(ROOT).published()
    book, html = book_from(corpus), booklet_of(corpus)

    def fill(folder: Path) -> None:
        day, content = book.frame.published_on, ROOT / CONTENT
        printed = print_booklet(html, folder / NAME, theme=theme_folder(), content=content, published_on=day)
        (folder / "printed").write_bytes(pickle.dumps(printed))

    folder = once(tmp_path_factory, "booklet", fill)
    printed: Booklet = pickle.loads((folder / "printed").read_bytes())
    return Made(book, Outline(html), replace(printed, path=folder / NAME))


@pytest.fixture
def pdf(made: Made) -> Iterator[pikepdf.Pdf]:
    """What was written, opened."""
    with pikepdf.open(made.printed.path) as opened:
        yield opened


def test_weasyprint_has_nothing_to_say(made: Made) -> None:
    assert made.printed.remarks == ()


def test_every_internal_link_has_its_target(pdf: pikepdf.Pdf) -> None:
    assert set(targets(pdf)) <= set(anchors(pdf))


def test_bookmarks_match_headings(made: Made, pdf: pikepdf.Pdf) -> None:
    assert bookmarks(pdf) == made.outline.titles


def test_everything_in_the_book_has_a_page_and_spreads_begin_left(made: Made, pdf: pikepdf.Pdf) -> None:
    places = anchors(pdf)
    for part in made.book.parts:
        assert not part.title or places[part.id] % 2 == 1
        for chapter in part.chapters:
            assert chapter.page.entry.id in places
            for card in chapter.cards:
                assert places[card.entry.id] % 2 == 0 or not card.own_spread
    assert len(pdf.pages) == made.printed.pages >= 60


def test_the_opening_of_a_part_is_one_page(made: Made, pdf: pikepdf.Pdf) -> None:
    """However many chapters it names, the first of them follows at once."""
    places = anchors(pdf)
    openings = [(part.id, part.chapters[0].page.entry.id) for part in made.book.parts if part.title]
    assert openings
    assert [places[first] - places[opening] for opening, first in openings] == [1] * len(openings)


def test_headings_skip_no_level_and_links_hold_only_words(made: Made) -> None:
    levels = [level for level, _ in made.outline.headings]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert made.outline.inside_links == []
    assert all(made.outline.tables)


def test_the_file_is_for_every_reader(made: Made, pdf: pikepdf.Pdf) -> None:
    report = page_validation.validate_pdf(str(made.printed.path), profile="ua1")
    assert report.is_compliant, str(report)
    assert str(pdf.docinfo["/Title"]) == made.book.frame.name
    assert str(pdf.Root["/Lang"]) == made.book.frame.language
    assert len(link_annotations(pdf)) == len(made.outline.hrefs)
    families = fonts(pdf)
    assert all(families.values())
    assert {name.split("-")[0] for name in families} == {"Schibsted", "Literata"}


def test_numbers_are_those_of_the_pages_they_lead_to(made: Made, pdf: pikepdf.Pdf) -> None:
    """In the register each number is a link, in the contents it stands beside one."""
    checked, wrong = wrongly_numbered(made.printed.path)
    assert checked > 100
    assert wrong == []
    places = anchors(pdf)
    first, last = places["contents"], places[made.book.parts[0].id]
    command = ["pdftotext", "-raw", "-f", str(first), "-l", str(last - 1), str(made.printed.path), "-"]
    text = " ".join(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
    for part in made.book.parts:
        for chapter in part.chapters:
            for entry in (chapter.page.entry, *(card.entry for card in chapter.listed)):
                assert f"{entry.title} {places[entry.id]}" in text
