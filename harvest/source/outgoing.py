"""Return a picture of the content as it may go out, whether it is made of pixels or drawn."""

from __future__ import annotations

from pathlib import Path

from harvest.source.drawings import clean_drawing
from harvest.source.pictures import PHOTOGRAPHS, SITE, Fit, clean_file

PICTURES = (*PHOTOGRAPHS, ".svg")
"""The endings of pictures that go out."""


def without_metadata(path: Path, fit: Fit = SITE, cache: Path | None = None) -> bytes:
    """Return a picture or drawing as it may go out; `cache` is the folder `.cache`, where photographs are kept.

    Raises `OSError` when it cannot be opened, and `RefusedFile`.
    """
    return clean_drawing(path.read_bytes()) if path.suffix.lower() == ".svg" else clean_file(path, fit, cache)
