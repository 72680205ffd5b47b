"""Check that questions and results say how they stand, and that problems name what goes wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from harvest.cards.card import Card
from harvest.cards.dates import When
from harvest.corpus import Corpus
from harvest.kinds.kind import STILL_OPEN, Section, requires
from harvest.problems.problem import Place, Problem, problem, say


def avoided_words(corpus: Corpus) -> Iterator[Problem]:
    """A section holds no words that its kind avoids: «lack of» names a solution, not what goes wrong."""
    for card in corpus.readable_cards:
        for part in card.parts:
            section = card.kind.sections.get(part.name or "")
            words = _avoided(section) if section else None
            match = words.search(card.source.markdown.visible, part.start, part.end) if words else None
            if match:
                yield problem(
                    card.source.place(match.start()),
                    "problem-names-solution",
                    say("«{words}» says what should come, not yet what goes wrong.", words=" ".join(match[0].split())),
                    say("What happens when it is not there, and whom does that hurt?"),
                    end=card.source.place(part.start + match.end()).position,
                )


def _avoided(section: Section) -> re.Pattern[str] | None:
    phrases = tuple(phrase for phrases in section.avoid.values() for phrase in phrases)
    return _pattern(phrases) if phrases else None


@lru_cache
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    either = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest_first)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def answered_questions(corpus: Corpus) -> Iterator[Problem]:
    """A question that a lesson answers is no longer open."""
    for card in corpus.readable_cards:
        if card.text("state") not in STILL_OPEN or card.kind.kind != "question":
            continue
        lessons = [e.source for e in corpus.incoming(card.key) if e.relation == "answers"]
        if lessons:
            state = card.text("state")
            # A declaration may make the state a text, which has no choices.
            choices = card.kind.fields["state"].choices
            yield problem(
                card.value_place("state"),
                "question-answered-open",
                say("«{lesson}» answers this question.", lesson=corpus.title(lessons[0])),
                say("Is it still «{state}», or has it been answered?", state=choices.get(state, state)),
            )


def handed_over(corpus: Corpus) -> Iterator[Problem]:
    """A question that was handed over says to whom."""
    for card in corpus.readable_cards:
        field = card.kind.fields.get("handed_to")
        if field is None or card.text("state") != "handed_over" or card.meant("handed_to"):
            continue
        yield problem(
            card.value_place("state"),
            "handed-over-to-nobody",
            say("Handed over, but to whom?"),
            say("Write it behind «{field}»: a group or a role, not a person's name.", field=field.label),
        )


def located_values(corpus: Corpus) -> Iterator[Problem]:
    """From the status reviewed on, a direct result says where people see, measure or feel it."""
    for card in corpus.readable_cards:
        field = card.kind.fields.get("visible_where")
        if field is None or card.text("value") != "direct" or card.meant("visible_where"):
            continue
        if requires(field.required_from, card.status):
            value = card.kind.fields["value"]
            yield problem(
                card.value_place("value"),
                "value-not-locatable",
                say("Where is this to be seen, measured or felt?"),
                say(
                    "Write it behind «{field}», or make the value «{potential}».",
                    field=field.label,
                    potential=value.choices.get("potential", {}),
                ),
            )


def results_for_managers(corpus: Corpus) -> Iterator[Problem]:
    """A publication with results has one that a manager may read."""
    pages = [page for page in corpus.pages if page.view == "results"]
    results = corpus.of_kind("result")
    if not pages or not results or any(corpus.holds(card) and _for_managers(card) for card in results):
        return
    yield problem(
        Place(pages[0].path),
        "no-result",
        say("There is no released result yet that managers may read, so this page is empty to them."),
        say("Release one for a group, colleagues, an organisation, the field, residents or the initiator."),
    )


def _for_managers(card: Card) -> bool:
    return bool(card.list("beneficiary")) and not card.circle_only


def discussed_after_raised(corpus: Corpus) -> Iterator[Problem]:
    """No meeting that discusses a question was over before somebody raised that question."""
    for card in corpus.readable_cards:
        if card.kind.kind != "question":
            continue
        edges = corpus.outgoing(card.key)
        raised = [day.first for e in edges if e.relation == "raised_at" and (day := _date(corpus, e.target))]
        if not raised:
            continue
        for edge in edges:
            day = _date(corpus, edge.target) if edge.relation == "discussed_at" else None
            if day and day.last < min(raised):
                yield problem(
                    edge.place,
                    "discussed-before-raised",
                    say(
                        "«{meeting}» was on {day}, before the question was raised.",
                        meeting=corpus.title(edge.target),
                        day=day,
                    ),
                    say("Look at both dates, or at where the question came up first."),
                )


def _date(corpus: Corpus, key: str) -> When | None:
    node = corpus.directory.by_key[key]
    return node.when("date") if isinstance(node, Card) else None
