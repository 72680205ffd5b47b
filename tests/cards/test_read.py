"""What becomes of one file, where a golden case would not show it."""

from __future__ import annotations

import pytest

from harvest.cards.card import Card, first_sentence
from harvest.cards.read import summary_of
from harvest.corpus import Corpus
from harvest.links.sentence import sentence
from harvest.pipeline import build
from harvest.publication import Publication
from harvest.source.content import Files
from harvest.source.markdown import read_markdown, words_of
from harvest.source.plain import count_words
from tests.drawing import ROOT


def corpus(**files: str) -> Corpus:
    """The corpus of a few patterns: name → text."""
    markdown = {f"patronen/{name}.md": text.encode() for name, text in files.items()}
    return build(Publication(ROOT), Files(markdown))


def card(text: str) -> Card:
    """The card of one file."""
    return corpus(kaart=text).cards[0]


def test_a_heading_that_repeats_the_title_goes_and_another_stays() -> None:
    """Nothing an author wrote is lost."""
    repeated = card("---\ntitel: Zes weken\n---\n# Zes weken\nTekst.\n")
    other = card("---\ntitel: Zes weken\n---\n# Iets anders\nTekst.\n")
    assert repeated.parts[0].words == "Tekst."
    assert other.parts[0].words.split() == ["Iets", "anders", "Tekst."]


def test_a_broken_card_keeps_its_text_and_title() -> None:
    """Whoever looks at the preview sees that nothing is lost."""
    broken = card('---\nfase: [\ntitel: "Zes weken"\n---\n## Probleem\nTekst.\n')
    assert not broken.readable
    assert broken.title == "Zes weken"
    assert card("---\nfase: [\n---\n## Probleem\nTekst.\n").title == "kaart", "where no title is found, its file"
    assert [part.name for part in broken.parts] == [None, "problem"]


def test_sections_at_another_level_count_only_where_none_is_at_the_second() -> None:
    """`### Voorbeelden` inside another section is part of it, when the card has `## Voorbeelden` too."""
    inside = card("---\ntitel: x\n---\n## Zo doe je het\n### Voorbeelden\nA.\n## Voorbeelden\nB.\n")
    assert [(part.name, part.words.split()) for part in inside.parts[1:]] == [
        ("how", ["Voorbeelden", "A."]),
        ("instances", ["B."]),
    ]


def test_a_card_in_one_sentence() -> None:
    """Its own words, or the first sentence of its core section, or of its text."""
    assert summary_of(card("---\ntitel: x\nin één zin: Zo.\n---\n## Probleem\nAnders.\n")) == "Zo."
    assert summary_of(card("---\ntitel: x\n---\n## Wat het oplevert en kost\n**Levert op:**\n\n**Kost:**\n")) == ""
    assert summary_of(card("---\ntitel: x\n---\nVooraf.\n## Probleem\n**Eerst** dit. Dan dat.\n")) == "Eerst dit."
    assert summary_of(card("---\ntitel: x\n---\nZonder kop\n")) == "Zonder kop"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Een zin. Nog een.", "Een zin."),
        ("Op 3.5 procent. Meer", "Op 3.5 procent."),
        ("Echt? Ja!", "Echt?"),
        ("Regel een\nregel twee.\n\nAlinea.", "Regel een regel twee."),
        ("", ""),
    ],
)
def test_the_first_sentence(text: str, first: str) -> None:
    """It ends where the next one begins with a capital."""
    assert first_sentence(text) == first


def test_the_sentence_a_link_stands_in() -> None:
    """A backlink says what it comes from: not the heading above it, nor the item before it."""
    found = corpus(
        a="---\ntitel: Aap\n---\n## Probleem\nEerst. Dan [[b|de boom]] *nu*. Later.\n\n- een\n- twee [[b]]\n",
        b="---\ntitel: Boom\n---\n## Probleem\nX.\n",
    )
    assert [sentence(found.directory.by_key[edge.source], edge) for edge in found.edges] == [
        ("Dan ", "de boom", " nu."),
        ("twee ", "b", ""),
    ]


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("**vet**, *schuin*, __vet__ en _schuin_", "vet, schuin, vet en schuin"),
        ("snake_case en 5 * 3", "snake_case en 5 * 3"),
        ("[[a|b]] [c](d) [e][f] ![g](h) <https://i>\n\n[f]: g", "b c e  https://i"),
        ("`code` <b>j</b> \\* & <script>x</script>", "code j * & "),
        ("## Kop\n- een\n> twee", "Kop\n\neen\n\ntwee"),
        ('\'s avonds "zo"', '\'s avonds "zo"'),
        ("| Titel | b |\n|---|---|\n| c | d |", "Titel\nb\nc\nd"),
        ("Regel een\\\ntwee [[1]](#footnote-2)", "Regel een\ntwee "),
    ],
)
def test_text_as_a_reader_sees_it(markdown: str, plain: str) -> None:
    """Marks go, words stay."""
    assert words_of(read_markdown(markdown).blocks) == plain


def test_words_and_items_are_counted_as_a_reader_would() -> None:
    """An address is no word; an item further in belongs to the one above it."""
    counted = read_markdown("Zes-weken-ritme, [elke](https://x/y/z) foto's (2012).")
    assert count_words(words_of(counted.blocks)) == 4
    listed = read_markdown("- een\n  meer\n  - binnen\n\n1. twee\n\ntekst\n* drie")
    assert [item.words for block in listed.blocks for item in block.items] == ["een meer", "twee", "drie"]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("[a](b(c)d) [a](<b c>) [a](b 'c')", ["b(c)d", "b c", "b"]),
        ("[a [b](c) d](e)", ["c"]),
        ("[![a](b)](c)", ["c", "b"]),
        ("![[a.png]] [a]\n\n(b) [a] (b)", ["a.png"]),
        ("``[[a]]` [[b]]`` `[[c]]", ["c"]),
        ("\\[[a]] \\\\[[b]]", ["b"]),
        ("[x][1] [1]\n\n[1]:\n  c\n\n   [d]: <e> 'g'\n    [h]: i", ["c", "c"]),
        ("[[a|b|c]] [[ d ]]", ["d"]),
        (">     [[code]]\n\n    [[code]]\n\n~~~\n[[code]]", []),
        ("| [[a\\|b]] | [c](d) |\n|---|---|\n| [[e\\|f]] [[g\\|h]] | ![[i.svg]] |", ["a", "d", "e", "g", "i.svg"]),
        ("<table><tr><td>[[a]] <img src='b.png' alt='c'></td></tr></table>\n<pre>[[code]]</pre>", ["a", "b.png"]),
        ("<!-- hint --> Wie [[a]]\n\n<!-- x --> - [b](c)\n- een <!-- [[d]]\n\n[[e]] --> [[f]]", ["a", "c", "f"]),
        ("%% [[a]] %% [[b]]\n\n%%\n[[c]]\n\n%%\n[[d]]", ["b", "d"]),
        ('!!! note "x"\n    [[a]]\n\n    [[b]]\n\n> [!TIP]\n> [[c]]', ["a", "b", "c"]),
    ],
)
def test_what_points_elsewhere(body: str, found: list[str]) -> None:
    """Links as CommonMark has them, and wiki links as Obsidian has them."""
    marks = read_markdown(body).marks
    assert [mark.target for mark in marks if mark.form in ("wiki", "embed", "link", "image")] == found


def test_the_name_of_a_section_is_no_title() -> None:
    """Of a file without data, which claims its title from its first heading of level one that names no section."""
    assert card("# 1. **Probleem**\nTekst.\n").title == "kaart"
    assert card("# Probleem\nTekst.\n# Zes weken\n").title == "Zes weken"
