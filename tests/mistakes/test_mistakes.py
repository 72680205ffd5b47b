"""A participant who never saw such a file gets a card right: each mistake is told, at its line, with the right answer.

A row fails by itself; the figures at the end say how many of all of them are well.
"""

from __future__ import annotations

import random
import re

import pytest

from harvest.editing.fixes import mended
from harvest.problems.language import render
from harvest.problems.problem import Problem
from tests.mistakes.rows import BASES, Row, Said, rows, score, words
from tests.test_mutations import mutated

ROWS = list(rows())
GUESS = re.compile(r"Bedoel je «([^»]+)»(?:\?$|\? Kies anders| of )")
"""What a hint offers for a name."""
EXAMPLE = re.compile(r": ((?:[^\W\d_][\w ]{0,30}): .+|[\[\"'].*[\]\"'])$")
"""What a hint shows at its end: a whole line, or what stands behind the name."""


def cases(*, wrong: bool = False, fixed: bool = False) -> list[object]:
    """The rows: all of them, the mistakes, or those with one safe answer."""
    chosen = [row for row in ROWS if not (wrong and row.understood) and not (fixed and row.fixed is None)]
    return [pytest.param(row, id=row.name) for row in chosen]


@pytest.mark.parametrize("row", cases())
def test_a_mistake_is_told(row: Row, said: Said) -> None:
    """At its line and with the right answer; or there is nothing to tell."""
    reached = score(row, said.problems(row, row.text.encode()))
    assert reached.told
    assert reached.line
    assert reached.answer


@pytest.mark.parametrize("row", cases(fixed=True))
def test_the_one_safe_answer(row: Row, said: Said) -> None:
    """Every fix taken gives this text exactly, and nothing is left to fix."""
    assert said.after_fixes(row).decode() == row.fixed


def test_how_many_are_repaired(said: Said) -> None:
    """As `check --fix` makes corrections, each held against what it leads to: 95 in 100 come out exactly right."""
    fixable = [row for row in ROWS if row.fixed is not None]
    wrong = [row.name for row in fixable if repaired(row, said) != row.fixed]
    assert len(wrong) <= 0.05 * len(fixable), wrong


def repaired(row: Row, said: Said) -> str:
    """The file of a row after all its corrections."""
    contents = {row.file: row.text.encode()}
    first = said.corpus(row, contents[row.file]).problems
    done = mended(first, contents, lambda again: said.corpus(row, again[row.file]).problems)
    return done.contents[row.file].decode()


@pytest.mark.parametrize("row", cases(wrong=True))
def test_obeying_leads_on(row: Row, said: Said) -> None:
    """Who does what a hint shows never gets the same message again, and loses none of the words of the card."""
    content, heard, named = row.text, set(), set()
    for _ in range(12):
        problems = said.problems(row, content.encode())
        answered = next(((one, text) for one in problems if (text := obeyed(content, one)) is not None), None)
        if answered is None:
            break
        problem, content = answered
        message = (problem.line, words(problem))
        assert message not in heard, "the same again"
        heard.add(message)
        named |= kept(render(problem.message, "nl"))
    if heard:
        assert kept(row.text) - kept(content) <= named, "only what a message names goes"
        card = next(card for card in said.corpus(row, content.encode()).cards if card.path in row.file)
        silent = not [problem for problem in said.problems(row, content.encode()) if problem.severity != "hint"]
        assert not silent or (card.readable and "title" in card.values)


def test_most_answers_can_be_obeyed(said: Said) -> None:
    """Else the test above would try next to nothing."""
    wrong = [row for row in ROWS if not row.understood]
    tried = [row for row in wrong if any(obeyed(row.text, one) for one in said.problems(row, row.text.encode()))]
    assert len(tried) > 0.7 * len(wrong)


def obeyed(content: str, problem: Problem) -> str | None:
    """The text with what a problem's fix writes, or what its hint shows for that line; None where neither is there."""
    lines = content.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    if fix := problem.fix:
        before, after = lines[: fix.start.line - 1], lines[fix.end.line :]
        first, last = lines[fix.start.line - 1], lines[fix.end.line - 1]
        return "\n".join([*before, first[: fix.start.column - 1] + fix.text + last[fix.end.column - 1 :], *after])
    guess = GUESS.match(render(problem.hint, "nl"))
    if guess and problem.end and problem.end.line == problem.line:
        line = lines[problem.line - 1]
        other = f"## {guess[1]}" if problem.code == "unknown-section" else guess[1]
        if problem.code in ("unknown-field", "unknown-choice", "unknown-section"):
            lines[problem.line - 1] = line[: problem.column - 1] + other + line[problem.end.column - 1 :]
            return "\n".join(lines)
    shown = EXAMPLE.search(render(problem.hint, "nl"))
    if shown is None or problem.code not in ("front-matter-syntax", "wrong-type", "split-title", "dangling-link"):
        return None
    line = lines[problem.line - 1]
    name = line.partition(":")[0]
    if shown[1].partition(":")[0].casefold() == name.strip("*- #>").casefold():
        lines[problem.line - 1] = shown[1]
    elif not line.startswith("#") and name and ":" in line and shown[1][0] in "[\"'":
        lines[problem.line - 1] = f"{name}: {shown[1]}"
    else:
        return None
    return "\n".join(lines)


def kept(text: str) -> set[str]:
    """The words of a text that nobody may lose by doing as told."""
    return {word.casefold() for word in re.findall(r"\w{4,}", text)}


def test_how_many_are_well(said: Said) -> None:
    """Of all mistakes 98 in 100 are told, 95 at their line and 90 with the right answer; all that is right is quiet."""
    reached = {row: score(row, said.problems(row, row.text.encode())) for row in ROWS}
    wrong = [one for row, one in reached.items() if not row.understood]
    assert sum(one.told for one in wrong) >= 0.98 * len(wrong)
    assert sum(one.line for one in wrong) >= 0.95 * len(wrong)
    assert sum(one.answer for one in wrong) >= 0.90 * len(wrong)
    assert [row.name for row, one in reached.items() if row.understood and not one.told] == []


@pytest.mark.parametrize("part", range(4))
def test_fixes_come_to_an_end(part: int, said: Said) -> None:
    """Whatever slips of the fingers stand above a card: no fix brings an earlier text back, or needs many others."""
    chance = random.Random(part)
    for file, text in BASES.values():
        above, dashes, below = text.partition("\n---\n")
        row = Row("slips", file, mutated(above + dashes, chance) + below, (), "", None)
        said.after_fixes(row)
