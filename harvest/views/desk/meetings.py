"""Say on the desk what waits for the next meeting."""

from __future__ import annotations

from datetime import date

from harvest.problems.problem import say
from harvest.views.desk.items import DeskItems
from harvest.views.desk.values import NextMeeting
from harvest.views.waiting import waiting_for_next


def next_meeting(items: DeskItems, today: date) -> NextMeeting:
    """Return what waits for the first meeting after today."""
    waiting = waiting_for_next(items.corpus, today)
    return NextMeeting(
        meeting=items.item(waiting.meeting) if waiting.meeting else None,
        day=waiting.day,
        questions=tuple(map(items.item, waiting.questions)),
        stubborn=tuple(items.item(card, say("on the table at {n} meetings", n=met)) for card, met in waiting.stubborn),
        cases=tuple(map(items.item, waiting.cases)),
    )
