"""Make what each view adds to its page, with one module for each view in the table `VIEWS`.

A view is a function from `Views` to a frozen dataclass, and two templates that show it: `theme/pages/views/NAME.html`
on the site and `theme/paper/views/NAME.html` in the booklet. A view that is not in the table is the list of a kind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from harvest.cards.card import Page
from harvest.views.cards import Views
from harvest.views.map.sections import pattern_map
from harvest.views.pages.agenda import agenda
from harvest.views.pages.bibliography import sources
from harvest.views.pages.cases import cases
from harvest.views.pages.collaborations import collaborations
from harvest.views.pages.colophon import colophon
from harvest.views.pages.home import home, new_here
from harvest.views.pages.index import index
from harvest.views.pages.lists import list_of
from harvest.views.pages.reflection import reflection
from harvest.views.pages.results import results
from harvest.views.pages.tiles import tiles
from harvest.views.pages.timeline import timeline

VIEWS: Mapping[str, Callable[[Views], object]] = {
    "home": home,
    "new-here": new_here,
    "cases": cases,
    "timeline": timeline,
    "tiles": tiles,
    "agenda": agenda,
    "results": results,
    "collaborations": collaborations,
    "reflection": reflection,
    "sources": sources,
    "map": pattern_map,
    "index": index,
    "colophon": colophon,
}


def data_of(views: Views, page: Page) -> object:
    """Return the data of a page's view; None for a page without one."""
    if page.view is None:
        return None
    if page.view in VIEWS:
        return VIEWS[page.view](views)
    kind = next(iter(views.corpus.kinds.by_view.get(page.view, ())), None)
    return list_of(views, kind) if kind else None
