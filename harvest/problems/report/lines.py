"""Write problems as one line each, as a log takes them, and count them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from harvest.problems.codes import SEVERITIES
from harvest.problems.hiding import hidden
from harvest.problems.language import render
from harvest.problems.problem import Message, Problem, say

HERE = Path()
NAMES = {"error": say("error"), "warning": say("warning"), "hint": say("hint")}


def shown_path(path: str | Path, root: Path = HERE) -> str:
    """Return a path relative to the working directory, without names that may not be shown.

    It has forward slashes on every system, as links, programs and the hints of a card have them.
    """
    try:
        shown = os.path.relpath(root / path)
    except ValueError:  # it is on another drive of Windows
        shown = os.path.abspath(root / path)  # noqa: PTH100  a symbolic link keeps its name
    return hidden(shown.replace(os.sep, "/"))


def words_of(problem: Problem, language: str) -> str:
    """Return what a problem says and what to do about it, as sentences behind each other."""
    return " ".join(part for part in (render(problem.message, language), render(problem.hint, language)) if part)


def line(problem: Problem, root: Path, language: str) -> str:
    """Return a problem as one line: place, message, hint, and in brackets its severity and code."""
    severity = render(NAMES[problem.severity], language)
    place = f"{shown_path(problem.path, root)}:{problem.line}:{problem.column}"
    return f"{place} {words_of(problem, language)} ({severity}, {problem.code})"


def counts(problems: Iterable[Problem]) -> Counter[str]:
    """Count the problems of each severity."""
    return Counter(problem.severity for problem in problems)


def totals(cards: int, by_severity: Counter[str], language: str) -> str:
    """Return the closing line: the number of cards, errors, warnings and hints."""
    (first,) = _counted([(cards, say("1 card"), say("{n} cards", n=cards))], language)
    return f"{first}: {', '.join(numbers(by_severity, language, all_of_them=True))}."


def numbers(by_severity: Counter[str], language: str, *, all_of_them: bool = False) -> list[str]:
    """Return how many errors, warnings and hints there are, each in words; those of which there are none if asked."""
    errors, warnings, hints = (by_severity[severity] for severity in SEVERITIES)
    words = (
        (errors, say("1 error"), say("{n} errors", n=errors)),
        (warnings, say("1 warning"), say("{n} warnings", n=warnings)),
        (hints, say("1 hint"), say("{n} hints", n=hints)),
    )
    return _counted([one for one in words if one[0] or all_of_them], language)


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


def as_text(problems: Sequence[Problem], root: Path, cards: int, language: str) -> str:
    """Return the report for a log: a line for each problem, then a line of totals."""
    lines = [line(problem, root, language) for problem in problems]
    lines.append(totals(cards, counts(problems), language))
    return "\n".join(lines)
