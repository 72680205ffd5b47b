"""Share what every command does: find the publication it is about, choose a language, and stop with a reason."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import click

from harvest.problems.language import LANGUAGES, render
from harvest.problems.problem import Message, say, why
from harvest.publication import CONFIG, Publication, read_publication
from harvest.site.outlet import keep_names_in
from harvest.site.refusals import system_language

FAULTS, COULD_NOT_RUN, INTERRUPTED = 1, 2, 130

ALMOST = tuple(f"mkdocs.{ending}" for ending in ("yml", "yaml", "yml.txt", "yaml.txt", "yml.yml", "txt", "yml.docx"))
"""Names that people give the settings, or a program does without saying so."""

config_option = click.option(
    "-f",
    "--config-file",
    "config",
    type=click.Path(path_type=Path),
    help="The mkdocs.yml of the publication.",
)
language_option = click.option("--lang", "language", type=click.Choice(LANGUAGES), help="The language of the messages.")


def guessed_language() -> str:
    """Return the language of the user: that of `--lang`, or else of the publication, or else of the system."""
    for name, written in zip(sys.argv, [*sys.argv[1:], ""], strict=True):
        asked = written if name == "--lang" else name.partition("--lang=")[2]
        if asked in LANGUAGES:
            return asked
    with suppress(OSError):
        if config := nearest_config():
            return read_publication(config).language
    return system_language()


def nearest_config(here: Path | None = None) -> Path | None:
    """Return the mkdocs.yml in this folder (by itself the current one), or in the nearest above; None without one."""
    here = here or Path.cwd()
    # os.path, since Path.is_file raises for a folder that this account may not open
    above = (folder / CONFIG for folder in (here, *here.parents))
    return next((path for path in above if os.path.isfile(path)), None)  # noqa: PTH113


def tell(message: Message, language: str) -> None:
    """Print a message where it does not mix with what a command gives."""
    click.echo(render(message, language), err=True)


def refuse(messages: Iterable[Message], language: str) -> int:
    """Print why nothing was done. Returns the exit code."""
    for message in messages:
        tell(message, language)
    return COULD_NOT_RUN


def stop(message: Message, language: str, code: int = COULD_NOT_RUN) -> NoReturn:
    """Print why a command goes no further, and end it with this exit code."""
    tell(message, language)
    sys.exit(code)


def _no_publication() -> Message:
    """Say that there is no publication here, or that its settings have another name: Windows hides some endings."""
    for path in sorted(Path.cwd().glob("[Mm][Kk][Dd][Oo][Cc][Ss].*")):
        if path.name.lower() in ALMOST:
            return say(
                "Here is «{file}», and it should be called «{name}». Give it that name.", file=path.name, name=CONFIG
            )
    return say("There is no publication here: no mkdocs.yml in this folder or above it.")


def find_publication(config: Path | None, language: str | None, files: Sequence[str] = ()) -> Publication:
    """Return the publication of this `mkdocs.yml`, or of the nearest in this folder or above. Exits without one.

    Where neither is there, it is the one to which the first of these files or folders belongs.
    """
    words = language or guessed_language()
    if config is None:
        there = (Path(os.path.abspath(name)) for name in files[:1] if os.path.lexists(name))  # noqa: PTH100
        config = nearest_config() or next(filter(None, map(nearest_config, there)), None)
        if config is None:
            stop(_no_publication(), words)
    try:
        publication = read_publication(config)
        keep_names_in(publication)
        return publication
    except OSError as error:
        stop(say("«{path}» cannot be read ({reason}).", path=str(config), reason=why(error)), words)
