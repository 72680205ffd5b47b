"""Know the words beside a name that tell whether it stands for a person, a thing or somebody else."""

from __future__ import annotations

import re
from typing import Literal

from harvest.privacy.reading.sentences import ABBREVIATIONS, NUMBERED

TITLES = frozenset(
    "dhr mevr mw mevrouw meneer heer heren dame juf juffrouw meester drs dr ir ing prof professor mr ms mrs miss sir"
    " madam dokter doctor wethouder burgemeester minister raadslid directeur voorzitter secretaris docent docente"
    " lector collega collegas tante oom opa oma familie fam buurvrouw buurman aldus volgens namens door van aan met"
    " voor bij en of the by from with and or to team groep echtpaar gezin zus broer moeder vader zoon dochter"
    " student studente trainer coach ex oud mister lady rector decaan dominee pastoor"
    "".split()
)
"""Words that stand before the name of somebody, and are no first name."""
ADDRESSED = frozenset(
    "dhr mevr mw mevrouw meneer heer juf juffrouw drs dr ir ing prof professor mr ms mrs miss dokter wethouder"
    " burgemeester collega tante oom opa oma familie fam buurvrouw buurman echtpaar"
    "".split()
)
"""Those of them behind which even a word that is also a name is one."""
_THINGS_BEFORE = frozenset(
    "cafe eetcafe restaurant hotel stichting vereniging school basisschool museum villa huize huis camping station"
    " sint st santa san saint gemeente provincie dorp stad wijk buurt park kasteel slot theater bioscoop cinema"
    " brasserie bistro lunchroom bakkerij slagerij hoeve boerderij molen eiland kaap lake mount fort hoge lage"
    " pub bar college lyceum kliniek ziekenhuis uitgeverij drukkerij brouwerij kwekerij maatschap firma orkaan zaal"
    " lokaal gebouw halte zwembad sporthal vliegveld"
    "".split()
)
_THINGS = (
    "straat laan plein weg dijk gracht kade singel steeg dreef hof park plantsoen brug pad baan fonds stichting"
    " vereniging school college lyceum instituut museum theater bibliotheek kerk kapel klooster club prijs zaal hal"
    " stadion gebouw huis centrum ziekenhuis kliniek hotel restaurant cafe bar winkel bv nv polder wijk buurt eiland"
    " bos meer plas markt poort toren molen festival foundation institute street road lane avenue square school"
    " university prize award hall house library trust fund bridge valley island company group inc ltd gmbh"
    " gasthuis hofje haven sluis stichtingen penning medaille lezing leerstoel veld burg dorp berg"
    " inn pub arms city town village church centre center"
    "".split()
)
THING_WORDS = frozenset(_THINGS) - {"bos", "berg", "meer", "group", "huis", "bar", "dijk", "markt"}
_THING_ENDS = tuple(
    "straat laan plein weg gracht kade singel steeg dreef plantsoen brug fonds school college lyceum instituut museum"
    " theater stichting prijs stadion ziekenhuis kliniek hotel polder wijk buurt eiland poort toren gasthuis haven"
    " sluis foundation penning lezing park zaal hof pad kerk kapel"
    "".split()
)
_PLACES = frozenset("hill hills field fields wood woods town ford bridge dal veld dorp burg heim".split())
_MONTHS = frozenset(
    "jan mei april augustus juni juli maart may june july august march lente zomer herfst winter spring summer autumn"
    "".split()
)
_ALL_MONTHS = _MONTHS | frozenset(
    "januari februari september oktober november december january february october feb mrt apr jun jul aug sep okt nov"
    " dec".split()
)
_BESIDE_MONTHS = frozenset(
    "in begin half eind einde medio tot sinds vanaf per na voor of since until by early late mid before after during"
    " from this next last volgende vorige afgelopen komende deze elk elke ieder iedere"
    "".split()
)
_ENGLISH_MONTHS = frozenset("may june july".split())
"""The months that have a capital of their own, so that it tells nothing."""
_BEFORE_MONTHS = frozenset("in since until early late mid last next".split())
_AND = frozenset("en of tot and or to".split())
FIRST_NAMES = frozenset(
    "roos iris mark rob bo wil ton storm tom tim sterre fleur linde guus hans jan piet wim peter els frank max art"
    " rose lily daisy grace joy hope faith will bill jack grant dean clay heath glen dawn may june april august"
    " mei lente lieve jet bram sam pim daan lot madelief jasmijn viool marijn"
    "".split()
)
"""First names that are words too, so that no list of words tells them."""
HARDLY_WORDS = frozenset("jan piet hans wim peter els klaas joost jaap bert frits harry jack bob tom thomas".split())
"""Names that a list of words has for a sense that nearly nobody means."""

FREQUENT = frozenset("wil meer mei groot goed lang kort heel veel zeer jong will may can long short good".split())
"""Words so usual that two names in small letters that have one of them are a sentence: «wie meer wil weten»."""
ARTICLES = frozenset("de het een the a an deze dit this".split())
"""Words that stand before a noun, and before no name of a person."""
CALLS = frozenset(
    "team ex familie fam project groep huize methode plan zaak dossier geval casus actie bureau prof professor dr drs"
    " meneer mevrouw mevr mw dhr heer juf meester tante oom opa oma wethouder docent van door met voor bij foto portret"
    " verslag gesprek interview notitie mail brief cv"
    "".split()
)
"""Words that are closed up before a name: `teamjansen`."""

LIKE_SUCH = frozenset(
    "uur uren dag dagen achtig achtige achtigs iaan iaans iaanse isme ist isten loos loze gate bot app esque like ish"
    "".split()
)
"""What is closed up behind a name, and ends no compound of the list: «jansenachtig», «jansendag»."""

SAYINGS = (
    "Zwarte Piet|Zwarte Pieten|Sint en Piet|Sint en Pieten|Sinterklaas en Piet|Hans en Grietje|Jip en Janneke"
    "|Jan Modaal|Jan en alleman|Jan met de pet|Jan Rap|Jan Klaassen|Pietje Precies|Bob de Bouwer"
).split("|")
"""What everybody says, and means nobody of the circle by."""

_STARTS = re.compile(
    r"(?:\A[ \t>]*(?:(?:[-*+•]|\d{1,9}[.)]|#{1,6}|\|)(?=[ \t]))?"
    r"|[.!?…:;]|\n[ \t>]*\n|\n[ \t>]*(?:[-*+•]|\d{1,9}[.)]|#{1,6}|\|)(?=[ \t])|[|•·])"
    r"[\s\"'“”„‘’‚«»‹›()\[\]{}*_~=>—–-]*\Z"
)
_QUOTED = re.compile(r"(?:(?:\A|[\s(\[])[\"'‘]|[“„«‹])[*_]*\Z")
_QUOTED_ALONE = re.compile(r"[^\W_]+[*_]*[\"'’‘”“»›]")
"""What begins with a quotation has its capital from that, if it is more than a name: «‘Roos’»."""
_LAST_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\Z")
LOOKED_BACK = 60


def begins(text: str, start: int) -> bool:
    """Tell whether a sentence begins here, or something else for which a capital is usual."""
    low = max(0, start - LOOKED_BACK)
    before = text[low:start]
    if _QUOTED.search(before) and not _QUOTED_ALONE.match(text, start):
        return True
    found = _STARTS.search(before)
    if not found:
        return False
    sign = found[0][:1]
    if sign == ".":
        word = _LAST_WORD.search(before, 0, found.start())
        return not word or word[0].isdigit() or (len(word[0]) > 1 and not _is_shortened(word[0].lower()))
    return sign != ";"


def _is_shortened(word: str) -> bool:
    """Tell whether a full stop behind this belongs to an abbreviation: «dhr.», «o.a.»."""
    return word in ABBREVIATIONS or word in NUMBERED or all(len(part) < 2 for part in word.split("."))


def is_thing(word: str) -> bool:
    """Tell whether a word, in plain small letters, is that of a street, a school, a foundation or the like."""
    return word in THING_WORDS or word.endswith(_THING_ENDS)


def is_place(word: str) -> bool:
    """Tell whether what is closed up with a name makes it that of a place, a street, a school or the like."""
    return is_thing(word) or word in _PLACES


def makes_thing(word: str) -> bool:
    """Tell whether what follows this word is the name of a thing: «Café …», «Stichting …»."""
    return word in _THINGS_BEFORE


def of_the_year(word: str, before: tuple[str, str], after: tuple[str, str]) -> Literal["", "perhaps", "surely"]:
    """Tell whether a word is that of a month or a season, by two words on either side, the nearer one first."""
    if word not in _MONTHS:
        return ""
    if before[0].isdigit() or after[0].isdigit():
        return "surely"
    for near, far in (before, after):
        if near in _ALL_MONTHS or (near in _AND and far in _ALL_MONTHS):
            return "surely"
    if word in _ENGLISH_MONTHS and before[0] in _BEFORE_MONTHS:
        return "surely"
    return "perhaps" if before[0] in _BESIDE_MONTHS else ""


def is_month(word: str) -> bool:
    """Tell whether a word is that of a month or a season, and a name too."""
    return word in _MONTHS


def joins(word: str) -> bool:
    """Tell whether a word makes one name of two words with a capital: «Groen en Gezond»."""
    return word in _AND
