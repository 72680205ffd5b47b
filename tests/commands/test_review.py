"""`harvest review`: what was shown is written above the card, and nothing else in the file is touched."""

from __future__ import annotations

import os
import resource
from datetime import date
from pathlib import Path

import pytest

from harvest.commands.review_marks import Reviewed, day_shown
from harvest.commands.review_showings import Recorded, Wish, record
from harvest.pipeline import load
from harvest.problems.language import render
from harvest.problems.problem import Message
from harvest.publication import Publication, read_publication
from tests.drawing import CONFIG, CONTENT, written

DAY = date(2026, 3, 4)
TEXT = "\nWie het vraagt, leert het.\n\n---\n\nstatus: niet hier\n"


def drawn(folder: Path, files: dict[str, bytes], language: str = "nl") -> Publication:
    """A publication with these files in its content folder."""
    written(folder, {"mkdocs.yml": CONFIG.replace("language: nl, print", f"language: {language}, print")})
    written(folder / CONTENT, files)
    return read_publication(folder / "mkdocs.yml")


def review(publication: Publication, named: list[str], day: date) -> tuple[Reviewed, ...] | tuple[Message, ...]:
    """What is marked of these cards, or why nothing is."""
    done = record(publication, named, Wish(day))
    return done.marked if isinstance(done, Recorded) else done


def told(done: tuple[Reviewed, ...] | tuple[Message, ...]) -> str:
    """What is said when nothing was marked."""
    return " ".join(render(one, "en") for one in done if isinstance(one, Message))


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("titel: Aap", "titel: Aap|status: getoetst|getoetst op: 2026-03-04|getoetste tekst: *"),
        (
            "status: concept  # nog even\ntitel: Aap\nchecked_on:",
            "status: getoetst  # nog even|titel: Aap|checked_on: 2026-03-04|getoetste tekst: *",
        ),
        ("Status:   'draft'\ntitel: Aap", "Status:   getoetst|titel: Aap|getoetst op: 2026-03-04|getoetste tekst: *"),
        (
            "titel: Aap\nstatus: vrijgegeven\ngetoetst op: 1-13-2020 # ooit\ngetoetste tekst: 'x#y' # z",
            "titel: Aap|status: vrijgegeven|getoetst op: 2026-03-04 # ooit|getoetste tekst: * # z",
        ),
        (
            "titel: Aap\ngetoetst op:  # de dag\ntrefwoorden:\n  - een\n  - twee",
            "titel: Aap|getoetst op:  2026-03-04  # de dag|trefwoorden:|  - een|  - twee"
            "|status: getoetst|getoetste tekst: *",
        ),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_three_values_are_written_and_nothing_else(
    tmp_path: Path, above: str, expected: str, newline: str, mark: str
) -> None:
    text = f"{mark}---\n{above}\n---\n{TEXT}".replace("\n", newline)
    publication = drawn(tmp_path, {"lessen/aap.md": text.encode()})
    assert told(review(publication, ["aap"], DAY)) == ""
    after = (tmp_path / "content/lessen/aap.md").read_bytes().decode()
    seen = load(publication).cards[0].text("checked_text")
    lines = expected.replace("*", seen).replace("|", newline)
    assert after == f"{mark}---{newline}{lines}{newline}---{newline}{TEXT}".replace("\r\n", "\n").replace("\n", newline)
    card = load(publication).cards[0]
    assert card.status in ("reviewed", "released")
    assert card.values["checked_on"] == DAY
    assert not [p for p in load(publication).problems if p.code in ("changed-after-check", "reviewed-undated")]


def test_a_card_is_named_by_path_file_title_or_alias(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cards = {f"lessen/{n}.md": f"---\ntitel: Les {n}\nook bekend als: Oud {n}\n---\nX.\n".encode() for n in "abc"}
    publication = drawn(tmp_path, {**cards, "lessen/index.md": b"---\ntitel: Lessen\nview: lessons\n---\n"})
    monkeypatch.chdir(tmp_path / "content")
    done = review(publication, ["lessen/a.md", "lessen/index.md", "les B", "oud c", "a"], DAY)
    assert [one.path.name for one in done if isinstance(one, Reviewed)] == ["a.md", "b.md", "c.md"]
    assert {card.status for card in load(publication).cards} == {"reviewed"}
    assert told(review(publication, ["lessen/index.md"], DAY)) == "There is no card among these."


def test_a_folder_of_cards_is_looked_up_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """«patronen/*.md» may name hundreds: each file is sought on the disk once, and not for every other."""
    publication = drawn(tmp_path, {f"lessen/l{n}.md": f"---\ntitel: Les {n}\n---\nX.\n".encode() for n in range(30)})
    real, asked = os.path.realpath, list[str]()

    def counted(path: str, **how: bool) -> str:
        asked.append(path)
        return real(path, **how)

    monkeypatch.setattr(os.path, "realpath", counted)
    names = sorted(map(str, (tmp_path / "content/lessen").glob("*.md")))
    assert len(review(publication, names, DAY)) == len(names)
    assert len(asked) < 5 * len(names)


def test_of_several_cards_all_are_marked_or_none(tmp_path: Path) -> None:
    broken = b'---\ntitel: "Boom\n---\nX.\n'
    files = {"lessen/a.md": b"---\ntitel: Aap\n---\nX.\n", "lessen/b.md": broken}
    publication = drawn(tmp_path, files)
    said = told(review(publication, ["a", "b", "aapp", "niets"], DAY))
    assert "lessen/b.md» cannot be read" in said
    assert "Do you mean «Aap»?" in said
    assert "no card called «niets»" in said
    assert (tmp_path / "content/lessen/a.md").read_bytes() == files["lessen/a.md"]
    assert sorted(path.name for path in (tmp_path / "content/lessen").iterdir()) == ["a.md", "b.md"]


def test_a_card_that_is_marked_keeps_its_rights_and_its_owner(tmp_path: Path) -> None:
    """Who may read a card is not for us to widen, and whose it is stays: also where an administrator does the work."""
    texts = {f"lessen/{name}.md": f"---\ntitel: Les {name}\n---\nX.\n".encode() for name in "ab"}
    publication = drawn(tmp_path, texts)
    rights = {"a": 0o640, "b": 0o604}
    owner = (65534, 65533) if os.getuid() == 0 else (os.getuid(), os.getgroups()[-1])
    for name, mode in rights.items():
        os.chown(tmp_path / f"content/lessen/{name}.md", *owner)
        (tmp_path / f"content/lessen/{name}.md").chmod(mode)
    assert told(review(publication, ["a", "b"], DAY)) == ""
    for name, mode in rights.items():
        state = (tmp_path / f"content/lessen/{name}.md").stat()
        assert (state.st_mode & 0o7777, state.st_uid, state.st_gid) == (mode, *owner)
    assert {card.status for card in load(publication).cards} == {"reviewed"}


def test_what_was_written_is_taken_back_when_another_card_cannot_be(tmp_path: Path) -> None:
    """The third is larger than this process may write, as on a disk that is nearly full."""
    small, large = (f"---\ntitel: Les\n---\n{'woord ' * count}\n".encode() for count in (1, 2000))
    texts = {"lessen/a.md": small, "vragen/b.md": small, "patronen/c.md": large, "lessen/d.md": small}
    publication = drawn(tmp_path, {path: text.replace(b"Les", path[-4:-3].encode()) for path, text in texts.items()})
    before = {path: (tmp_path / "content" / path).read_bytes() for path in texts}
    (tmp_path / "content/lessen/a.md").chmod(0o640)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(large) // 2, hard))
    try:
        said = told(review(publication, ["a", "b", "c", "d"], DAY))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert said.endswith("patronen/c.md» cannot be written (it is too large).")
    assert {path: (tmp_path / "content" / path).read_bytes() for path in texts} == before
    assert (tmp_path / "content/lessen/a.md").stat().st_mode & 0o7777 == 0o640
    assert {path.relative_to(tmp_path / "content").as_posix() for path in tmp_path.glob("content/*/*")} == set(texts)


def test_what_cannot_be_marked_without_touching_more_is_left_alone(tmp_path: Path) -> None:
    files = {"lessen/a.md": b"---\n{titel: Aap, status: concept, trefwoorden: [een]}\n---\nX.\n"}
    publication = drawn(tmp_path, files, "en")
    assert "Add it by hand: status: reviewed, checked on: 2026-03-04" in told(review(publication, ["a"], DAY))
    assert (tmp_path / "content/lessen/a.md").read_bytes() == files["lessen/a.md"]


def test_a_card_that_says_why_it_was_not_shown_is_told_of(tmp_path: Path) -> None:
    publication = drawn(tmp_path, {"lessen/a.md": b"---\ntitel: Aap\nniet getoetst: vakantie\n---\nX.\n"})
    (done,) = review(publication, ["a"], DAY)
    assert isinstance(done, Reviewed)
    assert done.unchecked


def test_a_day_is_one_that_was() -> None:
    assert day_shown("2026-03-04", "nl") == DAY
    assert isinstance(day_shown("2999-01-01", "nl"), Message)
    assert isinstance(day_shown("31 februari", "nl"), Message)
    assert isinstance(day_shown("maart 2026", "nl"), Message)
    assert isinstance(day_shown(None, "nl"), date)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("written", ["4 maart 2026", " 4  March 2026", "4 mrt. 2026", "2026-3-4"])
def test_a_day_is_written_as_on_a_card(written: str, language: str) -> None:
    assert day_shown(written, language) == DAY


def test_a_day_in_figures_is_read_as_on_a_card() -> None:
    """In Dutch the day comes first; in English it may be two days, and both are offered."""
    assert day_shown("4-3-2026", "nl") == DAY
    refused = day_shown("4-3-2026", "en")
    assert isinstance(refused, Message)
    assert "2026-03-04 or 2026-04-03" in render(refused, "en")
