"""Make everything that a page shows: its own text, its neighbours, and what its view adds."""

from __future__ import annotations

from markupsafe import Markup

from harvest.cards.card import Page
from harvest.kinds.names import fold
from harvest.problems.problem import Problem
from harvest.source.markdown import Markdown
from harvest.views.cards import Views
from harvest.views.html.markdown import headed
from harvest.views.pages import data_of
from harvest.views.view import PageView


def page_view(views: Views, page: Page) -> PageView:
    """Return everything that a page shows, with what its view adds; `views` keeps it for the next call."""
    view = views.pages.get(page.key)
    if view is None:
        view = views.pages[page.key] = _made(views, page)
    return view


def _made(views: Views, page: Page) -> PageView:
    markdown = page.source.markdown
    blocks = markdown.blocks
    if blocks and _repeats_title(page, markdown):
        blocks = blocks[1:]
    (html,), notes = views.rendered(page, [blocks])
    taken = dict.fromkeys(markdown.by_anchor, 1)
    order = views.chapters
    index = order.index(page) if page in order else -1
    home = views.home
    return PageView(
        entry=views.entry(page),
        html=Markup(headed(html, taken, below=1)),
        view=page.view or "",
        data=data_of(views, page),
        notes=notes,
        breadcrumbs=(views.entry(home),) if home and home is not page else (),
        previous=views.listed(order[index - 1]) if index > 0 else None,
        next=views.listed(order[index + 1]) if 0 <= index < len(order) - 1 else None,
        mentions=views.mentions(page),
        problems=_problems(views, page) if views.preview else (),
    )


def _problems(views: Views, page: Page) -> tuple[Problem, ...]:
    """Return the problems of a page; home also shows those that no card or page of the preview can show."""
    corpus = views.corpus
    own = corpus.problems_of(page)
    if page is not views.home:
        return own
    folder = corpus.publication.content
    paths = (*(card.path for card in corpus.all_cards), *(page.path for page in corpus.pages))
    shown = {f"{folder}/{path}" for path in paths}
    return own + tuple(problem for problem in corpus.problems if problem.path not in shown)


def _repeats_title(page: Page, markdown: Markdown) -> bool:
    """Tell whether the first block is a heading with the title of the page, which the template shows already."""
    first = next(iter(markdown.headings), None)
    begins = first is not None and first.level == 1 and first.start == markdown.blocks[0].start
    return begins and first is not None and fold(first.words) == fold(page.title)
