"""Collect the texts of what goes out, each once with all files it stands in: menus stand on every page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from harvest.privacy.find import Certainty, NameHit, Setting
from harvest.privacy.sentences import ABBREVIATIONS

Where = Literal["text", "markup", "form", "name"]
"""Where in a file a text stands: where readers see it; in a comment, address, id or property; in a word that says how
something looks or works, which our templates write; or in the file's name."""


class Said(NamedTuple):
    """A text of what goes out. `seams` are offsets where texts were joined: only a name at one of these counts.

    Where the texts are `glued`, with nothing between them, only a name that runs through a seam counts.
    """

    text: str
    setting: Setting
    where: Where = "text"
    seams: tuple[int, ...] = ()
    glued: bool = False

    def judged(self, hit: NameHit) -> Certainty | None:
        """Return how sure it is that a name was found here; None when it does not count.

        A word that begins where texts were joined has its capital from that, as at the beginning of a sentence.
        """
        if not self.seams:
            return hit.certainty
        if self.glued:
            return hit.certainty if any(hit.start < seam < hit.end for seam in self.seams) else None
        if not any(hit.start <= seam <= hit.end for seam in self.seams):
            return None
        begins = hit.certainty == "likely" and hit.start - 1 in self.seams
        return "doubtful" if begins else hit.certainty


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
            yield Said(text, "words", where, (end,), glued=True)


def last_stop(text: str) -> int:
    """Return where the last sentence of a text ends; 0 when none does."""
    stops = [stop for stop in _STOP.finditer(text) if _ends_sentence(text, stop)]
    return stops[-1].end() if stops else 0


def _ends_sentence(text: str, stop: re.Match[str]) -> bool:
    """Tell whether a sentence ends here, and not an abbreviation or an initial."""
    if not stop[0].startswith(".") or stop.end() == len(text):
        return True
    before = text[max(0, stop.start() - _LONGEST) : stop.start()].rstrip(_CLOSING)
    word = re.split(r"\W", before)[-1]
    return len(word) > 2 and not word.isdigit() and word.casefold() not in ABBREVIATIONS


def joined(texts: Iterable[str], between: str) -> tuple[str, tuple[int, ...]]:
    """Return texts as one, and where they are joined: at the offset of what is between them."""
    whole, seams = "", []
    for text in texts:
        if whole:
            seams.append(len(whole))
            whole += between
        whole += text
    return whole, tuple(seams)


def side_by_side(texts: list[str], setting: Setting, *, glue: bool) -> Iterable[Said]:
    """Return texts that stand beside each other as one, for a name that is divided over them."""
    if len(texts) > 1:
        whole, seams = joined(texts, " ")
        yield Said(whole, setting, seams=seams)
        if glue:
            whole, seams = joined(texts, "")
            yield Said(whole, setting, seams=seams, glued=True)
