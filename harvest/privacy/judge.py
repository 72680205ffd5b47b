"""Judge whether a word that may stand for a person does, by what stands beside it and how the text is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harvest.privacy.index import Index, Sense
from harvest.privacy.letters import key
from harvest.privacy.neighbours import (
    ADDRESSED,
    FIRST_NAMES,
    HARDLY_WORDS,
    TITLES,
    begins,
    is_month,
    is_thing,
    makes_thing,
)
from harvest.privacy.passage import Passage
from harvest.privacy.together import Certainty, Setting, Verdict, WholeNames

SURENESS: dict[Certainty, int] = {"doubtful": 1, "likely": 2, "sure": 3}

_PLAIN_GAP = re.compile(r"[ \u00a0\t]*\n?[ \u00a0\t>]*\Z|[-‐‑]\Z")
_DOTS = re.compile(r"\.?[ \u00a0]?\Z|[-‐‑]\Z|[_.]\Z")
_AT = frozenset("at dot punt apenstaartje apestaart".split())
_SHORTENINGS = frozenset(
    "bv nv bc ad ac dc ps nb sa cs cv ca pc tv va vs uk us eu un pm am ie eg nt ot mt vt ht wo mbo hbo aub svp nvt tav"
    " tnv zoz zgn nav iha ivm ism mbv tbv ipv oa ea ed mm od ov ovv phd ma ba msc id fb ai it hr bw avg"
    "".split()
)


class Judge:
    """Judges the words of one passage."""

    def __init__(self, passage: Passage, index: Index, setting: Setting) -> None:
        """Take a passage that was cut with the same index."""
        self.passage = passage
        self.index = index
        self.setting = setting
        self._names = WholeNames(passage, index, setting)

    def verdicts(self) -> Iterator[Verdict]:
        """Yield what stands for somebody; what is yielded may overlap."""
        for at in self.passage.readings:
            together = self._names.beginning(at)
            if together:
                yield together
            yield from self._sequences(at)
            yield from self._alone(at)

    # Words in a row: terms, addresses, initials

    def _sequences(self, at: int) -> Iterator[Verdict]:
        passage = self.passage
        for way, part in self.index.sequences.get(key(passage.small(at)), ()):
            place, last = at, at
            for word in way[1:]:
                place = last + 1
                while place < len(passage.words) and part.role == "address" and passage.small(place) in _AT:
                    place += 1
                if place >= len(passage.words) or key(passage.small(place)) != word or len(passage.gap(place - 1)) > 5:
                    break
                last = place
            else:
                yield Verdict(at, last, part.whose, "sure", term=part.role == "term", whole=True)
        yield from self._initials(at)

    def _initials(self, at: int) -> Iterator[Verdict]:
        passage = self.passage
        letters, place = "", at
        while place < len(passage.words) and place < at + 7:
            word = passage.words[place]
            if len(word) > 2 and place > at:
                break
            letters += word
            if letters in self.index.initials:
                follows = passage.capital(place + 1) and _DOTS.match(passage.gap(place)) and place > at
                alone = not follows and not (at and passage.gap(at - 1) == ".")
                certainty: Certainty = "doubtful" if self.setting == "code" or not alone else "sure"
                yield Verdict(at, place, frozenset(self.index.initials[letters]), certainty)
            if not _DOTS.match(passage.gap(place)):
                break
            place += 1

    # One word

    def _alone(self, at: int) -> Iterator[Verdict]:
        reading = self.passage.readings[at]
        for part in reading.parts:
            if part.role in ("piece", "initials", "full"):
                continue
            certainty = self._of_one(at, part)
            if certainty:
                first = self._names.particles_before(at, part.whose) if part.role == "surname" else at
                yield Verdict(first, at, part.whose, certainty, term=part.role == "term")

    def _of_one(self, at: int, part: Sense) -> Certainty | None:
        reading = self.passage.readings[at]
        word = self.passage.words[at]
        if part.role == "address":
            return "sure" if not reading.ordinary else "doubtful"
        if part.role == "term":
            return self._of_word(at, part, thing=False) if reading.ordinary else "sure"
        if len(word) < 2 or (len(word) == 2 and not (word[0].isupper() and word[1].islower())):
            return None
        thing = reading.thing or self._is_thing(at)
        if reading.ordinary:
            return None if thing else self._of_word(at, part, thing)
        certainty: Certainty = "sure"
        if reading.near:
            certainty = "likely" if self.passage.capital(at) and not self._begins(at) else "doubtful"
        if thing or self._is_other(at, part):
            certainty = "doubtful"
        if len(word) == 2 and self.setting != "prose":
            certainty = "doubtful"
        return certainty

    def _begins(self, at: int) -> bool:
        return begins(self.passage.text, self.passage.starts[at])

    def _of_word(self, at: int, part: Sense, thing: bool) -> Certainty | None:
        """Return how sure a name is that is an ordinary word too."""
        passage = self.passage
        word = passage.words[at]
        before, after = passage.small(at - 1), passage.small(at + 1)
        close_before = at > 0 and bool(_PLAIN_GAP.match(passage.gap(at - 1)) or passage.gap(at - 1) == ". ")
        reading = passage.readings[at]
        if part.role != "term" and close_before and before in ADDRESSED and not part.ended:
            return "sure"
        if is_month(word.lower(), before if close_before else "", after if _PLAIN_GAP.match(passage.gap(at)) else ""):
            return None
        if not word[0].isupper():
            if self.setting == "code" and not reading.compound and not part.plural:
                return "doubtful"
            only = len(passage.words) == 1
            return "doubtful" if only and self.setting == "words" and not reading.compound else None
        if reading.compound and (self.setting != "prose" or self._begins(at)):
            return "doubtful"
        if self.setting != "prose" or (len(word) > 1 and word.isupper()) or self._begins(at):
            return "doubtful"
        if part.plural and before != "de" and before not in ADDRESSED:
            return "doubtful"
        if self._is_other(at, part) or self._has_capital_beside(at):
            return "doubtful"
        return "likely"

    def _has_capital_beside(self, at: int) -> bool:
        """Tell whether a word is one of more that have a capital, as in «Prins Bernhard» and «Wit-Rusland»."""
        passage = self.passage
        if passage.capital(at + 1) and _PLAIN_GAP.match(passage.gap(at)) and at + 1 not in passage.readings:
            return True
        if not passage.capital(at - 1) or not _PLAIN_GAP.match(passage.gap(at - 1)):
            return False
        return (
            passage.small(at - 1) not in TITLES
            and at - 1 not in passage.readings
            and not self._begins(at - 1)
            and (not self._names.is_particle(at - 1))
        )

    def _is_thing(self, at: int) -> bool:
        """Tell whether a word is in the name of a street, a school, a foundation or another thing."""
        passage = self.passage
        if at and _PLAIN_GAP.match(passage.gap(at - 1)) and makes_thing(passage.small(at - 1)):
            return True
        if at > 1 and self._names.is_particle(at - 1) and makes_thing(passage.small(at - 2)):
            return True
        if at and passage.gap(at - 1) in (". ", ".") and passage.small(at - 1) == "st":
            return True
        place = at
        for _ in range(5):
            if not _PLAIN_GAP.match(passage.gap(place)):
                return False
            place += 1
            word = passage.small(place)
            if is_thing(word):
                return True
            if not passage.capital(place) and not self._names.is_particle(place):
                return False
        return False

    def _is_other(self, at: int, part: Sense) -> bool:
        """Tell whether the words beside it make this the name of somebody else: «Anna Jansen», «Piet Smit»."""
        passage = self.passage
        if part.role == "given":
            return self._is_other_given(at)
        place = at
        while place and self._names.is_particle(place - 1) and self._names.close(place - 1):
            place -= 1
        if not place:
            return False
        before, gap = passage.words[place - 1], passage.gap(place - 1)
        small = passage.small(place - 1)
        if len(before) <= 2 and before[0].isupper() and _DOTS.match(gap) and small not in TITLES:
            return "." in gap or before.isupper()
        after = passage.gap(at)
        if after.startswith(",") and passage.gap(at + 1).startswith(".") and len(passage.small(at + 1)) == 1:
            return passage.capital(at + 1)
        if not _PLAIN_GAP.match(gap) or not before[0].isupper() or small in TITLES:
            return False
        return small in FIRST_NAMES or not self.index.words.knows(before)

    def _is_other_given(self, at: int) -> bool:
        passage = self.passage
        place = at + 1
        if not _PLAIN_GAP.match(passage.gap(at)):
            return False
        while self._names.is_particle(place) and _PLAIN_GAP.match(passage.gap(place)):
            place += 1
        if not passage.capital(place):
            return False
        if place > at + 1:
            return True
        if len(passage.words[place]) == 1:
            return passage.gap(place).startswith(".")
        word = passage.small(place)
        return word not in HARDLY_WORDS and not passage.words[place].isdigit()
