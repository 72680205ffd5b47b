"""Write problems as a report, for people (text) or for programs (JSON)."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from harvest.problems.hiding import hidden
from harvest.problems.language import render
from harvest.problems.problem import Message, Problem, say

NAMES = {"error": say("error"), "warning": say("warning"), "hint": say("hint")}


def shown_path(path: str, root: Path) -> str:
    """Return the path of a problem relative to the working directory, without names that may not be shown."""
    return hidden(os.path.relpath(root / path))


def line(problem: Problem, root: Path, language: str) -> str:
    """Return a problem as one line: place, message, hint, and in brackets its severity and code."""
    words = " ".join(part for part in (render(problem.message, language), render(problem.hint, language)) if part)
    severity = render(NAMES[problem.severity], language)
    return f"{shown_path(problem.path, root)}:{problem.line}:{problem.column} {words} ({severity}, {problem.code})"


def counts(problems: Iterable[Problem]) -> Counter[str]:
    """Count the problems of each severity."""
    return Counter(problem.severity for problem in problems)


def totals(cards: int, by_severity: Counter[str], language: str) -> str:
    """Return the closing line: the number of cards, errors, warnings and hints."""
    first, *rest = _counted(
        [
            (cards, say("1 card"), say("{n} cards", n=cards)),
            (by_severity["error"], say("1 error"), say("{n} errors", n=by_severity["error"])),
            (by_severity["warning"], say("1 warning"), say("{n} warnings", n=by_severity["warning"])),
            (by_severity["hint"], say("1 hint"), say("{n} hints", n=by_severity["hint"])),
        ],
        language,
    )
    return f"{first}: {', '.join(rest)}."


def published(cards: int, left: Counter[str], language: str) -> str:
    """Return how many of the cards an edition holds, and how many of each status it leaves behind (`left`)."""
    cards -= left.total()
    numbers = [(cards, say("1 card"), say("{n} cards", n=cards))]
    if n := left["draft"]:
        numbers.append((n, say("1 draft left behind"), say("{n} drafts left behind", n=n)))
    if n := left["reviewed"]:
        numbers.append((n, say("1 reviewed card left behind"), say("{n} reviewed cards left behind", n=n)))
    if n := left["released"]:  # for want of consent, or because they are for the circle
        numbers.append((n, say("1 released card left behind"), say("{n} released cards left behind", n=n)))
    return ", ".join(_counted(numbers, language))


def _counted(numbers: Iterable[tuple[int, Message, Message]], language: str) -> list[str]:
    """Return each number in words; the first message is for one thing, the second for any other number."""
    return [render(one if number == 1 else more, language) for number, one, more in numbers]


def as_json(problems: Sequence[Problem], root: Path, cards: int, language: str) -> str:
    """Return the report for programs; `cards` is their number, and paths are relative to the working directory."""
    by_severity = counts(problems)
    return json.dumps(
        {
            "problems": [
                {
                    "path": shown_path(p.path, root),
                    "line": p.line,
                    "column": p.column,
                    "code": p.code,
                    "severity": p.severity,
                    "message": render(p.message, language),
                    "hint": render(p.hint, language),
                }
                for p in problems
            ],
            "cards": cards,
            "errors": by_severity["error"],
            "warnings": by_severity["warning"],
            "hints": by_severity["hint"],
        },
        ensure_ascii=False,
        indent=2,
    )


def as_text(problems: Sequence[Problem], root: Path, cards: int, language: str) -> str:
    """Return the report for people: a line for each problem, then a line of totals."""
    lines = [line(problem, root, language) for problem in problems]
    lines.append(totals(cards, counts(problems), language))
    return "\n".join(lines)
