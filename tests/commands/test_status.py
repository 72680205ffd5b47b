"""`harvest status`: the editor's desk on a terminal and as data."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from harvest.commands.status import WIDEST, as_text
from harvest.commands.status_data import as_json
from harvest.problems.language import LANGUAGES
from harvest.problems.report.text import Look
from harvest.views.desk.desk import desk
from tests.commands.test_command_line import typed
from tests.desk import FILES, ROLE, TODAY
from tests.drawing import CONFIG, ROOT, pattern, read, written

LONG = "Een heel lange titel die zeker niet op een regel past omdat er zoveel in gezegd moet worden over alles en niets"
UNBROKEN = "Hottentottententententoonstellingsbezoekersvergunningsaanvraagformulierenverzamelaar"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The harvest in the making, with names that are hard to set."""
    hard = {"content/patronen/lang.md": pattern(LONG, status="concept"), "content/patronen/woord.md": pattern(UNBROKEN)}
    return written(tmp_path, {**FILES, **hard})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [80, 40])
def test_lines_fit_and_words_stay_whole(folder: Path, language: str, width: int) -> None:
    """A line is too long only where one word is; nothing is coloured for what is no terminal."""
    lines = list(as_text(desk(read(folder), TODAY), folder, language, Look(width)))
    assert [line for line in lines if len(line) > width and len(line.split()) > 2] == []
    text = " ".join(" ".join(lines).split())
    assert LONG in text
    assert UNBROKEN in text
    assert "\x1b" not in text
    assert not [line for line in lines if line != line.rstrip()]
    assert "\n\n\n" not in "\n".join(lines)


def test_colours_change_no_word(folder: Path) -> None:
    made = desk(read(folder), TODAY)
    coloured = "\n".join(as_text(made, folder, "nl", Look(colours=True)))
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == "\n".join(as_text(made, folder, "nl", Look()))
    assert coloured.count("\x1b") > 20


def test_it_is_typed(folder: Path) -> None:
    """It says all that the desk holds, ends well whatever is wrong, and names no role in what may be kept."""
    done = typed("status", folder=folder)
    assert done.returncode == 0, done.stderr
    for words in ("Voor je publiceert: nog", "Wat samen naar buiten moet", "Iemand heeft bezwaar: 1", "Vrijgegeven: 3"):
        assert words in done.stdout
    assert "«Wortel» verwijst naar:" in done.stdout
    assert "content/patronen/blad.md" in done.stdout
    assert ROLE not in done.stdout


def test_on_a_terminal_it_names_roles(folder: Path) -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80"}
    process = subprocess.Popen(
        [sys.executable, "-m", "harvest", "status"],
        cwd=folder,
        env=environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    said = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        said += piece
    os.close(ours)
    assert process.wait(60) == 0
    assert ROLE in " ".join(said.decode().split())
    assert b"\x1b[1m" in said


def test_names_of_the_list_are_nowhere(folder: Path) -> None:
    """Not in a title, not in the name of a file, not as data."""
    people = "personen:\n  - {id: p01, naam: Roos Zwijgmans}\n"
    card = pattern("Wat Roos Zwijgmans zei", status="concept")
    written(folder, {"private/people.yml": people, "content/patronen/zwijgmans.md": card, ".gitignore": "private/\n"})
    for options in ((), ("--format", "json")):
        done = typed("status", *options, folder=folder)
        assert done.returncode == 0, done.stderr
        assert "zwijgmans" not in (done.stdout + done.stderr).lower()


def test_a_log_for_others_gets_counts(folder: Path) -> None:
    written(folder, {"mkdocs.yml": CONFIG.replace("spelregel: open", "spelregel: chatham")})
    done = typed("status", "--format", "json", folder=folder, CI="true")
    assert done.returncode == 0
    assert "Wortel" not in done.stdout
    assert "link-to-unpublished" in done.stdout


def test_as_data(folder: Path) -> None:
    data = json.loads(as_json(desk(read(folder), TODAY), folder, "nl"))
    assert data["edition"] == "public"
    assert len(data["cards"]) == 19
    assert {step["name"] for step in data["steps"] if not step["done"] and step["blocks"]} == {
        *("errors", "shown", "together")
    }
    assert [card["title"] for card in data["together"][0]["cards"]] == ["Blad", "Stam", "Tak"]
    assert data["shown"]["against"][0]["path"].endswith("content/patronen/wortel.md")
    assert ROLE not in json.dumps(data, ensure_ascii=False)


def test_no_title_moves_the_cursor(tmp_path: Path) -> None:
    card = pattern("Een").replace("Een", '"Een\\e]0;venster\\aTwee"', 1)
    folder = written(tmp_path, {**FILES, "content/patronen/teken.md": card})
    text = "\n".join(as_text(desk(read(folder), TODAY), folder, "nl", Look()))
    assert "venster" in text
    assert not {"\x1b", "\a"} & set(text)


def test_an_empty_publication_gets_a_kind_word(tmp_path: Path) -> None:
    written(tmp_path, {"mkdocs.yml": CONFIG, "content/index.md": "Welkom.\n"})
    lines = list(as_text(desk(read(tmp_path), TODAY), tmp_path, "nl", Look()))
    assert "Hier is nog niets geschreven. Met één kaart ben je begonnen:" in lines
    assert any(line.startswith("  harvest new patroon") for line in lines)
    assert max(map(len, lines)) <= WIDEST
