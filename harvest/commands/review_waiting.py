"""Tell what waits before cards may leave the circle: answers, objections, texts that changed, a question not asked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from harvest.checks.reviews import by_card, outdated, showings_of
from harvest.commands.review_marks import is_reviewed
from harvest.corpus import Corpus
from harvest.kinds.read import form
from harvest.privacy.reviews.reviews import OBJECTIONS, Stand, stands
from harvest.privacy.reviews.roles import like_a_name, names_somebody
from harvest.problems.problem import NOTHING, Message, say

MOST = 20
"""The cards that nobody asked about of which the first are named; the others are counted."""


class Line(NamedTuple):
    """A line that tells what waits: of a card, by its path, or of what the next ones are when the path is empty."""

    path: str
    what: Message


class _Wait(NamedTuple):
    """Something that waits, with what it is sorted by: the most urgent first."""

    order: tuple[int, int, date, str]
    what: Message


def waiting(corpus: Corpus, *, named: bool) -> Iterator[Line]:
    """Yield the lines that tell what waits, in the order of how much each holds up.

    `named` tells whether roles and ids may be shown: on a terminal alone, for somebody may have typed a name.
    """
    known, _ = by_card(corpus.reviews, corpus.directory)
    against, late, unanswered, unasked = list[_Wait](), list[_Wait](), list[_Wait](), list[_Wait]()
    for card in corpus.readable_cards:
        entries = known.get(card.key, ())
        seen = stands(showings_of(entries), corpus.people)
        held = 0 if corpus.holds(card) else 1
        path = os.path.relpath(corpus.publication.root / corpus.publication.content / card.path)
        agreed = any(stand.answered and stand.answered.answer == "ok" for stand in seen)
        for stand in seen:
            to = _to(corpus, stand) if named else ""
            shown = stand.last.on or date.min
            if stand.objection:
                against.append(_objection(stand, held, path, to, agreed=agreed))
            elif outdated(card, stand):
                late.append(_Wait((held, 0, shown, path), say("shown on {day}{to}", day=_day(stand.last.on), to=to)))
            elif not stand.last.answer:
                unanswered.append(_Wait((0, 0, shown, path), say("since {day}{to}", day=_day(stand.last.on), to=to)))
        if card.meant("checked_on") and is_reviewed(card.kind) and not any(entry.asked for entry in entries):
            unasked.append(_Wait((held, 0, date.min, path), NOTHING))
    parts = (
        (say("Somebody has something against it ({n}):", n=len(against)), against, len(against)),
        (say("Changed since it was shown, so show it once more ({n}):", n=len(late)), late, len(late)),
        (say("Waits for an answer ({n}):", n=len(unanswered)), unanswered, len(unanswered)),
        (say("Not asked yet whether an outsider would know who it is about ({n}):", n=len(unasked)), unasked, MOST),
    )
    if not any(waits for _, waits, _ in parts):
        yield Line("", say("Nothing waits: nobody still has to answer, and nobody has anything against a card."))
    for heading, waits, most in parts:
        if waits:
            yield Line("", heading)
        for wait in sorted(waits, key=lambda wait: wait.order)[:most]:
            yield Line(wait.order[-1], wait.what)
        if len(waits) > most:
            yield Line("…", say("and {n} more", n=len(waits) - most))
    if unasked:
        yield Line(
            "", say("Ask it together, and write down that you did: {command}", command="harvest review … --asked")
        )


def _objection(stand: Stand, held: int, path: str, to: str, *, agreed: bool) -> _Wait:
    answer: object = form("review")["answer"].choices.get(stand.objection) or say("an answer that cannot be read")
    given = stand.answered or stand.last
    day = given.answered or given.on
    line = say("«{answer}», since {day}{to}", answer=answer, day=_day(day), to=to)
    if agreed:
        line = say("{line}; others agreed, but the strictest answer counts", line=line)
    return _Wait((held, -OBJECTIONS.index(stand.objection), day or date.min, path), line)


def _to(corpus: Corpus, stand: Stand) -> str:
    """Return to whom, as it may be shown: the id of somebody of the list, or a role that looks like no name."""
    if corpus.people is not None and any(person.id == stand.to for person in corpus.people.persons):
        return f" ({stand.to})"
    written = stand.last.to
    hidden = not written or like_a_name(written) or names_somebody(written, corpus.people_finder)
    return "" if hidden else f" ({written})"


def _day(day: date | None) -> object:
    return day or say("a day that was not written down")
