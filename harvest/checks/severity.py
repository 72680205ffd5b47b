"""Decide which problems stop a publication: lower errors on drafts, and leave out what an author silenced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from harvest.cards.card import Card
from harvest.checks.circle import undecided
from harvest.corpus import Corpus
from harvest.kinds.names import meant
from harvest.problems.codes import BY_CODE
from harvest.problems.problem import Problem, problem, say


def judged(problems: Iterable[Problem], corpus: Corpus) -> Iterator[Problem]:
    """Yield the problems with their final severity, without those that a card silences.

    On a draft, errors of completeness and content become warnings. A card can silence warnings and hints, with a
    reason. A silence without a reason, or with nothing to silence, is a problem itself.
    """
    by_path = {card.path: card for card in corpus.all_cards}
    drafts = {page.path for page in corpus.pages if corpus.status_of(page) == "draft" and not page.status_misread}
    silenced: set[tuple[str, str]] = set()
    for issue in problems:
        card = by_path.get(issue.path)
        if card is not None:
            issue = _lenient(issue, card)
            if issue.severity != "error" and card.silences.get(issue.code):
                silenced.add((card.path, issue.code))
                continue
        elif issue.path in drafts and issue.severity == "error" and not _kept(issue):
            issue = replace(issue, severity="warning")
        yield issue
    for card in corpus.readable_cards:
        for code, reason in card.silences.items():
            if not reason:
                yield problem(
                    card.value_place("silence"),
                    "wrong-type",
                    say("Why may «{code}» stay as it is?", code=code),
                    say("Write the reason behind the colon."),
                    severity="error" if not card.lenient else "warning",
                )
            elif (card.path, code) not in silenced:
                yield _unused(card, code)


def _kept(issue: Problem) -> bool:
    """Tell whether an error of a page stays one on a draft: also where it may be no page, or not the right one."""
    return BY_CODE[issue.code].on_drafts or issue.code in ("wrong-folder", "unknown-kind", "unknown-view")


def _lenient(issue: Problem, card: Card) -> Problem:
    if issue.severity != "error" or not (card.readable and card.lenient) or BY_CODE[issue.code].on_drafts:
        return issue
    if issue.code == "unknown-field" and "status" not in card.kind.fields:
        return issue  # whoever wrote a status there thinks that it decides who sees the card
    status = card.value_place("status")
    if (issue.line, issue.column) == (status.line, status.column) and undecided(card):
        return issue
    return replace(issue, severity="warning")


def _unused(card: Card, code: str) -> Problem:
    hint = say("Remove the line.")
    return problem(
        card.value_place("silence"),
        "unused-silence",
        say("«{code}» is silenced on this card, but there is nothing to silence.", code=code),
        hint if code in BY_CODE else meant(code, BY_CODE, hint).hint,
    )
