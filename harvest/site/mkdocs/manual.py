"""Make the manual with MkDocs, so that it opens as a file."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config


def make_manual(config_file: Path, folder: Path) -> None:
    """Write the manual of this configuration into a folder, with links that work between files.

    Its search asks for data as a page from a file may not, so it is left out. Raises what MkDocs raises.
    """
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    config = load_config(str(config_file), site_dir=str(folder), use_directory_urls=False, plugins=[])
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()
