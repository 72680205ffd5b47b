"""Check that nothing published names an organisation without its consent, also not in plain words or an address."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from harvest.cards.card import Card, Page
from harvest.cards.hidden import without_hidden
from harvest.checks.circle import revealed, unnamed
from harvest.checks.names import Hit, Name, NameFinder, names_of
from harvest.checks.seen import body_as_seen, plain_text
from harvest.corpus import Corpus
from harvest.kinds.kind import Kind
from harvest.kinds.names import fold
from harvest.kinds.read import form
from harvest.links.directory import Node
from harvest.links.files import named_files
from harvest.links.resolve import led_to
from harvest.problems.problem import Place, Position, Problem, problem, say
from harvest.source.yaml_mistakes import YamlProblem
from harvest.source.yaml_nodes import Scalar, read_yaml, scalars

SHOWN_ELSEWHERE = frozenset("title summary unchecked aliases image alt publisher url former_address".split())
"""Fields that the page of their card does not list as facts, but that the publication shows elsewhere."""
_ADDRESSES = frozenset(("image", "url", "former_address"))
"""Fields that hold an address."""
ATTRIBUTE = re.compile(
    r"\s(?P<name>title|alt|aria-label|href|src)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))", re.IGNORECASE
)
TAG = re.compile(r"<[A-Za-z][^<>]*>")


class Naming(NamedTuple):
    """A name without consent, and where: a place, with its end where that is known."""

    place: Place
    end: Position | None
    hit: Hit
    in_path: bool = False


def plain_names(corpus: Corpus) -> Iterator[Problem]:
    """The cards and pages of an edition name no organisation without consent, also not in plain words.

    A draft is in no edition, so it may name one. `unpublished` reports the names in links.
    """
    finder = _finder(corpus)
    if finder is None:
        return
    shown = {kind.kind: shown_fields(kind) for kind in corpus.kinds.by_name.values()}
    beside_titles = _beside_titles(corpus, finder)
    namings: list[Naming] = []
    for node in corpus.nodes:
        if not corpus.holds(node):
            continue
        fields = PAGE_FIELDS if isinstance(node, Page) else shown[node.kind.kind]
        in_data = list(_in_data(finder, beside_titles, node, fields))
        told = {naming.hit.card.key for naming in in_data}
        namings += in_data
        namings += _in_body(beside_titles, corpus, node)
        namings += (
            Naming(Place(node.path), None, hit, in_path=True)
            for hit in finder.in_address(node.path.rpartition(".")[0])
            if hit.card.key not in told  # a file is called after its title, and gets another name with it
        )
    yield from _told(corpus, finder, namings)


def names_elsewhere(corpus: Corpus) -> Iterator[Problem]:
    """Nor do `mkdocs.yml`, the declarations of kinds, and the drawings that the edition shows name one.

    The paths of the problems begin at the folder of `mkdocs.yml`.
    """
    finder = _finder(corpus)
    if finder is None:
        return
    words = [(word.file or corpus.publication.config, word) for word in corpus.publication.words]
    for path, content in corpus.declarations:
        try:
            words += ((path, word) for word in scalars(read_yaml(content.decode("utf-8-sig"))))
        except (YamlProblem, UnicodeDecodeError):
            continue  # reported already
    namings = [naming for path, word in words for naming in _in_value(finder, path, word)]
    in_drawings = [
        (path, Naming(Place(corpus.publication.path_of(path), line), None, hit))
        for path, texts in corpus.drawn.items()
        for line, text in texts
        for hit in (*finder.within(text), *finder.in_addresses(text))
    ]
    if in_drawings:
        held = filter(corpus.holds, corpus.nodes)
        shown = {named.path for node in held for named in named_files(corpus.directory, node)}
        shown |= corpus.publication.look.files
        namings += (naming for path, naming in in_drawings if path in shown)
    yield from _told(corpus, finder, namings)


def _finder(corpus: Corpus) -> NameFinder | None:
    """Return the finder of the names without consent; None without such names."""
    names: list[Name] = []
    for card in corpus.readable_cards:
        if card.kind.published_when and (corpus.may_name(card) or unnamed(corpus, card)):
            owner = None if corpus.may_name(card) else card
            for written in (card.title, *card.aliases):
                if "title" in card.values or written != card.title:
                    names += names_of(written, owner)
    if not any(name.card for name in names):
        return None
    names.sort(key=lambda name: name.part)  # whole names first
    return NameFinder(tuple(names))


def _beside_titles(corpus: Corpus, finder: NameFinder) -> NameFinder:
    """Return the finder that also knows the titles that begin with an ordinary word: «Samen leren» is not «Samen»."""
    titles: list[tuple[str, list[Hit]]] = []
    for node in corpus.nodes:
        if isinstance(node, Card) and not node.kind.published_when and "title" in node.places:
            for written in (node.title, *node.aliases):
                hits = list(finder.within(written)) if finder.possible(written) else []
                if hits and all(hit.doubt for hit in hits):
                    titles.append((written, hits))
    ordinary = _ordinary_words(corpus, finder, (hit.name for _, hits in titles for hit in hits)) if titles else ()
    known = [written for written, hits in titles if all(hit.name.telling_words <= set(ordinary) for hit in hits)]
    return NameFinder((*finder.names, *(name for written in known for name in names_of(written, None))))


def _told(corpus: Corpus, finder: NameFinder, namings: Iterable[Naming]) -> Iterator[Problem]:
    """Yield the problems of names: a warning where it is doubtful, and its words are ordinary ones in this harvest."""
    namings = sorted(namings, key=lambda naming: naming.place)
    doubtful = {naming.hit.name for naming in namings if naming.hit.doubt}
    ordinary = _ordinary_words(corpus, finder, doubtful) if doubtful else frozenset()
    in_doubt: set[tuple[str, str]] = set()
    for place, end, hit, in_path in namings:
        if hit.doubt and hit.name.telling_words <= ordinary:
            # Once for each file: an ordinary word begins many sentences.
            if hit.doubt == 2 or (place.path, hit.card.key) in in_doubt:
                continue
            in_doubt.add((place.path, hit.card.key))
            yield problem(
                place,
                "organisation-revealed",
                say("This may be the name of a card of the kind {kind} without consent.", kind=hit.card.kind.label),
                say("If it is, leave it out. If it is an ordinary word, all is well, and a card can silence this."),
                severity="warning",
                end=end,
            )
        elif in_path:
            yield problem(
                place,
                "organisation-revealed",
                say(
                    "The name of this file holds that of a card of the kind {kind}, and no consent is on record for"
                    " naming it.",
                    kind=hit.card.kind.label,
                ),
                say("Give this file another name, or write the consent on that card."),
            )
        else:
            yield revealed(place, hit.card, end)


def _ordinary_words(corpus: Corpus, finder: NameFinder, names: Iterable[Name]) -> frozenset[str]:
    """Return the telling words of these names that the harvest also has in small letters, outside of a name."""
    spelled = {
        spelling: name.folded[index]
        for name in names
        for index in name.telling
        for spelling in (name.words[index].lower(), name.folded[index])
    }
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(spelled)))})(?!\w)")
    ordinary: set[str] = set()
    for node in corpus.nodes:
        for run in node.source.markdown.runs:
            matches = [match for match in pattern.finditer(run) if spelled[match[0]] not in ordinary]
            hits = (*finder.within(run), *finder.in_addresses(run)) if matches else ()
            spans = [(hit.start, hit.end) for hit in hits]
            for match in matches:
                if not any(start <= match.start() < end for start, end in spans):
                    ordinary.add(spelled[match[0]])
        if len(ordinary) == len(set(spelled.values())):
            break
    return frozenset(ordinary)


def _in_data(finder: NameFinder, beside_titles: NameFinder, node: Node, shown: Mapping[str, str]) -> Iterator[Naming]:
    """Yield the names in the fields of `shown` above a card or page; its own title may not stand in the way."""
    entries = node.source.data.entries if node.source.data else ()
    fields = ((shown.get(fold(key.value)), value) for key, value in entries)
    words = [(name, word) for name, value in fields if name for word in scalars(without_hidden(value))]
    if finder.possible("\n".join(word.value for _, word in words)):
        for name, word in words:
            used = finder if name in ("title", "aliases") else beside_titles
            namings = list(_in_value(used, node.path, word, address=name in _ADDRESSES))
            if name == "tags" and not namings:  # people write these without capitals, and as one word
                namings += _in_value(used, node.path, word, address=True)
            yield from namings


def _in_value(finder: NameFinder, path: str, word: Scalar, *, address: bool = False) -> Iterator[Naming]:
    hits = finder.in_address(word.value) if address else (*finder.within(word.value), *finder.in_addresses(word.value))
    for hit in hits:
        if word.columns:
            first = word.columns[0]
            yield Naming(Place(path, word.line, first + hit.start), Position(word.line, first + hit.end), hit)
        else:
            yield Naming(Place(path, word.line, word.column), word.end, hit)


def _in_body(finder: NameFinder, corpus: Corpus, node: Node) -> Iterator[Naming]:
    """Yield the names in the text of a card or page, each at its own place where that can be known."""
    source, markdown = node.source, node.source.markdown
    blocks = [(block.start, block.html) for block in markdown.blocks]
    blocks += ((note.start, note.html) for note in markdown.notes if note.label.casefold() in markdown.notes_read)
    whole = "".join(html for _, html in blocks)
    words_shown = plain_text(whole)
    if not finder.possible(
        "\n".join((words_shown, *attributes(whole), *(f"{m.target} {m.caption}" for m in markdown.marks)))
    ):
        return
    spans = [(hit.start, hit.end, hit) for hit in finder.within(body_as_seen(markdown))]
    in_text = Counter(hit.card.key for *_, hit in spans)
    unseen: list[tuple[int, int, Hit]] = []
    for tag in TAG.finditer(markdown.shown):
        for words in ATTRIBUTE.finditer(tag[0]):
            start, value = tag.start() + words.start(words.lastindex or 0), words[words.lastindex or 0]
            find = finder.in_address if words["name"].lower() in ("href", "src") else finder.within
            spans += ((start + hit.start, start + hit.end, hit) for hit in find(value))
    for mark in markdown.marks:
        elsewhere = mark.form in ("link", "image", "embed") and markdown.shows(mark)
        # Of the address of a card or page its own file is told.
        if elsewhere and led_to(corpus.directory, node, mark).way != "node":
            spans += ((mark.start, mark.end, hit) for hit in finder.in_address(mark.target))
            # That of any other picture stands between square brackets, where it is read as text.
            spans += ((mark.start, mark.end, hit) for hit in finder.within(mark.caption * (mark.form == "embed")))
    spans += ((head.start, head.end, hit) for head in markdown.headings for hit in finder.in_address(head.own))
    # What all this cannot see, such as a name with a comment in it, is told where its block begins.
    if Counter(hit.card.key for hit in finder.within(words_shown)) != in_text:
        spans.sort(key=lambda span: span[0])
        for (start, html), (after, _) in pairwise([*sorted(blocks), (len(source.body) + 1, "")]):
            inside = slice(bisect_left(spans, start, key=itemgetter(0)), bisect_left(spans, after, key=itemgetter(0)))
            told = {hit.card.key for *_, hit in spans[inside]}
            unseen += ((start, start, hit) for hit in finder.within(plain_text(html)) if hit.card.key not in told)
    linked = {}
    for edge in corpus.outgoing(node.key):
        if edge.mark >= 0:
            linked[markdown.marks[edge.mark].start] = markdown.marks[edge.mark].end, edge.target
    starts = sorted(linked)
    for start, end, hit in (*spans, *unseen):
        index = bisect_right(starts, start) - 1
        if index < 0 or not (start < linked[starts[index]][0] and hit.card.key == linked[starts[index]][1]):
            yield Naming(source.place(start), source.place(end).position if end > start else None, hit)


def attributes(html: str) -> Iterator[str]:
    """Yield what tags say in attributes that pages show or follow."""
    return (words[words.lastindex or 0] for words in ATTRIBUTE.finditer(html))


PAGE_FIELDS: Mapping[str, str] = {name: key for key in ("title", "summary") for name in form("page")[key].names(key)}


def shown_fields(kind: Kind) -> Mapping[str, str]:
    """Return the fields whose text the publication shows: every name of it, in any language → the name of the field."""
    shown = {
        name
        for name, field in kind.fields.items()
        if field.type in ("text", "list") and (field.shown or name in SHOWN_ELSEWHERE)
    }
    return {written: name for written, name in kind.keys.items() if name in shown}
