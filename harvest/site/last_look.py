"""Look a last time at what is about to be published: whether people of the list stand in it who may not be named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from harvest.checks.texts import texts_of
from harvest.corpus import Corpus
from harvest.privacy.covered import Covered
from harvest.privacy.find import PeopleFinder, Setting
from harvest.privacy.mask import hide
from harvest.privacy.scan import PRINTED, Finding, scan
from harvest.privacy.sentences import sentences
from harvest.problems.language import render
from harvest.problems.problem import NOTHING, Message, say
from harvest.site.discreet import Counts, discreet
from harvest.site.pages import BOOKLET, Site

MOST_NAMED = 5
"""The number of files that a message names."""
WHERE = {
    "text": say("in the text"),
    "markup": say("in what readers do not see, such as an address, a comment or a property"),
    "name": say("in its own name"),
}


def last_look(site: Site, folder: Path, printed: Sequence[str]) -> tuple[str, ...] | Message:
    """Return why an edition may not be published, since it names somebody; or else warnings. Raises `OSError`.

    What may be a name stops it only under a rule that keeps names inside, and only where nobody read it.
    """
    corpus = site.corpus
    finder = corpus.people_finder
    if finder is None:
        return ()
    findings = scan(folder, finder, printed=printed, was_read=lambda: read_texts(corpus, finder), brought=site.brought)
    kept_inside = corpus.publication.confidential or any(corpus.confidential(node) for node in corpus.nodes)
    wrong = [one for one in findings if kept_inside or one.certainty != "doubtful"]
    if wrong:
        return _refusal(wrong, finder, quiet=discreet(corpus))
    if findings:
        files = len({finding.file for finding in findings})
        told = say("What may be the name of somebody on the list stands in files that went out: {n}.", n=files)
        return (render(told, corpus.publication.language),)
    return ()


def read_texts(corpus: Corpus, finder: PeopleFinder) -> Covered:
    """Return what the published sources say, without the sentences in doubt that nobody read, and documents read."""
    texts: list[str] = []
    in_doubt: list[str] = []
    for text, setting in _sources(corpus):
        doubts = [hit for hit in finder.within(text, setting) if hit.certainty == "doubtful"]
        unread = False
        for start, end in sentences(text):
            sentence = text[start:end]
            doubted = any(start <= hit.start < end for hit in doubts)
            if doubted and not corpus.names_read.has(sentence):
                unread = True
                continue
            texts.append(sentence)
            in_doubt += [sentence] * doubted
        if not unread:
            texts.append(text)
    return Covered.of(texts, in_doubt, _documents_read(corpus))


def _sources(corpus: Corpus) -> Iterable[tuple[str, Setting]]:
    for node in corpus.nodes:
        yield from ((shown.text, shown.setting) for shown in texts_of(corpus, node))
    for drawn in corpus.drawn.values():
        yield from ((text, "words") for _, text in drawn)


def _documents_read(corpus: Corpus) -> Iterable[str]:
    """Yield the documents that somebody read as they are now."""
    for path, document in corpus.documents.items():
        reading = corpus.publication.readings.of(path)
        if reading is not None and reading.fingerprint == document.fingerprint:
            yield path


def _refusal(findings: Sequence[Finding], finder: PeopleFinder, *, quiet: bool) -> Message:
    files = {finding.file: finding.where for finding in reversed(findings)}
    if quiet:
        told = say(
            "What was about to go out names people of the list, or what tells who they are. Files: {n}; times: {times}."
            " On your own computer, «harvest build» says which files.",
            n=len(files),
            times=sum(finding.times for finding in findings),
        )
        return Counts(told.text, told.params)
    named = sorted(files.items())[:MOST_NAMED]
    listed = NOTHING
    for file, where in reversed(named):
        shown = BOOKLET if file == PRINTED else hide(file, finder)
        one = say("«{file}» ({where})", file=shown, where=WHERE[where])
        listed = say("«{file}» ({where}), {others}", **one.params, others=listed) if listed.text else one
    return say(
        "What was about to go out names people of the list, or what tells who they are. Files: {n}; the first of them:"
        " {files}. «harvest check» says where that is in the cards. Does it find nothing? Then look in the templates,"
        " drawings, documents and settings from which these files are made.",
        n=len(files),
        files=listed,
    )
