"""Collect the texts of what goes out, each once with all files it stands in: menus stand on every page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate
from typing import Literal, NamedTuple

from harvest.privacy.finding.find import Certainty, NameHit, Setting
from harvest.privacy.reading.sentences import ABBREVIATIONS

Where = Literal["text", "markup", "form", "name"]
"""Where in a file a text stands: where readers see it; in a comment, address, id or property; in a word that says how
something looks or works, which our templates write; or in the file's name."""

Joint = Literal["", "beside", "at", "through"]
"""Which names count in a text that was joined of several: all of them; all but those that only begin or end where it
was joined; only those at such a place; only those that run through one."""


class Said(NamedTuple):
    """A text of what goes out. `seams` are the offsets where it was joined, and `joint` says what counts there."""

    text: str
    setting: Setting
    where: Where = "text"
    seams: tuple[int, ...] = ()
    joint: Joint = ""

    def judged(self, hit: NameHit) -> Certainty | None:
        """Return how sure it is that a name was found here; None when it does not count.

        A word that begins where texts were joined has its capital from that, as at the beginning of a sentence.
        """
        if not self.seams:
            return hit.certainty
        through = any(hit.start < seam < hit.end for seam in self.seams)
        starts = hit.start - self.text.startswith(" ", hit.start - 1)
        at = any(starts <= seam <= hit.end for seam in self.seams)
        if {"": False, "beside": at and not through, "at": not at, "through": not through}[self.joint]:
            return None
        return "doubtful" if starts in self.seams and hit.certainty == "likely" else hit.certainty

    def part(self, hit: NameHit) -> tuple[int, int]:
        """Return where the text begins and ends, of those that were joined, in which a name stands."""
        begins = max((seam for seam in self.seams if seam <= hit.start), default=0)
        return begins, min((seam for seam in self.seams if seam >= hit.end), default=len(self.text))


_CLOSING = "\"'”’»)]"
_STOP = re.compile(rf"(?<![.!?…])[.!?…]++[{re.escape(_CLOSING)}]*+(?=\s|\Z)|[:;]\Z")
"""What a sentence ends with, or a line before a list."""
_LONGEST = 24
"""So many letters before a full stop are looked at: no abbreviation is longer."""

Collected = dict[Said, list[int]]
"""Each text with the numbers of the files it stands in, one for every time."""


def collected() -> Collected:
    """Return a collection without texts."""
    return defaultdict(list)


def standing(text: str, where: Where = "text", *, least: Setting = "words") -> Iterator[Said]:
    """Yield a text with how it stands, of which only its words are known: as sentences, a heading, or a tag or address.

    What comes behind its last sentence stands by itself, as tags behind a summary; a name that the two divide counts.
    With `least` the code, what is no sentence stands as code.
    """
    end = last_stop(text)
    if end:
        yield Said(text[:end].rstrip(), "prose", where)
    if rest := text[end:].strip():
        yield Said(rest, "code" if len(rest.split()) == 1 and not rest.isalpha() else least, where)
        if end:
            yield Said(text, "words", where, (end,), "through")


def last_stop(text: str) -> int:
    """Return where the last sentence of a text ends; 0 when none does."""
    stops = reversed(list(_STOP.finditer(text)))
    return next((stop.end() for stop in stops if _ends_sentence(text, stop)), 0)


def _ends_sentence(text: str, stop: re.Match[str]) -> bool:
    """Tell whether a sentence ends here, and not an abbreviation or an initial."""
    if not stop[0].startswith(".") or stop.end() == len(text):
        return True
    before = text[max(0, stop.start() - _LONGEST) : stop.start()].rstrip(_CLOSING)
    word = re.split(r"\W", before)[-1]
    return len(word) > 2 and not word.isdigit() and word.casefold() not in ABBREVIATIONS


def side_by_side(texts: list[str], setting: Setting, *, glue: bool) -> Iterator[Said]:
    """Yield texts that stand beside each other as one, for a name that is divided over them."""
    for between in (" ", "") if glue else (" ",):
        if len(texts) > 1:
            ends = accumulate(len(text) + len(between) for text in texts[:-1])
            yield Said(between.join(texts), setting, "text", tuple(end - len(between) for end in ends), "through")
