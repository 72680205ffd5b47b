"""Every message has its Dutch, whole and in plain words; sentences read well in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment

from harvest.files import Files
from harvest.language import CATALOGUES, LANGUAGES, render
from harvest.load import build
from harvest.problem import Problem, say
from harvest.publication import Publication, read_publication

ROOT = Path(__file__).resolve().parent.parent
WORDS = {"or", "and"}
"""Words that `enumerate_words` puts between the last two of a list."""

PROGRAMMERS_WORDS = {
    "en": "key null parse parser parsing string boolean integer token array mapping syntax scalar",
    "nl": "sleutel sleutels null none parse parser parsen geparsed string strings boolean integer token array syntax",
}
NEVER = re.compile(r"front.?matter|yaml|json", re.IGNORECASE)


def said() -> Iterator[tuple[str, ast.expr]]:
    """Where `say` is called in the package, and its first argument."""
    for path in sorted((ROOT / "harvest").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node.args[0]


def messages() -> dict[str, str]:
    """Every text of `say` → where it stands."""
    return {
        node.value: place for place, node in said() if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def interface() -> dict[str, str]:
    """Every text of `_` in the templates → where it stands."""
    jinja = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"], autoescape=True)
    return {
        text: f"{path.relative_to(ROOT)}:{line}"
        for path in sorted((ROOT / "theme").rglob("*.html"))
        for line, _, found in jinja.extract_translations(path.read_text("utf-8"), gettext_functions=("_",))  # type: ignore[attr-defined]
        for text in [found if isinstance(found, str) else found[0]]
    }


def catalogue(name: str) -> dict[str, str]:
    """English text → Dutch text of one catalogue."""
    path = ROOT / "harvest" / "locale" / "nl" / "LC_MESSAGES" / f"{name}.po"
    with path.open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file) if entry.id}


def dutch() -> dict[str, str]:
    """English text → Dutch text, of all catalogues."""
    return {text: words for name in CATALOGUES for text, words in catalogue(name).items()}


def placeholders(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_text_is_a_literal() -> None:
    """A text that is put together while running cannot be collected for translation."""
    assert [place for place, node in said() if not (isinstance(node, ast.Constant) and node.value)] == []
    assert [place for text, place in interface().items() if not text] == []


@pytest.mark.parametrize("used", [messages, interface])
def test_every_text_has_its_dutch(used: object) -> None:
    """Nobody meets an English sentence in a Dutch publication."""
    assert callable(used)
    translated = dutch()
    assert {text: place for text, place in used().items() if not translated.get(text)} == {}


def test_no_dutch_is_left_over() -> None:
    """A catalogue holds what is used, each text once."""
    used = {*messages(), *interface(), *WORDS}
    assert sorted(set(dutch()) - used) == []
    assert sum(len(catalogue(name)) for name in CATALOGUES) == len(dutch())


def test_the_dutch_takes_the_same_parameters() -> None:
    """What the English names in braces, the Dutch names too."""
    assert {text: words for text, words in dutch().items() if placeholders(text) != placeholders(words)} == {}


def test_what_authors_wrote_stays_between_the_same_marks() -> None:
    """Guillemets are closed, and straight double quotes are not used in Dutch."""
    odd = [words for words in dutch().values() if words.count("«") != words.count("»") or '"' in words]
    assert odd == []


def test_no_programmers_words() -> None:
    """Whoever fills in a card need not know what lies under it."""
    found = []
    for english, words in dutch().items():
        for language, text in (("en", english), ("nl", words)):
            plain = re.sub(r"\{\w+\}|«[^»]*»", " ", text).lower()
            if NEVER.search(plain) or set(re.findall(r"\w+", plain)) & set(PROGRAMMERS_WORDS[language].split()):
                found.append(text)
    assert found == []


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
    publication = Publication(ROOT, language=language)
    declared = b"kind: recipe\nlabel: {nl: recept}\nplural: {nl: recepten}\nfolders: lessen\nmost_words: veel\nwat: x\n"
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


def test_examples_are_in_the_readers_language() -> None:
    """An English reader is not shown a Dutch line to copy."""
    english = [render(part, "en") for found in sample_problems("en") for part in (found.message, found.hint)]
    assert not [text for text in english if "titel: Kaal" in text or "titel: Zeswekenritme" in text]
    assert [text for text in english if "title: Kaal" in text]


def test_configuration_is_told_in_dutch(tmp_path: Path) -> None:
    """Mistakes in `mkdocs.yml` get messages like a card's."""
    (tmp_path / "mkdocs.yml").write_text("plugins:\n  - harvest:\n      langauge: nl\n      edition: kring\n", "utf-8")
    told = [
        f"{render(p.message, 'nl')} {render(p.hint, 'nl')}" for p in read_publication(tmp_path / "mkdocs.yml").problems
    ]
    assert told == [
        "Onbekend: «langauge». Bedoel je «language»?",
        "Er is geen uitgave «kring». Kies: public of circle.",
    ]


def test_a_sentence_that_opens_with_a_label_gets_a_capital() -> None:
    """Labels come in small letters; a label that is empty leaves no gap."""
    label = {"nl": "fase", "en": "phase"}
    assert render(say("{field} is missing.", field=label), "nl") == "Fase ontbreekt."
    assert render(say("{field} is missing.", field=label), "en") == "Phase is missing."
    assert render(say("{help}", help={}), "nl") == ""
