"""Unpack a picture and write what is to be seen anew: upright, made to fit, in plain colours, without anything else."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import Any

from PIL import Image, ImageFile
from PIL.AvifImagePlugin import AvifImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile, PngInfo
from PIL.WebPImagePlugin import WebPImageFile

from harvest.source.pictures import structure
from harvest.source.pictures.colours import to_srgb
from harvest.source.pictures.formats import FORMATS, Format, RefusedPicture, broken, format_of
from harvest.source.pictures.gif import read_gif, write_gif
from harvest.source.pictures.limits import Fit, hold_bytes, hold_frames, hold_size

QUALITY = 92
"""The quality of JPEG and WebP; of AVIF it is as good at a lower number."""
_AVIF_QUALITY = 85

# Opened by its own class, a picture is judged by our limits and not by Pillow's, which know only its pixels; and of a
# JPEG with other pictures behind it, only the first is read.
_OPENERS: dict[Format, type[ImageFile.ImageFile]] = {
    "JPEG": JpegImageFile,
    "PNG": PngImageFile,
    "WEBP": WebPImageFile,
    "AVIF": AvifImageFile,
    "GIF": GifImageFile,
}
_COPIES: dict[Format, int] = {"JPEG": 1, "PNG": 2, "WEBP": 3, "AVIF": 2, "GIF": 2}
"""How often the file itself is in memory while it is read."""
_MEMORY = {"JPEG": 5, "WEBP": 16, "AVIF": 12, "GIF": 5}
_MEMORY_MOVING = {"PNG": 10, "WEBP": 7, "AVIF": 12}
"""The bytes of memory that a pixel takes, and a pixel of each frame of a moving picture, as measured."""
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""Orientation as cameras write it → how to bring the picture upright."""
_DOTS = range(30, 2401)
"""Dots to the inch that somebody may have meant."""


def clean(content: bytes, ending: str, fit: Fit) -> bytes:
    """Return a picture as it may go out, in the format of `ending` or else its own. Raises `RefusedPicture`."""
    hold_bytes(len(content))
    source = format_of(content)
    target = FORMATS.get(ending.lower(), source)
    # WeasyPrint tells Pillow, for the whole process, to show what there is of a picture that breaks off.
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        if source == "GIF":
            gif = read_gif(content)
            fits = fit.scaled(gif.width, gif.height) == (gif.width, gif.height)
            if target == "GIF" and (fits or (len(gif.frames) > 1 and not fit.still)):
                return write_gif(gif, still=fit.still)
            content = write_gif(gif, still=True)
        elif source == "PNG":
            content = structure.png_alone(content)
        elif source == "AVIF":
            structure.hold_avif(content)
        elif source == "WEBP":
            width, height = structure.webp_size(content)
            hold_size(width, height, width * height * _MEMORY["WEBP"])
        with _OPENERS[source](BytesIO(content)) as picture:
            return _written_anew(picture, content, source, target, fit)
    except RefusedPicture:
        raise
    except Exception:  # whatever Pillow stumbles over is the picture's, not ours
        raise broken() from None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _written_anew(picture: ImageFile.ImageFile, content: bytes, source: Format, target: Format, fit: Fit) -> bytes:
    width, height = picture.size
    frames = int(getattr(picture, "n_frames", 1))
    turn = _orientation(picture)
    if turn >= 5:
        fit = fit.turned()
    size = fit.scaled(width, height)
    profile = picture.info.get("icc_profile")
    whole = source in ("PNG", "GIF") or (source == "WEBP" and structure.webp_is_lossless(content))
    moving = frames > 1 and source == target and not fit.still
    if moving:
        memory = width * height * frames * _MEMORY_MOVING[source] + 2 * _COPIES[source] * len(content)
        hold_frames(width, height, frames, memory)
        return _moving(picture, target, turn, profile, lossless=whole)
    scans = structure.jpeg_scans(content) if source == "JPEG" else structure.Scans(1, False)
    if source == "JPEG":
        # Twice as large as is asked, so that the rest of the scaling has something to choose from.
        picture.draft(None, (size[0] * 2, size[1] * 2))
    unpacked = _memory(picture, source, (width, height), scans)
    hold_size(width, height, unpacked + _COPIES[source] * len(content), scans.number)
    picture.load()
    shown: dict[Any, Any] = picture.info.copy()
    image: Image.Image = picture
    if size != (width, height) or source != target or profile or image.mode == "CMYK":
        image = _scaled(picture, size)
        coloured = to_srgb(image, profile)
        same = coloured is image and size == (width, height) and source == target
        image = picture if same else coloured
    anew = image is not picture
    if turn in _TURNS:
        image = image.transpose(_TURNS[turn])
    options: dict[str, Any] = {}
    if not anew and "transparency" in shown:
        options["transparency"] = shown["transparency"]
    dots = tuple(round(number) for number in shown.get("dpi", ()))
    if size == (width, height) and len(dots) == 2 and all(number in _DOTS for number in dots):
        options["dpi"] = dots
    if source == target == "PNG" and not profile:
        options["pnginfo"] = _light(shown)
    kept = source == target == "JPEG" and image is picture
    return _saved(image, target, options, lossless=whole, kept=kept)


def _memory(picture: ImageFile.ImageFile, source: Format, size: tuple[int, int], scans: structure.Scans) -> float:
    """Return the bytes of memory that unpacking and scaling a picture takes, as measured."""
    width, height = picture.size  # of a JPEG, after its own scaling
    pixels = width * height
    if source == "JPEG":
        layers = getattr(picture, "layer", [])
        across, down = (max((layer[n] for layer in layers), default=1) for n in (1, 2))
        held = sum(2 * layer[1] * layer[2] / across / down for layer in layers) if scans.many else 0
        return _MEMORY[source] * pixels + held * size[0] * size[1]
    if source == "PNG":
        plain = {"1": 2, "L": 2, "RGB": 5} if "transparency" not in picture.info else {}
        return pixels * plain.get(picture.mode, 9)
    return pixels * _MEMORY[source]


def _orientation(picture: Image.Image) -> int:
    """Return how a camera held a picture, from 1; 1 too where its data cannot be read."""
    if not {"exif", "xmp"} & picture.info.keys():
        return 1  # asked for them, Pillow would unpack a PNG
    try:
        turn = picture.getexif().get(0x0112, 1)
    except Exception:  # what a camera wrote is no part of the picture
        return 1
    return turn if turn in _TURNS else 1


def _plain(image: Image.Image) -> Image.Image:
    """Return a picture in grey, colours or inks, eight bits each, with its transparency as a layer."""
    if image.mode.startswith("I"):
        if not image.mode.startswith("I;16"):
            image = image.convert("I;16")
        image.info.pop("transparency", None)
        return Image.frombytes("L", image.size, image.tobytes()[1::2])
    if "transparency" in image.info:
        return image.convert("RGBA")
    mode = {"1": "L", "P": "RGB", "PA": "RGBA", "La": "LA", "RGBa": "RGBA", "RGBX": "RGB"}.get(image.mode, image.mode)
    if image.mode == "P" and image.palette is not None and image.palette.mode == "RGBA":
        mode = "RGBA"
    return image.convert(mode) if mode != image.mode else image


def _scaled(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return a picture in plain colours and in this size."""
    # Pillow multiplies colours by their transparency before it scales, so that no edge gets the colour of what is gone.
    image = _plain(image)
    return image if image.size == size else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _light(shown: dict[str, Any]) -> PngInfo:
    """Return what a PNG says of the light of its colours, in numbers that can be true."""
    light = PngInfo()
    gamma, primaries = shown.get("gamma", 0), shown.get("chromaticity", ())
    if "srgb" not in shown and 0.1 <= gamma <= 5:
        light.add(b"gAMA", struct.pack(">I", round(gamma * 100000)))
        if len(primaries) == 8 and all(0 <= value <= 1 for value in primaries):
            light.add(b"cHRM", struct.pack(">8I", *(round(value * 100000) for value in primaries)))
    return light


def _moving(picture: ImageFile.ImageFile, target: Format, turn: int, profile: bytes | None, *, lossless: bool) -> bytes:
    """Return a moving picture anew, with its times and the number of its turns."""
    frames: list[Image.Image] = []
    times: list[float] = []
    # A PNG may begin with a picture for programs that cannot show it moving.
    for number in range(int(getattr(picture, "default_image", False)), int(getattr(picture, "n_frames", 1))):
        picture.seek(number)
        picture.load()
        frame = to_srgb(_plain(picture.copy()), profile)
        frame = frame.transpose(_TURNS[turn]) if turn in _TURNS else frame
        frames.append(_without_hidden(frame))
        times.append(picture.info.get("duration", 0))
    mode = "RGBA" if any(frame.mode in ("LA", "RGBA") for frame in frames) else "RGB"
    first, *others = (frame if frame.mode == mode else frame.convert(mode) for frame in frames)
    options: dict[str, Any] = {"loop": picture.info.get("loop", 0)} if target != "AVIF" else {}
    if target == "WEBP":
        options["background"] = picture.info.get("background", (0, 0, 0, 0))
    options |= {"save_all": True, "append_images": others, "duration": times if others else times[0]}
    return _saved(first, target, options, lossless=lossless, kept=False)


def _without_hidden(image: Image.Image) -> Image.Image:
    """Return a picture that is white where it cannot be seen: what somebody rubbed out may still lie there."""
    if image.mode in ("LA", "RGBA"):
        unseen = image.getchannel("A").point([255] + [0] * 255)
        if unseen.getbbox():
            image = image.copy()
            image.paste((255,) * (len(image.mode) - 1) + (0,), mask=unseen)
    elif image.mode == "P":
        image = image.copy()
        palette = image.getpalette() or []
        clear = image.info.get("transparency")
        for number, count in enumerate(image.histogram()):
            if not count or (isinstance(clear, bytes) and clear[number : number + 1] == b"\0"):
                palette[3 * number : 3 * number + 3] = (255,) * len(palette[3 * number : 3 * number + 3])
        image.putpalette(palette)
    return image


def _saved(image: Image.Image, target: Format, options: dict[str, Any], *, lossless: bool, kept: bool) -> bytes:
    """Return the bytes of a picture; `kept` is for a JPEG that stays as it was packed."""
    if not kept:
        image = _without_hidden(image)
    image.info = {}
    if target == "JPEG":
        if image.mode in ("LA", "RGBA"):
            image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image.convert("RGBA")).convert("RGB")
        options |= {"quality": "keep" if kept else QUALITY, "optimize": True, "comment": b""}
    elif target == "WEBP":
        options.pop("dpi", None)
        options |= {"quality": QUALITY, "lossless": lossless, "method": 4}
    elif target == "AVIF":
        options.pop("dpi", None)
        # The number of threads decides how the picture is divided, and so its bytes.
        options |= {"quality": _AVIF_QUALITY, "speed": 8 if "save_all" in options else 6, "max_threads": 1}
    elif target == "GIF":
        options.pop("dpi", None)
    out = BytesIO()
    if target == "PNG":
        image.save(out, target, **options)
    elif target == "GIF":
        image.save(out, target, comment=b"", **options)
    else:
        image.save(out, target, exif=b"", **options)
    return out.getvalue()
