"""The people of the list are looked for in every card, and the list is prepared once for all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from harvest.pipeline import build
from harvest.privacy.index import Index
from harvest.privacy.people import People, Person
from harvest.publication import Publication
from harvest.source.content import Files

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
