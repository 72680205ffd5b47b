"""What was found by attacking the search: kinds of forms, of neighbours and of quotations, each with its opposite."""

from __future__ import annotations

import pytest

from harvest.privacy.finding.find import PeopleFinder, Setting
from harvest.privacy.people.people import People, Person
from tests.privacy.circle import CIRCLE, hits, told

PEOPLE = People(
    (
        Person("u1", "Annemijn Poelstra", ("Roos",)),
        Person("u2", "Hendrik Wolters", initials=("HjW",)),
        Person("u3", "Pieter van der Vlugt", initials=("PvdV",)),
        Person("u4", "Joris Rijnders"),
        Person("u5", "Els de Groot"),
        Person("u6", "May Kok", ("Mei",)),
        Person("u7", "Joh. P. Wijnands"),
    ),
    ("Project Zilverberk", "De Kromme Elleboog"),
)


@pytest.mark.parametrize(
    ("text", "setting", "certainty"),
    [
        ("Annemijns omweg", "words", "sure"),
        ("De Poelstra's van het plein", "words", "sure"),
        ("Annemijns school begon.", "prose", "sure"),
        ("Annemijn School", "words", "doubtful"),
        ("In de Poelstra-straat staat niets.", "prose", "doubtful"),
        ("een Wolters met verstand van dakgoten", "words", "sure"),
        ("WAT ANNEMIJN NIET ZEI", "words", "sure"),
        ("Het Woltersuurtje begon.", "prose", "sure"),
        ("Een Woltersdag was het.", "prose", "sure"),
        ("a-n-n-e-m-i-j-n-p-o-e-l-s-t-r-a", "code", "sure"),
        ("Anne\ufeffmijn", "code", "sure"),
        ("**A**nnemijn **P**oelstra, hier", "words", "sure"),
        ("Toen zei 𝐀𝐧𝐧𝐞𝐦𝐢𝐣𝐧 niets.", "prose", "sure"),
        ("Toen ging Annemijnʼs lijst rond.", "prose", "sure"),
        ("Toen ging PvdVs lijst rond.", "prose", "sure"),
        ("Toen ging de lijst van PVDV rond.", "prose", "doubtful"),
        ("Toen zei mevrouw Van der V. niets.", "prose", "doubtful"),
        ("Toen zei Pieter van der V. niets.", "prose", "sure"),
        ("Toen zei Joh. P. Wijnands niets.", "prose", "sure"),
        ("Toen zei Reinders niets.", "prose", "likely"),
        ("Toen zei Rynders niets.", "prose", "sure"),
        ("Het hing aan Zilverberk vast.", "prose", "sure"),
        ("Aan de Kromme Elleboog staat niets.", "prose", "sure"),
        ("Trefwoorden: roos, tuin", "words", "doubtful"),
        ("Toen zei ‘Roos’ niets.", "prose", "likely"),
        ("Daar stond «Roos vraagt het aan iedereen».", "prose", "doubtful"),
        ("Het Mei-nummer lag er.", "prose", "doubtful"),
        ("Het was hooguit 8 EG groot.", "prose", "doubtful"),
        ("Kies EPUB; groot is het niet.", "prose", "doubtful"),
        ("Mail e.degroot aan de balie.", "prose", "sure"),
    ],
)  # fmt: skip
def test_a_form_that_nobody_foresaw(text: str, setting: Setting, certainty: str) -> None:
    assert [found for _, found in told(text, setting, PEOPLE)] == [certainty]


@pytest.mark.parametrize(
    "text",
    [
        "It was nobody else's business.",
        "Kokswerk, koks en keukens.",
        "Er stond een els scheef.",
        "Restaurant De Jonge Kok leverde de broodjes.",
        "Het Kok-Gele Kruis hangt er nog.",
        "Het werd Jip en Janneke-taal.",
    ],
)
def test_what_says_nothing_of_anybody(text: str) -> None:
    people = People((*PEOPLE.persons, Person("u8", "Jip Visser")), PEOPLE.terms)
    assert told(text, people=people) == []


def test_a_title_hides_no_name_in_itself() -> None:
    """In a sentence it says what was read; where it stands alone, as above its own card, it is looked at."""
    finder = PeopleFinder(CIRCLE, "public", "nl", titles=("Wachten op Roos",))
    assert list(finder.within("Lees Wachten op Roos, van een ander.", "prose")) == []
    assert [hit.certainty for hit in finder.within("Wachten op Roos", "words")] == ["doubtful"]


def test_a_name_shared_with_who_may_be_named_stays_a_name() -> None:
    """Unless that one is named in the same text: then it is looked at."""
    people = People((Person("n1", "Fleur Bakker"), Person("n2", "Fleur Waveren", named_for="public")))
    assert [hit.certainty for hit in hits("Dat zei Fleur niet.", people=people)] == ["likely"]
    beside = hits("Dat zei Fleur Waveren niet, en toen zei Fleur niets.", people=people)
    assert [hit.certainty for hit in beside] == ["doubtful"]
