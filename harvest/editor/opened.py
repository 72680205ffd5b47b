"""Hold a publication of which somebody has files open: their texts, and what is known of all of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from os.path import relpath
from pathlib import Path
from threading import get_ident

from harvest.cards.memory import FileMemory
from harvest.cards.read_file import FileReader
from harvest.corpus import Corpus
from harvest.editor.texts import Text, moved
from harvest.links.directory import Node
from harvest.pipeline import at_once, load, publication_with, unreadable
from harvest.privacy.veil import Veil
from harvest.problems.problem import Message, Place, Position, Problem, problem
from harvest.publication import CONFIG, Publication


class Superseded(Exception):
    """Raised to break off the reading of a publication in which somebody typed meanwhile."""


class ReadingMemory(FileMemory):
    """What is remembered of the files of a publication; work in the thread that reads ends once it is in vain."""

    def __init__(self) -> None:
        super().__init__()
        self.in_vain = False
        self.reader: int | None = None

    def go_on(self) -> None:
        """Let the work go on, or break it off. Raises `Superseded`."""
        if self.in_vain and get_ident() == self.reader:
            raise Superseded


@dataclass(frozen=True)
class Known:
    """What was read of a publication, with the texts of the files that were open then, by path from its folder.

    `others` holds the problems of each open file that it has not by itself.
    """

    publication: Publication
    corpus: Corpus | None
    texts: dict[str, Text]
    failed: Message | None = None
    others: dict[str, tuple[Problem, ...]] = field(default_factory=dict)

    @property
    def of_another_program(self) -> bool:
        """Whether it is a site that MkDocs makes without us: then its pages are blamed for nothing."""
        return any(one.code == "plugin-missing" for one in self.publication.problems)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What `harvest check` would say of these files."""
        if self.of_another_program:
            return tuple(one for one in self.publication.problems if one.code == "plugin-missing")
        if self.corpus is not None:
            return self.corpus.problems
        place = Place(self.publication.config)
        return (problem(place, "configuration", self.failed),) if self.failed else ()


class OpenPublication:
    """A publication of which files are open. Whatever it gives was made of texts that do not change meanwhile."""

    def __init__(self, config: Path) -> None:
        self.config = config
        self.root = config.parent
        self.memory = ReadingMemory()
        self.texts: dict[str, Text] = {}
        self.uris: dict[str, str] = {}
        self.known: Known | None = None
        self.names: Corpus | None = None
        """The last corpus that has cards: while mkdocs.yml is broken, names in it still help."""
        self._veil: Veil | None = None

    def path_of(self, file: Path) -> str:
        """Return the path of a file from the folder of `mkdocs.yml`."""
        return relpath(file, self.root).replace("\\", "/")

    @property
    def language(self) -> str:
        """The language of the publication."""
        return self.known.publication.language if self.known else "nl"

    def read(self, texts: dict[str, Text]) -> Known | None:
        """Read all of the publication, with these texts in the place of what is on disk; None when it is gone.

        Raises `Superseded` when somebody types meanwhile, see `change`.
        """
        self.memory.in_vain, self.memory.reader = False, get_ident()
        contents = {path: text.bytes for path, text in texts.items()}
        try:
            publication = publication_with(self.config, contents)
        except OSError:
            return None
        try:
            corpus = load(publication, "public", instead=contents, memory=self.memory)
        except OSError as error:
            return Known(publication, None, texts, unreadable(publication, error))
        others = {path: self._others(corpus, path, text) for path, text in texts.items()}
        return Known(publication, corpus, texts, None, others)

    def _others(self, corpus: Corpus, path: str, text: Text) -> tuple[Problem, ...]:
        """Return the problems of a file that it has not by itself."""
        own = set(at_once(corpus, corpus.publication.within(path), text.bytes, self.memory) or ())
        said = (one for one in corpus.problems if one.path == path)
        return tuple(one for one in said if one not in own or one.code == "unused-silence")

    def change(self, path: str, text: Text) -> None:
        """Take a text that somebody types; what is being read of the publication is in vain."""
        self.memory.in_vain = True
        self.texts[path] = text

    def take(self, known: Known | None) -> None:
        """Keep what was read."""
        self.known = known
        if (
            known
            and known.corpus
            and not known.of_another_program
            and (known.corpus.directory.nodes or self.names is None)
        ):
            self.names = known.corpus

    def at_once(self, path: str) -> tuple[Problem, ...] | None:
        """Return the problems of an open card or page as it is now, without reading any other; None where that fails.

        What the checks of all cards together said of it is as it was.
        """
        text, known = self.texts[path], self.known
        if known is None or known.corpus is None or known.of_another_program or path not in known.texts:
            return None
        before = known.texts[path]
        own = at_once(known.corpus, known.publication.within(path), text.bytes, self.memory)
        if own is None:
            return None
        carried = [_shifted(one, before, text) for one in known.others[path]]
        silences = [one for one in own if one.code != "unused-silence"]
        return tuple(sorted({*silences, *carried}, key=lambda one: one.order))

    def node(self, path: str) -> Node | None:
        """Return the card or page in an open file as it is now, or else as it was read; None where it is none."""
        corpus = self.names
        if corpus is None:
            return None
        inside = corpus.publication.within(path)
        was = corpus.directory.by_path.get(inside)
        text = self.texts.get(path)
        if was is None or text is None:
            return was
        reader = FileReader(corpus.kinds, corpus.publication.language, (), False, self.memory)
        return reader.read(inside, text.bytes)[0]

    def text(self, path: str) -> Text:
        """Return the text of a file: as it is open, or else as it is on disk."""
        return self.texts.get(path) or Text.of_file(self.root / path)

    def uri(self, path: str) -> str:
        """Return the address of a file, as the editor's program wrote it if the file is open."""
        return self.uris.get(path) or (self.root / path).absolute().as_uri()

    @property
    def veil(self) -> Veil | None:
        """What hides the people of the list; None without a list."""
        corpus = self.names
        if corpus is None or corpus.people is None:
            return None
        said = corpus.publication
        if self._veil is None or self._veil.people is not corpus.people:
            self._veil = Veil(corpus.people, said.language, said.places)
        return self._veil

    def shown(self, words: str) -> str:
        """Return words without the names of the list of people."""
        return self.veil(words) if self.veil else words


def _shifted(one: Problem, before: Text, after: Text) -> Problem:
    """Return a problem at the line where its text stands after a change; one that moved loses its correction."""
    by = moved(before, after, one.line) - one.line
    if before.content == after.content:
        return one
    end = Position(one.end.line + by, one.end.column) if one.end else None
    return replace(one, line=one.line + by, end=end, fix=None)


def config_of(file: Path) -> Path | None:
    """Return the `mkdocs.yml` of the publication that a file belongs to; None where there is none above it."""
    above = (folder / CONFIG for folder in file.parents)
    return next((path for path in above if path.is_file()), None)
