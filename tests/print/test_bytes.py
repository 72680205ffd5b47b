"""The booklet as bytes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import page as page_validation
import pikepdf
import pytest

from harvest.print.booklet import print_booklet
from harvest.views.theme import theme_folder
from tests.print.conftest import Composed
from tests.print.look import Outline, fonts, link_annotations

DAY = date(2026, 11, 21)


@pytest.fixture
def made(composed: Composed, tmp_path: Path) -> tuple[Path, Outline]:
    """The small publication as a PDF, and the outline of its HTML."""
    html, content = composed()
    path = tmp_path / "booklet.pdf"
    assert print_booklet(html, path, theme=theme_folder(), content=content, published_on=DAY).remarks == ()
    return path, Outline(html)


def test_it_is_tagged_for_every_reader(made: tuple[Path, Outline]) -> None:
    report = page_validation.validate_pdf(str(made[0]), profile="ua1")
    assert report.is_compliant, str(report)


def test_it_has_a_title_a_language_and_our_fonts_only(made: tuple[Path, Outline]) -> None:
    with pikepdf.open(made[0]) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Proef & oogst"
        assert str(pdf.Root["/Lang"]) == "nl"
        families = fonts(pdf)
        assert all(families.values()), families
        assert {name.split("-")[0] for name in families} == {"Schibsted", "Literata"}


def test_each_link_is_one_annotation_also_when_it_runs_over_lines(made: tuple[Path, Outline]) -> None:
    with pikepdf.open(made[0]) as pdf:
        annotations = link_annotations(pdf)
        assert len(annotations) == len(made[1].hrefs)
        assert all("/StructParent" in found for found in annotations)


def test_a_link_over_lines_covers_them_all(composed: Composed, tmp_path: Path) -> None:
    words = "deze woorden lopen zeker over meer dan een enkele regel heen want het zijn er veel meer dan er passen"
    html, content = composed({"hoe.md": f"---\ntitel: Hoe\n---\nEn zie hier: [[Een|{words}]].\n"})
    path = tmp_path / "booklet.pdf"
    print_booklet(html, path, theme=theme_folder(), content=content, published_on=DAY)
    with pikepdf.open(path) as pdf:
        long = [found for found in link_annotations(pdf) if "/QuadPoints" in found]
        assert any(len(found["/QuadPoints"]) >= 16 and found["/Dest"] == "card-een" for found in long)
        assert len(link_annotations(pdf)) == len(Outline(html).hrefs)
    assert page_validation.validate_pdf(str(path), profile="ua1").is_compliant


def test_the_same_input_gives_the_same_bytes(
    composed: Composed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    html, content = composed()
    paths = [tmp_path / "one.pdf", tmp_path / "two.pdf"]
    for path in paths:
        print_booklet(html, path, theme=theme_folder(), content=content, published_on=DAY)
    assert paths[0].read_bytes() == paths[1].read_bytes()
