"""Write problems as SARIF 2.1.0, the form in which programs that look at texts and code hand over what they found.

Source: OASIS, «Static Analysis Results Interchange Format (SARIF) Version 2.1.0».
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from harvest.problems.codes import BY_CODE, Rule, Severity
from harvest.problems.language import render
from harvest.problems.problem import Fix, Position, Problem
from harvest.problems.report.excerpt import Lines
from harvest.problems.report.lines import counts, shown_path, words_of
from harvest.problems.report.text import explained

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "hint": "note"}


def as_sarif(
    problems: Sequence[Problem], root: Path, cards: int, language: str, lines: Lines, version: str = ""
) -> str:
    """Return the report as SARIF; paths are relative to the working directory, and columns count in UTF-16.

    `lines` gives the lines of a file, by which columns are counted; none of them is written down.
    """
    return _Log(problems, root, language, lines).written(cards, version)


def counts_as_sarif(problems: Sequence[Problem], cards: int, language: str, version: str = "") -> str:
    """Return a log without results that holds how many problems there are, for a place that others may read."""
    return _Log((), Path(), language, lambda path: None, problems).written(cards, version)


class _Log:
    """What all parts of a log need: the rules in their order, and the lines of each file."""

    def __init__(
        self,
        problems: Sequence[Problem],
        root: Path,
        language: str,
        lines: Lines,
        counted: Sequence[Problem] | None = None,
    ) -> None:
        self.problems, self.root, self.language, self.lines = problems, root, language, lines
        self.counted = problems if counted is None else counted
        codes = {problem.code for problem in self.counted}
        self.rules = [rule for code, rule in BY_CODE.items() if code in codes]
        self.index = {rule.code: index for index, rule in enumerate(self.rules)}

    def written(self, cards: int, version: str) -> str:
        by_severity = counts(self.counted)
        run = {
            "tool": {
                "driver": {
                    "name": "harvest",
                    **({"semanticVersion": version} if version else {}),
                    "language": self.language,
                    "rules": [self._rule(rule) for rule in self.rules],
                }
            },
            "columnKind": "utf16CodeUnits",
            "newlineSequences": ["\r\n", "\n", "\r"],
            "results": [self._result(problem) for problem in self.problems],
            "properties": {
                "cards": cards,
                "errors": by_severity["error"],
                "warnings": by_severity["warning"],
                "hints": by_severity["hint"],
            },
        }
        return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)

    def _rule(self, rule: Rule) -> dict[str, Any]:
        return {
            "id": rule.code,
            "help": {"text": render(explained([rule.code]), self.language)},
            "defaultConfiguration": {"level": LEVELS[rule.severity]},
            "properties": {"tags": [rule.family]},
        }

    def _result(self, problem: Problem) -> dict[str, Any]:
        start = Position(problem.line, problem.column)
        place = {
            "artifactLocation": self._file(problem.path),
            "region": self._region(problem.path, start, problem.end),
        }
        return {
            "ruleId": problem.code,
            "ruleIndex": self.index[problem.code],
            "level": LEVELS[problem.severity],
            "message": {"text": words_of(problem, self.language)},
            "locations": [{"physicalLocation": place}],
            **(
                {"fixes": [self._fix(problem.path, problem.fix, render(problem.hint, self.language))]}
                if problem.fix
                else {}
            ),
        }

    def _fix(self, path: str, fix: Fix, hint: str) -> dict[str, Any]:
        replacement = {
            "deletedRegion": self._region(path, fix.start, fix.end),
            "insertedContent": {"text": fix.text},
        }
        change = {"artifactLocation": self._file(path), "replacements": [replacement]}
        return {**({"description": {"text": hint}} if hint else {}), "artifactChanges": [change]}

    def _file(self, path: str) -> dict[str, str]:
        return {"uri": quote(shown_path(path, self.root))}

    def _region(self, path: str, start: Position, end: Position | None) -> dict[str, int]:
        region = {"startLine": start.line, "startColumn": self._column(path, start)}
        if end:
            region |= {"endLine": end.line, "endColumn": self._column(path, end)}
        return region

    def _column(self, path: str, position: Position) -> int:
        """Return a column as JavaScript counts: an emoji is two."""
        lines: Sequence[str] = self.lines(path) or ()
        before = lines[position.line - 1][: position.column - 1] if position.line <= len(lines) else ""
        return position.column + beyond_utf16(before)


def beyond_utf16(letters: Iterable[str]) -> int:
    """Return how many of these letters UTF-16 writes as two."""
    return sum(letter > "\uffff" for letter in letters)
