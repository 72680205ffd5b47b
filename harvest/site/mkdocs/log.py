"""Hear the log of MkDocs, and of plugins and programs that write in it, or keep everything but counts out of it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from harvest.publication import read_publication
from harvest.site.discreet import discreet
from harvest.site.outlet import keep_names_in

COUNTS = {"counts_only": True}
"""What marks a line of ours that may be logged (`extra`)."""


def only_counts(record: logging.LogRecord) -> bool:
    """Tell whether a line holds counts only."""
    return getattr(record, "counts_only", False)


def withhold() -> None:
    """Let the log show no line but those marked with `COUNTS`. Who counts or collects lines still gets all of them."""
    for handler in logging.getLogger("mkdocs").handlers:
        if isinstance(handler, logging.StreamHandler):  # adding a filter twice changes nothing
            handler.addFilter(only_counts)


def release() -> None:
    """Let the log show all lines again."""
    for handler in logging.getLogger("mkdocs").handlers:
        handler.removeFilter(only_counts)


def keep_inside(config: Path) -> None:
    """Let the log hold no name of the list of people, and where others may read it counts only."""
    with suppress(OSError):
        publication = read_publication(config)
        keep_names_in(publication)
        if discreet(publication):
            withhold()


@contextmanager
def heard_by(handler: logging.Handler) -> Iterator[None]:
    """Give what is logged to this handler, from its own level up, and not to those of other programs."""
    logger = logging.getLogger("mkdocs")
    level, propagate = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(handler.level)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = propagate
