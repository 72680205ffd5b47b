"""Cards, pages and settings that hold a word which an edition may not tell: by status, by data, by place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from harvest.publication import Edition
from tests.planted.plant import Plant, lesson

Files = Mapping[str, str]
CIRCLE: frozenset[Edition] = frozenset({"circle"})
BODIES = {
    "patronen": "## Context\n\nAltijd.\n\n## Probleem\n\n@ schuurt.\n\n## Wat eraan trekt\n\n- een kant\n- een andere"
    "\n\n## Daarom\n\nDoe iets.\n\n## Wat het oplevert en kost\n\n**Levert op:** iets.\n\n**Kost:** iets.\n",
    "casussen": "## Gebeurtenissen\n\nToen kwam @.\n",
}
FIELDS = {
    "patronen": "hoe zeker: vermoeden\ndraagt bij aan: Basispatroon\nzie ook: Basispatroon twee\n"
    "wringt met: Basispatroon drie\n",
    "lessen": "komt van: terugblik\nblijkt uit: Basiscasus\npatronen: Basispatroon\nbeantwoordt: Basisvraag\n",
    "casussen": "soort: eigen\nplaats: @\nperiode: @\nbij: Basisorganisatie\n",
    "bronnen": "auteurs: '@'\njaar: 2001\nuitgever: '@'\nurl: https://@.example.org/\n",
    "vragen": "niveau: individueel\nvraag is: overgedragen\novergedragen aan: '@'\ningebracht bij: Basisbijeenkomst\n",
    "bijeenkomsten": "datum: 2012-04-03\nsoort: bijeenkomst\nwerkvormen: '@'\nbijgestuurd: '@'\n",
    "resultaten": "waarde: direct\nten goede aan: werkveld\nwaar te zien: '@'\nberust op: Basispatroon\n"
    "in de hand-out: ja\n",
    "tegels": "soort: spreuk\ngaat over: Basispatroon\n",
    "organisaties": "toestemming: openbaar\nbronnen: Basisbron\n",
    "samenwerkingen": "sinds: 2011\npartners: [Basisorganisatie, Basisorganisatie twee]\nontstaan bij: Basiscasus\n",
}
"""By folder: what a card of that kind says above it, tied to cards that are released."""


def card(folder: str, title: str, status: str, body: str = "", above: str = "") -> str:
    """A card of the kind of this folder, with «@» for its word."""
    text = body or BODIES.get(folder, "Hier staat @.\n")
    return f"---\ntitel: '{title}'\n{status}{FIELDS[folder]}{above}---\n\n{text}"


def base(folder: str, title: str) -> str:
    """A released card to which the others lead."""
    status = "status: vrijgegeven\nniet getoetst: om te proberen\n"
    known = {
        "patronen": "hoe zeker: vermoeden\n",
        "lessen": "komt van: terugblik\n",
        "vragen": "niveau: individueel\nvraag is: open\n",
    }
    text = known.get(folder, FIELDS[folder] if folder not in ("casussen", "samenwerkingen") else "")
    text = text.replace("gaat over: Basispatroon\n", "").replace("berust op: Basispatroon\n", "berust op: Basisles\n")
    text += "soort: eigen\n" if folder == "casussen" else ""
    body = BODIES.get(folder, "Hier staat iets.\n")
    return f"---\ntitel: {title}\n{status}{text}---\n\n{body}".replace("@", "iets").replace(
        "https://iets.example.org/", "https://example.org/"
    )


TITLES = {
    "patronen": ("Basispatroon", "Basispatroon twee", "Basispatroon drie"),
    "lessen": ("Basisles",),
    "casussen": ("Basiscasus",),
    "bronnen": ("Basisbron",),
    "vragen": ("Basisvraag",),
    "bijeenkomsten": ("Basisbijeenkomst",),
    "resultaten": ("Basisresultaat",),
    "tegels": ("Basistegel",),
    "organisaties": ("Basisorganisatie", "Basisorganisatie twee"),
}
GROUND = {
    f"content/{folder}/{title.lower().replace(' ', '-')}.md": base(folder, title)
    for folder, titles in TITLES.items()
    for title in titles
}
RELEASED = "status: vrijgegeven\nniet getoetst: om te proberen\n"
REVIEWED = "status: getoetst\nniet getoetst: om te proberen\n"


def _of_every_kind() -> Iterator[tuple[str, Files, frozenset[Edition]]]:
    """Drafts and reviewed cards of every kind: the word in its title and text, and in its name."""
    none: frozenset[Edition] = frozenset()
    for folder in FIELDS:
        yield f"draft-{folder}", {f"{folder}/@.md": card(folder, "@ hier", "status: concept\n")}, none
        yield f"without-status-{folder}", {f"{folder}/#.md": card(folder, "@ daar", "")}, none
        yield f"in-a-folder-{folder}", {f"{folder}/@/index.md": card(folder, "@ ginds", "")}, none
        yield f"reviewed-{folder}", {f"{folder}/#.md": card(folder, "@ samen", REVIEWED)}, CIRCLE


def draft(above: str = "", body: str = "Iets.\n") -> str:
    return f"---\ntitel: Concept #\nkomt van: terugblik\n{above}---\n\n{body}"


def released(above: str = "", body: str = "Iets.\n", title: str = "Vrij #") -> str:
    return lesson(title, body, above=above)


STATUS: dict[str, Files] = {
    "folder-with-a-readme": {"lessen/#/README.md": "---\ntitel: '@'\n---\n\n@.\n"},
    "folder-in-a-folder": {"lessen/#/diep/index.md": "---\ntitel: '@'\n---\n\n@.\n"},
    "folder-without-data": {"lessen/#/index.md": "# @\n\n@.\n"},
    "card-without-data": {"lessen/#.md": "# @\n\n@.\n"},
    "card-with-broken-data": {"lessen/#.md": "---\ntitel: @: zo\nstatus: vrijgegeven\n---\n\n@.\n"},
    "status-misspelt": {"lessen/#.md": "---\ntitel: '@'\nstatus: vrijgegevn\n---\n\n@.\n"},
    "status-twice": {"lessen/#.md": "---\ntitel: '@'\nstatus: concept\nstatus: vrijgegeven\n---\n\n@.\n"},
    "ending-of-another-kind": {"lessen/#.markdown": draft(body="@.\n")},
    "reason-of-a-draft": {"lessen/#.md": draft("niet getoetst: '@'\n")},
    "summary-of-a-draft": {"lessen/#.md": draft("in één zin: '@'\n")},
    "alias-of-a-draft": {"lessen/#.md": draft("ook bekend als: '@'\n")},
    "tag-of-a-draft": {"lessen/#.md": draft("trefwoorden: '@'\n")},
    "silence-of-a-draft": {"lessen/#.md": draft("niet melden: {orphan: '@'}\n")},
    "link-of-a-draft": {"lessen/#.md": draft(body="Zie [[Basispatroon|@]].\n")},
    "picture-of-a-draft": {
        "lessen/#.md": draft(body="![Een plein](../beelden/@.svg)\n"),
        "beelden/@.svg": "<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0h9'/></svg>",
    },
    "name-of-a-draft": {"lessen/@.md": draft()},
    "link-to-a-draft": {
        "lessen/#.md": released(body="Zie [[@ hier]].\n"),
        "lessen/c#.md": draft().replace("Concept #", "@ hier"),
    },
    "label-of-a-link-to-a-draft": {"lessen/#.md": released(body="Zie [[Concept #|@]].\n"), "lessen/c#.md": draft()},
    "path-to-a-draft": {"lessen/#.md": released(body="Zie [dit](@.md).\n"), "lessen/@.md": draft()},
    "relation-to-a-draft": {
        "lessen/#.md": released("patronen: '@'\n"),
        "patronen/#.md": card("patronen", "@", "status: concept\n"),
    },
    "embedded-draft": {"lessen/#.md": released(body="![[@]]\n"), "lessen/@.md": draft()},
    "card-before-its-time": {"lessen/#.md": draft("status: concept # vrijgegeven\n", "@.\n")},
}
DATA: dict[str, Files] = {
    "fingerprint": {"lessen/#.md": released("getoetste tekst: '@'\n")},
    "reason-to-be-silent": {"lessen/#.md": released("niet melden: {lesson-without-evidence: '@'}\n")},
    "unknown-field": {"lessen/#.md": released("notitie: '@'\n")},
    "name-of-an-unknown-field": {"lessen/#.md": released("'@': 1\n")},
    "unknown-field-of-parts": {"lessen/#.md": released("notities: {wie: '@', ook: ['@']}\n")},
    "comment": {"lessen/#.md": released("# @\n")},
    "comment-behind-a-value": {"lessen/#.md": released("niveau: individueel # @\n")},
    "comment-in-a-list": {"lessen/#.md": released("trefwoorden:\n  - leren # @\n  # @\n  - doen\n")},
    "unknown-choice": {"lessen/#.md": released("fase: '@'\n")},
    "field-of-another-kind": {"lessen/#.md": released("gezegd door: '@'\n")},
    "tag-of-yaml": {"lessen/#.md": released("niveau: !@ individueel\n")},
    "second-data": {"lessen/#.md": released().replace("komt van", "# @\nkomt van")},
}
PLACES: dict[str, Files] = {
    "page-outside-the-menu": {"los#.md": "---\ntitel: '@'\n---\n\n@.\n"},
    "page-outside-the-menu-without-data": {"los#.md": "# @\n\n@.\n"},
    "page-in-a-folder": {"map#/los.md": "---\ntitel: '@'\n---\n\n@.\n"},
    "index-of-a-folder": {"map#/index.md": "---\ntitel: '@'\n---\n\n@.\n"},
    "readme-of-a-folder": {"map#/README.md": "@.\n"},
    "page-named-by-a-card": {"los#.md": "@.\n", "lessen/#.md": released(body="Zie [dit](../los#.md).\n")},
    "name-of-a-page": {"@.md": "# Los\n"},
    "view-outside-the-menu": {"zicht#.md": "---\ntitel: '@'\nview: lessons\n---\n\n@.\n"},
    "template": {"sjablonen/les.md": "---\ntitel: '@'\n---\n\n@.\n"},
    "page-that-says-draft": {"los#.md": "---\ntitel: '@'\nstatus: concept\n---\n\n@.\n"},
    "private-folder-beside": {"../private/namen.md": "@.\n"},
    "private-folder-among-cards": {"private/namen#.md": "@.\n"},
    "private-folder-among-lessons": {"lessen/private/namen#.md": "---\ntitel: '@'\n---\n\n@.\n"},
    "private-picture": {
        "../private/plein.svg": "<svg xmlns='http://www.w3.org/2000/svg'><text x='1' y='9'>@</text></svg>",
        "lessen/#.md": released(body="![Een plein](../../private/plein.svg)\n"),
    },
    "included-file": {"../private/tekst.md": "@.\n", "lessen/#.md": released(body='--8<-- "private/tekst.md"\n')},
    "own-page-of-not-found": {"404.md": "@.\n"},
}
INDIVIDUAL = "waarde: direct\nten goede aan: individu\nberust op: Basispatroon\n"


def result(title: str, body: str, above: str = INDIVIDUAL) -> str:
    return f"---\ntitel: '{title}'\n{RELEASED}{above}---\n\n{body}\n"


RESULTS: dict[str, Files] = {
    "title": {"resultaten/#.md": result("@", "Iets.", f"{INDIVIDUAL}waar te zien: hier\n")},
    "text": {"resultaten/#.md": result("Voor een #", "@.", f"{INDIVIDUAL}waar te zien: hier\n")},
    "name": {"resultaten/@.md": result("Voor een #", "Iets.", f"{INDIVIDUAL}waar te zien: hier\n")},
    "where-seen": {"resultaten/#.md": result("Voor een #", "Iets.", f"{INDIVIDUAL}waar te zien: '@'\n")},
    "summary": {"resultaten/#.md": result("Voor een #", "Iets.", f"{INDIVIDUAL}waar te zien: hier\nin één zin: '@'\n")},
    "tag": {"resultaten/#.md": result("Voor een #", "Iets.", f"{INDIVIDUAL}waar te zien: hier\ntrefwoorden: '@'\n")},
    "alias": {
        "resultaten/#.md": result("Voor een #", "Iets.", f"{INDIVIDUAL}waar te zien: hier\nook bekend als: '@'\n")
    },
    "unintended": {"resultaten/#.md": result("@", "Iets.", f"{INDIVIDUAL}waar te zien: hier\nonbedoeld: ja\n")},
    "in-the-hand-out": {
        "resultaten/#.md": result("@", "Iets.", f"{INDIVIDUAL}waar te zien: hier\nin de hand-out: ja\n")
    },
    "as-a-list": {
        "resultaten/#.md": result("@", "Iets.", INDIVIDUAL.replace("individu", "[individu]") + "waar te zien: hier\n")
    },
    "potential": {"resultaten/#.md": result("@", "Iets.", INDIVIDUAL.replace("direct", "potentieel"))},
    "in-a-folder": {"resultaten/#/index.md": result("@", "Iets.", f"{INDIVIDUAL}waar te zien: hier\n")},
    "named-by-a-card": {
        "resultaten/#.md": result("@", "Iets.", f"{INDIVIDUAL}waar te zien: hier\n"),
        "lessen/#.md": released(body="Zie [[@]].\n"),
    },
    "picture": {
        "resultaten/#.md": result("Voor een #", "![Een plein](../beelden/@.svg)", f"{INDIVIDUAL}waar te zien: hier\n"),
        "beelden/@.svg": "<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0h9'/></svg>",
    },
}
SETTINGS = {
    "unknown-part": "onbekend: '@'",
    "comment": "# @",
    "comment-behind": "periode: 2011 # @",
    "unknown-role": "afspraken met: {wie: '@'}",
}


def plants(
    ways: Mapping[str, Files], numbers: Iterator[int], group: str, may: frozenset[Edition] = frozenset()
) -> Iterator[Plant]:
    """Plants of cards and pages by way: «@» stands for the word, «#» in names and titles for its number."""
    for way, texts in ways.items():
        number = next(numbers)
        word = f"zqv{number:04}x"
        yield Plant(f"{group}-{way}", word, dict(_placed(texts, word, number)), may)


def _placed(texts: Files, word: str, number: int) -> Iterator[tuple[str, str]]:
    """Paths and texts with their word and number; a name is of one folder, since no two cards may have the same."""
    for path, text in texts.items():
        own = re.sub(r"[^a-z]", "", path.split("/", 1)[0])[:4] if "/" in path else ""
        place = path.removeprefix("../") if path.startswith("../") else f"content/{path}"
        name = place.replace("@", word).replace("#", f"{own}{number:04}")
        yield name, _NUMBERED.sub(rf"\g<1>{number:04}", text).replace("@", word)


_NUMBERED = re.compile(r"((?:titel: |\[\[)['\w ]*|los)#")


def every(numbers: Iterator[int]) -> Iterator[Plant]:
    """All of them."""
    for name, texts, may in _of_every_kind():
        yield from plants({name: texts}, numbers, "card", may)
    yield from chain(
        plants(STATUS, numbers, "status"),
        plants(DATA, numbers, "data"),
        plants(PLACES, numbers, "place"),
        plants(RESULTS, numbers, "individual", CIRCLE),
    )
    day = "1871-03-17"
    checked = released(title="Gezien op een dag").replace("niet getoetst: om te proberen", f"getoetst op: {day}")
    yield Plant("data-day-it-was-checked", day, {"content/lessen/gezien-op-een-dag.md": checked}, CIRCLE)
    for way, line in SETTINGS.items():
        word = f"zqv{next(numbers):04}x"
        yield Plant(f"settings-{way}", word, {}, settings=line.replace("@", word))
