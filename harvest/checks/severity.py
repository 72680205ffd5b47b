"""Policy over problems: a draft is let through, and what its author silenced stays silent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from harvest.cards.card import Card
from harvest.checks.circle import undecided
from harvest.corpus import Corpus
from harvest.kinds.names import meant
from harvest.problems.codes import BY_CODE
from harvest.problems.problem import Problem, problem, say


def judged(problems: Iterable[Problem], corpus: Corpus) -> Iterator[Problem]:
    """The problems as they are told: on a draft those of completeness and content are warnings at most, and warnings
    and hints that a card silences, with a reason, are left out. A silence that silences nothing is told itself.
    """
    by_path = {card.path: card for card in corpus.all_cards}
    silenced: set[tuple[str, str]] = set()
    for found in problems:
        card = by_path.get(found.path)
        if card is not None:
            found = _lenient(found, card)
            if found.severity != "error" and _silences(card).get(found.code):
                silenced.add((card.path, found.code))
                continue
        yield found
    for card in corpus.readable_cards:
        for code, reason in _silences(card).items():
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


def _lenient(found: Problem, card: Card) -> Problem:
    if found.severity != "error" or not (card.readable and card.lenient) or BY_CODE[found.code].on_drafts:
        return found
    status = card.value_place("status")
    if (found.line, found.column) == (status.line, status.column) and undecided(card):
        return found
    return replace(found, severity="warning")


def _silences(card: Card) -> Mapping[str, str]:
    """Code → reason."""
    silence = card.values.get("silence")
    return silence if isinstance(silence, Mapping) else {}


def _unused(card: Card, code: str) -> Problem:
    hint = say("Remove the line.")
    return problem(
        card.value_place("silence"),
        "unused-silence",
        say("«{code}» is silenced on this card, but there is nothing to silence.", code=code),
        hint if code in BY_CODE else meant(code, BY_CODE, hint).hint,
    )
