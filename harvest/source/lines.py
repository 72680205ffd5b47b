"""Read the lines of a file at the moment that some of them are shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from harvest.source.yaml_text import lines_of

LARGEST = 4_000_000
"""Of a larger file, in bytes, no line is shown."""


def lines_in(file: Path) -> Sequence[str] | None:
    """Return the lines of a file without their ends; None when it is gone, is not text, or is too large."""
    try:
        if file.stat().st_size > LARGEST:
            return None
        text = file.read_bytes().decode("utf-8-sig")
    except (OSError, ValueError):
        return None
    return [line.rstrip("\r\n") for line in lines_of(text)]
