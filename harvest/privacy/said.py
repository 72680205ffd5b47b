"""Collect the texts of what goes out, each once with all files it stands in: menus stand on every page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from harvest.privacy.find import Certainty, NameHit, Setting
from harvest.privacy.sentences import sentences

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


_STOP = re.compile(r"[.!?…:;][\"'”’»)\]]*\s*\Z")
"""What a sentence ends with, or a line before a list."""

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
    ends = [end for _, end in sentences(text)]
    if ends and not _STOP.search(text):
        ends.pop()
    end = ends[-1] if ends else 0
    if end:
        yield Said(text[:end].rstrip(), "prose", where)
    if rest := text[end:].strip():
        yield Said(rest, "code" if len(rest.split()) == 1 and not rest.isalpha() else least, where)
        if end:
            yield Said(text, "words", where, (end,), glued=True)


def has_sentence(text: str) -> bool:
    """Tell whether a sentence ends in a text."""
    return _STOP.search(text) is not None or next((end for _, end in sentences(text)), len(text)) < len(text)


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
