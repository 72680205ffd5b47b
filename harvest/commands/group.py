"""Hold the commands: their help in the reader's language, and what was meant by a name that none of them has."""

from __future__ import annotations

import gettext
import sys
from typing import Any

import click

from harvest.commands.common import guessed_language
from harvest.commands.help_words import every_command, speak
from harvest.commands.other_names import command_meant

GROUPS = {
    "Writing": ("init", "new", "check", "serve", "rename", "remove", "help"),
    "Together": ("status", "review", "people"),
    "Publishing": ("build", "schema"),
}
"""The headings under which the help shows the commands, in the order in which somebody meets them."""


class Commands(click.Group):
    """The commands, with their help in the reader's language."""

    def make_context(self, *arguments: Any, **settings: Any) -> click.Context:
        """Choose the language before click shows any help."""
        groups = {one.name for one in every_command(self) if isinstance(one, click.Group)}
        if len(sys.argv) == 1 or sys.argv[-1] in groups or {"-h", "--help", "--version"} & set(sys.argv):
            speak(self, guessed_language())
        return super().make_context(*arguments, **settings)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is asked for, or raise the error that says which one was probably meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if hasattr(error, "possibilities"):
                guess = command_meant(args[0], self.list_commands(ctx))
                error.possibilities = [f"harvest {guess}"] if guess else None
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, each with the first sentence of its help, below the heading of what they are for."""
        for heading, names in GROUPS.items():
            rows = [(name, self.commands[name].get_short_help_str(formatter.width)) for name in names]
            with formatter.section(gettext.gettext(heading)):
                formatter.write_dl(rows, col_max=max(map(len, self.commands)))
