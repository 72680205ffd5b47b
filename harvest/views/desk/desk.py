"""Make the desk of a corpus: every card with what it lacks, and what stands between this harvest and publication."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

from harvest.cards.card import Card
from harvest.cards.fingerprint import changed
from harvest.cards.starter import starter_places
from harvest.corpus import Corpus
from harvest.kinds.kind import STATUSES, Kind, Status
from harvest.links.directory import Node
from harvest.problems.problem import Message, Problem, say
from harvest.release.showings import Waits, waits
from harvest.release.together import Bundle, bundles
from harvest.views.desk.items import DeskItems, by_severity, weight
from harvest.views.desk.lacking import still_asked
from harvest.views.desk.meetings import next_meeting
from harvest.views.desk.steps import steps
from harvest.views.desk.values import Desk, DeskCard, Elsewhere, KindOnDesk, SetOnDesk, Shown, StatusOnDesk

STARTER: str = "starter-text"
"""The code of what `harvest init` wrote and nobody changed."""
ON_DESK: tuple[Status | Literal[""], ...] = (*STATUSES, "")
WITHOUT_STATUS = {"nl": "zonder status", "en": "without status"}


def desk(corpus: Corpus, today: date, *, named: bool = False) -> Desk:
    """Return the desk of a corpus, for the rules of its edition; what is dated after `today` is planned.

    `named` tells whether roles may be shown: to whoever sits at this machine alone.
    """
    items = DeskItems(corpus)
    waiting = waits(corpus, named=named)
    sets = bundles(corpus)
    starters = _starters(corpus)
    return Desk(
        name=corpus.publication.name,
        edition=corpus.edition,
        today=today,
        steps=steps(corpus, waiting, sets, len(starters)),
        statuses=_statuses(items, _of_cards(waiting)),
        together=tuple(_together(items, one) for one in sets),
        shown=_shown(items, waiting),
        meeting=next_meeting(items, today),
        handed_to_nobody=tuple(
            items.item(card)
            for card in corpus.readable_cards
            if any(problem.code == "handed-over-to-nobody" for problem in corpus.problems_of(card))
        ),
        starters=tuple(map(items.file, starters)),
        elsewhere=tuple(_elsewhere(items)),
    )


def _starters(corpus: Corpus) -> tuple[str, ...]:
    """Return the files with something of the starter in them, also drafts, of which no check tells yet."""
    nodes: tuple[Node, ...] = (*(card for card in corpus.all_cards if card.readable), *corpus.pages)
    drafts = (corpus.publication.path_of(node.path) for node in nodes if any(starter_places(node)))
    told = (problem.path for problem in corpus.problems if problem.code == STARTER)
    return tuple(dict.fromkeys((*told, *drafts)))


def _statuses(items: DeskItems, waiting: Mapping[str, tuple[Message, ...]]) -> tuple[StatusOnDesk, ...]:
    """Return the cards by status and kind, first what holds most up, else the statuses in their order."""
    corpus = items.corpus
    by_status: dict[str, dict[str, list[DeskCard]]] = {status: defaultdict(list) for status in ON_DESK}
    for card in corpus.all_cards:
        status = card.status if "status" in card.kind.fields else ""
        by_status[status][card.kind.kind].append(
            DeskCard(
                items.item(card),
                by_severity(corpus.problems_of(card)),
                waiting.get(card.path, ()),
                still_asked(card),
                card.kind.fields["status"].choices.get("reviewed", {}) if status else {},
            )
        )
    made = list[StatusOnDesk]()
    for status in ON_DESK:
        kinds = [_kind(corpus.kinds.by_name[name], cards) for name, cards in by_status[status].items()]
        kinds.sort(key=lambda kind: weight(problem for card in kind.cards for problem in card.problems))
        if kinds:
            made.append(StatusOnDesk(status, _label(corpus, status), tuple(kinds)))
    return tuple(sorted(made, key=_errors))


def _errors(status: StatusOnDesk) -> int:
    """Return a sort key that puts the cards of which most is wrong first, whatever they lack besides."""
    return weight(problem for kind in status.kinds for card in kind.cards for problem in card.problems)[0]


def _kind(kind: Kind, cards: list[DeskCard]) -> KindOnDesk:
    """Return the cards of a kind, those first that hold most up, else in the order of the kind."""
    ordered = sorted(cards, key=lambda card: (weight(card.problems), -len(card.waits), -len(card.lacks)))
    return KindOnDesk(kind.kind, kind.label, kind.plural, kind.sign, kind.colour, tuple(ordered))


def _label(corpus: Corpus, status: str) -> Mapping[str, str]:
    kinds = (kind for kind in corpus.kinds.by_name.values() if "status" in kind.fields)
    return next((words for kind in kinds if (words := kind.fields["status"].choices.get(status))), WITHOUT_STATUS)


def _together(items: DeskItems, bundle: Bundle) -> SetOnDesk:
    return SetOnDesk(tuple(map(items.item, bundle.nodes)), tuple(map(items.item, bundle.because)))


def _shown(items: DeskItems, waiting: Waits) -> Shown:
    """Return the cards that wait for those they are about, also those that nobody wrote down but whose mark tells."""
    told = {wait.card.key for wait in (*waiting.against, *waiting.changed)}
    marked = [card for card in items.corpus.readable_cards if card.key not in told and changed(card)]
    return Shown(
        against=tuple(items.item(wait.card, wait.what) for wait in waiting.against),
        changed=(
            *(items.item(wait.card, _changed(wait.what, wait.changed)) for wait in waiting.changed),
            *(items.item(card, _changed(_checked(card), changed(card))) for card in marked),
        ),
        unanswered=tuple(items.item(wait.card, wait.what) for wait in waiting.unanswered),
        unasked=tuple(items.item(wait.card) for wait in waiting.unasked),
    )


def _changed(what: Message, part: str) -> Message:
    """Return what is known of a showing, and which part of the card changed since: `text` or `data`."""
    return say("its text changed; {what}", what=what) if part == "text" else say("its data changed; {what}", what=what)


def _checked(card: Card) -> Message:
    """Return when a card was shown, as its own mark tells."""
    day = card.values.get("checked_on") or say("a day that was not written down")
    return say("shown on {day}{to}", day=day, to="")


def _of_cards(waiting: Waits) -> Mapping[str, tuple[Message, ...]]:
    """Return what each card waits for, by its path, in a few words."""
    by_path: dict[str, list[Message]] = defaultdict(list)
    for words, waits_so in (
        (say("somebody has something against it"), waiting.against),
        (say("changed since it was shown"), waiting.changed),
        (say("waits for an answer"), waiting.unanswered),
    ):
        for path in dict.fromkeys(wait.card.path for wait in waits_so):
            by_path[path].append(words)
    return {path: tuple(words) for path, words in by_path.items()}


def _elsewhere(items: DeskItems) -> Iterator[Elsewhere]:
    """Yield the problems of what is no card, file by file, first what holds most up."""
    corpus = items.corpus
    cards = {corpus.publication.path_of(card.path) for card in corpus.all_cards}
    pages = {corpus.publication.path_of(page.path): page for page in corpus.pages}
    by_path: dict[str, list[Problem]] = defaultdict(list)
    for problem in corpus.problems:
        if problem.path not in cards:
            by_path[problem.path].append(problem)
    for path, problems in sorted(by_path.items(), key=lambda one: (weight(one[1]), one[0])):
        page = pages.get(path)
        yield Elsewhere(path, items.item(page) if page else None, by_severity(tuple(problems)))
