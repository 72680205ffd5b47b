"""Run MkDocs for `harvest build`: quietly, on a checked corpus, with its warnings as lines."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.exceptions import Abort, ConfigurationError, PluginError

from harvest.corpus import Corpus
from harvest.problems.report import line
from harvest.site.edition import Progress
from harvest.site.mkdocs.log import heard_by
from harvest.site.mkdocs.misread import SettingsRefused, settings_for_mkdocs
from harvest.site.mkdocs.plugin import HarvestPlugin
from harvest.site.mkdocs.refused import NotPublished


class BuildFailed(Exception):
    """Raised when the site cannot be made; `reasons` are MkDocs' own words, one line each, or counts of ours."""

    def __init__(self, reasons: list[str], *, counts_only: bool = False) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons
        self.counts_only = counts_only


def build_site(corpus: Corpus, *, progress: Progress, jobs: int | None = None) -> tuple[Path, list[str]]:
    """Build the site of a checked corpus with MkDocs and put it in place.

    Returns its folder and MkDocs' warnings. Raises `BuildFailed`; the old site then stays.
    """
    publication = corpus.publication
    with _collected() as warnings:
        try:
            config = settings_for_mkdocs(publication.root / publication.config, publication.language)
            plugin = config.plugins["harvest"]
            assert isinstance(plugin, HarvestPlugin)
            plugin.prepared, plugin.progress, plugin.jobs = corpus, progress, jobs
            config.plugins.on_startup(command="build", dirty=False)
            try:
                mkdocs_build(config)
            finally:
                config.plugins.on_shutdown()
                plugin.prepared = None  # MkDocs keeps the plugin for the next build of this process
        except SettingsRefused as error:
            language = publication.language
            raise BuildFailed([line(one, publication.root, language) for one in error.problems]) from None
        except (PluginError, Abort, ConfigurationError, OSError) as error:
            refused = error.__context__  # MkDocs ends with an error of its own
            if isinstance(refused, NotPublished):
                reasons = [str(refused)] if refused.counts_only else [*dict.fromkeys([*warnings, str(refused)])]
                raise BuildFailed(reasons, counts_only=refused.counts_only) from None
            raise BuildFailed([*warnings, *([str(error)] if str(error) not in warnings else [])]) from None
    return Path(config.site_dir), warnings


@contextmanager
def _collected() -> Iterator[list[str]]:
    """Collect the warnings of MkDocs and its plugins as lines."""
    warnings: list[str] = []

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            warnings.append(record.getMessage())

    with heard_by(Collect(logging.WARNING)):
        yield warnings
