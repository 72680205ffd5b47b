"""Check that nothing published leads to one person: an address, a number, or what tells who somebody is.

All of this can be known without a list of people. How serious a contact is depends on what the group agreed on: under a
rule that keeps inside who said something it stops publication; else its author is asked whether it is meant.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from harvest.checks.seen import UNSEEN
from harvest.corpus import Corpus
from harvest.links.directory import Node
from harvest.privacy.reading.glance import glance, may_hold_contact
from harvest.problems.codes import Severity
from harvest.problems.problem import Message, Place, Position, Problem, problem, say
from harvest.source.yaml_nodes import scalars

if TYPE_CHECKING:  # most publications hold no contact, and need not wait for what finds one
    from harvest.checks.shown import ShownText
    from harvest.privacy.reading.contacts import Contact, ContactKind

_KINDS: Mapping[ContactKind, Message] = {
    "email": say("Here is an e-mail address."),
    "telephone": say("Here is a telephone number."),
    "bsn": say("Here is what looks like a citizen service number (BSN)."),
    "account": say("Here is the number of a bank account."),
}
_UNSEEN = re.compile(f"[{UNSEEN}]")


class _Found(NamedTuple):
    """A contact, and where it stands."""

    contact: Contact
    place: Place
    end: Position | None


def contacts(corpus: Corpus) -> Iterator[Problem]:
    """No card or page shows an address or number of a person, but for the contact that the publication declares.

    Nor does it tell who somebody is by «mevr. A.» or «een vrouw van 43 uit Heerde». That is a hint, since only people
    can judge it, and it is one under every rule: residents and clients agreed on none.
    """
    declared = _declared(corpus)
    for node in corpus.nodes:
        first = glance(_written(node), corpus.publication.language)
        if first.contact:
            from harvest.checks.texts import texts_of  # late, as above

            for found in _in_texts(texts_of(corpus, node), declared):
                yield _revealed(found, confidential=corpus.confidential(node))
        if first.telling:
            yield from _recognisable(corpus, node)


def contacts_elsewhere(corpus: Corpus) -> Iterator[Problem]:
    """Nor do `mkdocs.yml`, the declarations of kinds, drawings and names of files that a card or page shows.

    The paths of the problems begin at the folder of `mkdocs.yml`.
    """
    drawn = (text for texts in corpus.drawn.values() for _, text in texts)
    declared = (content.decode("utf-8", "replace") for _, content in corpus.declarations)
    settings = (word.value for word in corpus.publication.words)
    if not may_hold_contact("\0".join((*settings, *declared, *drawn, *corpus.directory.files))):
        return
    from harvest.checks.texts import texts_elsewhere  # late, as above

    for found in _in_texts(texts_elsewhere(corpus), _declared(corpus)):
        yield _revealed(found, confidential=corpus.publication.confidential)


def _recognisable(corpus: Corpus, node: Node) -> Iterator[Problem]:
    from harvest.checks.texts import texts_of  # late, as above
    from harvest.privacy.reading.recognisable import telling_in

    for text in texts_of(corpus, node):
        if text.setting == "code" or text.repeats:
            continue
        for start, end in telling_in(text.text):
            place = text.place(start)
            yield problem(
                place,
                "identifiable",
                say("Readers may know from this who it is about."),
                say("Write a role, and leave out what readers need not know: «a resident», «somebody in charge»."),
                end=_end(place, text.place(end)),
            )


def _written(node: Node) -> str:
    """Return all that a card or page says as it is written, and more than readers see of it."""
    source = node.source
    above = " ".join(source.above.split())  # a value may run over several lines
    if "\\" in above:  # and have its letters written otherwise
        above = "\0".join(word.value for word in scalars(source.data))
    return f"{node.path}\0{above}\0{source.body}"


def _in_texts(texts: Iterable[ShownText], declared: Container[str]) -> Iterator[_Found]:
    """Yield the contacts in these texts, each once a line: an address may stand in a link and as its words."""
    told: set[tuple[str, str, int]] = set()
    for text in texts:
        for contact in _without_unseen(text.text):
            place = text.place(contact.start)
            once = contact.told, place.path, place.line
            if contact.told not in declared and once not in told:
                told.add(once)
                yield _Found(contact, place, _end(place, text.place(contact.end)))


def _without_unseen(text: str) -> Iterator[Contact]:
    """Yield the contacts in a text, also those with signs in them that nobody sees, at their own places."""
    from harvest.privacy.reading.contacts import contacts_in  # late, as above

    if not may_hold_contact(text):
        return
    plain = _UNSEEN.sub("", text)
    if len(plain) == len(text):
        yield from contacts_in(text)
        return
    offsets = [n for n, char in enumerate(text) if not _UNSEEN.match(char)]
    for contact in contacts_in(plain):
        yield contact._replace(start=offsets[contact.start], end=offsets[contact.end - 1] + 1)


def _end(place: Place, end: Place) -> Position | None:
    return end.position if end.position > place.position else None


def _declared(corpus: Corpus) -> frozenset[str]:
    """Return the addresses and numbers where readers may turn to, as the record says."""
    contact = corpus.publication.record.get("contact")
    if not isinstance(contact, str):
        return frozenset()
    from harvest.privacy.reading.contacts import contacts_in  # late, as above

    return frozenset(contact.told for contact in contacts_in(contact))


def _revealed(found: _Found, *, confidential: bool) -> Problem:
    """Return the problem of a contact, which does not repeat it.

    A BSN that is called so may not be published by anybody: the law allows it to few, and for other ends.
    """
    contact = found.contact
    severity: Severity = "error" if confidential or (contact.kind == "bsn" and contact.called) else "warning"
    hint = say("Leave it out. Is it where readers may turn to? Then write it in mkdocs.yml, behind «contact».")
    if contact.kind == "bsn":
        hint = say("Leave it out: nobody needs it here. Is it another number? Then say which, such as «order 12».")
    return problem(found.place, "contact-revealed", _KINDS[contact.kind], hint, severity=severity, end=found.end)
