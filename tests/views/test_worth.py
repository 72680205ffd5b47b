"""The views of what it brought: results for managers, and who works with whom."""

from __future__ import annotations

from harvest.views.cards import Views
from harvest.views.pages.collaborations import collaborations
from harvest.views.pages.home import home
from harvest.views.pages.results import Request, results
from tests.drawing import RELEASED, in_memory


def drawn(files: dict[str, str], **record: object) -> Views:
    """The views of a published corpus with these files, everything in them released."""
    content = {path: text.replace("---\n", "---\n" + RELEASED, 1) for path, text in files.items()}
    return Views(in_memory(content, allowed=True, record=record).published())


def result(title: str, above: str) -> str:
    return f"---\ntitel: {title}\nin één zin: {title} hielp.\n{above}\n---\nX.\n"


def test_results_stand_by_who_gains_and_those_of_individuals_nowhere() -> None:
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


def test_what_is_also_for_individuals_stays_away_where_several_may_be_chosen() -> None:
    """A community may declare that a result is good for more than one."""
    declared = b"kind: result\nfields: {beneficiary: {type: choices}}\n"
    text = (
        "---\n"
        + RELEASED
        + result("Moed", "waarde: potentieel\nten goede aan: [individu, groep]").removeprefix("---\n")
    )
    files = {"resultaten/a.md": text, "waarde.md": "---\nview: results\n---\n"}
    corpus = in_memory(files, [("resultaat.yml", declared)], allowed=True)
    views = Views(corpus.published())
    assert results(views).empty
    assert home(views).potential == 0
    assert "no-result" in {found.code for found in corpus.problems}


def test_only_results_for_individuals_leave_the_page_empty() -> None:
    assert results(drawn({"resultaten/c.md": result("Moed", "waarde: direct\nten goede aan: individu")})).empty


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
