"""Find what an unknown heading is meant as: a part by another name, several, or the only one missing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import chain

from harvest.cards.card import Card, Part
from harvest.checks.headings import named_inside, names_several, needed, perhaps_missing, unknown_heading
from harvest.checks.meant_headings import lines_meant_as_headings
from harvest.kinds.everyday import everyday, offered
from harvest.kinds.names import LIKELY, SURELY, Meant, meant, nearest
from harvest.problems.problem import Problem, say


def unknown(
    card: Card, part: Part, absent: Mapping[str, str], misspelt: Collection[str], stands_for: str
) -> tuple[list[Problem], Sequence[str]]:
    """Return the problem of an unknown heading, if it is one, and the sections that it may be meant for."""
    known = [section.label for section in card.kind.sections.values()]
    otherwise = say("Which of these do you mean: {known}?", known=known)
    own = card.kind.other_sections
    sections = {name: card.kind.sections[name].label for name in dict.fromkeys(absent.values())}
    asked = None if own else offered(part.title, sections)
    guess = asked or meant(part.title, absent, otherwise, least=SURELY if own else LIKELY)
    name = absent[guess.name] if guess.name else ""
    if asked:
        guess = Meant(None, asked.hint)
    inside = [] if name or own else named_inside(part.title, absent)
    if len(inside) > 1:
        return [names_several(card, part, inside)], inside
    if inside:
        name = inside[0]
        guess = Meant(None, say("Do you mean «{guess}»?", guess=card.kind.sections[name].label))
    elif not name and not own and stands_for and stands_for not in misspelt:
        name = stands_for
        guess = perhaps_missing(card.kind.sections[name])
    problems = [unknown_heading(card, part, guess, name, mend=name not in misspelt)] if name or not own else []
    return problems, [name]


def stands_for_missing(card: Card, absent: Mapping[str, str]) -> str:
    """Return the only section that a card needs and lacks, if nothing else in the card is meant for it."""
    other = only_one_missing(card, ())
    titles = [part.title for part in card.parts if part.name is None and part.heading]
    if not other or any(line.name == other for line in lines_meant_as_headings(card, ())):
        return ""
    headings = [heading for heading, name in absent.items() if name == other]
    for title in titles:
        if everyday(title, [other]) or nearest(title, headings) or named_inside(title, absent) == [other]:
            return ""
    return other


def absent_headings(card: Card) -> dict[str, str]:
    """Return the headings of the sections that a card lacks: heading → name of its section."""
    present = {part.name for part in card.parts}
    return {
        heading: name
        for name, section in card.kind.sections.items()
        if name not in present
        for heading in (*section.label.values(), *chain.from_iterable(section.also.values()), name)
    }


def only_one_missing(card: Card, misspelt: Collection[str]) -> str:
    """Return the only section that a card needs and lacks; empty when it lacks more, or none."""
    present = {part.name for part in card.parts} | set(misspelt)
    missing = [name for name, section in card.kind.sections.items() if needed(section, card) and name not in present]
    return missing[0] if len(missing) == 1 else ""
