"""Judge whether a word that may stand for a person does, by what stands beside it and how the text is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harvest.privacy.finding.beside import DOTS, HYPHENS, PLAIN_GAP, Beside
from harvest.privacy.finding.index import Index
from harvest.privacy.finding.letters import key
from harvest.privacy.finding.neighbours import ADDRESSED, ARTICLES, HARDLY_WORDS
from harvest.privacy.finding.passage import Passage
from harvest.privacy.finding.senses import Sense
from harvest.privacy.finding.together import Certainty, Setting, Verdict, WholeNames

SURENESS: dict[Certainty, int] = {"doubtful": 1, "likely": 2, "sure": 3}

_BEFORE_BLANK = re.compile(r"(?s)\A.*[\s()\[\]<>\"'«»“”]")
_BEHIND_BLANK = re.compile(r"(?s)[\s()\[\]<>\"'«»“”].*\Z")
_ADDRESS = re.compile(r"[^\W_]_[^\W_]|[\w.-]@[\w-]|\.[a-z]{2,4}[0-9]?\Z|://|\Awww\.|/[^/]*/|[\\]|-[0-9]|[0-9]-")
_ENDED = re.compile(r"[.!?;]\s|\n\s*\n")
_PARTING = frozenset(["", *",;:|/·•()"])
"""What stands between the items of a list in one line."""
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
        self._beside = Beside(passage, index, self._names)

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
                if place >= len(passage.words) or key(passage.small(place)) != word or not self._in_row(place - 1):
                    break
                last = place
            else:
                yield Verdict(at, last, part.whose, "sure", term=part.role == "term", whole=True)
        yield from self._initials(at)
        yield from self._last_letter(at)

    def _in_row(self, at: int) -> bool:
        """Tell whether the next word may belong to what this one begins: no sentence ends between them."""
        gap = self.passage.gap(at)
        return len(gap) < 6 and not _ENDED.search(gap)

    def _initials(self, at: int) -> Iterator[Verdict]:
        """Yield initials: of the list as they are written there; others, with dots, at most to be looked at."""
        passage = self.passage
        letters, place, dotted = "", at, True
        while place < min(len(passage.words), at + 7) and (place == at or len(passage.words[place]) < 3):
            letters += passage.words[place]
            gap = passage.gap(place)
            dotted = dotted and len(passage.words[place]) == 1 and gap.startswith(".")
            follows = passage.capital(place + 1) and DOTS.match(gap) and (place > at or "." in gap)
            alone = not follows and not (at and passage.gap(at - 1) == ".")
            whose = self.index.initials.get(letters) or self._owning(letters)
            if whose:
                certainty: Certainty = "sure" if alone else "doubtful"
                if self.setting != "prose" and len(letters) == 2:
                    certainty = "doubtful" if self.setting == "code" or not alone else "likely"
                yield Verdict(at, place, frozenset(whose), certainty)
            elif letters in self.index.loud_initials:
                yield Verdict(at, place, frozenset(self.index.loud_initials[letters]), "doubtful")
            elif dotted and alone and place > at and letters[0].isupper() and letters.lower() not in _SHORTENINGS:
                theirs = self.index.all_letters.get(letters.lower())
                if theirs:
                    yield Verdict(at, place, frozenset(theirs), "doubtful")
            if not DOTS.match(gap):
                break
            place += 1

    def _owning(self, letters: str) -> set[int] | None:
        """Return whose initials have an «s» behind them, as in «PvdVs»."""
        return self.index.initials.get(letters[:-1]) if letters.endswith("s") and len(letters) > 3 else None

    def _last_letter(self, at: int) -> Iterator[Verdict]:
        """Yield a surname of which only the words before it and a letter are left: «mevrouw Van der V.»."""
        passage = self.passage
        word = passage.words[at]
        if len(word) > 1 or not word.isupper() or not at:
            return
        whose = (
            frozenset(one for one, letters in enumerate(self.index.last_letters) if word.lower() in letters)
            if self._names.is_particle(at - 1) and len(passage.words[at - 1]) > 1
            else frozenset()
        )
        first = self._names.particles_before(at, whose)
        before = passage.words[first - 1] if first else ""
        if first < at and (passage.gap(at).startswith(".") or (len(before) == 1 and before.isupper())):
            yield Verdict(first, at, whose, "doubtful")

    # One word

    def _alone(self, at: int) -> Iterator[Verdict]:
        reading = self.passage.readings[at]
        for part in reading.parts:
            if part.role in ("piece", "initials", "full", "lettered"):
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
        if part.role == "initialled":
            # `pietj`; but «Sarah» is no Sara H.
            return "doubtful"
        if part.role == "term":
            return self._of_word(at, part, thing=False) if reading.ordinary else "sure"
        if len(word) < 2 or (len(word) == 2 and not (word[0].isupper() and word[1].islower())):
            return None
        thing = reading.thing or self._beside.is_thing(at, owner=part.ended)
        if reading.ordinary:
            return None if thing else self._of_word(at, part, thing)
        certainty: Certainty = "sure"
        if reading.short and self._names.particles_before(at, part.whose) == at:
            return None
        if reading.near:
            clear = self.passage.capital(at) and not (reading.unlike or reading.short or self._beside.begins(at))
            certainty = "likely" if clear else "doubtful"
        if thing or self._beside.is_other(at, part) or self._beside.of_the_year(at):
            certainty = "doubtful"
        if len(word) == 2 and self.setting != "prose":
            certainty = "doubtful"
        if part.role == "surname" and (self._is_place(at, part) or self._has_article(at, part)):
            certainty = "doubtful"
        return certainty

    def _is_place(self, at: int, part: Sense) -> bool:
        """Tell whether a surname may be the place that it comes from: «in Delft», «de mensen van Delft»."""
        head = self._names.particles_before(at, part.whose)
        if not part.whose <= self.index.from_places or self._is_addressed(head):
            return False
        return head == at or not self.passage.capital(head)

    def _is_addressed(self, at: int) -> bool:
        gap = self.passage.gap(at - 1)
        return self.passage.small(at - 1) in ADDRESSED and (gap in (".", ". ") or bool(PLAIN_GAP.match(gap)))

    def _has_article(self, at: int, part: Sense) -> bool:
        """Tell whether a word has an article that belongs neither to the name nor to a compound: «de Maas»."""
        head = self._names.particles_before(at, part.whose) if part.role == "surname" else at
        if self.passage.small(head - 1) not in ARTICLES or not PLAIN_GAP.match(self.passage.gap(head - 1)):
            return False
        reading = self.passage.readings[at]
        if part.role == "surname" and not reading.ordinary and self.passage.small(head - 1) in ("een", "a", "an"):
            return False  # «een Jansen» is one of the family
        return not (part.ended or reading.compound or self.passage.gap(at) in HYPHENS)

    def _of_word(self, at: int, part: Sense, thing: bool) -> Certainty | None:
        """Return how sure a name is that is an ordinary word too."""
        passage = self.passage
        word = passage.words[at]
        head = self._names.particles_before(at, part.whose) if part.role == "surname" else at
        reading = passage.readings[at]
        if part.role != "term" and self._is_addressed(head) and not part.ended:
            return "sure"
        season = self._beside.of_the_year(at)
        if season == "surely" or self._beside.is_hyphened(at):
            return None
        if not word[0].isupper():
            hardly = passage.small(at) in HARDLY_WORDS and not self._has_article(at, part)
            if (self.setting == "code" or self._in_address(at) or hardly) and not part.plural:
                return "doubtful"
            return "doubtful" if self.setting == "words" and self._is_item(at) and not reading.compound else None
        if reading.compound and (self.setting != "prose" or self._beside.begins(at)):
            return "doubtful"
        if self.setting != "prose" or (len(word) > 1 and word.isupper()) or self._beside.begins(at):
            return "doubtful"
        before = passage.small(head - 1)
        if part.plural and before != "de" and before not in ADDRESSED:
            return "doubtful"
        if part.role == "term":
            return "likely"
        if self._has_article(at, part) or (part.role == "surname" and self._is_place(at, part)):
            return "doubtful"
        if season or self._beside.is_other(at, part) or self._beside.has_capital(at) or self._beside.is_joined(at):
            return "doubtful"
        return "likely"

    def _is_item(self, at: int) -> bool:
        """Tell whether a word stands by itself in a list: «Trefwoorden: roos, tuin»."""
        before, after = self.passage.text[: self.passage.starts[at]], self.passage.text[self.passage.ends[at] :]
        return before.rstrip()[-1:] in _PARTING and after.lstrip()[:1] in _PARTING

    def _in_address(self, at: int) -> bool:
        """Tell whether a word is in an address or the name of a file, wherever that stands."""
        text, start, end = self.passage.text, self.passage.starts[at], self.passage.ends[at]
        before, after = text[max(0, start - 60) : start], text[end : end + 60]
        chunk = _BEFORE_BLANK.sub("", before) + "x" + _BEHIND_BLANK.sub("", after)
        return bool(_ADDRESS.search(chunk))
