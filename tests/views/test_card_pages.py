"""The page of a card, kind by kind: what it is, where it belongs, and where to go on."""

from __future__ import annotations

import re

import pytest

from harvest.cards.card import Card
from harvest.publication import Edition
from harvest.site.pages import Site
from tests.drawing import RELEASED, in_memory


def card(fields: str = "", text: str = "Een tekst.\n", above: str = RELEASED) -> str:
    """A card of some kind."""
    return f"---\n{fields}{above}---\n{text}"


FILES = {
    "index.md": "---\ntitel: Begin\nview: home\n---\n",
    "vragen/index.md": "---\ntitel: Kennisagenda\nview: agenda\n---\n",
    "vragen/oud.md": card("titel: Oude vraag\nniveau: gezamenlijk\nvraag is: beantwoord\ningebracht bij: Zomer\n"),
    "vragen/taai.md": card(
        "titel: Taaie vraag\nniveau: gezamenlijk\nvraag is: open\ningebracht bij: Begin hier\n"
        "besproken bij: [Zomer, Zonder]\n"
    ),
    "vragen/weg.md": card("titel: Weg\nniveau: individueel\nvraag is: overgedragen\novergedragen aan: de wijkraad\n"),
    "lessen/les.md": card(
        "titel: Les\nkomt van: gast\nblijkt uit: Boek\nbeantwoordt: Oude vraag\nin één zin: Zo zit het.\n"
    ),
    "bijeenkomsten/a.md": card("titel: Zomer\nsoort: bijeenkomst\ndatum: zomer 2012\n"),
    "bijeenkomsten/b.md": card(
        "titel: Begin hier\nsoort: mijlpaal\ndatum: 2011\nbijgestuurd: wij draaiden om\n",
        "## Beginsituatie\nStil.\n\n## Wat er gebeurde\nLawaai.\n\n## Effect\nRust.\n",
    ),
    "bijeenkomsten/c.md": card("titel: Zonder\nsoort: bijeenkomst\ndatum: 2013\n"),
    "resultaten/er.md": card(
        "titel: Er al\nwaarde: direct\nten goede aan: bewoners\nwaar te zien: In de wijk.\nberust op: Les\n"
        "in één zin: De wijk is er al anders door.\n"
    ),
    "resultaten/nog.md": card("titel: Nog niet\nwaarde: potentieel\nten goede aan: groep\nberust op: Les\n"),
    "tegels/tegel.md": card("titel: Tegel\nsoort: citaat\ntoestemming: ja\ngezegd door: een bewoner\ngaat over: Les\n"),
    "organisaties/een.md": card("titel: Eén\ntoestemming: ja\nsoort: gemeente\n"),
    "organisaties/twee.md": card("titel: Twee\ntoestemming: ja\n"),
    "samenwerkingen/samen.md": card("titel: Samen\nsinds: najaar 2011\npartners: [Eén, Twee]\nontstaan bij: Zomer\n"),
    "bronnen/boek.md": card("titel: Boek\nauteurs: Jansen\njaar: 2012\n"),
    **{
        f"casussen/c{n}.md": card(f"titel: Casus {n}\nsoort: elders\nbronnen: Boek\n", "## Gebeurtenissen\nIets.\n")
        for n in range(6)
    },
    **{f"tegels/t{n}.md": card(f"titel: Spreuk {n}\nsoort: spreuk\nbronnen: Boek\n") for n in range(3)},
}


def site(files: dict[str, str] = FILES, edition: Edition = "public") -> Site:
    """The site of these files."""
    found = Site(in_memory(files, edition=edition).published(), preview=False, booklet=False)
    found.urls = {path: path.removesuffix(".md") + "/" for path in files}
    return found


def html(name: str, made: Site | None = None) -> str:
    """The page of the card in this file, on one line."""
    made = made or site()
    node = next(card for card in made.corpus.cards if card.path == f"{name}.md")
    return re.sub(r"\s+", " ", made.content(node, ""))


def words(page: str) -> str:
    """What a page says."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


@pytest.mark.parametrize("path", sorted(FILES))
def test_every_kind_says_what_it_is(path: str) -> None:
    made = site()
    node = made.corpus.directory.by_path[path]
    if isinstance(node, Card):
        head = words(made.content(node, "").partition("</header>")[0])
        assert node.kind.label["nl"].capitalize() in head
        assert node.kind.help["nl"] in re.sub(r"\s+", " ", head)


def test_previous_and_next_follow_the_timeline() -> None:
    made = site()
    order = {card.title: made.views.card(card) for card in made.corpus.of_kind("meeting")}
    assert order["Begin hier"].previous is None
    assert [order[name].next.title for name in ("Begin hier", "Zomer") if order[name].next] == ["Zomer", "Zonder"]  # type: ignore[union-attr]
    assert "Volgende bijeenkomst" in html("bijeenkomsten/b")


def test_previous_and_next_follow_the_agenda() -> None:
    """The stubborn question first, then by state."""
    made = site()
    order = {card.title: made.views.card(card) for card in made.corpus.of_kind("question")}
    stubborn = order["Taaie vraag"]
    assert stubborn.previous is None
    assert stubborn.next is not None
    assert stubborn.next.title == "Oude vraag"


def test_a_question_says_how_it_stands() -> None:
    assert "Op 3 bijeenkomsten op tafel" in html("vragen/taai")
    assert "Overgedragen aan <b>de wijkraad</b>" in html("vragen/weg")
    answered = html("vragen/oud")
    assert "Beantwoord</p>" in answered
    assert re.search(r'<section class="harvest answers".*?Zo zit het\..*?</section>', answered)
    assert answered.count("Zo zit het.") == 1, "what is told on yellow is not told again among the ties"


def test_a_meeting_tells_when_and_what_it_turned() -> None:
    page = html("bijeenkomsten/b")
    assert "<b>2011</b>" in page
    assert "Mijlpaal" in words(page)
    assert page.count('class="sign step') == 3
    assert "Wij draaiden om" in page


def test_a_result_is_yellow_when_it_is_there() -> None:
    there, may_come = html("resultaten/er"), html("resultaten/nog")
    assert re.search(r'class="harvest value-band is-direct".*?De wijk is er al anders door', there)
    assert "In de wijk." in there
    assert 'class="harvest' not in may_come
    assert "kind-open-triangle" in may_come


def test_a_tile_is_told_once_and_by_whom() -> None:
    page = html("tegels/tegel")
    assert page.count("Een tekst.") == 1
    assert "een bewoner" in words(page)


def test_organisations_and_what_they_began_lead_to_each_other() -> None:
    assert re.search(r"Werkt samen in</dt>.*?>Samen</a>", html("organisaties/een"))
    together = html("samenwerkingen/samen")
    assert re.search(r"Partners</dt>.*?>Eén</a>.*?>Twee</a>", together)
    assert "najaar 2011" in together


def test_a_source_is_cited_and_told_who_cites_it_kind_by_kind() -> None:
    page = html("bronnen/boek")
    assert 'class="citation">Jansen (2012). <cite>Boek</cite>.' in page
    assert page.count("<h3>aangehaald in</h3>") == 1
    assert "<h4>6 casussen</h4>" in page
    assert "<h4>3 tegels</h4>" in page


def test_only_the_circle_reads_when_a_card_was_checked() -> None:
    above = "status: getoetst\ngetoetst op: 2012-04-03\n"
    files = {
        **FILES,
        "lessen/les.md": FILES["lessen/les.md"].replace(RELEASED, above.replace("getoetst\n", "vrijgegeven\n", 1)),
    }
    assert "Getoetst op 3 april 2012" in html("lessen/les", site(files, "circle"))
    assert "Getoetst op" not in html("lessen/les", site(files))


def test_each_kind_has_words_that_fit_it() -> None:
    """The ten kinds have words that say «dit» or «deze»; what is not among them falls back on «kaart»."""
    made = site()
    module = made.environment.get_template("pages/parts.html").make_module(
        {"frame": made.frame, "url": str, "view": None}
    )
    for table in ("ties_title", "mentions_title", "previous_title", "next_title"):
        assert set(made.corpus.kinds.by_name) <= set(getattr(module, table)), table
