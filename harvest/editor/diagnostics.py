"""Show problems as the protocol has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lsprotocol import types

from harvest.editor.texts import Text
from harvest.problems.codes import SEVERITIES, Severity
from harvest.problems.problem import Position, Problem
from harvest.problems.report import words_of

_SEVERITIES: Mapping[Severity, types.DiagnosticSeverity] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    # What the protocol calls a hint, most programs do not show.
    "hint": types.DiagnosticSeverity.Information,
}


MOST = 1000
"""So many problems of one file are shown at most: nobody reads more, and programs become slow."""


def diagnostics(problems: Sequence[Problem], text: Text, language: str) -> list[types.Diagnostic]:
    """Return the problems of a file as the program shows them; of very many the most serious."""
    if len(problems) > MOST:
        problems = sorted(problems, key=lambda one: SEVERITIES.index(one.severity))[:MOST]
    return [diagnostic(problem, text, language) for problem in problems]


def diagnostic(problem: Problem, text: Text, language: str) -> types.Diagnostic:
    """Return a problem as the program shows it in this text."""
    start = Position(problem.line, problem.column)
    end = problem.end if problem.end and problem.end > start else _end_of_line(start, text)
    return types.Diagnostic(
        text.range(start, end),
        words_of(problem, language),
        severity=_SEVERITIES[problem.severity],
        code=problem.code,
        source="harvest",
    )


def _end_of_line(start: Position, text: Text) -> Position:
    return Position(start.line, max(start.column, len(text.line(start.line).rstrip()) + 1))
