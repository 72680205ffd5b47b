"""Write the report of `harvest check` in the form that was asked for; in a log for others, counts only."""

from __future__ import annotations

from collections.abc import Sequence

from harvest import __version__
from harvest.commands.check_selection import Selection
from harvest.commands.terminal import look
from harvest.corpus import Corpus
from harvest.problems.problem import Problem
from harvest.site.discreet import counted, discreet, kept_inside
from harvest.site.source_lines import source_lines


def reported(corpus: Corpus, problems: Sequence[Problem], selection: Selection, form: str, language: str) -> str:
    """Return these problems of a corpus in a form; annotations always stand where others may read them."""
    publication = corpus.publication
    cards = sum(selection.holds_file(publication.path_of(card.path)) for card in corpus.cards)
    quiet = discreet(corpus) or (form == "github" and kept_inside(corpus))
    root, lines = publication.root, source_lines(publication)
    if form == "json":
        from harvest.problems.report.data import as_json, counts_as_json

        return counts_as_json(problems, cards) if quiet else as_json(problems, root, cards, language)
    if form == "sarif":
        from harvest.problems.report.sarif import as_sarif, counts_as_sarif

        if quiet:
            return counts_as_sarif(problems, cards, language, __version__)
        return as_sarif(problems, root, cards, language, lines, __version__)
    if form == "github":
        from harvest.problems.report.github import as_annotations, counts_as_annotations

        if quiet:
            return counts_as_annotations(problems, cards, language)
        return as_annotations(problems, root, cards, language)
    if quiet:
        return counted(problems, cards, language)
    from harvest.problems.report.text import for_people

    return for_people(problems, root, cards, language, lines, look())
