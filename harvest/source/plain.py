"""Count words as a reader does, and fingerprint a text to notice changes."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

_WORD = re.compile(r"[^\W_](?:[\w’'\-./]*\w)?")


def count_words(words: str) -> int:
    """Count the words of plain text as a reader does."""
    return len(_WORD.findall(words))


def fingerprint(title: str, body: str) -> str:
    """Return a short mark of a text that changes only with its words, not with white space or Unicode forms.

    The mark is eight hexadecimal digits with a hyphen in the middle, so that YAML never reads it as a number.
    """
    words = " ".join(unicodedata.normalize("NFC", f"{title}\n{body}").split())
    digits = sha256(words.encode()).hexdigest()
    return f"{digits[:4]}-{digits[4:8]}"
