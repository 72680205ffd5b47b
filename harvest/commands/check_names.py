"""Show what to read for names before release, and note in `names-read.yml` that it was read."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

import click

from harvest.checks.people import people_elsewhere, people_named
from harvest.checks.reading import ToRead, marks_of_texts, to_read
from harvest.commands.common import FAULTS, stop
from harvest.commands.names_since import not_shown, remember_shown
from harvest.corpus import Corpus
from harvest.editing.writing import replace_file
from harvest.pipeline import read_corpus
from harvest.privacy.reading.names_read import NAMES_READ, NamesRead, written
from harvest.problems.language import render
from harvest.problems.problem import Message, Place, say, why
from harvest.problems.report import shown_path
from harvest.publication import Publication
from harvest.site.discreet import discreet

_SURE = ("name-revealed", "term-revealed")
_UNSURE = "name-possible"


def run_names(publication: Publication, form: str, language: str, *, done: bool) -> int:
    """Show what is to be read, or note that it was read. Returns the exit code."""
    # What was read and compared for the circle alone would not do for everybody.
    corpus = read_corpus(publication, "public")
    if isinstance(corpus, Message):
        stop(corpus, language)
    if not done:
        click.echo(names_shown(corpus, form, language))
        remember_shown(corpus)
        return 0
    noted = note_as_read(corpus, publication.language)
    if isinstance(noted, Message):
        stop(noted, language, FAULTS)
    for one in noted:
        click.echo(render(one, language))
    if since := shown_since(corpus, not_shown(corpus), language):
        click.echo(f"\n{since}")
    return 0


def names_shown(corpus: Corpus, form: str, language: str) -> str:
    """Return what is to be read, for people (`text`) or programs (`json`); in a log for others only how much."""
    unread = list(to_read(corpus))
    groups, listed = _grouped(unread), _listed(unread)
    if form == "json":
        return _as_json(corpus, groups, listed)
    if not unread:
        return render(say("There is nothing left to read for names."), language)
    count = _counted(unread)
    if discreet(corpus):
        others = say("Others may read this log, so it names nobody. On your own computer the same command shows them.")
        return f"{render(count, language)}\n{render(others, language)}"
    advice = (
        count,
        say(
            "Is somebody among them who may not be named, or whom a reader would know? Write a role instead, such as"
            " «a project leader»."
        ),
        say("Is it a place, a project or an organisation? Put it behind «places:» in mkdocs.yml, and it stays away."),
        say("Have you read them all? Then type «harvest check --names --done»."),
    )
    return "\n\n".join([*_blocks(corpus, unread, language), "\n".join(render(one, language) for one in advice)])


def shown_since(corpus: Corpus, unread: Sequence[ToRead], language: str) -> str:
    """Return what came since it was shown last, and was ticked off with the rest; empty when that is nothing."""
    if not unread:
        return ""
    told = say("This came after you last looked, and was ticked off too. Is somebody among it? Write a role instead.")
    blocks = () if discreet(corpus) else _blocks(corpus, unread, language)
    return "\n\n".join([render(told, language), *blocks, render(_counted(unread), language)])


def _counted(unread: Sequence[ToRead]) -> Message:
    groups, listed = _grouped(unread), _listed(unread)
    places = sum(map(len, groups.values())) + len(listed)
    return say("To read for names: {n}. Where they stand: {count} times.", n=len(groups) + bool(listed), count=places)


def _listed(unread: Iterable[ToRead]) -> Sequence[Place]:
    return sorted(one.place for one in unread if one.listed)


def _blocks(corpus: Corpus, unread: Sequence[ToRead], language: str) -> Iterator[str]:
    """Yield what may be a name with its places below it; of the list of people only the places."""
    if listed := _listed(unread):
        yield "\n".join([render(say("Perhaps somebody on the list of people"), language), *_lines(corpus, listed)])
    for words, places in _grouped(unread).items():
        yield "\n".join([words, *_lines(corpus, places)])


def _grouped(unread: Iterable[ToRead]) -> Mapping[str, Sequence[Place]]:
    """Return words → their places, the likeliest persons first; words that differ in capitals alone are two."""
    places: dict[str, list[Place]] = defaultdict(list)
    ranks: dict[str, int] = {}
    for one in unread:
        if not one.listed:
            places[one.words].append(one.place)
            ranks[one.words] = min(one.rank, ranks.get(one.words, one.rank))
    return {words: sorted(places[words]) for words in sorted(places, key=lambda words: (ranks[words], words))}


def _lines(corpus: Corpus, places: Iterable[Place]) -> list[str]:
    """Return one line for each file: its path, and each place in it."""
    root = corpus.publication.root
    return [
        f"    {shown_path(path, root)}:{', '.join(dict.fromkeys(f'{one.line}:{one.column}' for one in inside))}"
        for path, inside in groupby(places, key=lambda place: place.path)
    ]


def _as_json(corpus: Corpus, groups: Mapping[str, Sequence[Place]], listed: Sequence[Place]) -> str:
    def shown(places: Sequence[Place]) -> list[dict[str, object]]:
        return [
            {"path": shown_path(one.path, corpus.publication.root), "line": one.line, "column": one.column}
            for one in places
        ]

    places = sum(map(len, groups.values())) + len(listed)
    counts = {"names": len(groups), "listed": len(listed), "places": places}
    if discreet(corpus):
        return json.dumps({"counts": counts}, indent=2)
    names = [{"name": words, "places": shown(places)} for words, places in groups.items()]
    return json.dumps({"names": names, "listed": shown(listed), "counts": counts}, ensure_ascii=False, indent=2)


def note_as_read(corpus: Corpus, language: str) -> tuple[Message, ...] | Message:
    """Write in `names-read.yml` that all of it was read. Returns what was done, or why nothing was.

    A file counts as checked only where the list of people is at hand and whole.
    """
    before = corpus.names_read
    if before.problems:
        first = before.problems[0]
        return say(
            "«{path}» cannot be read, so nothing was written. Line {line}: {reason}",
            path=NAMES_READ,
            line=first.line,
            reason=first.message,
        )
    of_sentences, of_files = marks_of_texts(corpus)
    refused = _revealed(corpus, of_sentences)
    if refused:
        return say(
            "Nothing was ticked off, since somebody on the list of people is still named ({n} times). «harvest check»"
            " says where.",
            n=refused,
        )
    marks = {mark for one in to_read(corpus, also_read=True) for mark in one.marks}
    new = marks - before.sentences
    checked = {path: mark for path, mark in before.checked.items() if of_files.get(path) == mark}
    compared = corpus.people is not None and not any(one.severity == "error" for one in corpus.people.problems)
    text = written(marks | (before.sentences & of_sentences), of_files if compared else checked, language)
    try:
        replace_file((corpus.publication.root / NAMES_READ).resolve(), text.encode())
    except OSError as error:
        return say("«{path}» cannot be written ({reason}).", path=NAMES_READ, reason=why(error))
    done = say(
        "Sentences that were read: {n}, of which new: {count}. Send «{path}» along with the cards.",
        n=len(marks),
        count=len(new),
        path=NAMES_READ,
    )
    if compared:
        return done, say("All texts were compared with the list of people, and that is noted too.")
    return done, say("There is no list of people here, so only the reading is noted.")


def _revealed(corpus: Corpus, of_sentences: frozenset[str]) -> int:
    """Return in how many places somebody is named, other than by a word that reading settles."""
    as_read = replace(corpus, names_read=NamesRead(of_sentences), problems=())
    unsure = [
        problem
        for problem in (*people_named(as_read), *people_elsewhere(as_read))
        if problem.code == _UNSURE and problem.severity == "error"
    ]
    return len(unsure) + sum(problem.code in _SURE and problem.severity == "error" for problem in corpus.problems)
