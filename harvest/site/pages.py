"""Render the pages of a corpus as HTML, whichever host writes the files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from markupsafe import Markup, escape

from harvest.cards.card import Page
from harvest.corpus import Corpus
from harvest.limits.work import working
from harvest.links.directory import Node
from harvest.links.files import named_files
from harvest.look.colours import INK
from harvest.look.look import YELLOW
from harvest.privacy.finding.find import PeopleFinder
from harvest.site.data import DATA, SCHEMA, TOLD_BY, as_text, edition_data
from harvest.site.desk import desk_page, desk_view
from harvest.site.looks import in_both_looks
from harvest.site.moved import moved_pages
from harvest.site.policy import POLICY
from harvest.source.outgoing import PUBLISHED
from harvest.views.cards import Views
from harvest.views.html.markdown import addressed, unmarked, words_alone
from harvest.views.pages.agenda import AgendaView, as_csv
from harvest.views.pages.frame import frame
from harvest.views.pages.home import HomeView
from harvest.views.pages.page import page_view
from harvest.views.templates import environment
from harvest.views.theme import theme_folder
from harvest.views.view import CardView, PageView

BOOKLET = "print/booklet.pdf"
ASSETS = "assets/harvest"
ICON = "assets/icon.svg"
DARK = f"{ASSETS}/dark/"
"""Where the looks for dark pages stand, of the drawings that have one: each under its own path."""


class Site:
    """Renders the pages of a corpus.

    `urls`: path of a Markdown file → its address from the root of the site. `dark`: paths of the drawings in `DARK`.
    `brought`: address of a file that an installed theme brings → that file. `finder`: finds whom it may not name.
    `desk`: the page of the editor's desk, in a preview alone; `named` tells whether it may show roles.
    """

    def __init__(self, corpus: Corpus, *, preview: bool, booklet: bool, named: bool = False) -> None:
        self.corpus = corpus
        self.views = Views(corpus, preview=preview)
        self.frame = frame(self.views, booklet=booklet)
        self.environment = environment(corpus.publication.language)
        self.urls: Mapping[str, str] = {}
        self.dark: frozenset[str] = frozenset()
        self.brought: Mapping[str, Path] = {}
        self.finder: PeopleFinder | None = None
        self.nodes: Mapping[str, Node] = {
            **{card.path: card for card in corpus.all_cards},
            **corpus.directory.by_path,
        }
        self.named = named
        self.desk = desk_page(corpus) if preview else None
        if self.desk:
            self.nodes = {**self.nodes, self.desk.path: self.desk}

    @property
    def look_files(self) -> Mapping[str, str]:
        """The files that a look of one's own brings: address → text. The icon has the colours of the band."""
        look, (sheet, text) = self.frame.look, self.look_sheet
        files = {sheet: text} if sheet else {}
        if look.band:
            icon = (theme_folder() / "site" / ICON).read_text("utf-8")
            files[ICON] = icon.replace(YELLOW, look.band).replace(INK, look.on_band)
        return files

    def files(self) -> frozenset[str]:
        """Return the files to publish: those of an allowed type that a node of this edition names.

        A picture that only a draft names is not published, and neither is one in text that no page shows. A document
        that nobody could look into, or that nobody read where one of those who name it asks for that, is in the preview
        alone.
        """
        directory = self.corpus.directory
        named = [(one.path, node) for node in self.corpus.nodes for one in named_files(directory, node)]
        at_home = {path for path, node in named if not (self.views.preview or self.corpus.lets_out(path, node))}
        of_look = self.corpus.publication.look.files & directory.files
        named_paths = {path for path, _ in named} - at_home | of_look
        return frozenset(path for path in named_paths if path.lower().endswith(tuple(PUBLISHED)))

    def view(self, node: Node) -> CardView | PageView:
        """Return what the page of a node shows."""
        if isinstance(node, Page) and node is self.desk:
            return self._desk_view
        return page_view(self.views, node) if isinstance(node, Page) else self.views.card(node)

    @cached_property
    def _desk_view(self) -> PageView:
        assert self.desk is not None
        return desk_view(self.views, self.desk, date.today(), named=self.named)

    def url_from(self, base: str) -> Callable[[str], str]:
        """Return the function `url` of templates, for a page from which `base` leads to the root of the site."""

        def url(key: str) -> str:
            sort, _, path = key.partition(":")
            if sort == "file":
                return f"{base}{quote(path)}"
            node = self.corpus.directory.by_key.get(key)
            address = self.urls.get(node.path) if node else None
            return (f"{base}{address}" or "./") if address is not None else ""

        return url

    def content(self, node: Node, base: str) -> str:
        """Return the HTML of a node's own page, without what is around it."""
        view = self.view(node)
        template = self.environment.get_template("page.html" if isinstance(view, PageView) else "card.html")
        url = self.url_from(base)
        # The page of a view grows with the number of cards, and no file is to blame for that.
        with nullcontext() if isinstance(view, PageView) and view.view else working(node.path):
            html = template.render(view=view, frame=self.frame, url=url)
            html = addressed(html, lambda key, heading: self._address(url, key, heading))
            return in_both_looks(html, lambda address: self._dark(base, address)) if self.dark else html

    def _dark(self, base: str, address: str) -> str:
        """Return the address of the dark look of a drawing; empty when it has none."""
        path = unquote(address.removeprefix(base)) if address.startswith(base) else ""
        return f"{base}{DARK}{quote(path)}" if path in self.dark else ""

    def searched(self, node: Node) -> str:
        """Return the text of a node for the search: its own words and headings, and no other markup."""
        view = self.view(node)
        first: tuple[str, ...]
        if isinstance(view, PageView):
            record = view.data.record if isinstance(view.data, HomeView) else {}
            first = (view.entry.summary, *(str(record[name]) for name in TOLD_BY["home"] if name in record))
            parts = [view.html]
        else:
            names = (*view.aliases, *(tag for fact in view.facts if fact.name == "tags" for tag in fact.values))
            first = (view.lead, ", ".join(str(name) for name in names))
            parts = []
            for part in view.parts:
                # The pieces are not added to each other: a `Markup` would escape the text before it.
                heading = f'<h2 id="{part.anchor}">{escape(part.title)}</h2>' if part.title else ""
                parts += [heading, part.html]
        notes = [note.html for note in view.notes]
        with working(node.path):
            html = "\n".join(str(unmarked(html)) for html in (*map(escape, first), *parts, *notes))
            return f'<h1 id="title">{words_alone(self.title(node))}</h1>{words_alone(html)}'

    def generated(self) -> Mapping[str, str]:
        """Return the files that are neither copied nor rendered: address from the root of the site → text."""
        texts = {DATA: as_text(edition_data(self.views, self.url_from("")))}
        texts |= moved_pages(self.corpus, self.urls, self.frame, self.environment)
        for page in self.corpus.pages:
            data = page_view(self.views, page).data
            if isinstance(data, AgendaView) and data.cards.count:
                texts[data.csv] = as_csv(data, self.url_from(""), self.frame.language)
        return texts

    def _address(self, url: Callable[[str], str], key: str, heading: str) -> tuple[str, str]:
        where = url(key)
        kind = self.corpus.kind_of(key) if key.startswith("card:") else None
        css = f"card-link {kind.colour}" if kind else "page-link" if key.startswith("page:") else ""
        return (f"{where}#{heading}" if heading and where else where), css

    def title(self, node: Node) -> Markup:
        """Return the title, escaped for any place in a page."""
        return escape(node.title)

    def description(self, node: Node) -> Markup:
        """Return the node in one sentence, escaped for any place in a page."""
        return escape(self.view(node).entry.summary)

    def surroundings(self, base: str, node: Node | None) -> dict[str, Any]:
        """Return the values for the templates around a page."""
        view = self.view(node) if node else None
        desk = f"{base}{self.urls.get(self.desk.path, '')}" if self.desk else ""
        return {
            "frame": self.frame,
            "view": view,
            "url": self.url_from(base),
            "policy": POLICY,
            "desk": desk,
            "look_sheet": self.look_sheet[0],
        }

    @cached_property
    def look_sheet(self) -> tuple[str, str]:
        """The address and the text of the style sheet of the publication's own look; both empty without one.

        The address has a fingerprint of the text, so that no browser shows an older look.
        """
        look = self.frame.look
        if not look:
            return "", ""
        text = f":root {{{''.join(f' --{name}: {colour};' for name, colour in look.tokens.items())} }}\n"
        text += (theme_folder() / "look.css").read_text("utf-8") if look.logo else ""
        return f"{ASSETS}/look-{sha256(text.encode()).hexdigest()[:12]}.css", text


def assets() -> dict[str, Path]:
    """Return the files that every site has, such as the fonts it shares with the booklet: address → file."""
    theme = theme_folder()
    shared = {
        SCHEMA.name: SCHEMA,
        f"{ASSETS}/tokens.css": theme / "tokens.css",
        f"{ASSETS}/fonts/site.css": theme / "fonts" / "site.css",
    }
    wanted = (theme / "fonts" / "site.css").read_text("utf-8")
    for file in sorted((theme / "fonts").rglob("*.woff2")):
        name = file.relative_to(theme / "fonts").as_posix()
        if name in wanted:
            shared[f"{ASSETS}/fonts/{name}"] = file
    return shared
