"""Problems as a person or a program reads them."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from harvest.problems.language import render
from harvest.problems.problem import Message, Problem, say

NAMES = {"error": say("error"), "warning": say("warning"), "hint": say("hint")}


def shown_path(path: str, root: Path) -> str:
    """The path of a problem as seen from the working directory."""
    return os.path.relpath(root / path)


def line(found: Problem, root: Path, language: str) -> str:
    """One problem on one line: place, message, hint, and in brackets its severity and code."""
    words = " ".join(part for part in (render(found.message, language), render(found.hint, language)) if part)
    severity = render(NAMES[found.severity], language)
    return f"{shown_path(found.path, root)}:{found.line}:{found.column} {words} ({severity}, {found.code})"


def counts(problems: Iterable[Problem]) -> Counter[str]:
    """How many problems there are of each severity."""
    return Counter(found.severity for found in problems)


def totals(cards: int, found: Counter[str], language: str) -> str:
    """The closing line."""
    first, *rest = _counted(
        [
            (cards, say("1 card"), say("{n} cards", n=cards)),
            (found["error"], say("1 error"), say("{n} errors", n=found["error"])),
            (found["warning"], say("1 warning"), say("{n} warnings", n=found["warning"])),
            (found["hint"], say("1 hint"), say("{n} hints", n=found["hint"])),
        ],
        language,
    )
    return f"{first}: {', '.join(rest)}."


def published(cards: int, left: Counter[str], language: str) -> str:
    """Say how many of the cards an edition holds, and how many of each status it leaves behind (`left`)."""
    cards -= left.total()
    numbers = [(cards, say("1 card"), say("{n} cards", n=cards))]
    if n := left["draft"]:
        numbers.append((n, say("1 draft left behind"), say("{n} drafts left behind", n=n)))
    if n := left["reviewed"]:
        numbers.append((n, say("1 reviewed card left behind"), say("{n} reviewed cards left behind", n=n)))
    return ", ".join(_counted(numbers, language))


def _counted(numbers: Iterable[tuple[int, Message, Message]], language: str) -> list[str]:
    """Each number in words: of one, or of more."""
    return [render(one if number == 1 else more, language) for number, one, more in numbers]


def as_json(problems: Sequence[Problem], root: Path, cards: int, language: str) -> str:
    """The report for programs on so many cards; paths are relative to the working directory."""
    found = counts(problems)
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
            "errors": found["error"],
            "warnings": found["warning"],
            "hints": found["hint"],
        },
        ensure_ascii=False,
        indent=2,
    )


def as_text(problems: Sequence[Problem], root: Path, cards: int, language: str) -> str:
    """The report for people: a line for each problem, and one line of totals."""
    lines = [line(found, root, language) for found in problems]
    lines.append(totals(cards, counts(problems), language))
    return "\n".join(lines)
