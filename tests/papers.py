"""Documents as office programs write them, made of their parts: clean, until a test adds one thing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
from PIL import Image

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = " ".join(
    f'xmlns:{name}="{_ODF}{name}:1.0"' for name in "office text table style meta config presentation draw".split()
)
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'

MAIN = {
    ".docx": (
        "word/document.xml",
        "wordprocessingml.document",
        f'<w:document xmlns:w="{W}"><w:body>…</w:body></w:document>',
    ),
    ".xlsx": ("xl/workbook.xml", "spreadsheetml.sheet", "<workbook>…</workbook>"),
    ".pptx": ("ppt/presentation.xml", "presentationml.presentation", "<presentation>…</presentation>"),
}
KIND = {".odt": "text", ".ods": "spreadsheet", ".odp": "presentation"}

Parts = Mapping[str, str | bytes]


def packed(parts: Parts, *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip file of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def office(ending: str, body: str = "", parts: Parts | None = None) -> bytes:
    """Return a document of Word, Excel or PowerPoint: its body, and what other parts it has."""
    name, sort, frame = MAIN[ending]
    types = f'<Types xmlns="{_TYPES}"><Override PartName="/{name}" ContentType="{_OFFICE}{sort}.main+xml"/></Types>'
    tie = f'<Relationships xmlns="{_RELATIONS}"><Relationship Type="x/officeDocument" Target="{name}"/></Relationships>'
    own = {"[Content_Types].xml": types, "_rels/.rels": tie, name: frame.replace("…", body)}
    return packed({**own, **(parts or {})})


def odf(ending: str, body: str = "", parts: Parts | None = None) -> bytes:
    """Return a document of LibreOffice: its body, and what other parts it has."""
    content = f"<office:document-content {SPACES} {DC}><office:body>{body}</office:body></office:document-content>"
    mime = f"application/vnd.oasis.opendocument.{KIND[ending]}"
    return packed({"mimetype": mime, "META-INF/manifest.xml": "<manifest/>", "content.xml": content, **(parts or {})})


def meta(inside: str) -> Parts:
    """Return what an OpenDocument says of itself."""
    return {
        "meta.xml": f"<office:document-meta {SPACES} {DC}><office:meta>{inside}</office:meta></office:document-meta>"
    }


def core(inside: str) -> Parts:
    """Return what a document of Office says of itself."""
    return {"docProps/core.xml": f"<cp:coreProperties xmlns:cp='x' {DC}>{inside}</cp:coreProperties>"}


def app(inside: str) -> Parts:
    """Return what a document of Office says of the program and the firm."""
    return {"docProps/app.xml": f"<Properties>{inside}</Properties>"}


def pdf(change: Callable[[pikepdf.Pdf], object] = lambda made: None, **options: object) -> bytes:
    """Return a PDF of one empty page, after a change."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(100, 100))
    change(made)
    file = io.BytesIO()
    made.save(file, **options)  # type: ignore[arg-type]
    return file.getvalue()


def photograph(**options: object) -> bytes:
    """Return a small JPEG."""
    file = io.BytesIO()
    Image.new("RGB", (4, 4)).save(file, "JPEG", **options)
    return file.getvalue()


def saved(path: Path, content: bytes) -> Path:
    """Write a document, and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
