"""Collect the texts of what goes out, each once with all files it stands in: menus stand on every page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from harvest.privacy.find import Certainty, NameHit, Setting

Where = Literal["text", "markup", "name"]
"""Where in a file a text stands: where readers see it; in a comment, address, id or property; or in the file's name."""


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


_STOP = re.compile(r"[.!?…][\"'”’»)\]]*(?:\s|$)|[:;]$")
"""What a sentence ends with; of a line before a list the last sign too."""

Collected = dict[Said, list[int]]
"""Each text with the numbers of the files it stands in, one for every time."""


def collected() -> Collected:
    """Return a collection without texts."""
    return defaultdict(list)


def settings_of(text: str) -> Iterator[tuple[str, Setting]]:
    """Yield a text with how it stands, of which only its words are known: as sentences, a heading, or a tag or address.

    What comes behind its last sentence stands by itself, as tags behind a summary.
    """
    end = max((stop.end() for stop in _STOP.finditer(text)), default=0)
    if end:
        yield text[:end].rstrip(), "prose"
    if rest := text[end:]:
        yield rest, "code" if len(rest.split()) == 1 and not rest.isalpha() else "words"


def has_sentence(text: str) -> bool:
    """Tell whether a sentence ends in a text."""
    return _STOP.search(text) is not None


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
