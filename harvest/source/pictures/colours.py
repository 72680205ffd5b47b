"""Bring the colours of a picture to sRGB, in which a picture without any profile is shown.

A profile of colours holds words of its maker, so none goes out.
"""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageCms

_UNSEEN = 3
"""The steps, of 255, that a colour may differ without anybody seeing it."""
_SPACES = {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK"}
"""Mode of a picture without transparency → the colours of a profile that fits it."""


def to_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Return a picture in grey or sRGB, with its transparency; without a profile its colours are taken to be so.

    The picture itself comes back when none of its colours would differ by what anybody can see.
    """
    base = {"LA": "L", "RGBA": "RGB"}.get(picture.mode, picture.mode)
    transform = _transform(base, profile) if profile else None
    if transform is None:
        return picture.convert("RGB") if base == "CMYK" else picture
    if base != "CMYK" and not _shows(transform, base):
        return picture
    plain = transform.apply(picture.convert(base))
    if base == "L":
        plain = plain.getchannel("G")
    if base != picture.mode:
        plain.putalpha(picture.getchannel("A"))
    return plain


def _transform(mode: str, profile: bytes) -> ImageCms.ImageCmsTransform | None:
    """Return what takes colours from a profile to sRGB; None when it cannot be read, or is for other colours."""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if source.profile.xcolor_space.strip() != _SPACES.get(mode):
            return None
        return ImageCms.ImageCmsTransform(
            source,
            ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")),
            mode,
            "RGB",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _shows(transform: ImageCms.ImageCmsTransform, mode: str) -> bool:
    """Tell whether anybody would see what it changes, in a sample of all colours."""
    steps = range(0, 256, 51)
    if mode == "L":
        before = bytes(range(256))
        after = transform.apply(Image.frombytes("L", (256, 1), before)).getchannel("G").tobytes()
    else:
        before = bytes(value for red in steps for green in steps for blue in steps for value in (red, green, blue))
        after = transform.apply(Image.frombytes("RGB", (len(before) // 3, 1), before)).tobytes()
    return max(abs(one - other) for one, other in zip(before, after, strict=True)) > _UNSEEN
