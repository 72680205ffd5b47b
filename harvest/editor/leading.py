"""Find what a place in a text leads to, what leads there, and what there is to say of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lsprotocol import types

from harvest.cards.card import Card, heading_name
from harvest.cards.read import summary_of
from harvest.corpus import Corpus
from harvest.editor.completing import offered, part_named
from harvest.editor.opened import OpenPublication
from harvest.editor.spot import data_lines, spot
from harvest.kinds.kind import Field, Relation
from harvest.kinds.names import fold
from harvest.links.directory import Node
from harvest.links.resolve import candidates, heading_of, led_to
from harvest.problems.language import label, render
from harvest.problems.problem import Place, Position, say


class Target(NamedTuple):
    """A card or page that a place leads to, with the heading there, and the range that leads."""

    node: Node
    heading: str
    start: Position
    end: Position


def target_at(here: OpenPublication, path: str, place: Position) -> Target | None:
    """Return what a link or relation at a place of an open file leads to; None where nothing leads on."""
    corpus, node = here.names, here.node(path)
    if corpus is None or node is None:
        return None
    if isinstance(node, Card):
        for reference in node.references:
            end = reference.end or Position(reference.place.line, len(here.text(path).line(reference.place.line)) + 1)
            if reference.place.position <= place <= end:
                nodes = candidates(corpus.directory, node, reference)
                if len(nodes) == 1:
                    return Target(nodes[0], "", reference.place.position, end)
    for mark in node.source.markdown.marks:
        start, end = node.source.place(mark.start).position, node.source.place(mark.end).position
        if mark.form in ("wiki", "link") and start <= place <= end:
            lead = led_to(corpus.directory, node, mark)
            if lead.node is not None:
                return Target(lead.node, lead.heading, start, end)
    return None


def definition(here: OpenPublication, path: str, place: Position) -> types.Location | None:
    """Return where the card is that a place leads to."""
    target = target_at(here, path, place)
    if target is None or here.names is None:
        return None
    file = here.names.publication.path_of(target.node.path)
    node = here.node(file) or target.node
    heading = heading_of(node, target.heading) if target.heading else None
    position = node.source.place(heading.start).position if heading else Position(1, 1)
    return types.Location(here.uri(file), here.text(file).range(position, position))


def references(here: OpenPublication, path: str, place: Position, *, itself: bool) -> list[types.Location]:
    """Return the places that lead to the card at a place, or else to the card of the file."""
    corpus, node = here.names, here.node(path)
    target = target_at(here, path, place)
    about = target.node if target else node
    if corpus is None or about is None:
        return []
    places = [edge.place for edge in corpus.incoming(about.key)]
    places += [Place(about.path)] if itself else []
    return [_location(here, corpus, place) for place in dict.fromkeys(places)]


def _location(here: OpenPublication, corpus: Corpus, place: Place) -> types.Location:
    file = corpus.publication.path_of(place.path)
    text = here.text(file)
    return types.Location(here.uri(file), text.range(place.position, place.position))


def hover(here: OpenPublication, path: str, place: Position) -> types.Hover | None:
    """Return what there is to say of the field, heading or link at a place."""
    target = target_at(here, path, place)
    text = here.text(path)
    if target is not None:
        return _said(here, about(target.node, here.language), text.range(target.start, target.end))
    node = here.node(path)
    if node is None:
        return None
    line = text.line(place.line)
    whole = text.range(Position(place.line, 1), Position(place.line, len(line) + 1))
    if place.line in data_lines(text):
        at = spot(text, place)
        written = at.field if at.what == "value" else line.partition(":")[0]
        part = part_named(node, written.strip())
        return _said(here, _of_part(part, here.language), whole) if part else None
    if line.startswith("#") and isinstance(node, Card):
        section = node.kind.sections.get(node.kind.headings.get(heading_name(line.lstrip("# ")), ""))
        return _said(here, label(section.help, here.language), whole) if section else None
    return None


def _said(here: OpenPublication, words: str, where: types.Range) -> types.Hover | None:
    if not words:
        return None
    return types.Hover(types.MarkupContent(types.MarkupKind.PlainText, here.shown(words)), where)


def _of_part(part: Field | Relation, language: str) -> str:
    """Return what a field or relation is for, and what may stand there."""
    lines = [label(part.help, language)]
    if isinstance(part, Field) and part.choices:
        choices = [label(words, language) for words in part.choices.values()]
        lines.append(render(say("Choose: {choices}.", choices=choices), language))
    return "\n\n".join(line for line in lines if line)


def about(node: Node, language: str) -> str:
    """Return a card or page in a few words: its title, kind and status, and itself in one sentence."""
    if not isinstance(node, Card):
        return "\n\n".join(filter(None, (node.title, node.summary)))
    status = node.kind.fields.get("status")
    words = [label(node.kind.label, language)]
    words += [label(status.choices[node.status], language)] if status and node.status in status.choices else []
    return "\n\n".join(filter(None, (node.title, ", ".join(words), summary_of(node))))


def symbols(here: OpenPublication, path: str) -> Iterator[types.DocumentSymbol]:
    """Yield the headings of an open card or page."""
    node, text = here.node(path), here.text(path)
    if node is None:
        return
    for heading in node.source.headings:
        start = node.source.place(heading.start).position
        where = text.range(start, Position(start.line, len(text.line(start.line)) + 1))
        if heading.words.strip():
            yield types.DocumentSymbol(heading.words, types.SymbolKind.String, where, where)


def cards_named(here: OpenPublication, query: str) -> Iterator[types.WorkspaceSymbol]:
    """Yield the cards and pages whose title has these words, to go to one by its name."""
    wanted = query.strip() and fold(query)
    top = types.Range(types.Position(0, 0), types.Position(0, 0))
    for node in offered(here.names) if here.names else ():
        if here.names and wanted in fold(node.title):
            place = types.Location(here.uri(here.names.publication.path_of(node.path)), top)
            yield types.WorkspaceSymbol(place, node.title, types.SymbolKind.File)
