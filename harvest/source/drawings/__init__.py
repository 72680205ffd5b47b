"""Clean drawings (SVG), and refuse those that can run something, fetch from elsewhere, or cannot be read.

Only a serialisation of our own is published: elements, attributes and values that are on a list, and of these only
what is shown. The steps are read, style, choose, refer, write; they are loaded when there is a drawing to clean.
"""

from __future__ import annotations

from harvest.source.drawings.element import DEEPEST, MAX_BYTES, LeftOut, RefusedDrawing

__all__ = ["DEEPEST", "MAX_BYTES", "LeftOut", "RefusedDrawing", "clean_drawing", "dark_drawing", "left_out", "words"]


def clean_drawing(content: bytes) -> bytes:
    """Return the drawing as it may be published, without what its editors left in it. Raises `RefusedDrawing`."""
    from harvest.source.drawings.clean import read_drawing

    return read_drawing(content).clean


def dark_drawing(content: bytes) -> bytes:
    """Return the look of the drawing on dark screens, as clean; empty when it has one look. Raises `RefusedDrawing`."""
    from harvest.source.drawings.clean import read_drawing

    return read_drawing(content).dark


def left_out(content: bytes) -> tuple[LeftOut, ...]:
    """Return what of a drawing does not go out though its author could think so. Raises `RefusedDrawing`."""
    from harvest.source.drawings.clean import read_drawing

    return read_drawing(content).left_out


def words(content: bytes) -> tuple[tuple[int, str], ...]:
    """Return the texts that a drawing shows, each with its line in the file. Raises `RefusedDrawing`.

    A text of which parts have a place of their own is there twice: with spaces between them, and without.
    """
    from harvest.source.drawings.clean import read_drawing

    return read_drawing(content).words
