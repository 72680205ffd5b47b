"""The booklet of the real `content/`: invariants, never counts."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import page as page_validation
import pikepdf
import pytest

from harvest.load import load
from harvest.print.compose import Book, book_from, compose
from harvest.print.layout import arranged, write
from harvest.publication import CONFIG, read_publication
from harvest.templates import environment, theme_folder
from tests.print.look import Outline, anchors, bookmarks, fonts, link_annotations, listening

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Made:
    """The booklet in its three states, and what WeasyPrint said of it."""

    book: Book
    outline: Outline
    document: Any
    pdf: Path
    lines: list[str]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Make it once for all tests of this file."""
    publication = read_publication(ROOT / CONFIG)
    book = book_from(load(publication).published())
    html = compose(book, environment(publication.language))
    path = tmp_path_factory.mktemp("print") / "booklet.pdf"
    with listening() as lines:
        document = arranged(html, theme_folder(), ROOT / publication.content)
        write(document, path, b"0" * 32)
    return Made(book, Outline(html), document, path, lines)


def test_weasyprint_has_nothing_to_say(made: Made) -> None:
    assert made.lines == []


def test_every_internal_link_has_its_target(made: Made) -> None:
    targets = {target for page in made.document.pages for kind, target, _, _ in page.links if kind == "internal"}
    assert targets <= set(anchors(made.document))


def test_bookmarks_match_headings(made: Made) -> None:
    assert bookmarks(made.document) == made.outline.titles


def test_everything_in_the_book_has_a_page_and_spreads_begin_left(made: Made) -> None:
    places = anchors(made.document)
    for part in made.book.parts:
        assert not part.title or places[part.id] % 2 == 1
        for chapter in part.chapters:
            assert chapter.page.entry.id in places
            for card in chapter.cards:
                assert places[card.entry.id] % 2 == 0 or not card.own_spread
    assert len(made.document.pages) >= 60


def test_the_opening_of_a_part_is_one_page(made: Made) -> None:
    """However many chapters it names, the first of them follows at once."""
    places = anchors(made.document)
    openings = [(part.id, part.chapters[0].page.entry.id) for part in made.book.parts if part.title]
    assert openings
    assert [places[first] - places[opening] for opening, first in openings] == [1] * len(openings)


def test_headings_skip_no_level_and_links_hold_only_words(made: Made) -> None:
    levels = [level for level, _ in made.outline.headings]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert made.outline.inside_links == []
    assert all(made.outline.tables)


def test_the_file_is_for_every_reader(made: Made) -> None:
    report = page_validation.validate_pdf(str(made.pdf), profile="ua1")
    assert report.is_compliant, str(report)
    with pikepdf.open(made.pdf) as pdf:
        assert str(pdf.docinfo["/Title"]) == made.book.frame.name
        assert str(pdf.Root["/Lang"]) == made.book.frame.language
        assert len(link_annotations(pdf)) == len(made.outline.hrefs)
        families = fonts(pdf)
        assert all(families.values())
        assert {name.split("-")[0] for name in families} == {"Schibsted", "Literata"}
