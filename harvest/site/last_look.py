"""Look a last time at what is about to be published: whether people of the list stand in it who may not be named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from harvest.checks.texts import texts_elsewhere, texts_of
from harvest.corpus import Corpus
from harvest.kinds.read import load_kinds
from harvest.privacy.finding.find import PeopleFinder, Setting
from harvest.privacy.people.file import read_people
from harvest.privacy.people.people import People
from harvest.privacy.reading.sentences import sentences
from harvest.privacy.scanning.covered import Covered
from harvest.privacy.scanning.said import Where
from harvest.privacy.scanning.scan import PRINTED, Finding, scan
from harvest.privacy.veil import Veil
from harvest.problems.language import interface_texts, render
from harvest.problems.problem import NOTHING, Message, say
from harvest.site.data import SCHEMA
from harvest.site.discreet import Counts, discreet
from harvest.site.pages import BOOKLET, Site
from harvest.views.theme import theme_folder

_BRACES = re.compile(r"\{\w*\}")
_WORD = re.compile(r"\w+")

MOST_NAMED = 5
"""The number of files that a message names."""
WHERE: Mapping[Where, Message] = {
    "text": say("in the text"),
    "markup": say("in what readers do not see, such as an address, a comment or a property"),
    "form": say("in what readers do not see, such as an address, a comment or a property"),
    "name": say("in its own name"),
}


def last_look(site: Site, folder: Path, printed: Sequence[str]) -> tuple[str, ...] | Message:
    """Return why an edition may not be published, since it names somebody; or else warnings. Raises `OSError`.

    What may be a name stops it only under a rule that keeps names inside, and only where nobody read it.
    """
    corpus, finder = site.corpus, site.finder
    if finder is None:
        return ()
    if read_people(corpus.publication.root, corpus.publication.language) not in (None, corpus.people):
        return say("The list of people changed in the meantime. Give the command once more.")
    findings = scan(folder, finder, printed=printed, was_read=lambda: read_texts(corpus, finder), brought=site.brought)
    kept_inside = corpus.publication.confidential or any(corpus.confidential(node) for node in corpus.nodes)
    wrong = [one for one in findings if kept_inside or one.certainty != "doubtful"]
    if wrong:
        return _refusal(wrong, corpus, quiet=discreet(corpus))
    if findings:
        files = len({finding.file for finding in findings})
        told = say("What may be the name of somebody on the list stands in files that went out: {n}.", n=files)
        return (render(told, corpus.publication.language),)
    return ()


def read_texts(corpus: Corpus, finder: PeopleFinder) -> Covered:
    """Return what is not to be doubted again.

    It is what the published sources say, but for sentences in doubt that nobody read; documents that were read; and our
    own words, on the pages and in what makes them.
    """
    texts = [part for text in _own_texts(corpus) for part in (text, *_BRACES.split(text))]
    for text, setting in _sources(corpus):
        doubts = [hit for hit in finder.within(text, setting) if hit.certainty == "doubtful"]
        unread = False
        for start, end in sentences(text):
            sentence = text[start:end]
            if any(start < hit.end and hit.start < end for hit in doubts) and not corpus.names_read.has(sentence):
                unread = True
            else:
                texts.append(sentence)
        if not unread:
            texts.append(text)
    return Covered.of(texts, _documents_read(corpus), _own_words())


def _sources(corpus: Corpus) -> Iterator[tuple[str, Setting]]:
    for node in corpus.nodes:
        yield from ((shown.text, shown.setting) for shown in texts_of(corpus, node))
    yield from ((shown.text, shown.setting) for shown in texts_elsewhere(corpus))


def _own_texts(corpus: Corpus) -> Iterator[str]:
    """Yield the words of the interface, and the labels of the kinds that we bring."""
    yield from interface_texts(corpus.publication.language)
    waiting: list[object] = [kind.model_dump() for kind in load_kinds()[0].by_name.values()]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            waiting += [*value, *value.values()]
        elif isinstance(value, (list, tuple)):
            waiting += value


def _own_words() -> Iterator[str]:
    """Yield the words of our templates, styles and data."""
    files = [path for path in theme_folder().rglob("*") if path.suffix in (".html", ".css", ".js", ".svg")]
    for path in (*files, SCHEMA):
        yield from _WORD.findall(path.read_text("utf-8"))


def _documents_read(corpus: Corpus) -> Iterable[str]:
    """Yield the documents that somebody read as they are now."""
    for path, document in corpus.documents.items():
        reading = corpus.publication.readings.of(path)
        if reading is not None and reading.fingerprint == document.fingerprint:
            yield path


def _refusal(findings: Sequence[Finding], corpus: Corpus, *, quiet: bool) -> Message:
    files: dict[str, Where] = {}
    for finding in sorted(findings, key=lambda finding: [*WHERE].index(finding.where)):
        files.setdefault(finding.file, finding.where)
    if quiet:
        told = say(
            "What was about to go out names people of the list, or what tells who they are. Files: {n}; times: {times}."
            " On your own computer, «harvest build» says which files.",
            n=len(files),
            times=sum(finding.times for finding in findings),
        )
        return Counts(told.text, told.params)
    veil = Veil(corpus.people or People(), corpus.publication.language, corpus.publication.places)
    named = sorted(files.items())[:MOST_NAMED]
    listed = NOTHING
    for file, where in reversed(named):
        shown = BOOKLET if file == PRINTED else veil.path(file)
        one = say("«{file}» ({where})", file=shown, where=WHERE[where])
        listed = say("«{file}» ({where}), {others}", **one.params, others=listed) if listed.text else one
    return say(
        "What was about to go out names people of the list, or what tells who they are. Files: {n}; the first of them:"
        " {files}. «harvest check» says where that is in the cards. Does it find nothing? Then look in the templates,"
        " drawings, documents and settings from which these files are made.",
        n=len(files),
        files=listed,
    )
