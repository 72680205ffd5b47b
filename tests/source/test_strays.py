"""Files that arrive by mail, and those that a system leaves: told for what they are, or passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from harvest.cards.copies import copy_of
from harvest.pipeline import load
from harvest.problems.language import render
from harvest.problems.problem import Message
from harvest.publication import CONFIG
from harvest.source.portable import not_portable, reserved
from harvest.source.strays import passed_over
from tests.drawing import drawn
from tests.papers import office

CARD = "---\ntitel: Wie het vraagt\n---\nX.\n"
IS_IT_TEXT = "Is dit de tekst van een kaart?"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Les van Anna.docx", "Geen kaart verwijst naar dit document"),
        ("les.odt", "Geen kaart verwijst naar dit document"),
        ("les.doc", IS_IT_TEXT),
        ("LES.RTF", IS_IT_TEXT),
        ("les.pages", IS_IT_TEXT),
        ("les.gdoc", IS_IT_TEXT),
        ("anna.txt", IS_IT_TEXT),
        ("les", IS_IT_TEXT),
        ("les.md.txt", "hier komt er «.txt» achter"),
        ("les.md.docx", "Geen kaart verwijst naar dit document"),
        ("les.md.doc", "hier komt er «.doc» achter"),
        ("les.mdx", "de naam van een kaart eindigt op .md"),
        ("les.mdown", "de naam van een kaart eindigt op .md"),
        ("Les.MD", "zijn naam eindigt op hoofdletters"),
        ("les.md.bak", "een oudere kopie van «les.md»"),
        ("les.md.1", "een oudere kopie van «les.md»"),
        ("vraag.eml", "Dit is een mail"),
        ("vraag.msg", "Dit is een mail"),
        ("film.mp4", "Dit soort bestand"),
    ],
)
def test_a_file_by_mail_is_told_once(tmp_path: Path, name: str, said: str) -> None:
    """And no message names a command that is not there."""
    corpus = load(drawn(tmp_path, {f"lessen/{name}": b"X", "lessen/les-a.md": CARD}) / CONFIG)
    told = [problem for problem in corpus.problems if problem.path.endswith(name)]
    assert [(problem.code, problem.severity) for problem in told] == [("file-not-published", "warning")]
    words = f"{render(told[0].message, 'nl')} {render(told[0].hint, 'nl')}"
    assert said in words
    assert "harvest import" not in words
    assert len(corpus.cards) == 1


def test_a_document_that_a_card_names_is_no_stray(tmp_path: Path) -> None:
    card = f"{CARD}\n[Verslag](verslag.docx)\n"
    corpus = load(drawn(tmp_path, {"lessen/a.md": card, "lessen/verslag.docx": office(".docx")}) / CONFIG)
    assert "file-not-published" not in {problem.code for problem in corpus.problems}


def test_another_ending_of_markdown_is_a_card(tmp_path: Path) -> None:
    corpus = load(drawn(tmp_path, {"lessen/a.markdown": CARD}) / CONFIG)
    assert [card.title for card in corpus.cards] == ["Wie het vraagt"]


def test_what_a_system_leaves_is_passed_over(tmp_path: Path) -> None:
    names = [".DS_Store", "Thumbs.db", "desktop.ini", "Icon\r", "~$les.docx", ".~lock.les.docx#", "les.md~", "#les.md#"]
    names.append("__MACOSX/les.md")
    corpus = load(drawn(tmp_path, {f"lessen/{name}": b"X" for name in names}) / CONFIG)
    assert {problem.code for problem in corpus.problems} <= {"names-unchecked"}
    assert not passed_over("les~.md")


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("les (2)", "les"),
        ("les(1)", "les"),
        ("les - kopie", "les"),
        ("les - kopie (3)", "les"),
        ("les-copy", "les"),
        ("les copy 2", "les"),
        ("Kopie van les", "les"),
        ("Copy of les", "les"),
        ("les~", "les"),
        ("les (kopie)", "les"),
        ("les (conflicted copy 2026-03-04)", "les"),
        ("les 2", ""),
        ("les-2", ""),
        ("kopieren", ""),
        ("het kopieerapparaat", ""),
        ("fotokopie", ""),
    ],
)
def test_a_copy_is_known_by_its_name(name: str, base: str) -> None:
    assert copy_of(name) == base


@pytest.mark.parametrize("name", ["con", "CON.md", "nul.tar.gz", "Aux .md", "com1.md", "LPT9", "com².md", "conout$"])
def test_windows_keeps_some_names(name: str) -> None:
    assert reserved(name)
    assert not reserved(f"a{name}")


def test_a_long_path_is_told() -> None:
    assert not_portable("lessen/" + "a" * 190 + ".md") is None
    for path in ("lessen/" + "a" * 200 + ".md", "lessen/" + "é" * 110 + ".md", "/".join(["map"] * 60) + "/a.md"):
        told = not_portable(path)
        assert told is not None, path
        assert isinstance(told.message, Message)
    assert not_portable("lessen/a .md") is None
    assert not_portable("lessen /a.md") is not None
