"""Every text that a publication shows is walked over once, as its readers see it, at its own place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvest.checks.texts import ShownText, texts_elsewhere, texts_of
from tests.drawing import in_memory

ABOVE = "---\ntitel: Les\n---\n\n"
LINES = 4


def texts(body: str, above: str = ABOVE) -> list[ShownText]:
    """The texts of a card with this body, without those of its path and title."""
    corpus = in_memory({"lessen/les.md": above + body, "lessen/ander.md": "---\ntitel: Ander\n---\n"}, allowed=True)
    node = next(card for card in corpus.all_cards if card.path == "lessen/les.md")
    return list(texts_of(corpus, node))[3:]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Wij **lie**pen *naar* `huis`.", ["prose 1:1 Wij liepen naar huis.", "code 1:24 huis"]),
        ("Een [stuk](https://a.example/b \"Bij ons\").", ["prose 1:1 Een stuk.", "words 1:33 Bij ons", "code 1:5 https://a.example/b"]),
        ("![Een plein](plein.png 'Het plein')", ["code 1:1 plein.png", "words 1:25 Het plein", "words 1:3 Een plein"]),
        ("Zie [[Ander]], [[Ander|die]] en [[Weg|dat]].", ["prose 1:1 Zie Ander, die en dat.", "words 1:33 Weg"]),
        ("![[plein.svg|Het plein]]", ["code 1:1 plein.svg", "words 1:1 Het plein"]),
        ("- een\n- [ ] twee\n  1. drie\n- Dat is een zin.", ["words 1:3 een", "words 2:7 twee", "words 3:6 drie",
            "prose 4:3 Dat is een zin."]),
        ("| a | b |\n|---|---|\n| c d | e\\|f |", ["code 1:2 a", "code 1:6 b", "code 3:2 c d", "code 3:8 e\\|f",
            "code 1:1 a  b", "code 3:1 c d  e\\|f"]),
        ("## Een kop {#anker}\n\n> Hier staat\n> wat.", ["words 1:4 Een kop", "prose 3:3 Hier staat\nwat.",
            "code 1:1 anker"]),
        ("Een<!-- weg\nweg -->tje %%weg%% en&nbsp;dat.", ["prose 1:1 Eentje en dat."]),
        ("Noot.[^1] Meer.\n\n[^1]: Een noot.\n\n[^2]: Weg.", ["prose 1:1 Noot. Meer.", "prose 3:7 Een noot."]),
        ("[^1]: Een noot.\n\nNoot.[^1]", ["prose 1:7 Een noot.", "prose 3:1 Noot."]),
        ("```\neen\n```", ["code 1:4 een"]),
        ('Een <b title="Ja zeg">w</b>oord.', ["prose 1:1 Een woord.", "words 1:15 Ja zeg"]),
        ("<table><tr><td>een</td><td>Dat is wat.</td></tr></table>", ["words 1:16 een", "prose 1:28 Dat is wat."]),
    ],
)  # fmt: skip
def test_a_text_stands_as_it_is_seen(body: str, expected: list[str]) -> None:
    shown = []
    for text in texts(body):
        first = next(n for n, letter in enumerate(text.text) if not letter.isspace())
        place = text.place(0) if text.text[0].isspace() else text.place(first)
        words = text.text.strip().replace("\xa0", " ")
        shown.append(f"{text.setting} {place.line - LINES}:{place.column} {' '.join(words.split(' '))}")
    assert sorted(one.replace("  ", " ") for one in shown) == sorted(expected)


def test_fields_and_names_of_files_are_texts_too() -> None:
    """Those that are shown, and relations; the parts of lists each by itself."""
    above = (
        "---\ntitel: Les\nstatus: concept\nin één zin: Wat we leerden\ntrefwoorden: [water, bos]\n"
        "blijkt uit: [[Ander]]\nniet melden: {orphan: daarom}\n---\n"
    )
    corpus = in_memory({"lessen/bij-ons/les.md": above}, allowed=True)
    found = [(text.text, text.setting, text.names_file) for text in texts_of(corpus, corpus.all_cards[0])]
    assert found == [
        ("lessen", "code", True),
        ("bij-ons", "code", True),
        ("les", "code", True),
        ("Les", "words", False),
        ("Wat we leerden", "prose", False),
        ("water", "code", False),
        ("bos", "code", False),
        ("Ander", "words", False),
    ]


@given(st.text(alphabet="ab *_`[]()<>!|\n#-&;:^~=%\\{}\"'.", max_size=60))
def test_any_text_can_be_walked_over(body: str) -> None:
    """Places are in the file, whatever stands there."""
    whole = (ABOVE + body).count("\n") + 1
    for text in texts(body):
        for offset in range(len(text.text)):
            assert 1 <= text.place(offset).line <= whole


def test_declarations_that_cannot_be_read_are_passed_over() -> None:
    corpus = in_memory({}, [("kinds/a.yml", b"kind: [a\n"), ("kinds/b.yml", b"\xff")], allowed=True)
    assert list(texts_elsewhere(corpus)) == []


@pytest.mark.parametrize("text", ["<!-- Context", "<!--\nContext\n", "[Context]: x", "[^a]: Context", "%% Context"])
def test_a_text_without_a_block_stops_nothing(text: str) -> None:
    """A comment that does not end may hold the name of a section, and leaves nothing that could be its heading."""
    corpus = in_memory({"patronen/iets.md": f"---\ntitel: Iets\n---\n\n{text}\n"}, allowed=True)
    assert {"missing-section"} < {problem.code for problem in corpus.problems}
