"""The views of what it brought: results for managers, and who works with whom."""

from __future__ import annotations

from harvest.publication import Edition
from harvest.site.data import edition_data
from harvest.site.pages import Site
from harvest.views.cards import Views
from harvest.views.pages.collaborations import collaborations
from harvest.views.pages.home import home
from harvest.views.pages.results import Request, ResultsView, results
from tests.drawing import RELEASED, in_memory


def drawn(files: dict[str, str], edition: Edition = "public", **record: object) -> Views:
    """The views of a published corpus with these files, everything in them released."""
    content = {path: text.replace("---\n", "---\n" + RELEASED, 1) for path, text in files.items()}
    return Views(in_memory(content, allowed=True, record=record, edition=edition).published())


def result(title: str, above: str) -> str:
    return f"---\ntitel: {title}\nin één zin: {title} hielp.\n{above}\n---\nX.\n"


def test_results_stand_by_who_gains_and_those_of_individuals_nowhere_outside_the_circle() -> None:
    view = results(
        drawn(
            {
                "resultaten/a.md": result(
                    "Tender", "waarde: direct\nten goede aan: organisatie\nwaar te zien: in de tender"
                ),
                "resultaten/b.md": result("Netwerk", "waarde: potentieel\nten goede aan: organisatie\nberust op: Les"),
                "resultaten/c.md": result("Moed", "waarde: direct\nten goede aan: individu"),
                "resultaten/d.md": result("Bijvangst", "waarde: direct\nten goede aan: groep\nonbedoeld: ja"),
                "resultaten/e.md": result("Los", "waarde: direct"),
                "lessen/l.md": "---\ntitel: Les\n---\nX.\n",
            }
        )
    )
    (gain,) = view.gains
    assert gain.name == "organisation"
    assert [one.card.entry.title for one in gain.direct] == ["Tender"]
    assert gain.direct[0].visible_where == "in de tender"
    assert [(one.card.entry.title, [end.title for end in one.evidence]) for one in gain.potential] == [
        ("Netwerk", ["Les"])
    ]
    assert [one.card.entry.title for one in view.unintended] == ["Bijvangst"]
    assert [one.card.entry.title for one in view.unplaced] == ["Los"]
    claims = (*gain.direct, *gain.potential, *view.unintended, *view.unplaced)
    assert "Moed" not in {one.card.entry.title for one in claims}


FOR_WHOM = {
    "resultaten/a.md": result("Moed", "waarde: potentieel\nten goede aan: [individu, bewoners, groep]"),
    "resultaten/b.md": result("Lef", "waarde: direct\nten goede aan: individu"),
    "resultaten/c.md": result("Tijd", "waarde: direct\nten goede aan: [groep]"),
    "index.md": "---\ntitel: Begin\nview: home\n---\n",
    "waarde.md": "---\ntitel: Waarde\nview: results\n---\n",
}


def gains(view: ResultsView) -> list[tuple[str, list[str]]]:
    """For whom, and the titles of what they gain."""
    return [(gain.name, [one.card.entry.title for one in (*gain.direct, *gain.potential)]) for gain in view.gains]


def test_what_is_for_several_stands_with_each_and_for_individuals_in_the_circle_alone() -> None:
    """Also on the card itself, in the filters and in the data; home counts each once."""
    outside = drawn(FOR_WHOM)
    assert gains(results(outside)) == [("group", ["Tijd", "Moed"]), ("residents", ["Moed"])]
    assert not results(outside).individuals
    assert (home(outside).direct, home(outside).potential) == (1, 1)
    data = edition_data(outside, lambda key: key)["cards"]
    assert [card["fields"]["beneficiary"] for card in data] == [["residents", "group"], ["group"]]
    inside = drawn(FOR_WHOM, edition="circle")
    assert gains(results(inside)) == [
        ("group", ["Tijd", "Moed"]),
        ("residents", ["Moed"]),
        ("individual", ["Lef", "Moed"]),
    ]
    assert results(inside).individuals
    assert (home(inside).direct, home(inside).potential) == (2, 1)
    (fact,) = [fact for fact in inside.card(inside.corpus.cards[1]).facts if fact.name == "beneficiary"]
    assert fact.names == ("individual", "residents", "group")


def test_only_results_for_individuals_leave_the_page_empty() -> None:
    files = {path: FOR_WHOM[path] for path in ("resultaten/b.md", "waarde.md")}
    assert results(drawn(files)).empty
    released = {path: text.replace("---\n", f"---\n{RELEASED}", 1) for path, text in files.items()}
    corpus = in_memory(released, allowed=True)
    assert "no-result" in {problem.code for problem in corpus.problems}


def test_a_preview_marks_what_only_the_circle_sees() -> None:
    """And what no edition shows; a draft that may leave the circle later is no more than a draft."""
    agreed = "toestemming: ja\ntoestemming van: de directeur\nop: 2012-04-03\n"
    files = {
        "organisaties/a.md": f"---\ntitel: Aalst\n{agreed}voor: kring\n---\n",
        "organisaties/b.md": f"---\ntitel: Brink\n{agreed}---\n",
        "organisaties/c.md": "---\ntitel: Corps\ntoestemming: nee\n---\n",
        "samenwerkingen/s.md": "---\ntitel: Samen\npartners: [a, b]\n---\n",
        "samenwerkingen/t.md": "---\ntitel: Toch\npartners: [b, c]\n---\n",
        "resultaten/moed.md": result("Moed", "ten goede aan: individu"),
        "resultaten/lef.md": result("Lef", "ten goede aan: [individu, groep]"),
    }
    site = Site(in_memory(files), preview=True, booklet=False)
    page = {path: site.content(node, "../") for path, node in site.nodes.items()}
    assert "Alleen de uitgave van de kring mag deze kaart laten zien." in page["organisaties/a.md"]
    assert "Deze kaart staat in geen enkele uitgave" in page["organisaties/c.md"]
    assert "de uitgave" not in page["organisaties/b.md"]
    views = site.views
    entries = [views.entry(card) for card in views.corpus.cards]
    assert {entry.title for entry in entries if entry.circle_only} == {"Aalst", "Samen", "Moed"}
    assert {entry.title for entry in entries if entry.held_back} == {"Corps", "Toch"}


def test_what_is_asked_is_read_by_the_words_authors_choose() -> None:
    asked = (
        {"van": "de wethouder", "wat": "tijd", "wanneer": "voor de zomer"},
        {"Of whom": "the board", "by when": "May", "why": "it helps"},
        {"": "Kom langs"},
    )
    assert results(drawn({}, asked=asked, continues=("de kring",))).asked == (
        Request("de wethouder", "tijd", "voor de zomer"),
        Request("the board", "", "May", (("why", "it helps"),)),
        Request("", "Kom langs", ""),
    )


ORGANISATIONS = {
    f"organisaties/{name.lower()}.md": f"---\ntitel: {name}\ntoestemming: {consent}\n---\nX.\n"
    for name, consent in {"Aalst": "ja", "Brink": "ja", "Corps": "ja", "Dorp": "nee", "Eind": "ja"}.items()
}


def together(title: str, partners: str) -> str:
    return f"---\ntitel: {title}\npartners: [{partners}]\n---\nX.\n"


def test_a_lane_runs_from_its_first_partner_to_its_last() -> None:
    view = collaborations(
        drawn(
            {
                **ORGANISATIONS,
                "samenwerkingen/een.md": together("Eerste", "Aalst, Brink, Corps"),
                "samenwerkingen/twee.md": together("Tweede", "Aalst, Corps"),
            }
        )
    )
    (drawing,) = view.drawings
    assert [(row.entry.title, row.crossings) for row in drawing.rows] == [
        ("Aalst", ("first", "first")),
        ("Brink", ("partner", "through")),
        ("Corps", ("last", "last")),
    ]
    assert [card.entry.title for card in view.others] == ["Eind"]


def test_who_did_not_agree_is_named_nowhere() -> None:
    view = collaborations(
        drawn(
            {
                **ORGANISATIONS,
                "samenwerkingen/drie.md": together("Met drie", "Aalst, Brink, Dorp"),
                "samenwerkingen/twee.md": together("Met twee", "Aalst, Dorp"),
            }
        )
    )
    assert [one.card.entry.title for one in view.collaborations] == ["Met drie"]
    assert "Dorp" not in repr(view)


def test_many_collaborations_are_drawn_in_parts() -> None:
    files = {f"samenwerkingen/s{n}.md": together(f"Werk {n:02}", "Aalst, Brink") for n in range(23)}
    view = collaborations(drawn({**ORGANISATIONS, **files}))
    assert [len(drawing.lanes) for drawing in view.drawings] == [8, 8, 7]
    assert [one.number for drawing in view.drawings for one in drawing.lanes] == list(range(1, 24))
