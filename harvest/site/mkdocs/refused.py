"""Refuse to put an edition in place, in words that the log may show."""

from __future__ import annotations

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from harvest.problems.language import render
from harvest.problems.problem import Message
from harvest.site.discreet import Counts
from harvest.site.mkdocs.log import COUNTS

log = get_plugin_logger("harvest")


class NotPublished(PluginError):
    """Raised when an edition was made and may not be put in place."""

    def __init__(self, message: Message, language: str, *, aloud: bool) -> None:
        """Say it in the log too where `aloud` asks for that, and it holds nothing but counts."""
        super().__init__(render(message, language))
        self.counts_only = isinstance(message, Counts)
        if aloud and self.counts_only:
            log.error(str(self), extra=COUNTS)
