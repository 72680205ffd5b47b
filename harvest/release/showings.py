"""Tell which cards wait before they may leave the circle, for those they are about.

Source: `private/review.yml`, and the marks above the cards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from harvest.cards.card import Card
from harvest.cards.fingerprint import changed_since
from harvest.corpus import Corpus
from harvest.kinds.kind import Kind
from harvest.kinds.read import form
from harvest.links.directory import Directory
from harvest.privacy.reviews.reviews import OBJECTIONS, CardReviews, Reviews, Showing, Stand, stands
from harvest.privacy.reviews.roles import like_a_name, names_somebody
from harvest.problems.problem import NOTHING, Message, say

NEEDED = ("status", "checked_on", "checked_text")
"""The fields that a review writes; cards of a kind without one of them are not reviewed."""


def is_reviewed(kind: Kind) -> bool:
    """Tell whether cards of a kind have the fields that a review writes."""
    return all(name in kind.fields for name in NEEDED)


def by_card(reviews: Reviews, directory: Directory) -> tuple[Mapping[str, tuple[CardReviews, ...]], list[CardReviews]]:
    """Return what the file says by key of the card, and what it says of cards that are not there.

    A card is meant by its id, since that stays the same when its file moves to another folder; its path, its title and
    its aliases do as well, so that a card that kept its old id as an alias keeps its reviews.
    """
    known: dict[str, tuple[CardReviews, ...]] = defaultdict(tuple)
    unknown = []
    for entry in reviews.cards:
        cards = [node for node in directory.named(entry.card) if isinstance(node, Card)] if entry.card else []
        for card in cards:
            known[card.key] += (entry,)
        if entry.card and not cards:
            unknown.append(entry)
    return known, unknown


def showings_of(entries: tuple[CardReviews, ...]) -> tuple[Showing, ...]:
    """Return the showings of all that the file says of a card."""
    return tuple(showing for entry in entries for showing in entry.showings)


def outdated(card: Card, stand: Stand) -> bool:
    """Tell whether a card changed since this person saw it. Nobody can show it to somebody who was forgotten."""
    return not stand.gone and bool(changed_since(card, stand.last.text))


@dataclass(frozen=True, slots=True)
class Wait:
    """A card that waits for somebody: what is known of it, and for one that changed whether `text` or `data` did.

    `order` puts the most urgent first: what this edition holds, then the strictest objection, then the longest wait.
    """

    card: Card
    what: Message
    order: tuple[int, int, date, str]
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Waits:
    """The cards that wait, the most urgent first.

    Somebody has something against it; it changed since somebody saw it; somebody still has to answer; nobody asked yet
    whether an outsider would know who it is about.
    """

    against: tuple[Wait, ...] = ()
    changed: tuple[Wait, ...] = ()
    unanswered: tuple[Wait, ...] = ()
    unasked: tuple[Wait, ...] = ()


def waits(corpus: Corpus, *, named: bool) -> Waits:
    """Return the cards that wait before they may leave the circle.

    `named` tells whether roles and ids may be shown: to whoever sits at this machine alone, for somebody may have typed
    a name.
    """
    known, _ = by_card(corpus.reviews, corpus.directory)
    against, late, unanswered, unasked = list[Wait](), list[Wait](), list[Wait](), list[Wait]()
    for card in corpus.readable_cards:
        entries = known.get(card.key, ())
        seen = stands(showings_of(entries), corpus.people)
        held = 0 if corpus.holds(card) else 1
        agreed = any(stand.answered and stand.answered.answer == "ok" for stand in seen)
        for stand in seen:
            to = _to(corpus, stand) if named else ""
            shown = stand.last.on or date.min
            if stand.objection:
                against.append(_objection(stand, held, card, to, agreed=agreed))
            elif outdated(card, stand):
                what = say("shown on {day}{to}", day=_day(stand.last.on), to=to)
                late.append(Wait(card, what, (held, 0, shown, card.path), changed_since(card, stand.last.text)))
            elif not stand.last.answer:
                what = say("since {day}{to}", day=_day(stand.last.on), to=to)
                unanswered.append(Wait(card, what, (0, 0, shown, card.path)))
        if card.meant("checked_on") and is_reviewed(card.kind) and not any(entry.asked for entry in entries):
            unasked.append(Wait(card, NOTHING, (held, 0, date.min, card.path)))
    return Waits(*(tuple(sorted(part, key=lambda wait: wait.order)) for part in (against, late, unanswered, unasked)))


def _objection(stand: Stand, held: int, card: Card, to: str, *, agreed: bool) -> Wait:
    answer: object = form("review")["answer"].choices.get(stand.objection) or say("an answer that cannot be read")
    given = stand.answered or stand.last
    day = given.answered or given.on
    line = say("«{answer}», since {day}{to}", answer=answer, day=_day(day), to=to)
    if agreed:
        line = say("{line}; others agreed, but the strictest answer counts", line=line)
    return Wait(card, line, (held, -OBJECTIONS.index(stand.objection), day or date.min, card.path))


def _to(corpus: Corpus, stand: Stand) -> str:
    """Return to whom, as it may be shown: the id of somebody of the list, or a role that looks like no name."""
    if corpus.people is not None and any(person.id == stand.to for person in corpus.people.persons):
        return f" ({stand.to})"
    written = stand.last.to
    hidden = not written or like_a_name(written) or names_somebody(written, corpus.people_finder)
    return "" if hidden else f" ({written})"


def _day(day: date | None) -> object:
    return day or say("a day that was not written down")
