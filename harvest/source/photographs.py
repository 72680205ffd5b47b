"""Clean a photograph that stands in another file; what cannot be read is refused, never passed on."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from harvest.problems.codes import Code
from harvest.problems.problem import Message, say

_KEPT = ("icc_profile", "transparency", "gamma", "dpi")


class RefusedPicture(ValueError):
    """Raised for a picture that may not be published; holds the reason and what to do."""

    def __init__(self, message: Message, hint: Message, code: Code = "not-readable") -> None:
        super().__init__(code)
        self.message, self.hint, self.code = message, hint, code


def clean_photograph(content: bytes) -> bytes:
    """Return a photograph without place, time, maker and remarks. Raises `RefusedPicture`."""
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP", "GIF")) as picture:
            kind = picture.format or ""
            upright = ImageOps.exif_transpose(picture)
            kept = {name: value for name, value in picture.info.items() if name in _KEPT}
            upright.info = {}
            clean = BytesIO()
            upright.save(clean, kind, **({"quality": 92} if kind in ("JPEG", "WEBP") else {}), **kept)
            return clean.getvalue()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise RefusedPicture(
            say("A picture in this drawing cannot be read."),
            say("Save the picture as .png or .jpg, and put it in the drawing again."),
        ) from None
