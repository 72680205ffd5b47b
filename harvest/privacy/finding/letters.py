"""Bring texts and names to letters that can be compared, and tell where each letter stood."""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from urllib.parse import unquote

UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\U000e0000-\U000e0fff"
)
"""Signs that nobody sees, for inside the brackets of a pattern; some of them fill up what markup took."""
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_LIKE_APOSTROPHES = "ʹʻʼʽˈ‛′＇ꞌ"
_RARE = re.compile(rf"[{UNSEEN}{_MARKS}{_LIKE_APOSTROPHES}%&\\\u2460-\u24ff\U0001f130-\U0001f189]")
_ODD = re.compile(
    rf"[{UNSEEN}]+"
    rf"|(?:[^\W_][{UNSEEN}]*)?[{_MARKS}][{_MARKS}{UNSEEN}]*"
    r"|(?:%(?:25){0,3}[0-9A-Fa-f]{2})+"
    r"|&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});"
    r"|(?:\\u[0-9A-Fa-f]{4})+|(?:\\x[0-9A-Fa-f]{2})+"
    r"|[\u2460-\u24ff\U0001f130-\U0001f189]+"
)
_DROPPED = re.compile(rf"[{UNSEEN}]+")
_RINGED = re.compile("[\u2460-\u24ff\U0001f130-\U0001f189]")

_APOSTROPHES = str.maketrans(dict.fromkeys(_LIKE_APOSTROPHES, "’"))
"""What is written for an apostrophe, and would be a letter or a sign of its own."""
_UNDECOMPOSED = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ŋ": "n"}
    | dict(zip("авеіјкмнорсуѕтхһαεικνορτυχ", "abeijkmhopcystxhaeikvoptux", strict=True))
    | dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True))
)
"""Letters that no decomposition brings to plain ones, and those of other scripts that look like plain ones; they are
in small letters, and «ß» has become «ss» by then."""
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ő": "oe", "ű": "ue"})
"""Letters that a keyboard without them makes two of."""


class Letters:
    """A text without invisible letters, whose escapes have become what they stand for."""

    def __init__(self, source: str) -> None:
        """Take the text as it was written."""
        self.text = source
        self._pieces: list[tuple[int, int, int]] = []
        if source.isascii() and "%" not in source and "&" not in source and "\\" not in source:
            return
        if _RARE.search(source):
            self.text = source.translate(_APOSTROPHES)
            self._clean(self.text)

    def _clean(self, source: str) -> None:
        kept: list[str] = []
        length = at = 0
        for odd in _ODD.finditer(source):
            meant = _meant(odd[0])
            if meant == odd[0]:
                continue
            before = source[at : odd.start()]
            # What is kept has an end of 0: there each letter is one of the source.
            self._pieces += ((length, at, 0), (length + len(before), odd.start(), odd.end()))
            kept += (before, meant)
            length += len(before) + len(meant)
            at = odd.end()
        if self._pieces:
            self._pieces.append((length, at, 0))
            self.text = "".join(kept) + source[at:]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a piece of the plain text stands in the source."""
        if not self._pieces:
            return start, end
        first, began, ended = self._pieces[bisect_right(self._pieces, (start, len(self.text) + 1 << 40, 0)) - 1]
        from_source = began if ended else began + start - first
        first, began, ended = self._pieces[bisect_right(self._pieces, (end - 1, len(self.text) + 1 << 40, 0)) - 1]
        return from_source, ended or began + end - first


def _meant(odd: str) -> str:
    if odd[0] == "&":
        return _DROPPED.sub("", html.unescape(odd))
    if odd[0] == "%":
        try:
            return unquote(re.sub(r"%(?:25)+(?=[0-9A-Fa-f]{2})", "%", odd), errors="strict")
        except UnicodeDecodeError:
            return odd
    if odd[0] == "\\":
        return "".join(chr(int(code, 16)) for code in re.split(r"\\[ux]", odd)[1:])
    seen = _DROPPED.sub("", odd)
    return unicodedata.normalize("NFKC" if _RINGED.match(seen) else "NFC", seen)


def small(word: str) -> str:
    """Return a word in small letters without marks, each letter a plain one where there is one."""
    if word.isascii():
        return word.lower() if word.isalnum() else "".join(filter(str.isalnum, word)).lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    return "".join(filter(str.isalnum, decomposed)).translate(_UNDECOMPOSED)


def spellings(word: str) -> tuple[str, ...]:
    """Return the ways to write a word in plain small letters: «Müller» as `muller` and `mueller`."""
    plain = small(word)
    if plain == word.lower():
        return (plain,)
    spelt_out = unicodedata.normalize("NFC", word.casefold()).translate(_SPELT_OUT)
    other = small(spelt_out)
    return (plain,) if other == plain else (plain, other)


@lru_cache(maxsize=16384)
def key(plain: str) -> str:
    """Return plain small letters as they are compared: «ij» and «y» alike."""
    return plain.replace("ij", "y")
