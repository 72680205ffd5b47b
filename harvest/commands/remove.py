"""Run `harvest remove`: say what leads to a card, ask, and take the card away with all that leads to it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from harvest.commands.asking import YES_OR_NO, asked, can_ask
from harvest.commands.change_cards import ToChange, in_git, listed, places_listed, read_for_change, write_changes
from harvest.commands.common import refuse
from harvest.corpus import Corpus
from harvest.editing.removing import Removal, removed
from harvest.problems.language import render
from harvest.problems.problem import Message, say
from harvest.problems.report import line, shown_path
from harvest.publication import Publication


def run_remove(publication: Publication, named: str, *, sure: bool) -> int:
    """Remove a card, after asking unless somebody is `sure`. Returns the exit code."""
    words = publication.language
    read = read_for_change(publication, named)
    if not isinstance(read, ToChange):
        return refuse(read, words)
    corpus, written, card = read
    removal = removed(corpus, written, card)
    if isinstance(removal, Message):
        return refuse((removal,), words)
    for one in _before(corpus, removal):
        click.echo(one if isinstance(one, str) else render(one, words))
    if not sure and not can_ask():
        return refuse((say("Nothing was removed. With «--yes» it is, without a question."),), words)
    question = say("Remove «{title}»? (yes or no)", title=card.title)
    if not sure and not asked(question, YES_OR_NO, words):
        return refuse((say("Nothing was removed."),), words)
    refused = write_changes(publication.root, removal.changes)
    if refused:
        return refuse(refused, words)
    path = shown_path(publication.file_of(card.path))
    click.echo(render(say("Removed: {path}", path=path), words))
    if in_git(publication.root):
        click.echo(render(say("In git's history it still stands. Put all that changed in one commit."), words))
    return 0


def _before(corpus: Corpus, removal: Removal) -> Iterator[Message | str]:
    """Yield what leads to the card, and what will be lacking without it."""
    publication = corpus.publication
    if removal.leads:
        yield say("What leads to «{title}» now:", title=removal.card.title)
        yield from places_listed(removal.leads, publication.root)
        yield say("Of a link the words stay; out of a relation the name goes.")
    else:
        yield say("Nothing leads to «{title}».", title=removal.card.title)
    if removal.then:
        yield say("What «harvest check» says then:")
        yield from listed([line(one, publication.root, publication.language) for one in removal.then])
    if removal.left:
        yield say("Only this card names these files; they stay: {paths}.", paths=list(removal.left))
