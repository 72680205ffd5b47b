"""Read documents from the content folder: each gets a fingerprint, and what it holds or why it is refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from harvest.limits.work import one_by_one, refused_file
from harvest.problems.problem import NOTHING, say, why
from harvest.source.documents.endings import OFFICE
from harvest.source.documents.holdings import Document, Sort, holdings
from harvest.source.documents.refused import EMPTY, LYING, TOO_LARGE, RefusedDocument
from harvest.source.refusal import Refusal

MAX_BYTES = 50 * 1024 * 1024
"""The most bytes of a document; a larger one is for a host that is made for it."""

_seen: dict[tuple[str, str], Document] = {}
"""What was found in documents of which the bytes did not change: a preview reads them again at every save."""


def fingerprint_of(content: bytes) -> str:
    """Return the fingerprint of a document, by which a reading of it is known."""
    return sha256(content).hexdigest()[:32]


def read_documents(folder: Path, paths: Iterable[str]) -> dict[str, Document]:
    """Read the documents at these paths below a folder, without those that took too long before.

    These are told where the files of the folder are listed.
    """
    in_time = (path for path in paths if not refused_file(path, folder / path))
    return {path: read_document(folder / path) for path in one_by_one(in_time)}


def read_document(file: Path) -> Document:
    """Read one document; whatever its bytes are, it never raises."""
    try:
        with file.open("rb") as opened:
            content = opened.read(MAX_BYTES + 1)
    except OSError as error:
        message = say("This file cannot be opened ({reason}).", reason=why(error))
        return Document("", refused=Refusal(message, NOTHING, "not-readable"))
    key = fingerprint_of(content), file.suffix.lower()
    if key not in _seen:
        _seen[key] = _read(content, *key)
    return _seen[key]


def _read(content: bytes, fingerprint: str, ending: str) -> Document:
    try:
        if not content.strip(b"\0\r\n\t "):
            raise RefusedDocument(*EMPTY)
        if len(content) > MAX_BYTES:
            raise RefusedDocument(*TOO_LARGE)
        return Document(fingerprint, holdings(_counted(content, ending)))
    except RefusedDocument as refused:
        return Document(fingerprint, refused=refused.refusal)


def _counted(content: bytes, ending: str) -> Counter[Sort]:
    if ending == ".csv":
        return _table(content)
    # Imported when there is a document: most publications have none, and should not wait for it.
    if ending == ".pdf":
        from harvest.source.documents.pdf import look_into_pdf

        return look_into_pdf(content)
    if content.lstrip()[:1] == b"<" or content.startswith(b"%PDF-"):
        raise RefusedDocument(*LYING)
    from harvest.source.documents.archive import Archive
    from harvest.source.documents.office import look_into_office
    from harvest.source.documents.open_document import look_into_open_document

    archive = Archive(content)
    counted = (look_into_office if ending in OFFICE else look_into_open_document)(archive, ending)
    counted["properties"] += archive.remarks
    counted["loose"] += archive.left_over
    return counted


def _table(content: bytes) -> Counter[Sort]:
    """Refuse a table that is no plain text; what is text shows all that it holds."""
    if content.startswith((b"%PDF-", b"PK\x03\x04")) or any(byte < 9 or 13 < byte < 32 for byte in set(content)):
        raise RefusedDocument(*LYING)
    return Counter()
