"""Pictures as they may go out: a photograph tells where and by whom it was taken, and a drawing where its maker kept
it; none of that is shown.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from harvest.source.drawings import clean_drawing

PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".svg")
_KEPT = ("icc_profile", "transparency", "gamma", "dpi")
"""What stays of the data in a photograph: how its colours are meant."""


def without_metadata(path: Path) -> bytes:
    """The picture without place, time, maker and remarks; a photograph turned upright when its data said so.

    A photograph that cannot be read comes back as it is. Raises `OSError` when it cannot be opened, and
    `RefusedDrawing` for a drawing that does more than draw or cannot be read.
    """
    content = path.read_bytes()
    if path.suffix.lower() == ".svg":
        return clean_drawing(content)
    try:
        with Image.open(BytesIO(content)) as picture:
            kind = picture.format
            several = kind == "MPO"  # as telephones write a .jpg: with a second picture behind the one that is shown
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
