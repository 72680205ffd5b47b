"""`harvest check` for some files, codes or what is serious, on a terminal or not, and where others read along."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from harvest.commands.check import FORMS
from harvest.commands.cli import commands
from harvest.privacy.people.people import PEOPLE_FILE
from tests.building import run
from tests.commands.test_people import on_terminal
from tests.drawing import LEAN, ROOT, drawn
from tests.problems.test_report_forms import REPORT, SARIF

LESSON = (
    "---\ntitel: {title}\nkomt van: {origin}\n---\n\n## Eerst dachten we\n\n{text}\n\n## Toen gebeurde\n\nIets.\n\n"
    "## Nu doen we\n\nIets.\n"
)


def lesson(title: str, text: str = "Iets.", origin: str = "gast") -> str:
    return LESSON.format(title=title, text=text, origin=origin)


FILES = {
    "lessen/thee.md": lesson("Eerst thee", "Zie [[Weg]] en [[Ook weg]]."),
    "lessen/diep/kaas.md": lesson("Kaas", origin="gsat"),
    "lessen/goed.md": lesson("Goed"),
    "index.md": "# Begin\n\n[[Kwijt]]\n",
    "soort.yml": "kind: tile\ntypo: ja\n",
    "mkdocs.yml": LEAN.format(language="nl").replace("language: nl", "language: nl\n      kinds: [soort.yml]"),
}
PLACES = {
    "content/index.md:3:1",
    "content/lessen/diep/kaas.md:3:11",
    "content/lessen/thee.md:8:5",
    "content/lessen/thee.md:8:16",
    "soort.yml:2:1",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication with a mistake in a page, two cards and a kind."""
    return drawn(tmp_path_factory.mktemp("kiezen"), FILES)


def checked(folder: Path, *arguments: str, typed: str = "", **environment: str) -> Result:
    """What `harvest check` says in a folder where somebody types this, in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return CliRunner().invoke(commands, ["check", *arguments], typed, env={"NO_COLOR": "1", **environment})


def places(folder: Path, *arguments: str) -> set[str]:
    """The places that a check tells."""
    done = checked(folder, "--format", "json", *arguments)
    assert done.stderr == ""
    said = json.loads(done.stdout)
    assert done.exit_code == (1 if said["errors"] else 0)
    return {f"{one['path']}:{one['line']}:{one['column']}" for one in said["problems"]}


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ((), PLACES),
        (("content/lessen/thee.md",), {"content/lessen/thee.md:8:5", "content/lessen/thee.md:8:16"}),
        (("content/lessen",), {place for place in PLACES if "lessen" in place}),
        (("content/lessen/diep/", "content/index.md"), {"content/lessen/diep/kaas.md:3:11", "content/index.md:3:1"}),
        (("Eerst thee",), {"content/lessen/thee.md:8:5", "content/lessen/thee.md:8:16"}),
        (("kaas",), {"content/lessen/diep/kaas.md:3:11"}),
        (("soort.yml",), {"soort.yml:2:1"}),
        (("mkdocs.yml",), set()),
        (("content/lessen/goed.md",), set()),
        ((".",), PLACES),
    ],
    ids=lambda value: " ".join(sorted(value)) or "all",
)
def test_what_is_named_is_told_and_nothing_else(folder: Path, named: tuple[str, ...], told: set[str]) -> None:
    """Links between all cards are known all the same; the exit code is about what is told."""
    assert places(folder, *named) == told


def test_from_within_a_folder(folder: Path) -> None:
    assert places(folder / "content/lessen", "diep/kaas.md") == {"diep/kaas.md:3:11"}
    assert places(folder / "content/lessen", "diep") == {"diep/kaas.md:3:11"}


@pytest.mark.parametrize("named", ["content/lessen/thee.md", "content/lessen/diep", "."])
def test_from_outside_the_publication_of_what_is_named(folder: Path, named: str) -> None:
    """As a hook or an editor does that stands in the folder of a whole project."""
    done = checked(folder.parent, "--format", "json", str(Path(folder.name) / named))
    assert done.stderr == ""
    inside = checked(folder, "--format", "json", named)
    told = [
        {**problem, "path": f"{folder.name}/{problem['path']}"} for problem in json.loads(inside.stdout)["problems"]
    ]
    assert json.loads(done.stdout)["problems"] == told


def test_a_folder_of_cards_that_is_not_there_is_told_as_in_a_preview(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "oogst")
    config = tmp_path / "oogst/mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("docs_dir: content", "docs_dir: contnt"), "utf-8")
    done = checked(tmp_path / "oogst")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "mkdocs.yml, regel " in done.stderr
    assert "Bedoel je «content»?" in done.stderr


def test_cards_that_were_checked_are_counted(folder: Path) -> None:
    done = checked(folder, "content/lessen/goed.md")
    assert done.stdout.splitlines() == [
        "1 kaart: 0 fouten, 0 waarschuwingen, 0 tips.",
        "Hier niet getoond: nog 5 meldingen.",
    ]
    assert done.exit_code == 0


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ("content/lessen/the.md", "Bedoel je «content/lessen/thee.md»?"),
        ("weg/heel/ergens.md", "«weg/heel/ergens.md» bestaat niet."),
        ("Eerst the", "Bedoel je «Eerst thee»?"),
        ("..", "hoort niet bij deze publicatie"),
        ("elders.md", "hoort niet bij deze publicatie; die staat in «content» en «mkdocs.yml»."),
    ],
)
def test_what_is_not_there_or_elsewhere_is_told(folder: Path, named: str, words: str) -> None:
    (folder / "elders.md").write_text("# Elders\n", "utf-8")
    done = checked(folder, "content/lessen/goed.md", named)
    assert (done.exit_code, done.stdout) == (2, "")
    assert words in done.stderr


def test_only_what_is_serious_or_of_a_code(folder: Path) -> None:
    errors = places(folder, "--severity", "error")
    assert {"soort.yml:2:1"} <= errors < PLACES
    assert errors < places(folder, "--severity", "warning") <= places(folder, "--severity", "hint")
    assert places(folder, "--code", "unknown-choice") == {"content/lessen/diep/kaas.md:3:11"}
    both = places(folder, "--code", "unknown-choice", "--code", "kind-declaration")
    assert both == {"content/lessen/diep/kaas.md:3:11", "soort.yml:2:1"}
    assert places(folder, "content/lessen", "--code", "kind-declaration") == set()
    done = checked(folder, "--code", "unknown-choise")
    assert (done.exit_code, done.stderr) == (2, "De code «unknown-choise» bestaat niet. Bedoel je «unknown-choice»?\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--yes",),
        ("--fix", "--format", "json"),
        ("--names", "--fix"),
        ("--names", "Kaas"),
        ("--done", "--code", "cycle"),
    ],
    ids=" ".join,
)
def test_what_does_not_go_together_is_told(folder: Path, arguments: tuple[str, ...]) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*.md")}
    done = checked(folder, *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "«--" in done.stderr
    assert {path: path.read_bytes() for path in folder.rglob("*.md")} == before


def test_colours_are_for_a_terminal(folder: Path) -> None:
    """Unless somebody wants them, or does not."""

    def coloured(text: str) -> bool:
        return "\x1b[" in text

    assert not coloured(checked(folder, NO_COLOR="", TERM="xterm").stdout)
    assert coloured(checked(folder, NO_COLOR="", FORCE_COLOR="1").stdout)
    assert not coloured(checked(folder, NO_COLOR="1", FORCE_COLOR="1").stdout)
    terminal = {"NO_COLOR": "", "TERM": "xterm", "COLUMNS": "70"}
    shown = on_terminal(folder, "check", **terminal)
    assert coloured(shown)
    plain = re.sub(r"\x1b\[[\d;]*m", "", shown)
    assert max(map(len, plain.splitlines())) <= 70
    for less in ({"NO_COLOR": "1"}, {"TERM": "dumb"}, {"FORCE_COLOR": "0"}):
        assert on_terminal(folder, "check", **{**terminal, **less}) == plain


def test_off_a_terminal_each_sentence_is_one_line(folder: Path) -> None:
    """So it can be searched and copied, with its place as one word."""
    lines = checked(folder, COLUMNS="40").stdout.splitlines()
    assert {line.split(" · ")[1] for line in lines if " · " in line} == PLACES
    (long,) = (line for line in lines if "(kind-declaration)" in line)
    assert len(long) > 40


@pytest.mark.parametrize("form", FORMS)
def test_where_others_read_along_only_numbers_are_told(folder: Path, tmp_path: Path, form: str) -> None:
    """Under chatham and closed, on a server; annotations are for others wherever they are made."""
    secret = {"mkdocs.yml": FILES["mkdocs.yml"].replace("rule: open", "rule: chatham")}
    root = drawn(tmp_path, {**FILES, **secret})
    home, server = checked(root, "--format", form), checked(root, "--format", form, CI="true")
    assert home.exit_code == server.exit_code == 1
    told = (form != "github", False)
    for said, expected in zip((home.stdout, server.stdout), told, strict=True):
        assert ("kaas.md" in said) == expected
        assert ("gsat" in said) == expected
    if form == "json":
        REPORT.validate(json.loads(server.stdout))
    elif form == "sarif":
        SARIF.validate(json.loads(server.stdout))
    else:
        assert "1 × unknown-choice" in server.stdout
    assert "kaas.md" in checked(folder, "--format", form, CI="true").stdout


def test_what_a_program_gets_is_as_its_schema_says() -> None:
    """The real publication too."""
    for form, schema in (("json", REPORT), ("sarif", SARIF)):
        schema.validate(json.loads(checked(ROOT, "--format", form).stdout))
    printed = json.loads(CliRunner().invoke(commands, ["schema", "--report"]).stdout)
    assert printed == json.loads((ROOT / "harvest/report.schema.json").read_text("utf-8"))


def test_a_name_of_the_list_is_in_no_line_that_is_shown(tmp_path: Path) -> None:
    """Not on a terminal either, also where the message is about something else on that line, and not by --fix."""
    files = {
        "lessen/a.md": lesson("Een", "Ottilie Zandvliet zei [[Eerst tee]] en meer.", origin="gsat"),
        "lessen/thee.md": lesson("Eerst thee"),
        PEOPLE_FILE: "mensen:\n  - naam: Ottilie Zandvliet\n",
    }
    root = drawn(tmp_path, files)
    runs = [run("harvest", "check", *form, folder=root).stdout for form in ((), ("--format", "sarif"))]
    runs += [on_terminal(root, "check", *fix, typed="n\nn\n") for fix in ((), ("--fix",))]
    for said in runs:
        assert "andvliet" not in said
        assert "dangling-link" in said
        assert " en meer" not in said, "the line is not shown without the name either"
        assert "komt van: gsat" in said or '"$schema"' in said


@pytest.mark.parametrize(
    "people", ["mensen:\n\t- naam: Ottilie Zandvliet\n", "mensen:\n  - nam: Ottilie Zandvliet\n  - naam: Els Roos\n"]
)
def test_no_line_is_shown_while_the_list_of_people_cannot_be_read_whole(tmp_path: Path, people: str) -> None:
    """Who is lacking in it would be named; on a server all would read that."""
    files = {
        "lessen/a.md": lesson("Een", "Ottilie Zandvliet zei [[Eerst tee]]."),
        "lessen/thee.md": lesson("Eerst thee"),
    }
    root = drawn(tmp_path, {**files, PEOPLE_FILE: people})
    for asked in ((), ("--fix",)):
        said = run("harvest", "check", *asked, folder=root, CI="true").stdout
        assert "dangling-link" in said
        assert "Zandvliet" not in said
    (root / PEOPLE_FILE).unlink()
    assert "Zandvliet zei" in run("harvest", "check", folder=root).stdout


def test_the_hook_of_pre_commit_checks_everything() -> None:
    """A change of one card may break another one, and a card that is gone is named to no hook."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["entry"] == "harvest check"
    assert hook["pass_filenames"] is False
    assert hook["always_run"] is True
    assert hook["language"] == "python"
