"""Run `harvest people list` and `harvest people check`: names come on a terminal, and numbers everywhere else."""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import click

from harvest.checks.people_list import list_of_people, of_one_person
from harvest.checks.texts import texts_of
from harvest.commands.people_store import open_to_others, text_of
from harvest.corpus import Corpus
from harvest.kinds.names import fold
from harvest.kinds.read import form
from harvest.pipeline import read_corpus
from harvest.privacy.people.file import END, empty_secret, ends_whole, read_people
from harvest.privacy.people.people import PEOPLE_FILE, SECRET, People, Person
from harvest.privacy.reading.words import words_of
from harvest.problems import report
from harvest.problems.language import label, long_date, render
from harvest.problems.problem import Message, Place, say
from harvest.publication import Publication
from harvest.site.discreet import on_server
from harvest.site.outlet import names_on_terminal


class WorthALook(NamedTuple):
    """What may be worth a look in the list: the line, whom it is about, and what it is."""

    line: int
    person: Person | None
    message: Message


def on_a_terminal() -> bool:
    """Tell whether somebody reads along, and no server keeps what is printed."""
    return sys.stdout.isatty() and not on_server()


def _people(publication: Publication) -> People | Message:
    people = read_people(publication.root, publication.language)
    if people is not None:
        return people
    if problem := empty_secret():
        return problem.message
    return say("There is no list of people yet. «harvest people add» makes one.")


def show_list(publication: Publication) -> Message | None:
    """Print the list on a terminal, and elsewhere how many stand in it. Returns why that is impossible, or None."""
    people = _people(publication)
    if isinstance(people, Message):
        return people
    language = publication.language
    if not on_a_terminal():
        click.echo(render(_counted(people), language))
        click.echo(
            render(say("Names are shown on a terminal only: what goes elsewhere, others may read or keep."), language)
        )
    else:
        with names_on_terminal():
            _table(people, language)
    if any(one.severity == "error" for one in people.problems):
        click.echo(
            render(say("Part of the list cannot be read. «harvest people check» says where."), language), err=True
        )
    return None


def _counted(people: People) -> Message:
    return say(
        "On the list of people. People: {people}. Terms: {terms}.", people=len(people.persons), terms=len(people.terms)
    )


def _table(people: People, language: str) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    fields = form("person")
    rows = []
    for person in people.persons:
        named = label(fields["may_be_named"].choices[person.named_for or "no"], language)
        since = long_date(person.named_since, language) if person.named_since else ""
        words = (", ".join(words) for words in (person.aliases, person.initials, person.email))
        own = person.id if person.has_own_id else ""
        rows.append((own, person.name, *words, person.organisation, named, since))
    columns = ("id", "name", "aliases", "initials", "email", "organisation", "may_be_named", "since")
    used = [n for n in range(len(columns)) if any(row[n] for row in rows)]
    table = Table(*(label(fields[columns[n]].label, language) for n in used), box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(escape(row[n]) for n in used))
    console = Console(highlight=False)
    console.print(table)
    if people.terms:
        terms = label(form("people")["terms"].label, language)
        console.print(f"\n{terms}: {', '.join(people.terms)}", markup=False)


def check_list(publication: Publication) -> bool | Message:
    """Print what is worth a look in the list, and where people are found. Returns whether anything is wrong."""
    people = _people(publication)
    if isinstance(people, Message):
        return people
    corpus = read_corpus(publication, "public")
    if isinstance(corpus, Message):
        return corpus
    if not on_a_terminal():
        return _checked(corpus, people, names=False)
    with names_on_terminal():
        return _checked(corpus, people, names=True)


def _checked(corpus: Corpus, people: People, *, names: bool) -> bool:
    publication, language = corpus.publication, corpus.publication.language
    problems = sorted(list_of_people(corpus), key=lambda one: one.order)
    for one in problems:
        click.echo(report.line(one, publication.root, language))
    path = report.shown_path(_path(), publication.root)
    for remark in sorted(_remarks(corpus, people), key=lambda one: one.line):
        who = f"{remark.person.name}: " if names and remark.person else ""
        click.echo(f"{path}:{remark.line} {who}{render(remark.message, language)}")
    _tell_found(corpus, people, names=names)
    click.echo(render(_counted(people), language))
    if corpus.names_read.checked:
        message = say(
            "Did you change the list by hand? A server without it knows so after «harvest check --names --done»."
        )
        click.echo(render(message, language))
    return any(one.severity == "error" for one in problems)


def _path() -> str:
    """Return where the list is that harvest looks at: in the file, or in the secret that wins over it."""
    return SECRET if os.environ.get(SECRET, "").strip() else PEOPLE_FILE


def _remarks(corpus: Corpus, people: People) -> Iterator[WorthALook]:
    root = corpus.publication.root
    text = text_of(root)
    if isinstance(text, str) and text and _path() != SECRET:
        if not ends_whole(text):
            message = say(
                "Write «{end}» on a line of its own below the list, so that a server sees when it is cut.", end=END
            )
            yield WorthALook(len(text.splitlines()), None, message)
        if open_to_others(root):
            yield WorthALook(
                1,
                None,
                say("Others on this computer may read this file. «chmod 600 {path}» ends that.", path=PEOPLE_FILE),
            )
    names = [node.title for node in corpus.nodes]
    names += [alias for card in corpus.readable_cards for alias in card.list("aliases")]
    titles = set(map(fold, names))
    today, words = date.today(), words_of(corpus.publication.language)
    for person in people.persons:
        line = person.place.line if person.place else 1
        if not person.has_own_id:
            yield WorthALook(
                line, person, say("This person has no id, such as p07. What private/review.yml says needs one.")
            )
        if person.named_for and not person.named_since:
            yield WorthALook(line, person, say("This person may be named; since when does not stand here."))
        if person.named_since and person.named_since > today:
            yield WorthALook(line, person, say("The day since which this person may be named is still to come."))
        if any(words.lists(one) and not words.names(one) for one in person.name.split() if one[:1].isupper()):
            message = say(
                "A part of this name is also an ordinary word. Where it may be just that word, harvest asks you to"
                " look."
            )
            yield WorthALook(line, person, message)
        if titles & set(map(fold, (person.name, *person.aliases))):
            yield WorthALook(line, person, say("A card or page has this name as its title, which everybody reads."))
    for _, person in of_one_person(corpus.of_kind("organisation"), people):
        line = person.place.line if person.place else 1
        message = say(
            "Nobody else in the list works for this organisation, and a card names it: that tells who is meant."
        )
        yield WorthALook(line, person, message)


def _tell_found(corpus: Corpus, people: People, *, names: bool) -> None:
    language, finder = corpus.publication.language, corpus.people_finder
    if finder is None:
        return
    found: dict[str, set[Place]] = defaultdict(set)
    for node in corpus.nodes:
        for shown in texts_of(corpus, node):
            for hit in finder.within(shown.text, shown.setting):
                place = shown.place(hit.start)
                found[hit.whose].add(place._replace(path=corpus.publication.path_of(place.path)))
    whose = {person.id: person.name for person in people.persons} | {"": label(form("people")["terms"].label, language)}
    for id_, name in whose.items() if names else ():
        for place in sorted(found[id_]):
            path = report.shown_path(place.path, corpus.publication.root)
            click.echo(f"{path}:{place.line}:{place.column} {name}")
    number = sum(map(len, found.values()))
    message = say("Names and terms of the list that stand in cards and pages: {n}.", n=number)
    click.echo(render(message, language))
    if number and not names:
        click.echo(render(say("On a terminal this says whose they are; «harvest check» says where."), language))
