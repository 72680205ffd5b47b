"""The mistakes that people make above and in a card, and what the check says of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from harvest.corpus import Corpus
from harvest.editing.edits import apart, edited
from harvest.pipeline import build
from harvest.problems.language import render
from harvest.problems.problem import Problem
from harvest.publication import Publication
from harvest.source.content import Files
from tests.drawing import pattern

HERE = Path(__file__).parent
BASES: Mapping[str, tuple[str, str]] = {
    "les": (
        "content/lessen/kaart.md",
        "---\ntitel: Vraag het eerst\nstatus: concept\nkomt van: deelnemers\n---\n\n## Eerst dachten we\n\n"
        "Een goed plan overtuigt.\n\n## Toen gebeurde\n\nNiemand las het.\n\n## Nu doen we\n\nWe gaan langs.\n",
    ),
    "lesson": (
        "content/lessons/card.md",
        "---\ntitle: Ask first\nstatus: draft\norigin: participants\n---\n\n## First we thought\n\n"
        "A good plan convinces.\n\n## Then\n\nNobody read it.\n\n## Now we\n\nWe drop by.\n",
    ),
    "patroon": (
        "content/patronen/kaart.md",
        "---\ntitel: Eerst koffie\nstatus: concept\nhoe zeker: vermoeden\ndraagt bij aan: Zeswekenritme\n---\n\n"
        "## Context\n\nBij de eerste keer.\n\n## Probleem\n\nNiemand kent elkaar.\n\n## Wat eraan trekt\n\n- tijd\n"
        "- vertrouwen\n\n## Daarom\n\nDrink eerst koffie.\n",
    ),
    "pattern": (
        "content/patterns/card.md",
        "---\ntitle: Coffee first\nstatus: draft\nconfidence: hunch\ncompletes: Zeswekenritme\n---\n\n"
        "## Context\n\nThe first time.\n\n## Problem\n\nNobody knows anybody.\n\n## Forces\n\n- time\n- trust\n\n"
        "## Therefore\n\nDrink coffee first.\n",
    ),
    "bijeenkomst": (
        "content/bijeenkomsten/kaart.md",
        "---\ntitel: Eerste avond\nstatus: concept\ndatum: 3 april 2024\nsoort: bijeenkomst\n---\n\n"
        "## Beginsituatie\n\nDruk.\n\n## Wat er gebeurde\n\nWe liepen.\n\n## Effect\n\nMeer begrip.\n",
    ),
    "resultaat": (
        "content/resultaten/kaart.md",
        "---\ntitel: Het plein is droog\nstatus: concept\nwaarde: direct\nten goede aan: bewoners\n"
        "waar te zien: op het plein\nonbedoeld: nee\nberust op: Stationswijk\n---\n\nHet plein is droog.\n",
    ),
    "vraag": (
        "content/vragen/kaart.md",
        "---\ntitel: Hoe begin je\nstatus: concept\nniveau: individueel\nvraag is: open\n---\n\n"
        "Hoe begin je eigenlijk?\n",
    ),
}
"""Cards without mistakes, of which a short row changes a few lines: name → file, text."""

OTHERS = {
    "content/patronen/zeswekenritme.md": pattern("Zeswekenritme", status="concept"),
    "content/patronen/eerst-thee.md": pattern("Eerst thee", status="concept"),
    "content/patronen/scherp-kader-open-uitkomst.md": pattern("Scherp kader, open uitkomst", status="concept"),
    "content/casussen/stationswijk.md": "---\ntitel: Stationswijk\nstatus: concept\nsoort: elders\n---\n\n"
    "## Gebeurtenissen\n\nHet stroomde.\n",
}


@dataclass(frozen=True)
class Row:
    """One mistake: the file, its text, what ought to be said of it, and its text when every safe answer is taken."""

    name: str
    file: str
    text: str
    lines: tuple[int, ...] | None
    holds: str
    fixed: str | None

    @property
    def understood(self) -> bool:
        """Whether this is no mistake at all: no error or warning belongs to it."""
        return self.lines is None


def rows() -> Iterator[Row]:
    """Every row of every file of this folder."""
    for path in sorted(HERE.glob("*.yml")):
        for row in yaml.safe_load(path.read_text("utf-8")):
            yield _row(row)


def _row(row: Mapping[str, Any]) -> Row:
    file, base = BASES[row["card"]] if "card" in row else (row["file"], "")
    text = _with(base, row["with"]) if "with" in row else row["text"]
    fixed = row.get("fixed")
    if isinstance(fixed, Mapping):
        fixed = _with(base or text, fixed)
    line = row["line"]
    lines = None if line is None else (line,) if isinstance(line, int) else tuple(line)
    return Row(row["name"], row.get("file", file), text, lines, row["hint_holds"], fixed)


def _with(base: str, changes: Mapping[int, str | None]) -> str:
    """The text with other lines in the place of some; None takes a line away."""
    lines = base.splitlines(keepends=True)
    for number, line in changes.items():
        lines[number - 1] = "" if line is None else line + "\n"
    return "".join(lines)


class Said:
    """A publication, and what is said of one card more in it."""

    def __init__(self, publication: Publication, files: Files) -> None:
        self.publication = publication
        self.files = files
        self._told: dict[tuple[str, bytes], list[Problem]] = {}

    def corpus(self, row: Row, content: bytes) -> Corpus:
        """The corpus with this content as the file of the row."""
        path = row.file.removeprefix("content/")
        return build(self.publication, replace(self.files, markdown={**self.files.markdown, path: content}))

    def problems(self, row: Row, content: bytes) -> list[Problem]:
        """The problems of the row's file, in the order of the report."""
        key = (row.file, content)
        if key not in self._told:
            self._told[key] = [problem for problem in self.corpus(row, content).problems if problem.path == row.file]
        return self._told[key]

    def after_fixes(self, row: Row) -> bytes:
        """The file when every fix is taken, until none is left."""
        content = row.text.encode()
        for _ in range(10):
            fixes = [problem.fix for problem in self.problems(row, content) if problem.fix]
            if not fixes:
                return content
            content = edited(content, apart(fixes))
        raise AssertionError(f"fixes without an end: {content!r}")


def words(problem: Problem) -> str:
    """Message, hint and fix, in Dutch."""
    fix = problem.fix.text if problem.fix else ""
    return "\n".join([render(problem.message, "nl"), render(problem.hint, "nl"), fix])


@dataclass(frozen=True)
class Score:
    """What a row got."""

    told: bool
    line: bool
    answer: bool


def score(row: Row, problems: list[Problem]) -> Score:
    """Whether the row is told, at the right line, with the right answer."""
    serious = [problem for problem in problems if problem.severity != "hint"] or problems
    if row.understood:
        quiet = all(problem.severity == "hint" for problem in problems)
        return Score(quiet, quiet, quiet)
    first = serious[0].line if serious else 0
    return Score(bool(problems), first in (row.lines or ()), any(row.holds in words(p) for p in problems))
