"""Say what was done to find names in an edition, so that its colophon can tell it and is the same on every machine."""

from __future__ import annotations

from collections.abc import Collection

from harvest.checks.reading import everywhere, was_compared
from harvest.corpus import Corpus
from harvest.privacy.reading.names_read import Searched
from harvest.problems.problem import Problem


def searched(corpus: Corpus, problems: Collection[Problem]) -> Searched:
    """Return what was done to find names in what this edition holds; `problems` are all there are.

    Without the list of people, texts count as compared with it that are as they were when that was done elsewhere.
    """
    if not corpus.publication.confidential:
        return Searched(corpus.people is not None or _compared(corpus))
    unread = any(problem.code == "names-unread" and problem.severity == "error" for problem in problems)
    unchecked = any(
        problem.code == "names-unchecked" and (problem.severity == "error" or problem.path == corpus.publication.config)
        for problem in problems
    )
    return Searched(corpus.people is not None or not unchecked, bool(corpus.names_read.sentences) and not unread)


def _compared(corpus: Corpus) -> bool:
    """Tell whether all that is shown was compared with the list where that is at hand, and has not changed since."""
    return bool(corpus.names_read.checked) and all(
        was_compared(corpus, node, texts) for node, texts in everywhere(corpus) if node is None or corpus.holds(node)
    )
