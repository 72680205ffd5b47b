"""Read what a document holds besides what it shows: who made it, remarks in the margin, what was deleted.

Documents are files that readers open in another program. We never change one: we tell what is in it, by kind and
number, and the people who publish it decide.
"""

from harvest.source.documents.endings import DOCUMENTS
from harvest.source.documents.holdings import Document, Holdings
from harvest.source.documents.read import fingerprint_of, read_document, read_documents
from harvest.source.documents.texts import texts_of_document

__all__ = [
    "DOCUMENTS",
    "Document",
    "Holdings",
    "fingerprint_of",
    "read_document",
    "read_documents",
    "texts_of_document",
]
