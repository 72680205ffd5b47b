"""Run `harvest rename`: give a card another title and file name, and tell what changed and what is left to do."""

from __future__ import annotations

from collections.abc import Iterator

import click

from harvest.commands.change_cards import ToChange, in_git, places_listed, read_for_change, write_changes
from harvest.commands.common import refuse
from harvest.corpus import Corpus
from harvest.editing.renaming import Renaming, renamed
from harvest.problems.language import render
from harvest.problems.problem import Message, say
from harvest.problems.report import shown_path
from harvest.publication import Publication


def run_rename(publication: Publication, named: str, title: str, *, keep: bool | None) -> int:
    """Rename a card; None for `keep` leaves to the rule whether the old name stays. Returns the exit code."""
    words = publication.language
    read = read_for_change(publication, named)
    if not isinstance(read, ToChange):
        return refuse(read, words)
    corpus, written, card = read
    renaming = renamed(corpus, written, card, title, keep)
    if isinstance(renaming, Message):
        return refuse((renaming,), words)
    refused = write_changes(publication.root, renaming.changes)
    if refused:
        return refuse(refused, words)
    for line in _told(corpus, renaming, asked=keep is not None):
        click.echo(line if isinstance(line, str) else render(line, words))
    return 0


def _told(corpus: Corpus, renaming: Renaming, *, asked: bool) -> Iterator[Message | str]:
    root = corpus.publication.root
    path = shown_path(corpus.publication.file_of(renaming.path))
    others = len(renaming.changes) - sum(change.before is None for change in renaming.changes.values())
    yield say("Renamed: {path}. Files that changed with it: {n}.", path=path, n=max(others - 1, 0))
    yield _of_old_name(renaming)
    if not asked and not corpus.rule_of(renaming.card) and not corpus.confidential(renaming.card):
        yield say(
            "No rule is declared, so the careful choice was made: the old name is forgotten. «--keep-old-name» keeps"
            " it. What may be said outside is for «record:» in mkdocs.yml."
        )
    if renaming.mentions:
        yield say("These words may still mean the card under its old name, and stand as they were:")
        yield from places_listed(renaming.mentions, root)
    if renaming.again:
        yield say("«harvest check» says what somebody has to look at once more: {n}.", n=len(renaming.again))
    if in_git(root):
        yield from _for_git(renaming)


def _of_old_name(renaming: Renaming) -> Message:
    if not renaming.kept:
        return say("The old name is forgotten: no card and no page of the site leads on from it.")
    if renaming.leads_on:
        return say("The old name stays as an alias, and the old address leads to the new one.")
    if renaming.card.aliases or "aliases" in renaming.card.kind.fields:
        return say("The old name stays as an alias.")
    return say("A card of this kind has no aliases, so the old name does not stay.")


def _for_git(renaming: Renaming) -> Iterator[Message]:
    if not renaming.kept:
        yield say(
            "In git's history the old name still stands: see page «{page}» of the manual.",
            page={"nl": "Staat er toch een naam in de geschiedenis?", "en": "Is a name in the history after all?"},
        )
    yield say("Put all of it in one commit: the old file, the new one, and those that changed with it.")
