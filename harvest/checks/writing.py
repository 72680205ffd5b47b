"""Check that cards show what they claim, and that no two titles look alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harvest.cards.card import Card
from harvest.cards.fingerprint import changed
from harvest.corpus import Corpus
from harvest.kinds.kind import requires
from harvest.kinds.names import fold, most_alike
from harvest.problems.problem import Problem, problem, say

ENOUGH_INSTANCES = 3
ENOUGH_SOURCES = 2
ALIKE = 85
"""The similarity from which two titles look alike, on a scale from 0 to 100."""


_NUMBER = re.compile(r"\d+")


def instances(corpus: Corpus) -> Iterator[Problem]:
    """A pattern that says people saw it names where; «seen often» takes three instances from two sources."""
    for card in corpus.readable_cards:
        confidence = card.text("confidence")
        labels = card.kind.fields["confidence"].choices if confidence else {}
        if not {"hunch", "seen", "seen_often"} <= labels.keys() or "known_in" not in card.kind.relations:
            continue
        named = {edge.target for edge in corpus.outgoing(card.key) if edge.relation == "known_in"}
        sources = {e.target for key in named for e in corpus.outgoing(key) if e.relation == "sources"}
        often = len(named) >= ENOUGH_INSTANCES and len(sources) >= ENOUGH_SOURCES
        place = card.value_place("confidence")
        field = card.kind.fields["confidence"].label
        part = card.part("instances")
        # The card may describe an instance, or name a card that does not exist, which `relations` reports.
        claimed = bool(part and part.blocks) or "instances" in card.swallowed or card.meant("known_in")
        if confidence != "hunch" and not named and not claimed:
            yield problem(
                place,
                "no-instance",
                say("The card says «{value}», but not where.", value=labels[confidence]),
                say(
                    "Name where this worked, or set «{field}» to «{hunch}».",
                    field=field,
                    hunch=labels["hunch"],
                ),
            )
        elif confidence == "seen_often" and not often:
            yield problem(
                place,
                "confidence-unearned",
                say(
                    "«{value}» takes three instances from two sources (now: {n} from {sources}).",
                    value=labels[confidence],
                    n=len(named),
                    sources=len(sources),
                ),
                say("Name more of them, or set «{field}» to «{seen}».", field=field, seen=labels["seen"]),
            )
        elif (confidence == "seen" and often) or (confidence == "hunch" and named):
            earned = labels["seen_often"] if often else labels["seen"]
            yield problem(
                place,
                "confidence-unearned",
                say("This card has earned more than «{value}».", value=labels[confidence]),
                say("It may say «{earned}» (instances: {n}).", n=len(named), earned=earned),
            )


def undated(corpus: Corpus) -> Iterator[Problem]:
    """From the status reviewed on, a card says when the group saw it, or why the group did not."""
    for card in corpus.readable_cards:
        fields = card.kind.fields
        known = [name for name in ("checked_on", "unchecked") if name in fields]
        if card.lenient or not known or any(card.meant(name) for name in known):
            continue
        yield problem(
            card.place("status"),
            "reviewed-undated",
            say("When did the group see this card?"),
            say(
                "Add «{checked}» with a date, or «{unchecked}» with the reason.",
                checked=fields[known[0]].label,
                unchecked=fields[known[-1]].label,
            ),
        )


def evidence(corpus: Corpus) -> Iterator[Problem]:
    """From the status reviewed on, a lesson names its evidence. (An error would make people invent evidence.)"""
    for card in corpus.readable_cards:
        relation = card.kind.relations.get("evidence")
        if relation is None or not requires(relation.required_from, card.status) or card.meant("evidence"):
            continue
        yield problem(
            card.places.get("evidence", card.data_end),
            "lesson-without-evidence",
            say("Where does this show? The card does not say yet."),
            say(
                "Name it after «{relation}»; leave it open rather than make something up.",
                relation=relation.label,
            ),
        )


PROMISED = ("named", "chatham", "closed")
"""The rules under which people were promised to see first what is said about them."""


def changed_after_check(corpus: Corpus) -> Iterator[Problem]:
    """A card still has the text and the data that the group saw: the fingerprint of `harvest review` fits them.

    Under a rule that promises something to those who spoke, no other card may leave the circle.
    """
    for card in corpus.readable_cards:
        what = changed(card)
        if not what:
            continue
        leaves = corpus.edition == "public" and corpus.holds(card)
        yield problem(
            card.value_place("checked_text"),
            "changed-after-check",
            say("The text has changed since the group saw this card.")
            if what == "text"
            else say("What stands above this card has changed since the group saw it."),
            say("Show it once more, and then type «harvest review {card}».", card=card.id),
            severity="error" if leaves and corpus.rule_of(card) in PROMISED else None,
        )


def similar_titles(corpus: Corpus) -> Iterator[Problem]:
    """No two cards of one kind have titles that readers easily mistake for each other."""
    for name in corpus.kinds.by_name:
        cards: list[Card] = sorted((c for c in corpus.of_kind(name) if c.readable), key=lambda card: card.path)
        folded = [fold(card.title) for card in cards]
        bare = [_NUMBER.sub("", title) for title in folded]  # «Verslag 2012» and «Verslag 2013» are a series
        # We compare only titles that share a long word: others do not look alike, and this saves time.
        by_word: dict[str, list[int]] = {}
        for index, title in enumerate(folded):
            for word in {word[:5] for word in title.split() if len(word) > 3} or {title}:
                by_word.setdefault(word, []).append(index)
        alike: set[int] = set()
        for group in by_word.values():
            for position, index in enumerate(group[1:], start=1):
                if index in alike:
                    continue
                before = [i for i in group[max(0, position - 200) : position] if bare[i] != bare[index]]
                closest = most_alike(folded[index], [folded[i] for i in before], ALIKE)
                if closest is not None:
                    alike.add(index)
                    other = cards[before[closest]]
                    yield problem(
                        cards[index].value_place("title"),
                        "similar-title",
                        say("This title looks like «{title}».", title=other.title),
                        say("Are they two cards, or one?"),
                    )
