"""A name without consent is found however it is written, and an ordinary word is no name."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from pathlib import Path
from time import process_time

import pytest

from harvest.checks.names import NameFinder, names_of
from harvest.checks.naming import attributes
from harvest.checks.seen import body_as_seen, plain_text
from harvest.corpus import Corpus
from harvest.pipeline import build, load
from harvest.problems.language import LANGUAGES, render
from harvest.problems.problem import Problem
from harvest.publication import Publication
from harvest.source.content import Files
from harvest.source.markdown import Mark, Markdown
from tests.drawing import CONFIG, RELEASED, Write, pattern

CODE = "organisation-revealed"


def organisation(title: str, above: str = "toestemming: nee\n") -> str:
    return f'---\ntitel: "{title}"\n{RELEASED}{above}---\n'


NAMELESS = {
    "organisaties/o1.md": organisation("De Brug"),
    "organisaties/o2.md": organisation("Stichting Het Anker", "toestemming: nee\nook bekend als: [SHA, Ankerhuis]\n"),
    "organisaties/o3.md": organisation("Jeugdpunt"),
    "organisaties/o4.md": organisation("Samen"),
    "organisaties/o5.md": organisation("Café Zuid"),
    "organisaties/o6.md": organisation("’t Sluisje"),
    "organisaties/o7.md": organisation("Brug-Noord Wonen"),
    "organisaties/o8.md": organisation("Viatore"),
    "organisaties/o9.md": organisation("Goed Wonen"),
    "organisaties/o10.md": organisation("HET"),
    "lessen/gewoon.md": f"---\ntitel: Gewoon\n{RELEASED}---\n\n"
    "We liepen samen over de brug naar het anker. Dat was goed, en wie er wonen wil mag wonen.\n",
}
FILES = frozenset({"files/viatore.pdf", "beelden/k.svg", "beelden/jeugdpunt.png", "beelden/de-brug.png"})

LEAKS = r"""
Bij De Brug.
bij de Brug
bij DE BRUG vergadert men
[De Brug](https://example.org)
![De Brug](../beelden/k.svg)
[iets](https://example.org "De Brug")
![iets](../beelden/k.svg "De Brug")
![[k.svg|De Brug]]
![[k.svg|foto van Jeugdpunt]]
Zie \[[De Brug]] en \[\[De Brug\]\].
| a | b |\n|---|---|\n| De Brug | x |
Noot.[^1]\n\n[^1]: Bij De Brug.
> Dat zei De Brug
[rapport](../files/viatore.pdf)
![een foto](../beelden/jeugdpunt.png)
[site](https://www.viatore.nl/over)
Mail info@viatore.nl
Zie https://viatore.nl/x
<a href="https://viatore.nl">x</a>
bij [iets][r]\n\n[r]: https://example.org "De Brug"
`De Brug`
```\nDe Brug\n```
    De Brug in code
Dat Jeugd&shy;punt kwam
Dat Jeugd­punt kwam
Dat Jeugd&#8203;punt kwam
Dat &#74;eugdpunt kwam
Dat Jeugd**punt** kwam
Dat Jeugd~~punt~~ kwam
Dat <b>Jeugd</b>punt kwam
Dat Jeugd<!-- x -->punt kwam
Dat Jeugd-punt kwam
Dat Jeugd-\npunt kwam
Wij zagen De Brug's zaal
Wij zagen De Brugs zaal
Wij zagen Jeugdpunts zaal
De De Brug-locatie
bij Samen-leden
bij de\nBrug
bij De  \nBrug
bij De<br>Brug
bij stichting\nHet\nAnker
STICHTING HET ANKER
de SHA kwam
de S.H.A. kwam
bij het Ankerhuis-team
bij Cafe Zuid
bij Cafe&#769; Zuid
bij CAFÉ-ZUID
bij 't Sluisje
bij ‘t Sluisje
bij het Sluisje
bij Brug–Noord Wonen
bij Brug‑Noord Wonen
bij Brug Noord Wonen
bij DeBrug
bij #DeBrug
bij De_Brug
[De](https://example.org) Brug
[**De**](https://example.org) *Brug*
De[^2] Brug\n\n[^2]: x
bij De <span title="x">Brug</span>
<abbr title="De Brug">x</abbr>
### Over De Brug
### Kop {#jeugdpunt}
- [ ] De Brug
> [!NOTE] De Brug\n> x
bij ==De== ~~Brug~~
bij Ｊｅｕｇｄｐｕｎｔ
[[Gewoon|bij De Brug]]
Jeugdpunt kwam.
wij gingen met Samen op pad
<details><summary>De Brug</summary>x</details>
bij HET in de stad
wij van Goed wonen
"""

HARMLESS = r"""
We liepen over de brug.
Over de brug. Brug en weg.
De brug is dicht.
Op de\n\nBrug.
De bruggen, de brugklas en de noordbrug
Brugge, Brugman en de Bruggeling
een brug-noord verbinding
een anker in de stichting
stichting, het anker
Het anker ligt vast. De stichting ook.
de jeugd. Punt uit.
Jeugd, punt.
jeugdpunten verzamelen
De zuidkant van het café
Cafés in Zuid-Limburg
het sluisje
Een sluisje in de sluis
een samenleving van mensen die samenleven
wij (samen) en “samen”
*een* samen, `samen` en ```samen```
Via tore
Een sha-sleutel
via https://example.org/anker
Het huis. Wij en Het huis.
de Jeugd.punt
S H A en B
een brugnoordwonen, of Brugnoordwonen
"""
DOUBTFUL = r"""
Samen leren we.
Dat kan. Samen kan dat.
Hij zei: “Samen lukt het.”
(Samen lukt het.)
**Samen** kan het.
- Samen doen\n- Samen laten
> Samen is beter.
### Samen verder
| a |\n|---|\n| Samen doen |
1. Samen doen
SAMEN STAAN WE STERK
onze Brug-locatie
![een foto](../beelden/de-brug.png)
https://debrug.nl
Iedereen wil goed wonen.
Goed wonen is een recht.
"""


def lines(table: str) -> list[str]:
    return [line.replace("\\n", "\n") for line in table.strip("\n").split("\n")]


def read(files: Mapping[str, str]) -> Corpus:
    texts = {path: text.encode() for path, text in {**NAMELESS, **files}.items()}
    return build(Publication(Path("/nowhere"), content="content"), Files(texts, FILES))


def told(corpus: Corpus) -> list[Problem]:
    return [problem for problem in corpus.problems if problem.code == CODE]


@pytest.mark.parametrize("text", lines(LEAKS))
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    problems = told(read({"patronen/een.md": pattern("Een", text=text)}))
    assert {(problem.path, problem.severity) for problem in problems} == {("content/patronen/een.md", "error")}
    for problem in problems:
        said = " ".join(render(m, language) for m in (problem.message, problem.hint) for language in LANGUAGES)
        assert not any(word in said.lower() for word in ("brug", "anker", "jeugdpunt", "samen", "zuid", "viatore"))
        assert problem.line > 13
        assert problem.end is None or problem.end > (problem.line, problem.column)


@pytest.mark.parametrize("text", lines(HARMLESS))
def test_an_ordinary_word_is_no_name(text: str) -> None:
    assert told(read({"patronen/een.md": pattern("Een", text=text)})) == []


@pytest.mark.parametrize("text", lines(DOUBTFUL))
def test_where_both_are_possible_it_is_a_warning_once_a_file(text: str) -> None:
    """It is the harvest itself that says which words are ordinary: those it has in small letters."""
    (problem,) = told(read({"patronen/een.md": pattern("Een", text=text)}))
    assert problem.severity == "warning"
    silence = f"niet melden: {{{CODE}: een gewoon woord}}\n"
    assert told(read({"patronen/een.md": pattern("Een", text=text, above=silence)})) == []
    without = {"patronen/een.md": pattern("Een", text=text), "lessen/gewoon.md": ""}
    assert {problem.severity for problem in told(read(without))} == {"error"}


def test_what_a_card_is_called_is_no_other_name() -> None:
    """«Samen leren» in a sentence is the pattern. Its own title is told all the same, and one that is no ordinary word
    hides nobody."""
    files = {
        "patronen/leren.md": pattern("Samen leren"),
        "patronen/vier.md": pattern("Viatore in de wijk"),
        "patronen/een.md": pattern("Een", text="Zie Samen leren, en [[Samen leren]]."),
        "patronen/twee.md": pattern("Twee", text="Zie Samen, en Samen lerend. Of Viatore in de wijk."),
    }
    assert [(problem.path, problem.column, problem.severity) for problem in told(read(files))] == [
        ("content/patronen/leren.md", 8, "warning"),
        ("content/patronen/twee.md", 5, "error"),
        ("content/patronen/twee.md", 15, "error"),
        ("content/patronen/twee.md", 32, "error"),
        ("content/patronen/vier.md", 8, "error"),
    ]


@pytest.mark.parametrize(
    ("above", "place"),
    [
        ("titel: Bij De Brug\n", (2, 12)),
        ("in één zin: \"Een avond met 'De Brug'.\"\n", (6, 29)),
        ("trefwoorden: [leren, De Brug]\n", (6, 22)),
        ("trefwoorden: [leren, jeugdpunt]\n", (6, 22)),
        ("trefwoorden: [brug-noord-wonen]\n", (6, 15)),
        ("ook bekend als: Avond bij De Brug\n", (6, 27)),
        ("beeld: ../beelden/jeugdpunt.png\nalt: Een zaal\n", (6, 8)),
        ("beeld: ../beelden/k.svg\nalt: De Brug\n", (7, 6)),
        ("niet getoetst: De Brug was er niet\n", (4, 16)),
    ],
)
def test_what_stands_above_a_card_is_searched_too(above: str, place: tuple[int, int]) -> None:
    card = pattern("Een")
    key = above.partition(":")[0]
    old = next((line for line in card.split("\n") if line.startswith(f"{key}:")), "")
    text = card.replace(old + "\n", above, 1) if old else card.replace("---\n\n", above + "---\n\n", 1)
    (problem,) = told(read({"patronen/een.md": text}))
    assert ((problem.line, problem.column), problem.severity) == (place, "error")


@pytest.mark.parametrize("hidden", ["<!-- x -->", "%% x %%", "<span hidden>x</span>"])
def test_above_a_card_what_is_seen_counts(hidden: str) -> None:
    """A name around what is hidden is seen, and one inside it is not."""
    around = f"---\ntitel: Les\n{RELEASED}in één zin: 'Wij waren bij De {hidden} Brug.'\n---\n\nIets.\n"
    inside = around.replace(f"De {hidden} Brug", hidden.replace("x", "De Brug"))
    assert told(read({"lessen/les.md": around}))
    assert not told(read({"lessen/les.md": inside}))


def test_a_tag_that_is_an_ordinary_word_may_be_one() -> None:
    for tag, severities in (("leren", []), ("anker", []), ("samen", ["warning"]), ("jeugdpunt", ["error"])):
        problems = told(read({"patronen/een.md": pattern("Een", above=f"trefwoorden: [{tag}]\n")}))
        assert [problem.severity for problem in problems] == severities, tag


@pytest.mark.parametrize("path", ["over/viatore.md", "patronen/avond-jeugdpunt.md", "patronen/Viatore/index.md"])
def test_the_address_of_a_page_is_published_too(path: str) -> None:
    text = "# Over\n" if path.startswith("over") else pattern("Een")
    (problem,) = told(read({path: text}))
    assert (problem.path, problem.line, problem.column, problem.severity) == (f"content/{path}", 1, 1, "error")


def test_a_drawing_a_declaration_and_the_settings_are_searched_too(write: Write) -> None:
    """Of the drawings those that the edition shows."""
    drawing = "<svg xmlns='http://www.w3.org/2000/svg'>\n<g/>\n <text>bij <tspan>De</tspan>\n{}</text></svg>"
    folder = write(
        {
            **{f"content/{path}": text for path, text in NAMELESS.items()},
            "mkdocs.yml": f"{CONFIG.replace('print: false', 'print: false, kinds: [eigen.yml]')}site_url: https://viatore.nl/\n",
            "eigen.yml": "kind: visit\nlabel: bezoek\nplural: bezoeken\nfolders: bezoeken\nfields:\n"
            "  whom: {label: bij, type: choice, choices: {bridge: De Brug}}\n",
            "content/k.svg": drawing.format("<tspan x='0'>Brug</tspan>"),
            "content/los.svg": drawing.format(" Brug"),
            "content/letters.svg": drawing.format("<tspan x='9'>Jeugd</tspan><tspan x='19'>punt</tspan>"),
            "content/plan.svg": drawing.format(" kade"),
            "content/patronen/een.md": pattern("Een", text="![x](../k.svg) ![y](../plan.svg) ![z](../letters.svg)"),
            "content/patronen/twee.md": pattern("Twee", status="concept", text="![x](../los.svg)"),
        }
    )
    problems = told(load(folder / "mkdocs.yml"))
    assert [(problem.path, problem.line, problem.severity) for problem in problems] == [
        ("content/k.svg", 3, "error"),
        ("content/letters.svg", 3, "error"),
        ("eigen.yml", 6, "error"),
        ("mkdocs.yml", 8, "error"),
    ]


def test_a_name_with_consent_is_no_part_of_one_without() -> None:
    """And one for the circle alone may stand in its edition, in plain words too."""
    agreed = "toestemming: ja\ntoestemming van: de directeur\nop: 2012-04-03\n"
    files = {
        "organisaties/p1.md": organisation("De Brug Oost", agreed),
        "organisaties/p2.md": organisation("Lichtkring", f"{agreed}voor: kring\n"),
        "patronen/een.md": pattern("Een", text="Bij De Brug Oost, en bij de lichtkring: Lichtkring."),
    }
    (problem,) = told(read(files))
    assert (problem.line, problem.column) == (14, 41)
    (problem,) = told(read({**files, "patronen/een.md": pattern("Een", text="Bij De Brug Oost, en de Brug oost.")}))
    assert (problem.line, problem.column) == (14, 22)
    texts = {path: text.encode() for path, text in {**NAMELESS, **files}.items()}
    publication = Publication(Path("/nowhere"), content="content")
    assert told(build(publication, Files(texts, FILES), edition="circle")) == []


PIECES: tuple[str, ...] = (
    "<a ",
    "[x](",
    "a",
    "&",
    "De ",
    "*",
    "@",
    "x@",
    "www.",
    "|",
    "\n> ",
    "\n",
    "J-",
    "](",
    '"',
    "é",
    "J.",
)
PIECES += (" title=", "Jeugd-\n", "Jeugdpunt ", "De De ")


@pytest.mark.parametrize("piece", PIECES)
def test_the_search_is_linear(piece: str) -> None:
    """A text that is hostile to patterns takes as long as its length: eight times as much not sixty-four times."""
    card = read({}).of_kind("organisation")[0]
    finder = NameFinder((*names_of("Jeugdpunt", card), *names_of("De De Jeugd", card)))

    def seconds(length: int) -> float:
        text = f"Jeugdpunt {piece * (length // len(piece))}"
        mark = Mark("link", text, text, 0, len(text))
        taken = []
        for _ in range(2):
            start = process_time()
            assert list(finder.within(text))
            assert len(list(finder.in_address(text))) < 2
            assert len(list(finder.in_addresses(text))) < len(text)
            assert plain_text(text)
            assert body_as_seen(Markdown(marks=(mark,), visible=text))
            assert len(list(attributes(text))) < len(text)
            taken.append(process_time() - start)
        return min(taken)

    gc.disable()
    try:
        assert seconds(160_000) < 24 * seconds(20_000) + 0.1
    finally:
        gc.enable()


def test_a_text_full_of_names_and_links_is_searched_in_its_length() -> None:
    """Those in links to the card itself are told as links."""
    times = []
    for count in (250, 2000):
        text = "[[Jeugdpunt]] Jeugd<!-- -->punt Jeugdpunt\n\n" * count
        start = process_time()
        problems = told(read({"over.md": text}))
        times.append(process_time() - start)
        assert len(problems) == 2 * count
    assert times[1] < 24 * times[0] + 0.2
