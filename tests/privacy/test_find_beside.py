"""What stands beside a name tells who or what is meant; and other names hide it."""

from __future__ import annotations

import pytest

from harvest.privacy.people.people import People, Person
from tests.privacy.circle import CIRCLE, hits, told


@pytest.mark.parametrize(
    "text",
    [
        "Zij las Emma Jansen.",
        "Zij las A. Jansen.",
        "Zij las A.B. Jansen.",
        "Zij las Jansen, A.",
        "Zij las Jansen, A. (2012).",
        "Dat is van Piet Smit.",
        "Dat is van Piet de Boer.",
        "Dat is van Piet S. in Breda.",
        "Zij las Roos Jansen.",
        "Zij las Siobhán Groot.",
        "Het Jansen Fonds gaf geld.",
        "Wij wonen in de Amranistraat.",
        "Wij wonen in de Fatima Mernissistraat.",
        "Stichting Amrani gaf geld.",
    ],
)
def test_another_person_or_a_thing_is_looked_at(text: str) -> None:
    """A part of a name beside what makes it somebody else's is doubtful, no error."""
    assert {certainty for _, certainty in told(text)} == {"doubtful"}


@pytest.mark.parametrize(
    "text",
    [
        "Volgens Jansen werkt het.",
        "Ook Jansen kwam.",
        "Dat zei mevrouw Jansen ook.",
        "Dat zei Prof. Jansen ook.",
        "Wij zagen Piet in Breda.",
        "Zo zeiden Piet, Smit en Anna.",
        "Wij zagen Piet. De groep bleef.",
        "Jansen (2012) schreef dat.",
        "Van Amrani hoorden wij niets.",
    ],
)
def test_words_before_a_surname_are_no_first_name(text: str) -> None:
    """What only begins a sentence, or says how somebody is addressed, makes nobody else of a person."""
    assert {certainty for _, certainty in told(text)} == {"sure"}


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Wij gingen naar Delft.", "doubtful"),
        ("De mensen van Delft kwamen.", "doubtful"),
        ("Toen zei Van Delft niets.", "error"),
        ("Toen zei mevrouw van Delft niets.", "error"),
        ("Toen zei J. van Delft niets.", "error"),
        ("Toen zei Joke Delft niets.", "error"),
        ("De groep zat aan de Maas.", "doubtful"),
        ("Zij zei dat Maas kwam.", "error"),
        ("De Maas-methode werkt.", "error"),
    ],
)
def test_a_surname_may_be_a_place(text: str, certainty: str) -> None:
    """Of a town or a river of that name nobody knows whether somebody is meant."""
    people = People((Person("p1", "Joke van Delft"), Person("p2", "Bram Maas"), Person("p3", "Joke van Breda")))
    for written in (text, text.replace("Delft", "Breda")):
        found = [hit.certainty for hit in hits(written, people=people)]
        assert found in ([["sure"], ["likely"]] if certainty == "error" else [["doubtful"]])


def test_an_author_is_not_a_person_of_the_list() -> None:
    """The name of somebody who may be named hides the part that he has in common with one of the list."""
    others = ("Emma Jansen", "Fatima Mernissi", "Jansenius College")
    text = "Zie Emma Jansen, E. Jansen, Jansen, E. en Fatima Mernissi, en het Jansenius College."
    assert told(text, others=others) == []
    assert told("Emma Jansen en Piet Jansen", others=others) == [("Piet Jansen", "sure")]
    assert told("Emma, en ook Jansen", others=others) == [("Jansen", "sure")]


def test_what_names_somebody_for_sure_hides_nothing() -> None:
    """A card that is called after a person of the list does not make the name harmless."""
    assert told("Het Jansenoverleg liep uit.", others=("Het Jansenoverleg",)) == [("Jansenoverleg", "sure")]
    assert told("Wij lazen Piet Jansen.", others=("Piet Jansen",)) == [("Piet Jansen", "sure")]


def test_a_name_that_an_author_shares_is_looked_at() -> None:
    """Of an author who is but a surname nobody can tell whether he is meant."""
    assert told("Volgens Jansen werkt het.", others=("Jansen",)) == [("Jansen", "doubtful")]
    assert told("Volgens P. Jansen werkt het.", others=("Jansen",)) == [("P. Jansen", "sure")]


def test_a_place_is_never_a_person() -> None:
    """What the publication says to be a place hides what stands in it, but nothing around it."""
    assert told("In het Bos en Lommer en bij Jansen Zuid.", places=("Bos en Lommer", "Jansen Zuid")) == []
    assert told("Anna Bos en Lommer", places=("Bos en Lommer",)) == [("Anna Bos", "sure")]


def test_who_may_be_named_is_no_hit() -> None:
    """It depends on the edition; and what such a person shares with another is looked at."""
    people = People(
        (
            Person("p1", "Fatima el Amrani", named_for="public"),
            Person("p2", "Fatima Jansen", named_for="circle"),
            Person("p3", "Piet Jansen"),
        )
    )
    text = "Fatima el Amrani en Amrani. Fatima, dus. En Fatima Jansen, Jansen, en Piet Jansen"
    public = [(hit.whose, hit.certainty) for hit in hits(text, people=people)]
    assert public == [("p2", "doubtful"), ("p2", "sure"), ("p2", "sure"), ("p3", "sure")]
    circle = [(hit.whose, hit.certainty) for hit in hits(text, people=people, edition="circle")]
    assert circle == [("p3", "doubtful"), ("p3", "sure")]


def test_two_people_with_one_name_are_one_hit() -> None:
    """Which of them is meant nobody can tell."""
    people = People((Person("p1", "Fatima Jansen"), Person("p2", "Fatima Jansen")))
    assert [hit.whose for hit in hits("Fatima Jansen", people=people)] == ["p1"]
    assert [hit.whose for hit in hits("Fatima", people=people)] == ["p1"]


@pytest.mark.parametrize("text", ["Wij spraken met A.", "Een A of een B.", "a b c", "A-viertje", "vitamine A."])
def test_a_name_of_one_letter_is_never_found_alone(text: str) -> None:
    """It counts only beside another part of the name."""
    people = People((Person("p1", "A"), Person("p2", "B Bos")))
    assert hits(text, people=people) == []
    assert hits(text, "code", people=people) == []
    assert [hit.certainty for hit in hits("B Bos", people=people)] == ["sure"]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Toen zei Janssen niets.", ["likely"]),
        ("Toen zei janssen niets.", ["doubtful"]),
        ("Janssen zei niets.", ["doubtful"]),
        ("Toen zei Hansen niets.", ["doubtful"]),
        ("Toen zei Fatma Amrani niets.", ["sure"]),
        ("Toen zei Fatima Amarni niets.", ["sure"]),
        ("Toen zei P. Jnasen niets.", ["sure"]),
        ("Toen zei Emma Janssen niets.", ["doubtful"]),
        ("Toen zei Dikjstra niets.", ["likely"]),
        ("Toen zei Fattima niets.", ["likely"]),
        ("Toen zei Mariekke niets.", ["likely"]),
        ("Toen zei Jjanseen niets.", []),
        ("Toen zei Mulller niets.", ["likely"]),
        ("Toen zei Van den Brg niets.", ["doubtful"]),
        ("Toen zei Berrg niets.", []),
        ("Toen zei Jassens niets.", []),
    ],
)
def test_a_near_spelling_counts_for_less(text: str, certainty: list[str]) -> None:
    """It stops publication only inside a sentence, with a capital, and not beside somebody else's name."""
    assert [found for _, found in told(text)] == certainty


@pytest.mark.parametrize(
    "text",
    "Project Zonnebloem|het project Zonnebloem|project-zonnebloem|ProjectZonnebloem|Kerkstraat 12|in de kerkstraat"
    "|Kerk-straat|de Kerk straat|kerkstraat.jpg|Project Zonnebloems plan|Wiels plan"
    "|een Kerkstraatavond|het zonnebloemproject".split("|"),
)
def test_a_term_is_found_in_all_its_spellings(text: str) -> None:
    """Terms are those of the list, not of anybody."""
    found = hits(text)
    assert [(hit.term, hit.whose) for hit in found] == [(True, "")]


def test_a_term_that_is_a_word_needs_a_capital() -> None:
    """A wheel is no project."""
    assert told("Het wiel draait.") == []
    assert told("Bij Wiel ging het goed.") == [("Wiel", "likely")]
    assert told("Wiel begon.") == [("Wiel", "doubtful")]
    assert told("wiel", "code") == [("wiel", "doubtful")]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Zo vond FeA.", ["sure"]),
        ("Zo vond F.e.A. dat.", ["sure"]),
        ("Zo vond fea dat.", []),
        ("Zo vond P.H. het.", ["sure"]),
        ("Zo vond PH het.", ["sure"]),
        ("De pH was zeven.", []),
        ("Zo vond P.H. Smit het.", ["doubtful"]),
        ("Zo vond P.J. het.", ["doubtful"]),
        ("Zo vond J.P. Coen het.", []),
        ("Dat kan a.u.b. niet, aldus de N.V. in M.B.", []),
    ],
)
def test_initials_count_as_they_are_written(text: str, certainty: list[str]) -> None:
    """Those of the list are somebody's; others may be."""
    assert [found for _, found in told(text)] == certainty


def test_letters_with_dots_are_initials() -> None:
    """«J.A.N. Smit» is no Jan whose letters stand apart, and a key of many pieces names nobody."""
    people = People((Person("p1", "Jan Kok"), Person("p2", "Emma Linden")))
    assert hits("Volgens J.A.N. Smit werkt het.", people=people) == []
    assert [hit.certainty for hit in hits("Volgens J a n werkt het.", people=people)] == ["sure"]
    assert hits("KOKHpBiV3kJanDjVRUqGrwk2Emma", "code", people=people) == []
    assert [hit.certainty for hit in hits("verslagEmma2", "code", people=people)] == ["sure"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Nel Vos", "De N.V. kwam."),
        ("Piet Groen", "Het was de CoP Groen."),
        ("Kim Boom", "Zo is een kimmodel."),
        ("Joris Bakker", "Het Bakkersoverleg liep uit."),
        ("Bram van Wijk", "Daar was de Wijkenaanpak."),
    ],
)
def test_what_looks_like_a_name_by_chance_is_no_error(name: str, text: str) -> None:
    """Abbreviations, the end of «CoP», short names in a word, and compounds of an ordinary word in the plural."""
    found = hits(text, people=People((Person("p1", name),)))
    assert [hit for hit in found if hit.certainty == "sure" or name != "Piet Groen"] == []


def test_a_term_does_not_run_over_a_full_stop() -> None:
    """Two words of two sentences are no spelling of one."""
    assert hits("Wij zaten in de kerk. Straat en plein waren leeg.") == []


def test_without_a_list_there_is_nothing() -> None:
    """An empty list finds nothing, in whatever text."""
    assert hits("Fatima el Amrani", people=People()) == []
    assert told("", "code") == []
    assert CIRCLE.persons
