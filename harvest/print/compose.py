"""Compose the booklet as one HTML document from the views that the site shows too, without WeasyPrint."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import quote

from markupsafe import Markup

from harvest.corpus import Corpus
from harvest.print.cover_drawing import plough
from harvest.print.paper import above, body, drawing_of, mended, room_for, run_in
from harvest.views.cards import Views
from harvest.views.map.furrows import Furrow, field
from harvest.views.pages.bibliography import SourcesView
from harvest.views.pages.frame import Frame, frame
from harvest.views.pages.page import page_view
from harvest.views.templates import environment
from harvest.views.view import CardView, Entry, PageView

REFERENCE_VIEWS = ("reflection", "sources", "index", "colophon")
"""The views to look things up in; a part with only these has no number."""
_FILE = re.compile(r' href="content:([^"]*)"')
_SAME = re.compile(
    r'(<a class="[^"]*folio" href="(#[^"]*)"[^<>]*></a>)(?:,\s<a class="[^"]*folio" href="\2"[^<>]*></a>)+'
)


@dataclass(frozen=True, slots=True)
class BookChapter:
    """A page of the spine, and the cards printed after it; `told` are the cards that its view shows by itself."""

    page: PageView
    cards: tuple[CardView, ...] = ()
    told: tuple[Entry, ...] = ()

    @property
    def listed(self) -> tuple[CardView, ...]:
        """The cards in the table of contents; readers find those of reference views through the register."""
        return () if self.page.view in REFERENCE_VIEWS else self.cards


@dataclass(frozen=True, slots=True)
class BookPart:
    """A part of the publication; `title` is empty for pages outside a part, `number` is None for a part without one."""

    title: str
    number: int | None
    chapters: tuple[BookChapter, ...]

    @property
    def id(self) -> str:
        """The anchor of its opening page."""
        return f"part-{self.chapters[0].page.entry.id}"

    @property
    def spreads(self) -> int:
        """The number of its cards that each take a spread."""
        return sum(card.own_spread for chapter in self.chapters for card in chapter.cards)


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that is printed, in order; `field` holds the patterns for the drawing on the cover."""

    frame: Frame
    field: tuple[Furrow, ...]
    parts: tuple[BookPart, ...]
    colophon: PageView | None = None

    @property
    def chapters(self) -> Iterator[BookChapter]:
        """The chapters of all parts."""
        return (chapter for part in self.parts for chapter in part.chapters)

    def entries(self) -> Iterator[Entry]:
        """Yield everything that readers can look up: pages, cards, and the cards that a chapter shows by itself."""
        if self.colophon:
            yield self.colophon.entry
        for part in self.parts:
            for chapter in part.chapters:
                yield chapter.page.entry
                for card in chapter.cards:
                    yield card.entry
                yield from chapter.told


def book_from(corpus: Corpus) -> Book:
    """Make the book of a published corpus: its spine, each page followed by the cards of its view.

    Home becomes the cover and the colophon its back, so neither is a chapter.
    """
    views = Views(corpus)
    by_path = {page.path: page for page in corpus.pages}
    in_spine = [(part.title, [chapter.path for chapter in part.chapters]) for part in corpus.publication.spine]
    parts: list[BookPart] = []
    for title, paths in in_spine or [("", [page.path for page in views.chapters])]:
        chapters = []
        for page in (by_path[path] for path in paths if path in by_path):
            if page is views.home or page.view == "colophon":
                continue
            kinds = corpus.kinds.by_view.get(page.view or "", ())
            cards = [card for kind in kinds if kind.printed for card in corpus.of_kind(kind.kind)]
            shown = page_view(views, page)
            in_order = (
                (work.card for work in shown.data.works)
                if isinstance(shown.data, SourcesView)
                else (views.card(card) for card in cards)
            )
            in_chapter = (views.entry(card) for kind in kinds if not kind.printed for card in corpus.of_kind(kind.kind))
            chapters.append(BookChapter(shown, tuple(in_order), tuple(in_chapter)))
        if chapters:
            numbered = title and any(chapter.page.view not in REFERENCE_VIEWS for chapter in chapters)
            number = 1 + sum(part.number is not None for part in parts) if numbered else None
            parts.append(BookPart(title, number, tuple(chapters)))
    colophon = next((page for page in views.chapters if page.view == "colophon"), None)
    back = page_view(views, colophon) if colophon else None
    return Book(frame(views, booklet=True), field(views), tuple(parts), back)


def compose(book: Book, site: str = "") -> str:
    """Make the booklet's HTML, in the language of the book.

    The HTML names pictures as `content:PATH` and styles by their path in the theme, so it holds no path of this
    machine. A link to a file leads to `site`, the address of the website, if that is known.
    """
    printed = {entry.key: entry for entry in book.entries()}

    def url(key: str) -> str:
        if key.startswith("file:"):
            return "content:" + quote(key.removeprefix("file:"))
        return f"#{printed[key].id}" if key in printed else ""

    def address(key: str, heading: str) -> tuple[str, str]:
        where = url(key)
        if key.startswith("file:") or not where:
            return where, ""
        colour = printed[key].colour
        return where + (f".{heading}" if heading else ""), f"card-link {colour}" if colour else "page-link"

    order = {key: index for index, key in enumerate(printed)}

    def in_order(entries: tuple[Entry, ...]) -> list[Entry]:
        """Return the printed entries, each once, in the order of their pages."""
        by_key = {entry.key: entry for entry in entries if entry.key in order}
        return sorted(by_key.values(), key=lambda entry: order[entry.key])

    def text(html: str, entry: Entry, deeper: int) -> Markup:
        return body(html, entry.id, deeper, address)

    templates = environment(book.frame.language, book.frame.look)
    html = templates.get_template("paper/booklet.html").render(
        book=book,
        frame=book.frame,
        url=url,
        text=text,
        in_order=in_order,
        run_in=run_in,
        room_for=room_for,
        above=above,
        drawing_of=drawing_of,
        plough=plough,
    )
    html = _FILE.sub(lambda link: f' href="{escape(site.rstrip("/"))}/{link[1]}"' if site else "", html)
    html = _found(html, {entry.id: chapter.page.entry.id for chapter in book.chapters for entry in chapter.told})
    return mended(html, str(templates.globals["_"]("p.")))  # type: ignore[operator]


def _found(html: str, chapter_of: Mapping[str, str]) -> str:
    """Return the document with links to a card without a place of its own leading to the start of its chapter.

    `chapter_of` gives the id of that chapter for the id of each such card. A row of page numbers names a chapter once.
    """
    marked = set(re.findall(r'\sid="([^"]*)"', html))

    def place(reference: re.Match[str]) -> str:
        target = unescape(reference[2])
        known = target if target in marked else chapter_of.get(target.partition(".")[0], target)
        return f'{reference[1]}"#{escape(known)}"'

    return _SAME.sub(r"\1", re.sub(r'(\s(?:href|data-h)=)"#([^"]*)"', place, html))
