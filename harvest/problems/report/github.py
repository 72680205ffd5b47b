"""Write problems as commands that GitHub shows as annotations beside the lines of a change.

Source: «Workflow commands for GitHub Actions», GitHub Docs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from harvest.problems.codes import SEVERITIES, Severity
from harvest.problems.language import render
from harvest.problems.problem import Problem
from harvest.problems.report.lines import counts, shown_path, totals

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "hint": "notice"}


def as_annotations(problems: Sequence[Problem], root: Path, cards: int, language: str) -> str:
    """Return a command for each problem, then the line of totals; paths are relative to the working directory."""
    lines = [_annotation(problem, root, language) for problem in problems]
    return "\n".join([*lines, totals(cards, counts(problems), language)])


def counts_as_annotations(problems: Sequence[Problem], cards: int, language: str) -> str:
    """Return a command for each code with its number, for a log that others may read, then the line of totals."""
    by_code = Counter((SEVERITIES.index(problem.severity), problem.code) for problem in problems)
    lines = [
        f"::{_COMMANDS[SEVERITIES[severity]]} title={_property(code)}::{number} × {_data(code)}"
        for (severity, code), number in sorted(by_code.items())
    ]
    return "\n".join([*lines, totals(cards, counts(problems), language)])


def _annotation(problem: Problem, root: Path, language: str) -> str:
    words = "\n".join(part for part in (render(problem.message, language), render(problem.hint, language)) if part)
    place: dict[str, object] = {
        "file": shown_path(problem.path, root),
        "line": problem.line,
        "col": problem.column,
    }
    if problem.end:
        place["endLine"] = problem.end.line
        if problem.end.line == problem.line:  # of several lines GitHub takes no columns
            place["endColumn"] = problem.end.column
        else:
            del place["col"]
    said = ",".join(f"{name}={_property(str(value))}" for name, value in (*place.items(), ("title", problem.code)))
    return f"::{_COMMANDS[problem.severity]} {said}::{_data(words)}"


def _data(text: str) -> str:
    """Return a text as it stands behind the colons."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Return a text as it stands behind a name before the colons."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
