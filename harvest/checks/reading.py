"""Say what somebody has to read for names before release, and check that it was read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from harvest.cards.card import Card
from harvest.checks.people import finder_for
from harvest.corpus import Corpus
from harvest.links.directory import Node
from harvest.privacy.reading.sentences import UNSEEN, fingerprint_of, sentences
from harvest.problems.codes import Severity
from harvest.problems.problem import Place, Problem, problem, say

if TYPE_CHECKING:
    from harvest.checks.shown import ShownText
    from harvest.privacy.finding.find import PeopleFinder
    from harvest.privacy.reading.capitals import Things

OF_EVERY_PUBLICATION = ("CoP", "CoPs", "Community of Practice", "Communities of Practice", "Chatham House", "CC BY")
"""Names of things that every publication of this kind writes."""
_ADDRESS = re.compile(r"\s*\S*[/@]\S*\s*")
_MARKUP = re.compile(f"[{UNSEEN}*_~=^>]")


class ToRead(NamedTuple):
    """Words that may be a name, and where; `marks` are those of the sentences around them.

    `listed` tells that they may stand on the list of people, so that no report repeats them. The likeliest persons have
    the lowest `rank`.
    """

    words: str
    place: Place
    marks: tuple[str, ...]
    rank: int
    listed: bool = False


def names_unread(corpus: Corpus) -> Iterator[Problem]:
    """Where nobody outside may know who said what, somebody reads every word that may be a name."""
    nodes = [node for node in corpus.nodes if corpus.confidential(node)]
    if not nodes:
        return
    from harvest.checks.texts import texts_of  # late, since most publications need none of it

    things = _things(corpus)
    for node in nodes:
        severity: Severity = "error" if corpus.holds(node) else "warning"
        yield from _unread(corpus, things, texts_of(corpus, node), node, severity)


def unread_elsewhere(corpus: Corpus) -> Iterator[Problem]:
    """So it is with the settings and drawings; the paths of the problems begin at the folder of `mkdocs.yml`."""
    if corpus.publication.confidential:
        things = _things(corpus)
        for texts in _elsewhere(corpus).values():
            yield from _unread(corpus, things, texts, None, "error")


def names_unchecked(corpus: Corpus) -> Iterator[Problem]:
    """What goes out was checked with the list of people, here or where that is at hand.

    The paths of the problems begin at the folder of `mkdocs.yml`.
    """
    if corpus.people is not None:
        return
    nodes = [node for node in corpus.nodes if corpus.confidential(node)]
    checked = corpus.names_read.checked
    if not nodes:
        return
    if not checked:
        released = any(isinstance(node, Card) and node.status == "released" and corpus.holds(node) for node in nodes)
        yield problem(
            Place(corpus.publication.config),
            "names-unchecked",
            say("Nobody compared these texts with the list of the people of your circle yet."),
            say(
                "Is there no such list? Begin with «harvest people add». Then, where that list is, type «harvest check"
                " --names --done»."
            ),
            severity="error" if released else "warning",
        )
        return
    from harvest.checks.texts import texts_of  # late, as above

    for node in nodes:
        if not was_compared(corpus, node, texts_of(corpus, node)):
            path = corpus.publication.path_of(node.path)
            yield _unchecked(path, "error" if corpus.holds(node) else "warning")
    if corpus.publication.confidential:
        for path, texts in _elsewhere(corpus).items():
            if not was_compared(corpus, None, texts):
                yield _unchecked(path, "error")


def _unchecked(path: str, severity: Severity) -> Problem:
    return problem(
        Place(path),
        "names-unchecked",
        say("As it is now, this text was not compared with the list of people yet."),
        say("Type «harvest check --names --done» where that list is, and send names-read.yml along with the cards."),
        severity=severity,
    )


def _unread(
    corpus: Corpus, things: Things, texts: Iterable[ShownText], node: Node | None, severity: Severity
) -> Iterator[Problem]:
    """Yield the problem of what nobody read in one file: at the first place, with the number of words."""
    unread = [one for one in _capitals(corpus, things, texts, node) if not _was_read(corpus, one)]
    if unread:
        yield problem(
            min(one.place for one in unread),
            "names-unread",
            say("Words with a capital that may be names, and that nobody read yet: {n}.", n=len(unread)),
            say(
                "«harvest check --names» shows them. Read them, and tick them off with «harvest check --names --done»."
            ),
            severity=severity,
        )


def to_read(corpus: Corpus, *, also_read: bool = False) -> Iterator[ToRead]:
    """Yield what may be a name in all texts, with `also_read` also where somebody read it.

    Paths begin at the folder of `mkdocs.yml`.
    """
    things = _things(corpus)
    for node, texts in everywhere(corpus):
        texts = list(texts)
        for one in (*_hits(finder_for(corpus, node), texts), *_capitals(corpus, things, texts, node)):
            if also_read or not _was_read(corpus, one):
                path = corpus.publication.path_of(one.place.path) if node else one.place.path
                yield one._replace(place=one.place._replace(path=path))


def marks_of_texts(corpus: Corpus) -> tuple[frozenset[str], dict[str, str]]:
    """Return the marks of all sentences there are, and path → the mark of the whole text of that file."""
    of_sentences: set[str] = set()
    of_files: dict[str, str] = {}
    for node, texts in everywhere(corpus):
        texts = list(texts)
        for text in texts:
            of_sentences.update(fingerprint_of(text.text[start:end]) for start, end in sentences(text.text))
        if texts:
            path = corpus.publication.path_of(node.path) if node else texts[0].path
            of_files[path] = _mark_of(texts, inside=_names_for_the_circle(corpus, node, texts))
    return frozenset(of_sentences), of_files


def was_compared(corpus: Corpus, node: Node | None, texts: Iterable[ShownText]) -> bool:
    """Tell whether the texts of one file were compared with the list where that is at hand, for this edition."""
    texts = list(texts)
    if not texts:
        return True
    mark = corpus.names_read.checked.get(corpus.publication.path_of(node.path) if node else texts[0].path)
    inside = corpus.edition == "circle" or (node is not None and not corpus.holds(node))
    return mark == _mark_of(texts) or (inside and mark == _mark_of(texts, inside=True))


def _mark_of(texts: Iterable[ShownText], *, inside: bool = False) -> str:
    """Return the mark of all these texts together; `inside` where they name whom the circle alone may name."""
    return fingerprint_of("\n".join([*(text.text for text in texts), *["circle"] * inside]))


def _names_for_the_circle(corpus: Corpus, node: Node | None, texts: Iterable[ShownText]) -> bool:
    """Tell whether texts that this edition leaves out name somebody whom it may not name, and the circle's may."""
    finder, inside = corpus.people_finder, finder_for(corpus, node)
    if finder is None or inside is None or inside is finder:
        return False
    asked = ((text.text, text.setting) for text in texts)
    return any([*finder.within(*one)] != [*inside.within(*one)] for one in asked)


def _was_read(corpus: Corpus, one: ToRead) -> bool:
    return corpus.names_read.sentences.issuperset(one.marks)


def everywhere(corpus: Corpus) -> Iterator[tuple[Node | None, Iterable[ShownText]]]:
    """Yield the texts of each file, with its card or page where it has one."""
    from harvest.checks.texts import texts_of  # late, as above

    yield from ((node, texts_of(corpus, node)) for node in corpus.nodes)
    yield from ((None, texts) for texts in _elsewhere(corpus).values())


def _elsewhere(corpus: Corpus) -> dict[str, list[ShownText]]:
    """Return the texts of the settings, declarations and drawings by path."""
    from harvest.checks.texts import texts_elsewhere  # late, as above

    by_path: dict[str, list[ShownText]] = {}
    for text in texts_elsewhere(corpus):
        by_path.setdefault(text.path, []).append(text)
    return by_path


def _things(corpus: Corpus) -> Things:
    """Return the names of things: titles, the publication's own list of places, and what pages say above a text."""
    from harvest.privacy.reading.capitals import Things  # late, as above

    kinds = corpus.kinds.by_name.values()
    return Things(
        (
            *OF_EVERY_PUBLICATION,
            corpus.publication.name,
            *corpus.publication.places,
            *(node.title for node in corpus.directory.nodes if node.readable),
            *(alias for card in corpus.cards for alias in card.aliases),
            *(heading for kind in kinds for heading in kind.headings),
            *(word for kind in kinds for words in (kind.label, kind.plural) for word in words.values()),
        )
    )


def _capitals(corpus: Corpus, things: Things, texts: Iterable[ShownText], node: Node | None) -> Iterator[ToRead]:
    """Yield what may be a name for its capitals in the texts of one file, without what the list has."""
    from harvest.privacy.reading.capitals import runs  # late, as above
    from harvest.privacy.reading.words import words_of

    words = words_of(corpus.publication.language)
    # What a declaration says is no sentence of the harvest, and half of it is in another language.
    declared = {path for path, _ in corpus.declarations}
    finder, title = finder_for(corpus, node), node.title if node else ""
    for text in texts:
        address = text.setting == "code" and _ADDRESS.fullmatch(text.text)
        if address or text.repeats or text.names_file or text.path in declared:
            continue
        hits = list(finder.within(text.text, text.setting)) if finder else ()
        for run in runs(text.text, words, things, title=text.text == title):
            if any(hit.start < run.end and run.start < hit.end for hit in hits):
                continue
            shown = " ".join(_MARKUP.sub("", text.text[run.start : run.end]).split())
            mark = fingerprint_of(text.text[slice(*run.sentence)])
            yield ToRead(shown, text.place(run.start), (mark,), run.rank)


def _hits(finder: PeopleFinder | None, texts: Iterable[ShownText]) -> Iterator[ToRead]:
    """Yield the words that may be somebody on the list of people."""
    for text in texts if finder else ():
        for hit in finder.within(text.text, text.setting) if finder else ():
            if hit.certainty == "doubtful" and not text.repeats:
                around = [(start, end) for start, end in sentences(text.text) if start < hit.end and hit.start < end]
                marks = tuple(fingerprint_of(text.text[start:end]) for start, end in around)
                yield ToRead("", text.place(hit.start), marks, -1, listed=True)
