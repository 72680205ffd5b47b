"""What authors are told about a publication full of mistakes, in the words they read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from harvest.pipeline import build
from harvest.problems.language import LANGUAGES, render
from harvest.problems.problem import Problem
from harvest.publication import Publication, read_publication
from harvest.source.content import Files

PATTERN = """---
titel: {title}
status: vrijgegeven
niet getoetst: voorbeeld
hoe zeker: vermoeden
{data}
---

## Context

Altijd.

## Probleem

Er schuurt iets.

## Wat eraan trekt

- dit
- dat

## Daarom

Doe het.

## Wat het oplevert en kost

**Levert op:** veel. **Kost:** ook.
{body}
"""


def pattern(title: str, data: str = "", body: str = "") -> bytes:
    """A whole pattern, with more data and more text."""
    return PATTERN.format(title=title, data=data, body=body).encode()


SAMPLES: Mapping[str, bytes] = {
    "index.md": b"# Begin\n",
    "patronen/zeswekenritme.md": pattern("Zeswekenritme"),
    "patronen/scherp-kader.md": pattern("Scherp kader, open uitkomst", "fase: verkenen"),
    "patronen/dubbel.md": pattern("Dubbel", "fase: beproeven\nfase: verkennen"),
    "patronen/gesplitst.md": pattern("Gesplitst", "zie ook: [Scherp kader, open uitkomst]"),
    "patronen/eigen.md": pattern("Eigen", "draagt bij aan: Eigen\nzie ook: [Zeswekenritme, zeswekenritme]"),
    "patronen/omgekeerd.md": pattern("Omgekeerd", "krijgt vorm met: Zeswekenritme"),
    "patronen/les-hier.md": pattern("Les hier", "draagt bij aan: Overleg en leren"),
    "patronen/verwijst.md": pattern(
        "Verwijst",
        "zie ook: Zeswekenritem",
        "\n[[Zeswekenritem]] [[Heel iets anders]] [[Zeswekenritme#Daarrom]] [[open\n[weg]() [x](y.md) "
        "[x](javascript:x)\n"
        "![](plaatje.png) <script>x</script>\n\n## Daarrom\n\nx\n",
    ),
    "patronen/kring-a.md": pattern("Kring een", "draagt bij aan: Ring twee"),
    "patronen/kring-b.md": pattern("Ring twee", "draagt bij aan: Kring een"),
    "patronen/lang.md": pattern("Lang", f"in één zin: {'woord ' * 30}\ngetoetst op: 3-4-2012"),
    "patronen/soorten.md": pattern("Soorten", "schaal: [groep, individu]\nvolgorde: veel\ngetoetst op: gisteren"),
    "patronen/dag.md": pattern("Dag", "getoetst op: 31-2-2012\nmaker: ik\nniet melden: orphan"),
    "patronen/verschreven.md": b"---\ntitel: Verschreven\nconfidance: gezien\n---\n\n## Probleem\n\nEr schuurt iets.\n",
    "patronen/concept.md": b"---\ntitel: Concept\n---\n\n## Probleem\n",
    "patronen/leeg.md": b"---\ntitel: Leeg\nstatus: getoetst\n---\n\n## Probleem\n\n## Wat eraan trekt\n\n- een\n",
    "patronen/kaal.md": b"Zomaar wat tekst.\n",
    "patronen/dubbele-punt.md": b"---\ntitel: Eerst: dan\n---\n",
    "patronen/haak.md": b"---\nfase: [verkennen\n---\n",
    "patronen/tab.md": b"---\ntitel: x\nfase:\n\t- verkennen\n---\n",
    "patronen/aanhaling.md": b'---\ntitel: "x\n---\n',
    "patronen/zonder-punt.md": b"---\ntitel: x\nfase verkennen\n---\n",
    "patronen/ster.md": b"---\ntitel: *x\n---\n",
    "patronen/open.md": b"---\ntitel: x\n",
    "patronen/bytes.md": b"---\ntitel: \xff\n---\n",
    "patronen/groot.md": b"x" * (256 * 1024 + 1),
    "lessen/overleg.md": b"---\ntitel: Overleg en leren\nstatus: vrijgegeven\nniet getoetst: x\n---\n\nWe leerden.\n",
    "lessen/zeswekenritme.md": b"---\ntitel: Zeswekenritme\n---\n\nWe leerden.\n",
    "lesen/verdwaald.md": b"---\ntitel: Verdwaald\nstatus: concept\n---\n",
    "kaart.md": b"---\ntitel: Kaart\nkind: les\n---\n",
    "beeld.md": b"---\ntitel: Beeld\nbeeld: patroonen\n---\n",
    "bronnen/site.md": b"---\ntitel: Site\nwebadres: voorbeeld.nl\njaar: lang\n---\n",
}


@cache
def sample_problems(language: str) -> tuple[Problem, ...]:
    """What a publication full of mistakes is told."""
    publication = Publication(Path(), language=language)
    declared = (
        b"kind: recipe\nlabel: {nl: recept}\nplural: {nl: recepten}\nfolders: recepten\nmost_words: veel\nwat: x\n"
    )
    return build(publication, Files(SAMPLES), [("recipe.yml", declared)]).problems


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_read_well(language: str) -> None:
    """Each message and hint is a whole sentence: it begins as one, ends as one, and nothing in it is left unfilled."""
    problems = sample_problems("nl")
    assert len({found.code for found in problems}) > 30
    odd = []
    for found in problems:
        for text in (render(found.message, language), render(found.hint, language)):
            begins = text[:1].isupper() or text[:1] in "«["
            # An example of what to write ends as the author should end it.
            ends = text.endswith((".", "?", "!")) or ": " in text
            if text and not (begins and ends and "  " not in text and not re.search(r"\{\w*\}|«»|\.\.$| [.,?]", text)):
                odd.append(f"{found.code}: {text}")
    assert odd == []


@pytest.mark.parametrize(
    ("path", "code", "text"),
    [
        ("docs/patronen/scherp-kader.md", "unknown-choice", "Fase «verkenen» bestaat niet. Bedoel je «verkennen»?"),
        (
            "docs/patronen/dubbel.md",
            "duplicate-key",
            "«fase» staat er twee keer, ook op regel 6. Laat er een van staan.",
        ),
        ("docs/patronen/verschreven.md", "unknown-field", "Onbekend: «confidance». Bedoel je «confidence»?"),
        (
            "docs/lessen/overleg.md",
            "missing-field",
            "Komt van ontbreekt. Zet erbij: van wie deze les komt. Kies er een of meer: deelnemers, gast, terugblik "
            "of gelezen (bijvoorbeeld «komt van: deelnemers»).",
        ),
        (
            "docs/patronen/gesplitst.md",
            "split-title",
            "«Scherp kader, open uitkomst» is door de komma in 2 stukken gevallen. Zet de titel tussen "
            'aanhalingstekens: ["Scherp kader, open uitkomst"]',
        ),
        (
            "docs/patronen/dubbele-punt.md",
            "front-matter-syntax",
            "Op deze regel staan twee dubbele punten; daardoor is niet duidelijk waar de tekst begint. Zet wat na de "
            'eerste dubbele punt komt tussen aanhalingstekens: titel: "Eerst: dan"',
        ),
        (
            "docs/patronen/lang.md",
            "ambiguous-date",
            "«3-4-2012» is gelezen als 3 april 2012. Schrijf liever 2012-04-03, dan leest iedereen dezelfde dag.",
        ),
    ],
)
def test_what_an_author_is_told(path: str, code: str, text: str) -> None:
    """The tone: name the thing as its author wrote it, offer the nearest right answer, show an example."""
    told = [
        f"{render(found.message, 'nl')} {render(found.hint, 'nl')}"
        for found in sample_problems("nl")
        if (found.path, found.code) == (path, code)
    ]
    assert text in told


SLIPS = {
    "titel:Geen spatie\nfase: verkennen": (
        "Er staat geen spatie achter de dubbele punt.",
        "Zet een spatie achter de dubbele punt: titel: Geen spatie",
    ),
    "titel: C5\n  status: concept": (
        "Deze regel begint met spaties, en hoort daardoor bij een andere.",
        "Laat hem helemaal vooraan beginnen: status: concept",
    ),
    "titel: [B9] les": (
        "Hier staan woorden achter een haakje dat al dicht was.",
        'Zet er aanhalingstekens omheen: titel: "[B9] les"',
    ),
    'titel: "Een zin met "dubbele" tekens"': (
        "Hier staat nog tekst na een aanhalingsteken dat al dicht is.",
        "Zet alles samen tussen aanhalingstekens: titel: 'Een zin met \"dubbele\" tekens'",
    ),
    "titel: A\nin één zin: # Wij: leerden": (
        "Wat na een «#» komt, wordt niet gelezen: # Wij: leerden",
        'Haal het «#» weg als het op de kaart hoort: in één zin: "Wij: leerden"',
    ),
    "titel: A\nniet melden:\n  simlar-title: zo bedoeld": (
        "«simlar-title» staat bij «niet melden», maar er valt niets te melden.",
        "Bedoel je «similar-title»?",
    ),
    "titel: A\ngetoetst op: gisteren": ("Achter «getoetst op» hoort een datum, bijvoorbeeld 2012-04-03.", ""),
}


@pytest.mark.parametrize("written", SLIPS)
def test_slips_above_a_card(written: str) -> None:
    """Each is told with the line as it should be."""
    corpus = build(Publication(Path(), language="nl"), Files({"lessen/a.md": f"---\n{written}\n---\nX.\n".encode()}))
    told = [(render(found.message, "nl"), render(found.hint, "nl")) for found in corpus.problems]
    assert told == [SLIPS[written]]


def test_a_path_to_paste() -> None:
    """The nearest file is named as seen from the file with the link; a number for a year looks like one."""
    files = {
        "patronen/veilige-kring.md": pattern("Veilige kring"),
        "lessen/a.md": b"---\ntitel: A\n---\n[zo](../patronen/veilge-kring.md)\n",
        "bronnen/b.md": b"---\ntitel: B\njaar: lang\n---\nX.\n",
        "lessen/c.md": b"---\ntitel: C\nqxzwv: x\n---\nX.\n",
    }
    corpus = build(Publication(Path(), language="nl"), Files(files))
    hints = {found.code: render(found.hint, "nl") for found in corpus.problems}
    assert hints["dangling-link"] == "Bedoel je «../patronen/veilige-kring.md»?"
    assert "niet melden" not in hints["unknown-field"]
    assert "voor wie" in hints["unknown-field"]
    numbers = [render(found.message, "nl") for found in corpus.problems if found.code == "wrong-type"]
    assert numbers == ["Achter «jaar» hoort een getal, bijvoorbeeld 2012."]


def test_examples_are_in_the_readers_language() -> None:
    """An English reader is not shown a Dutch line to copy."""
    english = [render(part, "en") for found in sample_problems("en") for part in (found.message, found.hint)]
    assert not [text for text in english if "titel: Kaal" in text or "titel: Zeswekenritme" in text]
    assert [text for text in english if "title: Kaal" in text]


def test_configuration_is_told_in_dutch(tmp_path: Path) -> None:
    """Mistakes in `mkdocs.yml` get messages like a card's."""
    options = 'plugins:\n  - harvest:\n      langauge: nl\n      edition: kring\nexclude_docs: "*"\n'
    (tmp_path / "mkdocs.yml").write_text(options, "utf-8")
    told = [
        f"{render(p.message, 'nl')} {render(p.hint, 'nl')}" for p in read_publication(tmp_path / "mkdocs.yml").problems
    ]
    assert told == [
        "Onbekend: «langauge». Bedoel je «language»?",
        "Er is geen uitgave «kring». Kies: public of circle.",
    ]
