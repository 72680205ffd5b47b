"""`harvest init`: a new publication that builds at once; from a wheel too, which tools/try-wheel tries."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from harvest.commands import init
from harvest.commands.cli import lsp
from harvest.commands.init import STARTER, make_publication, starter
from harvest.kinds.read import form, load_kinds
from harvest.pipeline import PLAIN_VIEWS
from harvest.problems.language import LANGUAGES
from harvest.problems.problem import Message
from harvest.publication import CONFIG, read_publication
from tests.building import run, tree
from tests.drawing import read
from tests.site.test_preview import serving
from tools.starter_texts import lines_of, texts_of

REVIEWED = {"nl": ("concept", "getoetst\ngetoetst op: 2026-05-03"), "en": ("draft", "reviewed\nchecked on: 2026-05-03")}
"""What a draft says of its status, and what the same card says when it is reviewed."""


def made(folder: Path, language: str) -> Path:
    """A new publication in this folder."""
    path = make_publication(folder, language)
    assert isinstance(path, Path)
    return path


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_publication_builds_at_once(tmp_path: Path, language: str) -> None:
    told = run("harvest", "init", "oogst", "--lang", language, folder=tmp_path)
    assert told.returncode == 0, told.stderr
    folder = tmp_path / "oogst"
    assert str(folder) in told.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["oogst"]
    for name in (CONFIG, "README.md", ".gitignore", "private/README.md"):
        assert (folder / name).is_file(), name
    found = json.loads(run("harvest", "check", "--format", "json", folder=folder).stdout)
    assert [problem["code"] for problem in found["problems"]] == ["starter-text", "rule-missing"]
    assert found["warnings"] == found["errors"] == 0, "calm: what is to be written, and a rule to agree on"
    assert found["cards"] == 4
    built = run("harvest", "build", folder=folder)
    assert built.returncode == 0, built.stdout + built.stderr
    assert built.stderr == ""
    for part in read_publication(folder / CONFIG).spine:
        for chapter in part.chapters:
            page = chapter.path.removesuffix(".md").removesuffix("index").strip("/")
            assert (folder / "site" / page / "index.html").is_file(), chapter.path
    assert (folder / "site/print/booklet.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_preview_shows_the_examples_as_drafts(tmp_path: Path, language: str) -> None:
    folder = made(tmp_path / "oogst", language)
    draft = REVIEWED[language][0]
    with serving(folder) as page:
        for path in cards(folder):
            shown = page(f"{path.relative_to(folder / 'content').with_suffix('').as_posix()}/")
            assert re.search(rf">\s*{draft}\s*<", shown), path


def cards(folder: Path) -> list[Path]:
    """The example cards of a new publication."""
    return [path for path in sorted((folder / "content").rglob("*.md")) if "\nstatus:" in path.read_text("utf-8")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_are_tied_and_stand_up_to_more_than_a_draft(tmp_path: Path, language: str) -> None:
    folder = made(tmp_path / "oogst", language)
    draft, reviewed = REVIEWED[language]
    for path in cards(folder):
        text = path.read_text("utf-8")
        path.write_text(re.sub(rf"^status: {draft}.*", f"status: {reviewed}", text, flags=re.M), "utf-8")
    corpus = read(folder, "circle")
    told = {problem.code: problem.path for problem in corpus.problems if problem.code != "starter-text"}
    assert told == {"rule-missing": CONFIG}
    untouched = {problem.path for problem in corpus.problems if problem.code == "starter-text"}
    assert untouched >= {path.relative_to(folder).as_posix() for path in cards(folder)}
    assert sorted(card.kind.kind for card in corpus.published().cards) == ["case", "lesson", "pattern", "source"]
    kinds = {card.key: card.kind.kind for card in corpus.cards}
    tied = {(kinds[e.source], e.relation, kinds[e.target]) for e in corpus.edges if e.relation}
    assert {
        ("lesson", "evidence", "case"),
        ("lesson", "patterns", "pattern"),
        ("pattern", "known_in", "case"),
        ("case", "sources", "source"),
    } <= tied


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_the_examples_nothing_is_wrong_either(tmp_path: Path, language: str) -> None:
    folder = made(tmp_path / "oogst", language)
    for path in cards(folder):
        path.unlink()
    assert [problem.code for problem in read(folder).problems] == ["starter-text", "rule-missing"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_can_be_said_is_left_out(tmp_path: Path, language: str) -> None:
    """Every view has its page, and every setting its line, below a comment that explains it."""
    folder = made(tmp_path / "oogst", language)
    kinds = load_kinds()[0].by_name
    shown = {page.view for page in read(folder).pages if page.view}
    assert shown == {*PLAIN_VIEWS, *(kind.view for kind in kinds.values())}
    lines = (folder / CONFIG).read_text("utf-8").splitlines()
    record = [field.label[language] for field in form("record").values()]
    for key in ("site_name", "language", "kinds", "print", *record):
        above = [lines[n - 1].lstrip() for n, line in enumerate(lines) if line.lstrip().startswith(f"{key}:")]
        assert any(line.startswith("# ") for line in above), key
    assert "private/" in (folder / ".gitignore").read_text("utf-8").splitlines()


def test_the_languages_hold_the_same() -> None:
    """As many cards and pages in the one as in the other."""
    folders = [[name.count("/") for name, _ in starter(language)] for language in LANGUAGES]
    assert len({tuple(sorted(depths)) for depths in folders}) == 1


def test_a_folder_that_is_not_empty_is_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("van mij", "utf-8")
    before = tree(tmp_path), tmp_path.stat().st_mtime_ns
    for folder in (".", str(tmp_path)):
        told = run("harvest", "init", folder, folder=tmp_path)
        assert told.returncode == 2
        assert "is niet leeg" in told.stderr
    assert "is not empty" in run("harvest", "init", ".", "--lang", "en", folder=tmp_path).stderr
    assert (tree(tmp_path), tmp_path.stat().st_mtime_ns) == before


def test_an_empty_folder_stays_the_same_folder(tmp_path: Path) -> None:
    """Whoever stands in it stays there; what an earlier attempt left when it was killed is no obstacle."""
    (tmp_path / ".mkdocs.yml.new-999999").mkdir()
    before = tmp_path.stat().st_ino
    assert run("harvest", "init", ".", folder=tmp_path).returncode == 0
    assert tmp_path.stat().st_ino == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".gitignore", ".vscode", "README.md", "content", "mkdocs.yml", "private",
    ]  # fmt: skip


def test_folders_above_it_are_made_too(tmp_path: Path) -> None:
    assert made(tmp_path / "a/b/c", "nl") == tmp_path / "a/b/c"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a/b/c" / CONFIG).is_file()


@pytest.mark.parametrize("way", ["file", "file/oogst", "shortcut"])
def test_something_in_the_way_is_told(tmp_path: Path, way: str) -> None:
    (tmp_path / "file").write_text("van mij", "utf-8")
    (tmp_path / "shortcut").symlink_to("nergens")
    told = run("harvest", "init", way, folder=tmp_path)
    assert told.returncode == 2
    assert "kan niet worden bewaard (dat is geen map)" in told.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "shortcut"]
    assert (tmp_path / "file").read_text("utf-8") == "van mij"


@pytest.mark.parametrize("name", ["", "oogst", "a/b/oogst"])
def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    write = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.name == "colofon.md":
            raise OSError(errno.ENOSPC, "")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    told = make_publication(tmp_path / name, "nl")
    assert isinstance(told, Message)
    assert list(tmp_path.iterdir()) == []


def test_half_a_move_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def stop(path: Path, target: Path) -> Path:
        if target == tmp_path / CONFIG:
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", stop)
    with pytest.raises(KeyboardInterrupt):
        make_publication(tmp_path, "nl")
    assert list(tmp_path.iterdir()) == []


def test_another_that_was_quicker_keeps_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = init._write

    def slow(folder: Path, language: str) -> None:
        write(folder, language)
        (tmp_path / "oogst").mkdir()
        (tmp_path / "oogst/kaart.md").write_text("van een ander", "utf-8")

    monkeypatch.setattr(init, "_write", slow)
    told = make_publication(tmp_path / "oogst", "nl")
    assert isinstance(told, Message)
    assert "is not empty" in told.text
    assert [path.name for path in tmp_path.rglob("*")] == ["oogst", "kaart.md"]


def test_a_folder_that_cannot_be_written_is_told() -> None:
    folder = Path(tempfile.mkdtemp())  # whose parents anybody may pass, unlike those of pytest's own
    # Root may write anywhere, so this runs as nobody, who may not read the texts: they are read before.
    program = """
import os
from harvest.commands import init
from harvest.commands.cli import lsp
from harvest.problems.language import render
texts = list(init.starter("nl"))
init.starter = lambda language: texts
os.chmod(".", 0o555)
if os.getuid() == 0:
    os.setgroups([])
    os.setuid(65534)
for folder in (".", "oogst", "a/b"):
    print(render(init.make_publication(init.Path(folder), "nl"), "en"))
"""
    try:
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, timeout=60, check=False
        )
        assert done.stdout.splitlines() == [
            f"«{name}» cannot be written (you are not allowed to)." for name in (".", "oogst", "a/b")
        ], done.stderr
        assert list(folder.iterdir()) == []
    finally:
        shutil.rmtree(folder)


def test_mkdocs_says_nothing_of_its_end_in_a_new_publication(tmp_path: Path) -> None:
    """Material announces it as it is loaded, before any plugin; the search is still that of Material."""
    folder = make_publication(tmp_path / "oogst", "nl")
    assert isinstance(folder, Path)
    code = (
        "import sys; sys.argv = ['mkdocs', 'serve']\n"
        "from mkdocs.config import load_config\n"
        "print(sorted(load_config(sys.stdin.readline().strip()).plugins))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=f"{folder / 'mkdocs.yml'}\n",
        env={name: value for name, value in os.environ.items() if name != "NO_MKDOCS_2_WARNING"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "['harvest', 'harvest/search']"
    assert "Material" not in done.stderr


def test_the_list_of_untouched_texts_is_of_this_starter() -> None:
    """Who changes a text of the starter runs `python -m tools.starter_texts`; what older versions said stays."""
    known = set(STARTER.joinpath("untouched.txt").read_text("utf-8").splitlines())
    now = lines_of(texts_of(STARTER))
    assert now <= known
    assert len(now) > 100
    assert known - now, "older versions"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_starter_page_and_example_is_told_once_others_see_a_card(tmp_path: Path, language: str) -> None:
    """And none of the pages whose text may stay, such as what stands above a list of cards."""
    folder = made(tmp_path / "oogst", language)
    draft, reviewed = REVIEWED[language]
    for path in cards(folder):
        path.write_text(path.read_text("utf-8").replace(f"status: {draft}", f"status: {reviewed}", 1), "utf-8")
    told = [problem for problem in read(folder, "circle").problems if problem.code == "starter-text"]
    assert {problem.severity for problem in told} == {"warning"}
    to_write = {path.relative_to(folder).as_posix() for path in (folder / "content").glob("ho*w*/*.md")}
    assert len(to_write) == 5
    examples = {path.relative_to(folder).as_posix() for path in cards(folder)}
    assert {problem.path for problem in told} == {CONFIG, "content/index.md", *to_write, *examples}
    assert sum(problem.path == CONFIG for problem in told) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_written_over_is_told_no_more(tmp_path: Path, language: str) -> None:
    folder = made(tmp_path / "oogst", language)
    draft, reviewed = REVIEWED[language]
    for path in cards(folder):
        above, _, below = path.read_text("utf-8").partition("\n---\n")
        above = re.sub(r" \((?:voorbeeld|example)\)", "", above).replace(f"status: {draft}", f"status: {reviewed}", 1)
        below = re.sub(r"(?m)^(?!#)(- )?.+$", r"\1Een eigen zin.", below)
        path.write_text(f"{above}\n---\n{below}", "utf-8")
    told = {problem.path for problem in read(folder, "circle").problems if problem.code == "starter-text"}
    assert not told & {path.relative_to(folder).as_posix() for path in cards(folder)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_settings_for_who_types(tmp_path: Path, language: str) -> None:
    """A program that reads them starts a command that is there."""
    folder = made(tmp_path / "x", language) / ".vscode"
    settings = json.loads((folder / "settings.json").read_text("utf-8"))
    command = [settings["glspc.server.command"], *settings["glspc.server.commandArguments"]]
    assert command == ["harvest", lsp.name]
    assert json.loads((folder / "extensions.json").read_text("utf-8")).keys() == {"recommendations"}
