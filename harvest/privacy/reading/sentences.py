"""Cut texts into sentences, and fingerprint these, so that somebody can tell which ones were read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from hashlib import sha256

UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Signs that nobody sees, for inside the brackets of a pattern: they fill up what markup took."""
OPENING = "\"'“”„‘’‚«»‹›([{*_~="
"""What may stand before the first letter of a sentence, marks of Markdown included."""
_CLOSING = "\"'“”‘’«»‹›)\\]}*_~="
_ENDS = re.compile(
    rf"(?P<sign>(?<![.!?…])[.!?…]++)[{_CLOSING}{UNSEEN}]*+(?=\s)"
    # a blank line, an item of a list, a row of a table, a heading
    r"|\n[ \t>]*(?=\n|(?:[-*+•]|[0-9]{1,9}[.)]|\|+|#{1,6})[ \t])"
    r"|[ \t]\|(?=[ \t])"
)
_NEXT = re.compile(rf"[\s>{re.escape(OPENING)}{UNSEEN}]*+")
_LAST_WORD = re.compile(r"(?:[^\W_]|[.'’-])+\Z")
_SMALL_START = re.compile(r"['’][a-z] [^\W\d_]")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]|(?:Th|Ph|Chr|Ch|IJ|Tj|Sj|Joh|Jac|Wm)", re.UNICODE)
_LETTER = re.compile(r"\w")
_NUMBER = re.compile(r"[0-9]{1,9}")
_LONGEST = 24
"""The letters before a full stop that are looked at: no abbreviation is longer."""

ABBREVIATIONS = frozenset(
    # Dutch, then English; those of single letters, such as «o.a.» and «e.g.», need no list
    "aant afb afd afz alg arts bijv bijz blz bv ca cf dhr dipl dr dra drs ds eerw enq evt excl fam febr fr gebr geb ggf"
    " hfdst hfst hr hs incl inkl ir jhr jkvr jl kol lic lt mej mevr mgr mr mrs mw mwe nl nov nrs okt ong opm pag pct"
    " prof resp secr sept sr str toel uitg vgl vh vlg vnl voorz wnd zgn"
    " adm approx apr assoc asst aug capt cmdr comm cpl dept ed eds esp et feb hon inc jr lieut ltd maj messrs ms nos"
    " oct prof pt rev sgt st univ viz vs"
    "".split()
)
"""What has a full stop behind it inside a sentence."""
NUMBERED = frozenset("afl al art bd cat dec dl fig jan jul jun kap max min mrt nr no p par pp sec tab tel vol".split())
"""What has a full stop and a number behind it; most of these are words that end a sentence, too."""
LAST = frozenset("enz etc e.d e.a a.u.b s.v.p n.v.t m.m p.m a.m jr sr inc ltd bv nv c.s p.p".split())
"""Abbreviations that often end a sentence: with a capital behind them they did."""


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each sentence of a text; what is between them has no letters.

    In doubt a sentence goes on: of «J. Boer» the second word has its capital from a name.
    """
    start = 0
    for end in _ENDS.finditer(text):
        if end["sign"] and _goes_on(text, start, end):
            continue
        if _LETTER.search(text, start, end.end()):
            yield start, end.end()
        start = end.end()
    if _LETTER.search(text, start):
        yield start, len(text)


def _goes_on(text: str, start: int, end: re.Match[str]) -> bool:
    """Tell whether the sentence that begins at `start` goes on behind this sign."""
    after = _NEXT.match(text, end.end())
    following = text[after.end() : after.end() + 1] if after else ""
    if not following:
        return False
    if following.islower():
        return not _SMALL_START.match(text, after.end() - 1 if after else 0)
    if end["sign"] != ".":
        return False
    word = _LAST_WORD.search(text, max(start, end.start() - _LONGEST), end.start())
    before = word[0].casefold().lstrip(".'’-") if word else ""
    if _NUMBER.fullmatch(before):
        # «1.» before an item; a year or a number ends a sentence.
        return not text[start : word.start() if word else start].strip(f" \t\n>{OPENING}")
    if before in NUMBERED and following.isdigit():
        return True
    if before in LAST:
        return not following.isupper()
    return before in ABBREVIATIONS or bool(word and _INITIALS.fullmatch(word[0].lstrip(".'’-")))


def fingerprint_of(sentence: str) -> str:
    """Return a mark of a sentence that changes only with its letters and digits."""
    letters = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", sentence)))
    return sha256(letters.encode()).hexdigest()[:16]
