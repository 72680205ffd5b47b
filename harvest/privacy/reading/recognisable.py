"""Find what may tell who somebody is without a name: a title with an initial, an age with a place, «the only …»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

_PREFIXES = r"(?:(?:[Vv]an|[Dd]en?|[Dd]er|[Tt]e[nr]?|[Hh]et|['’]t|[Vv]on|[Dd]u) ){0,3}"
_TITLE = re.compile(
    r"\b(?:[Mm]evr(?:\.|ouw)?|[Mm]w\.?|[Dd]hr\.?|[Mm]eneer|[Mm]ijnheer|[Dd]e [Hh]eer|Mrs?\.?|Ms\.?|Miss)\s"
    rf"{_PREFIXES}[A-HJ-Z](?!\w)"
)
"""«mevr. A.», «meneer De V.», «Mrs B»: somebody with a title and an initial. Whole names are read by people."""
_SAYS = (
    r"(?:vertel(?:t|de|den)|zegt?|zei|zeiden|vr(?:aagt|oeg)|vindt|vond|dacht|denkt|merkte?|leerde|wilde|deed|kwam|ging|"
    r"werkt|werkte|woont|woonde|belt|belde|mailde|schreef|herkende|herinnert|knikt|knikte|lachte?|tells|told|says|said|"
    r"asks|asked|thinks|thought|felt|noticed|wanted|lives|lived|works|worked|wrote|called|nodded|laughed)"
)
_INITIAL = r"[A-HJ-Z]\."
_SAYING = re.compile(
    rf"(?<![\w.])(?:{_INITIAL}|(?<!\w )[A-HJ-Z]) {_SAYS}\b|\b{_SAYS} (?:me |mij |ons |us )?{_INITIAL}(?!\w)"
    rf"|\b(?:volgens|aan|met|van|voor|door|bij|with|from|by|to) {_INITIAL}(?= [a-z])"
    r"(?! (?:van|de[nr]?|te[nr]?|het|von) )"
)
"""«A. vertelde», «zei B.», «volgens C. was het»: an initial that does what people do."""
_WHO = (
    r"(?:vrouw|man|jongen|meisje|moeder|vader|bewoner|bewoonster|deelnemer|deelneemster|weduwe|weduwnaar|cli[eë]nt|"
    r"leerling|student|woman|boy|girl|mother|father|resident|participant|widow|widower|client|pupil)"
)
_PLACE = r"(?:[^\n.!?]{0,40}?) (?:uit|in|from|of|te) (?:de |het |the )?[A-Z'’][\w'’-]{2,}"
_AGED = re.compile(
    rf"\b{_WHO} (?:van |of |\()\d{{2}}\b\)?"
    rf"(?: jaar)?,?{_PLACE}|\b\d{{2}}(?:-jarige?|[ -]years?[ -]olds?)\b{_PLACE}"
)
"""«een vrouw van 43 uit Heerde», «een 43-jarige uit Heerde», «a woman of 43 from Heerde»."""
_ONLY = re.compile(
    r"\b(?:[Dd]e|[Hh]et) enige (?:[a-zà-ÿ-]+ ){1,2}(?:van|uit|in|op) (?:het dorp|de straat|de wijk|de buurt|de klas|"
    r"het eiland|de gemeente|[A-Z][\w'’-]{2,})"
    r"|\b[Tt]he only (?:[a-z-]+ ){1,2}(?:in|of|on|from) (?:the village|the street|the island|town|[A-Z][\w'’-]{2,})"
)
"""«de enige huisarts van het dorp»."""
_ALL = (_TITLE, _SAYING, _AGED, _ONLY)


def telling_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text may tell who somebody is: start and end, in order."""
    end = 0
    for match in sorted(chain(*(pattern.finditer(text) for pattern in _ALL)), key=lambda match: match.start()):
        if match.start() >= end:
            yield match.span()
            end = match.end()
