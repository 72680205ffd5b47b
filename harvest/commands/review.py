"""Run `harvest review`: ask what it needs, and tell what was marked and written down, or what waits."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

import click

from harvest.cards.card import Card
from harvest.cards.values import YES_NO
from harvest.commands.common import COULD_NOT_RUN, FAULTS, tell
from harvest.commands.review_marks import day_shown
from harvest.commands.review_showings import Ask, Recorded, Wish, record
from harvest.commands.review_waiting import waiting
from harvest.kinds.names import fold
from harvest.pipeline import read_corpus, unreadable
from harvest.privacy.reviews.reviews import Answer
from harvest.problems import report
from harvest.problems.hiding import hidden
from harvest.problems.language import render
from harvest.problems.problem import Message, say
from harvest.publication import Publication

SHORT = {"j": True, "y": True, "n": False}
"""What somebody may type for yes and no, besides the words themselves."""


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
        return _refuse((day,), words)
    if not cards:
        if shown_to or answer or asked or written:
            return _refuse((say("Which cards? Name them, or leave the options out to see what waits."),), words)
        return _tell_what_waits(publication)
    ask = _asking(words) if _on_terminal() else None
    try:
        done = record(publication, cards, Wish(day, shown_to, answer, asked), ask)
    except OSError as error:
        return _refuse((unreadable(publication, error),), words)
    if not isinstance(done, Recorded):
        return _refuse((*done, say("No card was marked.")), words)
    for message in done.told:
        click.echo(render(message, words))
    for one in done.marked:
        path = os.path.relpath(one.path)
        click.echo(render(say("Shown on {day}: {path}", path=path, day=day), words))
        if one.unchecked:
            tell(say("«{path}» still says why it was not shown. Remove that line.", path=path), words)
    return 0


def _on_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _refuse(messages: Iterable[Message], words: str) -> int:
    for message in messages:
        tell(message, words)
    return COULD_NOT_RUN


def _asking(words: str) -> Ask:
    """Return what asks whether somebody outside the group would know who a card is about."""

    def ask(card: Card) -> bool:
        question = say(
            "«{title}»: would somebody outside the group know who this is about? (yes or no)", title=card.title
        )
        while True:
            said = fold(click.prompt(hidden(render(question, words)), prompt_suffix=" "))  # it goes past our streams
            recognised = SHORT.get(said, YES_NO.get(said))
            if recognised is not None:
                return recognised

    return ask


def _tell_what_waits(publication: Publication) -> int:
    words = publication.language
    corpus = read_corpus(publication, "public")
    if isinstance(corpus, Message):
        return _refuse((corpus,), words)
    misread = [one for one in corpus.problems if one.code == "review-misread"]
    if misread:
        click.echo(report.as_text(misread, publication.root, len(corpus.cards), words))
    for path, what in waiting(corpus, named=_on_terminal()):
        said = render(what, words)
        click.echo(f"  {path}: {said}" if path and said else f"  {path}" if path else said)
    return FAULTS if any(one.severity == "error" for one in misread) else 0
