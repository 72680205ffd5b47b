"""Find names of which more parts stand together, in whatever order: these leave no doubt who is meant."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from harvest.privacy.finding.forms import PARTICLES, SHORT_PARTICLES
from harvest.privacy.finding.index import Index
from harvest.privacy.finding.neighbours import FREQUENT, HARDLY_WORDS, begins
from harvest.privacy.finding.passage import Passage

Setting = Literal["prose", "words", "code"]
Certainty = Literal["sure", "likely", "doubtful"]

_CLOSE = re.compile(r"[\s.,\-‐‑‒–_/'’‘`´()\"“”„«»+*|:;@=%~&]{0,6}\Z")
_SENTENCE = re.compile(r"[.!?:]\s|\n\s*\n|\n[ \t]*[-*+•#|]")


_LONG_LETTERS = frozenset("Th Ch Ph IJ Tj Sj Chr Joh Jac Wm Jr".split())
"""Initials of more than one letter."""


class Verdict(NamedTuple):
    """The words from `first` to `last` stand for one of `whose`, or for a term."""

    first: int
    last: int
    whose: frozenset[int]
    certainty: Certainty
    term: bool = False
    whole: bool = False


class WholeNames:
    """Finds the names of more parts in one passage."""

    def __init__(self, passage: Passage, index: Index, setting: Setting) -> None:
        """Take a passage that was cut with the same index."""
        self.passage = passage
        self.index = index
        self.setting = setting

    def close(self, at: int) -> bool:
        """Tell whether a word and the next may belong to one name."""
        gap = self.passage.gap(at)
        if len(gap) > 6 or not _CLOSE.match(gap):
            return False
        return not _SENTENCE.search(gap) or (gap[0] == "." and "\n" not in gap and self._is_short(at))

    def _is_short(self, at: int) -> bool:
        word = self.passage.words[at]
        return len(word) <= 2 or word in _LONG_LETTERS or self.passage.small(at) in SHORT_PARTICLES

    def is_particle(self, at: int) -> bool:
        word = self.passage.small(at)
        return word in PARTICLES or word in SHORT_PARTICLES

    def beginning(self, at: int) -> Verdict | None:
        """Return the longest name of two parts or more that begins with this word."""
        last, whose, count = at, self._whose(at), 1
        if not whose:
            return None
        full = any(part.role in ("full", "lettered") for part in self.passage.readings[at].parts)
        while True:
            following = self._next_part(last, whose)
            if following is None:
                break
            last, whose = following
            count += 1
        first, last, lettered = self._with_letters(at, last, whose)
        if lettered:
            whose, count = lettered, count + 1
        if count == 1 and not full:
            return None
        if "," in self.passage.gap(at) or self._has_role(at, whose, ("surname",)):
            last = self._particles_behind(last, whose)
        first = self.particles_before(first, whose)
        certainty = self._of_more(first, last, count)
        return Verdict(first, last, whose, certainty, whole=True) if certainty else None

    def _whose(self, at: int) -> frozenset[int]:
        reading = self.passage.readings.get(at)
        if reading is None or (reading.compound and reading.ordinary):  # «Wijkaanpak, wijken»
            return frozenset()
        return frozenset().union(
            *(part.whose for part in reading.parts if part.role not in ("term", "initials", "initialled", "address"))
        )

    def _next_part(self, at: int, whose: frozenset[int]) -> tuple[int, frozenset[int]] | None:
        words = self.passage.words
        others, closed = 0, ""
        place = at
        for _ in range(6):
            if place + 1 >= len(words) or not self.close(place):
                return None
            place += 1
            shared = self._preceded(closed, whose & self._whose(place))
            reading = self.passage.readings.get(place)
            if reading and reading.short and not closed:
                return None
            if shared and self.passage.small(place) != self.passage.small(at):
                return place, shared
            if self.is_particle(place):
                closed += self.passage.small(place)
                continue
            others += 1
            if others > 2 or not (self.passage.capital(place) or len(words[place]) == 1) or "," in self.passage.gap(at):
                return None
        return None

    def _with_letters(self, first: int, last: int, whose: frozenset[int]) -> tuple[int, int, frozenset[int]]:
        """Return a name with the initials before or behind it, and whose these are."""
        place, closed = first, ""
        for _ in range(5 if self._has_role(first, whose, ("surname", "whole", "piece")) else 0):
            theirs = self._preceded(closed, whose)
            before = self._letters_before(place, theirs) if theirs else None
            if before:
                return before[0], last, before[1]
            if place == 0 or not self.close(place - 1) or not self.is_particle(place - 1):
                break
            place -= 1
            closed = self.passage.small(place) + closed
        behind = self._letters_behind(last, whose)
        if behind:
            return first, behind[0], behind[1]
        return first, last, frozenset()

    def _preceded(self, closed: str, whose: frozenset[int]) -> frozenset[int]:
        """Return those before whose surname these words may stand, closed up."""
        return frozenset(one for one in whose if closed in self.index.befores[one]) if closed else whose

    def _particles_behind(self, last: int, whose: frozenset[int]) -> int:
        """Return where a name ends that was turned round: «Amrani, Fatima el»."""
        closed, place = "", last
        for _ in range(3):
            if not self.close(place) or not self.is_particle(place + 1):
                break
            place += 1
            closed += self.passage.small(place)
            if any(closed in self.index.befores[one] for one in whose):
                return place
        return last

    def particles_before(self, first: int, whose: frozenset[int]) -> int:
        """Return where a surname begins with the words before it."""
        closed, place, best = "", first, first
        for _ in range(5):
            if place == 0 or not self.close(place - 1) or not self.is_particle(place - 1):
                break
            place -= 1
            closed = self.passage.small(place) + closed
            if any(closed in self.index.befores[one] for one in whose):
                best = place
        return best

    def _of_letters(self, letters: str, whose: frozenset[int], behind_given: bool = False) -> frozenset[int]:
        if behind_given:
            return frozenset(one for one in whose if letters in self.index.last_letters[one])
        return frozenset(one for one in whose if self._agrees(letters, self.index.letters[one]))

    @staticmethod
    def _agrees(letters: str, known: frozenset[str]) -> bool:
        """Tell whether initials may be somebody's: the list may know fewer of them than the text."""
        longest = max(known, key=len, default="")
        return letters in known or (bool(longest) and letters.startswith(longest))

    def _letters_before(self, at: int, whose: frozenset[int]) -> tuple[int, frozenset[int]] | None:
        letters, place = "", at
        best = None
        for _ in range(4):
            if place == 0 or not self.close(place - 1) or "," in self.passage.gap(place - 1):
                break
            word = self.passage.words[place - 1]
            if (
                not (len(word) == 1 or (len(word) < 5 and word.isupper()) or word in _LONG_LETTERS)
                or not word.isalpha()
            ):
                break
            place -= 1
            small = self.passage.small(place)
            dotted = self.passage.gap(place).startswith((".", "-", "_"))
            letters = (small if word.isupper() or len(word) == 1 else small[0]) + letters
            if not dotted and small in ("a", "i") and self._is_word(at) and self._begins(place):
                # «A bell rang» is no A. Bell.
                continue
            marked = word[0].isupper() or dotted or self.setting == "code"
            if marked and (theirs := self._of_letters(letters, whose)):
                best = place, theirs
        return best

    def _begins(self, at: int) -> bool:
        return not self.passage.capital(at) or begins(self.passage.text, self.passage.starts[at])

    def _is_word(self, at: int) -> bool:
        reading = self.passage.readings.get(at)
        return reading is not None and reading.ordinary and self.passage.gap(at - 1).isspace()

    def _letters_behind(self, at: int, whose: frozenset[int]) -> tuple[int, frozenset[int]] | None:
        given = self._has_role(at, whose, ("given",))
        surname = self._has_role(at, whose, ("surname", "whole", "piece"))
        letters, place, best = "", at, None
        for _ in range(4):
            if place + 1 >= len(self.passage.words) or not self.close(place):
                break
            word = self.passage.words[place + 1]
            if given and len(word) > 1 and self.is_particle(place + 1):
                letters += word[0].lower()  # «Fatima el A.»
                place += 1
                continue
            if len(word) > 4 or not word.isalpha() or not (word.isupper() or len(word) == 1):
                break
            if len(word) == 1 and word.islower() and self.setting != "code":
                if word in ("e", "v", "d") and given:
                    letters += word
                    place += 1
                    continue
                break
            place += 1
            letters += self.passage.small(place)
            theirs = self._of_letters(letters, whose) if surname else frozenset()
            if not theirs and given:
                theirs = self._of_letters(letters, whose, behind_given=True)
            if theirs:
                best = place, theirs
        return best

    def _has_role(self, at: int, whose: frozenset[int], roles: tuple[str, ...]) -> bool:
        reading = self.passage.readings.get(at)
        return reading is not None and any(part.role in roles and part.whose & whose for part in reading.parts)

    def _of_more(self, first: int, last: int, count: int) -> Certainty | None:
        """Return how sure a name of two parts or more is: of ordinary words in small letters not at all."""
        read = [self.passage.readings[at] for at in range(first, last + 1) if at in self.passage.readings]
        if not all(reading.ordinary for reading in read if reading.parts):  # initials have none
            return "sure"
        if count > 1 and any(self.passage.small(at) in HARDLY_WORDS for at in range(first, last + 1)):
            return "sure"
        if count == 1:
            # One word that closes up initials and a surname, such as «brand» for B. Rand.
            return "doubtful" if self.setting == "code" else None
        at = [place for place in range(first, last + 1) if self._whose(place)]
        if all(self.passage.capital(place) for place in at):
            return "sure"
        gaps = {self.passage.gap(place) for place in range(first, last)}
        if not any(map(str.isspace, "".join(gaps))):
            return "sure"
        adjacent = len(at) == last - first + 1
        if self.setting != "code" and adjacent and any(self.passage.small(place) in FREQUENT for place in at):
            return None
        return "doubtful"
