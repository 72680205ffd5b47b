"""Walk over all texts that a publication shows, wherever they are written, each with its place and how it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from harvest.cards.card import Page
from harvest.cards.hidden import without_hidden
from harvest.checks.naming import PAGE_FIELDS, SHOWN_ELSEWHERE
from harvest.checks.shown import ShownText, of_path, of_value, standing
from harvest.corpus import Corpus
from harvest.kinds.kind import Kind
from harvest.kinds.names import fold
from harvest.links.directory import Node
from harvest.links.files import named_files
from harvest.problems.problem import Place
from harvest.source.yaml_mistakes import YamlProblem
from harvest.source.yaml_nodes import read_yaml, scalars

if TYPE_CHECKING:  # whoever has no list need not wait for what finds names
    from harvest.privacy.finding.find import Setting

__all__ = ["ShownText", "texts_elsewhere", "texts_of"]

_SETTINGS: Mapping[str, Setting] = {
    "tags": "code",
    "image": "code",
    "url": "code",
    "former_address": "code",
    "title": "words",
    "aliases": "words",
    "summary": "prose",
    "unchecked": "prose",
}
"""How the text of a field stands, where that does not depend on what is in it."""
_TYPES = frozenset("text list map maps".split())
"""The types of the fields that hold words of their author."""
_LETTERS = 3
"""So many letters at most has a part of a drawing's text that was written letter by letter."""


def texts_of(corpus: Corpus, node: Node) -> Sequence[ShownText]:
    """Return the texts of a card or page: the names of its file and folders, what stands above it, and its body.

    Several checks ask for them, so they are kept as long as the corpus.
    """
    kept: dict[str, Sequence[ShownText]] = corpus.texts
    texts = kept.get(node.path)
    if texts is None:
        texts = kept[node.path] = tuple(_texts_of(corpus, node))
    return texts


def _texts_of(corpus: Corpus, node: Node) -> Iterator[ShownText]:
    yield from of_path(node.path)
    shown = PAGE_FIELDS if isinstance(node, Page) else shown_names(node.kind)
    for key, value in node.source.data.entries if node.source.data else ():
        name = shown.get(fold(key.value))
        if name:
            for word in scalars(without_hidden(value)):
                yield of_value(node.path, word, _SETTINGS.get(name) or standing(word.value))
    if node.source.body.strip():
        from harvest.checks.body_texts import texts_of_body  # late, since most publications are not looked through

        yield from texts_of_body(corpus, node)


def texts_elsewhere(corpus: Corpus) -> Iterator[ShownText]:
    """Yield the texts outside cards and pages: of the settings, the declarations of kinds, drawings and names of files.

    Their paths begin at the folder of `mkdocs.yml`. Of drawings and files only those count that a node
    names, or the look.
    """
    publication = corpus.publication
    for word in publication.words:
        yield of_value(word.file or publication.config, word, standing(word.value))
    for path, content in corpus.declarations:
        try:
            words = [*scalars(read_yaml(content.decode("utf-8-sig")))]
        except (YamlProblem, UnicodeDecodeError):
            continue  # reported already
        for word in words:
            yield of_value(path, word, standing(word.value))
    nodes = (node for node in corpus.nodes if corpus.directory.files)
    named_in_cards = {named.path for node in nodes for named in named_files(corpus.directory, node)}
    for path in sorted(named_in_cards | publication.look.files):
        whole = publication.path_of(path)
        yield from of_path(whole)
        yield from _of_drawing(whole, corpus.drawn.get(path, ()))


def _of_drawing(path: str, texts: tuple[tuple[int, str], ...]) -> Iterator[ShownText]:
    """Yield the texts of a drawing, then what they are together, since a name may be cut into several."""
    for line, text in texts:
        yield ShownText(path, text, standing(text), lambda _, line=line: Place(path, line))  # type: ignore[misc]
    glued = [(one[0], one[1] + other[1]) for one, other in pairwise(texts)]
    run: list[tuple[int, str]] = []
    for line, text in (*texts, (0, " " * (_LETTERS + 1))):
        if len(text.strip()) <= _LETTERS and text.strip():
            run.append((line, text.strip()))
        else:
            glued += [(run[0][0], "".join(text for _, text in run))] if len(run) > 2 else []
            run = []
    if len(texts) > 1:
        glued.append((texts[0][0], " ".join(text for _, text in texts)))
    for count, (line, text) in enumerate(glued):
        place = Place(path, line)
        yield ShownText(path, text, "words", lambda _, place=place: place, len(texts) + count)  # type: ignore[misc]


def shown_names(kind: Kind) -> Mapping[str, str]:
    """Return the fields with words that the publication shows, and the relations: every name → that of the field.

    A relation to nothing is shown with the words of its author.
    """
    shown = {
        name for name, field in kind.fields.items() if field.type in _TYPES and (field.shown or name in SHOWN_ELSEWHERE)
    }
    return {written: name for written, name in kind.keys.items() if name in shown or name in kind.relations}
