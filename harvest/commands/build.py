"""Run `harvest build`: check, then make site and booklet, and replace the old site only when all of it is ready."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn
from rich.text import Text

from harvest.commands.terminal import look, show
from harvest.corpus import Corpus
from harvest.pipeline import read_corpus
from harvest.problems import report
from harvest.problems.hiding import hidden
from harvest.problems.language import decimal, render
from harvest.problems.problem import Message, say
from harvest.problems.report.text import for_people
from harvest.publication import Edition, Publication
from harvest.site.discreet import WITHHELD, counted, discreet, messages
from harvest.site.edition import BOOKLET_GONE, clear_killed_builds, has_booklet
from harvest.site.pages import BOOKLET
from harvest.site.source_lines import source_lines

DONE, FAULTS, COULD_NOT_RUN = 0, 1, 2

FAILED = say("Nothing was published. What stood there is as it was.")
STEPS = {
    "check": say("Reading and checking the cards"),
    "pages": say("Making the website"),
    "booklet": say("Making the booklet"),
    "scan": say("Looking for names in what goes out"),
}


def build_publication(
    publication: Publication, edition: Edition, *, print_too: bool, language: str, jobs: int | None = None
) -> int:
    """Build an edition, its booklet in `jobs` processes, and print what happened. Returns the exit code."""
    publication = replace(publication, print=publication.print and print_too)
    console = Console(stderr=True, highlight=False)
    try:
        return _built(publication, edition, console, language, jobs)
    except Exception as error:  # what it says may hold the name of a file
        if not discreet(publication):
            raise
        _tell(console, [str(error)], language, quiet=True)
        return _failed(console, FAILED, language)


def _built(publication: Publication, edition: Edition, console: Console, language: str, jobs: int | None) -> int:
    started = time.monotonic()
    goes = not publication.print and has_booklet(publication, edition)
    with _Steps(console, language) as steps:
        steps.begin("check")
        corpus = read_corpus(publication, edition)
        if isinstance(corpus, Message):
            steps.stop()
            return _failed(console, corpus, language)
        quiet = discreet(corpus)
        if corpus.problems:
            steps.pause()
            show(_report(corpus, language, quiet=quiet))
        if corpus.has_errors:
            steps.stop()
            with suppress(OSError):  # a build that took too long over a file has begun again
                clear_killed_builds(publication, edition)
            console.print(Text(render(say("Nothing was published, because of the errors above."), language)))
            return FAULTS
        # MkDocs takes half a second to import, so we report errors before that.
        from harvest.site.mkdocs.build import BuildFailed, build_site

        try:
            site, warnings = build_site(corpus, progress=steps.progress, jobs=jobs)
        except BuildFailed as error:
            steps.stop()
            _tell(console, error.reasons, language, quiet=quiet and not error.counts_only)
            return _failed(console, FAILED, language)
        except Exception as error:  # as below, where the rule is that of a card
            if not quiet:
                raise
            steps.stop()
            _tell(console, [str(error)], language, quiet=quiet)
            return _failed(console, FAILED, language)
    _tell(console, warnings, language, quiet=quiet)
    page, booklet = (os.path.relpath(site / path) for path in ("index.html", BOOKLET))
    seconds = decimal(time.monotonic() - started, language)
    left_behind: Counter[str] = Counter(card.status for card in corpus.cards if not corpus.holds(card))
    cards = report.published(len(corpus.cards), left_behind, language)
    if publication.print:
        ready = say(
            "Ready in {seconds} s: {page} and the booklet {booklet} ({cards})",
            seconds=seconds,
            page=page,
            booklet=booklet,
            cards=cards,
        )
    else:
        ready = say("Ready in {seconds} s: {page} ({cards})", seconds=seconds, page=page, cards=cards)
    sys.stdout.write(render(ready, language) + "\n")
    if goes:
        sys.stdout.write(render(BOOKLET_GONE, language) + "\n")
    return DONE


def _report(corpus: Corpus, language: str, *, quiet: bool) -> str:
    """Return the problems as text; `quiet` asks for counts only."""
    if quiet:
        return counted(corpus.problems, len(corpus.cards), language)
    publication = corpus.publication
    return for_people(corpus.problems, publication.root, len(corpus.cards), language, source_lines(publication), look())


def _tell(console: Console, lines: Sequence[str], language: str, *, quiet: bool) -> None:
    """Print what other programs say, line by line; `quiet` asks for counts only."""
    if quiet and lines:
        console.print(Text(render(messages(len(lines)), language)))
        console.print(Text(render(WITHHELD, language)))
    for line in () if quiet else lines:
        console.print(Text(hidden(line)))  # before it is cut into lines


def _failed(console: Console, message: Message, language: str) -> int:
    console.print(Text(render(message, language)))
    return COULD_NOT_RUN


class _Steps:
    """Shows a bar for each step on a terminal; elsewhere nothing."""

    def __init__(self, console: Console, language: str) -> None:
        self.language = language
        self.bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=30),
            TaskProgressColumn(),
            console=console,
            disable=not console.is_terminal,
            transient=True,
        )
        self.task: TaskID | None = None
        self.step = ""

    def __enter__(self) -> _Steps:
        self.bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.bars.stop()

    def begin(self, step: str) -> None:
        self.step = step
        self.task = self.bars.add_task(render(STEPS[step], self.language), total=None)

    def progress(self, step: str, done: int, of: int) -> None:
        """Show the progress of a step."""
        if step != self.step:
            self.finish()
            self.begin(step)
        if self.task is not None:
            self.bars.update(self.task, completed=done, total=of)

    def finish(self) -> None:
        if self.task is not None:
            self.bars.update(self.task, completed=1, total=1)

    def pause(self) -> None:
        self.finish()

    def stop(self) -> None:
        self.bars.stop()
