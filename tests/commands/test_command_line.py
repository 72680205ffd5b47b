"""The command line as it is typed: its words in the reader's language, and nothing that ends in a traceback."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po

from harvest.commands import cli
from harvest.commands.group import GROUPS
from harvest.problems.language import LANGUAGES
from harvest.site.refusals import PARSER
from tests.drawing import ROOT

PLAIN = "site_name: Proef\nplugins:\n  - harvest: {language: LANGUAGE}\n"
COMMANDS = cli.commands.commands
WITHIN = [
    (name, inner) for name, group in COMMANDS.items() if isinstance(group, click.Group) for inner in group.commands
]
"""Commands within a command, such as `people add`."""


def typed(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A run of `harvest`, by somebody whose system speaks no language we know unless the environment says so."""
    return subprocess.run(
        [sys.executable, "-m", "harvest", *arguments],
        cwd=folder,
        env={**os.environ, "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


SAID = """
import click, json
from harvest.commands import cli
from harvest.commands.help_words import every_command
said = {command.help for command in every_command(cli.commands)}
for command in every_command(cli.commands):
    said |= {parameter.help for parameter in command.params if isinstance(parameter, click.Option)}
    said |= {p.metavar or p.human_readable_name for p in command.params if isinstance(p, click.Argument)}
    said |= {p.metavar for p in command.params if p.metavar}
print(json.dumps(sorted(text or "" for text in said)))
"""


def test_all_that_commands_say_of_themselves_has_its_dutch() -> None:
    """What they do, what their options do, and how what belongs behind them is called.

    In a process of its own, since another test may have translated them in this one.
    """
    with (ROOT / "harvest/locale/nl/LC_MESSAGES/commands.po").open("rb") as file:
        dutch = {str(entry.id): str(entry.string) for entry in read_po(file) if isinstance(entry.id, str) and entry.id}
    done = subprocess.run([sys.executable, "-c", SAID], capture_output=True, text=True, check=True)
    said = set(json.loads(done.stdout))
    said |= set(GROUPS)
    assert {text for text in said if not dutch.get(text or "")} == set()
    assert len(said) > 15


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_command_stands_in_one_group_with_one_line(tmp_path: Path, language: str) -> None:
    """On a terminal of eighty columns no line of help is broken or cut off; only what an editor starts is not shown."""
    grouped = [name for names in GROUPS.values() for name in names]
    assert sorted(grouped) == sorted(name for name, command in COMMANDS.items() if not command.hidden)
    (tmp_path / "mkdocs.yml").write_text(PLAIN.replace("LANGUAGE", language), "utf-8")
    lines = typed("--help", folder=tmp_path, COLUMNS="80").stdout.splitlines()
    shown = {line.split()[0]: line for line in lines if line.startswith("  ") and line.endswith(".")}
    assert all(shown[name].endswith(".") and not shown[name].endswith("...") for name in grouped)
    headings = [line for line in lines if line.endswith(":") and not line.startswith(" ")]
    assert headings[1:] == (
        ["Schrijven:", "Samen:", "Uitgeven:"] if language == "nl" else ["Writing:", "Together:", "Publishing:"]
    )


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--help",),
        *((name,) for name, *_ in WITHIN[:1]),
        *((name, "-h") for name in COMMANDS),
        *((*name, "-h") for name in WITHIN),
    ],
    ids=" ".join,
)
def test_help_comes_in_the_language_of_the_reader(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Dutch and English have no line in common, but for a list of choices."""
    lines = {}
    for language in LANGUAGES:
        (tmp_path / "mkdocs.yml").write_text(PLAIN.replace("LANGUAGE", language), "utf-8")
        done = typed(*arguments, folder=tmp_path)
        lines[language] = {line.strip() for line in (done.stdout + done.stderr).splitlines()} - {""}
    assert any("Usage: harvest" in line for line in lines["en"])
    assert any("Zo gebruik je het: harvest" in line for line in lines["nl"])
    assert lines["en"] & lines["nl"] == set()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["chek"], "De opdracht 'chek' bestaat niet. Bedoel je 'harvest check'?"),
        (["preview"], "De opdracht 'preview' bestaat niet. Bedoel je 'harvest serve'?"),
        (["vorbeeld"], "Bedoel je 'harvest serve'?"),
        (["publiceer"], "Bedoel je 'harvest build'?"),
        (["controleer"], "Bedoel je 'harvest check'?"),
        (["zwaluwnest"], "De opdracht 'zwaluwnest' bestaat niet.\n"),
        (["check", "--lng", "nl"], "De optie '--lng' bestaat niet. Bedoel je '--lang'?"),
        (["new", "patroon"], "Hier ontbreekt 'TITEL'."),
        (["new", "patroon", "Een", "titel"], "Dit staat er te veel: titel."),
        (["check", "--format", "xml"], "'xml' is geen van deze: 'text', 'json'"),
        (["check", "-f"], "Achter de optie '-f' hoort iets te staan."),
        (["build", "--no-print=ja"], "Achter de optie '--no-print' hoort niets."),
        (["review", "aap", "--answer", "ja"], "'ja' is geen van deze: 'ok', 'change', 'keep-in'"),
    ],
    ids=" ".join,
)
def test_what_was_typed_wrong_is_told_in_the_language_of_the_reader(
    tmp_path: Path, arguments: list[str], words: str
) -> None:
    done = typed(*arguments, folder=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr
    assert not re.search("Error|Try|Usage|Missing|Invalid|No such|Did you", done.stderr)
    english = typed(*arguments, folder=tmp_path, LANG="en_GB.UTF-8").stderr
    assert english.partition("Error: ")[2]
    assert not set(done.stderr.splitlines()) & set(english.splitlines()) - {""}


def test_the_language_that_is_asked_for_comes_first(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(PLAIN.replace("LANGUAGE", "nl"), "utf-8")
    assert "Error: No such option" in typed("check", "--lang", "en", "--x", folder=tmp_path).stderr
    assert "De optie '--x' bestaat niet" in typed("check", "--lang=nl", "--x", folder=tmp_path, LANG="en_GB").stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_report_that_cannot_be_written_is_told(form: str) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "harvest", "check", "--format", form],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == "Wat er te melden is, kan niet worden getoond (de schijf is vol).\n"


def test_who_stops_it_at_once_is_left_in_peace(tmp_path: Path) -> None:
    """Ctrl-C while the program is still being read from disk."""
    (tmp_path / "click.py").write_text("import time\nprint('reading', flush=True)\ntime.sleep(60)\n", "utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "harvest", "check"],
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "reading\n"
        running.send_signal(signal.SIGINT)
        said = running.communicate(timeout=30)
    assert said == ("", "")
    assert running.returncode == 130


@pytest.mark.parametrize("module", ["def render_markdown(text): ...", "raise ImportError"], ids=["another", "none"])
@pytest.mark.parametrize("program", ["harvest", "mkdocs"])
def test_a_parser_that_is_not_the_right_one_is_told_in_a_sentence(tmp_path: Path, program: str, module: str) -> None:
    """Two packages share the name of their module; who has the wrong one reads how to mend it."""
    (tmp_path / "comrak").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "comrak/__init__.py").write_text(module, "utf-8")
    (tmp_path / "mkdocs.yml").write_text(PLAIN.replace("LANGUAGE", "nl"), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", program, "check" if program == "harvest" else "build"],
        cwd=tmp_path,
        env={**os.environ, "LANG": "C.UTF-8", "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == (2 if program == "harvest" else 1)
    assert "Traceback" not in done.stderr
    (line,) = (line for line in done.stderr.splitlines() if "Wat de tekst van kaarten leest" in line)
    assert line.endswith(f'-m pip install "{PARSER}"')
    assert PARSER in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
