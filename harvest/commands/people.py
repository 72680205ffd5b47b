"""Declare `harvest people`: the commands about the list of people. They load what they need when they run."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from harvest.commands.common import COULD_NOT_RUN, FAULTS, config_option, find_publication, stop, tell
from harvest.privacy.people.people import NamedFor, Person
from harvest.problems.language import render
from harvest.problems.problem import Message


@click.group()
def people() -> None:
    """Keep the list of people: whose names may not go out."""


@people.command(
    help="Add people to the list. Best without a name behind it: then harvest asks for one name after another, or reads"
    " them from a file with one on each line (harvest people add < names.txt). What you type behind a command, many"
    " computers remember."
)
@click.argument("name", metavar="[NAME]", nargs=-1)
@click.option("--alias", "aliases", metavar="NAME", multiple=True, help="A nickname or an earlier name.")
@click.option("--initials", metavar="LETTERS", multiple=True, help="As notes have them, such as JdV.")
@click.option("--email", metavar="ADDRESS", multiple=True, help="An e-mail address.")
@click.option("--organisation", metavar="NAME", default="", help="Whom this person works for.")
@click.option(
    "--may-be-named", "named_for", type=click.Choice(["circle", "public"]), help="Which edition may name this person."
)
@click.option("--since", metavar="DATE", help="The day on which this person agreed, such as 2012-04-03.")
@click.option(
    "--term", "terms", metavar="WORD", multiple=True, help="A project, street or case that tells who is meant."
)
@config_option
def add(
    name: tuple[str, ...],
    aliases: tuple[str, ...],
    initials: tuple[str, ...],
    email: tuple[str, ...],
    organisation: str,
    named_for: NamedFor | None,
    since: str | None,
    terms: tuple[str, ...],
    config: Path | None,
) -> None:
    """Add people to the list."""
    from harvest.commands.people_change import add_people, named, names_asked

    publication = find_publication(config, None)
    words = publication.language
    details = Person("", "", aliases, initials, email, organisation, named_for or "")
    names: tuple[str, ...] = (" ".join(name),) if name else ()
    if not name and details == Person("", "") and since is None and not terms:
        names = names_asked(words)
    persons = named(names, details, since, terms)
    done = persons if isinstance(persons, Message) else add_people(publication, persons, terms)
    if isinstance(done, Message):
        stop(done, words)
    for message in done:
        click.echo(render(message, words))


@people.command(name="list")
@config_option
def list_people(config: Path | None) -> None:
    """Show the list; where others may read along, numbers alone."""
    from harvest.commands.people_show import show_list

    publication = find_publication(config, None)
    told = show_list(publication)
    if told is not None:
        stop(told, publication.language)


@people.command()
@config_option
def check(config: Path | None) -> None:
    """Check the list itself, and tell where each person is found in the cards."""
    from harvest.commands.people_show import check_list

    publication = find_publication(config, None)
    faults = check_list(publication)
    if isinstance(faults, Message):
        stop(faults, publication.language)
    sys.exit(FAULTS if faults else 0)


@people.command()
@click.argument("who", metavar="NAME|ID", nargs=-1, required=True)
@config_option
def forget(who: tuple[str, ...], config: Path | None) -> None:
    """Take somebody out of the list. From then on nobody looks for that name."""
    from harvest.commands.people_change import forget_person

    publication = find_publication(config, None)
    words = publication.language
    done = forget_person(publication, " ".join(who))
    if isinstance(done, Message):
        stop(done, words, COULD_NOT_RUN)
    for message in done:
        tell(message, words)
