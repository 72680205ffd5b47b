"""Write pictures anew, so that readers get what is on them and not the place, time and maker of a photograph.

What a file is, its content decides and not its name. What cannot be read, or takes more memory than a build may use,
raises `RefusedPicture`; the bytes of the original never go out.
"""

from __future__ import annotations

from pathlib import Path

from harvest.source.pictures.cache import CACHE, clean_file, tidy
from harvest.source.pictures.formats import (
    FORMATS,
    Format,
    RefusedPicture,
    format_of,
    format_of_ending,
    no_picture,
    of_another_sort,
)
from harvest.source.pictures.limits import PAPER, SITE, Fit
from harvest.source.refusal import Refusal

PHOTOGRAPHS = tuple(FORMATS)
"""The endings of pictures that are made of pixels."""

__all__ = [
    "CACHE",
    "PAPER",
    "PHOTOGRAPHS",
    "SITE",
    "Fit",
    "Format",
    "RefusedPicture",
    "clean_file",
    "clean_photograph",
    "format_of",
    "format_of_ending",
    "no_picture",
    "of_another_sort",
    "seen",
    "tidy",
]


def clean_photograph(content: bytes, ending: str = "", fit: Fit = SITE) -> bytes:
    """Return a picture without metadata, upright, in plain colours (sRGB), and no larger than fits.

    It is written in the format of the ending, such as `.jpg`, or without one in its own: JPEG, PNG, WebP, AVIF or GIF.
    Raises `RefusedPicture`.
    """
    # Pillow takes a tenth of a second to import, and most publications have drawings only.
    from harvest.source.pictures.clean import clean

    return clean(content, ending, fit)


def seen(path: Path, cache: Path | None = None) -> Format | Refusal | None:
    """Look whether a photograph can go out: its own format, whatever its ending, or why it is refused.

    None for a file that cannot be opened; that is reported where it is copied.
    """
    try:
        clean_file(path, SITE, cache)
        with path.open("rb") as opened:
            return format_of(opened.read(1024))
    except RefusedPicture as refused:
        return refused.refusal
    except OSError:
        return None
