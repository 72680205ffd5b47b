"""`harvest check --names`: what is to be read, and what is noted when it was."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import NoReturn

import pytest

from harvest.commands.check_names import names_shown, note_as_read
from harvest.corpus import Corpus
from harvest.pipeline import load
from harvest.privacy.people.people import SECRET
from harvest.privacy.reading import names_read
from harvest.privacy.reading.names_read import NAMES_READ, read_names
from harvest.problems.language import render
from harvest.problems.problem import Message
from harvest.site.discreet import counted
from tests.building import run
from tests.drawing import drawn, written

CHATHAM = """\
site_name: Proef
docs_dir: content
exclude_docs: "*"
plugins:
  - harvest:
      language: {language}
      record: {{rule: chatham}}
      places: [Almere]
"""
LIST = "people:\n  - id: p01\n    name: Wiebe Kok\n...\n"


def publication(root: Path, files: dict[str, str], language: str = "nl", *, people: bool = False) -> Path:
    """A publication under Chatham with these files, and where asked a list of one person."""
    drawn(root, {"mkdocs.yml": CHATHAM.format(language=language), **files}, language)
    if people:
        (root / "private").mkdir()
        (root / "private/people.yml").write_text(LIST, "utf-8")
    return root


def changed(root: Path, files: dict[str, str]) -> None:
    """Write these files of the content folder anew."""
    written(root / "content", files)


def loaded(root: Path) -> Corpus:
    return load(root / "mkdocs.yml")


def unread(root: Path) -> list[str]:
    """What `--names` shows, as programs get it."""
    return [name["name"] for name in json.loads(names_shown(loaded(root), "json", "en"))["names"]]


def tick_off(root: Path) -> str:
    """Note all as read, and return what is said."""
    corpus = loaded(root)
    done = note_as_read(corpus, corpus.publication.language)
    return " ".join(render(one, "en") for one in ((done,) if isinstance(done, Message) else done))


def marks(root: Path) -> list[str]:
    return re.findall(r"^- (\w+)$", (root / NAMES_READ).read_text("utf-8"), re.M)


def codes(root: Path) -> list[str]:
    return [f"{problem.path} {problem.code} {problem.severity}" for problem in loaded(root).problems]


TEXT = """\
Dat zei Anna *van der* Meer, en later
ook Pietersen.[^een] Daarna zei Pietersen niets.

- Eerst Willemsen
- Dan «Oosterhuis», en *Ter*horst.

> Zo sprak
> Anna van der Meer.

[^een]: Volgens Roelofsma.
"""


def test_each_run_is_shown_once_with_all_its_places(tmp_path: Path) -> None:
    root = publication(tmp_path, {"index.md": TEXT, "lessen/a.md": "---\ntitel: Les\n---\nBij Pietersen, in Almere.\n"})
    shown = names_shown(loaded(root), "text", "en")
    blocks = dict(block.split("\n", 1) for block in shown.split("\n\n")[:-1])
    assert next(iter(blocks)) == "Anna van der Meer"
    assert set(blocks) == {"Anna van der Meer", "Pietersen", "Willemsen", "Oosterhuis", "Terhorst", "Roelofsma"}
    places = [line.strip().rpartition("content/")[2] for line in blocks["Pietersen"].splitlines()]
    assert places == ["index.md:2:5, 2:33", "lessen/a.md:4:5"]
    assert "To read for names: 6. Where they stand: 9 times." in shown
    assert "harvest check --names --done" in shown


def test_check_asks_to_read_what_it_shows(tmp_path: Path) -> None:
    """A name of the list is told as such, and not once more as one that nobody read."""
    root = publication(tmp_path, {"index.md": "Daar zat Wiebe Kok.\n\nBij Pietersen, met Kok.\n"}, people=True)
    asked = [problem for problem in loaded(root).problems if problem.code == "names-unread"]
    assert [(problem.line, problem.message.params["n"]) for problem in asked] == [(3, 1)]
    assert unread(root) == ["Pietersen"]


def test_a_server_is_told_what_only_it_lacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At home, where the list is, `harvest check` finds nothing to mend."""
    root = publication(tmp_path, {"lessen/les.md": "---\ntitel: Stil blijven\n---\nX.\n"}, people=True)
    tick_off(root)
    changed(root, {"lessen/les.md": "---\ntitel: Stil blijven\n---\nAnders.\n"})
    (root / "private/people.yml").unlink()
    told = counted(loaded(root).problems, 1, "en")
    assert "× names-unchecked (warning)" in told
    assert told.count("Type «harvest check --names --done» where that list is") == 1
    monkeypatch.setenv(SECRET, LIST.removesuffix("...\n"))
    told = counted(loaded(root).problems, 1, "en")
    assert "is not whole: its last line is missing" in told
    assert not re.search("Stil|les.md|Kok", told)


def test_what_was_read_is_read_until_its_sentence_changes(tmp_path: Path) -> None:
    root = publication(tmp_path, {"index.md": TEXT, "over.md": TEXT})
    assert "new: 6" in tick_off(root)
    assert unread(root) == []
    assert "nothing left to read" in names_shown(loaded(root), "text", "en")
    before = marks(root)
    assert before == sorted(before)
    changed(
        root, {"index.md": TEXT.replace("Eerst Willemsen", "Eerst weer Willemsen").replace("*van der*", "van\nder")}
    )
    assert unread(root) == ["Willemsen"]
    assert [line for line in codes(root) if "unread" in line] == ["content/index.md names-unread error"]
    tick_off(root)
    assert len(set(before) - set(marks(root))) == 0, "the other file still has that sentence"
    changed(root, {"over.md": "Niets meer.\n", "index.md": "Niets.\n"})
    tick_off(root)
    assert marks(root) == [], "what no text has any more is forgotten"


def test_the_file_holds_marks_and_says_what_it_is(tmp_path: Path) -> None:
    root = publication(tmp_path, {"index.md": TEXT, "over deze.md": TEXT}, people=True)
    tick_off(root)
    text = (root / NAMES_READ).read_text("utf-8")
    assert text.startswith("# ")
    assert not re.search("Anna|Pietersen|Willemsen|Oosterhuis|Roelofsma|Kok", text)
    for line in text.splitlines():
        assert re.fullmatch(r"# .+|sentences:|checked:|- [0-9a-f]{16}|  (?:\"[^\"]+\"|[\w./-]+): [0-9a-f]{16}", line), (
            line
        )
    assert set(loaded(root).names_read.checked) == {"content/index.md", "content/over deze.md", "mkdocs.yml"}
    assert "Gemaakt door" in text
    tick_off(root)
    assert (root / NAMES_READ).read_text("utf-8") == text, "the same texts give the same file"


def test_with_a_list_files_are_compared_and_without_it_what_fits_stays(tmp_path: Path) -> None:
    root = publication(tmp_path, {"index.md": "Water.\n", "over.md": "Wind.\n"}, people=True)
    assert "compared with the list" in tick_off(root)
    (root / "private/people.yml").unlink()
    assert codes(root) == []
    changed(root, {"over.md": "Storm.\n"})
    assert codes(root) == ["content/over.md names-unchecked error"]
    assert "only the reading" in tick_off(root)
    assert set(loaded(root).names_read.checked) == {"content/index.md", "mkdocs.yml"}
    assert codes(root) == ["content/over.md names-unchecked error"]


def test_what_was_compared_for_the_circle_is_not_for_everybody(tmp_path: Path) -> None:
    """Once a card that names somebody for the circle alone is released, a server without the list sees that too."""
    card = "---\ntitel: Les\nstatus: {}\nniet getoetst: uit een boek\n---\nDat zei Wiebe Kok.\n"
    root = publication(tmp_path, {"lessen/a.md": card.format("getoetst")}, people=True)
    may = LIST.replace("Kok\n", "Kok\n    may be named: circle\n    since: 2025-01-02\n")
    (root / "private/people.yml").write_text(may, "utf-8")
    done = run("harvest", "check", "--names", "--done", "--edition", "circle", folder=root)
    assert done.returncode == 0, done.stdout + done.stderr
    (root / "private/people.yml").unlink()
    for edition in ("public", "circle"):
        assert not any(one.code.startswith("name") for one in load(root / "mkdocs.yml", edition).problems)
    changed(root, {"lessen/a.md": card.format("vrijgegeven")})
    assert "content/lessen/a.md names-unchecked error" in codes(root)


def test_nothing_is_noted_while_somebody_is_named(tmp_path: Path) -> None:
    root = publication(tmp_path, {"index.md": "Dat zei Wiebe Kok.\n\nVolgens Pietersen.\n"}, people=True)
    said = tick_off(root)
    assert "Nothing was ticked off" in said
    assert not (root / NAMES_READ).exists()
    assert "Wiebe" not in said + names_shown(loaded(root), "text", "en") + names_shown(loaded(root), "json", "en")


def test_a_word_that_may_be_somebody_on_the_list_is_ticked_off_by_its_place_alone(tmp_path: Path) -> None:
    root = publication(tmp_path, {"index.md": "Kok staat hier vooraan, volgens Pietersen.\n"}, people=True)
    assert [line for line in codes(root) if "possible" in line] == ["content/index.md name-possible error"]
    shown = names_shown(loaded(root), "text", "en")
    assert "Kok" not in shown
    assert "Perhaps somebody on the list" in shown
    assert json.loads(names_shown(loaded(root), "json", "en"))["listed"][0]["line"] == 1
    assert "compared" in tick_off(root)
    assert codes(root) == []
    (root / "private/people.yml").unlink()
    tick_off(root)
    (root / "private").rmdir()
    (root / "private").mkdir()
    (root / "private/people.yml").write_text(LIST, "utf-8")
    assert codes(root) == [], "what was read with the list stays read without it"


def test_two_editors_come_together_by_keeping_all_lines(tmp_path: Path) -> None:
    texts = {
        f"{letter}.md": f"Volgens {name}.\n"
        for letter, name in zip("abcd", ("Pietersen", "Willemsen", "Oosterhuis", "Roelofsma"), strict=True)
    }
    root = publication(tmp_path, texts)
    ticked = []
    for gone in (("a.md",), ("b.md", "c.md")):
        for path in gone:
            (root / "content" / path).unlink()
        tick_off(root)
        ticked.append((root / NAMES_READ).read_text("utf-8").splitlines())
        changed(root, texts)
        (root / NAMES_READ).unlink()
    both = [*ticked[0], *(line for line in ticked[1] if line not in ticked[0])]
    (root / NAMES_READ).write_text("\n".join(both) + "\n", "utf-8")
    assert unread(root) == []
    (root / NAMES_READ).write_text("\n".join((*ticked[0], *ticked[1])) + "\n", "utf-8")
    assert unread(root) == []
    torn = "\n".join(
        (ticked[0][0], "sentences:", "<<<<<<< HEAD", *ticked[0][4:], "=======", *ticked[1][4:], ">>>>>>> x")
    )
    (root / NAMES_READ).write_text(torn, "utf-8")
    assert len(unread(root)) == 4
    assert "cannot be read, so nothing was written. Line 3" in tick_off(root)
    assert (root / NAMES_READ).read_text("utf-8") == torn


@pytest.mark.parametrize("content", [b"\xff\xfe", b"sentences: [", b"- a\n", b"sentences:\n- 12\n", b"\tx", b"x: 1\n"])
def test_a_file_that_cannot_be_read_counts_for_nothing_and_is_not_lost(tmp_path: Path, content: bytes) -> None:
    root = publication(tmp_path, {"index.md": "Volgens Pietersen.\n"})
    (root / NAMES_READ).write_bytes(content)
    problems = [problem for problem in loaded(root).problems if problem.path == NAMES_READ]
    assert problems
    assert all(problem.severity == "error" for problem in problems)
    assert unread(root) == ["Pietersen"]
    assert "nothing was written" in tick_off(root)
    assert (root / NAMES_READ).read_bytes() == content


def test_the_marks_of_another_publication_mean_nothing(tmp_path: Path) -> None:
    (tmp_path / "een").mkdir()
    (tmp_path / "ander").mkdir()
    other = publication(tmp_path / "ander", {"index.md": "Volgens Willemsen.\n"}, people=True)
    tick_off(other)
    root = publication(tmp_path / "een", {"index.md": "Volgens Pietersen.\n"})
    (root / NAMES_READ).write_bytes((other / NAMES_READ).read_bytes())
    assert unread(root) == ["Pietersen"]
    assert "content/index.md names-unchecked error" in codes(root)
    tick_off(root)
    assert len(marks(root)) == 1


def test_the_old_file_stays_until_the_new_one_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = publication(tmp_path, {"index.md": "Volgens Pietersen.\n"})
    tick_off(root)
    before = (root / NAMES_READ).read_bytes()
    changed(root, {"index.md": "Volgens Willemsen.\n"})

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert "cannot be written (the disk is full)" in tick_off(root)
    assert (root / NAMES_READ).read_bytes() == before
    assert sorted(path.name for path in root.iterdir()) == ["content", "mkdocs.yml", NAMES_READ]


def test_in_english(tmp_path: Path) -> None:
    text = "On Monday Grace Hopper said so, and Bill agreed.\n\n## What We Learned Together\n\nCards: The Square.\n"
    root = publication(tmp_path, {"index.md": text, "lessons/a.md": "---\ntitle: The Square\n---\nWater.\n"}, "en")
    assert unread(root) == ["Grace Hopper", "Bill"]
    tick_off(root)
    assert (root / NAMES_READ).read_text("utf-8").startswith("# Made by")


def test_the_command_counts_where_others_read_the_log(tmp_path: Path) -> None:
    """And on one's own computer it names; it ends well whether or not something is left."""
    root = publication(tmp_path, {"index.md": "Volgens Pietersen.\n"})
    here = run("harvest", "check", "--names", folder=root, CI="")
    assert (here.returncode, "Pietersen" in here.stdout) == (0, True)
    for form in ("text", "json"):
        there = run("harvest", "check", "--names", "--format", form, folder=root, CI="true")
        assert there.returncode == 0
        assert "Pietersen" not in there.stdout + there.stderr
        assert "1" in there.stdout
    assert run("harvest", "check", folder=root).returncode == 1
    done = run("harvest", "check", "--names", "--done", folder=root)
    assert done.returncode == 0
    assert NAMES_READ in done.stdout
    assert run("harvest", "check", folder=root).returncode == 0


def test_what_was_compared_lapses_when_the_list_grows(tmp_path: Path) -> None:
    """A server without the list cannot know that, so it asks for it; what was read stays read."""
    root = publication(tmp_path, {"index.md": "Volgens Pietersen.\n"}, people=True)
    tick_off(root)
    before = marks(root)
    added = run("harvest", "people", "add", "--term", "Zilverpad", folder=root)
    assert "--names --done" in added.stdout, added.stderr
    assert marks(root) == before
    assert loaded(root).names_read.checked == {}
    (root / "private/people.yml").rename(root / "list.yml")
    assert codes(root) == ["mkdocs.yml names-unchecked warning"]
    (root / "list.yml").rename(root / "private/people.yml")
    assert "--names --done" not in run("harvest", "people", "check", folder=root).stdout
    tick_off(root)
    assert "--names --done" in run("harvest", "people", "check", folder=root).stdout


def test_what_came_since_it_was_shown_is_shown_when_it_is_ticked_off(tmp_path: Path) -> None:
    """And what is kept for that holds no words, and is for this account alone."""
    root = publication(tmp_path, {"index.md": "Volgens Pietersen.\n"})
    run("harvest", "check", "--names", folder=root)
    changed(root, {"index.md": "Volgens Pietersen.\n\nDaarna zei Willemsen iets.\n"})
    done = run("harvest", "check", "--names", "--done", folder=root)
    assert done.returncode == 0
    assert "Willemsen\n    content/index.md:3:12" in done.stdout
    assert "Pietersen" not in done.stdout
    kept = root / ".cache/names-shown"
    assert re.fullmatch(r"[0-9a-f]{16}\n", kept.read_text("utf-8"))
    assert kept.parent.stat().st_mode & 0o077 == 0
    assert (root / ".cache/.gitignore").read_text("utf-8") == "*\n"
    again = run("harvest", "check", "--names", "--done", folder=root)
    assert "Willemsen" not in again.stdout


def test_what_we_write_is_read_without_yaml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of ten thousand sentences YAML would take a second."""
    root = publication(tmp_path, {"a.md": "\n\n".join(f"Volgens Pietersen {n} keer." for n in range(100))})
    tick_off(root)
    assert len(marks(root)) == 100

    def never(text: str) -> NoReturn:
        raise AssertionError(text)

    monkeypatch.setattr(names_read, "read_yaml", never)
    assert len(read_names(root).sentences) == 100
