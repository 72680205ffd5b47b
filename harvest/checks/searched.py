"""Say what was done to find names in an edition, so that its colophon can tell it and is the same on every machine."""

from __future__ import annotations

from collections.abc import Collection

from harvest.checks.reading import marks_of_texts
from harvest.corpus import Corpus
from harvest.privacy.reading import Searched
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
    checked = corpus.names_read.checked
    if not checked:
        return False
    kept_back = {corpus.publication.path_of(node.path) for node in corpus.nodes if not corpus.holds(node)}
    _, marks = marks_of_texts(corpus)
    return all(checked.get(path) == mark for path, mark in marks.items() if path not in kept_back)
