"""Say why a document cannot be published, whoever read it, and what to do."""

from __future__ import annotations

from harvest.problems.problem import say
from harvest.source.refusal import Refusal, RefusedFile


class RefusedDocument(RefusedFile):
    """Raised for a document that cannot be published."""


DAMAGED = Refusal(
    say("This document is damaged: it cannot be read from beginning to end."),
    say("Open it in the program it was made with, and save it again."),
    "not-readable",
)
EMPTY = Refusal(say("This document is empty."), say("Save it again, or leave it out."), "not-readable")
LOCKED = Refusal(
    say("This document has a password, so neither we nor your readers can open it."),
    say("Save it without a password."),
    "not-readable",
)
LYING = Refusal(
    say("This document is of another sort than the end of its name says."),
    say("Open it, and save it as what its name says."),
    "not-readable",
)
OLD = Refusal(
    say("This document has a password, or an old form that nobody can look into."),
    say("Save it in the form of today, without a password, or as PDF."),
    "not-readable",
)
TOO_LARGE = Refusal(
    say("This document is too large to look into."),
    say("Make its pictures smaller or divide it, or put it on a site of your own and link to it there."),
    "too-large",
)
