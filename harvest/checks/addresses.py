"""Check that no two files have the same address on the site, and no two pages the same view."""

from __future__ import annotations

from collections.abc import Iterator

from harvest.cards.card import INDEX, Card
from harvest.corpus import Corpus
from harvest.kinds.names import fold
from harvest.kinds.read import form
from harvest.links.former import FORMER, address_of, former_addresses
from harvest.problems.problem import Place, Problem, problem, say
from harvest.source.yaml_nodes import Scalar, scalars

MADE = ("harvest.json", "harvest.schema.json", "agenda.csv", "sitemap.xml", "sitemap.xml.gz", "404.html")
"""The files that the build writes at the root of the site: no page may have the address of one of these."""


def views(corpus: Corpus) -> Iterator[Problem]:
    """No two pages show the same view: the cards of a view belong to one page."""
    names = set(form("page")["view"].names("view"))
    for page in corpus.pages:
        first = corpus.by_view.get(page.view or "", page)
        if first is page or page.source.data is None:
            continue
        value = next(value for key, value in page.source.data.entries if fold(key.value) in names)
        yield problem(
            Place(page.path, value.line, value.column),
            "duplicate-view",
            say("Another page shows «{view}» too: {path}.", view=page.view, path=first.path),
            say("The cards belong to that page. Is this one needed?"),
            end=value.end if isinstance(value, Scalar) else None,
        )


def addresses(corpus: Corpus) -> Iterator[Problem]:
    """No two files have the same address on the site, as `over.md` and `over/index.md` would."""
    first = dict(zip(MADE, MADE, strict=True))
    cards = {card.path for card in corpus.all_cards}
    for path in sorted([*cards, *(page.path for page in corpus.pages)]):
        address = path.rpartition(".")[0]
        folder, _, name = address.rpartition("/")
        address = folder if name in INDEX else address
        other = first.setdefault(address, path)
        if other != path and (other not in cards or path not in cards):  # for two cards, `duplicate_ids` reports it
            yield problem(
                Place(path),
                "duplicate-id",
                say("This file gets the same address on the site as {path}.", path=other),
                say("Give one of the two files another name."),
            )


def former(corpus: Corpus) -> Iterator[Problem]:
    """A former address of a card can be one, and leads to that card: no page stands there, and no other card was."""
    written = [*former_addresses(card for card in corpus.readable_cards if FORMER in card.values)]
    if not written:
        return
    first = {address_of(node.path).casefold(): node for node in corpus.directory.nodes}
    for words, address, card in written:
        at = _written(card, words)
        place = Place(card.path, at.line, at.column) if at else card.value_place(FORMER)
        end = at.end if at else None
        if not address:
            message = say("«{address}» is no address of this site.", address=words)
            example = address_of(card.path)
            hint = say("Write what stood behind the name of the site, such as {example}.", example=example)
            yield problem(place, "wrong-type", message, hint, severity="warning", end=end)
        elif (other := first.setdefault(address.casefold(), card)) is not card:
            message = say("«{address}» is the address of {path}, or was so too.", address=words, path=other.path)
            hint = say("Nobody is led from there to this card. Take the line away, or the other one.")
            yield problem(place, "duplicate-id", message, hint, severity="warning", end=end)


def _written(card: Card, words: str) -> Scalar | None:
    """Return the value of a former address as it stands above its card; None where it comes from elsewhere."""
    for key, value in card.source.data.entries if card.source.data else ():
        if card.kind.keys.get(fold(key.value)) == FORMER:
            return next((one for one in scalars(value) if " ".join(one.value.split()) == words), None)
    return None
