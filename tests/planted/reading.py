"""Everything that can be read out of the bytes of a file, by whoever looks for a word in it."""

from __future__ import annotations

import base64
import binascii
import gzip
import html
import io
import re
import subprocess
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pikepdf

from tests.planted.plant import WORD

DEEP = 4
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{64,}(?:\s+[A-Za-z0-9+/_-]{12,})*")
"""A run that is long enough for a file; a word alone is recognised by how its first letters are written."""
_HEX = re.compile(rb"(?:[0-9A-Fa-f]{2}\s?){8,}")
_ESCAPED = re.compile(rb"\\u00([0-9a-fA-F]{2})|\\x([0-9a-fA-F]{2})|=([0-9A-F]{2})")
_WORD = re.compile(WORD.pattern.encode(), re.IGNORECASE)
_HINT = re.compile(rb"%[0-9A-Fa-f]{2}|&#|\\u00|\\x|=[0-9A-F]{2}")


def words(data: bytes) -> set[str]:
    """Return the planted words that these bytes hold in any form, in small letters."""
    return set(_words(data, DEEP))


@cache
def _words(data: bytes, depth: int) -> frozenset[str]:
    found = {hit.decode().lower() for hit in _WORD.findall(data)}
    if depth:
        for inner in _inside(data):
            if inner != data:
                found |= _words(inner, depth - 1)
    return frozenset(found)


def _inside(data: bytes) -> Iterator[bytes]:
    """What these bytes hold in another form: packed, encoded, escaped, or as a document."""
    if b"\0" in data:
        yield data.replace(b"\0", b"")  # UTF-16 and UTF-32, in both orders
    if b"PK\x03\x04" in data:
        yield from _members(data)
    if data.startswith(b"\x1f\x8b"):
        yield _unpacked(data)
    if b"%PDF-" in data[:1024]:
        yield from _objects(data)
    for start in _ZLIB.finditer(data):
        try:
            yield zlib.decompressobj().decompress(data[start.start() :], 4_000_000)
        except zlib.error:
            continue
    if _HINT.search(data) and _is_text(data):
        yield unquote_to_bytes(data)
        yield _ESCAPED.sub(lambda hit: bytes.fromhex(next(filter(None, hit.groups())).decode()), data)
        yield html.unescape(data.decode("utf-8", "replace")).encode()
    for run in _BASE64.findall(data):
        yield from _base64(re.sub(rb"\s", b"", run).translate(bytes.maketrans(b"-_", b"+/")))
    for run in _HEX.findall(data):
        even = re.sub(rb"\s", b"", run)
        yield binascii.unhexlify(even)
        yield binascii.unhexlify(even[1:-1])


def _unpacked(data: bytes) -> bytes:
    try:
        return gzip.decompress(data)
    except (EOFError, OSError, zlib.error):
        return b""


def _base64(run: bytes) -> Iterator[bytes]:
    """What a run of letters says where it is base64 from any of its first four letters on."""
    for start in range(4):
        part = run[start:]
        yield base64.b64decode(part[: len(part) // 4 * 4])


def _members(data: bytes) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for member in packed.infolist():
                yield member.filename.encode()
                yield packed.read(member)
    except (zipfile.BadZipFile, RuntimeError):
        return


def _objects(data: bytes) -> Iterator[bytes]:
    """What is shown on the pages of a PDF, and every string and stream in it, whatever they are packed with."""
    shown = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=False).stdout
    yield re.sub(rb"(?:-|\xc2\xad)?\n", b"", shown)
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            yield b"\n".join(part for item in pdf.objects for part in _strings(item))
    except (pikepdf.PdfError, ValueError):  # it has the beginning of a PDF and no more
        return


def _strings(item: object) -> Iterator[bytes]:
    """Names and strings of an object, and what is in its stream where zlib alone does not give it."""
    if isinstance(item, pikepdf.Stream) and item.get("/Filter") not in (None, "/FlateDecode", "/DCTDecode"):
        with suppress(pikepdf.PdfError):
            yield item.read_bytes()
    if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
        for name, value in item.items():
            yield name.encode()
            yield from () if getattr(value, "is_indirect", False) else _strings(value)
    elif isinstance(item, pikepdf.Array):
        for value in item:
            yield from () if getattr(value, "is_indirect", False) else _strings(value)
    elif isinstance(item, pikepdf.Name):
        yield str(item).encode()
    elif isinstance(item, pikepdf.String):
        yield str(item).encode()
        yield bytes(item)


def _is_text(data: bytes) -> bool:
    try:
        return b"\0" not in data and bool(data.decode())
    except UnicodeDecodeError:
        return False


def found(folder: Path) -> dict[str, list[str]]:
    """Return for each planted word in a folder the files that hold it, in their names or in their bytes."""
    told: dict[str, list[str]] = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        for word in sorted(words(path.read_bytes()) | words(name.encode())):
            told.setdefault(word, []).append(name)
    return told
