"""Organisations that did not agree to be named, and the texts that name them."""

from __future__ import annotations

from collections.abc import Iterator

from tests.planted.cards import CIRCLE, RELEASED, Files, plants, released
from tests.planted.plant import Plant

NO = "toestemming: nee\n"
KNOWN = f"---\ntitel: '@ Stichting'\n{RELEASED}{NO}---\n\nIets.\n"
ALIAS = f"---\ntitel: Organisatie #\n{RELEASED}{NO}ook bekend als: '@ Stichting'\n---\n\nIets.\n"
NAME = "@ Stichting"
NAMED = {
    "running-text": f"Wij zagen het bij {NAME} in de wijk.",
    "first-word": f"{NAME} begon ermee.",
    "in-its-possession": f"Wij zaten in de zaal van {NAME}.",
    "between-marks": f"Het was (bij «{NAME}») een mooie dag.",
    "strong": f"Wij zagen het bij **{NAME}** in de wijk.",
    "half-strong": "Wij zagen het bij **@** Stichting in de wijk.",
    "over-two-lines": "Wij zagen het bij @\nStichting in de wijk.",
    "text-of-a-link": f"Zie [het huis van {NAME}](https://example.org/).",
    "title-of-a-link": f"Zie [het huis](https://example.org/ 'van {NAME}').",
    "alternative-text": f"![Het huis van {NAME}](../beelden/basis.svg)",
    "title-of-a-picture": f"![Een huis](../beelden/basis.svg 'Van {NAME}')",
    "wiki-link": f"Zie [[{NAME}]].",
    "words-of-a-wiki-link": f"Zie [[Basispatroon|het patroon van {NAME}]].",
    "escaped-wiki-link": rf"Zie \[[{NAME}]].",
    "heading": f"### Bij {NAME}\n\nIets.",
    "list": f"- Een avond bij {NAME}\n- Een middag",
    "table": f"| wat | waar |\n|---|---|\n| avond | bij {NAME} |",
    "quote": f"> Het begon bij {NAME}.",
    "note": f"Het begon hier.[^a]\n\n[^a]: Bij {NAME}.",
    "code": f"Wij typten `naar {NAME}`.",
    "fence": f"```\nnaar {NAME}\n```",
    "with-references": "Wij zagen het bij @&nbsp;Stichting in de wijk.",
    "title-of-an-abbreviation": f'Wij zagen het bij de <abbr title="{NAME}">ZS</abbr>.',
}
ABOVE = {
    "title": (released(title=f"Op bezoek bij {NAME}")),
    "summary": released(f"in één zin: Op bezoek bij {NAME}.\n"),
    "summary-around-a-comment": released("in één zin: 'Op bezoek bij @ <!-- hier --> Stichting.'\n"),
    "tag": released(f"trefwoorden: ['{NAME}']\n"),
    "alias": released(f"ook bekend als: Dag bij {NAME}\n"),
    "reason": released().replace("om te proberen", f"opgetekend bij {NAME}"),
    "place-of-a-case": "",
}
CASE = f"---\ntitel: Casus #\n{RELEASED}soort: eigen\n@@---\n\n## Gebeurtenissen\n\nIets.\n"
TIES: dict[str, Files] = {
    "its-own-page": {"organisaties/#.md": KNOWN},
    "its-own-text": {"organisaties/#.md": KNOWN.replace(NAME, "Stil #").replace("Iets.", "Dit is @.")},
    "its-own-name": {"organisaties/@.md": KNOWN.replace(NAME, "Stil #")},
    "its-alias": {"organisaties/#.md": ALIAS},
    "consent-not-said": {"organisaties/#.md": KNOWN.replace(NO, "")},
    "consent-misspelt": {"organisaties/#.md": KNOWN.replace(NO, "toestemming: misschien\n")},
    "consent-of-a-draft": {"organisaties/#.md": KNOWN.replace(NO, "toestemming: ja\n").replace(RELEASED, "")},
    "case-at-it": {
        "organisaties/#.md": KNOWN,
        "casussen/#.md": CASE.replace("@@", f"bij: ['{NAME}', Basisorganisatie]\n"),
    },
    "place-of-a-case": {"organisaties/#.md": KNOWN, "casussen/#.md": CASE.replace("@@", f"plaats: Bij {NAME}\n")},
    "partner": {
        "organisaties/#.md": KNOWN,
        "samenwerkingen/#.md": f"---\ntitel: Samen #\n{RELEASED}"
        f"partners: ['{NAME}', Basisorganisatie, Basisorganisatie twee]\n---\n\nIets.\n",
    },
    "one-of-two-partners": {
        "organisaties/#.md": KNOWN,
        "samenwerkingen/#.md": f"---\ntitel: '@ samen'\n{RELEASED}"
        f"partners: ['{NAME}', Basisorganisatie]\n---\n\nIets.\n",
    },
    "tile-about-it": {
        "organisaties/#.md": KNOWN,
        "tegels/#.md": f"---\ntitel: Tegel #\n{RELEASED}soort: spreuk\ngaat over: '{NAME}'\n---\n\nIets.\n",
    },
    "alias-in-a-text": {
        "organisaties/#.md": ALIAS,
        "lessen/#.md": released(body=f"Wij zagen het bij {NAME} in de wijk.\n"),
    },
    "menu-page": {
        "organisaties/#.md": KNOWN,
        "organisaties/index.md": f"---\ntitel: Organisaties\n---\n\nOok {NAME}.\n",
    },
}
FOR_THE_CIRCLE: dict[str, Files] = {
    "page": {
        "organisaties/#.md": KNOWN.replace(
            NO, "toestemming: ja\ntoestemming voor: kring\ntoestemming van: de directeur\ntoestemming op: 2012-04-03\n"
        )
    },
}


def every(numbers: Iterator[int]) -> Iterator[Plant]:
    texts = {way: released(body=f"{body}\n") for way, body in NAMED.items()} | {w: t for w, t in ABOVE.items() if t}
    named = {way: {"organisaties/#.md": KNOWN, "lessen/#.md": text} for way, text in texts.items()}
    yield from plants(named, numbers, "organisation")
    yield from plants(TIES, numbers, "organisation")
    yield from plants(FOR_THE_CIRCLE, numbers, "organisation-for-the-circle", CIRCLE)
    word = f"zqv{next(numbers):04}x"
    known = next(plants({"": {"organisaties/#.md": KNOWN}}, iter([int(word[3:7])]), "")).files
    yield Plant(
        "organisation-in-the-record", word, known, settings=f"ambitie: Een jaar bij {word.capitalize()} Stichting"
    )
