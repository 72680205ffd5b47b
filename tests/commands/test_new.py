"""Blank cards: they ask for what is missing and for nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from harvest.commands.new import blank_card, make_card
from harvest.editing.file_names import file_name
from harvest.kinds.read import load_kinds
from harvest.publication import Publication
from tests.drawing import in_memory

KINDS = load_kinds()[0]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", list(KINDS.by_name))
@pytest.mark.parametrize(
    "title", ["Zeswekenritme", "Overleg: hoe dan?", 'Een "vraag"', "C# leren", "[haken]", "ja", "2012"]
)
def test_a_blank_card_lacks_only_its_text(language: str, name: str, title: str) -> None:
    kind = KINDS.by_name[name]
    text = blank_card(kind, title, language)
    path = f"{kind.folder(language)}/{file_name(title)}.md"
    corpus = in_memory({path: text}, allowed=True, language=language)
    assert [card.title for card in corpus.cards] == [title]
    assert {found.code for found in corpus.problems} <= {"empty-section", "too-few-items"}, corpus.problems


def test_what_is_hidden_in_a_title_is_not_in_the_name_of_its_file(tmp_path: Path) -> None:
    made = make_card(Publication(tmp_path, content="content"), "les", "Eerst %% geheim %% vragen")
    assert isinstance(made, Path)
    assert made.name == "eerst-vragen.md"


def test_a_file_name_is_plain() -> None:
    assert file_name("Één béétje: ‘Zo’ dus!") == "een-beetje-zo-dus"
    assert file_name("???") == ""
