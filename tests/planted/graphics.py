"""Pictures that hold a word beside what they show: PNG, WebP, GIF, AVIF, and those whose ending lies."""

from __future__ import annotations

import struct
import zlib
from typing import Any

from tests.planted.photographs import XMP, commented, exif, fields, picture, profile, saved
from tests.planted.plant import Made

FRAMES: dict[str, Any] = {"save_all": True, "duration": 100}


def frames() -> dict[str, Any]:
    return {**FRAMES, "append_images": [picture("RGB", (64, 48)).rotate(90), picture("L").convert("RGB")]}


def chunk(sort: bytes, data: bytes) -> bytes:
    return struct.pack(">L", len(data)) + sort + data + struct.pack(">L", zlib.crc32(sort + data))


def with_chunk(sort: bytes, data: bytes, *, before: bytes = b"IDAT", png: bytes = b"") -> bytes:
    """A PNG with a chunk before the first of another sort."""
    png = png or saved("PNG")
    at = png.index(before) - 4
    return png[:at] + chunk(sort, data) + png[at:]


def moving(word: str) -> bytes:
    """A PNG that moves, with a text between its frames."""
    return with_chunk(b"tEXt", b"Author\0" + word.encode(), before=b"fdAT", png=saved("PNG", **frames()))


def raw_profile(word: str) -> bytes:
    """What ImageMagick writes: data in hexadecimal digits, in a packed text."""
    text = f"\nexif\n{len(word):8}\n{word.encode().hex()}\n"
    return with_chunk(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(text.encode()))


PNG: dict[str, Made] = {
    "text.png": lambda word: with_chunk(b"tEXt", b"Author\0" + word.encode()),
    "text-behind-the-picture.png": lambda word: with_chunk(b"tEXt", b"Comment\0" + word.encode(), before=b"IEND"),
    "name-of-a-text.PNG": lambda word: with_chunk(b"tEXt", word.encode() + b"\0x"),
    "packed-text.png": lambda word: with_chunk(b"zTXt", b"Author\0\0" + zlib.compress(word.encode())),
    "text-of-a-language.png": lambda word: with_chunk(b"iTXt", b"Title\0\0\0nl\0\0" + word.encode()),
    "packed-text-of-a-language.png": lambda word: with_chunk(
        b"iTXt", b"Title\0\1\0nl\0\0" + zlib.compress(word.encode())
    ),
    "xmp.png": lambda word: with_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP.format(word).encode()),
    "exif.png": lambda word: with_chunk(b"eXIf", fields({0x013B: word}).removeprefix(b"Exif\0\0")),
    "raw-profile.png": raw_profile,
    "unknown-chunk.png": lambda word: with_chunk(b"zqVx", word.encode()),
    "unknown-chunk-behind.png": lambda word: with_chunk(b"zqVx", word.encode(), before=b"IEND"),
    "origin-of-content.png": lambda word: with_chunk(b"caBX", b"\0\0\0\x28jumb" + word.encode()),
    "after-the-end.png": lambda word: saved("PNG") + word.encode(),
    "chunk-after-the-end.png": lambda word: saved("PNG") + chunk(b"tEXt", b"Author\0" + word.encode()),
    "profile.png": lambda word: saved("PNG", icc_profile=profile(word)),
    "name-of-a-profile.png": lambda word: with_chunk(b"iCCP", word.encode() + b"\0\0" + zlib.compress(profile("sRGB"))),
    "name-of-a-palette.png": lambda word: with_chunk(b"sPLT", word.encode() + b"\0\x08" + bytes(6)),
    "palette.png": lambda word: with_chunk(b"tEXt", b"a\0" + word.encode(), png=saved("PNG", picture("P"))),
    "see-through.png": lambda word: with_chunk(b"tEXt", b"a\0" + word.encode(), png=saved("PNG", picture("RGBA"))),
    "moving.png": moving,
}


def riff(data: bytes, sort: bytes, text: str) -> bytes:
    """A WebP with one more chunk at its end."""
    body = text.encode() + b"\0" * (len(text) % 2)
    whole = data[8:] + sort + struct.pack("<L", len(text)) + body
    return b"RIFF" + struct.pack("<L", len(whole)) + whole


WEBP: dict[str, Made] = {
    "exif.webp": lambda word: saved("WEBP", exif=fields({0x013B: word})),
    "xmp.webp": lambda word: saved("WEBP", xmp=XMP.format(word).encode()),
    "profile.webp": lambda word: saved("WEBP", icc_profile=profile(word)),
    "unknown-chunk.webp": lambda word: riff(saved("WEBP", exif=fields({0x0112: 1})), b"ZQVX", word),
    "after-the-end.webp": lambda word: saved("WEBP") + word.encode(),
    "without-loss.webp": lambda word: saved("WEBP", lossless=True, exif=fields({0x010E: word})),
    "moving.webp": lambda word: saved("WEBP", exif=fields({0x013B: word}), **frames()),
    "moving-xmp.webp": lambda word: saved("WEBP", xmp=XMP.format(word).encode(), **frames()),
}


def blocks(data: bytes) -> bytes:
    return struct.pack("B", len(data)) + data + b"\0"


def with_block(block: bytes, gif: bytes = b"", *, last: bool = False) -> bytes:
    """A GIF with a block before its first frame, or at its end."""
    gif = gif or saved("GIF", picture("P"))
    at = len(gif) - 1 if last else 13 + (3 << (gif[10] & 7) + 1 if gif[10] & 0x80 else 0)
    return gif[:at] + block + gif[at:]


GIF: dict[str, Made] = {
    "comment.gif": lambda word: saved("GIF", picture("P"), comment=word.encode()),
    "comment-at-the-end.gif": lambda word: with_block(b"\x21\xfe" + blocks(word.encode()), last=True),
    "application.gif": lambda word: with_block(b"\x21\xff\x0bPROGRAMA1.0" + blocks(word.encode())),
    "xmp.gif": lambda word: with_block(
        b"\x21\xff\x0bXMP DataXMP" + XMP.format(word).encode() + b"\1" + bytes(range(255, -1, -1)) + b"\0"
    ),
    "plain-text.gif": lambda word: with_block(b"\x21\x01\x0c" + bytes(12) + blocks(word.encode())),
    "after-the-end.gif": lambda word: saved("GIF", picture("P")) + word.encode(),
    "moving.gif": lambda word: with_block(
        b"\x21\xfe" + blocks(word.encode()), saved("GIF", comment=word.encode(), **frames()), last=True
    ),
}


def box(sort: bytes, data: bytes) -> bytes:
    return struct.pack(">L", len(data) + 8) + sort + data


AVIF: dict[str, Made] = {
    "exif.avif": lambda word: saved("AVIF", exif=fields({0x013B: word})),
    "xmp.avif": lambda word: saved("AVIF", xmp=XMP.format(word).encode()),
    "profile.avif": lambda word: saved("AVIF", icc_profile=profile(word)),
    "free-box.avif": lambda word: saved("AVIF") + box(b"free", word.encode()),
    "own-box.avif": lambda word: saved("AVIF") + box(b"uuid", b"0123456789abcdef" + word.encode()),
    "moving.avif": lambda word: saved("AVIF", exif=fields({0x013B: word}), **frames()),
}
HEIC = box(b"ftyp", b"heic\0\0\0\0mif1heic")
DRAWING = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><title>{}</title><path d='M0 0h9v9z'/></svg>"
LYING: dict[str, Made] = {
    "tiff.jpg": lambda word: saved("TIFF", description=word),
    "heic.jpg": lambda word: HEIC + box(b"mdat", word.encode()),
    "heic.png": lambda word: HEIC + box(b"meta", word.encode()),
    "bmp.jpg": lambda word: saved("BMP") + word.encode(),
    "png.jpg": lambda word: with_chunk(b"tEXt", b"Author\0" + word.encode()),
    "jpeg.png": commented,
    "jpeg.webp": lambda word: exif({0x013B: word}),
    "gif.jpg": lambda word: saved("GIF", picture("P"), comment=word.encode()),
    "webp.png": lambda word: saved("WEBP", exif=fields({0x013B: word})),
    "avif.gif": lambda word: saved("AVIF", exif=fields({0x013B: word})),
    "icon.png": lambda word: saved("ICO") + word.encode(),
    "drawing.png": lambda word: DRAWING.format(word),
    "jpeg.svg": commented,
    "text.jpg": lambda word: f"Zo heet zij: {word}\n",
    "page.gif": lambda word: f"GIF89a<html><body>{word}</body></html>",
    "half.jpg": lambda word: commented(word)[:-40],
    "half.png": lambda word: with_chunk(b"tEXt", b"Author\0" + word.encode())[:-30],
    "wrong-sum.png": lambda word: with_chunk(b"tEXt", b"Author\0" + word.encode()).replace(b"Author", b"Writer"),
    "nothing-else.avif": lambda word: word,
}
OTHER_FORMS: dict[str, Made] = {
    "photograph.tif": lambda word: saved("TIFF", description=word),
    "photograph.bmp": lambda word: saved("BMP") + word.encode(),
    "photograph.heic": lambda word: HEIC + box(b"mdat", word.encode()),
    "photograph.jp2": lambda word: saved("JPEG2000", comment=word),
    "photograph.ico": lambda word: saved("ICO") + word.encode(),
    "layers.psd": lambda word: f"8BPS{word}",
    "drawing.svgz": lambda word: zlib.compress(DRAWING.format(word).encode(), wbits=31),
    "drawing.eps": lambda word: f"%!PS-Adobe-3.0 EPSF-3.0\n%%Creator: {word}\n%%EOF\n",
}
