"""What each view adds to its page: one function a view, in one visible table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from harvest.card import Card, Page
from harvest.kind import Kind, fold
from harvest.view import (
    ColophonView,
    Door,
    Entry,
    Frame,
    Furrow,
    Group,
    HeaderLink,
    HomeView,
    IndexView,
    ListView,
    NewHereView,
    RegisterLine,
    Unchecked,
)
from harvest.views import Views, published_on

DOORS: Mapping[str, tuple[str, ...]] = {
    "read": ("new-here", "lessons", "cases", "timeline"),
    "use": ("patterns", "map", "reflection", "index"),
    "account": ("results", "agenda", "sources", "colophon"),
}
"""Behind which door each view stands on the home page."""

GUIDE = ("new-here", "index", "sources")
"""The views that the footer of every page names."""


def data_of(views: Views, page: Page) -> object:
    """The data of a page's view; None for a page without one."""
    if page.view is None:
        return None
    if page.view in VIEWS:
        return VIEWS[page.view](views)
    kind = next((k for k in views.corpus.kinds.by_name.values() if k.view == page.view), None)
    return list_of(views, kind) if kind else None


def list_of(views: Views, kind: Kind) -> ListView:
    """The cards of one kind; where its cards have phases and confidence, under the first phase each belongs to."""
    cards = views.corpus.of_kind(kind.kind)
    by_phase = "phase" in kind.fields and "confidence" in kind.fields and any(card.list("phase") for card in cards)
    return ListView(
        kind=kind.kind,
        label=kind.label,
        plural=kind.plural,
        help=kind.help,
        folder=kind.folder(views.corpus.publication.language),
        groups=tuple(_by_phase(views, kind, cards)) if by_phase else (_group(views, {}, cards),),
        count=len(cards),
    )


def _group(views: Views, label: Mapping[str, str], cards: Iterable[Card]) -> Group:
    return Group(label, tuple(views.card(card) for card in cards))


def _by_phase(views: Views, kind: Kind, cards: Iterable[Card]) -> Iterator[Group]:
    choices = kind.fields["phase"].choices
    groups: dict[str, list[Card]] = {name: [] for name in choices}
    without: list[Card] = []
    for card in cards:
        first = next((name for name in choices if name in card.list("phase")), None)
        (groups[first] if first else without).append(card)
    for name, members in groups.items():
        if members:
            yield _group(views, choices[name], members)
    if without:
        yield _group(views, {"nl": "in elke fase", "en": "in every phase"}, without)


def field(views: Views) -> tuple[Furrow, ...]:
    """The patterns depth first: each below the first larger one it completes, roots first."""
    corpus = views.corpus
    kinds = [
        k for k in corpus.kinds.by_name.values() if any(r.acyclic and k.kind in r.to for r in k.relations.values())
    ]
    furrows: list[Furrow] = []
    for kind in kinds[:1]:
        upward = next(name for name, r in kind.relations.items() if r.acyclic and kind.kind in r.to)
        below: dict[str, list[Card]] = defaultdict(list)
        roots: list[Card] = []
        for card in corpus.of_kind(kind.kind):
            above = next((e.target for e in corpus.outgoing(card.key) if e.relation == upward), None)
            (below[above] if above else roots).append(card)
        placed: set[str] = set()
        stack = [(card, 0) for card in reversed(roots)]
        remaining = list(corpus.of_kind(kind.kind))
        while stack or remaining:
            if not stack:  # what is left runs in a ring: begin anywhere, in order
                card = remaining.pop(0)
                stack = [] if card.key in placed else [(card, 0)]
                continue
            card, level = stack.pop()
            if card.key in placed:
                continue
            placed.add(card.key)
            furrows.append(Furrow(views.entry(card), level))
            stack += [(child, level + 1) for child in reversed(below[card.key])]
    return tuple(furrows)


def _pages(views: Views, names: Iterable[str]) -> tuple[Entry, ...]:
    """The pages with these views, those that exist, in this order."""
    by_view = {page.view: page for page in reversed(views.corpus.pages) if page.view}
    return tuple(views.entry(by_view[name]) for name in names if name in by_view)


def _home(views: Views) -> HomeView:
    corpus = views.corpus
    lessons = [card for card in corpus.cards if card.kind.summary_shown_as == "harvest"]
    roots = [furrow.entry for furrow in field(views) if furrow.level == 0]
    findings = [*roots[:1], *(views.entry(card) for card in lessons)]
    findings += roots[1:]
    counts = [
        (views.entry(page), corpus.kinds.by_name[name].plural, len(corpus.of_kind(name)))
        for name, page in views.parents.items()
    ]
    return HomeView(
        record=corpus.publication.record,
        findings=tuple(findings[:3]),
        doors=tuple(_doors(views)),
        field=field(views),
        counts=tuple(counts),
    )


def _doors(views: Views) -> Iterator[Door]:
    """The three doors; lists of kinds that a community added stand behind the one for who wants to use them."""
    placed = {name for names in DOORS.values() for name in names}
    own = [kind.view for kind in views.corpus.kinds.by_name.values() if kind.view not in placed]
    for door, names in DOORS.items():
        yield Door(door, _pages(views, (*names, *own) if door == "use" else names))


def _new_here(views: Views) -> NewHereView:
    corpus = views.corpus
    plain = tuple(views.entry(page) for page in views.chapters if page.view is None)
    roots = tuple(furrow.entry for furrow in field(views) if furrow.level == 0)
    lessons = tuple(views.entry(card) for card in corpus.cards if card.kind.summary_shown_as == "harvest")
    return NewHereView(corpus.publication.record, plain, roots, lessons)


def _index(views: Views) -> IndexView:
    words: dict[tuple[str, str], tuple[str, dict[str, Entry]]] = {}

    def add(word: str, sort: str, entry: Entry) -> None:
        words.setdefault((fold(word), sort), (word, {}))[1][entry.key] = entry

    for card in views.corpus.cards:
        entry = views.entry(card)
        add(card.title, "title", entry)
        for alias in card.aliases:
            add(alias, "alias", entry)
        for tag in card.list("tags"):
            add(tag, "tag", entry)
    letters: dict[str, list[RegisterLine]] = defaultdict(list)
    for (folded, sort), (word, entries) in sorted(
        words.items(), key=lambda item: (fold(item[0][0].strip("‘’'\"«» ")), item[0])
    ):
        first = folded.lstrip("‘’'\"«» ")[:1].upper()
        letters[first if first.isalpha() else "#"].append(RegisterLine(word, sort, tuple(entries.values())))
    return IndexView(tuple((letter, tuple(lines)) for letter, lines in letters.items()))


def _colophon(views: Views) -> ColophonView:
    corpus = views.corpus
    reasons: dict[str, list[Entry]] = {}
    checked = 0
    for card in corpus.cards:
        reason = card.text("unchecked")
        if reason:
            reasons.setdefault(reason, []).append(views.entry(card))
        elif "checked_on" in card.values:
            checked += 1
    unchecked = tuple(Unchecked(reason, tuple(entries)) for reason, entries in reasons.items())
    return ColophonView(corpus.publication.record, corpus.edition, published_on(), checked, unchecked)


VIEWS: Mapping[str, Callable[[Views], object]] = {
    "home": _home,
    "new-here": _new_here,
    "index": _index,
    "colophon": _colophon,
}


def frame(views: Views, *, booklet: bool) -> Frame:
    """What stands around every page."""
    publication = views.corpus.publication
    return Frame(
        name=publication.name,
        language=publication.language,
        header=tuple(_header(views)),
        guide=_pages(views, GUIDE),
        colophon=next(iter(_pages(views, ("colophon",))), None),
        record=publication.record,
        edition=views.corpus.edition,
        preview=views.preview,
        booklet=booklet,
        published_on=published_on(),
    )


def _header(views: Views) -> Iterator[HeaderLink]:
    """The main menu: every part of the spine by its title, but a part that opens into cards by its pages."""
    kinds = {kind.view: kind for kind in views.corpus.kinds.by_name.values()}
    by_path = {page.path: page for page in views.corpus.pages}
    for part in views.corpus.publication.spine:
        pages = [(chapter, by_path[chapter.path]) for chapter in part.chapters if chapter.path in by_path]
        if not pages:
            continue
        if part.title and not any(page.view in kinds for _, page in pages):
            yield HeaderLink(pages[0][1].key, part.title, frozenset(page.key for _, page in pages))
            continue
        for chapter, page in pages:
            if page is views.home or (part.title and page.view not in kinds):
                continue
            cards = views.corpus.of_kind(kinds[page.view].kind) if page.view in kinds else ()
            yield HeaderLink(
                page.key, chapter.title or page.title, frozenset([page.key, *(card.key for card in cards)])
            )
