"""Build the corpus of changed files in memory, and compare it with the one before: only what was meant may differ."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from harvest.cards.card import Card
from harvest.cards.read import read_card
from harvest.corpus import Corpus
from harvest.links.edges import Edge
from harvest.pipeline import build
from harvest.privacy.reading.names_read import NAMES_READ
from harvest.privacy.reviews.read import reviews_in
from harvest.privacy.reviews.reviews import REVIEWS
from harvest.problems.codes import Code
from harvest.problems.problem import Message, Problem, say
from harvest.publication import read_publication
from harvest.source.content import Files
from harvest.source.source import read_source

Read = Callable[[str], bytes | None]
"""Takes a path from the folder of `mkdocs.yml`; gives the content of that file, or None where there is none."""
Moved = Callable[[str], str]
"""Takes the path of a file of the content folder; gives its path at another moment."""

TO_LOOK_AT: frozenset[Code] = frozenset(
    ["names-unread", "names-unchecked", "changed-after-check", "shown-before-change", "unused-silence"]
)
"""What a change of words brings about by itself: somebody has to look at them once more."""


@dataclass(frozen=True, slots=True)
class Written:
    """What the corpus was made of: the files of the content folder, and how to read any other."""

    files: Files
    read: Read


def changed_corpus(
    corpus: Corpus,
    files: Files,
    beside: Mapping[str, bytes],
    before: Moved = str,
    after: Moved = str,
) -> Corpus:
    """Return the corpus of these files; `beside` are the files beside the content folder that changed.

    `before` and `after` give the path that a file had, and that it has. What photographs and documents hold is known.
    """
    publication, reviews, names = corpus.publication, corpus.reviews, corpus.names_read
    settings = {file: beside[path] for path, file in settings_of(corpus).items() if path in beside}
    if settings:
        fresh = read_publication(publication.root / publication.config, settings)
        publication = replace(fresh, root=publication.root, problems=publication.problems)
    if (content := beside.get(REVIEWS)) is not None:
        reviews = reviews_in(content, publication.language)
    if NAMES_READ in beside:
        names = replace(names, checked={_whole(corpus, path, after): mark for path, mark in names.checked.items()})
    return build(
        publication,
        files,
        corpus.declarations,
        corpus.edition,
        look=lambda path: corpus.photographs.get(before(path)),
        look_into=lambda paths: {
            path: document for path in paths if (document := corpus.documents.get(before(path))) is not None
        },
        people=corpus.people,
        names_read=names,
        reviews=reviews,
    )


def card_from(corpus: Corpus, card: Card, content: bytes) -> Card:
    """Return a card as it is once its file holds this; names in it lead nowhere yet."""
    kind, values = corpus.kinds.of_path(card.path) or (card.kind, {})
    return read_card(read_source(card.path, content), kind, corpus.kinds, corpus.publication.language, values)[0]


def by_hand(card: Card) -> Message:
    """Say that somebody has to change by hand what names a card."""
    return say("«{title}» is named in a way that cannot be changed by itself. Nothing was changed.", title=card.title)


def settings_of(corpus: Corpus) -> Mapping[str, Path]:
    """Return `mkdocs.yml` and the files that it builds upon by their path from its folder."""
    said = corpus.publication
    files = said.files or (said.root / said.config,)
    return {Path(os.path.relpath(file, said.root)).as_posix(): file for file in files}


def _whole(corpus: Corpus, path: str, after: Moved) -> str:
    whole = corpus.publication.path_of("x")[:-1]
    return whole + after(path.removeprefix(whole)) if path.startswith(whole) else path


def new_problems(corpus: Corpus, changed: Corpus, after: Moved = str) -> tuple[Problem, ...]:
    """Return the problems that were not there before, by file and code.

    A problem of several cards, such as a ring, may move from one of them to another.
    """
    known = Counter((_whole(corpus, problem.path, after), problem.code) for problem in corpus.problems)
    more = Counter(one.code for one in changed.problems) - Counter(one.code for one in corpus.problems)
    new: list[Problem] = []
    for problem in changed.problems:
        if problem.code not in more:
            continue
        if known[problem.path, problem.code]:
            known[problem.path, problem.code] -= 1
        else:
            new.append(problem)
    return tuple(new)


def edges_of(corpus: Corpus, after: Moved = str) -> Counter[tuple[str, str, str | None]]:
    """Return the edges by the paths of their ends, each with how often it is there; both ends may be the first."""
    return Counter(end for edge in corpus.edges for end in ends_of(corpus, edge, after))


def ends_of(corpus: Corpus, edge: Edge, after: Moved = str) -> tuple[tuple[str, str, str | None], ...]:
    """Return the paths of the ends of an edge with its relation, and turned round for one that is symmetric."""
    source, target = (after(corpus.directory.by_key[key].path) for key in (edge.source, edge.target))
    kind = corpus.kind_of(edge.source) if edge.relation else None
    both = kind is not None and edge.relation is not None and kind.relations[edge.relation].symmetric
    return ((source, target, edge.relation), *([(target, source, edge.relation)] if both else []))


def cards_of(
    corpus: Corpus, named: frozenset[str], after: Moved = str, *, counted: bool = True
) -> Mapping[str, object]:
    """Return what each card says apart from the fields in `named`, by its path, and `counted` how many it names."""
    return {after(card.path): _said(card, named, counted) for card in corpus.all_cards}


def _said(card: Card, named: frozenset[str], counted: bool) -> object:
    values = {name: value for name, value in card.values.items() if name not in named}
    count = len(card.references) if counted else 0
    return card.kind.kind, card.status, card.readable, values, [part.name for part in card.parts], count
