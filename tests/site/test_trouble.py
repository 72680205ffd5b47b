"""The page that stands in the place of a preview shows the line that is wrong, and nothing that may not be shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from harvest.privacy.people.people import People, Person
from harvest.privacy.veil import Veil
from harvest.problems.hiding import hide_with
from harvest.problems.problem import Place, Position, problem, say
from harvest.site.trouble import Trouble

VEIL = Veil(People((Person("p1", "Ottilie Zandvliet"),)), "nl")


@pytest.fixture(autouse=True)
def nothing_hidden() -> Iterator[None]:
    """What a test hides, it hides alone."""
    yield
    hide_with(None)


def page(root: Path, lines: str, line: int, path: str = "mkdocs.yml") -> str:
    """The page about a line of a file with these lines."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(lines, "utf-8")
    place, end = Place(path, line, 2), Position(line, 4)
    return Trouble(root, (problem(place, "configuration", say("Something."), end=end),)).page("nl").decode()


def test_the_line_is_shown_as_text_with_its_mark(tmp_path: Path) -> None:
    said = page(tmp_path, "a: b\u2028c\n<<script>alert(1)</script>&\n", 2)
    assert "<pre>&lt;<mark>&lt;s</mark>cript&gt;alert(1)&lt;/script&gt;&amp;</pre>" in said
    assert "<script" not in said


def test_a_name_that_runs_over_two_lines_is_not_shown(tmp_path: Path) -> None:
    hide_with(VEIL)
    lines = "a: Dat zei Ottilie\n  Zandvliet toen\nb: iets\nc: nog iets\n"
    assert [("<pre>" in page(tmp_path, lines, line)) for line in (1, 2, 3, 4)] == [False, False, False, True]


def test_no_line_is_shown_while_the_list_of_people_cannot_be_read_whole(tmp_path: Path) -> None:
    hide_with(VEIL, whole=False)
    assert "<pre>" not in page(tmp_path, "a: iets\n", 1)
    hide_with(VEIL)
    assert "<pre>" in page(tmp_path, "a: iets\n", 1)


@pytest.mark.parametrize("path", ["private/people.yml", "../elders.yml"])
def test_no_line_is_shown_of_a_private_file_or_one_that_lies_elsewhere(tmp_path: Path, path: str) -> None:
    assert "<pre>" not in page(tmp_path / "werf", "a: geheim\n", 1, path)
    assert "<pre>" in page(tmp_path / "werf", "a: open\n", 1, "delen/ouder.yml")
