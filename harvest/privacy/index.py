"""Know which words may stand for somebody of the list, and what each of them would be of a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from harvest.privacy.forms import Parts, endings, particles_written, parts_of
from harvest.privacy.letters import key, small, spellings
from harvest.privacy.near import SHORTEST, Near
from harvest.privacy.neighbours import CALLS, HARDLY_WORDS, is_thing
from harvest.privacy.people import People
from harvest.privacy.words import Words

Role = Literal["given", "piece", "surname", "whole", "full", "address", "initials", "term"]
"""What a word is of a name: a first name; a piece of one, that counts only beside another part; a surname without or
with the words before it; more than one part closed up, as `fjansen`; the first part of an address; initials; a term."""


class Sense(NamedTuple):
    """What a word may be, and of whom: places in the list of people, or of terms."""

    role: Role
    whose: frozenset[int]
    plural: bool = False
    ended: bool = False


class Senses(NamedTuple):
    """What a word may stand for.

    `ordinary` tells that it is a word of the language too, and `near` that it is spelt one letter otherwise than a
    name. In a `compound` the name is closed up with a noun, and `thing` tells that this noun is that of a street,
    a school or the like. `pieces` are the lengths of the words that were closed up with capitals or digits, if any.
    """

    parts: tuple[Sense, ...]
    ordinary: bool = False
    near: bool = False
    compound: bool = False
    thing: bool = False
    pieces: tuple[int, ...] = ()


_HUMPS = re.compile(r"\d+|[^\W\d_]+")
SHORTEST_START, SHORTEST_REST, SHORTEST_END = 3, 3, 5


def humps(word: str) -> list[str]:
    """Return the words in one that were closed up with capitals or digits, as `PietJansen2`."""
    found: list[str] = []
    for run in _HUMPS.findall(word):
        start = 0
        for at in range(1, len(run)):
            upper = run[at].isupper()
            if (upper and not run[at - 1].isupper()) or (
                upper and at + 1 < len(run) and run[at + 1].islower() and run[at - 1].isupper()
            ):
                found.append(run[start:at])
                start = at
        found.append(run[start:])
    return found


class Index:
    """The forms of all names and terms of a list."""

    def __init__(self, people: People, words: Words) -> None:
        """Make the forms; this takes some 0.1 ms for each person."""
        self.words = words
        self.names = [[parts_of(name) for name in (person.name, *person.aliases)] for person in people.persons]
        self.letters: list[frozenset[str]] = []
        self.last_letters: list[frozenset[str]] = []
        self.befores: list[frozenset[str]] = []
        self.initials: dict[str, set[int]] = {}
        self.sequences: dict[str, list[tuple[tuple[str, ...], Sense]]] = {}
        self._forms: dict[str, dict[Role, set[int]]] = {}
        self._endings: dict[str, tuple[str, bool]] = {}
        for whose, person in enumerate(people.persons):
            names = self.names[whose]
            own = ["".join(re.findall(r"[^\W\d_]+", initials)) for initials in person.initials]
            for initials in own:
                if len(initials) > 1:
                    self.initials.setdefault(initials, set()).add(whose)
            self.letters.append(
                frozenset([letters for parts in names for letters in parts.letters] + [small(one) for one in own])
            )
            self.last_letters.append(
                frozenset(f"{before[:1]}{name[:1]}" for parts in names for before, name in parts.surnames)
                | frozenset(name[:1] for parts in names for _, name in parts.surnames)
            )
            self.befores.append(
                frozenset(
                    written for parts in names for before, _ in parts.surnames for written in particles_written(before)
                )
                - {""}
            )
            self._add_names(whose, names)
            for address in person.email:
                self._add_address(whose, address)
        self._lone = {
            form: roles for form, roles in self._forms.items() if roles.keys() & {"given", "surname", "whole", "full"}
        }
        for number, term in enumerate(people.terms):
            self._add_term(number, term)
        self._add_endings()
        self._near = Near(self._lone)
        self._starts = frozenset(form[:3] for form in self._lone)
        self._ends = frozenset(form[-3:] for form in self._lone if len(form) >= SHORTEST_END)
        self._readings: dict[str, Senses | None] = {}
        self.dull: set[str] = set()

    def _add(self, form: str, role: Role, whose: int) -> None:
        self._forms.setdefault(key(form), {}).setdefault(role, set()).add(whose)

    def _add_names(self, whose: int, names: Iterable[Parts]) -> None:
        given = {word: None for parts in names for word in parts.given}
        surnames = {pair: None for parts in names for pair in parts.surnames}
        letters = {one: None for parts in names for one in parts.letters} | dict.fromkeys(self.letters[whose])
        for word in given:
            self._add(word, "given" if len(word) > 1 else "piece", whose)
        for parts in names:
            for word in parts.pieces:
                self._add(word, "piece", whose)
        for before, surname in surnames:
            self._add(surname, "surname" if len(surname) > 1 else "piece", whose)
            if before and len(surname) > 1:
                for written in particles_written(before):
                    if written:
                        self._add(written + surname, "whole", whose)
            for written in particles_written(before):
                last = written + surname
                for first in (*given, *letters):
                    if len(first) + len(last) > 3:
                        self._add(first + last, "full", whose)
                        self._add(last + first, "full", whose)
        if len(surnames) > 1:
            closed = "".join(dict.fromkeys(before + surname for before, surname in surnames))
            for first in ("", *given, *letters):
                self._add(first + closed, "full", whose)

    def _add_address(self, whose: int, address: str) -> None:
        local, _, domain = address.partition("@")
        words = tuple(key(small(word)) for word in re.findall(r"[^\W_]+", local))
        rest = tuple(key(small(word)) for word in re.findall(r"[^\W_]+", domain))
        if not words:
            return
        if rest:
            self.sequences.setdefault(words[0], []).append((words + rest, Sense("address", frozenset({whose}))))
        if len(words) > 1:
            self.sequences.setdefault(words[0], []).append((words, Sense("address", frozenset({whose}))))
            self._add("".join(words), "address", whose)
        elif len(words[0]) > 2 and not self.words.lists(local):
            self._add(words[0], "address", whose)

    def _add_term(self, number: int, term: str) -> None:
        words = [small(word) for word in re.findall(r"[^\W_]+", term)]
        closed = "".join(words)
        if len(closed) < 2:
            return
        part = Sense("term", frozenset({number}))
        self._add(closed, "term", number)
        ways = {tuple(key(word) for word in words)} if len(words) > 1 else set()
        ways |= {(key(closed[:at]), key(closed[at:])) for at in range(3, len(closed) - 2)}
        for way in ways:
            self.sequences.setdefault(way[0], []).append((way, part))
            if len(way[-1]) > 2:
                for ended, _ in endings(way[-1]):
                    self.sequences[way[0]].append(((*way[:-1], key(ended)), part))

    def _add_endings(self) -> None:
        for form, roles in self._forms.items():
            if len(form) > 2 and roles.keys() & {"given", "surname", "whole", "full", "term"}:
                for ended, plural in endings(form):
                    if ended not in self._forms:
                        self._endings.setdefault(key(ended), (form, plural))

    def reading(self, word: str) -> Senses | None:
        """Return what a word may stand for, or None; what was asked before is remembered."""
        try:
            return self._readings[word]
        except KeyError:
            if len(self._readings) > 200_000:
                self._readings.clear()
                self.dull.clear()
            reading = self._readings[word] = self._read(word)
            if reading is None:
                self.dull.add(word)
            return reading

    def closed_up(self, word: str) -> Senses | None:
        """Return what a word may stand for that was made of others, so as a whole, or None."""
        reading = self.reading(word)
        usual = reading and not (reading.pieces or reading.near or reading.compound)
        return reading if usual else None

    def _read(self, word: str) -> Senses | None:
        if len(word) > 80:
            return None
        parts = tuple(self._parts(word))
        listed = self.words.lists(word) and small(word) not in HARDLY_WORDS
        if word in self.initials:
            parts = (*parts, Sense("initials", frozenset(self.initials[word])))
        if parts:
            return Senses(parts, listed)
        humped = humps(word)
        if len(humped) > 1 and any(self.reading(hump) for hump in humped):
            return Senses((), pieces=tuple(len(hump) for hump in humped))
        if listed or word.isdigit():
            first = small(word)[:1]
            return Senses(()) if key(small(word)) in self.sequences and first else None
        compound = self._compound(word)
        if compound:
            return compound
        if len(word) >= SHORTEST - 1:
            for spelling in spellings(word):
                near = [one for one in self._near.to(key(spelling)) if len(one) >= SHORTEST]
                if near and not self.words.knows(word):
                    return Senses(tuple(part for one in near for part in self._of_form(one)), near=True)
        return Senses(()) if key(small(word)) in self.sequences or word in self._first_initials() else None

    def _first_initials(self) -> frozenset[str]:
        return frozenset(initials[0] for initials in self.initials)

    def _parts(self, word: str) -> Iterator[Sense]:
        for spelling in spellings(word):
            form = key(spelling)
            if form in self._forms:
                yield from self._of_form(form)
            elif form in self._endings:
                origin, plural = self._endings[form]
                yield from (part._replace(plural=plural, ended=True) for part in self._of_form(origin))

    def _of_form(self, form: str) -> Iterator[Sense]:
        return (Sense(role, frozenset(whose)) for role, whose in self._forms.get(form, {}).items())

    def _compound(self, word: str) -> Senses | None:
        """Return what a word is that closes up a name and a noun, as «jansenoverleg» and «teamjansen»."""
        plain = small(word)
        capital = word[:1].isupper()
        least = SHORTEST_START if capital else SHORTEST_START + 1
        if key(plain)[:3] in self._starts:
            for end in range(len(plain) - SHORTEST_REST, least - 1, -1):
                form = key(plain[:end])
                roles = self._lone.get(form) or self._lone.get(self._endings.get(form, ("",))[0])
                rest = plain[end:]
                if roles and self.words.ends_compound(rest):
                    parts = tuple(Sense(role, frozenset(whose)) for role, whose in roles.items() if role != "piece")
                    ordinary = self.words.lists(plain[:end]) and plain[:end] not in HARDLY_WORDS
                    return Senses(parts, ordinary, compound=True, thing=is_thing(rest))
        if key(plain)[-3:] in self._ends:
            for start in range(2, len(plain) - SHORTEST_END + 1):
                form = key(plain[start:])
                if form in self._lone and plain[:start] in CALLS and not self.words.lists(plain[start:]):
                    return Senses(tuple(self._of_form(form)), compound=True)
        return None
