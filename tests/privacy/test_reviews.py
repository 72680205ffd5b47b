"""`private/review.yml`: what it says is read, written without touching more, forgotten, and never repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from harvest.checks.reviews import review_file
from harvest.commands.review_waiting import waiting
from harvest.corpus import Corpus
from harvest.privacy.finding.find import PeopleFinder
from harvest.privacy.people.people import People, Person
from harvest.privacy.reviews.read import MOST, read_reviews, reviews_in
from harvest.privacy.reviews.reviews import REVIEWS, Answer, Showing, stands
from harvest.privacy.reviews.roles import recipient
from harvest.privacy.reviews.write import Addition, added, forgotten
from harvest.problems import report
from harvest.problems.language import LANGUAGES, render
from harvest.problems.problem import Message
from tests.drawing import in_memory, pattern

DAY = date(2026, 3, 4)
PEOPLE = People((Person("p07", "Roos van der Kade", ("Roosje",), ("RvdK",), ("r.kade@example.org",)),))
WHOLE = """\
# Wat boven staat
kaarten:
  - kaart: een
    gevraagd: 2026-01-02
    getoond:
      - aan: de projectleider   # wie was dat
        getoond op: 2026-01-02
        getoonde tekst: 3e9a-3a85-90c1-7f22
        antwoord: liever anders
        beantwoord op: 2026-01-03
      - {aan: p07, antwoord: akkoord}
  - kaart: twee
    getoond: {aan: een bewoner}
"""
PLANT = "Zwijgmans"


def corpus_with(text: str, language: str = "nl") -> Corpus:
    """A corpus of two cards, with this file and a list of one person."""
    made = in_memory({"patronen/een.md": pattern("Een"), "patronen/twee.md": pattern("Twee")}, language=language)
    return replace(made, reviews=reviews_in(text.encode(), language), people=PEOPLE)


def planted() -> Iterator[str]:
    """The file with a word in the place of each of its own, of each line, and with what breaks it there."""
    for word in re.finditer(r"[^\s:{},#-][^\s:{},#]*", WHOLE):
        for put in (PLANT, f'"{PLANT}', f"[{PLANT}", f"{PLANT}: {PLANT}", f"&{PLANT}", f"{PLANT}\x07", f"*{PLANT}"):
            yield WHOLE[: word.start()] + put + WHOLE[word.end() :]
    lines = WHOLE.splitlines()
    for number in range(len(lines)):
        for put in (
            f"\t{PLANT}",
            f"<<<<<<< {PLANT}",
            PLANT,
            f"  - {PLANT}",
            f"- kaart: {PLANT}",
            f"{PLANT}:x",
            f"? {PLANT}",
        ):
            yield "\n".join([*lines[:number], put, *lines[number:]])
            yield "\n".join([*lines[:number], put, *lines[number + 1 :]])


def test_no_word_of_the_file_is_ever_repeated() -> None:
    """Somebody may have typed a name anywhere in it."""
    texts = list(planted())
    broken = 0
    for text in texts:
        corpus = corpus_with(text)
        problems = list(review_file(corpus))
        broken += any(problem.severity == "error" for problem in problems)
        said = [f"{corpus.reviews!r} {corpus.reviews.cards!r} {[c.showings for c in corpus.reviews.cards]!r}"]
        for language in LANGUAGES:
            said += [report.as_text(problems, Path(), 2, language), report.as_json(problems, Path(), 2, language)]
            for named in (True, False):
                said += [line.path + render(line.what, language) for line in waiting(corpus, named=named)]
        assert PLANT not in "".join(said), text
        assert "Wat boven" not in "".join(said)
    assert len(texts) / 2 < broken < len(texts)


def test_who_is_shown_on_a_terminal_alone() -> None:
    """Elsewhere neither a role nor an id; and nowhere a name, whoever typed it by hand."""
    corpus = corpus_with(WHOLE.replace("twee", "twee\n    gevraagd: ja").replace("een bewoner", "roos van der kade"))
    there, elsewhere = (" ".join(render(line.what, "nl") for line in waiting(corpus, named=n)) for n in (True, False))
    assert "(de projectleider)" in there
    assert "(p07)" in there
    assert "projectleider" not in elsewhere
    assert "p07" not in elsewhere
    assert "kade" not in (there + elsewhere).lower()


def test_it_is_read_as_people_write_it() -> None:
    nothing = reviews_in(b"", "nl")
    assert (nothing.cards, nothing.problems) == ((), ())
    for text in (WHOLE, WHOLE.replace("\n", "\r\n"), "\ufeff" + WHOLE):
        read = reviews_in(text.encode(), "nl")
        assert read.problems == ()
        first, second = read.cards
        assert (first.card, first.asked, second.asked) == ("een", date(2026, 1, 2), None)
        assert first.showings[0] == Showing(
            "de projectleider", date(2026, 1, 2), "3e9a-3a85-90c1-7f22", "change", date(2026, 1, 3)
        )
        assert [showing.answer for showing in (*first.showings, *second.showings)] == ["change", "ok", ""]
    asked = [reviews_in(f"cards: [{{card: x, asked: {word}}}]".encode(), "en").cards[0].asked for word in ("yes", "no")]
    assert asked == [True, False]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"kaarten:\n\t- kaart: een\n", (2, 1)),
        (b"kaarten:\r\n\t- kaart: een\r\n", (2, 1)),
        (b"kaarten:\n=======\n>>>>>>> ander\n", (3, 1)),
        (b"\xff\xfek\x00", (1, 1)),
        (b"een kaart\n", (1, 1)),
        (b"# " + b"x" * MOST, (1, 1)),
        (b"kaarten: [" * 50_000, (1, 1)),
    ],
)
def test_what_cannot_be_read_is_one_error_with_its_place(content: bytes, place: tuple[int, int]) -> None:
    read = reviews_in(content, "nl")
    assert read.top is None
    (problem,) = read.problems
    assert (problem.path, problem.code, problem.severity) == (REVIEWS, "review-misread", "error")
    assert (problem.line, problem.column) == place or len(content) > 100


def test_a_file_that_may_not_be_read_is_an_error(tmp_path: Path) -> None:
    assert read_reviews(tmp_path, "nl").problems == ()
    (tmp_path / "private").write_text("geen map", "utf-8")
    assert read_reviews(tmp_path, "nl").problems == ()
    (tmp_path / "private").unlink()
    (tmp_path / REVIEWS).mkdir(parents=True)
    assert [problem.severity for problem in read_reviews(tmp_path, "nl").problems] == ["error"]


@pytest.mark.parametrize(
    ("said", "against"),
    [
        ([("a", 1, "change"), ("a", 2, "ok")], []),
        ([("a", 2, "ok"), ("A", 1, "change")], []),
        ([("a", 1, "ok"), ("a", 2, "keep-in")], ["keep-in"]),
        ([("a", 1, "change"), ("b", 2, "ok")], ["change"]),
        ([("a", 1, "change"), ("a", 2, "")], ["change"]),
        ([("a", 0, "change"), ("a", 2, "ok")], ["change"]),
        ([("a", 1, "unclear"), ("a", 2, "ok"), ("b", 1, "unclear")], ["unclear"]),
        ([("", 1, "change"), ("", 2, "ok")], ["change"]),
        ([("Roosje", 1, "change"), ("p07", 2, "ok")], []),
        ([("iemand", 1, "change"), ("iemand 2", 2, "ok")], ["change"]),
    ],
)
def test_only_who_objected_can_take_it_back(said: list[tuple[str, int, Answer]], against: list[str]) -> None:
    """By a later answer; one without a day counts as later only where it is a no."""
    showings = [Showing(to, date(2026, 1, day) if day else None, "", answer) for to, day, answer in said]
    assert [stand.objection for stand in stands(showings, PEOPLE) if stand.objection] == against


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("de projectleider", "de projectleider"),
        ("  een   bewoner ", "een bewoner"),
        ("De wethouder", "De wethouder"),
        ("iemand van de GGD", "iemand van de GGD"),
        ("p07", "p07"),
        ("P07", "p07"),
        ("roos van der kade", "p07"),
        ("Roosje", "p07"),
        ("RvdK", "p07"),
        ("R.Kade@example.org", "p07"),
        *((odd, None) for odd in ("", "  ", "p08", "Jan", "jan de Vries", "de heer A. Bos", "j@example.org")),
        *((odd, None) for odd in ("iemand", "Someone", "x" * 90, "JAN BOS", "een\x07bewoner", "rvdK")),
    ],
)
def test_a_role_is_told_from_a_name(written: str, read: str | None) -> None:
    """A name of the list becomes its id. What may be a name is refused, without a word of it."""
    one = recipient(written, PEOPLE, None)
    assert (one if isinstance(one, str) else None) == read
    if isinstance(one, Message):
        for language in LANGUAGES:
            assert not written.strip() or not re.search(rf"\b{re.escape(written)}\b", render(one, language))
            assert "projectleider" in render(one, "nl")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("de kok", "de kok"),
        ("een bewoner", "een bewoner"),
        ("jan kok", "p01"),
        *((odd, None) for odd in ("kok", "overleg met jan kok", "van der kade", "roos", "willem", "Wim", "ik")),
    ],
)
def test_small_letters_hide_nobody_of_the_list(written: str, read: str | None) -> None:
    """Neither does a name that is a word as well; one of two who are called so is asked for, and an id is wanted."""
    people = People(
        (
            Person("p01", "Jan Kok"),
            Person("p02", "Roos van der Kade"),
            Person("p03", "Willem Steen", ("Wim",)),
            Person("p04", "Wim Dijk", ("Wim",)),
            Person("n-01", "Iris Kade", ("ik",)),
        )
    )
    one = recipient(written, people, PeopleFinder(people, "circle", "nl"))
    assert (one if isinstance(one, str) else None) == read


def test_without_a_list_an_id_is_taken_as_it_is() -> None:
    assert recipient("P12", None, None) == "p12"


ADDED = """\
# Wat boven staat
kaarten:
  - kaart: een
    gevraagd: 2026-03-04
    getoond:
      - aan: de projectleider   # wie was dat
        getoond op: 2026-01-02
        getoonde tekst: 3e9a-3a85-90c1-7f22
        antwoord: liever anders
        beantwoord op: 2026-01-03
      - {aan: p07, antwoord: akkoord}
      - aan: "de buur: \\"links\\""
        getoond op: 2026-03-04
        getoonde tekst: 1111-1111-1111-1111
        antwoord: niet naar buiten
        beantwoord op: 2026-03-04
  - kaart: twee
    getoond: {aan: een bewoner}
  - kaart: drie
    gevraagd: 2026-03-04
"""
NEW = Showing('de buur: "links"', DAY, "1111-1111-1111-1111", "keep-in", DAY)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_is_added_touches_nothing_else(mark: str, newline: str) -> None:
    before = (mark + WHOLE).replace("\n", newline).encode()
    read = reviews_in(before, "nl")
    additions = [Addition("een", read.cards[0], (), (NEW,), DAY), Addition("drie", None, (), (), DAY)]
    after = added(before, read, additions, "nl")
    assert after is not None
    assert after.decode() == (mark + ADDED).replace("\n", newline)


def test_an_answer_comes_below_what_it_answers() -> None:
    text = (
        "cards:\n- card: x\n  shown:\n  - to: a role\n    answer:   # not yet\n"
        "  # below\n- card: y\n  shown:\n  asked: no\n"
    )
    read = reviews_in(text.encode(), "en")
    additions = [
        Addition("x", read.cards[0], ((read.cards[0].showings[0], "ok", DAY),)),
        Addition("y", read.cards[1], (), (Showing("p07", DAY, "1111-1111-1111-1111"),), DAY),
    ]
    after = added(text.encode(), read, additions, "en")
    assert after is not None
    assert after.decode() == (
        "cards:\n- card: x\n  shown:\n  - to: a role\n    answer: ok   # not yet\n    answered on: 2026-03-04\n"
        "  # below\n- card: y\n  shown:\n    - to: p07\n      shown on: 2026-03-04\n"
        "      shown text: 1111-1111-1111-1111\n  asked: 2026-03-04\n"
    )


@pytest.mark.parametrize(
    "text", ["{cards: [{card: x}]}", "cards: []\n", "cards:\n- card: x\n  shown: {to: a}\n", "cards:\n- {card: x}\n"]
)
def test_what_cannot_be_added_without_touching_more_is_left_alone(text: str) -> None:
    read = reviews_in(text.encode(), "en")
    entry = read.cards[0] if read.cards else None
    assert added(text.encode(), read, [Addition("x", entry, (), (NEW,))], "en") is None


def test_who_is_forgotten_leaves_the_answer() -> None:
    text = WHOLE.replace("wie was dat", "P07 misschien").replace("kaart: twee", "kaart: p07")
    assert forgotten(text.encode(), "p7") == (text.encode(), 0)
    after, lines = forgotten(text.encode(), "p07")
    assert lines == 2
    assert after.decode() == text.replace("P07 misschien", "iemand misschien").replace("aan: p07", "aan: iemand")
    assert [s.answer for s in reviews_in(after, "nl").cards[0].showings] == ["change", "ok"]
    assert forgotten(after, "p07") == (after, 0)


def test_two_who_are_forgotten_are_not_one() -> None:
    """Else the yes of one would take away the no of the other."""
    content = (
        b"cards:\n- card: x\n  shown:\n  - {to: p01, answer: change}\n  - {to: p02, shown on: 2026-01-01, answer: ok}\n"
    )
    for whose in ("p01", "p02"):
        content, lines = forgotten(content, whose)
        assert lines == 1
    seen = stands(reviews_in(content, "en").cards[0].showings)
    assert sorted((stand.to, stand.objection, stand.gone) for stand in seen) == [
        ("someone", "change", True),
        ("someone 2", "", True),
    ]


def test_what_is_not_there_cannot_hold_anybody() -> None:
    assert forgotten(b"", "p07") == (b"", 0)
