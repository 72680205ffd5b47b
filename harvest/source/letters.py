"""How wide the letters of a font are."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PIL import ImageFont

EM = 1000
"""The size of a letter, in the unit of its width."""


@cache
def letter_width(font: Path, letter: str) -> int:
    """Measure a letter in a font file, in thousandths of its size. Raises `OSError` when there is no such file."""
    return round(_opened(font).getlength(letter))


@cache
def _opened(font: Path) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font, EM, layout_engine=ImageFont.Layout.BASIC)
