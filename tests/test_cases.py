"""Golden cases: a few files, the problems they give, and where it matters the edges.

A case file in `cases/<family>/` is a list. Each case says what it shows (`case`), its `files`, and what must come of
them: `problems`, all of them, as `path:line:column code severity`, and `edges` as `from relation to`, `from > to` for a
link in running text. `language` is nl unless said, `edition` public; codes in `aside` are no concern of the case,
and neither are `rule-missing` and `names-unchecked` unless they are among the problems: of any `mkdocs.yml` that says
little these are told.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any, get_args

import pytest
import yaml

from harvest.corpus import Corpus
from harvest.problems.codes import RULES, Code, Severity
from tests.drawing import ROOT, Draw, read, shown

CASES = ROOT / "tests" / "cases"
KEYS = {"case", "files", "problems", "edges", "language", "edition", "aside", "links"}


class _Loader(yaml.SafeLoader):
    """YAML with `!size N` for a file of so many letters, and `!repeat [before, piece, N, after]`."""


def _repeated(loader: yaml.SafeLoader, node: yaml.Node) -> str:
    assert isinstance(node, yaml.SequenceNode)
    before, piece, times, after = loader.construct_sequence(node)
    return f"{before}{piece * times}{after}"


_Loader.add_constructor("!size", lambda _, node: "x" * int(node.value))
_Loader.add_constructor("!repeat", _repeated)


def cases() -> Iterator[Any]:
    """Every case of every file."""
    for path in sorted(CASES.rglob("*")):
        if path.is_dir():
            continue
        family = f"{path.parent.name}/{path.stem}"
        for case in yaml.load(path.read_text("utf-8"), _Loader):  # noqa: S506  (a safe loader, and our own cases)
            yield pytest.param(case, id=f"{family}: {case.get('case')}")


ALL = list(cases())


@pytest.mark.parametrize("case", ALL)
def test_case(case: dict[str, Any], draw: Draw) -> None:
    """Exactly these problems, and exactly these edges where the case names any."""
    assert set(case) <= KEYS, f"unknown: {set(case) - KEYS}"
    root = draw(case["files"], case.get("language", "nl"))
    for path, target in case.get("links", {}).items():
        (root / "content" / path).symlink_to(target)
    corpus = read(root, case.get("edition"))
    aside = set(case.get("aside", ()))
    for code in ("rule-missing", "names-unchecked"):
        if not any(f" {code} " in line for line in case["problems"]):
            aside.add(code)
    found = [shown(problem) for problem in corpus.problems if problem.code not in aside]
    assert found == case["problems"]
    if "edges" in case:
        assert sorted(edges(corpus)) == sorted(case["edges"])


def edges(corpus: Corpus) -> Iterator[str]:
    """Every edge as `from relation to`."""
    for edge in corpus.edges:
        ends = [end.partition(":")[2] for end in (edge.source, edge.target)]
        yield f"{ends[0]} {edge.relation or '>'} {ends[1]}"


def codes() -> set[str]:
    """Every code that the package gives a problem, read from its source."""
    found = set()
    refusals = ("Refusal", "RefusedPicture", "RefusedDrawing", "Issue")
    for path in sorted((ROOT / "harvest").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and len(node.args) > 2:
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in ("problem", "_problem", *refusals):
                    code = node.args[2 if name in refusals else 1]
                    if isinstance(code, ast.Constant):  # what hands one on has its type, so it is in the table
                        found.add(str(code.value))
    return found


def test_every_code_has_a_case() -> None:
    """A code without a case is a message nobody ever saw."""
    assert shown_codes() == codes()


def test_the_table_holds_every_code_once() -> None:
    """What is in the table is used, and what the type checker lets through is in the table."""
    declared = [rule.code for rule in RULES]
    assert sorted(declared) == sorted(codes())
    assert tuple(declared) == get_args(Code)


def test_no_draft_may_name_or_quote_without_consent() -> None:
    """Whatever a later check makes of drafts: of these an error stays one, and so does what makes a page unsafe."""
    kept = {rule.code for rule in RULES if rule.on_drafts}
    assert kept >= {rule.code for rule in RULES if rule.family == "Circle" and rule.severity == "error"}
    assert kept >= {"unsafe-link", "outside-content"}


def shown_codes() -> set[str]:
    """Every code that a case shows."""
    return {line.split()[1] for case in ALL for line in case.values[0]["problems"]}


def test_cases_are_told_apart() -> None:
    """No two cases have the same name, and each problem in them is written as one."""
    names = [case.id for case in ALL]
    assert len(set(names)) == len(names)
    for case in ALL:
        for line in case.values[0]["problems"]:
            place, _, severity = line.split()
            assert len(place.rsplit(":", 2)) == 3
            assert severity in get_args(Severity)
