"""The list of people as somebody writes it, and as a server gets it: what is read, what is told, and never a name."""

from __future__ import annotations

import re
import subprocess
from base64 import b64encode
from datetime import date
from pathlib import Path

import pytest

from harvest.privacy.people.file import empty_secret, people_from, read_people
from harvest.privacy.people.people import PEOPLE_FILE, SECRET, People, Person
from harvest.privacy.people.tracked import kept_by_git
from harvest.privacy.reading.names_read import NAMES_READ
from harvest.privacy.reviews.reviews import REVIEWS
from harvest.problems.language import LANGUAGES
from harvest.problems.report import as_json, as_text
from harvest.publication import CONFIG, read_publication
from harvest.site.discreet import counted
from harvest.site.watch import state
from tests.drawing import drawn, read, written
from tests.growth import taken

WHOLE = """\
mensen:
  - naam: Sjoerd de Vries
    id: p07
    ook bekend als: [Sjors, S. Vries]
    initialen: SdV, SV
    e-mail: sjoerd@voorbeeld.nl
    organisatie: De Werf
    mag genoemd worden: kring
    sinds: 3 april 2025
termen: [Kerkstraat, plan Zuid]
...
"""
SJOERD = Person(
    "p07",
    "Sjoerd de Vries",
    ("Sjors", "S. Vries"),
    ("SdV", "SV"),
    ("sjoerd@voorbeeld.nl",),
    "De Werf",
    "circle",
    date(2025, 4, 3),
)


@pytest.fixture(autouse=True)
def _no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SECRET, raising=False)


def names(people: People | None) -> list[str]:
    """The names of a list without problems."""
    assert people is not None
    assert people.problems == ()
    return [person.name for person in people.persons]


def test_all_that_a_list_may_say() -> None:
    people = people_from(WHOLE, PEOPLE_FILE, "nl")
    (person,) = people.persons
    assert person.place == (PEOPLE_FILE, 2, 11)
    assert tuple(getattr(person, name) for name in Person.__slots__ if name != "place") == tuple(
        getattr(SJOERD, name) for name in Person.__slots__ if name != "place"
    )
    assert people.terms == ("Kerkstraat", "plan Zuid")


@pytest.mark.parametrize(
    "text",
    [
        "- Ada Adema\n- Bo Bos\n",
        "# wie er meedoen\n\n- Ada Adema\n-   naam: Bo Bos\n",
        "---\n- Ada Adema\n- Bo Bos\n...\n",
        "---\nmensen:\n- Ada Adema\n- Bo Bos\n---\n",
        "people: [Ada Adema, Bo Bos]",
        "\ufeffdeelnemers:\r\n    - name: Ada Adema\r\n    -\r\n      full name: Bo Bos\r\n",
        "Personen:\n  - Naam: Ada   Adema\n  - 'Bo Bos'\n\n\n...\n\n",
    ],
)
def test_ways_to_write_a_list(text: str) -> None:
    assert names(people_from(text, PEOPLE_FILE, "nl")) == ["Ada Adema", "Bo Bos"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "1 missing-field error"),
        ("# nog niemand\nmensen:\n...\n", "2 missing-field error"),
        ("termen: [Kerkstraat]\n", "1 missing-field error"),
        ("- 12\n- 13\n", "1 wrong-type error, 2 wrong-type error"),
        ("mensen:\n  - naam: Ada\n\t- naam: Bo\n", "3 front-matter-syntax error"),
        ("mensen:\n  - \tAda\n", "2 front-matter-syntax error"),
        ("Ada\nBo\n", "1 front-matter-syntax error"),
        ("mensen:\n  Ada:\n    id: p1\n", "2 wrong-type error"),
        ("- Ada\n...\n- Bo\n", "3 front-matter-syntax error"),
        ("- Ada\n---\n- Bo\n", "3 front-matter-syntax error"),
        ("- Ada\n  Bo\n", "1 wrong-type error"),
        ("- Adema, Ada\n- Ada & Bo\n- Ada en Bo\n", "1 wrong-type error, 2 wrong-type error, 3 wrong-type error"),
        ("- Ada (voorzitter)\n- ada@voorbeeld.nl\n", "1 wrong-type error, 2 wrong-type error"),
        ("- [Ada, Bo]\n- naam: {Ada: Bo}\n- naam:\n", "1 wrong-type error, 2 wrong-type error, 3 missing-field error"),
        ("- naam: Ada\n  bijnam: Aad\n  rol: voorzitter\n", "2 unknown-field error, 3 unknown-field warning"),
        ("- naam: Ada\nstraten: [Kade]\n", "2 unknown-field error"),
        ("mensen: [Ada]\nstraten: [Kade]\n", "2 unknown-field error"),
        ("mensen: [Ada]\nmensen: [Bo]\n", "2 duplicate-key error"),
        (
            "- naam: Ada\n  id: p1\n- naam: Bo\n  id: P1\n- naam: Co\n  id: co\n",
            "3 duplicate-id error, 6 wrong-type error",
        ),
        ("- Ada\n- naam: Bo\n  bijnaam: áda\n", "2 duplicate-title warning"),
        (
            "- naam: A.\n- naam: Bo\n  initialen: [B, 3]\n",
            "1 wrong-type warning, 3 wrong-type warning, 3 wrong-type error",
        ),
        ("- naam: Ada\n  mag genoemd worden: ja\n  sinds: vorig jaar\n", "2 unknown-choice error, 3 wrong-type error"),
        ("- naam: Ada\n  e-mail: ada at voorbeeld\n  organisatie: [A, B]\n", "2 wrong-type error, 3 wrong-type error"),
    ],
)
def test_what_is_told_of_a_list(text: str, told: str) -> None:
    people = people_from(text, PEOPLE_FILE, "nl")
    problems = sorted(people.problems, key=lambda one: one.order)
    assert {one.path for one in problems} == {PEOPLE_FILE}
    assert ", ".join(f"{one.line} {one.code} {one.severity}" for one in problems) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("mensen:\n\t- naam: Ada\n", "2:1 Hier staat een tab, en in deze lijst werken alleen spaties. Gebruik twee"),
        ("mensen:\n...\n", "1:1 Er staat nog niemand in de namenlijst. Zet er mensen in met «harvest people add»"),
        (
            "- Ada\n- naam: ada\n",
            "2:9 Twee mensen heten hetzelfde: hier, en op regel 1. Dat kan. Alleen",
        ),
        ("- naam: A.\n", "1:9 Dit is maar één letter. Daar zoeken we niet naar: die staat in elke tekst. Schrijf"),
        ("- naam: 12\n", "1:9 Dit is geen naam: er staat geen letter in. Begin voor elke persoon een nieuwe regel"),
    ],
)
def test_a_mistake_is_told_in_plain_words(text: str, told: str) -> None:
    (problem,) = people_from(text, PEOPLE_FILE, "nl").problems
    line = as_text([problem], Path("/nowhere"), 0, "nl").splitlines()[0]
    assert f"{PEOPLE_FILE}:{told}" in line


@pytest.mark.parametrize(
    ("secret", "told"),
    [
        ("- naam: Ada Adema\n- naa", "De namenlijst in het geheim HARVEST_PEOPLE is niet heel: de laatste regel"),
        (" ", "Het geheim HARVEST_PEOPLE is leeg, dus is hier geen namenlijst. Zet er de hele tekst van «private/"),
    ],
    ids=["cut", "empty"],
)
def test_a_secret_that_is_cut_or_empty_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, secret: str, told: str
) -> None:
    monkeypatch.setenv(SECRET, secret)
    people = read_people(tmp_path, "nl")
    problems = people.problems if people else [problem for problem in [empty_secret()] if problem]
    line = as_text(problems, tmp_path, 0, "nl").splitlines()[0]
    assert told in line
    assert "Ada" not in line


def test_who_has_no_id_gets_one_that_nobody_else_has() -> None:
    people = people_from("- Ada\n- naam: Bo\n  id: p01\n- Co\n", PEOPLE_FILE, "nl")
    assert [person.id for person in people.persons] == ["n-01", "p01", "n-03"]


def test_a_date_that_may_be_two_days_counts_in_dutch_alone() -> None:
    text = "- naam: Ada\n  sinds: 3-4-2025\n"
    assert people_from(text, PEOPLE_FILE, "nl").persons[0].named_since == date(2025, 4, 3)
    english = people_from(text, PEOPLE_FILE, "en")
    assert english.persons[0].named_since is None
    assert [one.code for one in english.problems] == ["wrong-type"]


SIGNS = [
    "\t",
    ":",
    ": ",
    "[",
    "]",
    "{",
    '"',
    "'",
    "- ",
    "\n",
    "\n\n",
    "\n...\n",
    " #",
    "&",
    "*",
    "!",
    "|",
    "@",
    "?",
    ",",
    "\x07",
]
PLANTED = """\
mensen:
  - naam: Wqxjzk Zkfqvp
    id: p1
    ook bekend als: [Vwrqlx, "Tjbqsx: Nbvcxz"]
    initialen: QXZW
    e-mail: hxgqp@krwqsx.nl
    organisatie: Gzwfqx
    mag genoemd worden: Bxqrxg
    sinds: Fjvqdg
    Rkzqvxd: Mwqswd
  - Pqzhnx Dfwkrx  # Lqwmrk
termen: [Ksrqtm]
Hzvqtp: Jgbqtp
...
"""
FRAGMENTS = {
    word[at : at + 3]
    for word in re.findall(r"\b[b-df-hj-np-tv-z]{4,}\b", PLANTED.lower())
    for at in range(len(word) - 2)
}
"""What is left of the words of that list, all without a vowel, however they are cut."""


def test_no_word_of_a_list_is_in_what_is_told_of_it() -> None:
    """Whatever sign slips in wherever: no problem holds a word of the list, in either language, or printed whole."""
    seen: set[str] = set()
    broken = 0
    for at in range(0, len(PLANTED), 3):
        for sign in SIGNS[at % 2 :: 2]:
            people = people_from(PLANTED[:at] + sign + PLANTED[at:], PEOPLE_FILE, "nl")
            broken += not people.persons
            seen |= {repr(people), *map(repr, people.persons)}
            for problem in people.problems:
                assert problem.fix is None
                seen |= {repr(problem), *problem.message.params.keys()}
            for language in LANGUAGES:
                seen |= {
                    as_text(people.problems, Path("/nowhere"), 0, language),
                    as_json(people.problems, Path("/nowhere"), 0, language),
                }
    assert broken > 100
    told = "\n".join(seen).lower()
    assert {fragment for fragment in FRAGMENTS if fragment in told} == set()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"- Ada\n- Bj\xf6rn\n", "2 not-text"),
        ("- Ada\n".encode("utf-16"), "1 not-text"),
        (b"- Ada\n" * 200_000, "1 too-large"),
    ],
)
def test_a_file_that_is_no_list(tmp_path: Path, content: bytes, told: str) -> None:
    written(tmp_path, {PEOPLE_FILE: content})
    people = read_people(tmp_path, "nl")
    assert people is not None
    assert [f"{one.line} {one.code}" for one in people.problems] == [told]
    assert people.persons == ()


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    assert read_people(tmp_path, "nl") is None
    (tmp_path / PEOPLE_FILE).mkdir(parents=True)
    people = read_people(tmp_path, "nl")
    assert people is not None
    assert [one.code for one in people.problems] == ["not-readable"]


@pytest.mark.parametrize("form", ["plain", "base64"])
def test_a_secret_wins_over_the_file_and_is_never_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    written(tmp_path, {PEOPLE_FILE: "- Bo\n"})
    secret = WHOLE if form == "plain" else b64encode(WHOLE.encode()).decode()
    monkeypatch.setenv(SECRET, f"{secret}\n")
    assert names(read_people(tmp_path, "nl")) == ["Sjoerd de Vries"]
    for length in range(1, len(secret.rstrip()) - 1):
        monkeypatch.setenv(SECRET, secret[:length])
        people = read_people(tmp_path, "nl")
        assert people is not None
        assert people.persons == ()
        assert [(one.path, one.code, one.severity) for one in people.problems] == [(SECRET, "not-readable", "error")]
    monkeypatch.setenv(SECRET, "- naam: [Sjoerd\n...")
    broken = read_people(tmp_path, "nl")
    assert broken is not None
    assert [one.path for one in broken.problems] == [SECRET]


@pytest.mark.parametrize("secret", ["", " \n"])
def test_an_empty_secret_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    assert empty_secret() is None
    monkeypatch.setenv(SECRET, secret)
    assert read_people(tmp_path, "nl") is None
    problem = empty_secret()
    assert problem is not None
    assert (problem.path, problem.code) == (SECRET, "names-unchecked")
    written(tmp_path, {PEOPLE_FILE: "- Bo\n"})
    assert names(read_people(tmp_path, "nl")) == ["Bo"]


@pytest.mark.parametrize(("rule", "told"), [("chatham", 1), ("open", 0)])
def test_an_empty_secret_is_told_where_names_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rule: str, told: int
) -> None:
    config = f"site_name: Proef\ndocs_dir: content\nplugins:\n  - harvest: {{record: {{spelregel: {rule}}}}}\n"
    root = drawn(tmp_path, {CONFIG: config, "index.md": "# Begin\n"})
    monkeypatch.setenv(SECRET, "")
    assert sum(one.path == SECRET for one in read(root).problems) == told
    monkeypatch.setenv(SECRET, WHOLE)
    assert sum(one.path == SECRET for one in read(root).problems) == 0
    monkeypatch.setenv(SECRET, WHOLE[:-5])
    assert [one.severity for one in read(root).problems if one.path == SECRET] == ["error"]


def test_a_server_says_what_is_wrong_with_its_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere nobody sees that; of the cards the log tells counts alone."""
    config = "site_name: Proef\ndocs_dir: content\nplugins:\n  - harvest: {record: {spelregel: chatham}}\n"
    root = drawn(tmp_path, {CONFIG: config, "geheim.md": "[[Nergens]]\n"})
    for secret, told in (
        (WHOLE[:-5], "is niet heel"),
        ("", "is leeg"),
        ("- naam: 12\n...", "HARVEST_PEOPLE:1:9 Dit is"),
    ):
        monkeypatch.setenv(SECRET, secret)
        log = counted(read(root).problems, 0, "nl")
        assert told in log
        assert "dangling-link" in log
        assert "geheim.md" not in log


def test_the_time_grows_with_the_list_and_no_faster() -> None:
    def word(number: int) -> str:
        return "".join("abcdefghij"[int(digit)] for digit in f"{number:04}")

    people = [
        f"  - naam: Voor{word(n)} Achternaam\n    id: p{n}\n"
        f"    ook bekend als: [Roepnaam{word(n)}]\n    initialen: VA\n"
        f"    e-mail: voor{n}@voorbeeld.nl\n    organisatie: De Werf\n    mag genoemd worden: kring\n"
        "    sinds: 2025-03-04\n"
        for n in range(2000)
    ]

    def read_first(count: int) -> People:
        return people_from("mensen:\n" + "".join(people[:count]), PEOPLE_FILE, "nl")

    few = taken(lambda: read_first(250))
    assert taken(lambda: read_first(2000), 1) < 24 * few + 0.1
    read = read_first(2000)
    assert (len(read.persons), read.problems) == (2000, ())


def git(folder: Path, *arguments: str) -> None:
    """Run git here, as somebody."""
    who = ["-c", "user.name=Wie", "-c", "user.email=wie@voorbeeld.nl"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def test_a_list_that_git_keeps_is_an_error(tmp_path: Path) -> None:
    """Also deep in what git keeps, in another working folder of it, and beside a folder that ends the same."""
    git(tmp_path, "init", "-q")
    written(tmp_path, {f"een/{PEOPLE_FILE}": "- Ada\n", f"{PEOPLE_FILE}": "- Bo\n"})
    git(tmp_path, "add", f"een/{PEOPLE_FILE}")
    assert kept_by_git(tmp_path / "een" / PEOPLE_FILE)
    assert not kept_by_git(tmp_path / PEOPLE_FILE)
    people = read_people(tmp_path / "een", "nl")
    assert people is not None
    assert [(one.code, one.severity) for one in people.problems] == [("private-in-content", "error")]
    git(tmp_path, "commit", "-qm", "x")
    git(tmp_path, "worktree", "add", "-q", str(tmp_path / "elders"))
    assert kept_by_git(tmp_path / "elders" / "een" / PEOPLE_FILE)
    git(tmp_path, "add", "--intent-to-add", PEOPLE_FILE)  # with more flags in the index
    assert kept_by_git(tmp_path / PEOPLE_FILE)


@pytest.mark.parametrize("path", ["people.yml", "lessen/Review.yml"])
def test_a_list_among_the_content_is_an_error(tmp_path: Path, path: str) -> None:
    """Whoever gets the cards gets it too; nothing in it counts."""
    root = drawn(tmp_path, {"index.md": "Dat zei Ada Adema.\n"})
    written(root / "content", {path: "- Ada Adema\n"})
    assert [(one.path, one.code, one.severity) for one in read(root).problems] == [
        (f"content/{path}", "private-in-content", "error")
    ]


@pytest.mark.parametrize("path", [PEOPLE_FILE, REVIEWS, NAMES_READ])
def test_a_preview_looks_at_what_lies_outside_the_content(tmp_path: Path, path: str) -> None:
    """What it is made from changes when the list is made, and when it changes; so with what was shown and read."""
    publication = read_publication(drawn(tmp_path, {"index.md": "# Begin\n"}) / CONFIG)
    states = [state(publication.made_from)]
    for text in ("- Ada\n", "- Ada\n- Bo\n"):
        written(tmp_path, {path: text})
        states.append(state(publication.made_from))
    assert len(set(states)) == 3
