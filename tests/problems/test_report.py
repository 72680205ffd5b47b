"""The report: what is most serious comes first where several things stand at one place."""

from __future__ import annotations

import json
from collections import Counter
from itertools import permutations
from pathlib import Path

import pytest

from harvest.corpus import Corpus
from harvest.problems.codes import RULES, SEVERITIES, Code, Severity, may_show_line
from harvest.problems.problem import Place, Problem, problem, say
from harvest.problems.report import as_json, as_text, published
from tests.drawing import Draw, read, shown


def told(place: Place, severity: Severity, code: Code) -> Problem:
    """A problem of which only its order matters."""
    return problem(place, code, say("Something."), severity=severity)


def test_an_error_comes_before_a_warning_and_a_warning_before_a_hint() -> None:
    assert SEVERITIES == ("error", "warning", "hint")
    here = Place("a.md", 3, 5)
    expected = [
        told(here, "error", "wrong-type"),
        told(here, "warning", "unknown-view"),
        told(here, "hint", "unknown-kind"),
    ]
    for mixed in permutations(expected):
        assert sorted(mixed, key=lambda one: one.order) == expected


def test_a_place_counts_before_how_serious_it_is_and_a_name_after_it() -> None:
    """By file, line and column, numbers as numbers; at one place and equally serious by code."""
    expected = [
        told(Place("a.md", 2, 9), "hint", "wrong-type"),
        told(Place("a.md", 10, 2), "warning", "unknown-view"),
        told(Place("a.md", 10, 11), "error", "orphan"),
        told(Place("a.md", 10, 11), "error", "unknown-kind"),
        told(Place("b.md", 1, 1), "error", "cycle"),
    ]
    for mixed in permutations(expected):
        assert sorted(mixed, key=lambda one: one.order) == expected


@pytest.fixture
def corpus(draw: Draw) -> Corpus:
    """Three cards in which an error and a hint, a warning and a hint, an error and a warning stand at one place."""
    silence = "niet melden: {no-instance: , orphan: nergens om}\n"
    kind = "kind: tile\ndrop: [status, checked_on, unchecked, checked_text]\n"
    kind += "fields:\n  spoken_by: {required_from: draft}\n"
    return read(
        draw(
            {
                "mkdocs.yml": "docs_dir: content\nplugins:\n"
                "  - harvest: {language: nl, kinds: [tegel.yml], record: {rule: open}}\n",
                "tegel.yml": kind,
                "bronnen/a.md": f"---\ntitel: Aap\nstatus: getoetst\nniet getoetst: zo\n{silence}---\nX.\n",
                "bronnen/b.md": f"---\ntitel: Boom\n{silence}---\nX.\n",
                "tegels/c.md": "---\ntitel: Citaat\nsoort: citaat\n---\nHet kan.\n",
            }
        )
    )


def test_the_most_serious_at_a_place_is_told_first(corpus: Corpus) -> None:
    """As values, to people and to programs; by their codes each pair would stand the other way round."""
    expected = [
        "bronnen/a.md:5:14 wrong-type error",
        "bronnen/a.md:5:14 unused-silence hint",
        "bronnen/b.md:3:14 wrong-type warning",
        "bronnen/b.md:3:14 unused-silence hint",
        "tegels/c.md:4:1 quote-without-consent error",
        "tegels/c.md:4:1 missing-field warning",
    ]
    assert [shown(one) for one in corpus.problems] == expected
    codes = [line.split()[1:] for line in expected]
    assert [
        [one["code"], one["severity"]] for one in json.loads(as_json(corpus.problems, Path(), 3, "nl"))["problems"]
    ] == codes
    words = {"error": "fout", "warning": "waarschuwing", "hint": "tip"}
    assert [line.rpartition("(")[2] for line in as_text(corpus.problems, Path(), 3, "nl").splitlines()[:-1]] == [
        f"{words[severity]}, {code})" for code, severity in codes
    ]


@pytest.mark.parametrize(
    ("left", "told"),
    [
        ({}, "12 cards"),
        ({"released": 1}, "11 cards, 1 released card left behind"),
        ({"draft": 2, "released": 3}, "7 cards, 2 drafts left behind, 3 released cards left behind"),
    ],
)
def test_what_an_edition_leaves_behind_is_counted(left: dict[str, int], told: str) -> None:
    """A released card too: its author may wonder where it is."""
    assert published(12, Counter(left), "en") == told


def test_no_report_shows_the_line_where_it_may_name_somebody() -> None:
    """Not of the families about the circle and about safety, whatever a later report shows."""
    shown = {rule.code for rule in RULES if may_show_line(rule.code)}
    assert {rule.family for rule in RULES if rule.code not in shown} == {"Circle", "Pictures and safety"}
    assert "dangling-link" in shown
    assert not shown & {"name-revealed", "organisation-revealed", "unsafe-link"}
