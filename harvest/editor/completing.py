"""Offer what may be written at a place: names of fields, their values, cards, and headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from lsprotocol import types

from harvest.cards.card import Card, Page, heading_name
from harvest.corpus import Corpus
from harvest.editor.opened import OpenPublication
from harvest.editor.spot import Spot, data_lines, spot
from harvest.editor.texts import Text
from harvest.kinds.kind import Field, Relation
from harvest.kinds.names import fold
from harvest.kinds.read import form
from harvest.links.directory import Node
from harvest.problems.language import label, render
from harvest.problems.problem import Position, say
from harvest.source.yaml_text import as_value

if TYPE_CHECKING:  # whoever has no list need not wait for what finds names
    from harvest.privacy.finding.find import PeopleFinder

MOST = 100
"""So many offers at most go out at once; the program asks again as somebody types on."""
YES_OR_NO: Mapping[str, Mapping[str, str]] = {"yes": {"nl": "ja", "en": "yes"}, "no": {"nl": "nee", "en": "no"}}


class Offer(NamedTuple):
    """Something that may be written: `label` is shown, `text` is written, and both `detail` and `help` explain it."""

    label: str
    text: str
    sort: types.CompletionItemKind
    detail: str = ""
    help: str = ""


def completions(here: OpenPublication, path: str, place: Position) -> types.CompletionList:
    """Return what may be written at a place of an open file."""
    corpus, node, text = here.names, here.node(path), here.text(path)
    if corpus is None or node is None:
        return types.CompletionList(is_incomplete=False, items=[])
    at = spot(text, place)
    wanted = fold(at.written)
    offers = [offer for offer in _offers(corpus, node, text, at) if wanted in fold(offer.label)]
    # What begins as is written comes first; the rest stays in its own order.
    offers.sort(key=lambda offer: not fold(offer.label).startswith(wanted))
    until = Position(place.line, place.column + _typed_over(at))
    items = [
        types.CompletionItem(
            offer.label,
            kind=offer.sort,
            detail=here.shown(offer.detail) or None,
            documentation=here.shown(offer.help) or None,
            filter_text=at.written or offer.label,
            sort_text=f"{number:04}",
            text_edit=types.TextEdit(text.range(at.start, until), offer.text),
        )
        for number, offer in enumerate(offers[:MOST])
    ]
    return types.CompletionList(is_incomplete=bool(wanted) or len(offers) > MOST, items=items)


def _typed_over(at: Spot) -> int:
    """Return how many characters behind the place give way: brackets that close, and that the offer brings along."""
    if at.what == "link" and at.after.startswith("]]"):
        return 2
    return 0


def _offers(corpus: Corpus, node: Node, text: Text, at: Spot) -> Iterator[Offer]:
    language = corpus.publication.language
    if at.what == "name":
        yield from _names(node, text, language)
    elif at.what == "value":
        yield from _values(corpus, node, at, language)
    elif at.what == "heading" and isinstance(node, Card):
        yield from _sections(node, text, at, language)
    elif at.what == "link":
        yield from _links(corpus, node, at, language)


def _names(node: Node, text: Text, language: str) -> Iterator[Offer]:
    """Yield the fields and relations that are not there yet."""
    fields = parts_above(node)
    lines = (text.line(number) for number in data_lines(text))
    written = {fold(line.partition(":")[0]) for line in lines if line[:1].strip()}
    for name, part in fields.items():
        if written.isdisjoint(part.names(name)) and not (isinstance(part, Field) and part.from_section):
            word = label(part.label, language)
            sort = types.CompletionItemKind.Field
            if isinstance(part, Relation):
                sort = types.CompletionItemKind.Reference
            yield Offer(word, f"{word}: ", sort, "", label(part.help, language))


def parts_above(node: Node) -> Mapping[str, Field | Relation]:
    """Return what may stand above a card or page: name → field or relation."""
    return {**node.kind.fields, **node.kind.relations} if isinstance(node, Card) else form("page")


def part_named(node: Node, written: str) -> Field | Relation | None:
    """Return the field or relation that its author named so; None without one."""
    wanted = fold(written)
    return next((part for name, part in parts_above(node).items() if wanted in set(part.names(name))), None)


def _values(corpus: Corpus, node: Node, at: Spot, language: str) -> Iterator[Offer]:
    part = part_named(node, at.field)
    if isinstance(part, Relation):
        for card in offered(corpus):
            if isinstance(card, Card) and card.key != node.key and part.leads_to(card.kind.kind):
                yield _card(card, _as_written(card.title, at), language)
    elif part is not None:
        yield from _choices(corpus, node, part, at, language)


def _choices(corpus: Corpus, node: Node, part: Field, at: Spot, language: str) -> Iterator[Offer]:
    choices = part.choices or (YES_OR_NO if part.type == "yes_no" else {})
    for name, words in choices.items():
        word = label(words, language)
        asked = label(part.asks.get(name, {}), language)
        yield Offer(word, _as_written(word, at), types.CompletionItemKind.EnumMember, "", asked)
    if isinstance(node, Page) and part is form("page").get("view"):
        for view in corpus.kinds.by_view:
            yield Offer(view, view, types.CompletionItemKind.EnumMember)


def _as_written(word: str, at: Spot) -> str:
    """Return a value as it goes on behind what is written: with what closes it."""
    if at.quoted == "[[":
        return word if at.after.startswith("]]") else f"{word}]]"
    if at.quoted:
        closing = "" if at.after.startswith(at.quoted) else at.quoted
        doubled = word.replace("'", "''") if at.quoted == "'" else word.replace("\\", "\\\\").replace('"', '\\"')
        return doubled + closing
    return as_value(word)


def _sections(card: Card, text: Text, at: Spot, language: str) -> Iterator[Offer]:
    there = {
        card.kind.headings.get(heading_name(text.line(number).lstrip("# ")))
        for number in range(1, text.count + 1)
        if number != at.start.line and text.line(number).startswith("#")
    }
    for name, section in card.kind.sections.items():
        if name not in there:
            word = label(section.label, language)
            yield Offer(word, word, types.CompletionItemKind.Class, "", label(section.help, language))


def _links(corpus: Corpus, node: Node, at: Spot, language: str) -> Iterator[Offer]:
    closing = "]]"
    name, hash_mark, _ = at.written.partition("#")
    if hash_mark:
        nodes = corpus.directory.named(name) if name.strip() else (node,)
        for target in nodes[:1]:
            for heading in target.source.headings:
                if heading.words and not set(heading.words) & set("[]|"):
                    whole = f"{name}#{heading.words}"
                    yield Offer(whole, whole + closing, types.CompletionItemKind.Class)
        return
    for other in offered(corpus):
        if other.key != node.key and not set(other.title) & set("[]|"):
            yield _card(other, other.title + closing, language)


def _card(node: Node, text: str, language: str) -> Offer:
    kind = label(node.kind.label, language) if isinstance(node, Card) else render(say("page"), language)
    return Offer(node.title, text, types.CompletionItemKind.File, kind)


def offered(corpus: Corpus) -> Iterable[Node]:
    """Return the cards and pages with a name that may be written: none whose title names somebody on the list."""
    kept: tuple[Node, ...] | None = corpus.texts.get("titles offered")
    if kept is None:
        finder = corpus.people_finder
        nodes = sorted(corpus.nodes, key=lambda node: (fold(node.title), node.path))
        kept = tuple(node for node in nodes if finder is None or not _names_somebody(finder, node.title))
        corpus.texts["titles offered"] = kept
    return kept


def _names_somebody(finder: PeopleFinder, title: str) -> bool:
    return any(hit.certainty != "doubtful" for hit in finder.within(title, "words"))
