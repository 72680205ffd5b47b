"""Remove from pictures what readers may not see: place, time and maker of a photograph, folders named in a drawing."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from harvest.source.drawings import clean_drawing

PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".svg")
_KEPT = ("icc_profile", "transparency", "gamma", "dpi")
"""The data of a photograph that are kept: how to show its colours and its size."""


def without_metadata(path: Path) -> bytes:
    """Return the picture without place, time, maker and remarks, and turned upright where its data say so.

    A photograph that cannot be read comes back as it is. Raises `OSError` when it cannot be opened, and
    `RefusedDrawing` for a drawing that does more than draw or cannot be read.
    """
    content = path.read_bytes()
    if path.suffix.lower() == ".svg":
        return clean_drawing(content)
    try:
        with Image.open(BytesIO(content)) as picture:
            kind = picture.format
            several = kind == "MPO"  # telephones write a .jpg so, with a second picture behind the one that is shown
            if (getattr(picture, "is_animated", False) and not several) or kind not in ("JPEG", "MPO", "PNG", "WEBP"):
                return content
            upright = ImageOps.exif_transpose(picture)
            kept = {name: value for name, value in picture.info.items() if name in _KEPT}
            clean = BytesIO()
            if kind in ("JPEG", "MPO"):
                turned = several or upright.size != picture.size or picture.getexif().get(0x0112, 1) != 1
                plain = upright if turned else picture
                plain.info = {}
                plain.save(clean, "JPEG", quality=92 if turned else "keep", comment=b"", exif=b"", **kept)
            else:
                upright.info = {}
                options = {"quality": 92} if kind == "WEBP" else {}
                upright.save(clean, kind, exif=b"", **options, **kept)
            return clean.getvalue()
    except (UnidentifiedImageError, ValueError, SyntaxError, Image.DecompressionBombError):
        return content
