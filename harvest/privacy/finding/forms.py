"""Take a name of the list apart, and make the forms that its parts may take in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from harvest.privacy.finding.letters import small, spellings

PARTICLES = frozenset(
    "van de der den het t ten ter te op in s aan bij onder over uit tot el al ad ar as ash at ben bin ibn bint abu abd"
    " oud ould von zu zum zur vom du la le les l da das do dos del della di d af av y e des lo"
    " vande vander vanden vant vanhet opde opden opt inde inden int aande aanden tes"
    "".split()
)
"""Words before a surname that many leave out or write otherwise."""
CALLING = frozenset(
    "van de der den ter ten el al ben bin ibn von zu zum zur vom du di del della dos vande vander".split()
)
"""Those behind which a word with a capital is a surname: not «in», «op» and the like."""
FROM_PLACES = frozenset({("van",), ("von",), ("uit",), ("te",)})
"""Words before a surname that is often the name of a place: «van Delft»."""
SHORT_PARTICLES = frozenset("v d vd vdr vn vdn h b z".split())
"""How these are cut short: «v.d. Berg», «v/d Berg», «vd Berg»."""
_NEVER_FIRST = frozenset("van de der den het ten ter von el al vande vander vanden zum zur du della".split())
_HONORIFICS = frozenset("dhr mevr mw mevrouw meneer heer drs dr ir ing prof mr ms mrs bc msc ma phd jhr jkvr".split())
_ASIDE = re.compile(r"[(\"“”„«‘]([^()\"“”„«»‘’]+)[)\"”“»’]")
_WORD = re.compile(r"[^\W_]+(?:['’`´][^\W_]+)*")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.[ -]?)+")
_LIKE: Mapping[str, tuple[str, ...]] = {
    "van": ("van", "von", "v"),
    "von": ("von", "van", "v"),
    **dict.fromkeys(("de", "den", "der"), ("de", "den", "der", "d")),
    **dict.fromkeys(("het", "t"), ("het", "h", "t")),
    **dict.fromkeys(("te", "ten", "ter"), ("te", "ten", "ter", "t")),
    **dict.fromkeys(("el", "al"), ("el", "al")),
    **dict.fromkeys(("ben", "bin", "ibn"), ("ibn", "bin", "ben")),
}
"""Words before a surname that people take for each other; the last is the shortest."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one name, each in plain small letters.

    `given` holds first names and nicknames that stand by themselves, `pieces` those that count only beside another
    part; `surnames` holds pairs of the words before a surname and the surname, and `closed` all of it closed up where
    there is more than one; `letters` holds the initials.
    """

    given: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    surnames: tuple[tuple[tuple[str, ...], str], ...] = ()
    closed: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Show no name."""
        return "Parts()"


def parts_of(name: str) -> Parts:
    """Return the parts of a name as it stands in the list: «Fatima el Amrani», «Amrani, Fatima el», «Fati»."""
    nicknames = [word for aside in _ASIDE.findall(name) for word in _WORD.findall(aside)]
    name = _ASIDE.sub(" ", name)
    last, comma, first = name.partition(",")
    if comma and first.strip():
        name = f"{first} {last}"
    words: list[str] = []
    letters = ""
    for word in name.split():
        if small(word.strip(".")) in _HONORIFICS and not words:
            continue
        if _DOTTED.fullmatch(word) and not words:
            letters += "".join(part[:1] for part in re.findall(r"[^\W\d_]+", small_keeping_dots(word)))
            continue
        words.append(word)
    return _of_words(words, letters, nicknames)


def small_keeping_dots(word: str) -> str:
    """Return initials in small letters, still parted by their dots."""
    return ".".join(small(part) for part in word.split("."))


def _of_words(words: list[str], letters: str, nicknames: list[str]) -> Parts:
    given: list[str] = [*nicknames]
    pieces: list[str] = []
    rest = list(words)
    if rest and not letters and not (_is_particle(rest[0]) and (rest[0].islower() or small(rest[0]) in _NEVER_FIRST)):
        first = _WORD.findall(rest.pop(0))
        given.append("".join(first))
        pieces += first if len(first) > 1 else ()
        letters = "".join(small(word)[:1] for word in first)
    tail = [part for word in rest for part in _WORD.findall(word)]
    surnames: list[tuple[tuple[str, ...], str]] = []
    several: set[str] = set()
    before: list[str] = []
    seen_particle = any(_is_particle(part) for part in tail[:-1])
    for at, part in enumerate(tail):
        if _is_particle(part) and at + 1 < len(tail):
            before.append(small(part))
            continue
        if not before and at + 1 < len(tail) and (not surnames) and (seen_particle or at + 1 < len(tail)):
            # Between the first and the last word: another first name, or the first of two surnames.
            letters += small(part)[:1]
        surnames += ((tuple(before), spelt) for spelt in spellings(part))
        several.add(part)
        before = []
    return Parts(
        tuple(spelt for word in given for spelt in spellings(word)),
        tuple(small(word) for word in pieces),
        tuple(surnames),
        spellings("".join(tail)) if len(several) > 1 else (),
        tuple(letters[:end] for end in range(1, len(letters) + 1)),
    )


def _is_particle(word: str) -> bool:
    return small(word.strip("'’`´.")) in PARTICLES


def particles_written(before: tuple[str, ...]) -> frozenset[str]:
    """Return all ways to write the words before a surname, closed up: «van den» as `van`, `vander`, `vd`, `den`, ``."""
    ways = frozenset([""])
    for word in reversed(before[-4:]):
        ways |= {other + way for other in _LIKE.get(word, (word,)) for way in ways}
    return ways


def particles_closed_up(before: tuple[str, ...]) -> frozenset[str]:
    """Return how the words before a surname stand in addresses: whole, cut short, or not at all."""
    return frozenset(["".join(before), "".join(_LIKE.get(word, (word,))[-1] for word in before), ""])


def endings(name: str) -> Iterator[tuple[str, bool]]:
    """Yield a name with the endings of Dutch and English, and whether one is that of a plural with -en."""
    last, before = name[-1:], name[-2:-1]
    yield name + "s", False
    if last in "sxz":
        yield name + "es", False
    doubled = last not in "aeiouyhwx" and before in "aeiou" and name[-3:-2] not in "aeiou"
    for diminutive in ("je", "tje", "pje", "ke", "ie", "etje", "ietje"):
        yield name + diminutive, False
        yield name + diminutive + "s", False
    if last in "aoui":
        yield name + last + "tje", False
        yield name + last + "tjes", False
    if last in "ae":
        yield name[:-1] + "etje", False
        yield name[:-1] + "etjes", False
    if doubled:
        for diminutive in ("etje", "ie", "eke"):
            yield name + last + diminutive, False
            yield name + last + diminutive + "s", False
        yield name + last + "en", True
    yield name + "en", True
    if before and before == name[-3:-2] and last not in "aeiou":
        # «Haan», «Hanen»
        yield name[:-2] + last + "en", True
    if last in "sf":
        voiced = name[:-1] + {"s": "z", "f": "v"}[last] + "en"
        yield voiced, True
        if before and before == name[-3:-2]:
            yield name[:-2] + voiced[-3:], True


def undiminished(word: str) -> Iterator[str]:
    """Yield what a word may be a diminutive of: «uurtje», «praatje», «boompje», «lammetje»."""
    stem = word.removesuffix("s").removesuffix("je")
    if len(stem) < len(word) - 1:
        yield stem
        yield stem.removesuffix("t").removesuffix("p")
        yield stem.removesuffix("et")[:-1]
