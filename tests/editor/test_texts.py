"""Places in a text, in ours and in those of the protocol, and changes of a part."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from harvest.editor.texts import Text, moved
from harvest.problems.problem import Position
from harvest.source.source import read_source
from tests.editor.program import at, between

LETTERS = st.sampled_from(["a", "é", "e\u0301", "🌱", "\u2028", "\x0c", "\x85", "\r\n", "\n", "\r", "\t", " "])
TEXTS = st.lists(LETTERS, max_size=30).map("".join)


@pytest.mark.parametrize(
    ("line", "column", "units"),
    [
        ("abc", 2, 1),
        ("🌱bc", 2, 2),
        ("e\u0301b", 3, 2),
        ("é🌱🌱b", 4, 5),
        ("a\u2028b", 3, 2),
        ("a\x0cb", 3, 2),
        ("abc", 99, 3),
    ],
)
@pytest.mark.parametrize("before", ["", "x\r\n", "x\r", "x\n\n"])
def test_columns_count_utf16(line: str, column: int, units: int, before: str) -> None:
    """An emoji is two units, an accent that combines one; what lies behind a line ends with it."""
    text = Text(f"{before}{line}\r\nnext")
    number = len(re.findall(r"\r\n|\r|\n", before))
    assert text.shown(Position(number + 1, column)) == at(number, units)
    assert text.place(at(number, units)) == Position(number + 1, min(column, len(line) + 1))


def test_a_unit_in_the_middle_of_an_emoji_is_its_beginning() -> None:
    """No letter is cut in two."""
    assert Text("🌱b").place(at(0, 1)) == Position(1, 1)
    assert Text("🌱b").place(at(0, 2)) == Position(1, 2)


def test_a_mark_at_the_beginning_does_not_count() -> None:
    """The program may count it, we never do."""
    text = Text("\ufefftitel: x\nb")
    assert text.line(1) == "titel: x"
    assert text.shown(Position(1, 1)) == at(0, 1)
    assert text.place(at(0, 8)) == Position(1, 8)
    assert text.shown(Position(2, 1)) == at(1, 0)


@given(TEXTS)
def test_lines_are_those_of_a_source(content: str) -> None:
    """Our places come from `read_source`; a line there is the same line here."""
    text = Text(content)
    lines = read_source("x.md", f"x{content}".encode()).body[1:].split("\n")
    assert [text.line(number) for number in range(1, text.count + 1)] == lines


@given(TEXTS, TEXTS, st.data())
def test_a_change_of_a_part(content: str, written: str, data: st.DataObject) -> None:
    """It gives the text that the program has."""
    text = Text(content)
    ends = [data.draw(st.integers(0, len(content))) for _ in range(2)]
    # Between the two signs of one line end is no place.
    start, end = sorted(one - (content[one - 1 : one + 1] == "\r\n") for one in ends)
    where = text.range(text.position(start), text.position(end))
    after = text.changed(types.TextDocumentContentChangePartial(where, written), 7)
    assert (after.content, after.version) == (content[:start] + written + content[end:], 7)


def test_a_change_beyond_the_end() -> None:
    """A program that counts otherwise breaks nothing."""
    text = Text("ab\ncd")
    assert (
        text.changed(types.TextDocumentContentChangePartial(types.Range(at(9, 9), at(10, 0)), "x"), 2).content
        == "ab\ncdx"
    )
    assert text.changed(types.TextDocumentContentChangePartial(between(0, 1, 99), "x"), 2).content == "ax\ncd"
    assert text.changed(types.TextDocumentContentChangePartial(between(0, 2, 0), "x"), 2).content == "x\ncd"
    assert text.changed(types.TextDocumentContentChangeWholeDocument("new"), 2).content == "new"


def test_half_an_emoji_is_sent_along() -> None:
    """What is no text becomes a problem of the file, not of the program."""
    assert read_source("x.md", Text("a\ud83cb").bytes).problems[0].code == "not-text"


@pytest.mark.parametrize(("line", "then"), [(1, 1), (2, 2), (3, 5), (4, 6)])
def test_a_line_moves_along(line: int, then: int) -> None:
    """Below a change, lines move; above they stay."""
    assert moved(Text("a\nb\nc\nd"), Text("a\nbx\ny\nz\nc\nd"), line) == then
    assert moved(Text("a\nb"), Text("a\nb"), 2) == 2
    assert moved(Text("a\nb\nc"), Text("c"), 3) == 1
