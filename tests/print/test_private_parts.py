"""What of WeasyPrint and pydyf is used though they promise it to nobody: a version that lacks a part is told by it.

WeasyPrint promises its documents, their pages and the `finisher`; the boxes on a page and the objects of a PDF it does
not. Whoever takes a new version raises its bound in pyproject.toml, and reads here what leans on a part that is gone.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pydyf  # type: ignore[import-untyped] # no types are published for it
import pytest
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from harvest.print import layout

HTML_OF_ALL = """<html lang="nl"><head><title>Proef</title><style>
@page { margin: 2cm 1cm 2cm 3cm; @bottom-center { content: counter(page) } }
p { break-before: right }
a::before { content: "12" }
</style></head><body>
<h1 id="top">Kop</h1><a href="#top" data-h="#top">Een</a>
<table><thead><tr><th id="head">a</th></tr></thead><tbody><tr><td headers="head">1</td></tr></tbody></table>
<p>Einde</p></body></html>"""
"""Three pages, of which the middle one is empty; on the first a number, a link of two boxes, a table with a header."""


class Sample:
    """A small document that WeasyPrint lays out and writes, seen as harvest/print sees it."""

    def __init__(self) -> None:
        self.document = HTML(string=HTML_OF_ALL).render(pdf_variant=layout.VARIANT)
        self.pages = self.document.pages
        self.pdf: Any = None

    def written(self) -> Any:
        """Return the PDF as it is just before it is written out."""

        def finish(_: Any, pdf: Any) -> None:
            self.pdf = pdf

        if self.pdf is None:
            self.document.write_pdf(finisher=finish, pdf_variant=layout.VARIANT)
        return self.pdf

    def objects(self, kind: str) -> list[Any]:
        """Return the dictionaries of one type in the PDF."""
        return [it for it in self.written().objects if isinstance(it, pydyf.Dictionary) and it.get("Type") == kind]

    def boxes(self, box: Any = None) -> list[Any]:
        """Return the boxes of the first page, each before those in it."""
        box = box or self.pages[0]._page_box
        return [box, *(inner for child in getattr(box, "children", ()) for inner in self.boxes(child))]

    def number(self) -> Any:
        """Return the text box of the number before the link."""
        (box,) = (box for box in self.boxes() if hasattr(box, "pango_layout") and box.element_tag == "a::before")
        return box

    def links(self) -> list[Any]:
        """Return the boxes of the link."""
        self.written()
        return [box for _, _, _, box in self.pages[0].links]


@pytest.fixture(scope="module")
def sample() -> Sample:
    """Lay out one document for all parts."""
    return Sample()


def blank_pages(sample: Sample) -> bool:
    return [page._page_box.page_type.blank for page in sample.pages] == [False, True, False]


def margins(sample: Sample) -> bool:
    box = sample.pages[0]._page_box
    return bool(box.margin_left > box.margin_right > 0 and box.width > 0 and box.content_box_x() == box.margin_left)


def margin_box(sample: Sample) -> bool:
    (box,) = (box for box in sample.boxes() if hasattr(box, "at_keyword"))
    (words,) = (child for line in box.children for child in line.children)
    return "page" in str(box.style["content"]) and words.text == "1" and words.position_x > 0


def number_in_the_text(sample: Sample) -> bool:
    return bool(sample.number().element.get("data-h") == "#top")


def number_changed(sample: Sample) -> bool:
    box = sample.number()
    before = box.text, box.pango_layout.text
    box.text = box.pango_layout.text = "34"
    after = box.text, box.pango_layout.text
    box.text = box.pango_layout.text = before[1]
    return (before, after) == (("12", "12"), ("34", "34"))


def annotations_of_a_link(sample: Sample) -> bool:
    boxes = sample.links()
    parts = [box.link_annotation for box in boxes]
    return len({id(box.element) for box in boxes}) == 1 and [len(part["Rect"]) for part in parts] == [4, 4]


def links_of_a_page(sample: Sample) -> bool:
    return [(kind, target) for kind, target, _, _ in sample.pages[0].links] == [("internal", "top")] * 2


def sheets(sample: Sample) -> bool:
    pdf = sample.written()
    found = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
    return [sheet["Type"] for sheet in found] == ["/Page"] * 3 and "MediaBox" in found[0]


def annotations_of_a_sheet(sample: Sample) -> bool:
    first = sample.written().objects[sample.pdf.pages["Kids"][0]]
    return [box.link_annotation.reference for box in sample.links()] == list(first["Annots"])


def structure_of_a_link(sample: Sample) -> bool:
    references = {it["Obj"]: it.reference for it in sample.objects("/OBJR")}
    elements = sample.objects("/StructElem")
    found = [[it for it in elements if references[box.link_annotation.reference] in it["K"]] for box in sample.links()]
    return [[it["S"] for it in holding] for holding in found] == [["/Link"], ["/Link"]] and all(
        "P" in it for holding in found for it in holding
    )


def numbers_of_the_structure(sample: Sample) -> bool:
    (root,) = sample.objects("/StructTreeRoot")
    numbers = sample.pdf.objects[int(root["ParentTree"].split()[0])]["Nums"]
    return {box.link_annotation["StructParent"] for box in sample.links()} <= set(numbers[::2])


def headers_of_a_table(sample: Sample) -> bool:
    elements = sample.objects("/StructElem")
    ids = [it["ID"].string for it in elements if "ID" in it]
    headers = [header.string for it in elements for header in it.get("A", {}).get("Headers", ())]
    return len(ids) == 1 and ids == headers


def words_of_a_failure(_: Sample) -> bool:
    page = HTML(string='<img src="file:///nowhere.svg">', url_fetcher=URLFetcher(fail_on_errors=True))
    try:
        page.write_pdf()
    except FatalURLFetchingError as error:
        return str(error) == 'Error fetching "file:///nowhere.svg"' and isinstance(error.__cause__, OSError)
    return False


PARTS: dict[str, tuple[str, Callable[[Sample], object]]] = {
    "Page._page_box": ("find the boxes of a page", Sample.boxes),
    "page_type.blank": ("know whether a chunk ends with an empty page", blank_pages),
    "margin_left, margin_right, width, content_box_x()": ("change the margins of a page about", margins),
    "at_keyword, style['content'], position_x": ("find the page number in the margin and move it", margin_box),
    "element_tag, element": ("find the page number behind a reference", number_in_the_text),
    "text, pango_layout.text": ("put another number into a page that is laid out", number_changed),
    "Page.links": ("know which boxes are one link, and where it leads", links_of_a_page),
    "link_annotation": ("join what a link over two lines became", annotations_of_a_link),
    "pdf.pages['Kids'], pdf.objects": ("find the sheet in the PDF of each page", sheets),
    "Annots, reference": ("drop an annotation from its sheet", annotations_of_a_sheet),
    "/OBJR, /StructElem": ("find what a link means to who hears it read", structure_of_a_link),
    "/StructTreeRoot, ParentTree, StructParent": ("drop an annotation from the structure", numbers_of_the_structure),
    "ID, Headers": ("keep the headers of tables in different chunks apart", headers_of_a_table),
    "the words of FatalURLFetchingError": ("tell which file could not be read", words_of_a_failure),
}
"""Each part, what it is there for, and what is true as long as it is there."""


@pytest.mark.parametrize("part", PARTS)
def test_what_nobody_promised_is_still_there(sample: Sample, part: str) -> None:
    """One clear sentence says what a new version took away, before a booklet goes wrong by it."""
    purpose, there = PARTS[part]
    try:
        works = there(sample)
    except Exception as error:
        works, why = False, f" ({type(error).__name__}: {error})"
    else:
        why = ""
    if not works:
        pytest.fail(
            f"WeasyPrint {version('weasyprint')} with pydyf {version('pydyf')} no longer has «{part}» as harvest/print "
            f"uses it, to {purpose}{why}.",
            pytrace=False,
        )


def test_no_private_part_is_missing_here() -> None:
    """What begins with an underscore and is not our own stands in the list."""
    listed = "; ".join(PARTS)
    for path in sorted(Path(layout.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Attribute)
                and re.match("_[a-z]", node.attr)
                and ast.unparse(node.value) not in ("self", "os")
            ):
                assert f".{node.attr}" in listed, f"{path.name}:{node.lineno}"
