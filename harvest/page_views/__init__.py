"""What each view adds to its page: one module a view, in one visible table.

A view is a function from `Views` to a frozen dataclass, and two templates that show it: `theme/pages/views/NAME.html`
on the site and `theme/paper/views/NAME.html` in the booklet. What is no view of the table is the list of a kind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from harvest.card import Page
from harvest.page_views.agenda import agenda
from harvest.page_views.bibliography import sources
from harvest.page_views.cases import cases
from harvest.page_views.collaborations import collaborations
from harvest.page_views.colophon import colophon
from harvest.page_views.home import home, new_here
from harvest.page_views.lists import list_of
from harvest.page_views.map import pattern_map
from harvest.page_views.reflection import reflection
from harvest.page_views.register import index
from harvest.page_views.results import results
from harvest.page_views.tiles import tiles
from harvest.page_views.timeline import timeline
from harvest.views import Views

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
    """The data of a page's view; None for a page without one."""
    if page.view is None:
        return None
    if page.view in VIEWS:
        return VIEWS[page.view](views)
    kind = next(iter(views.corpus.kinds.by_view.get(page.view, ())), None)
    return list_of(views, kind) if kind else None
