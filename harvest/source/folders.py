"""Name the folders that are never published, and tell when those that `mkdocs.yml` names run into each other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from harvest.problems.problem import Place, Problem, problem, say
from harvest.source.yaml_nodes import Entries, Scalar, place_of

PRIVATE = "private"
PRIVATE_FILES = ("people.yml", "review.yml")
"""What lies in the private folder: the list of people, and who saw a card."""
"""The folder whose files never leave the circle; it belongs beside the content folder."""

CIRCLE = "site-circle"
"""The folder of the circle's edition, outside any folder that a server publishes."""


def mixed_up(node: Entries, config: Path) -> Iterator[Problem]:
    """Yield a problem when the content folder is private or holds all, or when it and the site lie in each other."""
    read, made = node.get("docs_dir"), node.get("site_dir")
    if isinstance(read, Scalar):
        place = place_of(read, config.name)
        if PRIVATE in read.value.casefold().replace("\\", "/").split("/"):
            message = say("This folder is private, and all of it would be published.")
            hint = say("Put the cards in a folder of their own, beside the private one.")
            yield problem(place, "private-in-content", message, hint, end=read.end)
            return
        if _within(config.parent, config.parent / read.value):
            message = say("This folder holds the whole publication, with what is private and what is made.")
            hint = say("Put the cards in a folder of their own, such as «content», and name that one here.")
            yield problem(place, "configuration", message, hint, end=read.end)
            return
    content = config.parent / (read.value if isinstance(read, Scalar) and read.value else "docs")
    site = config.parent / (made.value if isinstance(made, Scalar) and made.value else "site")
    if _within(content, site) or _within(site, content):
        key = made if isinstance(made, Scalar) else read if isinstance(read, Scalar) else None
        place = place_of(key, config.name) if key else Place(config.name)
        message = say("The site and the content lie in each other, so that a build would take along or wipe out both.")
        hint = say("Give each a folder of its own beside the other, such as «site» and «content».")
        yield problem(place, "configuration", message, hint, end=key.end if key else None)


def _within(inner: Path, outer: Path) -> bool:
    """Tell whether a folder is another one or lies in it, however it is written."""
    return Path(os.path.normpath(inner)).is_relative_to(os.path.normpath(outer))
