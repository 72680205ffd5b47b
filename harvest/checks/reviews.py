"""Check that those a card is about saw it as it is, and have nothing against it: what `private/review.yml` says.

Where that folder is absent, as on a server, nothing of this is known; then the mark above a card is all there is.
"""

from __future__ import annotations

from collections.abc import Iterator

from harvest.cards.card import Card
from harvest.cards.fingerprint import changed, fingerprint_of
from harvest.corpus import Corpus
from harvest.privacy.people.people import ID
from harvest.privacy.reviews.reviews import OBJECTIONS, CardReviews, Showing, Stand, meant_by, stands
from harvest.privacy.reviews.roles import names_somebody
from harvest.problems.problem import Message, Place, Problem, problem, say
from harvest.release.showings import by_card, outdated, showings_of


def _seen(corpus: Corpus) -> Iterator[tuple[Card, tuple[Stand, ...]]]:
    """Yield the cards of this edition that somebody saw, and how these stand to it."""
    if corpus.reviews.cards:
        for key, entries in by_card(corpus.reviews, corpus.directory)[0].items():
            card = corpus.directory.by_key[key]
            if isinstance(card, Card) and card.readable and corpus.holds(card):
                yield card, stands(showings_of(entries), corpus.people)


def objections(corpus: Corpus) -> Iterator[Problem]:
    """A card that somebody it is about would rather have otherwise, or keep in the circle, is not released."""
    for card, seen in _seen(corpus):
        against = {stand.objection for stand in seen} & set(OBJECTIONS) - {"unclear"}  # which is told at its own place
        inside = corpus.edition == "circle"
        if not against or (inside and against == {"keep-in"}):
            continue
        keep_in = "keep-in" in against and not inside
        message = (
            say("Somebody whom this card is about said: not outside the circle.")
            if keep_in
            else say("Somebody whom this card is about would rather have it otherwise.")
        )
        if any(stand.answered and stand.answered.answer == "ok" for stand in seen):
            message = say("{first} Others agreed; the strictest answer counts.", first=message)
        command = f"harvest review {card.id} --shown-to … --answer ok"
        hint = say(
            "Change it together, show it once more, and write down what they say then: {command}", command=command
        )
        if keep_in and "status" in card.kind.fields:
            hint = say(
                "Set the status to «{status}», so that the circle alone reads it. Or change it together, show it once"
                " more, and write down what they say then: {command}",
                status=card.kind.fields["status"].choices["reviewed"],
                command=command,
            )
        place = card.value_place("status")
        yield problem(place, "objection-open", message, hint, severity="warning" if inside else "error")


def shown_before_change(corpus: Corpus) -> Iterator[Problem]:
    """A card is as those saw it who were shown it.

    What a card tells itself by its mark, or an objection that is open, is not told once more.
    """
    for card, seen in _seen(corpus):
        late = sum(outdated(card, stand) for stand in seen)
        if not late or changed(card) or any(stand.objection for stand in seen):
            continue
        leaves = corpus.edition == "public" and corpus.confidential(card)
        yield problem(
            card.value_place("status"),
            "shown-before-change",
            say("This card changed since it was shown to those it is about ({n} of {all}).", n=late, all=len(seen)),
            say("Show it once more: {command}", command=f"harvest review {card.id} --shown-to …"),
            severity="error" if leaves else "warning",
        )


def review_file(corpus: Corpus) -> Iterator[Problem]:
    """What stands in `private/review.yml` can be read, and is about cards and people that are there."""
    yield from corpus.reviews.problems
    if not corpus.reviews.cards:
        return
    known, unknown = by_card(corpus.reviews, corpus.directory)
    yield from _gone(corpus, unknown)
    for entries in known.values():
        for entry in entries[1:]:
            message = say("This card stands here twice, also on line {line}. Both count.", line=entries[0].place.line)
            yield _misread(entry.place, message, say("Put the two together."))
    for entry in corpus.reviews.cards:
        for showing in entry.showings:
            yield from _nobody(corpus, showing)


def _gone(corpus: Corpus, unknown: list[CardReviews]) -> Iterator[Problem]:
    """Yield a problem for each card that is not there: an error where an objection would be lost with it."""
    marks = {fingerprint_of(card): card for card in corpus.readable_cards} if unknown else {}
    for entry in unknown:
        now = next((marks[showing.text] for showing in entry.showings if showing.text in marks), None)
        hint = say("Was it renamed? Write its new name here. Is it gone for good? Then take away what is said of it.")
        if now:
            hint = say("Is it «{card}» now? Write that here.", card=now.id)
        open_one = any(stand.objection for stand in stands(entry.showings, corpus.people))
        message = say("There is no card with this name.")
        if open_one:
            message = say("There is no card with this name, and somebody had something against it.")
        yield problem(entry.place, "review-misread", message, hint, severity="error" if open_one else "warning")


def _nobody(corpus: Corpus, showing: Showing) -> Iterator[Problem]:
    """Yield the problem of a showing to an id that the list lacks, or to somebody who stands there by name."""
    if corpus.people is None:
        return
    by_id = bool(ID.fullmatch(showing.to))
    listed = bool(meant_by(showing.to, corpus.people))
    if by_id and not listed:
        yield _misread(
            showing.place, say("The list of people has no such id."), say("Write a role or an id of the list.")
        )
    elif not by_id and (listed or names_somebody(showing.to, corpus.people_finder)):
        message = say("A name of the list of people may stand here.")
        yield _misread(showing.place, message, say("Write the id of that person, or a role."))


def _misread(place: Place, message: Message, hint: Message) -> Problem:
    return problem(place, "review-misread", message, hint, severity="warning")
