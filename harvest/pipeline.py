"""Build the corpus from the files of a publication, in the steps source → card → link → check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from os.path import normpath
from pathlib import Path

from harvest import checks
from harvest.cards.card import Card, Page
from harvest.cards.memory import FileMemory, NoMemory
from harvest.cards.read_file import PLAIN_VIEWS, FileReader
from harvest.cards.unknown_settings import folder_missing
from harvest.checks.searched import searched
from harvest.checks.severity import judged
from harvest.corpus import Corpus
from harvest.focus import focused
from harvest.kinds.names import fold
from harvest.kinds.read import Kinds, load_kinds
from harvest.limits.work import SECONDS, given_up, one_by_one, refused_file, working
from harvest.links.directory import Directory
from harvest.links.edges import find_edges
from harvest.links.files import named_files
from harvest.privacy.people.file import empty_secret, read_people
from harvest.privacy.people.people import People
from harvest.privacy.reading.names_read import NamesRead, read_names
from harvest.privacy.reviews.read import read_reviews
from harvest.privacy.reviews.reviews import Reviews
from harvest.privacy.veil import without_names
from harvest.problems.problem import Message, Problem, problem, say, why
from harvest.publication import Edition, Publication, read_publication
from harvest.source.content import Files, read_files
from harvest.source.documents import DOCUMENTS, Document, read_documents
from harvest.source.inherited import read_settings
from harvest.source.pictures import CACHE, Format, format_of_ending, seen, tidy
from harvest.source.refusal import Refusal
from harvest.source.spine import named, spread, titles
from harvest.source.yaml_nodes import Scalar

__all__ = [
    "PLAIN_VIEWS",
    "at_once",
    "build",
    "kinds_of",
    "load",
    "no_folder",
    "publication_with",
    "read_corpus",
    "unreadable",
]

Look = Callable[[str], Format | Refusal | None]
"""Takes the path of a photograph in the content folder; returns what `seen` says of it."""
LookInto = Callable[[Iterable[str]], Mapping[str, Document]]
"""Takes the paths of documents from the content folder, and gives what stands in each."""
Contents = Mapping[str, bytes]
"""Path from the folder of `mkdocs.yml` → what that file holds."""

NOTHING_READ, NOTHING_SHOWN, NOTHING_ELSE, NO_MEMORY = NamesRead(), Reviews(), dict[str, bytes](), NoMemory()


def load(
    publication: Publication | Path,
    edition: Edition | None = None,
    files: Files | None = None,
    *,
    instead: Contents = NOTHING_ELSE,
    memory: FileMemory = NO_MEMORY,
) -> Corpus:
    """Read a publication, or the one with this `mkdocs.yml`, from disk into a corpus; `files` where those were read.

    Without `edition`, use the one that `mkdocs.yml` names; `instead` is path from its folder → what a file holds rather
    than what is on disk: a card, page or kind, and `mkdocs.yml` where that is read here. Raises `OSError` when
    `mkdocs.yml` or the content folder cannot be read.
    """
    if isinstance(publication, Path):
        publication = publication_with(publication, instead)
    declarations, missing = _declarations(publication, instead)
    people = read_people(publication.root, publication.language)
    unchecked = empty_secret() if people is None and publication.confidential else None
    problems = (*publication.problems, *missing, *([unchecked] if unchecked else ()))
    try:
        files = files or read_files(publication.root / publication.content, publication.looks)
    except OSError:
        # With errors in mkdocs.yml, report those: it may name the content folder wrongly, or not at all.
        if not any(problem.severity == "error" for problem in problems):
            raise
        files = Files({})
    if instead:
        markdown = {path: instead.get(publication.path_of(path), was) for path, was in files.markdown.items()}
        files = replace(files, markdown=markdown)
    content, cache = publication.root / publication.content, publication.root / CACHE

    def look(path: str) -> Format | Refusal | None:
        if refused_file(path, content / path):
            return None  # it took too long before, and is told where the files of the folder are listed
        with working(path):
            return seen(content / path, cache)

    corpus = build(
        replace(publication, problems=problems),
        files,
        declarations,
        edition,
        look=look,
        look_into=partial(read_documents, content),
        people=people,
        names_read=read_names(publication.root),
        reviews=read_reviews(publication.root, publication.language),
        memory=memory,
    )
    if corpus.photographs:
        tidy(cache)
    return corpus


def publication_with(config: Path, instead: Contents) -> Publication:
    """Read a publication; `instead` is path from its folder → what a file holds rather than what is on disk.

    Raises `OSError` when `mkdocs.yml` cannot be read.
    """
    folder = config.parent
    return read_publication(config, {Path(normpath(folder / path)): content for path, content in instead.items()})


def read_corpus(publication: Publication, edition: Edition | None = None) -> Corpus | Message:
    """Read a publication from disk into a corpus, or say why that is impossible."""
    if paths := given_up():
        return say(
            "Each of these files takes more than {n} seconds of computing, and there may be more of them: {paths}. Take"
            " out what is unusual in them, such as a very long table or line, or move them out of the content folder.",
            n=SECONDS,
            paths=", ".join(paths),
        )
    try:
        return load(publication, edition)
    except OSError as error:
        return unreadable(publication, error)


def unreadable(publication: Publication, error: OSError) -> Message:
    """Explain why the content folder of a publication cannot be read: mostly it is not there."""
    if not (publication.root / publication.content).is_dir():
        config = publication.root / publication.config
        value = read_settings(config).node.get("docs_dir")
        issue = no_folder(config, value if isinstance(value, Scalar) else None)
        return say(
            "In {file}, line {line}: {what} {why}",
            file=issue.path,
            line=issue.line,
            what=issue.message,
            why=issue.hint,
        )
    return say("The folder «{folder}» cannot be read ({reason}).", folder=publication.content, reason=why(error))


def no_folder(config: Path, value: Scalar | None) -> Problem:
    """Return the problem of the content folder of this `mkdocs.yml`, behind `docs_dir`, that is not there."""
    beside = (one.name for one in config.parent.iterdir() if one.is_dir() and not one.name.startswith("."))
    return folder_missing(config.name, value, beside)


def kinds_of(publication: Publication) -> Kinds:
    """Return the kinds of a publication, without declarations that cannot be read; `load` reports those."""
    return load_kinds(_declarations(publication, NOTHING_ELSE)[0])[0]


def _declarations(publication: Publication, instead: Contents) -> tuple[list[tuple[str, bytes]], list[Problem]]:
    """Read the files that `kinds` names. Returns the path and content of each, and a problem for each missing one."""
    declared: list[tuple[str, bytes]] = []
    problems: list[Problem] = []
    for chapter in publication.kinds:
        try:
            declared.append(
                (
                    chapter.path,
                    instead[chapter.path]
                    if chapter.path in instead
                    else (publication.root / chapter.path).read_bytes(),
                )
            )
        except OSError:
            message = say("«{target}» does not exist.", target=chapter.path)
            problems.append(problem(chapter.place, "dangling-link", message))
    return declared, problems


def build(
    publication: Publication,
    files: Files,
    declarations: Iterable[tuple[str, bytes]] = (),
    edition: Edition | None = None,
    *,
    look: Look = lambda path: None,
    look_into: LookInto = lambda paths: {},
    people: People | None = None,
    names_read: NamesRead = NOTHING_READ,
    reviews: Reviews = NOTHING_SHOWN,
    memory: FileMemory = NO_MEMORY,
) -> Corpus:
    """Make the corpus of these files. Any bytes give a corpus, and the order of the files does not matter.

    `look` says of each photograph that a card or page names whether it can go out, and `look_into` what stands in the
    documents that they name besides what readers see. `people` is the list of people, where it is at hand, and `memory`
    holds what files gave that have not changed since.
    """
    declarations = tuple(declarations)
    kinds, declared = memory.kept("", declarations, lambda: load_kinds(declarations))
    in_content: list[Problem] = list(files.problems)
    spine = spread(publication.spine, files.markdown)
    in_nav = named(spine, publication.not_in_nav, tuple(files.markdown))
    reader = FileReader(kinds, publication.language, in_nav, bool(spine), memory, titles(spine))
    cards, pages = _read(files, reader, in_content)
    publication = replace(publication, spine=spread(publication.spine, [page.path for page in pages]))
    places = {kind: index for index, kind in enumerate(kinds.by_name)}
    cards.sort(key=lambda c: (places[c.kind.kind], _order(c), fold(c.title), c.path))
    pages.sort(key=lambda page: page.path)
    directory = Directory(tuple(_unique(cards)), tuple(pages), files.others)
    edges = tuple(sorted(find_edges(directory), key=lambda edge: (edge.place, edge.target, edge.relation or "")))
    in_cards = {one.path for node in directory.nodes if node.readable for one in named_files(directory, node)}
    shown = sorted(in_cards | (publication.look.files & directory.files))
    looked_at = ((path, look(path)) for path in shown if format_of_ending(path))
    photographs = {path: photograph for path, photograph in looked_at if photograph is not None}
    documents = look_into(path for path in shown if path.lower().endswith(tuple(DOCUMENTS)))
    edition = edition or publication.edition
    corpus = Corpus(
        publication,
        kinds,
        edition,
        directory,
        edges,
        (),
        tuple(cards),
        photographs,
        documents,
        people,
        names_read,
        files.drawn,
        declarations,
        reviews,
    )
    for check in checks.CHECKS:
        memory.go_on()
        in_content += check(corpus)
    problems = [replace(p, path=publication.path_of(p.path)) for p in judged(in_content, corpus)]
    problems += [*publication.problems, *declared, *names_read.problems]
    for check in checks.ELSEWHERE:
        memory.go_on()
        problems += check(corpus)
    made = searched(corpus, problems)
    problems = without_names(problems, people, publication.language, publication.places)
    return replace(corpus, problems=tuple(sorted(set(problems), key=lambda p: p.order)), searched=made)


def _read(files: Files, reader: FileReader, problems: list[Problem]) -> tuple[list[Card], list[Page]]:
    cards: list[Card] = []
    pages: list[Page] = []
    for path in one_by_one(sorted(files.markdown)):
        node, file_problems = reader.read(path, files.markdown[path])
        if isinstance(node, Card):
            cards.append(node)
        else:
            pages.append(node)
        problems += file_problems
    return cards, pages


def at_once(corpus: Corpus, path: str, content: bytes, memory: FileMemory) -> tuple[Problem, ...] | None:
    """Return the problems that one card or page has by itself, as if its file held this, in a small part of the time.

    `path` begins at the content folder. What checks say that look at all cards together is not among them. None where
    the corpus has no such card or page.
    """
    in_nav = frozenset(page.path for page in corpus.pages if page.named)
    spine = corpus.publication.spine
    reader = FileReader(corpus.kinds, corpus.publication.language, in_nav, bool(spine), memory, titles(spine))
    node, problems = reader.read(path, content)
    focus = focused(corpus, node)
    if focus is None:
        return None
    for check in checks.OF_ONE:
        problems = [*problems, *check(focus)]
    said = corpus.publication
    own = [replace(p, path=said.path_of(p.path)) for p in judged(problems, focus) if p.path == path]
    return tuple(sorted(set(without_names(own, corpus.people, said.language, said.places)), key=lambda p: p.order))


def _order(card: Card) -> float:
    value = card.values.get("order")
    return float(value) if isinstance(value, (int, float)) else float("inf")


def _unique(cards: Iterable[Card]) -> Iterator[Card]:
    """Yield the cards without those whose id another one, earlier by path, has; these get a problem and no address."""
    first: dict[str, Card] = {}
    for card in sorted(cards, key=lambda card: card.path):
        first.setdefault(card.id.casefold(), card)
    return (card for card in cards if first[card.id.casefold()] is card)
