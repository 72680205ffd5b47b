"""The words of the command line itself, in the reader's language: of click, and of our own commands and options."""

from __future__ import annotations

import atexit
import gettext
import os
import shutil
import tempfile
from contextlib import suppress
from importlib.resources import files
from pathlib import Path

import click

from harvest.problems.language import SOURCE_LANGUAGE

CATALOGUE = "commands"


def speak(group: click.Group, language: str) -> None:
    """Let click, and the help texts of these commands, speak a language.

    Click asks gettext, and gettext reads compiled catalogues only, so ours is compiled here, when it is needed.
    """
    if language == SOURCE_LANGUAGE:
        return
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    written = files("harvest") / "locale" / language / "LC_MESSAGES" / f"{CATALOGUE}.po"
    with written.open("rb") as file:
        catalogue = read_po(file)
    with suppress(OSError):  # a disk without room: then in English
        folder = Path(tempfile.mkdtemp(prefix="harvest-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        compiled = folder / language / "LC_MESSAGES" / f"{CATALOGUE}.mo"
        compiled.parent.mkdir(parents=True)
        with compiled.open("wb") as file:
            write_mo(file, catalogue)
        gettext.bindtextdomain(CATALOGUE, folder)
        gettext.textdomain(CATALOGUE)
        os.environ["LANGUAGE"] = language
    for command in (group, *group.commands.values()):
        command.help = gettext.gettext(command.help or "")
        command.options_metavar = gettext.gettext(command.options_metavar or "")
        for parameter in command.params:
            if isinstance(parameter, click.Argument):
                parameter.metavar = gettext.gettext(parameter.metavar or parameter.human_readable_name)
            elif isinstance(parameter, click.Option):
                parameter.help = gettext.gettext(parameter.help or "")
    group.subcommand_metavar = gettext.gettext(group.subcommand_metavar)
