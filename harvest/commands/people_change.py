"""Run `harvest people add` and `harvest people forget`: change the list, and nothing else in its file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from harvest.commands.names_since import let_lapse
from harvest.commands.people_store import store, text_of
from harvest.editing.writing import ChangedMeanwhile, content_of, replace_private
from harvest.kinds.names import fold
from harvest.privacy.people.file import people_from
from harvest.privacy.people.people import PEOPLE_FILE, SECRET, Person
from harvest.privacy.people.write import lines_about, new_list, next_ids, with_more, without
from harvest.privacy.reviews.reviews import REVIEWS
from harvest.privacy.reviews.write import forgotten
from harvest.problems.language import render
from harvest.problems.problem import Message, say
from harvest.publication import Publication

_MARKS = "-*•– \t"
LIST_PAGE = {"nl": "De namenlijst", "en": "The list of people"}


def names_asked(language: str) -> tuple[str, ...]:
    """Return the names that somebody types until an empty line, or that a list on standard input holds, one a line."""
    if not sys.stdin.isatty():
        text = sys.stdin.buffer.read().decode("utf-8-sig", "replace")
        lines = (line.strip().lstrip(_MARKS).strip() for line in text.splitlines())
        return tuple(line for line in lines if line and not line.startswith("#") and line.rstrip("."))
    click.echo(render(say("One name on each line. An empty line is the end."), language), err=True)
    names = []
    while name := click.prompt(render(say("Name"), language), default="", show_default=False, err=True).strip():
        if (why := _refused(Person("p01", " ".join(name.split())), language)) is not None:
            click.echo(render(why, language), err=True)  # at once, so that the names before it are not typed again
        else:
            names.append(name)
    return tuple(names)


def named(
    names: Sequence[str], details: Person, since: str | None, terms: Sequence[str]
) -> tuple[Person, ...] | Message:
    """Return persons with these names, each with the same details, or a message where something does not fit.

    `since` is the day on which they agreed to be named, as somebody typed it. The persons have no id yet.
    """
    if since is not None:
        day: date | None = None
        with suppress(ValueError):
            day = date.fromisoformat(since.strip())
        if day is None or day > date.today():
            return say(
                "Behind {option} belongs a day that has been, such as {example}.",
                option="--since",
                example="2012-04-03",
            )
        if not details.named_for:
            return say(
                "With {option} belongs {other}: who may name this person since that day?",
                option="--since",
                other="--may-be-named",
            )
        details = replace(details, named_since=day)
    if not names and details != Person("", ""):
        return say("Whom is this about? Write the name before the options.")
    if not names and not terms:
        return say("No name was given, so nothing was added.")
    return tuple(replace(details, name=" ".join(name.split())) for name in names)


def add_people(
    publication: Publication, persons: Sequence[Person], terms: Sequence[str]
) -> tuple[Message, ...] | Message:
    """Add people and terms to the list, or say why nothing was added. Who is in it already is not added again."""
    language, root = publication.language, publication.root
    text = text_of(root)
    if isinstance(text, Message):
        return text
    fresh = not text.strip()
    before = people_from(text, PEOPLE_FILE, language)
    if not fresh and any(one.severity == "error" and one.code != "missing-field" for one in before.problems):
        return say(
            "There is a mistake in «{path}», so nothing was added. «harvest people check» says where.", path=PEOPLE_FILE
        )
    known = {fold(person.name): person.place.line if person.place else 1 for person in before.persons}
    ids = next_ids(before.persons, _elsewhere(publication))
    added: list[Person] = []
    for number, person in enumerate(persons, 1):
        if fold(person.name) in known:
            if replace(person, name="") != Person("", ""):
                return say(
                    "Somebody with that name stands in «{path}» already, on line {line}, so nothing was added. Write"
                    " the rest there by hand; or is it somebody else, then another person below it.",
                    path=PEOPLE_FILE,
                    line=known[fold(person.name)],
                )
            continue
        known[fold(person.name)] = 0
        whole = replace(person, id=next(ids))
        if (why := _refused(whole, language)) is not None:
            return say("Nothing was added, because of name {n}. {reason}", n=number, reason=why)
        added.append(whole)
    words = [
        term for term in dict.fromkeys(" ".join(term.split()) for term in terms) if term and term not in before.terms
    ]
    there = len(persons) - len(added)
    if not added and not words:
        return (say("All of it stands in the list already."),)
    changed = with_more(text if not fresh else new_list(language), added, words, language)
    if changed is None:
        return say(
            "«{path}» is written in a way that cannot be added to without changing more. Add a line by hand: {example}",
            path=PEOPLE_FILE,
            example={"nl": "- naam: …", "en": "- name: …"},
        )
    done = store(root, text, changed, language)
    if isinstance(done, Message):
        return done
    told = [
        *done,
        say(
            "Added to «{path}». People: {people}. Terms: {terms}.",
            path=PEOPLE_FILE,
            people=len(added),
            terms=len(words),
        ),
    ]
    if there:
        told.append(say("Already in it, and not added again: {n}.", n=there))
    if fresh:
        told.append(
            say(
                "Nicknames, initials and addresses find more: page «{page}» of the manual says how to write them"
                " there.",
                page=LIST_PAGE,
            )
        )
    told.append(say("«harvest check» tells where somebody is named."))
    return (*told, *let_lapse(root, language), *_secret())


def _refused(person: Person, language: str) -> Message | None:
    """Return why the list cannot hold a person, or None."""
    text = with_more(new_list(language), [person], (), language)
    if text is not None:
        return None
    alone = with_more(new_list(language), [Person(person.id, person.name)], (), language)
    if alone is not None:
        return say("What stands behind one of the options does not fit in the list.")
    return say("This is no name that can be looked for. Write one person, first name first, and nothing but the name.")


def _elsewhere(publication: Publication) -> str:
    with suppress(OSError):
        return (publication.root / REVIEWS).read_text("utf-8", "replace")
    return ""


def _secret() -> Iterator[Message]:
    if os.environ.get(SECRET, "").strip():
        yield say(
            "{secret} is set here, so harvest looks at that and not at «{path}».", secret=SECRET, path=PEOPLE_FILE
        )


def forget_person(publication: Publication, who: str) -> tuple[Message, ...] | Message:
    """Take a person out of the list. Returns what remains to be done, or why nothing was changed."""
    language, root = publication.language, publication.root
    text = text_of(root)
    if isinstance(text, Message):
        return text
    people = people_from(text, PEOPLE_FILE, language)
    meant = [one for one in people.persons if one.id == who.strip().lower()]
    meant = meant or [one for one in people.persons if fold(who) in map(fold, (one.name, *one.aliases))]
    if not meant:
        return say("Nobody in the list of people goes by that name or id.")
    if len(meant) > 1:
        lines = [one.place.line for one in meant if one.place]
        return say(
            "Several people in the list go by that name, on lines {lines}. Type the id instead.", lines=_joined(lines)
        )
    (person,) = meant
    changed = without(text, person, language)
    line = person.place.line if person.place else 1
    if changed is None:
        return say(
            "«{path}» is written in a way that cannot be changed without changing more. Do it by hand, on line {line}.",
            path=PEOPLE_FILE,
            line=line,
        )
    done = store(root, text, changed, language)
    if isinstance(done, Message):
        return done
    return (*done, *_left_over(publication, person, changed, people.persons))


def _forgotten_in_reviews(path: Path, whose: str) -> int:
    """Take an id out of what was reviewed. Returns from how many lines. Raises `OSError` and `ChangedMeanwhile`."""
    before = content_of(path) or b""
    after, lines = forgotten(before, whose)
    if lines:
        replace_private(path, before, after)
    return lines


def _joined(lines: Iterable[int]) -> str:
    return ", ".join(map(str, lines))


def _left_over(publication: Publication, person: Person, text: str, before: Sequence[Person]) -> Iterator[Message]:
    yield say("Taken out of «{path}». From now on harvest does not look for this name.", path=PEOPLE_FILE)
    if person.has_own_id:
        # Where the file cannot be written, what is left in it is told below.
        with suppress(OSError, ChangedMeanwhile):
            if number := _forgotten_in_reviews(publication.root / REVIEWS, person.id):
                yield say("In «{path}» the id was taken out too. Lines: {n}.", path=REVIEWS, n=number)
    if lines := lines_about(text, person):
        yield say(
            "A part of the name still stands there, on lines {lines}. Is it the same person, take it out.",
            lines=_joined(lines),
        )
    review = _elsewhere(publication)
    if lines := lines_about(review, person):
        yield say(
            "In «{path}» the person still stands, on lines {lines}. Take that out too.",
            path=REVIEWS,
            lines=_joined(lines),
        )
    if review and not all(one.has_own_id for one in before):
        yield say(
            "Not everybody in the list has an id of their own. See whether those in «{path}» are still right.",
            path=REVIEWS,
        )
    yield from _secret()
    yield say(
        "What harvest cannot reach: copies of the list, notes, mails, and the secret of a server that builds the site."
    )
    yield say(
        "What went out already, such as old versions in git and booklets on paper: see page «{page}» of the manual.",
        page={"nl": "Staat er toch een naam in de geschiedenis?", "en": "Is a name in the history after all?"},
    )
