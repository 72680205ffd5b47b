"""What somebody is writing at a place, in texts that are not whole yet."""

from __future__ import annotations

import pytest

from harvest.editor.spot import Spot, data_lines, spot
from harvest.editor.texts import Text
from harvest.problems.problem import Position
from tests.growth import taken


def at(written: str) -> Spot:
    """What is written at the bar."""
    before, _, after = written.partition("¦")
    text = Text(before + after)
    return spot(text, text.position(len(before)))


@pytest.mark.parametrize(
    ("written", "what", "field", "value", "quoted"),
    [
        ("---\nti¦", "name", "", "ti", ""),
        ("---\n¦\n---\n", "name", "", "", ""),
        ("\n\n---\nhoe ze¦", "name", "", "hoe ze", ""),
        ("---\nstatus: ¦\n---\n", "value", "status", "", ""),
        ("---\nhoe zeker: ver¦\n---\n", "value", "hoe zeker", "ver", ""),
        ("---\nhoe zeker:¦", "value", "hoe zeker", "", ""),
        ("---\nfase: [verkennen, be¦]\n---\n", "value", "fase", "be", ""),
        ('---\nzie ook: ["A, b", Twe¦]\n---\n', "value", "zie ook", "Twe", ""),
        ('---\nzie ook: "Twe¦"\n---\n', "value", "zie ook", "Twe", '"'),
        ("---\nzie ook: 'Twe¦\n---\n", "value", "zie ook", "Twe", "'"),
        ('---\nzie ook: "[[Twe¦]]"\n---\n', "value", "zie ook", "Twe", "[["),
        ("---\nzie ook: [[Twe¦]]\n---\n", "value", "zie ook", "Twe", "[["),
        ("---\nzie ook:\n  - Een\n  - Twe¦\n---\n", "value", "zie ook", "Twe", ""),
        ("---\nzie ook:\n- Een\n-¦\n---\n", "value", "zie ook", "", ""),
        ("---\nzie ook:\n- Een: twee¦\n---\n", "value", "zie ook", "Een: twee", ""),
        ("---\ntitel: x\n---\nZie [[Twe¦", "link", "", "Twe", ""),
        ("---\ntitel: x\n---\nZie [[Eén]] en [[Twe¦]].", "link", "", "Twe", ""),
        ("---\ntitel: x\n---\nZie [[Twee#Pro¦", "link", "", "Twee#Pro", ""),
        ("---\ntitel: x\n---\nZie [[Twee]]¦", "words", "", "", ""),
        ("---\ntitel: x\n---\nZie [[Twee|twe¦", "words", "", "", ""),
        ("---\ntitel: x\n---\n## Pro¦", "heading", "", "Pro", ""),
        ("---\ntitel: x\n## Pro¦", "heading", "", "Pro", ""),
        ("ti¦", "words", "", "", ""),
        ("¦", "words", "", "", ""),
    ],
)
def test_what_is_written(written: str, what: str, field: str, value: str, quoted: str) -> None:
    """The name, value, link or heading up to the place, and of which field."""
    here = at(written)
    assert (here.what, here.field, here.written, here.quoted) == (what, field, value, quoted)
    before = written.partition("¦")[0]
    end = Text(before).position(len(before))
    assert here.start == Position(end.line, end.column - len(value))


def test_data_lines_without_an_end() -> None:
    """While somebody types, the dashes below may not be there yet."""
    assert data_lines(Text("---\na: b\nc: d")) == range(2, 4)
    assert data_lines(Text("---\na: b\n---\nc: d")) == range(2, 3)
    assert data_lines(Text("a: b")) == range(0)
    assert data_lines(Text("")) == range(0)


@pytest.mark.parametrize("letters", ["[", '"', " ", "a:", "[[", "a, "])
@pytest.mark.parametrize("above", ["---\n", "---\na: [", ""])
def test_a_very_long_line(letters: str, above: str) -> None:
    """The time grows no faster than the line."""

    def time_of(length: int) -> float:
        text = Text(f"{above}a{letters * (length // len(letters))}")
        end = text.position(len(text.content))
        return taken(lambda: spot(text, end))

    assert time_of(100_000) < 10 * time_of(25_000) + 0.001
