"""Know what people write in everyday words for a field, a choice or a part, where it may mean more than one thing.

What means one thing for certain is a label or a synonym in the declaration of a kind. These words are never read as
another; they only decide which name a hint offers.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from harvest.kinds.names import Meant, fold
from harvest.problems.problem import say

_WORDS: Mapping[str, str] = {
    # Fields and relations
    "doelgroep doelgroepen target_group target_audience for_whom": "audience beneficiary",
    "begunstigde begunstigden ten_bate_van beneficiaries benefits": "beneficiary",
    "thema themas onderwerp onderwerpen labels label steekwoorden topic topics theme themes subject": "tags",
    "naam kop name heading": "title",
    "omschrijving beschrijving kern intro inleiding kort tldr": "summary",
    "zekerheid sterren ster certainty strength stars": "confidence",
    "bewijs onderbouwing proof": "evidence based_on confidence",
    "deel_van valt_onder onderdeel part": "completes",
    "gerelateerd gerelateerd_aan verwant verwante_patronen hangt_samen_met related related_to": "see_also",
    "hoort_bij": "see_also completes patterns",
    "spanning spanning_met botst_met tegenover tegengesteld tension conflicts_with": "tension_with",
    "toegepast_in toegepast_bij gebruikt_in applied_in used_in": "known_in",
    "toestand voortgang stand_van_zaken progress": "state",
    "tijdstip moment day": "date since",
    "dag wanneer": "date period since",
    "tijd looptijd when": "period date since",
    "werkwijze methode methoden aanpak_van_de_avond methodiek approach technique": "methods",
    "type categorie": "sort",
    "gebaseerd_op voortgekomen_uit derived_from": "based_on evidence",
    "locatie waar location where": "place visible_where",
    "afkomst oorsprong provenance from": "origin",
    "foto plaatje photo": "image",
    "spreker wie_zei_het speaker": "spoken_by",
    "deelnemers leden members": "partners origin",
    "akkoord instemming permission": "consent yes",
    "alias andere_naam andere_namen synoniemen synonyms": "aliases",
    "nummer positie position number": "order",
    "link website": "url",
    # Choices
    "afgerond klaar af gereed definitief afgesloten": "reviewed released answered",
    "final done finished complete completed": "reviewed released answered",
    "gepubliceerd openbaar publiek openbaar_gemaakt online live gedeeld published public shared": "released",
    "goedgekeurd gecontroleerd gezien gelezen nagekeken approved checked": "reviewed",
    "bezig in_bewerking lopend loopt wip werkversie in_progress ongoing": "draft working",
    "opzet ruw nieuw todo te_doen voorlopig rough new preliminary": "draft open",
    "opgelost gesloten solved closed resolved": "answered let_go",
    "gestopt vervallen geparkeerd dropped parked": "let_go",
    "doorgegeven overgenomen passed_on": "handed_over",
    "bewezen zeker heel_zeker vaak altijd proven certain often always": "seen_often seen",
    "soms eens een_keer sometimes once": "seen",
    "misschien idee aanname onzeker maybe idea assumption uncertain": "hunch",
    "boek een_boek literatuur artikel onderzoek book article literature": "reading",
    "expert deskundige buitenstaander speaker_from_outside": "guest outside",
    "evaluatie reflectie evaluation": "reflection balance outside",
    "groep team samen allemaal together everyone": "collective participants group",
    "persoonlijk persoon ik personal person": "individual",
    "landelijk nationaal regio regionaal sector national region": "field",
    "burger burgers inwoner inwoners buurtbewoner buurtbewoners citizen citizens": "resident residents",
    "leidinggevende leidinggevenden bestuurder directie": "manager",
    "nu zichtbaar concreet now": "direct",
    "later toekomst mogelijk future possible": "potential",
    "workshop sessie overleg avond training session": "meeting",
    "halverwege tussentijds midterm halfway": "balance",
    "aftrap start doorbraak kickoff breakthrough": "milestone",
    "quote uitspraak": "quotation",
    "motto slogan wijsheid": "saying",
    "extern ergens_anders external": "elsewhere",
    "intern eigen_groep internal": "own",
    # Parts
    "aanleiding situatie achtergrond background situation": "context before problem",
    "kwestie de_kwestie knelpunt uitdaging challenge issue": "problem",
    "dilemma dilemmas spanningen krachtenveld tensions": "forces",
    "actie advies aanbeveling action advice": "therefore",
    "aanpak stappen stappenplan steps": "how therefore",
    "voor_en_nadelen opbrengst opbrengsten pros_and_cons": "consequences effect",
    "verslag verloop inhoud programma verhaal report story": "events",
    "conclusie conclusies uitkomst vervolg conclusion outcome": "effect now therefore",
    "resultaat resultaten result results": "effect consequences",
    "praktijk cases practice": "instances",
    "stemmen voices": "participants",
    "geleerde_les geleerde_lessen lessen_geleerd lessons_learned": "now effect",
}
"""Words, parted by spaces, → the names of what they may mean, the likeliest first."""

_MEANT: Mapping[str, tuple[str, ...]] = {
    fold(word): tuple(names.split()) for words, names in _WORDS.items() for word in words.split()
}


def everyday(written: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the names among those known that somebody may mean who writes an everyday word for them."""
    return tuple(name for name in _MEANT.get(fold(written), ()) if name in known)


def offered(written: str, labels: Mapping[str, Mapping[str, str]]) -> Meant | None:
    """Return the likeliest name that an everyday word may mean, and the hint that offers all; None for another word.

    `labels` is by name.
    """
    names = everyday(written, labels)
    quoted = [{language: f"«{label}»" for language, label in labels[name].items()} for name in names]
    return Meant(names[0], say("Do you mean {guess}?", guess=quoted)) if names else None
