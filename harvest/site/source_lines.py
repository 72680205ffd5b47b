"""Read the lines that a report shows, at the moment that it shows them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from harvest.problems.report.excerpt import Lines
from harvest.publication import Publication
from harvest.source.content import MARKDOWN
from harvest.source.yaml_text import lines_of

LARGEST = 4_000_000
"""Of a larger file, in bytes, no line is shown."""


def source_lines(publication: Publication) -> Lines:
    """Return what gives the lines of a card, a page, `mkdocs.yml` or a kind; of any other file, none.

    So nothing is shown of the private folder, nor of what lies outside the publication.
    """
    settings = {publication.config, *(chapter.path for chapter in publication.kinds)}
    content = publication.path_of("")
    inside = os.path.realpath(publication.root)

    @lru_cache(maxsize=64)
    def lines(path: str) -> Sequence[str] | None:
        if path not in settings and not (path.endswith(MARKDOWN) and path.startswith(f"{content}/")):
            return None
        file = Path(os.path.realpath(publication.root / path))
        return lines_in(file) if file.is_relative_to(inside) else None

    return lines


def lines_in(file: Path) -> Sequence[str] | None:
    """Return the lines of a file without their ends; None when it is gone, is not text, or is too large."""
    try:
        if file.stat().st_size > LARGEST:
            return None
        text = file.read_bytes().decode("utf-8-sig")
    except (OSError, ValueError):
        return None
    return [line.rstrip("\r\n") for line in lines_of(text)]
