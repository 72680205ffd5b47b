"""Show a preview with MkDocs for `harvest serve`, without MkDocs' own words."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from mkdocs.commands import serve
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError, PluginError

from harvest.publication import Publication
from harvest.site.mkdocs.build import BuildFailed
from harvest.site.mkdocs.log import heard_by
from harvest.site.mkdocs.plugin import HarvestPlugin


def serve_site(publication: Publication, address: str | None, *, name: str, everyone: bool) -> None:
    """Show the preview of a publication until somebody ends it.

    `address` is a number and a port; without it the one in `mkdocs.yml` counts. `name` is what the user calls the host.
    Raises `BuildFailed` when no preview can begin.
    """
    path = str(publication.root / publication.config)
    settings: dict[str, Any] = {"dev_addr": address} if address else {}
    try:
        plugin = load_config(path, **settings).plugins.get("harvest")
        if not isinstance(plugin, HarvestPlugin):
            raise ConfigurationError("harvest")
        plugin.command, plugin.everyone, plugin.host_name = "harvest serve", everyone, name
        with _telling():
            serve.serve(config_file=path, **settings)
    except (PluginError, Abort, ConfigurationError, OSError) as error:
        raise BuildFailed([] if isinstance(error, Abort) else [str(error)]) from None


@contextmanager
def _telling() -> Iterator[None]:
    """Write to standard error what our plugin says, and what goes wrong in MkDocs."""

    class Tell(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            ours = record.name == "mkdocs.plugins.harvest"
            if ours or record.levelno >= logging.ERROR:
                sys.stderr.write(record.getMessage().removeprefix("harvest: ") + "\n")
                sys.stderr.flush()

    with heard_by(Tell(logging.INFO)):
        yield
