"""What templates get, from a small publication."""

from __future__ import annotations

import pytest

from harvest.corpus import Corpus
from harvest.kinds.read import load_kinds
from harvest.pipeline import PLAIN_VIEWS
from harvest.problems.problem import Place
from harvest.source.spine import Chapter, SpinePart
from harvest.views.cards import Views
from harvest.views.html.markdown import addressed
from harvest.views.map.furrows import field
from harvest.views.pages import VIEWS
from harvest.views.pages.colophon import ColophonView
from harvest.views.pages.frame import frame
from harvest.views.pages.home import DOORS, HomeView
from harvest.views.pages.index import IndexView
from harvest.views.pages.lists import ListView, list_of
from harvest.views.pages.page import page_view
from harvest.views.view import CardView, Entry, PageView
from tests.drawing import in_memory, pattern

PLACE = Place("mkdocs.yml")
SPINE = (
    SpinePart("", (Chapter("Begin", "index.md", PLACE),)),
    SpinePart("Hoe we werkten", (Chapter("", "over.md", PLACE), Chapter("", "meer.md", PLACE))),
    SpinePart("Wat we leerden", (Chapter("Patronen", "patronen/index.md", PLACE),)),
    SpinePart("Naslag", (Chapter("", "register.md", PLACE),)),
)
FILES = {
    "index.md": "---\ntitel: Begin\nview: home\n---\n",
    "over.md": "---\ntitel: Over ons\n---\n\nWij begonnen met [[Wortel]]. Daarna kwam de rest.\n",
    "meer.md": "# Meer\n\n## Kop\n\n#### Diep\n\nZie [[#Kop]].\n",
    "register.md": "---\ntitel: Register\nview: index\n---\n",
    "patronen/index.md": "---\ntitel: Patronen\nview: patterns\n---\n",
    "patronen/wortel.md": pattern("Wortel"),
    "patronen/tak.md": pattern("Tak", above="draagt bij aan: Wortel\nfase: [beproeven]\n"),
    "patronen/blad.md": pattern(
        "Blad",
        above="draagt bij aan: [Tak, Wortel]\nwringt met: Wortel\nook bekend als: Loof\n"
        "trefwoorden: [groen]\nfase: verkennen\n",
        text="Eerst iets. Zonder [[tak|een tak]] (en *[[Wortel]]*) valt het. Dan meer.",
    ),
}


def corpus(files: dict[str, str]) -> Corpus:
    """The corpus of these files."""
    return in_memory(files, allowed=True, spine=SPINE)


@pytest.fixture
def views() -> Views:
    """The views of the small publication, as published."""
    made = corpus(FILES)
    assert not [found for found in made.problems if found.severity == "error"]
    return Views(made.published())


def card(views: Views, name: str) -> CardView:
    """The view of the card with this id."""
    found = next(card for card in views.corpus.cards if card.id == name)
    return views.card(found)


def page(views: Views, path: str) -> PageView:
    """The view of the page at this path."""
    return page_view(views, next(page for page in views.corpus.pages if page.path == path))


def test_breadcrumbs_follow_the_first_larger_card(views: Views) -> None:
    assert [entry.title for entry in card(views, "blad").breadcrumbs] == ["Begin", "Patronen", "Wortel", "Tak"]
    assert [entry.title for entry in card(views, "wortel").breadcrumbs] == ["Begin", "Patronen"]


def test_breadcrumbs_end_in_a_ring() -> None:
    ring = {
        **FILES,
        "patronen/wortel.md": pattern("Wortel", above="draagt bij aan: Blad\n", status="concept"),
    }
    made = Views(corpus(ring), preview=True)
    assert [entry.title for entry in card(made, "blad").breadcrumbs] == ["Begin", "Patronen", "Wortel", "Tak"]
    assert {furrow.entry.title for furrow in field(made)} == {"Wortel", "Tak", "Blad"}


def test_each_relation_is_named_from_both_ends(views: Views) -> None:
    def ends(name: str) -> list[tuple[str, bool, list[str]]]:
        return [(t.label["nl"], t.incoming, [e.title for e in t.entries]) for t in card(views, name).ties]

    assert ends("blad") == [("draagt bij aan", False, ["Tak", "Wortel"]), ("wringt met", False, ["Wortel"])]
    assert ends("wortel") == [("krijgt vorm met", True, ["Blad", "Tak"]), ("wringt met", False, ["Blad"])]


def test_a_mention_quotes_its_sentence(views: Views) -> None:
    mentions = card(views, "tak").mentions
    assert [(m.entry.title, m.before, m.link, m.after) for m in mentions] == [
        ("Blad", "Zonder ", "een tak", " (en Wortel) valt het.")
    ]
    assert [(m.entry.title, m.before, m.link, m.after) for m in card(views, "wortel").mentions][-1] == (
        "Over ons",
        "Wij begonnen met ",
        "Wortel",
        ".",
    )


def test_previous_and_next_stay_inside_the_list(views: Views) -> None:
    def sides(name: str) -> tuple[str | None, str | None]:
        view = card(views, name)
        return view.previous.title if view.previous else None, view.next.title if view.next else None

    assert sides("blad") == (None, "Tak")
    assert sides("tak") == ("Blad", "Wortel")
    assert sides("wortel") == ("Tak", None)


def test_ties_in_a_text_become_links(views: Views) -> None:
    problem = card(views, "blad").part("problem")
    assert problem
    html = addressed(problem.html, lambda key, heading: (f"/{key}", "soort"))
    assert '<a class="soort" href="/card:tak">een tak</a>' in html
    assert '<em><a class="soort" href="/card:wortel">Wortel</a></em>' in html
    assert addressed(problem.html, lambda key, heading: ("", "")).count("href") == 0


def test_headings_skip_no_level_and_keep_their_anchor(views: Views) -> None:
    html = page(views, "meer.md").html
    assert '<h2 id="kop">Kop</h2>' in html
    assert '<h3 id="diep">Diep</h3>' in html
    assert "<h1" not in html
    assert "#kop" in addressed(html, lambda key, heading: (f"#{heading}", ""))


def test_consequences_fall_into_gains_and_costs(views: Views) -> None:
    part = card(views, "tak").part("consequences")
    assert part
    assert [(piece.sign, piece.html.strip()) for piece in part.pieces] == [
        ("plus", "<p>Iets.</p>"),
        ("minus", "<p>Iets.</p>"),
    ]


def test_the_list_stands_by_phase(views: Views) -> None:
    data = page(views, "patronen/index.md").data
    assert isinstance(data, ListView)
    assert data.count == 3
    assert [(g.label["nl"], [c.entry.title for c in g.entries]) for g in data.groups] == [
        ("verkennen", ["Blad"]),
        ("beproeven", ["Tak"]),
        ("in elke fase", ["Wortel"]),
    ]


def test_filters_come_from_what_the_kind_declares(views: Views) -> None:
    """Only fields of which two words are in use; the order of the declaration, the tags by how much they are used."""
    data = page(views, "patronen/index.md").data
    assert isinstance(data, ListView)
    assert [(f.name, [(o.value, o.count) for o in f.options]) for f in data.filters] == [
        ("phase", [("explore", 1), ("experiment", 1)])
    ]
    assert data.values["card:blad"].split() == ["phase:explore", "confidence:hunch", "scale:group", "tags:groen"]


def test_a_kind_of_ones_own_has_filters_too() -> None:
    """Also for words with spaces and capitals, which an address cannot hold."""
    declaration = (
        "kind: recipe\nlabel: {nl: recept, en: recipe}\nplural: {nl: recepten, en: recipes}\nfolders: recepten\n"
        "fields:\n  taste:\n    label: {nl: smaak, en: taste}\n    type: choices\n"
        "    choices: {sweet: {nl: zoet, en: sweet}, salt: {nl: zout, en: salt}, sour: {nl: zuur, en: sour}}\n"
    )
    texts = {"taart": "smaak: zoet\ntrefwoorden: [Grote Oven, feest]", "soep": "smaak: [zout, zoet]\ntags: grote-oven"}
    files = {f"recepten/{name}.md": f"---\ntitel: {name}\n{text}\n---\nTekst.\n" for name, text in texts.items()}
    made = in_memory(files, [("recipe.yml", declaration.encode())], allowed=True)
    data = list_of(Views(made, preview=True), made.kinds.by_name["recipe"])
    assert [(f.name, [(o.value, o.label, o.count) for o in f.options]) for f in data.filters] == [
        ("taste", [("sweet", {"nl": "zoet", "en": "sweet"}, 2), ("salt", {"nl": "zout", "en": "salt"}, 1)]),
        ("tags", [("grote-oven", "grote-oven", 2), ("feest", "feest", 1)]),
    ]
    assert data.values["card:taart"] == "taste:sweet tags:grote-oven tags:feest"


def test_home_shows_the_field_depth_first(views: Views) -> None:
    data = page(views, "index.md").data
    assert isinstance(data, HomeView)
    assert [(furrow.entry.title, furrow.level) for furrow in data.field] == [("Wortel", 0), ("Tak", 1), ("Blad", 2)]
    assert [entry.title for door in data.doors for entry in door.entries] == ["Patronen", "Register"]


def test_the_register_holds_titles_aliases_and_tags(views: Views) -> None:
    data = page(views, "register.md").data
    assert isinstance(data, IndexView)
    lines = {(line.word, line.sort): [e.title for e in line.entries] for _, lines in data.letters for line in lines}
    assert lines[("Loof", "alias")] == ["Blad"]
    assert lines[("groen", "tag")] == ["Blad"]
    assert [kind.kind for kind in data.kinds] == ["pattern"]
    assert [letter for letter, _ in data.letters] == sorted(letter for letter, _ in data.letters)


def test_the_menu_names_parts_but_opens_those_of_cards(views: Views) -> None:
    made = frame(views, booklet=False)
    assert [(link.title, link.key) for link in made.header] == [
        ("Hoe we werkten", "page:over.md"),
        ("Patronen", "page:patronen/index.md"),
        ("Naslag", "page:register.md"),
    ]
    assert "card:tak" in made.header[1].keys


def test_a_view_that_is_not_opened_on_paper_stays_below_its_part() -> None:
    """A time line among the pages of part 1 leaves the menu as it was, and its cards are current below that part."""
    files = {
        **FILES,
        "meer.md": "---\ntitel: Tijdlijn\nview: timeline\n---\n",
        "bijeenkomsten/start.md": "---\ntitel: Start\n---\n",
    }
    made = Views(corpus(files))
    assert frame(made, booklet=False).header[0].title == "Hoe we werkten"
    assert frame(made, booklet=False).header[0].keys == {"page:over.md", "page:meer.md", "card:start"}
    assert [entry.key for entry in card(made, "start").breadcrumbs] == ["page:index.md", "page:meer.md"]


def test_the_menu_names_a_page_beside_those_of_cards_when_nav_gives_it_a_title() -> None:
    files = {
        **FILES,
        "resultaten/index.md": "---\ntitel: Wat levert het op?\nview: results\n---\n",
        "plattegrond.md": "---\ntitel: Plattegrond\nview: map\n---\n",
    }
    chapters = (
        Chapter("Opbrengst", "resultaten/index.md", PLACE),
        Chapter("", "plattegrond.md", PLACE),
        Chapter("Patronen", "patronen/index.md", PLACE),
    )
    made = in_memory(files, spine=(SpinePart("Deel", chapters),))
    assert [link.title for link in frame(Views(made), booklet=False).header] == ["Opbrengst", "Patronen"]


def test_a_page_has_the_title_that_nav_gives_it() -> None:
    """Where it has none of its own; else lists of pages call it so, as the menu does, and its own heading stays."""
    files = {
        "index.md": "---\nview: home\n---\n",
        "dank.md": "Wij danken iedereen.\n",
        "kop.md": "# Een kop\n\nTekst.\n",
        "eigen.md": "---\ntitel: Zo werkten we samen\n---\nTekst.\n",
        "los.md": "Tekst.\n",
    }
    named = {"dank.md": "Dank aan «wie» er <was>", "kop.md": "De kop", "eigen.md": "Hoe", "los.md": ""}
    chapters = tuple(Chapter(title, path, PLACE) for path, title in named.items())
    made = Views(in_memory(files, spine=(SpinePart("Hoe we werkten", chapters),)))
    pages = {page.path: page for page in made.corpus.pages}
    own = {path: page_view(made, pages[path]).entry.title for path in named}
    listed = {"dank.md": "Dank aan «wie» er <was>", "kop.md": "De kop", "eigen.md": "Hoe", "los.md": "Los"}
    assert own == {**listed, "kop.md": "Een kop", "eigen.md": "Zo werkten we samen"}
    assert {path: made.listed(pages[path]).title for path in named} == listed
    following = page_view(made, pages["kop.md"])
    assert following.previous is not None
    assert following.next is not None
    assert (following.previous.title, following.next.title) == (listed["dank.md"], "Hoe")


def test_home_counts_what_it_brought() -> None:
    files = {
        **FILES,
        "resultaten/index.md": "---\ntitel: Wat levert het op?\nview: results\n---\n",
        **{
            f"resultaten/{n}.md": f"---\ntitel: R{n}\nwaarde: {value}\nten goede aan: {whom}\n---\nIets.\n"
            for n, (value, whom) in enumerate([("direct", "groep"), ("direct", "individu"), ("potentieel", "groep")])
        },
    }
    data = page(Views(corpus(files)), "index.md").data
    assert isinstance(data, HomeView)
    assert (data.direct, data.potential) == (2, 1)
    assert data.worth is not None
    assert data.worth.title == "Wat levert het op?"
    views = {name for names in DOORS.values() for name in names}
    assert VIEWS.keys() - {"home"} <= views, "a view of ours stands behind a door that was chosen for it"


def test_the_colophon_tells_what_was_not_checked_kind_by_kind() -> None:
    card = "---\ntitel: {}\nstatus: vrijgegeven\nniet getoetst: geen groep\n---\nTekst.\n"
    files = {
        **FILES,
        "colofon.md": "---\ntitel: Colofon\nview: colophon\n---\n",
        **{f"tegels/t{n}.md": card.format(f"Tegel {n}") for n in range(2)},
        "bronnen/b.md": card.format("Boek"),
    }
    data = page(Views(corpus(files)), "colofon.md").data
    assert isinstance(data, ColophonView)
    (group,) = [group for group in data.unchecked if group.reason == "geen groep"]
    assert [(label["nl"], [entry.title for entry in same]) for label, same in group.kinds] == [
        ("bron", ["Boek"]),
        ("tegels", ["Tegel 0", "Tegel 1"]),
    ]


def test_only_the_preview_shows_problems() -> None:
    files = {**FILES, "patronen/wortel.md": pattern("Wortel", status="concept", text="Zie [[Niets]].")}
    made = corpus(files)
    shown = card(Views(made, preview=True), "wortel")
    assert [found.code for found in shown.problems if found.severity == "warning"] == ["dangling-link"]
    assert card(Views(made), "wortel").problems == ()


def test_a_title_with_a_sharp_is_a_link() -> None:
    files = {
        **FILES,
        "patronen/c.md": pattern("C# leren"),
        "over.md": "---\ntitel: Over\n---\n\nZie [[C# leren]] en [[Wortel#Probleem]].\n",
    }
    html = addressed(page(Views(corpus(files)), "over.md").html, lambda key, heading: (f"/{key}#{heading}", ""))
    assert '<a href="/card:c#">C# leren</a>' in html
    assert '<a href="/card:wortel#probleem">Wortel</a>' in html


def test_every_view_is_known_before_its_page_is_read() -> None:
    """A page may name the views that stand alone and those of kinds; each of the table is one of these."""
    kinds, _ = load_kinds()
    of_kinds = {kind.view for kind in kinds.by_name.values()}
    assert set(PLAIN_VIEWS) <= VIEWS.keys() <= {*PLAIN_VIEWS, *of_kinds}


def test_names_of_files_make_ids_that_html_and_styles_can_read() -> None:
    """And no two become one."""
    names = ("a b", "a_b", 'a"b', "a'b", "a\\b", "a\tb", "a~b", "a~20~b", "a/b")
    ids = [Entry(f"card:{name}", "x").id for name in names]
    assert len(set(ids)) == len(names)
    assert not any(sign in one for one in ids for sign in " \t\"'\\")
