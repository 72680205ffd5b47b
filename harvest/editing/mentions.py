"""Find where words of a text are the name that a card had: nobody can tell whether these mean the card."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harvest.corpus import Corpus
from harvest.problems.problem import Place
from harvest.source.yaml_nodes import place_of

_NEVER = re.compile(r"(?!)")


def mentions(corpus: Corpus, title: str, kept_in: str) -> tuple[Place, ...]:
    """Return where a title stands in the texts of cards and pages, and in the words of `mkdocs.yml`.

    Paths begin at the folder of `mkdocs.yml`. Above the card in `kept_in` it may stand, as a name it had; where it is
    to be forgotten, names of files count too.
    """
    words = [re.escape(word) for word in re.split(r"[\s_-]+", title) if word]
    together = r"[\s_-]+".join(words)
    written = re.compile(rf"(?<!\w){together}(?!\w)", re.IGNORECASE) if words else _NEVER
    return tuple(_found(corpus, written, kept_in))


def _found(corpus: Corpus, written: re.Pattern[str], kept_in: str) -> Iterator[Place]:
    for node in sorted(corpus.directory.nodes, key=lambda node: node.path):
        path, source = corpus.publication.path_of(node.path), node.source
        if node.path != kept_in and source.above:
            first = source.body_line - 1 - source.above.count("\n")
            for found in written.finditer(source.above):
                before = source.above[: found.start()]
                yield Place(path, first + before.count("\n"), found.start() - before.rfind("\n"))
        for found in written.finditer(source.body):
            yield source.place(found.start())._replace(path=path)
    for path in sorted(corpus.directory.files) if not kept_in else ():
        if written.search(path.rpartition("/")[2].replace("_", " ")):
            yield Place(corpus.publication.path_of(path))
    for word in corpus.publication.words:
        if written.search(word.value):
            yield place_of(word, corpus.publication.config)
