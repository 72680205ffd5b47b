"""What belongs to a name is written anew for a hint, whatever stands there."""

from __future__ import annotations

from itertools import product

import pytest

from harvest.cards.data_lines import as_value
from tests.drawing import in_memory

SIGNS = (
    '"',
    "'",
    "[",
    "]",
    "{",
    "(",
    "-",
    ",",
    ";",
    "*",
    "#",
    "&",
    "!",
    "|",
    ">",
    "%",
    "@",
    "`",
    ":",
    "?",
    "\\",
    "a",
    " ",
)


@pytest.mark.parametrize("several", [True, False])
def test_whatever_stands_behind_a_name_can_be_written_anew(several: bool) -> None:
    """Three signs are enough for a mark with nothing in it, one that does not close, and one inside another."""
    for number in range(4):
        for signs in product(SIGNS, repeat=number):
            assert isinstance(as_value("".join(signs), several=several), str)


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("text", ["titel: {}\n", "---\ntitel: Iets\n---\n\nstatus: {}\nfase: {}\n", "---\ntitel: {}\n"])
def test_a_card_with_one_sign_behind_a_name_stops_nothing(sign: str, text: str) -> None:
    corpus = in_memory({"patronen/iets.md": text.replace("{}", sign)}, allowed=True)
    assert [card.path for card in corpus.all_cards] == ["patronen/iets.md"]
