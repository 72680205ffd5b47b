"""Make the pages at the former addresses of cards: each leads on to where the card is now, without a script."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from harvest.checks.addresses import MADE
from harvest.links.former import leads_on
from harvest.site.policy import POLICY

if TYPE_CHECKING:
    from harvest.site.pages import Site


def moved_pages(site: Site) -> Mapping[str, str]:
    """Return the pages that lead on: address from the root of the site → HTML. No draft has one, in a preview neither.

    They are no pages of the harvest, so neither the search nor the list for search engines has them.
    """
    corpus = site.corpus
    pages: dict[str, str] = {}
    for address, card in leads_on(filter(corpus.holds, corpus.cards), corpus.directory.nodes).items():
        target = site.urls.get(card.path)
        if target is None or address.partition("/")[0].casefold() in (*MADE, "assets", "print", "search"):
            continue
        inside = target.endswith("/")
        base = "../" * (address.count("/") + inside)
        template = site.environment.get_template("moved.html")
        whole = f"{corpus.publication.address.rstrip('/')}/{target}" if corpus.publication.address else base + target
        pages[f"{address}/index.html" if inside else f"{address}.html"] = template.render(
            title=card.title,
            to=(base + target) or "./",
            canonical=whole,
            frame=site.frame,
            policy=POLICY,
        )
    return pages
