"""Words as a reader counts them, and the mark of a text that tells when it changed."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

_WORD = re.compile(r"[^\W_](?:[\w’'\-./]*\w)?")


def count_words(words: str) -> int:
    """How many words a reader counts in plain text."""
    return len(_WORD.findall(words))


def fingerprint(title: str, body: str) -> str:
    """A short mark of a text that stays the same while its words do: white space and Unicode forms do not count.

    Eight hexadecimal digits with a hyphen between, so that YAML never takes it for a number.
    """
    words = " ".join(unicodedata.normalize("NFC", f"{title}\n{body}").split())
    digits = sha256(words.encode()).hexdigest()
    return f"{digits[:4]}-{digits[4:8]}"
