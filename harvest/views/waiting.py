"""Say what waits for the next meeting: the first that is dated after a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from harvest.cards.card import Card
from harvest.cards.dates import When
from harvest.corpus import Corpus
from harvest.kinds.kind import STILL_OPEN
from harvest.links.directory import Node
from harvest.views.calendar import meetings_until, planned, planned_for
from harvest.views.order import STUBBORN, in_order


@dataclass(frozen=True, slots=True)
class Waiting:
    """The next meeting with its day, or neither where none lies ahead, and what waits for it.

    `questions` are those that it raises or discusses, `stubborn` other open ones with the number of meetings before.
    """

    meeting: Card | None
    day: When | None
    questions: tuple[Card, ...]
    stubborn: tuple[tuple[Card, int], ...]
    cases: tuple[Node, ...]


def waiting_for_next(corpus: Corpus, day: date) -> Waiting:
    """Return what waits for the first meeting after a day; stubborn questions wait also where none lies ahead."""
    ahead = [
        (when.order, card.key, card)
        for card in corpus.of_kind("meeting")
        if planned(card, day) and (when := card.when("date"))
    ]
    meeting = min(ahead)[2] if ahead else None
    first = meeting.key if meeting else ""
    questions = [
        card for card in in_order(corpus, "question") if not card.text("state") or card.text("state") in STILL_OPEN
    ]
    here = [card for card in questions if first in planned_for(corpus, card, day)]
    stubborn = [
        (card, met)
        for card in questions
        if card not in here and (met := len(meetings_until(corpus, card, day))) >= STUBBORN
    ]
    stubborn.sort(key=lambda one: -one[1])
    tabled = dict.fromkeys(edge.source for edge in corpus.incoming(first) if edge.relation == "tabled_at")
    return Waiting(
        meeting=meeting,
        day=meeting.when("date") if meeting else None,
        questions=tuple(here),
        stubborn=tuple(stubborn),
        cases=tuple(corpus.directory.by_key[key] for key in tabled),
    )
