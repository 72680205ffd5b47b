"""Make the name of a card's file out of its title."""

from __future__ import annotations

import re

from harvest.kinds.names import fold


def file_name(title: str) -> str:
    """Return the file name, without ending, of a card with this title: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")[:80].strip("-")
