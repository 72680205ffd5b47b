"""Check what `mkdocs.yml` says of files: which pages load, and which MkDocs is told to leave out of the site."""

from __future__ import annotations

from collections.abc import Iterator

from harvest.corpus import Corpus
from harvest.kinds.names import meant
from harvest.links.files import named_files
from harvest.problems.problem import Problem, problem, say
from harvest.source.spine import matched


def looks(corpus: Corpus) -> Iterator[Problem]:
    """Every style and script that pages load is there."""
    files = corpus.directory.files
    for path, place in corpus.publication.looks.items():
        if place and path not in files:
            ending = f".{path.rpartition('.')[2].lower()}"
            guess = meant(path, sorted(file for file in files if file.lower().endswith(ending)))
            message = say("«{target}» does not exist.", target=path)
            yield problem(place, "dangling-link", message, guess.hint, severity="warning")


def withheld(corpus: Corpus) -> Iterator[Problem]:
    """Nothing that the edition publishes is left out by a setting of MkDocs: only the status counts."""
    if not corpus.publication.withheld:
        return
    held = [node for node in corpus.nodes if corpus.holds(node)]
    shown = {named.path for node in held for named in named_files(corpus.directory, node)}
    paths = sorted({node.path for node in held} | shown)
    for setting in corpus.publication.withheld:
        for path in sorted(matched(setting.patterns, paths)):
            message = say(
                "«{path}» is left out here, and published all the same: only its status decides about that.", path=path
            )
            hint = say(
                "Not for everybody? Write «{status}» above it, or move it out of the content folder. Else take it away"
                " here.",
                status={"nl": "status: concept", "en": "status: draft"},
            )
            yield problem(setting.place, "configuration", message, hint, end=setting.end)
