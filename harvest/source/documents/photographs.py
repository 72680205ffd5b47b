"""Look in a picture inside a document for place, time, maker and remarks, without decoding it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

_PNG = b"\x89PNG\r\n\x1a\n"
_PLAIN_CHUNKS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB bKGD pHYs hIST acTL fcTL fdAT cICP".split()
)
"""The parts of a PNG that only draw."""
_PLAIN_RIFF = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))

Found = Literal["plain", "telling", "unknown"]


def look_into(content: bytes) -> Found:
    """Tell whether a picture holds more than it draws; `unknown` for what we cannot look into."""
    if content.startswith(b"\xff\xd8"):
        plain = all(_jpeg(content))
    elif content.startswith(_PNG):
        plain = all(_png(content))
    elif content.startswith((b"GIF87a", b"GIF89a")):
        # A remark is «!\xfe», data of a program «!\xff»: of those only the one that repeats a film is plain.
        plain = b"!\xfe" not in content and len(re.findall(rb"!\xff", content)) <= content.count(b"!\xff\x0bNETSCAPE")
    elif content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        plain = all(_webp(content))
    else:
        return "unknown"
    return "plain" if plain else "telling"


def _jpeg(content: bytes) -> Iterator[bool]:
    """Yield for each segment before the picture itself whether it only draws, and whether nothing stands behind it."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        kind = content[at + 1]
        if kind == 0xFF:  # filling
            at += 1
            continue
        if kind == 0xDA:
            break
        size = int.from_bytes(content[at + 2 : at + 4])
        body = content[at + 4 : at + 2 + size]
        if kind == 0xE0:
            yield body.startswith(b"JFIF\0") and len(body) <= 14
        elif kind == 0xE2:
            yield body.startswith(b"ICC_PROFILE\0")
        elif kind == 0xEE:
            yield body.startswith(b"Adobe") and len(body) <= 12
        else:
            yield not (0xE1 <= kind <= 0xEF or kind == 0xFE)
        at += 2 + size
    end = content.rfind(b"\xff\xd9")
    yield end >= 0 and not content[end + 2 :].strip(b"\0\r\n ")
    yield content.count(b"\xff\xd8\xff") == 1  # no second picture behind the one that is shown


def _png(content: bytes) -> Iterator[bool]:
    at = len(_PNG)
    while at + 8 <= len(content):
        size, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        yield kind in _PLAIN_CHUNKS
        at += 12 + size
        if kind == b"IEND":
            yield at >= len(content)
            return


def _webp(content: bytes) -> Iterator[bool]:
    at = 12
    while at + 8 <= len(content):
        kind, size = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        yield kind in _PLAIN_RIFF
        at += 8 + size + size % 2
