"""Texts as people write and paste them: what readers get of each on the site and in the booklet, and what is told.

Each row is a card of its own in one publication. A row without `told` must be understood without a word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import NamedTuple

import pytest

from harvest.corpus import Corpus
from harvest.editing.edits import edited
from harvest.problems.language import render
from harvest.problems.problem import Problem
from harvest.views.html.markdown import rendered
from tests.drawing import LEAN, RELEASED, booklet_of, drawn, pattern, read

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><path d="M0 0h90v30z"/></svg>'
ABOVE = f"---\ntitel: {{}}\n{RELEASED}komt van: deelnemers\nblijkt uit: Stationswijk\n---\n\n"
FILES = {
    "patronen/zeswekenritme.md": pattern("Zeswekenritme"),
    "patronen/eerst-thee.md": pattern("Eerst thee"),
    "patronen/kader.md": pattern('"Scherp kader, open uitkomst"'),
    "casussen/stationswijk.md": f"---\ntitel: Stationswijk\n{RELEASED}soort: eigen\n---\n## Gebeurtenissen\n\nIets.\n",
    "lessen/rondje_x.md": f"{ABOVE.format('Rondje')}Iets.\n",
    "lessen/index.md": "---\ntitel: Lessen\nview: lessons\n---\n",
    "mkdocs.yml": LEAN.format(language="nl") + "nav: [lessen/index.md]\n",
    "beelden/plan.svg": SVG,
    unicodedata.normalize("NFD", "beelden/café.svg"): SVG,
}
ASIDE = {"orphan", "names-unread", "names-unchecked"}


class Row(NamedTuple):
    """A text, what of its HTML a reader gets, and for each problem a piece of its message or hint."""

    text: str
    html: Sequence[str] = ()
    told: Sequence[str] = ()
    left: Sequence[str] = ()
    """What is still told when every fix is applied; of a row without fixes the same as before."""


LIST = "<li>een</li>\n<li>twee</li>"
THEN = "Schrijf dan: ## "
NOTE = '<blockquote class="alert note" role="note">'
TEA = 'href="harvest-to:card:eerst-thee"'

ROWS = (
    # Behind a hint
    Row("<!-- Wat jullie voor waar hielden. --> Wie het zelf vraagt.", ["<p>Wie het zelf vraagt.</p>"]),
    Row("<!-- x --> - een\n<!-- y --> - twee", [LIST]),
    Row("<!-- x --> ## Kop\n\nTekst.", ["Kop</h2>"]),
    Row("<!-- x -->1. een\n2. twee", ["<ol>", LIST]),
    # Links
    Row("Zie [b].\n\n[b]:\n  ../patronen/niets.md", ["Zie b."], ["«../patronen/niets.md» bestaat niet"]),
    Row("Zie [b].\n\n[b]:\n  ../patronen/eerst-thee.md", [TEA]),
    Row("> Tekst.\n>\n>     a = [[Niets]]", ["<pre><code>"], ["begint met vier spaties"]),
    Row("### Een\n\nx\n\n### Een\n\n[a](#een_1) [[#Een]]", ['id="een_1"', "#een_1", "#een"]),
    Row("### Een\n\nx\n\n### Een\n\n[a](#een-1)", [], ["#een_1"]),
    Row("### 费用\n\n[x](#费用)", ['id="费用"', "#费用"]),
    Row("[a](#nergens)", [], ["Neem een kopje over"], ["Neem een kopje over"]),
    Row("| a | b |\n|---|---|\n| [[Eerst thee\\|woorden]] | x |", [f"<td><a {TEA}>woorden</a></td>"]),
    Row("[[Eerst thee\\|woorden]]", [f"<a {TEA}>woorden</a>"]),
    Row("\\[[Eerst thee]]", [], ["Schrijf het zonder: [[Eerst thee]]"]),
    Row("\\[\\[Eerst thee\\]\\]", [], ["Schrijf het zonder: [[Eerst thee]]"]),
    Row("Zie [Eerst thee], niet [sic].", [], ["Schrijf het zo: [[Eerst thee]]"]),
    Row("[[Scherp kader]]", [], ["[[Scherp kader, open uitkomst]]"]),
    Row("[[Open uitkomst, scherp kader]]", [], ["[[Scherp kader, open uitkomst]]"]),
    Row("<table><tr><td>[[Eerst thee]]</td></tr></table>\n\n<p>[[Eerst thee|x]]</p>", [TEA, f"<a {TEA}>x</a>"]),
    Row("[x](rondje\\_x.md)", ['href="harvest-to:card:rondje_x"']),
    Row("[x](..\\patronen\\eerst-thee.md)", [], ["«../patronen/eerst-thee.md»"]),
    Row("[x](patronen/eerst-thee.md)", [], ["«../patronen/eerst-thee.md»"]),
    Row("[x](www.voorbeeld.nl) www.voorbeeld.nl", ["http://www.voorbeeld.nl"], ["«https://www.voorbeeld.nl»"]),
    Row("[x](voorbeeld.nl/a)", [], ["«https://voorbeeld.nl/a»"]),
    Row("[x](https:/voorbeeld.nl)", [], ["«https://voorbeeld.nl»"]),
    Row("[x](https//voorbeeld.nl)", [], ["«https://voorbeeld.nl»"]),
    Row("[x](<>)", [], ["een adres tussen de ronde haakjes"]),
    Row("[x](C:\\Users\\x\\a.docx)", [], ["je eigen computer"]),
    Row("[x](file:///home/x/a.docx)", [], ["je eigen computer"]),
    # Headings
    *(
        Row(f"{line}\n\nTekst.\n\n## Nu doen we\n\nIets.", ["Eerst dachten we"])
        for line in (
            "## **Eerst dachten we** {#p}",
            "## Eerst dachten we:",
            "## II. *Eerst dachten we*",
            "##\u00a0Eerst dachten we",
            "## 💡 Eerst dachten we",
            "Eerst dachten we\n-----",
        )
    ),
    *(
        Row(f"{line}\n\nTekst.\n\n## Nu doen we\n\nIets.", ["Eerst dachten we"], ["zonder nummer op de kaart"])
        for line in ("## 1. Eerst dachten we", "## 1.2 Eerst dachten we", "## __1) Eerst dachten we__ ##")
    ),
    Row("**Eerst dachten we**\n\nTekst.\n\n**Nu doen we:**\n\nIets.", [], [f"{THEN}Eerst", f"{THEN}Nu"]),
    Row("*Eerst dachten we*\n\nTekst.\n\n***Nu doen we***\nIets.", [], [f"{THEN}Eerst", f"{THEN}Nu"]),
    Row("EERST DACHTEN WE\n\nTekst.\n\n<b>Nu doen we</b>\n\nIets.", [], [f"{THEN}Eerst", f"{THEN}Nu"]),
    Row("Eerst dachten we\n\nTekst.\n\n1. **Nu doen we**\n\nIets.", [], [f"{THEN}Eerst", f"{THEN}Nu"]),
    Row("**Eerst dachten we:** een plan.\n\n**Nu doen we**: iets.", [], ["## Eerst dachten we / Een plan.", "## Nu"]),
    Row("**Aanleiding**\n\nTekst.\n\n**Vervolg**\n\nIets.", [], ["«Aanleiding» een kopje? Schrijf dan: ## Aanleiding"]),
    Row("**Doe dit nooit.**\n\nTekst.\n\n**En dit ook niet!**\n\nIets.", ["<strong>Doe dit nooit.</strong>"]),
    # Notes
    Row("> [!NOTE]\n> Tekst.", [NOTE, "Opmerking"]),
    Row("> [!tip]+ Titel\n> Tekst.", ['class="alert tip"', ">Titel<"]),
    Row("> [!quote] Iemand\n> Tekst.", [NOTE, ">Iemand<"]),
    Row('!!! note "Let op"\n    Tekst.\n\n    [[Eerst thee]]', [NOTE, "Let op", TEA]),
    Row("??? warning\n    Tekst.", ['class="alert warning"']),
    Row(":::note Titel\nTekst.\n\nMeer, [[Eerst thee]].\n:::\n\nDaarna.", [NOTE, TEA, "</blockquote>\n<p>Daarna.</p>"]),
    Row("::: {.callout-tip}\nTekst.\n:::", ['class="alert tip"']),
    # Boxes and marks
    Row("- [ ] vragen\n- [x] gedaan", ['class="tick todo" role="img"', 'class="tick done"']),
    Row("☐ vragen\n☑ gedaan", ['class="tick todo" role="img"', 'class="tick done"'], ["- [ ] vragen / - [x] gedaan"]),
    Row("CO~2~ en m^2^ en ==let op==, ~5 of ~6", ["CO<sub>2</sub>", "<sup>2</sup>", "<mark>let op</mark>", "~5"]),
    *(
        Row(text, [], [told])
        for text, told in {
            "De som $x_1$.": "formules",
            "De som $$x^2$$.": "formules",
            "De som \\(x^2\\).": "formules",
            "Blij :smile: toch": "Zet het teken er zelf neer",
            "Met {.klas} hier": "Laat het weg",
            "Met {width=300} hier": "Laat het weg",
            "Een zin ^blok": "Laat het weg",
            "*[ABC]: uitleg": "Zeg in de tekst zelf",
            "```mermaid\na-->b\n```": "Bewaar de tekening als beeld",
            "[TOC]\n\nTekst.": "geen inhoudsopgave",
            "[[_TOC_]]\n\nTekst.": "geen inhoudsopgave",
            "Een {{ page.title }} hier": "een opdracht voor een ander programma",
            "{% include x.md %}\n\nTekst.": "een opdracht voor een ander programma",
            "#water #nacht\n\nTekst.": "trefwoorden: [water, nacht]",
            "Tekst^[Zei iemand].": "Zet hier [^1]",
        }.items()
    ),
    # Pictures
    Row("![Plan|300](../beelden/plan.svg)", ['alt="Plan" width="300"']),
    Row("![[plan.svg|Plan]]", ['src="harvest-to:file:beelden/plan.svg" alt="Plan"']),
    Row("![Plan](../beelden/plan.svg =300x)", [], ["![Plan|300](../beelden/plan.svg)"]),
    Row('<img src="../beelden/plan.svg" alt="Plan">', ['src="harvest-to:file:beelden/plan.svg"', 'alt="Plan"']),
    Row('<img src="https://elders.example/a.jpg" alt="Plan">', [], ["staat op een andere site"]),
    Row("[![Beeld](https://elders.example/a.jpg)](https://elders.example)", ['example">Beeld</a>'], ["andere site"]),
    Row(
        "[![](https://elders.example/a.jpg)](https://elders.example/)",
        ['href="https://elders.example/">elders.example</a>'],
        ["ontbreekt een beschrijving", "andere site"],
    ),
    Row("![](data:image/png;base64,iVBORw0KGgo=)", [], ["Bewaar het als bestand"]),
    Row('<img src="data:image/png;base64,iVBORw0KGgo=">', [], ["Bewaar het als bestand"]),
    Row("![Café](../beelden/café.svg) ![[café.svg|Café]]", ['src="harvest-to:file:beelden/cafe%CC%81.svg" alt="Café"']),
    # Notes of word processors
    Row("Zin[[1]](#footnote-2).", [], ["Schrijf hier [^2]"]),
    Row("Zin[¹](#_ftn1).", [], ["Schrijf hier [^1]"]),
    Row("Zin[5](#fn:5).", [], ["Schrijf hier [^5]"]),
    Row("Zin[1] en meer.\n\n[1] Noot.", [], ["Schrijf hier [^1]"]),
    Row("Zin² en meer.\n\n² Noot.", [], ["Schrijf hier [^2]"]),
    Row("Zin<sup>1</sup>.\n\n<sup>1</sup> Noot.", [], ["Schrijf hier [^1]"]),
    Row("Woord\n: uitleg\n\n  tweede", ["<p>uitleg</p>\n<p>tweede</p>"]),
    # Lists
    *(
        Row(text, [LIST], [f"{first} / "])
        for text, first in {
            "• een\n• twee": "- een",
            "·         een\n·         twee": "- een",
            "– een\n– twee": "- een",
            "-een\n-twee": "- een",
            "•\teen\n•\ttwee": "- een",
            "\uf0b7 een\n\uf0a7 twee": "- een",
            "o\teen\no\ttwee": "- een",
            "➢ een\n➢ twee": "- een",
            "*een\n*twee": "- een",
            "\\- een\n\\- twee": "- een",
            "&bull; een\n&bull; twee": "- een",
            "‐ een\n‐ twee": "- een",
            "\t• een\n\t• twee": "- een",
            "1\\. een\n2\\. twee": "1. een",
            "1.een\n2.twee": "1. een",
            "(1) een\n(2) twee": "1. een",
            "① een\n② twee": "1. een",
            "• een\\\n• twee": "- een",
            "Tekst.\\\n• een\n• twee": "- een",
        }.items()
    ),
    Row("1) een\n2) twee", ["<ol>", LIST]),
    Row("✓ een\n✓ twee", ["<li>✓ een</li>"], ["- ✓ een / "]),
    Row("-een\n\n-twee", ["<li>\n<p>een</p>"], ["- een / "]),
    Row("• een\n    o diep\n• twee", ["<li>een\n<ul>\n<li>diep</li>"], ["- een / - diep / - twee"]),
    Row("a. een\nb. twee", [], ["1. een / 2. twee"]),
    Row("i) een\n\nii) twee", [], ["1. een / 2. twee"]),
    Row("(a) een\n(b) twee", [], ["1. een / 2. twee"]),
    Row("A. Een\nB. Twee", ["A. Een"], ["1. Een / 2. Twee"], ["1. Een / 2. Twee"]),
    Row("– een\n\n– twee", ["– een"], ["- een / - twee"], ["- een / - twee"]),
    Row("Vragen: • een • twee", ["• een • twee"], ["- een / - twee"], ["- een / - twee"]),
    Row("-1 graad\n-2 graden", ["-1 graad\n-2 graden"]),
    Row("Amsterdam • Utrecht", ["Amsterdam • Utrecht"]),
    Row("*een*\n*twee*", ["<em>een</em>"]),
    Row("Beste A.\nGroet van B.", ["Beste A."]),
    Row("    a = 1\n    b = 2", ["<pre><code>a = 1"]),
)
NAMES = [f"{number:03}" for number, _ in enumerate(ROWS)]
IDS = [f"{number}-{row.text[:24]!r}" for number, row in zip(NAMES, ROWS, strict=True)]
EACH = pytest.mark.parametrize(("name", "row"), list(zip(NAMES, ROWS, strict=True)), ids=IDS)


def path_of(name: str) -> str:
    return f"lessen/rij-{name}.md"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = {path_of(name): ABOVE.format(f"Rij {name}") + row.text + "\n" for name, row in zip(NAMES, ROWS, strict=True)}
    return drawn(tmp_path_factory.mktemp("rows"), {**FILES, **rows})


@pytest.fixture(scope="module")
def corpus(root: Path) -> Corpus:
    return read(root)


@pytest.fixture(scope="module")
def booklet(corpus: Corpus) -> str:
    return booklet_of(corpus)


def told(corpus: Corpus, name: str) -> list[Problem]:
    path = f"content/{path_of(name)}"
    return [problem for problem in corpus.problems if problem.path == path and problem.code not in ASIDE]


def said(problem: Problem) -> str:
    return f"{render(problem.message, 'nl')} {render(problem.hint, 'nl')}"


def html_of(corpus: Corpus, name: str) -> str:
    node = corpus.directory.by_path[path_of(name)]
    (html,), _ = rendered([node.source.markdown.blocks], node, corpus.directory, "nl")
    return html


@EACH
def test_a_reader_gets_what_was_meant(name: str, row: Row, corpus: Corpus) -> None:
    html = unescape(html_of(corpus, name))
    assert [piece for piece in row.html if unescape(piece) not in html.replace("%23", "#")] == []


@EACH
def test_and_the_author_is_told_the_rest(name: str, row: Row, corpus: Corpus) -> None:
    problems = told(corpus, name)
    assert len(problems) == len(row.told), [said(problem) for problem in problems]
    assert [piece for piece, problem in zip(row.told, problems, strict=True) if piece not in said(problem)] == []


def test_the_booklet_has_the_same_lists_and_notes(booklet: str) -> None:
    assert booklet.count(LIST) >= sum(LIST in row.html for row in ROWS)
    assert booklet.count(NOTE) >= sum(NOTE in row.html for row in ROWS)
    assert "[!" not in booklet
    assert ":::" not in booklet


@EACH
def test_obeying_leads_to_nothing_more(name: str, row: Row, root: Path, corpus: Corpus) -> None:
    """Every fix applied, none is left, and nothing is told that was not told before."""
    file = root / "content" / path_of(name)
    before = file.read_bytes()
    first = {said(problem) for problem in told(corpus, name)}
    try:
        for _ in range(4):
            fixes = [problem.fix for problem in told(corpus, name) if problem.fix]
            if not fixes:
                break
            file.write_bytes(edited(file.read_bytes(), fixes[:1]))
            corpus = read(root)
        else:
            pytest.fail("fixes never end")
        after = [said(problem) for problem in told(corpus, name)]
        assert set(after) <= first
        if row.left:
            assert [piece for piece, text in zip(row.left, after, strict=True) if piece not in text] == []
    finally:
        file.write_bytes(before)
