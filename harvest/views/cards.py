"""Turn the cards and pages of a corpus into the values that templates need, each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from harvest.cards.card import Card, Page
from harvest.cards.read import stands_above, summary_of
from harvest.corpus import Corpus
from harvest.kinds.kind import Relation
from harvest.links.directory import Node
from harvest.links.sentence import sentence
from harvest.publication import Edition
from harvest.source.markdown import Block
from harvest.source.spine import titles
from harvest.views.calendar import planned_for, published_on
from harvest.views.facts import checked_on, facts, phases
from harvest.views.html.markdown import rendered
from harvest.views.html.sections import body_part
from harvest.views.order import in_order
from harvest.views.view import BodyPart, CardView, Entry, Mention, Note, PageView, Picture, Ties


class Views:
    """Makes the views of one corpus. `preview` adds the problems of a card to its page."""

    def __init__(self, corpus: Corpus, *, preview: bool = False) -> None:
        self.corpus = corpus
        self._in_editions: dict[Edition, Corpus] = {corpus.edition: corpus}
        self.preview = preview
        self._entries: dict[str, Entry] = {}
        self._cards: dict[str, CardView] = {}
        self.pages: dict[str, PageView] = {}
        """Cache of `page_view`, by key. That is a function elsewhere, since the views in its table use this class."""

    # Entries

    def entry(self, node: Node) -> Entry:
        """Return what other pages show of a node where they name it."""
        entry = self._entries.get(node.key)
        if entry is None:
            entry = self._entries[node.key] = self._entry(node)
        return entry

    def _entry(self, node: Node) -> Entry:
        if isinstance(node, Page):
            return Entry(node.key, node.title, node.summary, draft=self.corpus.status_of(node) == "draft")
        kind = node.kind
        confidence = kind.fields.get("confidence")
        value = node.text("confidence")
        held_back = self.preview and self._in_edition("circle").held_back(node)
        stars = list(confidence.choices).index(value) if confidence and value in confidence.choices else None
        return Entry(
            key=node.key,
            title=node.title,
            summary=summary_of(node),
            kind=kind.kind,
            kind_label=kind.label,
            kinds_label=kind.plural,
            sign=kind.sign,
            colour=kind.colour,
            stars=(stars if stars is not None else 0) if confidence else None,
            confidence=confidence.choices[value] if confidence and value in confidence.choices else {},
            phases=phases(node),
            draft=node.status == "draft",
            held_back=held_back,
            circle_only=self.preview and not held_back and self._in_edition("public").held_back(node),
        )

    def _in_edition(self, edition: Edition) -> Corpus:
        """Return the corpus under the rules of another edition."""
        if edition not in self._in_editions:
            self._in_editions[edition] = replace(self.corpus, edition=edition)
        return self._in_editions[edition]

    def entries(self, keys: Iterable[str]) -> tuple[Entry, ...]:
        """Return the entries of the nodes with these keys, in order."""
        return tuple(self.entry(self.corpus.directory.by_key[key]) for key in keys)

    # Cards

    def card(self, card: Card) -> CardView:
        """Return everything that the page of a card shows."""
        view = self._cards.get(card.path)
        if view is None:
            view = self._cards[card.path] = self._card(card)
        return view

    def _card(self, card: Card) -> CardView:
        before, after = self._neighbours(card)
        picture = None
        if card.text("image"):
            path, _ = self.corpus.directory.at(card.text("image"), card.path)
            if path in self.corpus.directory.files:
                picture = Picture(f"file:{path}", card.text("alt"))
        parts, notes = self._parts(card)
        shown_sections = {part.name for part in parts if part.name}
        summary = card.kind.fields.get("summary")
        lead_shown = summary is not None and summary.from_section in shown_sections and "summary" not in card.places
        return CardView(
            entry=self.entry(card),
            lead="" if lead_shown else self.entry(card).summary,
            facts=tuple(facts(card, shown_sections)),
            parts=parts,
            ties=tuple(self.ties(card)),
            mentions=self.mentions(card),
            breadcrumbs=self._trail(card),
            previous=before,
            next=after,
            kind_help=card.kind.help,
            summary_shown_as=card.kind.summary_shown_as,
            own_spread=card.kind.own_spread,
            aliases=card.aliases,
            picture=picture,
            checked_on=checked_on(card) if self.preview or self.corpus.edition == "circle" else {},
            notes=notes,
            planned=planned_for(self.corpus, card, published_on()),
            problems=self.corpus.problems_of(card) if self.preview else (),
        )

    def _neighbours(self, card: Card) -> tuple[Entry | None, Entry | None]:
        index, cards = self._positions[card.key]
        before = cards[index - 1] if index else None
        after = cards[index + 1] if index + 1 < len(cards) else None
        return (self.entry(before) if before else None), (self.entry(after) if after else None)

    @cached_property
    def _positions(self) -> Mapping[str, tuple[int, tuple[Card, ...]]]:
        return {
            card.key: (index, cards)
            for name in self.corpus.kinds.by_name
            for cards in (in_order(self.corpus, name),)
            for index, card in enumerate(cards)
        }

    def _parts(self, card: Card) -> tuple[tuple[BodyPart, ...], tuple[Note, ...]]:
        parts = [part for part in card.parts if part.blocks]
        texts, notes = self.rendered(card, (part.blocks for part in parts))
        taken = dict.fromkeys(card.source.markdown.by_anchor, 1)
        shown = (
            body_part(card.kind, part, html, taken)
            for part, html in zip(parts, texts, strict=True)
            if "<a " in html or not stands_above(card.kind, part)
        )
        return tuple(shown), notes

    def rendered(self, node: Node, parts: Iterable[Iterable[Block]]) -> tuple[list[str], tuple[Note, ...]]:
        """Return parts of the text of a node as HTML, and their footnotes."""
        return rendered(parts, node, self.corpus.directory, self.corpus.publication.language)

    def ties(self, card: Card) -> Iterator[Ties]:
        """Yield the relations of a card, its own first, each with the cards at the other end.

        Each relation has the label of the end that this card is.
        """
        outgoing: dict[str, list[str]] = {}
        incoming: dict[tuple[str, str], list[str]] = {}
        for edge in self.corpus.outgoing(card.key):
            if edge.relation:
                outgoing.setdefault(edge.relation, []).append(edge.target)
        for edge in self.corpus.incoming(card.key):
            kind = self.corpus.kind_of(edge.source)
            if edge.relation and kind is not None:
                incoming.setdefault((kind.kind, edge.relation), []).append(edge.source)
        for name, relation in card.kind.relations.items():
            back = incoming.pop((card.kind.kind, name), [])
            if relation.symmetric:
                yield from self._tied(name, relation, [*outgoing.get(name, []), *back], incoming=False)
            else:
                yield from self._tied(name, relation, outgoing.get(name, []), incoming=False)
                yield from self._tied(name, relation, back, incoming=True)
        # A relation that several kinds have under the same labels, such as sources, is one tie at the other end.
        same: dict[tuple[str, ...], tuple[Relation, list[str]]] = {}
        for (kind_name, name), keys in incoming.items():
            relation = self.corpus.kinds.by_name[kind_name].relations[name]
            labels = (name, *relation.label.values(), *relation.other_end.values())
            same.setdefault(labels, (relation, []))[1].extend(keys)
        for (name, *_), (relation, keys) in sorted(same.items(), key=lambda tie: min(map(self._place, tie[1][1]))):
            yield from self._tied(name, relation, keys, incoming=True)

    def _place(self, key: str) -> tuple[int, int]:
        """Return a sort key for a card: the index of its kind, then its index in the list of that kind."""
        kind = self.corpus.kind_of(key)
        return (list(self.corpus.kinds.by_name).index(kind.kind) if kind else -1), self._positions[key][0]

    def _tied(self, name: str, relation: Relation, keys: list[str], *, incoming: bool) -> Iterator[Ties]:
        if not keys:
            return
        if incoming:  # in the order of their kind's list, not of their file names
            keys = sorted(set(keys), key=self._place)
        here, there = (relation.other_end, relation.label) if incoming else (relation.label, relation.other_end)
        yield Ties(
            name,
            here,
            {} if relation.symmetric else there,
            relation.line,
            incoming,
            self.entries(dict.fromkeys(keys)),
        )

    def _trail(self, card: Card) -> tuple[Entry, ...]:
        """Return the breadcrumbs: home, the list of the kind, then the larger cards it is part of, largest first."""
        upward = [name for name, r in card.kind.relations.items() if r.acyclic and card.kind.kind in r.to]
        chain: list[Entry] = []
        passed, key = {card.key}, card.key
        while upward:
            above = next((e.target for e in self.corpus.outgoing(key) if e.relation == upward[0]), None)
            if above is None or above in passed:
                break
            passed.add(above)
            chain.insert(0, self.entry(self.corpus.directory.by_key[above]))
            key = above
        above_all = [page for page in (self.home, self.parents.get(card.kind.kind)) if page]
        return (*(self.entry(page) for page in dict.fromkeys(above_all)), *chain)

    @cached_property
    def parents(self) -> Mapping[str, Page]:
        """Kind → the page whose view shows its cards."""
        views = self.corpus.by_view
        return {name: views[kind.view] for name, kind in self.corpus.kinds.by_name.items() if kind.view in views}

    def mentions(self, node: Node) -> tuple[Mention, ...]:
        """Return the nodes that name this node in running text, each once, with the first sentence that does."""
        by_source: dict[str, Mention] = {}
        for edge in self.corpus.incoming(node.key):
            if edge.relation is None and edge.source not in by_source:
                source = self.corpus.directory.by_key[edge.source]
                words = sentence(source, edge)
                if any(words):
                    by_source[edge.source] = Mention(self.entry(source), *words)
        # Cards before pages: a related pattern says more about a card than a page of the book around it.
        return tuple(sorted(by_source.values(), key=lambda mention: not mention.entry.kind))

    # Pages

    def listed(self, page: Page) -> Entry:
        """Return what a list of pages shows of one: by the title that `nav` gives it, as in the menu."""
        entry = self.entry(page)
        return replace(entry, title=self._called[page.path]) if page.path in self._called else entry

    @cached_property
    def _called(self) -> Mapping[str, str]:
        return titles(self.corpus.publication.spine)

    def pages_with(self, names: Iterable[str]) -> tuple[Entry, ...]:
        """Return the existing pages with these views, in this order."""
        by_view = self.corpus.by_view
        return tuple(self.entry(by_view[name]) for name in names if name in by_view)

    @cached_property
    def chapters(self) -> tuple[Page, ...]:
        """The pages of the spine in order; without a spine, all pages."""
        by_path = {page.path: page for page in self.corpus.pages}
        spine = self.corpus.publication.spine
        if not spine:
            return tuple(sorted(self.corpus.pages, key=lambda page: (page.view != "home", page.path)))
        paths = [chapter.path for part in spine for chapter in part.chapters]
        return tuple(by_path[path] for path in dict.fromkeys(paths) if path in by_path)

    @cached_property
    def home(self) -> Page | None:
        """The page with the view `home`, or else `index.md` at the root."""
        pages = self.corpus.pages
        at_root = next((page for page in pages if page.path == "index.md"), None)
        return next((page for page in pages if page.view == "home"), at_root)
