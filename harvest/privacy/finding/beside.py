"""Tell by the words beside a name whether it is part of another one: of a thing, of a time, or of somebody else."""

from __future__ import annotations

import re
from typing import Literal

from harvest.privacy.finding.forms import CALLING
from harvest.privacy.finding.index import Index
from harvest.privacy.finding.neighbours import (
    FIRST_NAMES,
    HARDLY_WORDS,
    THING_WORDS,
    TITLES,
    begins,
    is_month,
    joins,
    makes_thing,
)
from harvest.privacy.finding.neighbours import is_thing as names_thing
from harvest.privacy.finding.neighbours import of_the_year as part_of_year
from harvest.privacy.finding.passage import Passage
from harvest.privacy.finding.senses import Sense
from harvest.privacy.finding.together import WholeNames

PLAIN_GAP = re.compile(r"[ \u00a0\t]*+\n?+[ \u00a0\t>]*+\Z|[-‐‑]\Z")
DOTS = re.compile(r"\.?[ \u00a0]?\Z|[-‐‑]\Z|[_.]\Z")
HYPHENS = ("-", "‐", "‑")
_MONTH_GAP = re.compile(r"\.?[ \u00a0'’/–-]{0,2}\Z")


class Beside:
    """Looks at what stands beside the words of one passage."""

    def __init__(self, passage: Passage, index: Index, names: WholeNames) -> None:
        """Take a passage that was cut with the same index."""
        self.passage = passage
        self.index = index
        self._names = names

    def begins(self, at: int) -> bool:
        """Tell whether a word begins a sentence."""
        return begins(self.passage.text, self.passage.starts[at])

    def of_the_year(self, at: int) -> Literal["", "perhaps", "surely"]:
        """Tell whether a word is that of a month or a season."""
        passage = self.passage
        before = after = ("", "")
        if at and _MONTH_GAP.match(passage.gap(at - 1)):
            before = passage.small(at - 1), passage.small(at - 2) if at > 1 else ""
        if _MONTH_GAP.match(passage.gap(at)):
            after = passage.small(at + 1), passage.small(at + 2)
        told = part_of_year(passage.small(at), before, after)
        if not told and passage.gap(at) in HYPHENS and is_month(passage.small(at)) and not passage.capital(at + 1):
            return "perhaps"  # «het Mei-nummer»
        return told

    def has_capital(self, at: int) -> bool:
        """Tell whether a word is one of more that have a capital, as in «Prins Bernhard» and «Wit-Rusland»."""
        passage = self.passage
        after = at + 1
        while passage.small(after) in CALLING and after < at + 4 and PLAIN_GAP.match(passage.gap(after - 1)):
            after += 1
        if passage.capital(after) and PLAIN_GAP.match(passage.gap(after - 1)) and after not in passage.readings:
            return True
        if not passage.capital(at - 1) or not PLAIN_GAP.match(passage.gap(at - 1)):
            return False
        return (
            passage.small(at - 1) not in TITLES
            and at - 1 not in passage.readings
            and not self.begins(at - 1)
            and (not self._names.is_particle(at - 1))
        )

    def is_joined(self, at: int) -> bool:
        """Tell whether a word is one of two ordinary ones with a capital, as in «Groen en Gezond»."""
        passage = self.passage
        for near, far in ((at + 1, at + 2), (at - 1, at - 2)):
            if joins(passage.small(near)) and passage.capital(far) and far not in passage.readings:
                gaps = passage.gap(min(near, far)), passage.gap(min(near, at))
                if all(map(str.isspace, gaps)) and self._is_word(far):
                    return not self.begins(far)
        return False

    def is_hyphened(self, at: int) -> bool:
        """Tell whether a word is one half of two ordinary ones of which neither is a name: «Wit-Gele»."""
        passage = self.passage
        for gap, other in ((passage.gap(at), at + 1), (passage.gap(at - 1), at - 1)):
            if gap in HYPHENS and passage.capital(other) and passage.small(other) not in TITLES:
                word = passage.words[other]
                return self.index.words.lists(word) and not self.index.words.names(word)
        return False

    def _is_word(self, at: int) -> bool:
        return self.passage.small(at) not in FIRST_NAMES and self.index.words.knows(self.passage.words[at])

    def is_thing(self, at: int, *, owner: bool) -> bool:
        """Tell whether a word is in the name of a street, a school, a foundation or another thing.

        An `owner`, as in «Fatima's school», is in such a name only where the thing has a capital too.
        """
        passage = self.passage
        place = at - 1
        while at - 5 < place and PLAIN_GAP.match(passage.gap(place)):
            if makes_thing(passage.small(place)):
                return True
            if not self._names.is_particle(place) and not (passage.capital(place) and place not in passage.readings):
                break
            place -= 1
        if at and passage.gap(at - 1) in (". ", ".") and passage.small(at - 1) == "st":
            return True
        place = at
        for _ in range(5):
            gap = passage.gap(place)
            if not PLAIN_GAP.match(gap):
                return False
            place += 1
            word = passage.small(place)
            beside = not owner and place == at + 1 and word in THING_WORDS
            if names_thing(word) and (beside or passage.capital(place) or gap in HYPHENS):
                return True
            if not passage.capital(place) and not self._names.is_particle(place):
                return False
        return False

    def is_other(self, at: int, part: Sense) -> bool:
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
        if len(before) <= 2 and before[0].isupper() and DOTS.match(gap) and small not in TITLES:
            in_capitals = passage.words[at].isupper() and self.index.words.knows(before)
            return "." in gap or (before.isupper() and not in_capitals)
        after = passage.gap(at)
        if after.startswith(",") and passage.gap(at + 1).startswith(".") and len(passage.small(at + 1)) == 1:
            return passage.capital(at + 1)
        if not PLAIN_GAP.match(gap) or not before[0].isupper() or small in TITLES:
            return False
        return small in FIRST_NAMES or not self.index.words.knows(before)

    def _is_other_given(self, at: int) -> bool:
        passage = self.passage
        place = at + 1
        if not PLAIN_GAP.match(passage.gap(at)):
            return False
        while passage.small(place) in CALLING and PLAIN_GAP.match(passage.gap(place)):
            place += 1
        if not passage.capital(place):
            return False
        if place > at + 1:
            return True
        word = passage.words[place]
        if word.isupper() and passage.words[at].isupper() and self.index.words.knows(word):
            return False  # «WAT PIET DEED»
        return passage.small(place) not in HARDLY_WORDS and not word.isdigit()
