"""Read how the file of a picture is divided, without unpacking it: its measures, and whether all of it is there."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from harvest.source.pictures.formats import broken, cropped, unusual_colours

_SRGB_LIKE = (1, 2, 5, 6)
"""Numbers of primaries (H.273) that look like those of sRGB, or are not said."""
_HDR = (16, 18)
"""Numbers of the curves (H.273) of screens that are brighter than paper."""

_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    name.encode() for name in "IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP pHYs eXIf acTL fcTL fdAT".split()
)
"""The parts of a PNG that say what it shows, and how; of the others not even the reading is of use."""


def png_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield each part of a PNG, name and data, up to the end of the picture. Raises `RefusedPicture`."""
    at = len(_PNG_START)
    while at + 12 <= len(content):
        length, name = struct.unpack_from(">I4s", content, at)
        end = at + 8 + length
        if end + 4 > len(content):
            break
        data = content[at + 8 : end]
        if name in _PNG_KEPT and zlib.crc32(data, zlib.crc32(name)) != int.from_bytes(content[end : end + 4], "big"):
            raise broken()
        yield name, data
        if name == b"IEND":
            return
        at = end + 4
    raise broken()


def png_alone(content: bytes) -> bytes:
    """Return a PNG with only the parts that say what it shows. Raises `RefusedPicture`, also for colours of HDR."""
    pieces = [_PNG_START]
    for name, data in png_chunks(content):
        if name == b"cICP" and (data[0:1] not in _bytes(_SRGB_LIKE) or data[1:2] in _bytes(_HDR)):
            raise unusual_colours()
        if name in _PNG_KEPT:
            checksum = zlib.crc32(data, zlib.crc32(name))
            piece = b"".join([struct.pack(">I", len(data)), name, data, struct.pack(">I", checksum)])
            pieces.insert(2 if name == b"eXIf" else len(pieces), piece)  # how it is held comes before its pixels
    return b"".join(pieces)


def _bytes(numbers: tuple[int, ...]) -> tuple[bytes, ...]:
    return tuple(bytes([number]) for number in numbers)


class Scans(NamedTuple):
    """How a JPEG is divided: `many` tells that all of it has to be held in memory before any row is whole."""

    number: int
    many: bool


def jpeg_scans(content: bytes) -> Scans:
    """Return how a JPEG is divided into scans. Raises `RefusedPicture` when it has none."""
    at, progressive, components = 2, False, 0
    while at + 4 <= len(content):
        if content[at] != 0xFF:
            break
        marker = content[at + 1]
        if marker == 0xFF:  # a byte that fills
            at += 1
            continue
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            progressive, components = marker in (0xC2, 0xC6, 0xCA), content[at + 9] if at + 9 < len(content) else 0
        if marker == 0xDA:
            first = content[at + 4] if at + 4 < len(content) else 0
            # Inside a scan this byte never follows 0xFF, so each pair begins one.
            return Scans(content.count(b"\xff\xda", at), progressive or first < components)
        at += 2 + length
    raise broken()


def webp_chunks(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield each part of a WebP, and of the frames in it: name, and where its data begin and end."""
    stack = [(12, min(len(content), 8 + int.from_bytes(content[4:8], "little")))]
    while stack:
        at, end = stack.pop()
        if at + 8 > end:
            continue
        name, length = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        data_end = at + 8 + length
        if data_end > end:
            raise broken()
        yield name, at + 8, data_end
        stack.append((data_end + length % 2, end))
        if name == b"ANMF":
            stack.append((at + 8 + 16, data_end))


def webp_size(content: bytes) -> tuple[int, int]:
    """Return width and height of a WebP. Raises `RefusedPicture`."""
    if 8 + int.from_bytes(content[4:8], "little") > len(content):
        raise broken()
    width = height = 0
    for name, at, _ in webp_chunks(content):
        if width == 0 and name == b"VP8X":
            width, height = (int.from_bytes(content[at + n : at + n + 3], "little") + 1 for n in (4, 7))
        elif width == 0 and name == b"VP8 ":
            width, height = (int.from_bytes(content[at + n : at + n + 2], "little") & 0x3FFF for n in (6, 8))
        elif width == 0 and name == b"VP8L":
            bits = int.from_bytes(content[at + 1 : at + 5], "little")
            width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if not width or not height:
        raise broken()
    return width, height


def webp_is_lossless(content: bytes) -> bool:
    """Tell whether no part of a WebP lost detail."""
    names = {name for name, _, _ in webp_chunks(content)}
    return b"VP8L" in names and b"VP8 " not in names


def hold_avif(content: bytes) -> None:
    """Raise `RefusedPicture` for an AVIF that says by a number alone what its colours are, or what is cut off.

    Pillow would lose these colours, and show again what was cut off.
    """
    head = content[: 1 << 16]
    if b"\0\0\0\x28clap" in head:
        raise cropped()
    for part in head.split(b"colrnclx")[1:]:
        primaries, curve = int.from_bytes(part[:2], "big"), int.from_bytes(part[2:4], "big")
        if primaries not in _SRGB_LIKE or curve in _HDR:
            raise unusual_colours()
