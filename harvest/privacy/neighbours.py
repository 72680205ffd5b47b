"""Know the words beside a name that tell whether it stands for a person, a thing or somebody else."""

from __future__ import annotations

import re

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
    "".split()
)
_THING_WORDS = frozenset(_THINGS) - {"bos", "berg", "meer", "group", "huis", "bar", "dijk", "markt"}
_THING_ENDS = tuple(
    "straat laan plein weg gracht kade singel steeg dreef plantsoen brug fonds school college lyceum instituut museum"
    " theater stichting prijs stadion ziekenhuis kliniek hotel polder wijk buurt eiland poort toren gasthuis haven"
    " sluis foundation penning lezing park zaal hof pad kerk kapel"
    "".split()
)
_MONTHS = frozenset("mei april augustus juni juli maart may june july august march".split())
_BESIDE_MONTHS = frozenset(
    "in begin half eind einde medio tot sinds vanaf per na voor of since until by early late mid before after during"
    " from this next last volgende vorige afgelopen komende deze elk elke ieder iedere"
    "".split()
)
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
CALLS = frozenset("team ex familie fam project groep huize methode plan zaak dossier geval casus actie bureau".split())
"""Words that are closed up before a name: `teamjansen`."""

_STARTS = re.compile(
    r"(?:\A|[.!?…:;]|\n[ \t>]*\n|\n[ \t>]*(?:[-*+•]|\d{1,9}[.)]|#{1,6}|\|)(?=[ \t])|[|•·])"
    r"[\s\"'“”„‘’‚«»‹›()\[\]{}*_~=>—–-]*\Z"
)
_SHORTENED = frozenset(
    "aant afb bijv bv blz ca dhr dr drs ds evt fam fig hr incl ing ir jl max mej mevr min mr mrs ms mw nl nr nrs o.a oa"
    " p pag par prof red resp st str t.a.v tel tav vgl wnd zgn vs m.b.v i.s.m ism e.g i.e cf dept ed eds no sen sr jr"
    "".split()
)
_LAST_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\Z")
LOOKED_BACK = 60


def begins(text: str, start: int) -> bool:
    """Tell whether a sentence begins here, or something else for which a capital is usual."""
    low = max(0, start - LOOKED_BACK)
    before = text[low:start]
    found = _STARTS.search(before)
    if not found:
        return False
    sign = found[0][:1]
    if sign == ".":
        word = _LAST_WORD.search(before, 0, found.start())
        return not word or ((len(word[0]) > 1) and word[0].lower() not in _SHORTENED)
    if sign == ";":
        return False
    return bool(low == 0 or found.start() > 0 or sign)


def is_thing(word: str) -> bool:
    """Tell whether a word, in plain small letters, is that of a street, a school, a foundation or the like."""
    return word in _THING_WORDS or word.endswith(_THING_ENDS)


def makes_thing(word: str) -> bool:
    """Tell whether what follows this word is the name of a thing: «Café …», «Stichting …»."""
    return word in _THINGS_BEFORE


def is_month(word: str, before: str, after: str) -> bool:
    """Tell whether a word is that of a month, by the words beside it."""
    return word in _MONTHS and (before.isdigit() or after.isdigit() or before in _BESIDE_MONTHS)
