"""What is an ordinary word, and what is none although it can be cut into such words."""

from __future__ import annotations

import gzip
from importlib.resources import files

import pytest

from harvest.privacy.reading.words import Words, words_of

DUTCH, ENGLISH = words_of("nl"), words_of("en")


@pytest.mark.parametrize("word", "kok bos roos mei overleg fietsen liepen gefietst huisje grootste prijs zij".split())
def test_the_dutch_list_has_words_in_all_their_forms(word: str) -> None:
    assert DUTCH.lists(word)
    assert DUTCH.lists(word.capitalize())
    assert DUTCH.lists(word.upper())


@pytest.mark.parametrize("word", "women carried organisation organization colour honour friend's".split())
def test_the_english_list_has_both_spellings(word: str) -> None:
    assert ENGLISH.lists(word)
    assert ENGLISH.lists(word.replace("'", "’"))


@pytest.mark.parametrize("word", "Anna Amsterdam Willemsen Zwolle begeleidings aaneen- qz".split())
def test_the_list_has_no_names_and_no_parts_of_words(word: str) -> None:
    assert not DUTCH.lists(word)
    assert not DUTCH.knows(word)


@pytest.mark.parametrize(
    "word",
    "wijkoverleg begeleidingsgesprek leergemeenschappen kennisagenda bewonersbijeenkomst procesbegeleider"
    " jeugdhulpverlener buurtbemiddelingsgesprek kennis-agenda".split(),
)
def test_a_compound_of_ordinary_words_is_one(word: str) -> None:
    assert DUTCH.knows(word)
    assert DUTCH.knows(word.capitalize())


SURNAMES = (
    "Verbeek Bergman Veldhuis Hoogeveen Zonneveld Nieuwenhuis Groenewoud Bloemendaal Vermeulen Rozendaal Westerveld"
    " Achterberg Schoonhoven Slagmolen Hagendoorn Steenbergen Wildschut Vastenhouw Oosterhof Kuipersma Boerhaave"
).split()


@pytest.mark.parametrize("name", SURNAMES)
def test_a_surname_is_no_compound(name: str) -> None:
    assert not DUTCH.knows(name)


def test_two_names_with_a_hyphen_are_no_compound() -> None:
    assert DUTCH.knows("Kok")
    assert not DUTCH.knows("Bakker-Kok")
    assert DUTCH.knows("Bakkers-overleg")


def test_what_can_end_a_compound() -> None:
    assert all(map(DUTCH.ends_compound, "overleg project groep straat".split()))
    assert not any(map(DUTCH.ends_compound, "Anna de ging".split()))
    assert ENGLISH.ends_compound("meeting")
    assert not ENGLISH.ends_compound("quickly")


def test_no_accent_is_passed_over() -> None:
    assert DUTCH.lists("één")
    assert DUTCH.lists("privé")
    assert not DUTCH.lists("prive")


def test_a_language_without_a_list_has_no_words() -> None:
    assert not words_of("fy").knows("hûs")


@pytest.mark.parametrize("lines", [b"", b"aap\t1\n", b"aap\t1\nnoot\t1\n", b"a\t1\naap\t1\nb\t1\nbc\t1\nz\t1\n"])
def test_every_line_is_found_and_nothing_between(lines: bytes) -> None:
    words = Words(lines)
    for line in lines.decode().split():
        assert words.lists(line) == line.isalpha()
    assert not any(map(words.lists, ("", "0", "aa", "aapje", "m", "zz", "ba")))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_list_is_sorted_small_and_has_its_licence(language: str) -> None:
    folder = files("harvest.privacy.reading") / "lists"
    packed = (folder / f"{language}.txt.gz").read_bytes()
    lines = gzip.decompress(packed).splitlines(keepends=True)
    assert lines == sorted(set(lines))
    assert len(packed) < 1_000_000
    assert packed[4:8] == bytes(4), "no time, so that the same lists give the same bytes"
    assert "Copyright" in (folder / f"{language}-LICENSE.txt").read_text("utf-8")


def test_a_list_is_ready_at_once() -> None:
    """It stays one block of bytes: a set of its words would take longer to make than the rest of a check."""
    words_of.cache_clear()
    words = words_of("nl")
    assert words.knows("overleg")
    assert not words.knows("xqoverlegd")
    held = [len(value) for value in vars(words).values() if not isinstance(value, bytes)]
    assert sum(held) < 100
