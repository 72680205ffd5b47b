"""Make the agenda: the next meeting, stubborn questions, and the others by state, with the lessons that answer."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from harvest.cards.dates import When
from harvest.kinds.kind import STILL_OPEN
from harvest.problems.language import label
from harvest.problems.problem import Label
from harvest.views.calendar import AT, published_on
from harvest.views.cards import Views
from harvest.views.order import STUBBORN, in_order
from harvest.views.pages.lists import ListView, list_of
from harvest.views.view import CardView, Entry
from harvest.views.waiting import waiting_for_next

CSV = "agenda.csv"
"""The path of the agenda as a table, from the root of the site."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question: the meetings where it came up and came back, the lessons that answer it, and who took it over.

    `planned` are the meetings that lie ahead of this edition, and no other list or count has those.
    """

    card: CardView
    state: Label
    raised: tuple[Entry, ...]
    discussed: tuple[Entry, ...]
    planned: tuple[Entry, ...]
    meetings: int
    answers: tuple[Entry, ...]
    handed_to: str
    stubborn: bool


@dataclass(frozen=True, slots=True)
class State:
    """The questions of one state; `name` is empty for questions without a state."""

    name: str
    label: Label
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class ComingMeeting:
    """The first meeting after this edition, the questions and cases that it will be about, and what else waits."""

    entry: Entry
    day: When
    questions: tuple[Entry, ...]
    stubborn: tuple[Entry, ...]
    cases: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class AgendaView:
    """Stubborn questions first, as finds; then all others by state. `coming` is None where no meeting lies ahead."""

    cards: ListView
    stubborn: tuple[Question, ...]
    states: tuple[State, ...]
    coming: ComingMeeting | None = None
    csv: str = CSV

    @property
    def questions(self) -> Iterator[Question]:
        """All questions, in the order of the page."""
        yield from self.stubborn
        for state in self.states:
            yield from state.questions


def agenda(views: Views) -> AgendaView:
    """Return the next meeting, and the questions by state in the declared order; stubborn ones are above all others."""
    kind = views.corpus.kinds.by_name["question"]
    declared = kind.fields["state"].choices if "state" in kind.fields else {}
    states: dict[str, tuple[Label, list[Question]]] = {name: (word, []) for name, word in declared.items()}
    without: list[Question] = []
    stubborn: list[Question] = []
    for card in in_order(views.corpus, "question"):
        question = question_of(views.card(card))
        if question.stubborn:
            stubborn.append(question)
        else:
            states.get(card.text("state"), ({}, without))[1].append(question)
    by_state = [State(name, word, tuple(questions)) for name, (word, questions) in states.items() if questions]
    if without:
        by_state.append(State("", {"nl": "nog niet gezegd", "en": "not said yet"}, tuple(without)))
    return AgendaView(list_of(views, kind), tuple(stubborn), tuple(by_state), _coming(views))


def _coming(views: Views) -> ComingMeeting | None:
    waiting = waiting_for_next(views.corpus, published_on())
    if waiting.meeting is None or waiting.day is None:
        return None
    return ComingMeeting(
        views.entry(waiting.meeting),
        waiting.day,
        tuple(map(views.entry, waiting.questions)),
        tuple(views.entry(card) for card, _ in waiting.stubborn),
        tuple(map(views.entry, waiting.cases)),
    )


def question_of(view: CardView) -> Question:
    """Return the question on a card."""
    ends = [view.ends(relation) for relation in AT]
    raised, discussed = (tuple(one for one in entries if one.key not in view.planned) for entries in ends)
    ahead = {one.key: one for entries in ends for one in entries if one.key in view.planned}
    meetings = len({entry.key for entry in (*raised, *discussed) if entry.kind == "meeting"})
    fact, state = view.fact("state"), view.chosen("state")
    word = fact.values[0] if fact and state else {}
    return Question(
        view,
        word if isinstance(word, Mapping) else {},
        raised,
        discussed,
        tuple(ahead.values()),
        meetings,
        view.ends("answers", incoming=True),
        view.said("handed_to"),
        state in STILL_OPEN and meetings >= STUBBORN,
    )


_COLUMNS: tuple[Label, ...] = (
    {"nl": "vraag", "en": "question"},
    {"nl": "in één zin", "en": "in one sentence"},
    {"nl": "vraag is", "en": "state"},
    {"nl": "niveau", "en": "level"},
    {"nl": "ingebracht bij", "en": "raised at"},
    {"nl": "besproken bij", "en": "discussed at"},
    {"nl": "bijeenkomsten", "en": "meetings"},
    {"nl": "staat klaar voor", "en": "planned for"},
    {"nl": "beantwoord door", "en": "answered by"},
    {"nl": "overgedragen aan", "en": "handed to"},
    {"nl": "adres", "en": "address"},
)


def as_csv(view: AgendaView, url: Callable[[str], str], language: str) -> str:
    """Return the agenda as CSV: UTF-8 with a byte order mark, and the separator for spreadsheets in the language.

    No cell starts a formula.
    """
    out = io.StringIO()
    out.write("\ufeff")
    table = csv.writer(out, delimiter=";" if language == "nl" else ",", quoting=csv.QUOTE_ALL)
    table.writerow(label(word, language) for word in _COLUMNS)
    for question in view.questions:
        level = question.card.fact("level")
        row = (
            question.card.entry.title,
            question.card.lead,
            label(question.state, language),
            ", ".join(word if isinstance(word, str) else label(word, language) for word in level.values)
            if level
            else "",
            _titles(question.raised),
            _titles(question.discussed),
            str(question.meetings),
            _titles(question.planned),
            _titles(question.answers),
            question.handed_to,
            url(question.card.entry.key),
        )
        table.writerow(_harmless(cell) for cell in row)
    return out.getvalue()


def _titles(entries: tuple[Entry, ...]) -> str:
    return "; ".join(entry.title for entry in entries)


def _harmless(cell: str) -> str:
    """Return a cell that spreadsheets read as text, even when it begins like a formula, with `=`, `+`, `-` or `@`."""
    cell = " ".join(cell.split())
    return f"'{cell}" if cell[:1] in tuple("=+-@＝＋－＠") else cell
