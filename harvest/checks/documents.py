"""Check what the documents hold that cards link, and that somebody read them where a group agreed to keep silent."""

from __future__ import annotations

from collections.abc import Iterator

from harvest.corpus import Corpus
from harvest.kinds.names import meant
from harvest.links.directory import Node
from harvest.links.files import NamedFile, named_files
from harvest.problems.codes import Severity
from harvest.problems.problem import Message, Place, Problem, problem, say
from harvest.source.documents import Document


def documents(corpus: Corpus) -> Iterator[Problem]:
    """A document that goes out is whole and clean, or was read; under a rule of silence every one was read."""
    if not corpus.documents:
        return
    told: set[str] = set()
    # First come those of the edition under a rule of silence: there the problem is the most serious.
    for node in sorted(
        corpus.nodes, key=lambda node: (not corpus.holds(node), not corpus.confidential(node), node.path)
    ):
        for named in named_files(corpus.directory, node):
            document = corpus.documents.get(named.path)
            # A document that is to be seen as a picture is told where pictures are checked.
            if document is None or named.path in told or named.shown:
                continue
            told.add(named.path)
            if document.refused:
                yield document.refused.at(named.place)
            elif not corpus.was_read(named.path, document, node):
                yield _unread(corpus, node, document, named)


def left_behind(corpus: Corpus) -> Iterator[Problem]:
    """A document that a word processor made is named by a card; else it goes nowhere, and may be a card itself."""
    for path in sorted(corpus.directory.files):
        if path.lower().endswith(_WRITTEN) and path not in corpus.documents:
            yield problem(
                Place(path),
                "file-not-published",
                say("No card leads to this document, so it goes nowhere. Is it the text of a card?"),
                say("Make a card with «harvest new» and copy the text into it. Else link to it from a card."),
            )


_WRITTEN = (".docx", ".odt")


def _unread(corpus: Corpus, node: Node, document: Document, named: NamedFile) -> Problem:
    publication = corpus.publication
    severity: Severity = "error" if corpus.confidential(node) and corpus.holds(node) else "warning"
    path = named.path
    name = path.rpartition("/")[2]
    reading = publication.readings.of(path)
    hint: Message
    if reading is not None:
        message = say("«{name}» has changed since it was read.", name=name)
        if document.holds:
            message = say("«{name}» has changed since it was read. It holds: {what}.", name=name, what=document.holds)
        hint = say(
            "Read it again. May all of it go out? Then write this behind «{field}» in mkdocs.yml, on line {line}:"
            " {fingerprint}",
            field=publication.readings.field("read", publication.language),
            line=reading.place.line,
            fingerprint=document.fingerprint,
        )
    else:
        line = publication.readings.line_for(path, document.fingerprint, publication.language)
        if document.holds:
            message = say("«{name}» holds more than it shows: {what}.", name=name, what=document.holds)
            hint = say("Clean it, as the manual shows. Or read all of it, and if it may go out, {line}", line=line)
        else:
            message = say("«{name}» is not named as read, and nobody but you checks what stands in it.", name=name)
            hint = say("Read all of it, and if it may go out, {line}", line=line)
    return problem(named.place, "document-metadata", message, hint, severity=severity, end=named.end)


def readings(corpus: Corpus) -> Iterator[Problem]:
    """Every document that `mkdocs.yml` names as read is there. The places of its problems are in `mkdocs.yml`."""
    for reading in corpus.publication.readings.by_path.values():
        if not corpus.directory.file(reading.path):
            known = [path for path in corpus.directory.files if path in corpus.documents]
            message = say("«{target}» does not exist.", target=reading.path)
            guess = meant(reading.path, known, say("Take the line away, or write where the document is now."))
            yield problem(reading.place, "dangling-link", message, guess.hint, severity="warning")
