"""Run the command line: parse the arguments, print the problems, and choose the exit code.

Exit codes: 0 without errors, 1 with errors, 2 when it could not run, 130 when interrupted.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Literal, NoReturn

import click

from harvest import __version__
from harvest.commands.changing import remove, rename
from harvest.commands.check import check, edition_option
from harvest.commands.common import (
    COULD_NOT_RUN,
    FAULTS,
    INTERRUPTED,
    config_option,
    find_publication,
    guessed_language,
    language_option,
    nearest_config,
    stop,
    tell,
)
from harvest.commands.group import Commands
from harvest.commands.help_words import speak
from harvest.commands.people import people
from harvest.problems.hiding import hiding
from harvest.problems.language import LANGUAGES, render
from harvest.problems.problem import Message, say, why
from harvest.problems.report import shown_path
from harvest.publication import CONFIG, Edition, Publication, read_publication
from harvest.site.outlet import keep_names_in
from harvest.site.refusals import end_tidily, went_wrong

_form = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="For people or for programs.",
)


def main() -> NoReturn:
    """Run the command line. A bug in harvest itself is reported in one line too."""
    end_tidily()
    for stream in (sys.stdout, sys.stderr):  # what a console of Windows has no sign for would end the command
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        code = _run()
        sys.stdout.flush()
        sys.exit(code)
    except (click.Abort, KeyboardInterrupt):
        tell(say("Stopped. What stood there is as it was."), guessed_language())
        sys.exit(INTERRUPTED)
    except BrokenPipeError:  # somebody closed the pager
        _say_no_more()
        sys.exit(FAULTS)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EIO) or error.filename is not None:
            if hiding():
                _unforeseen(error)
            raise
        _say_no_more()
        stop(say("What was found cannot be shown ({reason}).", reason=why(error)), guessed_language())
    except Exception as error:  # the last resort: nobody sees a traceback
        if os.environ.get("HARVEST_DEBUG") and not hiding():
            raise
        _unforeseen(error)


def _unforeseen(error: Exception) -> NoReturn:
    stop(went_wrong(error), guessed_language())


def _run() -> int:
    """Run the command and return the exit code. A mistake in the arguments is explained in the reader's language."""
    try:
        try:
            commands.main(prog_name="harvest", standalone_mode=False)
        except click.UsageError:
            # Nothing was done yet, so a second run makes the same mistake, and explains it in the other language.
            speak(commands, guessed_language())
            with suppress(OSError):  # what was typed may hold a name
                if config := nearest_config():
                    keep_names_in(read_publication(config))
            commands.main(prog_name="harvest", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return COULD_NOT_RUN
    except SystemExit as done:
        return int(done.code or 0)
    return 0


def _say_no_more() -> None:
    """Discard further output, since standard output no longer accepts any."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="harvest")
def commands() -> None:
    """From cards to a website and a booklet."""


@commands.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--lang",
    "language",
    type=click.Choice(LANGUAGES),
    default=LANGUAGES[0],
    show_default=True,
    help="The language of the publication.",
)
def init(folder: Path, language: str) -> None:
    """Begin a publication, in a folder that is new or empty."""
    from harvest.commands.init import make_publication

    target = make_publication(folder, language)
    if isinstance(target, Message):
        stop(target, language)
    ready = say(
        "A new publication is in «{folder}». Read README.md there, and type «harvest serve» in that folder to see it.",
        folder=str(target),
    )
    click.echo(render(ready, language))


@commands.command()
@edition_option
@click.option("--no-print", is_flag=True, help="Only the website, without the booklet.")
@click.option(
    "--jobs", type=click.IntRange(min=1), help="How many processes make the booklet; as many as cores if unsaid."
)
@language_option
@config_option
def build(edition: Edition | None, no_print: bool, jobs: int | None, language: str | None, config: Path | None) -> None:
    """Make the website and the booklet, once nothing is wrong."""
    from harvest.commands.build import build_publication

    publication = find_publication(config, language)
    words = language or publication.language
    edition = edition or publication.edition
    sys.exit(build_publication(publication, edition, print_too=not no_print, language=words, jobs=jobs))


@commands.command()
@click.option("-a", "--address", metavar="HOST:PORT", help="Where to show it; 127.0.0.1:8000 if unsaid.")
@click.option("--everyone", is_flag=True, help="Let everyone on this network see it, drafts included.")
@language_option
@config_option
def serve(address: str | None, everyone: bool, language: str | None, config: Path | None) -> None:
    """See your cards in the browser while you write, drafts included."""
    from harvest.commands.serve import show_preview

    publication = find_publication(config, language)
    sys.exit(show_preview(publication, address, everyone=everyone, language=language))


@commands.command()
@_form
@language_option
@config_option
def status(form: str, language: str | None, config: Path | None) -> None:
    """For the editor: how far each card is, and what is left to do."""
    from harvest.commands.status import print_status

    sys.exit(print_status(find_publication(config, language), form, language))


@commands.command()
@click.argument("kind")
@click.argument("title")
@config_option
def new(kind: str, title: str, config: Path | None) -> None:
    """Make a blank card with hints: harvest new KIND "TITLE"."""
    from harvest.commands.new import make_card

    publication = find_publication(config, None)
    path = make_card(publication, kind, title)
    if isinstance(path, Message):
        stop(path, publication.language)
    click.echo(render(say("Made: {path}", path=shown_path(path)), publication.language))


@commands.command()
@click.argument("cards", metavar="[CARD]...", nargs=-1)
@click.option("--on", "written", metavar="DATE", help="The day they were shown, such as 2012-04-03; without it, today.")
@click.option("--shown-to", metavar="WHO", multiple=True, help="To whom they were shown: a role, or an id of the list.")
@click.option("--answer", type=click.Choice(["ok", "change", "keep-in"]), help="What they answered.")
@click.option("--asked", is_flag=True, help="You asked together whether an outsider would know who it is about.")
@config_option
def review(
    cards: tuple[str, ...],
    written: str | None,
    shown_to: tuple[str, ...],
    answer: Literal["ok", "change", "keep-in"] | None,
    asked: bool,
    config: Path | None,
) -> None:
    """Note that a card was shown to those it is about. Without a card: what waits."""
    from harvest.commands.review import run_review

    publication = find_publication(config, None)
    sys.exit(run_review(publication, cards, written, shown_to, answer or "", asked=asked))


@commands.command()
@click.argument("kind", required=False)
@click.option("--report", is_flag=True, help="Print the JSON Schema of what check prints for programs instead.")
@config_option
def schema(kind: str | None, report: bool, config: Path | None) -> None:
    """For programs: what may stand above a card, as JSON Schema."""
    from harvest.commands.schema import report_schema, schema_text

    if report:
        click.echo(report_schema(), nl=False)
        return
    path = config
    if path is None and Path(CONFIG).is_file():
        path = Path(CONFIG)
    publication = find_publication(path, None) if path else Publication(Path.cwd())
    text = schema_text(publication, kind)
    if isinstance(text, Message):
        stop(text, publication.language)
    click.echo(text)


@commands.command("help")
@click.argument("words", metavar="[WORD]...", nargs=-1)
@language_option
def show_help(words: tuple[str, ...], language: str | None) -> None:
    """Look a word, a code or a command up in the manual. Without one, the manual opens."""
    from harvest.commands.help import run_help

    config = nearest_config()
    publication = find_publication(config, language) if config else None
    chosen = language or (publication.language if publication else guessed_language())
    sys.exit(run_help(commands, words, publication, chosen))


@commands.command(hidden=True)
def lsp() -> None:
    """Speak with an editor's program, which starts this itself."""
    from harvest.commands.lsp import speak_with_editor

    sys.exit(speak_with_editor())


for command in (check, people, rename, remove):
    commands.add_command(command)
