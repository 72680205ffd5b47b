"""What may be a name for its capitals alone: what is shown, where it begins and ends, and what is left out."""

from __future__ import annotations

import re

import pytest

from harvest.privacy.reading import capitals
from harvest.privacy.reading.capitals import Things, runs
from harvest.privacy.reading.words import words_of
from tests.growth import taken

THINGS = Things(["De Brug", "Samen leren", "Chatham House", "CoP", "Almere", "Wijkteam Noord"])


def found(text: str, language: str = "nl", *, title: bool = False) -> list[str]:
    return [text[run.start : run.end] for run in runs(text, words_of(language), THINGS, title=title)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dat zei Anna van der Meer tegen Jeroen.", ["Anna van der Meer", "Jeroen"]),
        ("Dat zei J. de Boer, en A.B. Kok ook.", ["J. de Boer", "A.B. Kok"]),
        ("Met McDonald, d'Ancona en 't Hooft.", ["McDonald", "d'Ancona", "'t Hooft"]),
        ("Volgens Kok en volgens Roos.", ["Kok", "Roos"]),
        ("Zo deed mevrouw Bakker-Kok het.", ["Bakker-Kok"]),
        ("Willemsen vond dat, en De Wit ook.", ["Willemsen", "De Wit"]),
        ("Roos van Dijk zei het.", ["Roos van Dijk"]),
        ("Dat vond van der Pas.", ["van der Pas"]),
        ("Dat vond\nAnna van\n> der Meer.", ["Anna van\n> der Meer"]),
        ("Dat vond An*na* **van der** Meer.", ["An*na* **van der** Meer"]),
        ("Dat vond An\u00adna en Wil\u200blemsen.", ["An\u00adna", "Wil\u200blemsen"]),
        ("Dat zeiden Willemsen1 en KOK, op de A2, met CO2.", ["Willemsen1", "KOK"]),
        ("| Willemsen | Kok | Overleg |", ["Willemsen"]),
        ("- Willemsen\n- Water", ["Willemsen"]),
        ("(Kok)", []),
        ("Zoals hij zei (Kok) en (Zie ook hier).", ["Kok"]),
        ("De wijk en «de Brug», bij Almere.", []),
        ("In Almere en bij De Brug, na Samen leren.", []),
        ("Het Wijkteam Noord en het Wijkteam Zuid.", ["Wijkteam Zuid"]),
        ("Ze zei: «Dat is zo», en: Waarom ook niet?", []),
        ("Een CoP naar de regel van Chatham House.", []),
        ("Eén keer. Op 3 mei. Plan A of B.", []),
        ("De kennisagenda. Leergemeenschappen en Bewonersbijeenkomsten.", ["Bewonersbijeenkomsten"]),
        ("geen hoofdletters, jan en kok", []),
        ("", []),
    ],
)
def test_what_may_be_a_name(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("On Monday, in December, Grace Hopper said so.", ["Grace Hopper"]),
        ("They asked Bill and I'm sure Mr. Smith knew.", ["Bill", "Mr. Smith"]),
        ("## How We Learn Together in Small Groups", []),
        ("## How We Learn Together with Okonkwo in Small Groups", ["Okonkwo"]),
    ],
)
def test_in_english(text: str, names: list[str]) -> None:
    assert found(text, "en") == names


def test_a_title_is_no_name_but_may_hold_one() -> None:
    assert found("De Brug", title=True) == []
    assert found("Willemsen", title=True) == []
    assert found("De aanpak van Willemsen in Almere", title=True) == ["Willemsen"]


def test_a_run_knows_its_sentence() -> None:
    text = "Eerst dit. Dan zei Willemsen iets. Daarna niets."
    (run,) = runs(text, words_of("nl"), THINGS)
    assert text[slice(*run.sentence)].strip() == "Dan zei Willemsen iets."


@pytest.mark.parametrize("first", ["Kok", "Water", "Zyqx", "Eén", "In", "A", "Één", "Kok's", "Anna"])
@pytest.mark.parametrize(
    "rest", ["", " zei het.", ", zei hij: nee!", " van Dam.", " En Zyqx.", " én Élie «zo».", "\u00ad weg"]
)
@pytest.mark.parametrize("title", [False, True])
def test_a_sentence_that_is_passed_over_holds_no_name(
    first: str, rest: str, title: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"{first}{rest} {first.lower()}{rest}"
    quick = found(text, title=title)
    monkeypatch.setattr(capitals, "_ONE_CAPITAL", re.compile("(a)(?!)"))
    assert quick == found(text, title=title)


def test_the_likeliest_persons_come_first() -> None:
    text = "Met Anna van der Meer, met Zyqx Qwerkel, in Zyqx, volgens Tafel, bij ABCX."
    ranks = [run.rank for run in runs(text, words_of("nl"), THINGS)]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == 5


@pytest.mark.parametrize(
    "piece", ["A", "Aa ", "Aa. ", "Aa van ", "van ", "'t ", "A*", "(A ", ": A", "Aa-", "d'A", "aap-"]
)
def test_the_time_grows_with_the_text(piece: str) -> None:
    words = words_of("nl")

    def seconds(times: int) -> float:
        return taken(lambda: list(runs(piece * times, words, THINGS)))

    assert seconds(4_000) < 12 * seconds(1_000) + 0.1
