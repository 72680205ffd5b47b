"""A problem knows where its place ends, and where one answer is safe what to write instead; on every golden case."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from harvest.corpus import Corpus
from harvest.kinds.names import ALMOST, meant
from harvest.problems.language import render
from harvest.problems.problem import Fix, Position, Problem, say
from tests.drawing import PATTERN, RELEASED, Draw, in_memory, read
from tests.test_cases import ALL

LINES = ("front-matter-missing", "front-matter-syntax")
"""Codes whose fix is about whole lines: before it the card could not be read, or not as its author meant."""
SHOWN_WHOLE = re.compile(r": ([\[\"'].*)$")
"""What the hint shows at its end, in the place of all that is wrong."""


def text_of(root: Path, problem: Problem) -> str:
    """The file of a problem as positions in it count."""
    return (root / problem.path).read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def offset(text: str, position: Position) -> int:
    """Where a position is in a text."""
    lines = text.split("\n")
    assert 1 <= position.line <= len(lines)
    assert 1 <= position.column <= len(lines[position.line - 1]) + 1
    return sum(len(line) + 1 for line in lines[: position.line - 1]) + position.column - 1


def mended(text: str, fix: Fix) -> str:
    """The text with the fix in it."""
    return text[: offset(text, fix.start)] + fix.text + text[offset(text, fix.end) :]


def numbered(problems: Iterable[Problem], mended: Problem | None = None) -> Counter[tuple[str, int, str]]:
    """The problems without what a fix moves on the same line, or by the lines it adds."""

    def line(problem: Problem) -> int:
        if mended is None or mended.fix is None or problem.path != mended.path:
            return problem.line
        fix = mended.fix
        more = fix.text.count("\n") - (fix.end.line - fix.start.line)
        return problem.line - (more if problem.line > fix.start.line else 0)

    return Counter((problem.path, line(problem), problem.code) for problem in problems)


def read_at_last(problem: Problem, mended: Problem) -> bool:
    """Whether a problem is in what is read only now: behind a name that was unknown, or above a card.

    Whether others may lead to a card depends on its status, so that is known only then too.
    """
    assert mended.fix
    if mended.code in LINES:
        same = (problem.code, problem.message) == (mended.code, mended.message)
        judged_now = problem.path == mended.path or problem.code == "link-to-unpublished"
        return judged_now and not same
    same_line = (problem.path, problem.line) == (mended.path, mended.line)
    behind = problem.column > mended.fix.start.column or mended.code == "wrong-type"
    return mended.code in ("unknown-field", "wrong-type") and same_line and behind


def drawn(case: dict[str, Any], draw: Draw) -> Path:
    """The files of a golden case, on disk."""
    root = draw(case["files"], case.get("language", "nl"))
    for path, target in case.get("links", {}).items():
        (root / "content" / path).symlink_to(target)
    return root


@pytest.mark.parametrize("case", ALL)
def test_a_place_ends_where_it_should(case: dict[str, Any], draw: Draw) -> None:
    """It ends in its own file, behind where it begins, and a fix lies within it."""
    root = drawn(case, draw)
    for problem in read(root, case.get("edition")).problems:
        start = Position(problem.line, problem.column)
        if problem.end is not None:
            assert start < problem.end
            offset(text_of(root, problem), problem.end)
        if problem.fix is not None and problem.code in LINES:
            assert problem.fix.start < problem.fix.end
            offset(text_of(root, problem), problem.fix.end)
        elif problem.fix is not None:
            assert problem.end is not None
            assert start <= problem.fix.start < problem.fix.end <= problem.end


@pytest.mark.parametrize("case", ALL)
def test_a_fix_mends_its_problem_and_makes_no_other(case: dict[str, Any], draw: Draw) -> None:
    """Each by itself: then that problem is gone, and nothing else is said that was not said before."""
    root = drawn(case, draw)
    corpus = read(root, case.get("edition"))
    for problem in corpus.problems:
        if problem.fix is None:
            continue
        file, text = root / problem.path, text_of(root, problem)
        written = text[offset(text, problem.fix.start) : offset(text, problem.fix.end)]
        message, hint = render(problem.message, "nl"), render(problem.hint, "nl")
        if problem.code in LINES:  # dashes, and two spaces for a tab, are asked for in words
            lines = [line.strip() for line in problem.fix.text.split("\n")]
            assert all(line in hint or line.removeprefix("- ") in text or line == "---" for line in lines)
        else:
            # Of a list its sign is named; lines and spaces are asked for in words.
            assert "\n" in written or written in message or problem.fix.text in SHOWN_WHOLE.findall(hint)
            if problem.fix.text.strip() and problem.fix.text != f"\n{written}":
                assert all(line.strip() in hint for line in filter(None, problem.fix.text.split("\n")))
        before = file.read_bytes()
        file.write_text(mended(text, problem.fix), "utf-8")
        left = [other for other in read(root, case.get("edition")).problems if not read_at_last(other, problem)]
        file.write_bytes(before)
        if not corpus.publication.readable:
            left = [other for other in left if other.code == problem.code]  # of the rest nothing was known
        assert numbered(left, problem) <= numbered(other for other in corpus.problems if other is not problem)


def test_golden_cases_hold_every_sort(draw: Draw) -> None:
    """Else the test above would say little."""
    codes = set()
    for case in ALL:
        root = drawn(case.values[0], draw)
        codes |= {code for code, _ in fixes(read(root, case.values[0].get("edition")))}
        shutil.rmtree(root / "content")
    assert codes >= {"unknown-field", "unknown-choice", "unknown-section", "dangling-link", "configuration"}


def fixes(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """The code of each problem that has a fix, and what it writes."""
    for problem in corpus.problems:
        if problem.fix is not None:
            yield problem.code, problem.fix.text


def pattern(data: str, body: str = "") -> str:
    """A released pattern with more data and text."""
    return f"---\ntitel: Eerste\n{RELEASED}hoe zeker: vermoeden\n{data}\n---\n{PATTERN['nl']}{body}"


OTHERS = {"patronen/zeswekenritme.md": pattern("").replace("Eerste", "Zeswekenritme")}


def fixed(data: str, body: str = "") -> list[tuple[str, str]]:
    """What is mended on a card with these data and this text."""
    return list(fixes(in_memory({"patronen/eerste.md": pattern(data, body), **OTHERS}, allowed=True)))


@pytest.mark.parametrize(
    ("data", "body", "wanted"),
    [
        ("fase: verkenen", "", [("unknown-choice", "verkennen")]),
        ("fase: 'verkenen'", "", [("unknown-choice", "verkennen")]),
        ("fase: verkenen   # of niet", "", [("unknown-choice", "verkennen")]),
        ("fsae: verkennen", "", [("unknown-field", "fase")]),
        ("zie ook: Zeswekenritem", "", [("dangling-link", "Zeswekenritme")]),
        ('zie ook: ["Zeswekenritem"]', "", [("dangling-link", "Zeswekenritme")]),
        ("", "\nZie [[Zeswekenritem#Daarom|zo]].\n", [("dangling-link", "Zeswekenritme")]),
        ("", "\nZie [[Zeswekenritem|Zeswekenritem]].\n", [("dangling-link", "Zeswekenritme")]),
    ],
)
def test_what_is_mended(data: str, body: str, wanted: list[tuple[str, str]]) -> None:
    """A misspelt name, choice or title, however it is written."""
    assert fixed(data, body) == wanted


@pytest.mark.parametrize(
    ("data", "body"),
    [
        ("schaal: [groep, indivdu]", ""),  # one is to be chosen, and it is not said which
        ("fase: >-\n  verkenen", ""),  # runs over lines
        ("fsae: verkennen\nfasee: beproeven\nfase: verkennen", ""),  # it is there already
        ("fase: zomaar", ""),  # nothing is like it
        ("", "\nZie [[Eertse]].\n"),  # the card itself
        ("draagt bij aan: Overleg en leern", ""),  # of a kind that does not belong there
    ],
)
def test_what_is_left_to_its_author(data: str, body: str) -> None:
    """Where more than one answer is possible, or the one there is would be wrong."""
    lesson = {"lessen/overleg.md": f"---\ntitel: Overleg en leren\n{RELEASED}komt van: gast\n---\nWij leerden.\n"}
    card = {"patronen/eerste.md": pattern(data, body)}
    corpus = in_memory({**card, **OTHERS, **lesson}, allowed=True)
    assert [problem for problem in corpus.problems if problem.path.endswith("eerste.md")]
    assert list(fixes(corpus)) == []


@pytest.mark.parametrize("line", ["status: vrijgegevn", "statsu: vrijgegeven"])
def test_who_may_see_a_card_is_not_guessed(line: str) -> None:
    """A fix that releases a card would be one that nobody decided on."""
    corpus = in_memory({"patronen/eerste.md": pattern("").replace("status: vrijgegeven", line)}, allowed=True)
    told = [render(problem.hint, "nl") for problem in corpus.problems if problem.code.startswith("unknown")]
    assert any(hint.startswith("Bedoel je") for hint in told)
    assert list(fixes(corpus)) == []


def test_which_edition_this_is_is_not_guessed(draw: Draw) -> None:
    """Of the settings all others are mended."""
    options = "docs_dir: content\nplugins:\n  - harvest:\n      lanuage: nl\n      editon: circle\n"
    assert list(fixes(read(draw({"mkdocs.yml": options})))) == [("configuration", "language")]


def test_a_heading_is_mended_once() -> None:
    """Of two headings that may mean the same part only one can be that."""
    body = "\n## Daarrom\n\nx\n\n## Daaromm\n\ny\n"
    text = pattern("", body).replace("## Daarom\nDoe het.\n", "")
    corpus = in_memory({"patronen/eerste.md": text}, allowed=True)
    assert list(fixes(corpus)) == [("unknown-section", "Daarom")]


def test_meant() -> None:
    """The nearest name with its hint, or what is said otherwise; and whether no other is as near."""
    otherwise = say("Remove the line.")
    assert meant("helo", ["hello", "bye"], otherwise) == ("hello", say("Do you mean «{guess}»?", guess="hello"), True)
    assert meant("qqq", ["hello", "bye"], otherwise) == (None, otherwise, False)
    assert not meant("hella", ["hello", "hellu"]).clear
    assert meant("helo", ["hello", "Hello"]).clear, "the same name, as names are compared"
    assert meant("hxlo", ["hello"], least=ALMOST).name is None
    assert meant("helo", ["hello"], shown="#{}".format).hint == say("Do you mean «{guess}»?", guess="#hello")


@pytest.mark.parametrize(
    ("data", "body", "code", "text"),
    [
        ("fase: verkenen # of niet", "", "unknown-choice", "verkenen"),
        ("fase: 'verkenen'", "", "unknown-choice", "'verkenen'"),
        ("fase: verkennen, zomaar", "", "unknown-choice", "zomaar"),
        ("mijn veld: x", "", "unknown-field", "mijn veld"),
        ("zie ook: [Een, Zeswekenritme]", "", "dangling-link", "Een"),
        ("getoetst op: 2012-02-31", "", "wrong-type", "2012-02-31"),
        ("", "\nZie [[Een|twee]] en meer.\n", "dangling-link", "[[Een|twee]]"),
        ("", "\nZie [een](../twee.md) en meer.\n", "dangling-link", "[een](../twee.md)"),
        ("", "\n## Mijn kop ##\n\nx\n", "unknown-section", "## Mijn kop ##"),
    ],
)
def test_where_a_place_ends(data: str, body: str, code: str, text: str) -> None:
    """From where it begins up to where it ends stands what is wrong, and nothing else."""
    card = pattern(data, body)
    corpus = in_memory({"patronen/eerste.md": card, **OTHERS}, allowed=True)
    problem = next(problem for problem in corpus.problems if problem.code == code)
    assert problem.end
    assert card[offset(card, Position(problem.line, problem.column)) : offset(card, problem.end)] == text
