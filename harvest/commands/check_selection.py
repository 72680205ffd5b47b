"""Choose what `harvest check` reports: some files, folders or cards, some codes, or what is serious enough."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from harvest.corpus import Corpus
from harvest.kinds.names import AMONG_TITLES, nearest
from harvest.problems.codes import BY_CODE, SEVERITIES, Code, Severity
from harvest.problems.problem import Message, Problem, say
from harvest.problems.report import shown_path
from harvest.publication import Publication


@dataclass(frozen=True, slots=True)
class Selection:
    """What is reported: of all files where `paths` is None, and of all codes where there are none.

    A path is one from the folder of mkdocs.yml, of a file or of a folder with all in it.
    """

    paths: frozenset[str] | None = None
    severity: Severity = "hint"
    codes: frozenset[Code] = frozenset()

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self.paths is None and self.severity == "hint" and not self.codes

    def holds(self, problem: Problem) -> bool:
        """Tell whether a problem is reported."""
        return (
            SEVERITIES.index(problem.severity) <= SEVERITIES.index(self.severity)
            and (not self.codes or problem.code in self.codes)
            and self.holds_file(problem.path)
        )

    def holds_file(self, path: str) -> bool:
        """Tell whether what is said about a file is reported."""
        if self.paths is None or path in self.paths or "." in self.paths:
            return True
        parts = path.split("/")
        return any("/".join(parts[:end]) in self.paths for end in range(1, len(parts)))


def codes_named(written: Sequence[str]) -> frozenset[Code] | Message:
    """Return these codes; a message for the first that is none."""
    for code in written:
        if code not in BY_CODE:
            guess = nearest(code, BY_CODE, least=0)
            return say("There is no code «{code}». Do you mean «{guess}»?", code=code, guess=guess)
    return frozenset(BY_CODE[code].code for code in written)


def paths_named(corpus: Corpus, names: Sequence[str]) -> frozenset[str] | tuple[Message, ...]:
    """Return the paths of these files, folders and cards; messages for what is none or not of the publication."""
    paths: set[str] = set()
    refused: list[Message] = []
    known = _Selectable(corpus)
    for name in names:
        path = known.path(name)
        if isinstance(path, Message):
            refused.append(path)
        else:
            paths.add(path)
    return tuple(refused) or frozenset(paths)


class _Selectable:
    """The files of a publication, as somebody may name them from where they stand."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        publication = corpus.publication
        self.root = Path(os.path.realpath(publication.root))
        inside = (*(card.path for card in corpus.all_cards), *(page.path for page in corpus.pages))
        self.files = {publication.path_of(path) for path in (*inside, *corpus.directory.files)}
        self.files |= {publication.config, *(chapter.path for chapter in publication.kinds)}
        self.files |= {problem.path for problem in corpus.problems}

    def path(self, name: str) -> str | Message:
        """Return the path that a name stands for."""
        from harvest.commands.cards_named import card_named  # late, since most checks name nothing

        if not os.path.lexists(name):
            return self._not_there(name)
        # The last part may itself lead elsewhere, and is what the report calls it.
        whole = Path(os.path.realpath(Path(name).parent if Path(name).is_symlink() else name))
        whole = whole / Path(name).name if Path(name).is_symlink() else whole
        path = os.path.relpath(whole, self.root).replace(os.sep, "/")
        if path == "." or path in self.files or any(one.startswith(f"{path}/") for one in self.files):
            return path
        if whole.is_dir() and whole.is_relative_to(self.root / self.corpus.publication.content):
            return path  # an empty one
        card = card_named(self.corpus, name)
        if isinstance(card, Message):
            return _elsewhere(name, self.corpus.publication)
        return self.corpus.publication.path_of(card.path)

    def _not_there(self, name: str) -> str | Message:
        """Return the path of the card that a name stands for, or a message with the file or card that may be meant."""
        from harvest.commands.cards_named import card_named

        card = card_named(self.corpus, name)
        if not isinstance(card, Message):
            return self.corpus.publication.path_of(card.path)
        if not ("/" in name or os.sep in name or name.endswith((".md", ".yml", ".yaml"))):
            return card
        here = {shown_path(path, self.root): path for path in self.files}
        guess = nearest(name, here, least=AMONG_TITLES)
        if guess is None:
            return say("«{path}» does not exist.", path=name)
        return say("«{path}» does not exist. Do you mean «{guess}»?", path=name, guess=guess)


def _elsewhere(name: str, publication: Publication) -> Message:
    return say(
        "«{path}» is no part of this publication, which is in «{folder}» and «{file}».",
        path=name,
        folder=shown_path(publication.content, publication.root),
        file=shown_path(publication.config, publication.root),
    )
