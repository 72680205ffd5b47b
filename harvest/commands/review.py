"""Run `harvest review`: ask what it needs, and tell what was marked and written down, or what waits."""

from __future__ import annotations

import click

from harvest.cards.card import Card
from harvest.commands.asking import YES_OR_NO, asked, can_ask
from harvest.commands.common import FAULTS, refuse, tell
from harvest.commands.review_marks import day_shown
from harvest.commands.review_showings import Ask, Recorded, Wish, record
from harvest.commands.review_waiting import waiting
from harvest.pipeline import read_corpus, unreadable
from harvest.privacy.reviews.reviews import Answer
from harvest.problems.language import render
from harvest.problems.problem import Message, say
from harvest.problems.report import as_text, shown_path
from harvest.publication import Publication


def run_review(
    publication: Publication,
    cards: tuple[str, ...],
    written: str | None,
    shown_to: tuple[str, ...],
    answer: Answer,
    *,
    asked: bool,
) -> int:
    """Mark cards, or write down to whom they were shown and what these said; without cards tell what waits.

    Returns the exit code.
    """
    words = publication.language
    day = day_shown(written, words)
    if isinstance(day, Message):
        return refuse((day,), words)
    if not cards:
        if shown_to or answer or asked or written:
            return refuse((say("Which cards? Name them, or leave the options out to see what waits."),), words)
        return _tell_what_waits(publication)
    ask = _asking(words) if can_ask() else None
    try:
        done = record(publication, cards, Wish(day, shown_to, answer, asked), ask)
    except OSError as error:
        return refuse((unreadable(publication, error),), words)
    if not isinstance(done, Recorded):
        return refuse((*done, say("No card was marked.")), words)
    for message in done.told:
        click.echo(render(message, words))
    for one in done.marked:
        path = shown_path(one.path)
        click.echo(render(say("Shown on {day}: {path}", path=path, day=day), words))
        if one.unchecked:
            tell(say("«{path}» still says why it was not shown. Remove that line.", path=path), words)
    return 0


def _asking(words: str) -> Ask:
    """Return what asks whether somebody outside the group would know who a card is about."""

    def ask(card: Card) -> bool:
        question = say(
            "«{title}»: would somebody outside the group know who this is about? (yes or no)", title=card.title
        )
        return asked(question, YES_OR_NO, words)

    return ask


def _tell_what_waits(publication: Publication) -> int:
    words = publication.language
    corpus = read_corpus(publication, "public")
    if isinstance(corpus, Message):
        return refuse((corpus,), words)
    misread = [one for one in corpus.problems if one.code == "review-misread"]
    if misread:
        click.echo(as_text(misread, publication.root, len(corpus.cards), words))
    for path, what in waiting(corpus, named=can_ask()):
        said = render(what, words)
        click.echo(f"  {path}: {said}" if path and said else f"  {path}" if path else said)
    return FAULTS if any(one.severity == "error" for one in misread) else 0
