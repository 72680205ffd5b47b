"""Pictures as they may go out: a photograph tells where and by whom it was taken, and none of that is shown."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

PHOTOGRAPHS = (".jpg", ".jpeg", ".png", ".webp")
_KEPT = ("icc_profile", "transparency", "gamma", "dpi")
"""What stays of the data in a picture: how its colours are meant."""


def without_metadata(path: Path) -> bytes:
    """The picture without place, time, maker and remarks; turned upright when its data said so.

    A file that cannot be read as a picture comes back as it is. Raises `OSError` when it cannot be opened.
    """
    content = path.read_bytes()
    try:
        with Image.open(BytesIO(content)) as picture:
            kind = picture.format
            if getattr(picture, "is_animated", False) or kind not in ("JPEG", "PNG", "WEBP"):
                return content
            upright = ImageOps.exif_transpose(picture)
            kept = {name: value for name, value in picture.info.items() if name in _KEPT}
            clean = BytesIO()
            if kind == "JPEG":
                turned = upright.size != picture.size or picture.getexif().get(0x0112, 1) != 1
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
