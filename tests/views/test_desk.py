"""The editor's desk: what every card lacks, who still has to see it, and what is left to do before publication."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from harvest.commands.init import make_publication
from harvest.problems.codes import Code
from harvest.problems.language import render
from harvest.problems.problem import Message
from harvest.views.desk.desk import STARTER, desk
from harvest.views.desk.values import Desk, DeskCard, DeskItem, StatusOnDesk
from tests.desk import FILES, ROLE, TODAY
from tests.drawing import CONFIG, pattern, read, written

LIST = "spelregel: chatham"


def titles(items: tuple[DeskItem, ...]) -> list[str]:
    """The titles of these, in order."""
    return [item.entry.title for item in items]


def said(message: Message) -> str:
    """A message in Dutch."""
    return render(message, "nl")


def made(folder: Path, files: Mapping[str, str] = FILES, today: date = TODAY, *, named: bool = False) -> Desk:
    """The desk of a publication."""
    return desk(read(written(folder, files)), today, named=named)


@pytest.fixture
def whole(tmp_path: Path) -> Desk:
    """The desk of the harvest in the making."""
    return made(tmp_path)


def test_every_card_by_status_and_kind(whole: Desk) -> None:
    """The released come first, since of them most is wrong; each kind is told once for each status."""
    counts = [(status.status, [(kind.name, len(kind.cards)) for kind in status.kinds]) for status in whole.statuses]
    assert counts == [
        ("released", [("pattern", 2)]),
        ("draft", [("pattern", 4), ("question", 4), ("case", 1), ("meeting", 5)]),
        ("reviewed", [("pattern", 1)]),
    ]
    assert whole.count == len({card.item.path for card in whole.cards}) == 17


def _all(status: StatusOnDesk) -> list[DeskCard]:
    return [card for kind in status.kinds for card in kind.cards]


def test_what_each_card_lacks_errors_first(whole: Desk) -> None:
    by_title = {card.item.entry.title: card for card in whole.cards}
    root = by_title["Wortel"]
    assert [problem.severity for problem in root.problems] == ["error"] * 3
    severities = [problem.severity for card in whole.cards for problem in card.problems]
    assert set(severities) == {"error", "warning", "hint"}
    for card in whole.cards:
        ranks = [["error", "warning", "hint"].index(problem.severity) for problem in card.problems]
        assert ranks == sorted(ranks)
    assert [problem.code for problem in by_title["Blad"].problems] == ["missing-section", "dangling-link"]
    assert by_title["Tak"].ready
    assert [part["nl"] for part in by_title["Blad"].lacks] == [
        *("Context", "Wat eraan trekt", "Wat het oplevert en kost", "hoe zeker")
    ]
    assert not any(card.lacks for status in whole.statuses if status.status != "draft" for card in _all(status))
    released = next(status for status in whole.statuses if status.status == "released")
    assert [card.item.entry.title for card in released.kinds[0].cards] == ["Wortel", "Knop"]


def test_what_must_be_released_together(whole: Desk) -> None:
    """The smallest sets: all that is reached, through what stays at home too, and nothing besides."""
    assert [(titles(one.items), titles(one.because)) for one in whole.together] == [
        (["Blad", "Stam", "Tak"], ["Wortel"]),
        (["Bloem"], ["Knop"]),
    ]


def test_what_one_card_brings_along_stands_in_the_hint(tmp_path: Path) -> None:
    corpus = read(written(tmp_path, FILES))
    hints = {said(one.message): said(one.hint) for one in corpus.problems if one.code == "link-to-unpublished"}
    assert [hint for message, hint in hints.items() if "«Stam»" in message] == [
        "Geef die kaart vrij, samen met waar hij naar verwijst: «Blad». Of haal de verwijzing weg."
    ]
    assert [hint for message, hint in hints.items() if "«Tak»" in message] == [
        "Geef die kaart vrij of haal de verwijzing weg."
    ]


def test_a_ring_and_a_long_row_end(tmp_path: Path) -> None:
    """What leads back is told once, and of many the hint names some."""
    row = {
        f"content/patronen/r{n:02}.md": pattern(f"Rij {n}", status="concept", above=f"zie ook: Rij {(n + 1) % 30}\n")
        for n in range(30)
    }
    files = {**FILES, **row, "content/patronen/begin.md": pattern("Begin hier", above="zie ook: Rij 0\n")}
    corpus = read(written(tmp_path, files))
    hint = next(said(one.hint) for one in corpus.problems if "«Rij 0»" in said(one.message))
    assert "«Rij 8» en waar die naar verwijzen" in hint
    assert "«Rij 9»" not in hint
    assert {len(one.items) for one in desk(corpus, TODAY).together} == {30, 3, 1}


def test_what_is_held_back_is_not_released_by_a_status(tmp_path: Path) -> None:
    """An organisation without consent is in no set, nor is its name in a hint; it brings nothing along either."""
    files = {
        **FILES,
        "content/organisaties/geheim.md": "---\ntitel: Stichting Stil\ntoestemming: nee\nstatus: concept\n---\n\nX.\n",
        "content/patronen/tak.md": pattern("Tak", status="concept", text="Zie [[Stichting Stil]]."),
    }
    corpus = read(written(tmp_path, files))
    assert "Stichting Stil" not in str(desk(corpus, TODAY).together)
    assert "Stichting Stil" not in " ".join(said(one.hint) for one in corpus.problems)


def test_who_still_has_to_see_it(whole: Desk, tmp_path: Path) -> None:
    shown = whole.shown
    assert [(one.entry.title, said(one.what)) for one in shown.against] == [
        ("Wortel", "«liever anders», sinds 3 mei 2026")
    ]
    assert [(one.entry.title, said(one.what)) for one in shown.changed] == [
        ("Knop", "de tekst is veranderd; getoond op 2 mei 2026")
    ]
    assert [(one.entry.title, said(one.what)) for one in shown.unanswered] == [("Stam", "sinds 4 mei 2026")]
    assert ROLE not in str(whole)
    assert ROLE in str(made(tmp_path, named=True).shown)


def test_a_card_whose_own_mark_is_old_waits_too(tmp_path: Path) -> None:
    """Nobody wrote down who saw it; that it changed since shows all the same."""
    text = pattern("Los", status="getoetst").replace(
        "niet getoetst: om te proberen", "getoetst op: 2026-04-03\ngetoetste tekst: 0000-0000-0000-0000"
    )
    changed = made(tmp_path, {**FILES, "content/patronen/los.md": text}).shown.changed
    assert [(one.entry.title, said(one.what)) for one in changed][-1] == (
        "Los",
        "de tekst is veranderd; getoond op 3 april 2026",
    )


@pytest.mark.parametrize(
    ("today", "meeting", "questions", "cases", "stubborn"),
    [
        (date(2026, 6, 1), "Straks", ["Wat doen we nu?"], ["Hier"], ["Waarom duurt het?"]),
        (date(2026, 6, 20), "Later", [], [], ["Waarom duurt het?"]),  # of this very day nothing waits any more
        (date(2026, 5, 1), "Drie", ["Waarom duurt het?"], [], []),  # only what was before counts
        (date(2027, 1, 1), "", [], [], ["Waarom duurt het?"]),
    ],
)
def test_what_waits_for_the_next_meeting(
    today: date, meeting: str, questions: list[str], cases: list[str], stubborn: list[str], tmp_path: Path
) -> None:
    waiting = made(tmp_path, today=today).meeting
    assert (waiting.meeting.entry.title if waiting.meeting else "") == meeting
    assert (titles(waiting.questions), titles(waiting.cases), titles(waiting.stubborn)) == (questions, cases, stubborn)


def test_questions_handed_over_to_nobody(whole: Desk) -> None:
    assert titles(whole.handed_to_nobody) == ["Wie neemt het over?"]


def test_the_steps_what_blocks_first(whole: Desk) -> None:
    """Then what is better done before, and last what is done."""
    states = [(step.name, step.done, step.blocks) for step in whole.steps]
    assert states[:3] == [("errors", False, True), ("together", False, True), ("shown", False, True)]
    assert {name for name, done, _ in states if not done} == {
        *("errors", "together", "shown", "handed-over", "result", "ambition", "colophon", "roles", "licence")
    }
    assert [name for name, done, _ in states if done] == ["released", "rule", "starters", "question"]
    assert [done for _, done, _ in states] == sorted(done for _, done, _ in states)


def test_each_step_is_done_once_it_is(tmp_path: Path) -> None:
    """A harvest in which nothing is left to do has no step that is not done, and one with a rule has two more."""
    config = CONFIG.replace(
        'record: {vraagstuk: "Hoe leren we samen?", ',
        'record: {vraagstuk: "Hoe?", ambitie: Veel, rollen: {redactie: twee deelnemers}, licentie: CC BY 4.0, ',
    )
    files = {
        "mkdocs.yml": config,
        "content/index.md": "---\ntitel: Begin\nview: home\n---\n",
        "content/colofon.md": "---\ntitel: Colofon\nview: colophon\n---\n",
        "content/patronen/index.md": "---\ntitel: Patronen\nview: patterns\n---\n",
        "content/patronen/een.md": pattern("Een", above="zie ook: Twee\n"),
        "content/patronen/twee.md": pattern("Twee"),
    }
    done = made(tmp_path, files)
    assert done.to_do == ()
    assert {step.name for step in done.steps} == {
        *("errors", "released", "rule", "shown", "together", "starters"),
        *("question", "ambition", "colophon", "roles", "licence"),
    }
    strict = made(tmp_path, {**files, "mkdocs.yml": config.replace("spelregel: open", LIST)})
    assert {(step.name, step.done) for step in strict.steps if step.name in ("list", "names")} == {
        ("list", False),
        ("names", True),
    }
    silent = made(tmp_path, {**files, "mkdocs.yml": config.replace(", spelregel: open", "")})
    assert [(step.name, step.blocks) for step in silent.to_do] == [("rule", False)]
    draft = made(tmp_path, {**files, **{path: text.replace("vrijgegeven", "concept") for path, text in files.items()}})
    assert [(step.name, step.blocks) for step in draft.to_do] == [("released", False)]


def test_what_init_put_there_and_nobody_changed(tmp_path: Path) -> None:
    """Each file once, cards and pages by their title, the settings by their name."""
    corpus = read(written(tmp_path, FILES))
    first = corpus.problems[0]
    left = tuple(
        replace(first, path=path, code=cast(Code, STARTER), severity="warning")
        for path in ("content/index.md", "content/patronen/tak.md", "content/patronen/tak.md", "mkdocs.yml")
    )
    with_them = desk(replace(corpus, problems=(*corpus.problems, *left)), TODAY)
    assert titles(with_them.starters) == ["Begin", "Tak", "mkdocs.yml"]
    step = next(step for step in with_them.steps if step.name == "starters")
    assert (step.done, step.blocks, step.work) == (False, False, 3)


def test_examples_that_are_still_drafts_are_on_it_too(tmp_path: Path) -> None:
    """No check tells of them yet, for they are seen by nobody; but whoever tidies up wants to see them all."""
    make_publication(tmp_path / "oogst", "nl")
    written(tmp_path / "oogst", {"content/patronen/eigen.md": pattern("Eigen", status="concept")})
    left = desk(read(tmp_path / "oogst"), TODAY).starters
    assert {"Rondje vooraf (voorbeeld)", "Wie zwijgt, stemt niet toe (voorbeeld)", "mkdocs.yml"} <= set(titles(left))
    assert "Eigen" not in titles(left)
    assert len({item.path for item in left}) == len(left)


def test_a_kind_without_status_is_published_as_it_is(tmp_path: Path) -> None:
    """Of its cards none is asked to be released, and they stand apart."""
    kind = "kind: note\nlabel: {nl: notitie}\nplural: {nl: notities}\nfolders: {nl: notities}\ndrop: [status]\n"
    config = CONFIG.replace("print: false", "print: false, kinds: note.yml")
    files = {"mkdocs.yml": config, "note.yml": kind, "content/notities/een.md": "---\ntitel: Een\n---\n\nX.\n"}
    own = made(tmp_path, files)
    assert [(status.status, status.label["nl"], status.count) for status in own.statuses] == [("", "zonder status", 1)]
    assert next(step for step in own.steps if step.name == "released").done


def test_an_empty_publication(tmp_path: Path) -> None:
    empty = made(tmp_path, {"mkdocs.yml": CONFIG, "content/index.md": "Welkom.\n"})
    assert (empty.count, empty.statuses, empty.together, empty.shown.count) == (0, (), (), 0)
    assert not next(step for step in empty.steps if step.name == "released").done
    assert empty.empty
    broken = made(tmp_path, {"mkdocs.yml": "site_name: [\n"})
    assert (broken.count, broken.empty) == (0, False)
    assert [one.path for one in broken.elsewhere] == ["mkdocs.yml"]


def test_what_is_no_card_is_told_too(tmp_path: Path) -> None:
    files = {**FILES, "content/index.md": "Zie [[Nergens]].\n", "content/patronen/kopie/los.md": pattern("Nog eens")}
    elsewhere = {one.path: one for one in made(tmp_path, files).elsewhere}
    page = elsewhere["content/index.md"]
    assert [problem.code for problem in page.problems] == ["dangling-link"]
    assert page.item is not None
    both = [card for card in made(tmp_path, files).cards if card.item.path.endswith("los.md")]
    assert {(card.item.entry.title, bool(card.item.entry.key)) for card in both} == {("Los", False), ("Nog eens", True)}
