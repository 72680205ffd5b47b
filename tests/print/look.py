"""What tests look at in a booklet: its HTML, its bookmarks, its bytes."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any

import pikepdf


class Outline(HTMLParser):
    """The links, ids and headings of an HTML document, and what stands where it must not.

    A heading that has a shorter name for its bookmark counts by that.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.ids: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self.inside_links: list[str] = []
        self.tables: list[int] = []
        self._link = self._heading = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if self._link:
            self.inside_links.append(tag)
        if tag == "a":
            self._link = True
            self.hrefs.append(str(values.get("href")))
        elif re.fullmatch("h[1-6]", tag):
            bookmark = values.get("data-title")
            self._heading = bookmark is None
            self.headings.append((int(tag[1]), bookmark or ""))
        elif tag == "table":
            self.tables.append(0)
        elif tag == "th":
            self.tables[-1] += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._link = False
        elif re.fullmatch("h[1-6]", tag):
            self._heading = False

    def handle_data(self, data: str) -> None:
        if self._heading:
            level, text = self.headings[-1]
            self.headings[-1] = (level, text + data)

    @property
    def titles(self) -> list[str]:
        """The words of all headings, in order."""
        return [plain(text) for _, text in self.headings]


def plain(text: str) -> str:
    """Words without soft breaks and double spaces."""
    return " ".join(text.replace("\u00a0", " ").split())


def bookmarks(document: Any) -> list[str]:
    """The bookmarks of a laid-out document, in order, nested ones after the one they stand in."""

    def walk(tree: Any) -> Iterator[str]:
        for label, _, children, _ in tree:
            yield plain(label)
            yield from walk(children)

    return list(walk(document.make_bookmark_tree()))


def anchors(document: Any) -> dict[str, int]:
    """Anchor → the page it begins on, from 1."""
    found: dict[str, int] = {}
    for number, page in enumerate(document.pages, 1):
        for name in page.anchors:
            found.setdefault(name, number)
    return found


def link_annotations(pdf: pikepdf.Pdf) -> list[Any]:
    """All link annotations, page by page."""
    return [found for page in pdf.pages for found in page.get("/Annots", []) if found["/Subtype"] == "/Link"]


def fonts(pdf: pikepdf.Pdf) -> dict[str, bool]:
    """The families in the file, without the mark of a subset, and whether each is embedded."""
    found = {}
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            name = str(item["/FontName"]).lstrip("/").partition("+")[2]
            found[name] = any(key in item for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return found


@contextmanager
def listening() -> Iterator[list[str]]:
    """What WeasyPrint logs meanwhile, from warnings up."""
    lines: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(record.getMessage())

    listener = Listener(logging.WARNING)
    logging.getLogger("weasyprint").addHandler(listener)
    try:
        yield lines
    finally:
        logging.getLogger("weasyprint").removeHandler(listener)
