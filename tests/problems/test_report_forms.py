"""What programs get: JSON by its schema, annotations of GitHub, and SARIF by the schema of OASIS."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator, Draft202012Validator

from harvest.commands.schema import report_schema
from harvest.corpus import Corpus
from harvest.problems.codes import RULES, Code
from harvest.problems.problem import Fix, Place, Position, Problem, problem, say
from harvest.problems.report import as_json, as_text
from harvest.problems.report.data import counts_as_json
from harvest.problems.report.github import as_annotations, counts_as_annotations
from harvest.problems.report.sarif import as_sarif, counts_as_sarif
from harvest.problems.report.text import for_people
from harvest.site.source_lines import source_lines
from tests.drawing import Draw, read
from tests.problems.test_report_text import publication

SARIF = Draft4Validator(json.loads(Path(__file__).with_name("sarif-2.1.0-rtm.5.json").read_text("utf-8")))
REPORT = Draft202012Validator(json.loads(report_schema()))


def odd(code: Code = "dangling-link") -> Problem:
    """A problem with every sign that a form may trip over."""
    return problem(
        Place("content/50% & zo, #1: é.md", 3, 8),
        code,
        say("Regel één\n100% «a, b: c»\r<\x1b>"),
        say("::error::"),
        end=Position(3, 10),
        fix=Fix(Position(3, 8), Position(3, 10), "\n🌱"),
    )


@pytest.fixture
def corpus(draw: Draw) -> Corpus:
    return read(draw(publication("nl"), "nl"))


def sarif(problems: tuple[Problem, ...], lines: list[str] | None = None) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(as_sarif(problems, Path(), 3, "nl", lambda path: lines, "0.1.0"))
    SARIF.validate(log)
    return log


def test_json_is_as_its_schema_says(corpus: Corpus) -> None:
    """With and without problems, with and without an end; and where only numbers may be told."""
    for problems in (corpus.problems, (odd(),), ()):
        said = json.loads(as_json(problems, corpus.publication.root, 3, "nl"))
        REPORT.validate(said)
        assert len(said["problems"]) == len(problems)
        assert ["end" in one for one in said["problems"]] == [one.end is not None for one in problems]
    told = json.loads(counts_as_json(corpus.problems, 3))
    REPORT.validate(told)
    assert (told["problems"], told["errors"]) == ([], 1)


def test_the_schema_of_the_report_asks_something() -> None:
    whole = json.loads(as_json((odd(),), Path(), 3, "nl"))
    assert whole["problems"][0]["end"] == {"line": 3, "column": 10}
    for name in ("path", "line", "column", "code", "severity", "message", "hint"):
        said = json.loads(json.dumps(whole))
        del said["problems"][0][name]
        assert not REPORT.is_valid(said)
    assert not REPORT.is_valid({**whole, "errors": -1})


@pytest.mark.parametrize("drive", ["", "D:\\"], ids=["here", "another-drive"])
def test_a_path_has_forward_slashes_on_windows_too(drive: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also of a publication on another drive, to which no relative path leads."""
    there = Path("/oogst")
    one = problem(Place("content/een.md"), "dangling-link", say("Weg."))

    def relative(path: object) -> str:
        if drive:
            raise ValueError("path is on mount 'D:', start on mount 'C:'")
        return str(path).replace("/", "\\")

    monkeypatch.setattr("os.sep", "\\")
    monkeypatch.setattr("os.path.relpath", relative)
    monkeypatch.setattr("os.path.abspath", lambda path: drive + str(path).strip("/").replace("/", "\\"))
    shown = (
        as_text((one,), there, 1, "nl"),
        for_people((one,), there, 1, "nl", lambda path: None),
        json.loads(as_json((one,), there, 1, "nl"))["problems"][0]["path"],
        unquote(as_annotations((one,), there, 1, "nl")),
        unquote(as_sarif((one,), there, 1, "nl", lambda path: None)),
    )
    wanted = f"{drive}oogst/content/een.md".replace("\\", "/")
    assert [wanted in form for form in shown] == [True] * len(shown)


def test_annotations_are_escaped_as_github_asks() -> None:
    line, totals = as_annotations((odd(),), Path(), 1, "nl").splitlines()
    assert line == (
        "::error file=content/50%25 & zo%2C #1%3A é.md,line=3,col=8,endLine=3,endColumn=10,title=dangling-link::"
        "Regel één%0A100%25 «a, b: c»%0D<\x1b>%0A::error::"
    )
    assert totals == "1 kaart: 1 fout, 0 waarschuwingen, 0 tips."


def test_each_severity_has_its_annotation() -> None:
    place = Place("a.md", 2, 3)
    problems = [
        problem(place, "too-long", say("Lang.")),
        problem(place, "orphan", say("Alleen.")),
        problem(place, "cycle", say("Rond."), end=Position(4, 1)),
    ]
    assert as_annotations(problems, Path(), 1, "nl").splitlines()[:-1] == [
        "::warning file=a.md,line=2,col=3,title=too-long::Lang.",
        "::notice file=a.md,line=2,col=3,title=orphan::Alleen.",
        "::error file=a.md,line=2,endLine=4,title=cycle::Rond.",
    ]
    assert counts_as_annotations([*problems, problems[0]], 1, "nl").splitlines() == [
        "::error title=cycle::1 × cycle",
        "::warning title=too-long::2 × too-long",
        "::notice title=orphan::1 × orphan",
        "1 kaart: 1 fout, 2 waarschuwingen, 1 tip.",
    ]


def test_sarif_is_as_the_schema_of_oasis_says(corpus: Corpus) -> None:
    """With every problem of a publication, with a problem of every code, and without any."""
    publication = corpus.publication
    log = json.loads(as_sarif(corpus.problems, publication.root, 3, "nl", source_lines(publication), "0.1.0"))
    SARIF.validate(log)
    (run,) = log["runs"]
    assert len(run["results"]) == len(corpus.problems)
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    every = sarif(tuple(odd(rule.code) for rule in RULES))
    rules = every["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in RULES]
    assert all(rule["help"]["text"].startswith("Uitleg") for rule in rules)
    assert sarif(())["runs"][0]["results"] == []


def test_columns_of_sarif_count_as_it_says() -> None:
    """In UTF-16, as it says beside them: what is beyond takes two."""
    line = "ab🌱é🌱xy🌱z"
    one = problem(
        Place("a.md", 1, 6),
        "dangling-link",
        say("Weg."),
        say("Zo?"),
        end=Position(1, 9),
        fix=Fix(Position(1, 6), Position(1, 8), "q"),
    )
    log = sarif((one,), [line])
    assert log["runs"][0]["columnKind"] == "utf16CodeUnits"
    (result,) = log["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 8, "endLine": 1, "endColumn": 12}
    units = line.encode("utf-16-le")
    assert units[7 * 2 : 11 * 2].decode("utf-16-le") == line[5:8]
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 1, "startColumn": 8, "endLine": 1, "endColumn": 10},
            "insertedContent": {"text": "q"},
        }
    ]
    without = sarif((one,), None)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert without["startColumn"] == 6, "of a file that is gone, as we count"


def test_an_address_of_sarif_leads_to_the_file() -> None:
    (result,) = sarif((odd(),))["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(uri) == odd().path
    assert not set(uri) & set(" #&é,")


def test_where_others_read_only_numbers_are_told() -> None:
    said = counts_as_sarif((odd(), odd()), 3, "nl", "0.1.0")
    log = json.loads(said)
    SARIF.validate(log)
    assert log["runs"][0]["results"] == []
    assert log["runs"][0]["properties"]["errors"] == 2
    assert "content" not in said
    assert "één" not in said
