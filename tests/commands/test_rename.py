"""`harvest rename` and `harvest remove`: what they say, and that they change all or nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click
import pytest

from harvest.commands import change_cards
from harvest.commands.change_cards import write_changes
from harvest.commands.remove import run_remove
from harvest.commands.rename import run_rename
from harvest.editing.writing import Rewrite, replace_all
from harvest.publication import read_publication
from harvest.site.locks import Lock
from tests.building import run, tree
from tests.drawing import drawn

RULE = "docs_dir: content\nexclude_docs: '*'\nplugins: [harvest: {{language: {}, record: {{rule: {}}}}}]\n"
CARD = "---\ntitle: {}\n---\n## Problem\n\n{}\n\n## Therefore\n\nDo it.\n"


def publication(root: Path, language: str = "en", rule: str = "open", **more: str) -> Path:
    """A publication of two patterns, of which one leads to the other."""
    return drawn(
        root,
        {
            "mkdocs.yml": RULE.format(language, rule),
            "patterns/old.md": CARD.format("Old name", "It."),
            "patterns/other.md": CARD.format("Other\nsee also: old", "See [[Old name]]; an old name."),
            **more,
        },
    )


def renames(root: Path, card: str, title: str, *, keep: bool | None = None) -> int:
    return run_rename(read_publication(root / "mkdocs.yml"), card, title, keep=keep)


def test_all_of_it_is_renamed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = publication(tmp_path)
    (root / ".git").mkdir()
    assert renames(root, "old", "New: name") == 0
    assert tree(root / "content") == {
        "patterns/new-name.md": CARD.format('"New: name"\naliases: [Old name, old]', "It.").encode(),
        "patterns/other.md": CARD.format("Other\nsee also: new-name", "See [[New: name]]; an old name.").encode(),
    }
    said = capsys.readouterr().out.splitlines()
    assert [line.replace("\\", "/").rpartition("content/")[2] for line in said] == [
        "patterns/new-name.md. Files that changed with it: 1.",
        "The old name stays as an alias.",
        "These words may still mean the card under its old name, and stand as they were:",
        "patterns/other.md:7:23",
        "Put all of it in one commit: the old file, the new one, and those that changed with it.",
    ]


@pytest.mark.parametrize(
    ("language", "rule", "words"),
    [
        ("en", "chatham", ["The old name is forgotten", "In git's history the old name still stands"]),
        ("nl", "closed", ["De oude naam is vergeten", "«Staat er toch een naam in de geschiedenis?»"]),
        ("en", "", ["No rule is declared, so the careful choice was made"]),
        ("nl", "", ["Er is geen spelregel vastgelegd, dus is de voorzichtige keus gemaakt"]),
    ],
)
def test_it_says_what_became_of_the_old_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, rule: str, words: list[str]
) -> None:
    root = publication(tmp_path, language, rule)
    (root / ".git").mkdir()
    assert renames(root, "Old name", "New name") == 0
    said = capsys.readouterr().out
    assert all(word in said for word in words), said
    assert b"aliases" not in (root / "content/patterns/new-name.md").read_bytes()


def test_an_unknown_card_and_several_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = publication(
        tmp_path, **{"patterns/odd.md": CARD.format("Odd", "It."), "lessons/odd.md": "---\ntitle: O\n---\nText.\n"}
    )
    before = tree(root)
    for card in ("Odl name", "odd", str(root / "content/patterns/none.md")):
        assert renames(root, card, "New name") == 2
    said = capsys.readouterr().err
    assert "Do you mean «Old name»?" in said
    assert "have the same file name" in said
    assert tree(root) == before


Meanwhile = Callable[[Path], None]


def open_elsewhere(card: Path) -> None:
    card.with_name(f".~lock.{card.name}#").write_text("x")


def in_vim(card: Path) -> None:
    card.with_name(f".{card.name}.swp").write_text("x")


def in_emacs(card: Path) -> None:
    card.with_name(f".#{card.name}").symlink_to("somebody@somewhere")


def read_only(card: Path) -> None:
    card.chmod(0o444)


@pytest.mark.parametrize(
    ("meanwhile", "words"),
    [
        (open_elsewhere, "seems to be open in another program"),
        (in_vim, "seems to be open in another program"),
        (in_emacs, "seems to be open in another program"),
        (read_only, "may only be read"),
    ],
)
@pytest.mark.parametrize("name", ["old", "other"])
def test_a_file_that_is_open_or_kept_stops_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], meanwhile: Meanwhile, words: str, name: str
) -> None:
    root = publication(tmp_path)
    meanwhile(root / f"content/patterns/{name}.md")
    before = tree(root)
    assert renames(root, "old", "New name") == 2
    assert words in capsys.readouterr().err
    assert tree(root) == before


def test_what_somebody_wrote_meanwhile_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = publication(tmp_path)
    other = root / "content/patterns/other.md"

    def late(changes: Mapping[Path, Rewrite]) -> None:
        other.write_text("Somebody else.\n")
        replace_all(changes)

    monkeypatch.setattr(change_cards, "replace_all", late)
    old = (root / "content/patterns/old.md").read_bytes()
    assert renames(root, "old", "New name") == 2
    assert "Somebody else just wrote" in capsys.readouterr().err
    assert tree(root / "content") == {"patterns/old.md": old, "patterns/other.md": b"Somebody else.\n"}


def test_a_folder_that_is_empty_now_goes_too(tmp_path: Path) -> None:
    own = {"patterns/lamp/index.md": CARD.format("Lamp", "It.")}
    root = publication(tmp_path, **own)
    assert renames(root, "lamp", "Torch", keep=False) == 0
    assert not (root / "content/patterns/lamp").exists()
    assert (root / "content/patterns/torch/index.md").read_text() == own["patterns/lamp/index.md"].replace(
        "Lamp", "Torch"
    )


def test_what_cannot_be_written_leaves_all_as_it_was(tmp_path: Path) -> None:
    root = publication(tmp_path)
    before = tree(root / "content")
    blocked = root / "content/patterns/other.md/in-a-file.md"
    changes = {
        "content/patterns/old.md": Rewrite(before["patterns/old.md"], b"x"),
        blocked.relative_to(root).as_posix(): Rewrite(None, b"x"),
    }
    assert len(write_changes(root, changes)) == 1
    assert tree(root / "content") == before


def test_two_do_not_write_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = publication(tmp_path)
    before = tree(root / "content")
    (root / ".cache").mkdir()
    monkeypatch.setattr(change_cards, "_PATIENCE", 0.01)
    held = Lock(root / ".cache/changing.lock")
    assert renames(root, "old", "New name") == 2
    held.release()
    assert "Somebody else just wrote" in capsys.readouterr().err
    assert tree(root / "content") == before
    assert renames(root, "old", "New name") == 0
    assert [path.name for path in (root / ".cache").iterdir()] == [".gitignore"]


def test_remove_says_first_and_asks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = publication(tmp_path)
    before = tree(root)
    said = read_publication(root / "mkdocs.yml")
    assert run_remove(said, "old", sure=False) == 2  # nobody to ask
    shown = capsys.readouterr()
    assert "With «--yes» it is, without a question." in shown.err
    assert [line.rpartition("patterns/")[2] for line in shown.out.splitlines() if "patterns" in line] == [
        "other.md:3:11",
        "other.md:7:5",
    ]
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    for answers, code in ((["maybe", "no"], 2), (["y"], 0)):
        assert tree(root) == before
        given = iter(answers)
        monkeypatch.setattr(click, "prompt", lambda *_, given=given, **__: next(given))
        assert run_remove(said, "old", sure=False) == code
    assert tree(root / "content") == {"patterns/other.md": CARD.format("Other", "See Old name; an old name.").encode()}


def test_the_commands_run(tmp_path: Path) -> None:
    root = publication(tmp_path, "nl")
    assert run("harvest", "rename", "old", "Nieuwe naam", "--forget", folder=root / "content").returncode == 0
    done = run("harvest", "remove", "nieuwe-naam", "--yes", folder=root)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(f"Weggehaald: {Path('content', 'patterns', 'nieuwe-naam.md')}\n")
    assert "KAART" in run("harvest", "rename", "--help", folder=root).stdout
