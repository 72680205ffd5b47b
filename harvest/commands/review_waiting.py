"""Tell what waits before cards may leave the circle: answers, objections, texts that changed, a question not asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from harvest.corpus import Corpus
from harvest.problems.problem import Message, say
from harvest.problems.report import shown_path
from harvest.release.showings import waits

MOST = 20
"""The cards that nobody asked about of which the first are named; the others are counted."""


class Line(NamedTuple):
    """A line that tells what waits: of a card, by its path, or of what the next ones are when the path is empty."""

    path: str
    what: Message


def waiting(corpus: Corpus, *, named: bool) -> Iterator[Line]:
    """Yield the lines that tell what waits, in the order of how much each holds up.

    `named` tells whether roles and ids may be shown: on a terminal alone, for somebody may have typed a name.
    """
    found = waits(corpus, named=named)
    parts = (
        (say("Somebody has something against it ({n}):", n=len(found.against)), found.against),
        (say("Changed since it was shown, so show it once more ({n}):", n=len(found.changed)), found.changed),
        (say("Waits for an answer ({n}):", n=len(found.unanswered)), found.unanswered),
        (
            say("Not asked yet whether an outsider would know who it is about ({n}):", n=len(found.unasked)),
            found.unasked,
        ),
    )
    if not any(listed for _, listed in parts):
        yield Line("", say("Nothing waits: nobody still has to answer, and nobody has anything against a card."))
    for heading, listed in parts:
        most = MOST if listed is found.unasked else len(listed)
        if listed:
            yield Line("", heading)
        for wait in listed[:most]:
            path = shown_path(corpus.publication.file_of(wait.card.path))
            yield Line(path, wait.what)
        if len(listed) > most:
            yield Line("…", say("and {n} more", n=len(listed) - most))
    if found.unasked:
        yield Line(
            "", say("Ask it together, and write down that you did: {command}", command="harvest review … --asked")
        )
