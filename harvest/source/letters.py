"""Measure the width of letters in a font file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PIL import ImageFont

EM = 1000
"""The size of the font, in the unit of the widths: one thousandth of it."""


@cache
def letter_width(font: Path, letter: str) -> int:
    """Return the width of a letter in thousandths of the font size. Raises `OSError` when the file does not exist."""
    return round(_opened(font).getlength(letter))


@cache
def _opened(font: Path) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font, EM, layout_engine=ImageFont.Layout.BASIC)
