"""Write problems as JSON, in the form that `harvest/report.schema.json` describes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from harvest.problems.language import render
from harvest.problems.problem import Problem
from harvest.problems.report.lines import counts, shown_path


def as_json(problems: Sequence[Problem], root: Path, cards: int, language: str) -> str:
    """Return the report as JSON; `cards` is their number, and paths are relative to the working directory."""
    return _written([_told(problem, root, language) for problem in problems], cards, counts(problems))


def counts_as_json(problems: Sequence[Problem], cards: int) -> str:
    """Return how many problems there are as JSON, for a log that others may read."""
    return _written([], cards, counts(problems))


def _written(told: list[dict[str, Any]], cards: int, by_severity: Counter[str]) -> str:
    return json.dumps(
        {
            "problems": told,
            "cards": cards,
            "errors": by_severity["error"],
            "warnings": by_severity["warning"],
            "hints": by_severity["hint"],
        },
        ensure_ascii=False,
        indent=2,
    )


def _told(problem: Problem, root: Path, language: str) -> dict[str, Any]:
    """Return a problem as JSON has it; `end` is there where it is known."""
    end = {"end": {"line": problem.end.line, "column": problem.end.column}} if problem.end else {}
    return {
        "path": shown_path(problem.path, root),
        "line": problem.line,
        "column": problem.column,
        **end,
        "code": problem.code,
        "severity": problem.severity,
        "message": render(problem.message, language),
        "hint": render(problem.hint, language),
    }
