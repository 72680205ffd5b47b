"""Make the pages at the former addresses of cards: each leads on to where the card is now, without a script."""

from __future__ import annotations

from collections.abc import Mapping

from harvest.checks.addresses import MADE
from harvest.corpus import Corpus
from harvest.links.former import leads_on
from harvest.site.policy import POLICY
from harvest.views.pages.frame import Frame
from harvest.views.templates import Environment

_OURS = frozenset((*MADE, "assets", "print", "search"))
"""What stands at the root of a site besides pages."""


def moved_pages(corpus: Corpus, urls: Mapping[str, str], frame: Frame, environment: Environment) -> Mapping[str, str]:
    """Return the pages that lead on: address from the root of the site → HTML. No draft has one, in a preview neither.

    `urls`: path of a Markdown file → its address. They are no pages of the harvest, so neither the search nor the list
    for search engines has them.
    """
    pages: dict[str, str] = {}
    for address, card in leads_on(filter(corpus.holds, corpus.cards), corpus.directory.nodes).items():
        target = urls.get(card.path)
        if target is None or address.partition("/")[0].casefold() in _OURS:
            continue
        inside = target.endswith("/")
        to = "../" * (address.count("/") + inside) + target
        known = corpus.publication.address
        pages[f"{address}/index.html" if inside else f"{address}.html"] = environment.get_template("moved.html").render(
            title=card.title,
            to=to,
            canonical=f"{known.rstrip('/')}/{target}" if known else to,
            frame=frame,
            policy=POLICY,
        )
    return pages
