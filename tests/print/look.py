"""What tests look at in a booklet: its HTML, its bookmarks, its bytes."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
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


def bookmarks(pdf: pikepdf.Pdf) -> list[str]:
    """The bookmarks, in order, nested ones after the one they stand in."""

    def walk(items: list[pikepdf.OutlineItem]) -> Iterator[str]:
        for item in items:
            yield plain(item.title)
            yield from walk(item.children)

    with pdf.open_outline() as outline:
        return list(walk(outline.root))


def anchors(pdf: pikepdf.Pdf) -> dict[str, int]:
    """Named destination → its page, from 1."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    tree = pikepdf.NameTree(pdf.Root.Names.Dests)
    return {str(name): numbers[place[0].objgen] for name, place in tree.items()}


def targets(pdf: pikepdf.Pdf) -> list[str]:
    """Where the links inside lead, by name."""
    return [str(found["/Dest"]) for found in link_annotations(pdf) if "/Dest" in found]


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


def wrongly_numbered(path: Path) -> tuple[int, list[str]]:
    """How many links are nothing but a number, and those of them whose number is not that of the page they lead to."""
    listed = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True).stdout
    word = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(\d+)[,.]?</word>')
    checked, wrong = 0, []
    with pikepdf.open(path) as pdf:
        places = anchors(pdf)
        for page, text in zip(pdf.pages, listed.split("<page ")[1:], strict=True):
            left, _, _, top = (float(side) for side in page.mediabox)
            for link in page.get("/Annots", []):
                if "/Dest" not in link:
                    continue
                x1, y1, x2, y2 = (float(side) for side in link["/Rect"])
                for found in word.finditer(text):
                    x, y = (float(found[1]) + float(found[3])) / 2 + left, top - (float(found[2]) + float(found[4])) / 2
                    narrow = x2 - x1 < float(found[3]) - float(found[1]) + 2
                    if narrow and min(x1, x2) < x < max(x1, x2) and min(y1, y2) < y < max(y1, y2):
                        checked += 1
                        if places[str(link["/Dest"])] != int(found[5]):
                            wrong.append(f"{link['/Dest']}: {found[5]}")
    return checked, wrong
