"""Find the people of the list in a text, whatever form their names have there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from harvest.privacy.finding.index import Index
from harvest.privacy.finding.judge import SURENESS, Judge
from harvest.privacy.finding.letters import Letters, key, small
from harvest.privacy.finding.neighbours import SAYINGS
from harvest.privacy.finding.passage import WORD, Passage
from harvest.privacy.finding.together import Certainty, Setting, Verdict
from harvest.privacy.people.people import NamedFor, People
from harvest.privacy.reading.words import words_of

__all__ = ["Certainty", "NameHit", "PeopleFinder", "Setting"]

_NAMEABLE: dict[str, tuple[NamedFor, ...]] = {"public": ("public",), "circle": ("public", "circle")}
"""For which editions somebody may be named, so that this edition names them."""
_REMEMBERED = 40_000_000
"""The most letters of texts of which the result is remembered."""


class NameHit(NamedTuple):
    """A name or term of the list in a text: from `start` up to `end`; `whose` is the id of the person, or empty."""

    start: int
    end: int
    whose: str
    certainty: Certainty
    term: bool = False


@dataclass(frozen=True)
class PeopleFinder:
    """Finds the people of a list that an edition may not name.

    `places` and `others` are names that stand for something else, such as a street or an author. So do `titles` of
    cards, but not where the whole text is one: there the name in it may be meant.
    """

    people: People
    edition: str
    language: str
    places: tuple[str, ...] = field(default=(), repr=False)
    others: tuple[str, ...] = field(default=(), repr=False)
    titles: tuple[str, ...] = field(default=(), repr=False)

    def within(self, text: str, setting: Setting) -> Iterator[NameHit]:
        """Yield the names in a text, in their order; they do not overlap."""
        if self.people.persons or self.people.terms:
            yield from self._search.within(text, setting)

    @cached_property
    def of_the_circle(self) -> PeopleFinder:
        """What finds the people that the circle's edition may not name either."""
        more = self.edition != "circle" and any(person.named_for == "circle" for person in self.people.persons)
        return replace(self, edition="circle") if more else self

    @cached_property
    def _search(self) -> _NameSearch:
        return _NameSearch(self)


@lru_cache(maxsize=4)
def _index_of(people: People, language: str) -> Index:
    """Return the index of a list, which several finders share: making it takes as long as reading many cards."""
    return Index(people, words_of(language))


class _NameSearch:
    """A search for one list, with what it remembers of texts that it saw."""

    def __init__(self, finder: PeopleFinder) -> None:
        self._people = finder.people
        self._index = _index_of(finder.people, finder.language)
        nameable = _NAMEABLE.get(finder.edition, ("public",))
        self._nameable = frozenset(
            whose for whose, person in enumerate(finder.people.persons) if person.named_for in nameable
        )
        self._places = finder.places
        self._others = finder.others
        self._titles = finder.titles
        self._results: dict[tuple[str, Setting], tuple[NameHit, ...]] = {}
        self._letters = 0

    def within(self, text: str, setting: Setting) -> tuple[NameHit, ...]:
        """Return the names in a text."""
        asked = (text, setting)
        hits = self._results.get(asked)
        if hits is None:
            hits = self._found(text, setting)
            self._letters += len(text) + 100
            if self._letters > _REMEMBERED:
                self._results.clear()
                self._letters = len(text)
            self._results[asked] = hits
        return hits

    def _found(self, text: str, setting: Setting) -> tuple[NameHit, ...]:
        passage = Passage(Letters(text), self._index)
        if not passage.readings:
            return ()
        verdicts = list(Judge(passage, self._index, setting).verdicts())
        if not verdicts:
            return ()
        return tuple(self._hits(passage, verdicts))

    def _hits(self, passage: Passage, verdicts: list[Verdict]) -> Iterator[NameHit]:
        """Yield of verdicts that overlap the surest, and of those the longest; what hides others is left out."""
        hidden: set[int] = set()
        for verdict in verdicts:
            if verdict.whole and not verdict.term and verdict.whose <= self._nameable and verdict.certainty == "sure":
                hidden.update(range(verdict.first, verdict.last + 1))
        named = {one for verdict in verdicts if verdict.whole and not verdict.term for one in verdict.whose}
        left: list[Verdict] = []
        for verdict in verdicts:
            if not verdict.term:
                theirs = verdict.whose - self._nameable
                if not theirs:
                    continue
                if not verdict.whole and verdict.whose & self._nameable & named:  # «Roos Bos … Roos»
                    verdict = verdict._replace(certainty="doubtful")
                verdict = verdict._replace(whose=theirs)
            if hidden.issuperset(range(verdict.first, verdict.last + 1)) and not verdict.whole:
                continue
            if self._inside(self._place_names, passage, verdict):
                continue
            if not verdict.whole:
                if self._inside(self._other_names, passage, verdict):
                    continue
                if self._inside(self._title_names, passage, verdict) and not self._is_title(passage):
                    continue
                if self._inside(self._shared_names, passage, verdict):
                    verdict = verdict._replace(certainty="doubtful")
            left.append(verdict)
        taken: set[int] = set()
        chosen: list[Verdict] = []
        for verdict in sorted(left, key=_rank):
            places = range(verdict.first, verdict.last + 1)
            if taken.isdisjoint(places):
                taken.update(places)
                chosen.append(verdict)
        for verdict in sorted(chosen):
            start, end = passage.plain.source_span(passage.starts[verdict.first], passage.ends[verdict.last])
            whose = "" if verdict.term else self._people.persons[min(verdict.whose)].id
            yield NameHit(start, end, whose, verdict.certainty, verdict.term)

    @staticmethod
    def _inside(names: dict[str, list[tuple[tuple[str, ...], int]]], passage: Passage, verdict: Verdict) -> bool:
        """Tell whether what was found is inside one of these names."""
        word = key(passage.small(verdict.first))
        for name, at in names.get(word, ()):
            start = verdict.first - at
            if start < 0 or start + len(name) <= verdict.last or start + len(name) > len(passage.words):
                continue
            if all(key(passage.small(start + place)) == part for place, part in enumerate(name)):
                return True
        return False

    @cached_property
    def _place_names(self) -> dict[str, list[tuple[tuple[str, ...], int]]]:
        return _by_word(_words(name) for name in (*SAYINGS, *self._places))

    @cached_property
    def _other_names(self) -> dict[str, list[tuple[tuple[str, ...], int]]]:
        names = list(self._of_nobody(self._others))
        for words in [words for words in names if len(words) > 1]:
            names += [(words[0][:1], *words[1:]), (*words[1:], words[0][:1]), (*words[1:], words[0])]
        return _by_word(iter(names))

    @cached_property
    def _title_names(self) -> dict[str, list[tuple[tuple[str, ...], int]]]:
        return _by_word(self._of_nobody(self._titles))

    @cached_property
    def _whole_titles(self) -> frozenset[tuple[str, ...]]:
        return frozenset(map(_words, self._titles))

    def _is_title(self, passage: Passage) -> bool:
        return tuple(key(small(word)) for word in passage.words) in self._whole_titles

    def _of_nobody(self, others: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """Yield the words of the names that do not surely name somebody of the list."""
        for other in others:
            words = _words(other)
            if words and all(verdict.certainty != "sure" for verdict in self._named_by(other)):
                yield words

    @cached_property
    def _shared_names(self) -> dict[str, list[tuple[tuple[str, ...], int]]]:
        """What is the whole name of something else and a part of somebody's: an author who is but «Jansen»."""
        names: list[tuple[str, ...]] = []
        for other in (*self._others, *self._titles):
            words = _words(other)
            verdicts = self._named_by(other)
            if any(verdict.first == 1 and verdict.last == len(words) and not verdict.whole for verdict in verdicts):
                names.append(words)
        return _by_word(iter(names))

    def _named_by(self, other: str) -> list[Verdict]:
        """Return what the name of something else says by itself, as if it stood in a sentence."""
        passage = Passage(Letters(f"x {other}"), self._index)
        return list(Judge(passage, self._index, "prose").verdicts()) if passage.readings else []


def _rank(verdict: Verdict) -> tuple[int, bool, int, int]:
    return -SURENESS[verdict.certainty], verdict.term, verdict.first - verdict.last, verdict.first


def _words(name: str) -> tuple[str, ...]:
    return tuple(key(small(word)) for word in WORD.findall(Letters(name).text))


def _by_word(names: Iterator[tuple[str, ...]]) -> dict[str, list[tuple[tuple[str, ...], int]]]:
    found: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for name in names:
        for at, word in enumerate(name):
            found.setdefault(word, []).append((name, at))
    return found
