"""Make what is around every page: main menu, footer, edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from harvest.cards.card import Page, Value
from harvest.look.look import OwnLook
from harvest.views.calendar import published_on
from harvest.views.cards import Views
from harvest.views.view import Entry

GUIDE = ("new-here", "index", "sources")
"""The views to which the footer of every page links."""


@dataclass(frozen=True, slots=True)
class HeaderLink:
    """An entry of the main menu, with its title in the spine; it is highlighted on the pages and cards in `keys`."""

    key: str
    title: str
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Frame:
    """What is around every page: main menu, footer, edition."""

    name: str
    language: str
    header: tuple[HeaderLink, ...]
    guide: tuple[Entry, ...]
    colophon: Entry | None
    record: Mapping[str, Value]
    edition: str
    preview: bool
    booklet: bool
    published_on: date
    look: OwnLook


def frame(views: Views, *, booklet: bool) -> Frame:
    """Return what is around every page."""
    publication = views.corpus.publication
    return Frame(
        name=publication.name,
        language=publication.language,
        header=tuple(_header(views)),
        guide=views.pages_with(GUIDE),
        colophon=next(iter(views.pages_with(("colophon",))), None),
        record=publication.record,
        edition=views.corpus.edition,
        preview=views.preview,
        booklet=booklet,
        published_on=published_on(),
        look=publication.look,
    )


def _header(views: Views) -> Iterator[HeaderLink]:
    """Yield the main menu: the parts of the spine by title; of a part with printed cards, its pages instead.

    Of such a part we leave out pages without printed cards, unless `nav` gives them a title.
    """
    kinds = views.corpus.kinds.by_view
    opens = {view for view, shown in kinds.items() if any(kind.printed for kind in shown)}
    by_path = {page.path: page for page in views.corpus.pages}

    def keys(page: Page) -> list[str]:
        shown = kinds.get(page.view or "", ())
        return [page.key, *(card.key for kind in shown for card in views.corpus.of_kind(kind.kind))]

    for part in views.corpus.publication.spine:
        pages = [(chapter, by_path[chapter.path]) for chapter in part.chapters if chapter.path in by_path]
        if not pages:
            continue
        if part.title and not any(page.view in opens for _, page in pages):
            yield HeaderLink(pages[0][1].key, part.title, frozenset(key for _, page in pages for key in keys(page)))
            continue
        for chapter, page in pages:
            if page is views.home or (part.title and page.view not in opens and not chapter.title):
                continue
            yield HeaderLink(page.key, chapter.title or page.title, frozenset(keys(page)))
