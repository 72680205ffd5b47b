"""The views of how a group worked: timeline, agenda of questions, and the aspects to look back by."""

from __future__ import annotations

import csv
import io
import re

import pytest

from harvest.problems.language import label, render
from harvest.site.pages import Site
from harvest.views.cards import Views
from harvest.views.pages.agenda import agenda, as_csv
from harvest.views.pages.reflection import reflection
from harvest.views.pages.timeline import timeline
from tests.drawing import booklet_of, in_memory


def drawn(files: dict[str, str]) -> Views:
    """The views of a corpus with these files."""
    return Views(in_memory(files, allowed=True))


def meeting(title: str, above: str) -> str:
    return f"---\ntitel: {title}\n{above}\n---\n\n## Effect\n\nHet werd anders.\n"


def test_moments_stand_in_the_order_of_their_dates_and_the_least_precise_first() -> None:
    dates = ["3 april 2012", "2012-03-01", "voorjaar 2012", "2012", "winter 2011-2012", "april 2012", "2009"]
    files = {f"bijeenkomsten/m{n}.md": meeting(f"M {day}", f"datum: {day}") for n, day in enumerate(dates)}
    view = timeline(drawn({**files, "bijeenkomsten/z.md": meeting("Ooit", "soort: mijlpaal")}))
    titles = [(year.year, [moment.card.entry.title for moment in year.moments]) for year in view.years]
    assert titles == [
        (2009, ["M 2009"]),
        (2011, ["M winter 2011-2012"]),
        (2012, ["M 2012", "M voorjaar 2012", "M 2012-03-01", "M april 2012", "M 3 april 2012"]),
        (None, ["Ooit"]),
    ]
    assert view.years[-1].moments[0].milestone


def test_a_moment_names_where_its_effect_shows_once() -> None:
    files = {
        "bijeenkomsten/m.md": meeting("Aftrap", "datum: 2012"),
        "patronen/p.md": "---\ntitel: Ritme\ngezien bij: Aftrap\n---\n## Voorbeelden\n[[Aftrap]]\n",
        "vragen/v.md": "---\ntitel: Wat nu?\ningebracht bij: Aftrap\nbesproken bij: Aftrap\n---\nX.\n",
    }
    (year,) = timeline(drawn(files)).years
    (moment,) = year.moments
    assert [entry.title for entry in moment.shows] == ["Ritme"]
    assert [entry.title for entry in moment.raised] == [entry.title for entry in moment.discussed] == ["Wat nu?"]


def test_a_moment_shows_its_three_steps_on_the_site_and_on_paper() -> None:
    """Also when a step is a list, to which no label can be put in front."""
    steps = ("## Beginsituatie\n\nEerst.", "## Wat er gebeurde\n\n- Toen.\n- En toen.\n\nDaarop.", "## Effect\n\nNu.")
    files = {
        "bijeenkomsten/m.md": "---\ntitel: Aftrap\ndatum: 2012\nin één zin: Samen.\nwerkvormen: [loop]\n---\n"
        + "\n\n".join(steps),
        "bijeenkomsten/n.md": "---\ntitel: Leeg\ndatum: 2012\n---\n",
        "tijd.md": "---\ntitel: Tijdlijn\nview: timeline\n---\n",
    }
    corpus = in_memory(files, allowed=True)
    page = corpus.directory.by_path["tijd.md"]
    site = Site(corpus, preview=True, booklet=False).content(page, "").partition('<ol class="row-wide">')[2]
    paper = booklet_of(corpus).partition('<section class="row moment"')[2]
    in_order = [
        "Beginsituatie",
        "Eerst.",
        "Wat er gebeurde",
        "Toen.",
        "En toen.",
        "Daarop.",
        "Loop",
        "veranderde",
        "Nu.",
    ]
    for html in (site, paper):
        words = " ".join(re.sub("<[^>]+>", " ", html).split())
        places = [words.casefold().index(word.casefold()) for word in in_order]
        assert places == sorted(places)
        assert words.count("Wat er gebeurde") == 1


def question(title: str, above: str = "") -> str:
    return f"---\ntitel: {title}\n{above}\n---\n\nEen vraag.\n"


MEETINGS = {f"bijeenkomsten/m{n}.md": meeting(f"Keer {n}", f"datum: 201{n}") for n in range(1, 5)}


def test_a_question_that_came_back_at_three_meetings_and_is_open_stands_on_top() -> None:
    view = agenda(
        drawn(
            {
                **MEETINGS,
                "bronnen/boek.md": "---\ntitel: Boek\n---\nX.\n",
                "vragen/a.md": question("Twee keer", "vraag is: open\nbesproken bij: [Keer 1, Keer 2]"),
                "vragen/b.md": question("Drie keer", "vraag is: open\ningebracht bij: Keer 1\nbesproken bij: [m2, m3]"),
                "vragen/c.md": question("Vier keer", "vraag is: mee bezig\nbesproken bij: [m1, m2, m3, m4, Keer 4]"),
                "vragen/d.md": question("Klaar", "vraag is: beantwoord\nbesproken bij: [m1, m2, m3]"),
                "vragen/e.md": question(
                    "Uit een boek", "vraag is: open\ningebracht bij: Boek\nbesproken bij: [m1, m2]"
                ),
                "vragen/f.md": question("Weg", "vraag is: overgedragen\novergedragen aan: de gemeente"),
                "vragen/g.md": question("Zonder stand"),
                "lessen/l.md": "---\ntitel: Les\nbeantwoordt: Klaar\n---\nX.\n",
            }
        )
    )
    assert [(one.card.entry.title, one.meetings) for one in view.stubborn] == [("Vier keer", 4), ("Drie keer", 3)]
    states = [(label(state.label, "nl"), [one.card.entry.title for one in state.questions]) for state in view.states]
    assert states == [
        ("open", ["Twee keer", "Uit een boek"]),
        ("beantwoord", ["Klaar"]),
        ("overgedragen", ["Weg"]),
        ("nog niet gezegd", ["Zonder stand"]),
    ]
    assert [entry.title for entry in view.states[1].questions[0].answers] == ["Les"]
    assert view.states[2].questions[0].handed_to == "de gemeente"


def test_a_meeting_after_this_edition_is_planned_and_nothing_was_discussed_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """So it counts for nothing yet; the first one stands on top of the agenda, on the site and in the booklet."""
    files = {
        **MEETINGS,
        "bijeenkomsten/m5.md": meeting("Keer 5", "datum: najaar 2014"),
        "vragen/a.md": question("Twee keer", "vraag is: open\nbesproken bij: [m1, m2, m4, m5]"),
        "vragen/b.md": question("Drie keer", "vraag is: open\ningebracht bij: m1\nbesproken bij: [m2, m3]"),
        "vragen/c.md": question("Nieuw", "vraag is: open\ningebracht bij: m5"),
        "vragen/d.md": question("Klaar", "vraag is: beantwoord\nbesproken bij: m4"),
        "casussen/c.md": "---\ntitel: Hier\nsoort: eigen\nop tafel bij: m4\n---\n\n## Gebeurtenissen\n\nX.\n",
        "agenda.md": "---\ntitel: Agenda\nview: agenda\n---\n",
    }
    shown = []
    for epoch in ("1388491200", "1420113600"):  # the last day of 2013, and 1 January 2015
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        corpus = in_memory(files, allowed=True)
        page = Site(corpus, preview=True, booklet=False).content(corpus.directory.by_path["agenda.md"], "")
        booklet = booklet_of(corpus)
        shown.append((agenda(Views(corpus)), page, booklet))
    (before, *pages), (after, *later) = shown
    assert before.coming
    assert (before.coming.entry.title, render(before.coming.day, "nl")) == ("Keer 4", "2014")
    waits = (before.coming.questions, before.coming.stubborn, before.coming.cases)
    assert [[one.title for one in entries] for entries in waits] == [["Twee keer"], ["Drie keer"], ["Hier"]]
    two = next(one for one in before.questions if one.card.entry.title == "Twee keer")
    assert (two.meetings, two.stubborn) == (2, False)
    assert [[one.title for one in entries] for entries in (two.discussed, two.planned)] == [
        ["Keer 1", "Keer 2"],
        ["Keer 4", "Keer 5"],
    ]
    assert [one.card.entry.title for one in before.stubborn] == ["Drie keer"]
    assert all("De volgende bijeenkomst" in html and "Staat klaar voor" in html for html in pages)
    assert after.coming is None
    assert [(one.card.entry.title, one.meetings) for one in after.stubborn] == [("Twee keer", 4), ("Drie keer", 3)]
    assert not any("De volgende bijeenkomst" in html or "Staat klaar voor" in html for html in later)


def test_no_cell_of_the_table_starts_a_formula() -> None:
    titles = ["=1+1", "+31", "-2", "@SUM(A1)", "\t=3", 'Gewoon; met \\"tekens\\"', "＝4"]
    files = {f"vragen/v{n}.md": question(f'"{title}"') for n, title in enumerate(titles)}
    text = as_csv(agenda(drawn(files)), lambda key: f"={key}", "nl")
    assert text.startswith("\ufeff")
    head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";")
    assert head[0] == "vraag"
    assert len(rows) == len(titles)
    assert not [cell for row in rows for cell in row if cell.strip()[:1] in ("=", "+", "-", "@", "＝")]
    assert 'Gewoon; met "tekens"' in [row[0] for row in rows]


def test_every_aspect_puts_its_question_and_names_its_cards() -> None:
    view = reflection(drawn({"lessen/l.md": "---\ntitel: Les\naspecten: [plek, opbrengst]\n---\nX.\n"}))
    touched = {aspect.name: [entry.title for entry in aspect.entries] for aspect in view.aspects}
    assert touched == {
        **{key: [] for key in ("intention", "activity", "values", "context", "actants")},
        **{key: ["Les"] for key in ("place", "outcome")},
    }
    assert all(label(aspect.question, language).endswith("?") for aspect in view.aspects for language in ("nl", "en"))
