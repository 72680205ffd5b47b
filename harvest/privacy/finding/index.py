"""Know which words may stand for somebody of the list, and what each of them would be of a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from harvest.privacy.finding.forms import (
    FROM_PLACES,
    Parts,
    endings,
    particles_closed_up,
    particles_written,
    parts_of,
    undiminished,
)
from harvest.privacy.finding.letters import key, small, spellings
from harvest.privacy.finding.near import SHORTEST, Near, is_unlike
from harvest.privacy.finding.neighbours import ARTICLES, CALLS, HARDLY_WORDS, LIKE_SUCH, is_place, makes_thing
from harvest.privacy.finding.senses import Role, Sense, Senses, humps
from harvest.privacy.people.people import People
from harvest.privacy.reading.words import Words, words_of
from harvest.problems.language import LANGUAGES

SHORTEST_START, SHORTEST_REST, SHORTEST_END = 3, 3, 4
"""The fewest letters of a name and a noun that are closed up, and of a name behind what is closed up before it."""
LONGEST = 80
"""The most letters of a word that is looked at."""
MOST_PIECES = 7


class Index:
    """The forms of all names and terms of a list."""

    def __init__(self, people: People, words: Words) -> None:
        """Make the forms; this takes some 0.1 ms for each person."""
        self.words = words
        self.names = [[parts_of(name) for name in (person.name, *person.aliases)] for person in people.persons]
        self.letters: list[frozenset[str]] = []
        self.last_letters: list[frozenset[str]] = []
        self.befores: list[frozenset[str]] = []
        self.from_places: set[int] = set()
        self.initials: dict[str, set[int]] = {}
        self.loud_initials: dict[str, set[int]] = {}
        self.all_letters: dict[str, set[int]] = {}
        self.sequences: dict[str, list[tuple[tuple[str, ...], Sense]]] = {}
        self._forms: dict[str, dict[Role, set[int]]] = {}
        self._endings: dict[str, tuple[str, bool]] = {}
        self._with_ij: dict[str, str] = {}
        for whose, person in enumerate(people.persons):
            names = self.names[whose]
            own = ["".join(re.findall(r"[^\W\d_]+", initials)) for initials in person.initials]
            for initials in own:
                if len(initials) > 1:
                    self.initials.setdefault(initials, set()).add(whose)
                    if len(initials) > 2 and not initials.isupper():
                        self.loud_initials.setdefault(initials.upper(), set()).add(whose)
            self.letters.append(
                frozenset([letters for parts in names for letters in parts.letters] + [small(one) for one in own])
            )
            self.last_letters.append(
                frozenset(
                    "".join(word[0] for word in before) + name[:1] for parts in names for before, name in parts.surnames
                )
                | frozenset(name[:1] for parts in names for _, name in parts.surnames)
            )
            self.befores.append(
                frozenset(
                    written for parts in names for before, _ in parts.surnames for written in particles_written(before)
                )
                - {""}
            )
            for letters in self.letters[whose]:
                for last in self.last_letters[whose]:
                    self.all_letters.setdefault(letters + last, set()).add(whose)
            if any(before in FROM_PLACES for parts in names for before, _ in parts.surnames):
                self.from_places.add(whose)
            self._add_names(whose, names)
            for address in person.email:
                self._add_address(whose, address)
        self._lone = {
            form: roles for form, roles in self._forms.items() if roles.keys() & {"given", "surname", "whole", "full"}
        }
        for number, term in enumerate(people.terms):
            self._add_term(number, term)
        self._add_endings()
        self._built_with = self._lone | {form: roles for form, roles in self._forms.items() if "term" in roles}
        self._near = Near([*self._lone, *self._with_ij])
        particled = {key(name) for names in self.names for parts in names for before, name in parts.surnames if before}
        self._near_short = Near((name for name in particled if len(name) < SHORTEST), SHORTEST - 2)
        self._first_initials = frozenset(
            [initials[0] for initials in self.initials]
            + [letters[0].upper() for letters in self.all_letters]
            + [name[0].upper() for names in self.names for parts in names for before, name in parts.surnames if before]
        )
        self._starts = frozenset(form[:3] for form in self._built_with)
        self._ends = frozenset(form[-3:] for form in self._built_with if len(form) >= SHORTEST_END)
        self._readings: dict[str, Senses | None] = {}
        self.dull: set[str] = set()

    def _add(self, form: str, role: Role, whose: int) -> None:
        compared = key(form)
        self._forms.setdefault(compared, {}).setdefault(role, set()).add(whose)
        if compared != form and role not in ("lettered", "initialled"):
            self._with_ij[form] = compared

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
            for written in particles_closed_up(before):
                last = written + surname
                for first in given:
                    self._add(first + last, "full", whose)
                    self._add(last + first, "full", whose)
                for first in letters:
                    if len(last) > 2:
                        self._add(first + last, "lettered", whose)
                    if len(last) > 3:
                        self._add(last + first, "lettered", whose)
        for first in given:
            for last in self.last_letters[whose]:
                if len(first) > 2:
                    self._add(first + last, "initialled", whose)
        for closed in {closed for parts in names for closed in parts.closed}:
            for first in ("", *given, *letters):
                self._add(first + closed, "lettered" if first in letters else "full", whose)

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
        while len(words) > 1 and (words[0] in ARTICLES or words[0] in CALLS or makes_thing(words[0])):
            self._add_words(number, words)
            words = words[1:]
        self._add_words(number, words)

    def _add_words(self, number: int, words: list[str]) -> None:
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
                    if not self._forms.get(key(ended), {}).keys() - {"lettered", "initialled"}:
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

    def _is_named(self, word: str) -> bool:
        reading = self.reading(word)
        return reading is not None and bool(reading.parts)

    def closed_up(self, word: str) -> Senses | None:
        """Return what a word may stand for that was made of others, so as a whole, or None."""
        if not any(key(one) in self._forms or key(one) in self._endings for one in spellings(word)):
            return None
        return self.reading(word)

    def _read(self, word: str) -> Senses | None:
        if len(word) > LONGEST:
            return None
        senses = tuple(self._senses(word))
        whose = self.initials.get(word) or self.initials.get(word.removesuffix("s"), set())
        if whose and (word in self.initials or len(word) > SHORTEST_START):
            senses = (*senses, Sense("initials", frozenset(whose)))
        if senses and all(sense.role in ("lettered", "initialled") for sense in senses) and self._is_listed(word):
            senses = ()
        if senses:
            return Senses(senses, self._is_ordinary(word))
        humped = humps(word)
        # What has many pieces is a key or the like, in which short names stand by chance.
        least = 1 if len(humped) <= MOST_PIECES else SHORTEST
        if len(humped) > 1 and any(len(hump) >= least and self._is_named(hump) for hump in humped):
            return Senses((), pieces=tuple(len(hump) for hump in humped))
        reading = self._compound(word) or self._near_by(word)
        if reading and not self._is_listed(word):
            return reading
        return (
            Senses(())
            if key(small(word)) in self.sequences or word in self._first_initials or word in self.loud_initials
            else None
        )

    def _is_ordinary(self, word: str) -> bool:
        """Tell whether this is a word of the language; in small letters also of another that is quoted in it."""
        if word[:1].isupper():
            return self.words.lists(word) and small(word) not in HARDLY_WORDS
        return self._is_listed(word)

    def _is_listed(self, word: str) -> bool:
        return self.words.lists(word) or any(words_of(other).lists(word) for other in LANGUAGES)

    def _near_by(self, word: str) -> Senses | None:
        """Return what a word is that is one mistake away from a name."""
        for spelling in spellings(word) if len(word) >= SHORTEST - 3 else ():
            form = key(spelling)
            near = self._sounding(form) or (self._near.to(form) if len(form) >= SHORTEST - 1 else [])
            near = [self._with_ij.get(one, one) for one in near or self._near.to(spelling)]
            short = [] if near or not word[0].isupper() else self._near_short.to(form)
            if (near or short) and not self.words.knows(word):
                senses = tuple(sense for one in near or short for sense in self._of_form(one))
                unlike = all(is_unlike(form, one) for one in near or short)
                return Senses(senses, near=True, unlike=unlike, short=bool(short))
        return None

    def _sounding(self, form: str) -> list[str]:
        """Return the names that sound as a word does, with «ei» for «ij»: «Meier» for Meijer."""
        other = form.replace("ei", "y") if "ei" in form else form.replace("y", "ei")
        return [other] if other != form and len(other) >= SHORTEST - 2 and other in self._lone else []

    def _senses(self, word: str) -> Iterator[Sense]:
        for spelling in spellings(word):
            form = key(spelling)
            if form in self._forms:
                yield from self._of_form(form)
            if form in self._endings:
                origin, plural = self._endings[form]
                for sense in self._of_form(origin):
                    # «de Bossen» are a family; a first name has no such plural.
                    if not (plural and sense.role == "given"):
                        yield sense._replace(plural=plural, ended=True)

    def _of_form(self, form: str) -> Iterator[Sense]:
        return (Sense(role, frozenset(whose)) for role, whose in self._forms.get(form, {}).items())

    def _ends_compound(self, rest: str) -> bool:
        """Tell whether a closed compound may end so, also as a diminutive."""
        forms = (rest, *undiminished(rest))
        return any(form in LIKE_SUCH or self.words.ends_compound(form) for form in forms if len(form) > 2)

    def _compound(self, word: str) -> Senses | None:
        """Return what a word is that closes up a name and a noun, as «jansenoverleg» and «teamjansen»."""
        plain = small(word)
        small_letters = not word[:1].isupper()
        if key(plain)[:3] in self._starts:
            for end in range(len(plain) - SHORTEST_REST, SHORTEST_START - 1, -1):
                form = key(plain[:end])
                roles = self._built_with.get(form) or self._built_with.get(form.removesuffix("s"))
                rest = plain[end:]
                if len(rest) == SHORTEST_REST and end < SHORTEST_START + 2:
                    continue
                if roles and self._ends_compound(rest):
                    parts = tuple(Sense(role, frozenset(whose)) for role, whose in roles.items() if role != "piece")
                    ordinary = self.words.lists(plain[:end])
                    if form not in self._built_with if ordinary else small_letters and end == SHORTEST_START:
                        continue
                    return Senses(parts, ordinary, compound=True, thing=is_place(rest))
        if key(plain)[-3:] in self._ends:
            for start in range(2, len(plain) - SHORTEST_END + 1):
                form = key(plain[start:])
                if form in self._built_with and plain[:start] in CALLS:
                    return Senses(tuple(self._of_form(form)), self._is_ordinary(plain[start:]), compound=True)
        return None
