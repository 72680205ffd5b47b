"""`harvest people`: the list is kept as its owner wrote it, for its owner alone, and shown on a terminal alone."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from harvest.commands.init import make_publication
from harvest.commands.people_change import add_people, forget_person, named
from harvest.privacy.people.file import people_from
from harvest.privacy.people.people import PEOPLE_FILE, SECRET, Person
from harvest.privacy.people.write import new_list, with_more, without
from harvest.privacy.reviews.reviews import REVIEWS
from harvest.problems.language import LANGUAGES, render
from harvest.problems.problem import Message
from harvest.publication import CONFIG, Publication, read_publication
from tests.building import BIN, run, tree
from tests.drawing import RELEASED, drawn, written

NEW = Person("p09", "Ynske Zijlstra-Hof", aliases=("Ynk: zo", "Y, Z"), email=("y@voorbeeld.nl",))


@pytest.fixture(autouse=True)
def _no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SECRET, raising=False)


def publication(folder: Path) -> Publication:
    """A publication with little in it, under the rule open."""
    return read_publication(drawn(folder, {"index.md": "# Begin\n"}) / CONFIG)


def added(made: Publication, *names: str, terms: tuple[str, ...] = ()) -> tuple[Message, ...] | Message:
    """What adding these names gives."""
    return add_people(made, [Person("", name) for name in names], terms)


def kept(made: Publication) -> str:
    """The text of the list."""
    return (made.root / PEOPLE_FILE).read_text("utf-8")


HAND_MADE = (
    "- Ada Adema\n- Bo Bos\n",
    "- Ada Adema\n- Bo Bos",
    "\ufeff- Ada Adema\r\n- Bo Bos # nieuw\r\n\r\n",
    "# van ons\nmensen:\n# de eerste\n- naam: Ada Adema\n  # zij zegt zelf Aad\n  bijnaam:\n  - Aad\n\n- Bo Bos\n"
    "# termen hieronder\ntermen:\n- Kade\n...\n",
    "mensen:\n    - Ada Adema\n    -\n        naam: Bo Bos\n        initialen: BB\n\n\n# slot\n...\n",
    "termen: [Kade, Sluis]\nmensen:\n  - 'Ada Adema'\n  - Bo Bos\n",
    "---\npeople:\n  - Ada Adema\n  - Bo Bos\n---\n",
)


@pytest.mark.parametrize("text", HAND_MADE)
def test_what_somebody_wrote_stays(text: str) -> None:
    """All lines are there in their order, remarks and empty ones too, and what is new stands with its like."""
    before = people_from(text, "", "nl")
    fresh = with_more(text, [NEW], (), "nl")
    assert fresh is not None
    left = iter(fresh.splitlines())
    assert all(any(line == other for other in left) for line in text.splitlines())
    assert ("\r\n" in fresh) == ("\r\n" in text)
    assert "\n" not in fresh.replace("\r\n", "") or "\r\n" not in fresh
    after = people_from(fresh, "", "nl")
    assert [one.name for one in after.persons] == ["Ada Adema", "Bo Bos", NEW.name]
    assert (after.persons[2].aliases, after.persons[2].email, after.persons[2].id) == (NEW.aliases, NEW.email, NEW.id)
    assert after.terms == before.terms
    assert fresh.rstrip().endswith("...")


def test_terms_come_with_the_terms() -> None:
    """A list within brackets is added to by hand."""
    fresh = [with_more(text, [], ["Zuid: 1"], "nl") for text in HAND_MADE]
    terms = [people_from(text, "", "nl").terms if text else None for text in fresh]
    assert terms == [("Zuid: 1",)] * 3 + [("Kade", "Zuid: 1"), ("Zuid: 1",), None, ("Zuid: 1",)]


@pytest.mark.parametrize("text", HAND_MADE)
@pytest.mark.parametrize("number", [0, 1])
def test_who_is_forgotten_takes_their_own_lines_along(text: str, number: int) -> None:
    people = people_from(text, "", "nl")
    person, other = people.persons[number], people.persons[1 - number]
    fresh = without(text, person, "nl")
    assert fresh is not None
    after = people_from(fresh, "", "nl")
    assert [one.name for one in after.persons] == [other.name]
    assert after.terms == people.terms
    assert person.name not in fresh
    remarks = [line for line in text.splitlines() if line.startswith("#") and "eerste" not in line]
    assert [line for line in remarks if line not in fresh] == []
    assert ("zij zegt zelf Aad" in fresh) == ("zij zegt" in text and number == 1)


def test_a_remark_about_somebody_goes_along() -> None:
    text = "mensen:\n# Ada belt liever\n- Ada Adema\n# Bo ook\n- Bo Bos\n"
    ada, bo = people_from(text, "", "nl").persons
    assert without(text, ada, "nl") == "mensen:\n# Bo ook\n- Bo Bos\n"
    assert without(text, bo, "nl") == "mensen:\n# Ada belt liever\n- Ada Adema\n"


@pytest.mark.parametrize(
    "text",
    [
        "people: [Ada Adema, Bo Bos]\n",
        "people:\n  [Ada Adema,\n  Bo Bos]\n",
        "people: Ada Adema\n",
        "- naam: Ada Adema\n  organisatie: 'De\nWerf'\n",
    ],
)
def test_a_list_that_cannot_be_changed_safely_stays(tmp_path: Path, text: str) -> None:
    made = publication(tmp_path)
    written(tmp_path, {PEOPLE_FILE: text})
    for done in (added(made, "Ynske Zijlstra"), forget_person(made, "Ada Adema")):
        assert isinstance(done, Message)
        assert "hand" in done.text
    assert kept(made) == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_list_is_for_its_owner_alone(tmp_path: Path, language: str) -> None:
    folder = make_publication(tmp_path / "oogst", language)
    assert isinstance(folder, Path)
    assert (folder / "private").stat().st_mode & 0o777 == 0o700
    made = read_publication(folder / CONFIG)
    assert not isinstance(added(made, "Ada Adema", "Bo Bos", "ada adema", terms=("Kade",)), Message)
    assert (folder / PEOPLE_FILE).stat().st_mode & 0o777 == 0o600
    people = people_from(kept(made), "", language)
    assert [(one.id, one.name) for one in people.persons] == [("p01", "Ada Adema"), ("p02", "Bo Bos")]
    assert people.terms == ("Kade",)
    assert kept(made).startswith(new_list(language).partition("\n")[0])


def test_the_folder_is_made_and_explained_where_it_was_not(tmp_path: Path) -> None:
    made = publication(tmp_path)
    assert not isinstance(added(made, "Ada Adema"), Message)
    assert (tmp_path / "private").stat().st_mode & 0o777 == 0o700
    assert "HARVEST_PEOPLE" in (tmp_path / "private/README.md").read_text("utf-8")
    assert (tmp_path / ".gitignore").read_text("utf-8") == "private/\n"


def test_rights_are_kept_but_never_for_everybody(tmp_path: Path) -> None:
    made = publication(tmp_path)
    written(tmp_path, {PEOPLE_FILE: "- Ada\n"})
    for mode, then in ((0o644, 0o640), (0o640, 0o640), (0o600, 0o600)):
        (tmp_path / PEOPLE_FILE).chmod(mode)
        assert not isinstance(added(made, f"Bo {chr(97 + mode % 26)}o"), Message)
        assert (tmp_path / PEOPLE_FILE).stat().st_mode & 0o777 == then


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder."""
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def test_git_passes_over_the_list_before_there_is_one(tmp_path: Path) -> None:
    made = publication(tmp_path)
    git(tmp_path, "init", "-q")
    written(tmp_path, {".gitignore": "site/\r\n*.tmp"})
    done = added(made, "Ada Adema")
    assert not isinstance(done, Message)
    assert "gitignore" in done[0].text
    assert (tmp_path / ".gitignore").read_bytes() == b"site/\r\n*.tmp\r\nprivate/\r\n"
    subprocess.run(["git", "check-ignore", "-q", PEOPLE_FILE], cwd=tmp_path, check=True)


@pytest.mark.parametrize("way", ["tracked", "elsewhere"])
def test_nothing_is_written_where_git_would_keep_it(tmp_path: Path, way: str) -> None:
    made = publication(tmp_path)
    git(tmp_path, "init", "-q")
    if way == "tracked":
        written(tmp_path, {PEOPLE_FILE: "- Bo Bos\n"})
        git(tmp_path, "add", PEOPLE_FILE)
    else:
        written(tmp_path, {"ignored": "site/\n"})
        (tmp_path / ".gitignore").symlink_to("ignored")  # which git does not follow
    before = {path: text for path, text in tree(tmp_path).items() if not path.startswith(".git/")}
    done = added(made, "Ada Adema")
    after = {path: text for path, text in tree(tmp_path).items() if not path.startswith(".git/")}
    assert isinstance(done, Message)
    assert after == before


@pytest.mark.parametrize(
    ("names", "words"),
    [(["Ada", "12"], "name 2"), (["Ada, Bo"], "name 1"), (["a@b.nl"], "name 1"), (["(Ada)"], "name 1")],
)
def test_a_name_that_is_none_is_told_by_its_number(tmp_path: Path, names: list[str], words: str) -> None:
    made = publication(tmp_path)
    done = added(made, *names)
    assert isinstance(done, Message)
    told = render(done, "en")
    assert words in told
    assert not any(name in told for name in names)
    assert not (tmp_path / "private").exists()


def test_what_is_new_of_somebody_in_the_list_is_not_lost(tmp_path: Path) -> None:
    """Two people may have one name; which of the two is meant, only who keeps the list knows."""
    made = publication(tmp_path)
    added(made, "Ada Adema", "Bo Bos")
    before = kept(made)
    done = add_people(made, [Person("", "bo bos", email=("bo@voorbeeld.nl",))], ())
    assert isinstance(done, Message)
    assert "line 5, so nothing was added" in render(done, "en")
    assert kept(made) == before
    assert not isinstance(added(made, "bo bos"), Message)
    assert kept(made) == before


@pytest.mark.parametrize("since", ["gisteren", "2999-01-01", "2025-02-30"])
def test_a_day_that_is_none_is_told(since: str) -> None:
    nobody = Person("", "")
    assert isinstance(named(["Ada"], replace(nobody, named_for="circle"), since, ()), Message)
    assert isinstance(named(["Ada"], nobody, "2025-03-04", ()), Message)
    assert isinstance(named([], replace(nobody, aliases=("Aad",)), None, ()), Message)
    assert named(["Ada  Adema"], nobody, None, ()) == (Person("", "Ada Adema"),)


def test_a_list_with_a_mistake_is_mended_first(tmp_path: Path) -> None:
    made = publication(tmp_path)
    written(tmp_path, {PEOPLE_FILE: "mensen:\n\t- Ada\n"})
    assert isinstance(added(made, "Bo"), Message)
    assert kept(made) == "mensen:\n\t- Ada\n"


def test_ids_are_not_given_twice(tmp_path: Path) -> None:
    """Nor one that somebody had who was forgotten, as long as it stands in what was reviewed."""
    made = publication(tmp_path)
    written(tmp_path, {PEOPLE_FILE: "- naam: Ada Adema\n  id: p03\n- Bo Bos\n", REVIEWS: "kaarten:\n# zie p12\n"})
    assert not isinstance(added(made, "Co Dam"), Message)
    assert [one.id for one in people_from(kept(made), "", "nl").persons] == ["p03", "n-02", "p13"]


def test_forgetting_takes_the_id_along_and_tells_what_remains(tmp_path: Path) -> None:
    made = publication(tmp_path)
    review = (
        "kaarten:\n  - kaart: Stil\n    getoond:\n      - aan: p01\n        getoond op: 2025-01-02\n# Ada belt terug\n"
    )
    listed = "- naam: Ada Adema\n  id: p01\n- naam: Bo Bos\n  id: p02\n# Ada en Bo samen\n- naam: Bo Bos\n  id: p03\n"
    written(tmp_path, {PEOPLE_FILE: listed, REVIEWS: review, ".gitignore": "private/\n"})
    for unclear in ("Bo Bos", "Co"):
        assert isinstance(forget_person(made, unclear), Message)
    assert kept(made) == listed
    done = forget_person(made, "ADA  adema")
    assert not isinstance(done, Message)
    told = "\n".join(render(message, "en") for message in done)
    assert "lines 3" in told
    assert "review.yml» the person still stands, on lines 6" in told
    assert "p01" not in (tmp_path / REVIEWS).read_text("utf-8")
    assert "Ada" not in told
    assert isinstance(forget_person(made, "p01"), Message)
    assert not isinstance(forget_person(made, "p02"), Message)


CARD = f"---\ntitel: Rixt Sinnema\n{RELEASED}---\nJorrit Tadema en Rixt Sinnema zaten stil.\n"
LISTED = """\
- naam: Rixt Sinnema
  id: p01
  mag genoemd worden: kring
- Jorrit Tadema
- naam: J
  id: p03
- naam: Hilbrand Keunst
  id: p04
  organisatie: De Werf
  bijnam: Hilb
- Jorrit Tadema
"""
NAMES = ("Rixt", "Sinnema", "Jorrit", "Tadema", "Hilbrand", "Keunst", "Hilb")


@pytest.fixture
def shown(tmp_path: Path) -> Path:
    """A publication with a list of which something is to be told, and names in a card."""
    return drawn(tmp_path, {"lessen/stil.md": CARD, PEOPLE_FILE: LISTED, "index.md": "# Begin\n"})


COMMANDS: tuple[tuple[str, ...], ...] = (
    ("list",),
    ("check",),
    ("add", "Rixt", "Sinnema"),
    ("add", "--term", "Tadema"),
    ("forget", "Jorrit", "Tadema"),
    ("forget", "Hilbrand", "Keunst"),
    ("forget", "Sinnema"),
)


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_no_name_comes_out_where_others_may_read(shown: Path, arguments: tuple[str, ...]) -> None:
    done = run("harvest", "people", *arguments, folder=shown)
    assert done.stdout + done.stderr
    assert [name for name in NAMES if name in done.stdout + done.stderr] == []


def on_terminal(folder: Path, *arguments: str, typed: str = "", **environment: str) -> str:
    """What a command prints on a terminal, where somebody types this."""
    ours, theirs = os.openpty()
    env = {name: value for name, value in os.environ.items() if name not in ("CI", SECRET)}
    done = subprocess.Popen(
        [str(BIN / "harvest"), *arguments],
        cwd=folder,
        env={**env, "NO_COLOR": "1", "COLUMNS": "200", "TERM": "dumb", **environment},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    os.write(ours, typed.encode())
    pieces = []
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # Linux says so when the other end is closed
            break
        if not piece:
            break
        pieces.append(piece)
    done.wait(60)
    os.close(ours)
    return b"".join(pieces).decode().replace("\r\n", "\n")


def test_a_terminal_shows_the_list(shown: Path) -> None:
    told = on_terminal(shown, "people", "list")
    assert [name for name in NAMES if name not in told] == []
    assert "kring" in told
    for server in ("true", "1"):
        told = on_terminal(shown, "people", "list", CI=server)
        assert [name for name in NAMES if name in told] == []


def test_check_tells_what_is_worth_a_look(shown: Path) -> None:
    (shown / PEOPLE_FILE).chmod(0o644)
    (shown / "private").chmod(0o755)
    told = on_terminal(shown, "people", "check", "-f", CONFIG)
    lines = [line.partition(" ")[0].removeprefix("private/people.yml:") for line in told.splitlines()]
    assert {"10:3", "11:3", "5:9"} <= set(lines), told
    for line, part in (
        ("1 ", "lezen"),
        ("1 Rixt Sinnema:", "sinds wanneer"),
        ("1 Rixt Sinnema:", "titel"),
        ("4 Jorrit Tadema:", "geen id"),
        ("11 ", "«...»"),
    ):
        assert any(one.startswith(f"private/people.yml:{line}") and part in one for one in told.splitlines()), (
            line,
            told,
        )


def test_names_are_asked_one_by_one(tmp_path: Path) -> None:
    made = publication(tmp_path)
    told = on_terminal(tmp_path, "people", "add", typed="Ada Adema\n  Bo   Bos \n\n")
    assert "Op elke regel één naam" in told
    assert [one.name for one in people_from(kept(made), "", "nl").persons] == ["Ada Adema", "Bo Bos"]


def test_who_cannot_be_looked_for_is_asked_again(tmp_path: Path) -> None:
    made = publication(tmp_path)
    told = on_terminal(tmp_path, "people", "add", typed="Ada Adema\nBos, Bo\nBo Bos\n\n")
    assert "Naar deze naam is niet te zoeken" in told
    assert [one.name for one in people_from(kept(made), "", "nl").persons] == ["Ada Adema", "Bo Bos"]


def test_check_tells_each_place_once_and_those_of_terms(tmp_path: Path) -> None:
    listed = "mensen:\n- naam: Ada Adema\n  e-mail: ada.adema@zaak.nl\ntermen: [Plan Vuurtoren]\n...\n"
    drawn(tmp_path, {"index.md": "# Begin\n\nMail ada.adema@zaak.nl over Plan Vuurtoren.\n", PEOPLE_FILE: listed})
    told = on_terminal(tmp_path, "people", "check")
    assert [line for line in told.splitlines() if "index.md" in line] == [
        "content/index.md:3:6 Ada Adema",
        "content/index.md:3:29 termen",
    ]


def test_names_come_from_a_list(tmp_path: Path) -> None:
    made = publication(tmp_path)
    names = "\ufeff- Ada Adema\r\n* Bo Bos\r\n\r\n# nog niet\r\n•  Co Dam\r\n...\r\n"
    done = subprocess.run(
        [str(BIN / "harvest"), "people", "add"], cwd=tmp_path, input=names.encode(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert [one.name for one in people_from(kept(made), "", "nl").persons] == ["Ada Adema", "Bo Bos", "Co Dam"]
    assert b"Ada" not in done.stdout + done.stderr
    nobody = subprocess.run(
        [str(BIN / "harvest"), "people", "add"], cwd=tmp_path, input=b"\n", capture_output=True, check=False
    )
    assert nobody.returncode == 2


def test_a_list_that_is_not_there_is_told(tmp_path: Path) -> None:
    publication(tmp_path)
    for command in ("list", "check"):
        done = run("harvest", "people", command, folder=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert "harvest people add" in done.stderr
        done = run("harvest", "people", command, folder=tmp_path, **{SECRET: " "})
        assert SECRET in done.stderr
