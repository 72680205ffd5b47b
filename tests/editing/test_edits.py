"""A correction changes the words that it names, and no other byte."""

from __future__ import annotations

import pytest

from harvest.editing.edits import apart, edited
from harvest.problems.problem import Fix, Position


def fix(line: int, start: int, end: int, text: str) -> Fix:
    return Fix(Position(line, start), Position(line, end), text)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_only_the_words_change(ending: str, mark: bytes, last: str) -> None:
    text = "titel: Een 🌱 café\nfaze: proef\n\nTekst" + last
    wanted = "titel: Een 🌱 koffie\nfase: proef\n\nTekst" + last
    content = mark + text.replace("\n", ending).encode()
    fixes = [fix(1, 14, 18, "koffie"), fix(2, 1, 5, "fase")]
    assert edited(content, fixes) == mark + wanted.replace("\n", ending).encode()


def test_a_new_line_ends_as_the_line_above_it() -> None:
    fixes = [fix(1, 4, 4, "\nnieuw"), fix(2, 5, 5, "\nook")]
    assert edited(b"een\r\ntwee\ndrie", fixes) == b"een\r\nnieuw\r\ntwee\nook\ndrie"
    assert edited(b"een", [fix(1, 4, 4, "\ntwee")]) == b"een\ntwee"


def test_a_line_goes_whole() -> None:
    whole = Fix(Position(2, 1), Position(3, 1), "")
    assert edited(b"een\r\ntwee\r\ndrie", [whole]) == b"een\r\ndrie"
    assert edited(b"een\ntwee\n", [whole]) == b"een\n"


def test_of_two_corrections_of_the_same_words_the_first_is_kept() -> None:
    first, second, later = fix(1, 1, 5, "a"), fix(1, 3, 7, "b"), fix(1, 7, 8, "c")
    assert apart([second, later, first, first]) == (first, later)
    assert apart([fix(1, 1, 1, "a"), fix(1, 1, 1, "b")]) == (fix(1, 1, 1, "a"),)
    with pytest.raises(ValueError, match="same words"):
        edited(b"abcdefgh", [first, second])


@pytest.mark.parametrize("place", [fix(1, 5, 9, ""), fix(4, 1, 1, ""), fix(1, 0, 1, "")])
def test_a_place_that_is_not_there_changes_nothing(place: Fix) -> None:
    with pytest.raises(ValueError, match="there is no line"):
        edited(b"een\ntwee\n", [place])
    with pytest.raises(ValueError, match="utf-8"):
        edited(b"\xff\n", [fix(1, 1, 1, "")])
