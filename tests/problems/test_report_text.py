"""The report for people: by file, with the line and a mark below the place, and calm however much there is.

`python -m tests.problems.test_report_text` writes the golden reports anew; look at each change before you keep it.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.cells import cell_len

from harvest.corpus import Corpus
from harvest.privacy.people.people import People, Person
from harvest.privacy.veil import Veil
from harvest.problems.codes import RULES, Code, may_show_line
from harvest.problems.hiding import hide_with
from harvest.problems.problem import Place, Position, Problem, problem, say
from harvest.problems.report.cells import UNSEEN, cells, printable, wrapped
from harvest.problems.report.excerpt import CUT, excerpt
from harvest.problems.report.text import EXAMPLES, Look, for_people
from harvest.site.source_lines import source_lines
from tests.drawing import LEAN, Draw, drawn, read

REPORTS = Path(__file__).with_name("reports")
CARD = {
    "nl": "---\ntitel: {title}\nkomt van: {origin}\n{more}---\n\n## Eerst dachten we\n\n{text}\n\n## Toen gebeurde\n\n"
    "Niemand las het.\n\n## Nu doen we\n\nWe gaan langs.\n",
    "en": "---\ntitle: {title}\norigin: {origin}\n{more}---\n\n## First we thought\n\n{text}\n\n"
    "## Then this happened\n\nNobody read it.\n\n## Now we do\n\nWe visit.\n",
}
WORDS = {
    "nl": {"folder": "lessen", "origin": "deelnemers", "phase": "fase: verkenen", "link": "Zeswekenritem"},
    "en": {"folder": "lessons", "origin": "participants", "phase": "phase: explor", "link": "Lesson numbr 1"},
}


def publication(language: str) -> dict[str, str]:
    """One with a mistake of every sort: in the settings, far to the right, behind an emoji, often the same, unsafe."""
    said, card = WORDS[language], CARD[language]

    def lesson(title: str, text: str = "Iets.", more: str = "", origin: str = said["origin"]) -> str:
        return card.format(title=title, text=text, more=more, origin=origin)

    often = {f"{said['folder']}/{n:02}.md": lesson(f"Nummer {n}", more=f"{said['phase']}\n") for n in range(1, 31)}
    link = f"[[{said['link']}]]"
    title = {"nl": "Zeswekenritme", "en": "Lesson number 1"}[language]
    return {
        "mkdocs.yml": LEAN.format(language=language).replace("record:", "recrod: x\n      record:"),
        f"{said['folder']}/doel.md": lesson(title),
        f"{said['folder']}/breed.md": lesson(
            "Breed",
            f"👩‍🌾 zei 日本 cafe\u0301 {link}.\n\n\t-\tna een tab {link}\n\n"
            f"{'Een lang verhaal. ' * 60}{link}{' En zo voort.' * 60}",
        ),
        f"{said['folder']}/mail.md": lesson("Mail", f"Mail naar jan.jansen@bouwhof.nl of {link}.", origin="wie"),
        **often,
    }


def reported(root: Path, language: str, look: Look) -> str:
    corpus = read(root)
    return for_people(corpus.problems, Path(), len(corpus.cards), language, source_lines(corpus.publication), look)


LOOKS = {"60": Look(60), "80": Look(80), "140": Look(140), "file": Look(), "colours": Look(80, colours=True)}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("look", LOOKS)
def test_the_report_is_as_it_was_agreed(draw: Draw, language: str, look: str) -> None:
    root = draw(publication(language), language)
    golden = (REPORTS / f"{language}-{look}.txt").read_text("utf-8")
    assert f"{reported(root, language, LOOKS[look])}\n" == golden


@pytest.mark.parametrize("width", [60, 80, 140])
def test_no_line_is_wider_than_the_terminal(draw: Draw, width: int) -> None:
    """And no word is broken: each line of words ends and begins with whole ones of the report without width."""
    root = draw(publication("nl"), "nl")
    whole = reported(root, "nl", Look())
    for line in reported(root, "nl", Look(width)).splitlines():
        assert cell_len(line) <= width, line
        if line.startswith("  ") and "│" not in line:
            assert line.strip() in whole.replace("\n  ", " "), line


def test_colours_change_nothing_but_colours(draw: Draw) -> None:
    root = draw(publication("nl"), "nl")
    painted = reported(root, "nl", Look(80, colours=True))
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == reported(root, "nl", Look(80))
    assert painted.count("\x1b[") % 2 == 0


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("abc fout def", "fout"),
        ("日本語 fout", "fout"),
        ("👩‍🌾❤️🇳🇱 fout", "fout"),
        ("cafe\u0301 e\u0301e\u0301n fout", "fout"),
        ("\ttab\tfout", "fout"),
        ("een 日本 twee", "日本"),
        ("een\ttwee", "\t"),
        ("a\u200bb", "\u200b"),
        ("\u202eomgekeerd fout", "fout"),
        ("x\x1b[31m fout", "fout"),
    ],
)
@pytest.mark.parametrize("times", [1, 300])
def test_the_mark_stands_below_the_place(line: str, marked: str, times: int) -> None:
    """In cells of the terminal, also far along a line; nothing in the line can move the cursor."""
    line = "woord 日本 é " * (times - 1) + line + " na" * (times - 1)
    start = line.rindex(marked)
    shown = excerpt(line, start, start + len(marked), 60)
    assert cells(shown.text) <= 60
    seen = printable(marked, shown.before)
    places = [at for at in range(len(shown.text)) if shown.text.startswith(seen, at)]
    assert shown.before in [cells(shown.text[:at]) for at in places], shown
    assert shown.marked == cells(seen)
    assert not re.search(r"[\x00-\x1f\x7f\u200b\u202e]", shown.text)


def test_a_long_line_shows_what_is_around_the_place() -> None:
    line = "woord " * 20_000 + "hier" + " daarna" * 20_000
    shown = excerpt(line, 120_000, 120_004, 50)
    assert shown.text.startswith(f"{CUT}woord")
    assert shown.text.endswith(f"daarna {CUT}") or shown.text.endswith(f"daarna{CUT}")
    assert shown.text[shown.before : shown.before + shown.marked] == "hier"
    whole = excerpt("x" * 100_000, 10, 100_000, 50)
    assert whole.marked <= 50
    assert 5 < whole.before <= 13
    assert whole.text.endswith(CUT)


def test_words_are_parted_at_spaces_only() -> None:
    assert wrapped("een heel-lang-woord-dat-niet-past en meer", 10) == [
        "een",
        "heel-lang-woord-dat-niet-past",
        "en meer",
    ]
    assert wrapped("日本 日本 日本", 10) == ["日本 日本", "日本"]
    assert wrapped("een\ntwee", 10) == ["een", "twee"]
    assert printable("a\x1b[2Jb\u2028c") == f"a{UNSEEN}[2Jb{UNSEEN}c"


def told(path: str, line: int, code: Code = "unknown-choice", *, ends: bool = True) -> Problem:
    end = Position(line, 4) if ends else None
    return problem(Place(path, line), code, say("Something."), say("Do it."), end=end)


def report_of(problems: Sequence[Problem], lines: Sequence[str], look: Look | None = None) -> str:
    ordered = sorted(problems, key=lambda one: one.order)
    return for_people(ordered, Path(), 1, "en", lambda path: lines, look or Look(80))


@pytest.mark.parametrize("ends", [True, False])
@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_a_line_that_may_name_somebody_stays_away(code: Code, ends: bool) -> None:
    """Of every code about the circle or safety, and so of any other code on the same line."""
    lines = ["geheim een", "open twee"]
    assert ("geheim" in report_of([told("a.md", 1, code, ends=ends)], lines)) == may_show_line(code)
    both = report_of(
        [told("a.md", 1, code, ends=ends), told("a.md", 1, "wrong-type"), told("a.md", 2, "wrong-type")], lines
    )
    assert ("geheim" in both) == may_show_line(code)
    assert "open twee" in both


def test_a_line_with_a_name_of_the_list_stays_away() -> None:
    """Whatever the code; a name that runs over the end of a line too, and one in a window of a long line."""
    hide_with(Veil(People((Person("p1", "Ottilie Zandvliet"),)), "nl"))
    try:
        for lines in (
            ["Dat zei Ottilie Zandvliet toen."],
            ["Dat zei Ottilie", "Zandvliet toen."],
            ["woord " * 500 + "Ottilie Zandvliet"],
        ):
            for number in range(1, len(lines) + 1):
                said = report_of([told("a.md", number)], lines)
                assert "│" not in said
                assert "Something. Do it." in said
        assert "│" in report_of([told("a.md", 1)], ["Dat zei iemand toen."])
    finally:
        hide_with(None)


@pytest.mark.parametrize("lines", [None, [], ["een"]])
def test_a_file_that_is_gone_or_shorter_is_told_without_a_line(lines: list[str] | None) -> None:
    said = for_people([told("weg.md", 5)], Path(), 1, "nl", lambda path: lines)
    assert "weg.md:5:1" in said
    assert "│" not in said


def test_only_what_is_published_is_shown(draw: Draw) -> None:
    """Not the private folder, not what a link leads to outside, nor other files."""
    root = draw({"index.md": "# Begin\n", "plan.svg": "<svg/>", "private/people.yml": "mensen:\n"})
    (root / "elders.md").write_text("geheim\n", "utf-8")
    (root.parent / "buiten.md").write_text("geheim\n", "utf-8")
    (root / "content/link.md").symlink_to(root.parent / "buiten.md")
    lines = source_lines(read(root).publication)
    assert lines("content/index.md") == ["# Begin"]
    assert lines("mkdocs.yml")
    for path in ("private/people.yml", "elders.md", "content/link.md", "content/plan.svg", "content/weg.md", "../x.md"):
        assert lines(path) is None, path


def test_files_with_errors_come_first_and_the_end_says_where_to_begin() -> None:
    warning = problem(Place("a.md", 1), "unknown-choice", say("Something."), severity="warning")
    error = problem(Place("b.md", 7, 3), "unknown-choice", say("Something."))
    said = report_of([warning, error, problem(Place("b.md", 1), "too-long", say("Long."))], ["x"])
    assert said.index("── b.md") < said.index("── a.md")
    assert said.index("b.md:1:1") < said.index("b.md:7:3"), "what is said of a file stays in its order"
    assert said.endswith("Begin here: b.md:7:3\n1 card: 1 error, 2 warnings, 0 hints.")


def test_every_code_has_its_page() -> None:
    assert "harvest help wrong-type" in report_of([told("a.md", 1, "wrong-type")], ["x"])
    several = report_of([told("a.md", 1, "wrong-type"), told("a.md", 1, "cycle")], ["x"])
    assert "«harvest help» and the code: cycle, wrong-type." in several.replace("\n", " ")


def test_ten_thousand_in_one_file_stay_readable() -> None:
    """And quick: only what is shown is put into words."""
    asked: list[str] = []

    def lines(path: str) -> list[str]:
        asked.append(path)
        return ["abcdef"] * 10_000

    said = for_people([told("a.md", line) for line in range(1, 10_001)], Path(), 1, "en", lines, Look(80))
    assert len(asked) == EXAMPLES
    assert len(said.splitlines()) < 40
    assert said.count("│ abcdef") == EXAMPLES
    assert "Not shown of this file: 9\u202f997 × unknown-choice." in said
    assert "10000 errors" in said


def test_the_same_in_many_files_is_counted_once() -> None:
    many = [told(f"{n:03}.md", 1) for n in range(100)] + [told("rest.md", 1, "cycle")]
    said = report_of(many, ["abc"])
    assert len([line for line in said.splitlines() if line.startswith("── ")]) == EXAMPLES + 2
    assert "There are 100 of unknown-choice, of which 3 are shown." in said.replace("\n", " ")
    assert "and 95 other files" in said.replace("\n", " ")
    few = report_of(many[:5], ["abc"])
    assert few.count("│ abc") == 5
    assert "Not shown" not in few


def test_without_problems_there_is_one_line(draw: Draw) -> None:
    corpus: Corpus = read(draw({}))
    assert (
        for_people((), Path(), len(corpus.cards), "nl", lambda path: None)
        == "0 kaarten: 0 fouten, 0 waarschuwingen, 0 tips."
    )


def _write_anew() -> None:
    for language in WORDS:
        with tempfile.TemporaryDirectory() as folder:
            root = drawn(Path(folder), publication(language), language)
            for name, look in LOOKS.items():
                (REPORTS / f"{language}-{name}.txt").write_text(f"{reported(root, language, look)}\n", "utf-8")


if __name__ == "__main__":
    _write_anew()
