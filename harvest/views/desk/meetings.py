"""Say what waits for the next meeting: the first that is dated after today."""

from __future__ import annotations

from datetime import date

from harvest.cards.card import Card
from harvest.corpus import Corpus
from harvest.kinds.kind import STILL_OPEN
from harvest.problems.problem import say
from harvest.views.desk.items import DeskItems
from harvest.views.desk.values import NextMeeting
from harvest.views.order import STUBBORN, in_order

AT = ("raised_at", "discussed_at")
"""The relations of a question to the meetings where it came up or came back."""


def next_meeting(items: DeskItems, today: date) -> NextMeeting:
    """Return what waits for the next meeting; stubborn questions wait also where none lies ahead."""
    corpus = items.corpus
    planned = {card.key: day for card in corpus.of_kind("meeting") if (day := card.when("date")) and day.first > today}
    first = min(planned, key=lambda key: (planned[key].order, key), default="")
    questions = [
        card for card in in_order(corpus, "question") if not card.text("state") or card.text("state") in STILL_OPEN
    ]
    here = [card for card in questions if first in _meetings(corpus, card)]
    stubborn = [
        (card, met)
        for card in questions
        if card not in here and (met := len(_meetings(corpus, card) - planned.keys())) >= STUBBORN
    ]
    stubborn.sort(key=lambda one: -one[1])
    tabled = dict.fromkeys(edge.source for edge in corpus.incoming(first) if edge.relation == "tabled_at")
    return NextMeeting(
        meeting=items.item(corpus.directory.by_key[first]) if first else None,
        day=planned.get(first),
        questions=tuple(items.item(card) for card in here),
        stubborn=tuple(items.item(card, say("on the table at {n} meetings", n=met)) for card, met in stubborn),
        cases=tuple(items.item(corpus.directory.by_key[key]) for key in tabled),
    )


def _meetings(corpus: Corpus, question: Card) -> set[str]:
    """Return the keys of the meetings where a question came up or came back."""
    ends = {edge.target for edge in corpus.outgoing(question.key) if edge.relation in AT}
    return {key for key in ends if (kind := corpus.kind_of(key)) and kind.kind == "meeting"}
