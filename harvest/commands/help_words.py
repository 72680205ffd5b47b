"""Translate the help of the command line for the reader: click's words, and those of our commands and options."""

from __future__ import annotations

import atexit
import gettext
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from importlib.resources import files
from pathlib import Path

import click

from harvest.problems.language import SOURCE_LANGUAGE, compiled

CATALOGUE = "commands"


def speak(group: click.Group, language: str) -> None:
    """Translate click's messages and the help texts of these commands.

    Click uses gettext, which looks for its catalogue in a folder of compiled ones.
    """
    if language == SOURCE_LANGUAGE:
        return
    with suppress(OSError):  # without room on the disk, the help stays English
        gettext.bindtextdomain(CATALOGUE, _folder(language))
        gettext.textdomain(CATALOGUE)
        os.environ["LANGUAGE"] = language
    for command in every_command(group):
        command.help = gettext.gettext(command.help or "")
        command.options_metavar = gettext.gettext(command.options_metavar or "")
        for parameter in command.params:
            if isinstance(parameter, click.Argument):
                parameter.metavar = gettext.gettext(parameter.metavar or parameter.human_readable_name)
            elif isinstance(parameter, click.Option):
                parameter.help = gettext.gettext(parameter.help or "")
                parameter.metavar = gettext.gettext(parameter.metavar) if parameter.metavar else None
        if isinstance(command, click.Group):
            command.subcommand_metavar = gettext.gettext(command.subcommand_metavar)


def every_command(group: click.Group) -> Iterator[click.Command]:
    """Yield a group of commands and all that is in it, groups of their own included."""
    yield group
    for command in group.commands.values():
        yield from every_command(command) if isinstance(command, click.Group) else (command,)


def _folder(language: str) -> Path:
    """Return the folder where gettext finds the catalogue: that of the wheel, or a temporary one for this run."""
    own = Path(str(files("harvest") / "locale"))
    within = Path(language, "LC_MESSAGES", f"{CATALOGUE}.mo")
    if not (own / within).with_suffix(".po").is_file():
        return own
    folder = Path(tempfile.mkdtemp(prefix="harvest-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / within).parent.mkdir(parents=True)
    (folder / within).write_bytes(compiled(CATALOGUE, language))
    return folder
