"""The people of the list are looked for in every card, and the list is prepared once for all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from harvest.checks.people_list import list_of_people
from harvest.pipeline import build, load
from harvest.privacy.finding.index import Index
from harvest.privacy.people.people import People, Person
from harvest.publication import Publication
from harvest.source.content import Files
from tests.drawing import CONFIG, PAGES, Write

LISTED = People((Person("p1", "Ottilie Zandvliet"), Person("p2", "Roos Wigchers")))


def test_a_list_is_prepared_once_for_all_cards(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes as long as reading many of them."""
    made: list[Index] = []
    before = Index.__init__

    def counted(index: Index, *arguments: object, **more: object) -> None:
        made.append(index)
        before(index, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Index, "__init__", counted)
    text = "---\ntitel: Les {}\n---\n\nDat zei Ottilie Zandvliet.\n"
    files = {f"lessen/les-{n}.md": text.format(n).encode() for n in range(20)}
    corpus = build(Publication(Path("/nowhere"), content="content"), Files(files), people=LISTED)
    assert sum(problem.code == "name-revealed" for problem in corpus.problems) == 20
    assert len(made) <= 2


@pytest.mark.parametrize(
    ("listed", "severity"),
    [
        ("people:\n\t- name: Ottilie Zandvliet\n", "error"),
        ("people:\n  - {name: Ottilie Zandvliet", "error"),
        (b"people:\n  - name: Ottilie Zandvli\xeb\n", "error"),
        ("people:\n  - name: Ottilie Zandvliet\n    colour: [red\n", "error"),
        ("people:\n  - name: Ottilie Zandvliet\n    organisation: [red]\n", "warning"),
        ("people: []\n", "warning"),
    ],
)
def test_a_list_of_which_nothing_can_be_read_stops_every_edition(
    listed: str | bytes, severity: str, write: Write
) -> None:
    """Nobody would be looked for; where somebody can be read, an open publication goes out."""
    corpus = load(write({**PAGES, "mkdocs.yml": CONFIG, "private/people.yml": listed}) / "mkdocs.yml")
    assert not corpus.publication.confidential
    assert [problem.severity for problem in list_of_people(corpus)] == [severity]


def test_a_link_to_a_list_that_is_gone_is_told(write: Write) -> None:
    root = write({**PAGES, "mkdocs.yml": CONFIG})
    (root / "private").mkdir(exist_ok=True)
    (root / "private" / "people.yml").symlink_to(root / "elsewhere.yml")
    problems = list(list_of_people(load(root / "mkdocs.yml")))
    assert [(problem.code, problem.severity) for problem in problems] == [("not-readable", "error")]
