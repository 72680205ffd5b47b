"""Where a sentence ends, and what its mark changes with."""

from __future__ import annotations

import pytest

from harvest.privacy.reading.sentences import fingerprint_of, sentences
from tests.growth import taken

WHOLE = (
    "Dit zei dr. Kok bijv. tegen mij.",
    "Volgens o.a. Jan, d.w.z. volgens ons, m.b.t. de wijk.",
    "Daar zaten J. de Boer en A.B. Kok.",
    "Mevr. Bos en dhr. Roos, en prof. dr. Mei.",
    "Het was 3.5 graden, op 3 jan. 2020, zie nr. 4 en blz. 12.",
    "Goed… maar ja.",
    "«Waarom?» vroeg ze.",
    "Ze riep «Kom!» en ging.",
    "Mr. Smith met Mrs. Jones, e.g. on Monday.",
    "Zie https://example.org/a.b en iets.nl voor meer.",
    "Een regel\ndie doorloopt.",
    "Koffie, thee enz. en verder niets.",
    "Thee\u200b enz.\u200b en meer.",
    "1. Een punt.",
)


@pytest.mark.parametrize("sentence", WHOLE)
def test_a_sentence_is_not_cut(sentence: str) -> None:
    assert [sentence[start:end] for start, end in sentences(sentence)] == [sentence]


@pytest.mark.parametrize("one", WHOLE)
@pytest.mark.parametrize("other", ["Daarna niets.", "«Ja», zei ze.", "’s Morgens niet.", "**Nee.**", "2 is meer."])
def test_what_follows_is_another_sentence(one: str, other: str) -> None:
    for between in (" ", "\n", "\n\n", "  "):
        text = f"{one}{between}{other}"
        assert [text[start:end].strip() for start, end in sentences(text)] == [one, other]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("- een\n- Twee drie\n* vier", ["- een", "- Twee drie", "* vier"]),
        ("1. Een punt. Nog een.\n2) Twee", ["1. Een punt.", "Nog een.", "2) Twee"]),
        ("> citaat. Nog een\n> regel.\n>\n> Meer", ["> citaat.", "Nog een\n> regel.", "> Meer"]),
        ("| a | b |\n| c | d |", ["| a |", "b |", "| c |", "d |"]),
        ("# Kop\nTekst", ["# Kop\nTekst"]),
        ("Tekst\n## Kop", ["Tekst", "## Kop"]),
        ("Dat was in 2012. Daarna. Koffie enz. En door.", ["Dat was in 2012.", "Daarna.", "Koffie enz.", "En door."]),
        (
            "(Zo.) Dan. «Dat is zo. Anna weet het.» En ging.",
            ["(Zo.)", "Dan.", "«Dat is zo.", "Anna weet het.»", "En ging."],
        ),
        ("Dat was het al. Toen jan. Dus.", ["Dat was het al.", "Toen jan.", "Dus."]),
        ("They left at 5 p.m. Then rest.", ["They left at 5 p.m.", "Then rest."]),
        ("Wat?! Hoe... Nee… Of wel?", ["Wat?!", "Hoe...", "Nee…", "Of wel?"]),
        (" \n ", []),
        ("", []),
    ],
)
def test_sentences_of_a_text(text: str, parts: list[str]) -> None:
    assert [text[start:end].strip() for start, end in sentences(text)] == parts


def test_a_mark_changes_with_letters_and_digits_alone() -> None:
    one = fingerprint_of("Dat zei Anna, in 2012.")
    assert one == fingerprint_of("Dat  zei\n> *Anna*: in 2012!")
    assert one == fingerprint_of("Dat zei Anna\u200b, in 2012.")
    assert (
        len({one, *map(fingerprint_of, ("Dat zei Anne, in 2012.", "dat zei Anna, in 2012.", "Dat zei Anna, in 2013."))})
        == 4
    )
    assert fingerprint_of("ﬁets") == fingerprint_of("fiets")


@pytest.mark.parametrize(
    "piece", ["a. ", ". ", "\n", "\n>", "(", "J. K. ", '"', ' "', "....", "- ", "| ", "1. ", "’", "enz. "]
)
def test_the_time_grows_with_the_text(piece: str) -> None:
    def seconds(times: int) -> float:
        return taken(lambda: list(sentences(piece * times)))

    assert seconds(16_000) < 12 * seconds(4_000) + 0.05
