"""Read the parts of a document that is a zip file, within limits that are counted while it is unpacked."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from struct import error as WrongForm
from struct import unpack_from

from harvest.source.documents.refused import DAMAGED, LOCKED, OLD, TOO_LARGE, RefusedDocument

MOST_PARTS = 10_000
MOST_UNPACKED = 256 * 1024 * 1024
"""The most bytes of all parts together, whatever the list of parts says."""
_BEGINS = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of an Office document as it was before 2007; one with a password still begins so."""
_DESCRIBED = 24
"""The most bytes of the description that may stand behind a part."""


class Archive:
    """A document that is a zip file: its parts by name. Raises `RefusedDocument` for one that cannot be read."""

    def __init__(self, content: bytes) -> None:
        if content.startswith(_OLD_OFFICE):
            raise RefusedDocument(*OLD)
        self._content = content
        self._left = MOST_UNPACKED
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
            parts = [info for info in self._zip.infolist() if not info.is_dir()]
        except _UNREADABLE:
            raise RefusedDocument(*DAMAGED) from None
        self._parts = {info.filename: info for info in parts}
        if len(parts) > MOST_PARTS:
            raise RefusedDocument(*TOO_LARGE)
        if any(info.flag_bits & 1 for info in parts):
            raise RefusedDocument(*LOCKED)
        if len(self._parts) < len(parts) or not content.startswith(_BEGINS):
            raise RefusedDocument(*DAMAGED)
        if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in parts):
            raise RefusedDocument(*DAMAGED)

    @property
    def names(self) -> list[str]:
        """The names of the parts, without folders."""
        return sorted(self._parts)

    def read(self, name: str) -> bytes:
        """Return a part, or nothing when there is none of this name."""
        info = self._parts.get(name)
        if info is None:
            return b""
        try:
            with self._zip.open(info) as part:
                unpacked = part.read(self._left + 1)
        except _UNREADABLE:
            raise RefusedDocument(*DAMAGED) from None
        self._left -= len(unpacked)
        if self._left < 0:
            raise RefusedDocument(*TOO_LARGE)
        return unpacked

    @property
    def remarks(self) -> int:
        """The number of remarks that the zip file itself holds, which no program shows."""
        return sum(bool(info.comment) for info in self._zip.infolist()) + bool(self._zip.comment)

    @property
    def left_over(self) -> int:
        """The number of stretches in the file that belong to no part: what was deleted may still stand there."""
        stretches, at = 0, 0
        for info in sorted(self._zip.infolist(), key=lambda info: info.header_offset):
            stretches += info.header_offset > at + (_DESCRIBED if at else 0)
            try:
                name, extra = unpack_from("<HH", self._content, info.header_offset + 26)
            except WrongForm:
                raise RefusedDocument(*DAMAGED) from None
            at = info.header_offset + 30 + name + extra + info.compress_size
        return stretches + (self._zip.start_dir > at + _DESCRIBED)


_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    WrongForm,
)
"""What the standard library raises for a zip file that is damaged, or made to harm."""
