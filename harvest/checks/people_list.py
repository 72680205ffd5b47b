"""Check the list of people itself, and what it tells about the organisations that an edition names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from harvest.cards.card import Card
from harvest.corpus import Corpus
from harvest.kinds.names import fold
from harvest.privacy.people.people import People, Person
from harvest.problems.problem import Problem, problem, say

ALWAYS = ("not-readable", "private-in-content")
"""Codes of a list that is cut, or that everybody gets: these stop an edition whatever the rule is."""


def list_of_people(corpus: Corpus) -> Iterator[Problem]:
    """Nothing goes out with a list of which nothing can be read, nor, where nobody may know who said what, a part."""
    people = corpus.people
    if people is None or not people.problems:
        return
    unread = not (people.persons or people.terms)
    strict = corpus.publication.confidential or any(map(corpus.confidential, corpus.nodes))
    for one in people.problems:
        stops = strict or one.code in ALWAYS or (unread and one.code != "missing-field")
        lowered = one.severity == "error" and not stops
        yield replace(one, severity="warning") if lowered else one


def sole_participants(corpus: Corpus) -> Iterator[Problem]:
    """An organisation of which one person takes part is named only with that person's consent: it tells who."""
    cards = corpus.of_kind("organisation") if corpus.people else ()
    for card, person in of_one_person(cards, corpus.people or People()):
        if corpus.holds(card) and person.named_for not in ("public", corpus.edition):
            yield problem(
                card.value_place("title"),
                "identifiable",
                say("One person of the list of people works for this organisation: naming it names that person."),
                say("Ask that person too before this card goes out, or leave the name of the organisation out."),
                severity="warning",
            )


def of_one_person(cards: Iterable[Card], people: People) -> Iterator[tuple[Card, Person]]:
    """Yield those cards of organisations for which exactly one person of the list works, with that person."""
    working: dict[str, list[Person]] = defaultdict(list)
    for person in people.persons:
        if person.organisation:
            working[fold(person.organisation)].append(person)
    for card in cards if working else ():
        names = dict.fromkeys(map(fold, (card.title, *card.list("aliases"))))
        persons = [person for name in names for person in working.get(name, ())]
        if card.readable and len(persons) == 1:
            yield card, persons[0]
