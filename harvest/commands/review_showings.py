"""Write in `private/review.yml` to whom a card was shown and what they said, and mark the card where that is so.

Of several cards all is written or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from harvest.cards.card import Card
from harvest.cards.fingerprint import fingerprint_of
from harvest.commands.cards_named import NO_CARD, cards_named
from harvest.commands.change_cards import write_changes
from harvest.commands.review_marks import Reviewed, marks, reviewed
from harvest.corpus import Corpus
from harvest.editing.writing import ChangedMeanwhile, Rewrite, content_of, replace_private
from harvest.kinds.read import form
from harvest.pipeline import load
from harvest.privacy.reviews.read import reviews_in
from harvest.privacy.reviews.reviews import REVIEWS, Answer, CardReviews, Showing, Stand, stands, who
from harvest.privacy.reviews.roles import EXAMPLE, recipient
from harvest.privacy.reviews.write import Addition, added
from harvest.problems.problem import Message, say, why
from harvest.problems.report import shown_path
from harvest.publication import Publication
from harvest.release.showings import by_card, is_reviewed, outdated, showings_of

Ask = Callable[[Card], bool]
"""Asks whether somebody outside the group would know who a card is about."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user wants written down; with neither `shown_to` nor `answer` the cards are marked as shown."""

    day: date
    shown_to: tuple[str, ...] = ()
    answer: Answer = ""
    asked: bool = False

    @property
    def plain(self) -> bool:
        """Whether the cards are only to be marked."""
        return not self.shown_to and not self.answer


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was done: the cards that were marked, and what else there is to tell."""

    marked: tuple[Reviewed, ...]
    told: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """What is written about one card, whether the card itself is marked, and what is told."""

    card: Card
    addition: Addition
    mark: bool
    told: tuple[Message, ...] = ()


def record(
    publication: Publication, named: Iterable[str], wish: Wish, ask: Ask | None = None
) -> Recorded | tuple[Message, ...]:
    """Write down what the user wishes of the cards with these names, and mark those that may be.

    `ask` is called for each card that would be marked, before anything is written. Returns what was done, or messages
    why that is impossible. Raises `OSError` when the content folder cannot be read.
    """
    corpus = load(publication, "circle")
    cards, refused = cards_named(corpus, named)
    if refused and wish.shown_to:
        quoted = {language: f'--shown-to "{role}"' for language, role in EXAMPLE.items()}
        hint = say("A role of several words stands between quotation marks: {example}", example=quoted)
        refused = (say("There is no card with one of these names. {hint}", hint=hint),)
    refused += _unfit(corpus, cards)
    recipients = [recipient(written, corpus.people, corpus.people_finder) for written in wish.shown_to]
    refused += tuple(one for one in recipients if isinstance(one, Message))
    if refused or not cards:
        return refused or (NO_CARD,)
    path = publication.root / REVIEWS
    try:
        before = content_of(path)
    except OSError as error:
        return (say("«{path}» cannot be read ({reason}).", path=REVIEWS, reason=why(error)),)
    reviews = reviews_in(before or b"", publication.language)
    if reviews.top is None:
        return (say("«{path}» cannot be read. «harvest check» says what is wrong.", path=REVIEWS),)
    known, _ = by_card(reviews, corpus.directory)
    to = tuple(dict.fromkeys(one for one in recipients if isinstance(one, str)))
    steps = [_step(corpus, card, known.get(card.key, ()), wish, to) for card in cards]
    refused = tuple(step for step in steps if isinstance(step, Message))
    if refused:
        return refused
    done = [_asked(step, wish, ask) for step in steps if isinstance(step, _Step)]
    additions = [
        step.addition for step in done if step.addition.answers or step.addition.showings or step.addition.asked
    ]
    content = added(before or b"", reviews, additions, publication.language) if additions else before
    if additions and content is None:
        return (say("«{path}» is written in a way that cannot be added to. Write in it by hand.", path=REVIEWS),)
    marked = [step.card for step in done if step.mark]
    refused = _written(corpus, before, content, marked, wish.day)
    if refused:
        return refused
    changed_names = any(one not in wish.shown_to for one in to if wish.shown_to)
    told = [say("Somebody of the list of people: the id was written, not the name.")] if changed_names else []
    return Recorded(reviewed(corpus, marked), (*told, *(message for step in done for message in step.told)))


def _unfit(corpus: Corpus, cards: Iterable[Card]) -> tuple[Message, ...]:
    """Return a message for each card whose data cannot be read."""
    return tuple(
        say("The data above «{path}» cannot be read. «harvest check» says what is wrong.", path=_shown(corpus, card))
        for card in cards
        if not card.readable
    )


def _shown(corpus: Corpus, card: Card) -> str:
    return shown_path(corpus.publication.file_of(card.path))


def _step(
    corpus: Corpus, card: Card, entries: tuple[CardReviews, ...], wish: Wish, to: tuple[str, ...]
) -> _Step | Message:
    """Return what is to be written of one card, or a message why that is impossible."""
    path = _shown(corpus, card)
    if len(entries) > 1 and not wish.plain:
        return say("«{path}» stands twice in «{file}». Put the two together first.", path=path, file=REVIEWS)
    entry = entries[0] if entries else None
    seen = {stand.to: stand for stand in stands(showings_of(entries), corpus.people)}
    if wish.plain:
        told = say("Somebody still has something against «{path}»: it is not for readers outside yet.", path=path)
        against = any(stand.objection for stand in seen.values())
        return _Step(card, Addition(card.id, entry), True, (told,) if against else ())
    if not to:
        if not seen:
            return say("«{path}» was not shown to anybody yet. Say to whom, with --shown-to.", path=path)
        waiting = [stand.last.to for stand in seen.values() if not stand.last.answer]
        if len(waiting) != 1:
            return say(
                "Those who still have to answer about «{path}»: {n}. Say whose answer this is, with --shown-to.",
                path=path,
                n=len(waiting),
            )
        to = (waiting[0],)
    each = [(one, seen.get(who(one, corpus.people))) for one in to]
    if wish.answer:
        return _answered(corpus, card, entry, wish, each)
    return _shown_to(corpus, card, entry, wish, each)


_Each = Iterable[tuple[str, Stand | None]]
"""Those whom a card is shown to or who answered, with how they stand to it so far."""


def _shown_to(corpus: Corpus, card: Card, entry: CardReviews | None, wish: Wish, each: _Each) -> _Step:
    """Return that a card was shown to these; who still has to answer about the same text was shown it already."""
    path = _shown(corpus, card)
    showings, told = [], []
    for to, stand in each:
        if stand and not stand.last.answer and not outdated(card, stand):
            told.append(say("Was shown already as it is, and waits for an answer: {path}", path=path))
        else:
            showings.append(Showing(to, wish.day, fingerprint_of(card)))
    if showings:
        told.append(say("Shown on {day}, and waits for an answer: {path}", day=wish.day, path=path))
    return _Step(card, Addition(card.id, entry, showings=tuple(showings)), False, tuple(told))


def _answered(corpus: Corpus, card: Card, entry: CardReviews | None, wish: Wish, each: _Each) -> _Step:
    """Return what these answered, and that the card is marked when all is well."""
    path = _shown(corpus, card)
    answers, showings, fits = [], [], True
    for to, stand in each:
        if stand and not stand.last.answer:
            answers.append((stand.last, wish.answer, wish.day))
            fits = fits and not outdated(card, stand)
        else:
            showings.append(Showing(to, wish.day, fingerprint_of(card), wish.answer, wish.day))
    addition = Addition(card.id, entry, tuple(answers), tuple(showings))
    given = form("review")["answer"].choices[wish.answer]
    told = [say("Written down that they said «{answer}»: {path}", answer=given, path=path)]
    against = any(stand.objection for stand in stands(addition.done().showings, corpus.people))
    if wish.answer == "ok" and not fits:
        told.append(say("They agreed to an earlier text. Show it once more: {path}", path=path))
    elif wish.answer == "ok" and against:
        told.append(
            say("Others do not agree. The strictest answer counts, so the card is not marked: {path}", path=path)
        )
    mark = wish.answer == "ok" and fits and not against and is_reviewed(card.kind)
    return _Step(card, addition, mark, tuple(told))


def _asked(step: _Step, wish: Wish, ask: Ask | None) -> _Step:
    """Return what is to be written after somebody was asked whether an outsider would know who the card is about."""
    if not wish.asked and (ask is None or not step.mark):
        return step
    if wish.asked or (ask and not ask(step.card)):
        return replace(step, addition=replace(step.addition, asked=wish.day))
    advice = say(
        "Not marked: «{title}». Change it together until nobody outside knows who it is about. Or keep it within the"
        " circle, and write that down: {command}",
        title=step.card.title,
        command=f"harvest review {step.card.id} --shown-to … --answer keep-in",
    )
    return replace(step, mark=False, told=(*step.told, advice))


def _written(
    corpus: Corpus, before: bytes | None, content: bytes | None, cards: Iterable[Card], day: date
) -> tuple[Message, ...]:
    """Write the file and mark the cards, or do neither; then the messages say why."""
    changes: Mapping[str, Rewrite] | tuple[Message, ...] = marks(corpus, cards, day)
    if isinstance(changes, tuple):
        return changes
    path = corpus.publication.root / REVIEWS
    try:
        if content != before:
            replace_private(path, before, content)
    except ChangedMeanwhile:
        return (say("Somebody else just wrote in «{path}». Nothing was written: try once more.", path=REVIEWS),)
    except OSError as error:
        return (say("«{path}» cannot be written ({reason}).", path=REVIEWS, reason=why(error)),)
    refused = write_changes(corpus.publication.root, changes)
    if refused and content != before:
        replace_private(path, content, before)
    return refused
