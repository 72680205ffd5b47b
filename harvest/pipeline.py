"""Build the corpus from the files of a publication, in the steps source → card → link → check."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from harvest import checks
from harvest.cards.card import Card, Page, is_index
from harvest.cards.read import read_card
from harvest.cards.read_page import read_page
from harvest.checks.searched import searched
from harvest.checks.severity import judged
from harvest.corpus import Corpus
from harvest.kinds.names import ALMOST, fold, nearest
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
from harvest.problems.problem import Message, Place, Problem, problem, say, why
from harvest.publication import Edition, Publication, read_publication
from harvest.source.content import Files, read_files
from harvest.source.documents import DOCUMENTS, Document, read_documents
from harvest.source.pictures import CACHE, Format, format_of_ending, seen, tidy
from harvest.source.refusal import Refusal
from harvest.source.source import read_source
from harvest.source.spine import named, spread
from harvest.source.yaml_nodes import Entries

Look = Callable[[str], Format | Refusal | None]
"""Takes the path of a photograph in the content folder; returns what `seen` says of it."""
LookInto = Callable[[Iterable[str]], Mapping[str, Document]]
"""Takes the paths of documents from the content folder, and gives what stands in each."""

NOTHING_READ, NOTHING_SHOWN = NamesRead(), Reviews()
PLAIN_VIEWS = ("home", "new-here", "map", "reflection", "index", "colophon")
"""Views that do not belong to one kind."""
LIKE_A_CARD = 3
"""The number of headings of one kind that makes a page look like a card of that kind."""


def load(publication: Publication | Path, edition: Edition | None = None) -> Corpus:
    """Read a publication, or the one with this `mkdocs.yml`, from disk into a corpus.

    Without `edition`, use the one that `mkdocs.yml` names. Raises `OSError` when `mkdocs.yml` or the content folder
    cannot be read.
    """
    if isinstance(publication, Path):
        publication = read_publication(publication)
    declarations, missing = _declarations(publication)
    people = read_people(publication.root, publication.language)
    unchecked = empty_secret() if people is None and publication.confidential else None
    problems = (*publication.problems, *missing, *([unchecked] if unchecked else ()))
    try:
        files = read_files(publication.root / publication.content)
    except OSError:
        # With errors in mkdocs.yml, report those: it may name the content folder wrongly, or not at all.
        if not any(problem.severity == "error" for problem in problems):
            raise
        files = Files({})
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
    )
    if corpus.photographs:
        tidy(cache)
    return corpus


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
    """Explain why the content folder of a publication cannot be read."""
    return say("The folder «{folder}» cannot be read ({reason}).", folder=publication.content, reason=why(error))


def kinds_of(publication: Publication) -> Kinds:
    """Return the kinds of a publication, without declarations that cannot be read; `load` reports those."""
    return load_kinds(_declarations(publication)[0])[0]


def _declarations(publication: Publication) -> tuple[list[tuple[str, bytes]], list[Problem]]:
    """Read the files that `kinds` names. Returns the path and content of each, and a problem for each missing one."""
    declarations: list[tuple[str, bytes]] = []
    problems: list[Problem] = []
    for chapter in publication.kinds:
        try:
            declarations.append((chapter.path, (publication.root / chapter.path).read_bytes()))
        except OSError:
            message = say("«{target}» does not exist.", target=chapter.path)
            problems.append(problem(chapter.place, "dangling-link", message))
    return declarations, problems


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
) -> Corpus:
    """Make the corpus of these files. Any bytes give a corpus, and the order of the files does not matter.

    `look` says of each photograph that a card or page names whether it can go out, and `look_into` what stands in the
    documents that they name besides what readers see. `people` is the list of people, where it is at hand.
    """
    declarations = tuple(declarations)
    kinds, declared = load_kinds(declarations)
    in_content: list[Problem] = list(files.problems)
    cards, pages = _read(files, kinds, publication, in_content)
    publication = replace(publication, spine=spread(publication.spine, [page.path for page in pages]))
    places = {kind: index for index, kind in enumerate(kinds.by_name)}
    cards.sort(key=lambda c: (places[c.kind.kind], _order(c), fold(c.title), c.path))
    pages.sort(key=lambda page: page.path)
    directory = Directory(tuple(_unique(cards)), tuple(pages), files.others)
    edges = tuple(sorted(find_edges(directory), key=lambda edge: (edge.place, edge.target, edge.relation or "")))
    in_cards = {one.path for node in directory.nodes if node.readable for one in named_files(directory, node)}
    named = sorted(in_cards | (publication.look.files & directory.files))
    looked_at = ((path, look(path)) for path in named if format_of_ending(path))
    photographs = {path: photograph for path, photograph in looked_at if photograph is not None}
    documents = look_into(path for path in named if path.lower().endswith(tuple(DOCUMENTS)))
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
        in_content += check(corpus)
    problems = [replace(p, path=publication.path_of(p.path)) for p in judged(in_content, corpus)]
    problems += [*publication.problems, *declared, *names_read.problems]
    for check in checks.ELSEWHERE:
        problems += check(corpus)
    made = searched(corpus, problems)
    problems = without_names(problems, people, publication.language, publication.places)
    return replace(corpus, problems=tuple(sorted(set(problems), key=lambda p: p.order)), searched=made)


def _read(
    files: Files, kinds: Kinds, publication: Publication, problems: list[Problem]
) -> tuple[list[Card], list[Page]]:
    views = [*PLAIN_VIEWS, *kinds.by_view]
    in_nav = named(spread(publication.spine, files.markdown), publication.not_in_nav, tuple(files.markdown))
    cards: list[Card] = []
    pages: list[Page] = []
    for path in one_by_one(sorted(files.markdown)):
        source = read_source(path, files.markdown[path])
        home = kinds.of_path(path)
        if home and not _is_page_of_kind(path, kinds) and not _has_view(source.data):
            card, file_problems = read_card(source, home[0], kinds, publication.language, home[1])
            cards.append(card)
        else:
            page, file_problems = read_page(source, kinds, views, publication.language)
            page = replace(page, named=path in in_nav or not publication.spine)
            pages.append(page)
            if not page.view and not file_problems:
                file_problems = _meant_as_card(page, kinds, in_nav)
            if not file_problems and not (page.named or page.status or _is_page_of_kind(path, kinds)):
                file_problems = [_page_left_out(page)]
        problems += file_problems
    return cards, pages


def _is_page_of_kind(path: str, kinds: Kinds) -> bool:
    """Tell whether a file is the page of a folder for cards; the index of a folder below it is a card."""
    return is_index(path) and path.rpartition("/")[0] in kinds.folders


def _has_view(data: Entries | None) -> bool:
    return data is not None and any(fold(key.value) == "view" for key, _ in data.entries)


def _page_left_out(page: Page) -> Problem:
    """Return the problem of a page that `nav` leaves out, with the line that would release it."""
    line = page.path if _PLAIN_PATH.fullmatch(page.path) else f'"{page.path}"'
    return problem(
        Place(page.path),
        "page-left-out",
        say("No edition shows this page yet: «nav» in mkdocs.yml does not name it, so it counts as a draft."),
        say(
            "Not meant for readers yet? Write «{status}» above it. Else add this line below «nav»: {example}",
            example=f"- {line}",
            status={"nl": "status: concept", "en": "status: draft"},
        ),
    )


_PLAIN_PATH = re.compile(r"\w(?:[\w./()+-]|[ ](?=\S))*")
"""A path that YAML reads as text without quotation marks."""


def _meant_as_card(page: Page, kinds: Kinds, in_nav: Collection[str]) -> list[Problem]:
    """Return the problem of a page that its author probably meant as a card, since cards are drafts until they say so.

    Its folder has nearly the name of a folder for cards, or that name below another folder, or its headings are those
    of a card. A page in a folder of that name which says its status, or which `nav` names, is meant as a page.
    """
    folder = page.path.rpartition("/")[0]
    if is_index(page.path):
        if folder in kinds.folders:
            return []
        folder = folder.rpartition("/")[0]  # a card in a folder of its own
    guess = None
    while folder and not (guess := nearest(folder, kinds.folders, least=ALMOST)):
        folder = folder.rpartition("/")[0]  # cards may lie deeper
    if guess is None:
        headings = [fold(heading.words) for heading in page.source.headings]
        kind = next((k for k in kinds.by_name.values() if sum(h in k.headings for h in headings) >= LIKE_A_CARD), None)
        if kind is None:
            return [] if page.status or page.path in in_nav else _deeper(page, kinds)
        message = say("This looks like a card of the kind {kind}, but is not in the folder for it.", kind=kind.label)
        hint = say("Move the file to one of these folders: {folders}.", folders=[f.folder for f in kind.folders])
        return [problem(Place(page.path), "wrong-folder", message, hint)]
    message = say("The folder «{folder}» is not one for cards.", folder=folder)
    hint = say("Do you mean the folder «{guess}»?", guess=guess)
    return [problem(Place(page.path), "wrong-folder", message, hint)]


def _deeper(page: Page, kinds: Kinds) -> list[Problem]:
    """Return the problem of a page in a folder for cards that lies in another folder, as `archief/lessen/` does."""
    folders = page.path.split("/")[: -2 if is_index(page.path) else -1]
    known = {fold(folder): folder for folder in kinds.folders}
    guess = next((known[fold(folder)] for folder in reversed(folders[1:]) if fold(folder) in known), None)
    if guess is None:
        return []
    message = say("Is this a card or a page? Its folder has the name of one for cards, but lies in another folder.")
    hint = say("Move a card to the folder «{guess}». Name a page in «nav», or write its status above it.", guess=guess)
    # One that `nav` leaves out goes nowhere: then its author only has to be asked.
    return [problem(Place(page.path), "wrong-folder", message, hint, severity="error" if page.named else "warning")]


def _order(card: Card) -> float:
    value = card.values.get("order")
    return float(value) if isinstance(value, (int, float)) else float("inf")


def _unique(cards: Iterable[Card]) -> Iterator[Card]:
    """Yield the cards without those whose id another one, earlier by path, has; these get a problem and no address."""
    first: dict[str, Card] = {}
    for card in sorted(cards, key=lambda card: card.path):
        first.setdefault(card.id.casefold(), card)
    return (card for card in cards if first[card.id.casefold()] is card)
