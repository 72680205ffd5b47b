"""Name the sorts of documents that we can look into, by the endings of their names."""

from __future__ import annotations

OFFICE = {
    ".docx": "wordprocessingml.document.main+xml",
    ".xlsx": "spreadsheetml.sheet.main+xml",
    ".pptx": "presentationml.presentation.main+xml",
}
"""Ending → the type of the part that holds the text."""

OPEN_DOCUMENT = {".odt": "text", ".ods": "spreadsheet", ".odp": "presentation"}
"""Ending → the end of the type that the document names itself."""

DOCUMENTS = frozenset((".pdf", ".csv", *OFFICE, *OPEN_DOCUMENT))
"""Endings of documents: files that a card may link, and that readers open in another program."""
