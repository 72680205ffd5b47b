"""Give the preview a page of its own with the editor's desk; no edition has it."""

from __future__ import annotations

from datetime import date
from itertools import count

from harvest.cards.card import Page
from harvest.corpus import Corpus
from harvest.problems.language import label
from harvest.source.source import read_source
from harvest.views.cards import Views
from harvest.views.desk.desk import desk
from harvest.views.view import PageView

TITLE = {"nl": "Redactie", "en": "Desk"}
STYLES = "assets/css/preview.css"
"""What only a preview looks like; no edition has this file."""


def desk_page(corpus: Corpus) -> Page:
    """Return the page of the desk, at an address that no card, page or folder of the publication has."""
    title = label(TITLE, corpus.publication.language)
    paths = [*(card.path for card in corpus.all_cards), *(page.path for page in corpus.pages)]
    taken = {path.casefold().rpartition(".")[0].partition("/")[0] for path in paths}
    taken |= {folder.casefold().partition("/")[0] for folder in corpus.kinds.folders}
    names = (f"{title.lower()}{f'-{n}' if n > 1 else ''}" for n in count(1))
    path = f"{next(name for name in names if name not in taken)}.md"
    return Page(path, title, read_source(path, b""), view="desk", status="released")


def desk_view(views: Views, page: Page, today: date, *, named: bool) -> PageView:
    """Return what the page of the desk shows; `named` tells whether roles may be shown."""
    home = views.home
    return PageView(
        entry=views.entry(page),
        html="",
        view="desk",
        data=desk(views.corpus, today, named=named),
        breadcrumbs=(views.entry(home),) if home else (),
    )
