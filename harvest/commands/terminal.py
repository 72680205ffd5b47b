"""Know how wide the terminal is and whether it shows colours, and print a report there."""

from __future__ import annotations

import os
import shutil
import sys

import click

from harvest.problems.report.text import Look

NARROWEST = 40


def look() -> Look:
    """Return how a report looks on standard output; off a terminal without width, so that no sentence is parted.

    `NO_COLOR` takes colours away, `FORCE_COLOR` gives them where there is no terminal. Source: no-color.org and
    force-color.org.
    """
    terminal = sys.stdout.isatty()
    if os.environ.get("NO_COLOR"):
        colours = False
    elif forced := os.environ.get("FORCE_COLOR"):
        colours = forced != "0"
    else:
        colours = terminal and os.environ.get("TERM") != "dumb"
    return Look(max(NARROWEST, shutil.get_terminal_size().columns) if terminal else None, colours)


def show(text: str) -> None:
    """Print a report, with the colours that are in it."""
    click.echo(text, color=True)
