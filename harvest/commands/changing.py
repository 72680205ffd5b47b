"""Declare the commands that change several cards at once; what they do is read when one of them runs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from harvest.commands.common import config_option, find_publication


@click.command()
@click.argument("card")
@click.argument("title")
@click.option("--keep-old-name/--forget", "keep", default=None, help="Whether the old name stays, as an alias.")
@config_option
def rename(card: str, title: str, keep: bool | None, config: Path | None) -> None:
    """Give a card another title; what leads to it follows. So: harvest rename CARD "TITLE"."""
    from harvest.commands.rename import run_rename

    sys.exit(run_rename(find_publication(config, None), card, title, keep=keep))


@click.command()
@click.argument("card")
@click.option("--yes", "sure", is_flag=True, help="Ask nothing.")
@config_option
def remove(card: str, sure: bool, config: Path | None) -> None:
    """Take a card away, after you saw what leads to it."""
    from harvest.commands.remove import run_remove

    sys.exit(run_remove(find_publication(config, None), card, sure=sure))
