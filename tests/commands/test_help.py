"""`harvest help` shows what the manual has about a word, and opens the manual."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from harvest.commands.help import plain
from harvest.kinds.names import fold
from harvest.kinds.read import load_kinds
from harvest.manual.folder import WORDS, manual_folder
from harvest.manual.lookup import contents, look_up, pages_in
from harvest.problems.codes import RULES, Rule
from tests.building import run

KINDS = load_kinds()[0]


def found(word: str, language: str = "nl") -> str:
    """The page about a word, or else the titles of the pages that hold it, or the word that is meant."""
    known = look_up(word, language, KINDS, lambda kind: f"# {kind.kind}\n")
    return known.text or "\n".join(page.title for page, _ in known.pages) or known.guess


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_each_code_has_its_page_in_both_languages(rule: Rule) -> None:
    code = rule.code
    assert found(code).startswith(f"# `{code}`")
    assert "## Zo niet" in found(code)
    assert "## Not like this" in found(code.upper(), "en")


@pytest.mark.parametrize(
    ("word", "language", "holds"),
    [
        ("patroon", "nl", "**Wat eraan trekt**"),
        ("Patronen", "nl", "**Wat eraan trekt**"),
        ("lesson", "nl", "# Les"),
        ("lesson", "en", "# Lesson"),
        ("hoe zeker", "nl", "vermoeden, gezien, vaker gezien"),
        ("samenvatting", "nl", "**in één zin**"),
        ("phase", "en", "On every card:"),
        ("Wat eraan trekt", "en", "**Forces**"),
        ("namenlijst", "nl", "# De namenlijst"),
        ("people", "nl", "# De namenlijst"),
        ("people", "en", "# The list of people"),
        ("own-kinds", "en", "kind: remedy"),
        ("foto", "nl", "# Foto's en tekeningen"),
        ("hernoemen", "nl", "# Een kaart anders noemen"),
        ("renaming", "nl", "# Een kaart anders noemen"),
        ("wachtwoord", "nl", "# Een document meegeven"),
        ("Dubbele punt", "nl", "# Een kaart schrijven"),
        ("boekje", "nl", "# Printing"),
        ("password", "en", "# Adding a document"),
        ("toestemming", "nl", "# Toestemming"),
        ("wachtword", "nl", "wachtwoord"),
        ("patrron", "nl", "patroon"),
        ("dangling-lnk", "en", "dangling-link"),
        ("xyzzyplugh", "nl", ""),
    ],
)
def test_a_word_leads_to_what_is_said_of_it(word: str, language: str, holds: str) -> None:
    assert holds in found(word, language)
    assert holds or not found(word, language)


def test_every_page_is_in_the_contents_and_can_be_looked_up() -> None:
    for language in ("nl", "en"):
        for page in pages_in(language):
            assert f"`harvest help {page.name}`" in contents(language)
            assert found(page.name, language) == page.text
            assert "--8<--" not in page.text


def test_every_page_in_dutch_is_the_twin_of_an_english_one() -> None:
    folder = manual_folder() / "pages"
    twins = WORDS["twins"]["nl"]
    assert twins.keys() == {path.stem for path in (folder / "nl").glob("*.md")} - {"index"}
    assert all((folder / f"{twin}.md").is_file() for twin in twins.values())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_word_that_people_ask_by_leads_to_its_page(language: str) -> None:
    """No word stands at two pages, and none is a code, a kind, or what stands on a card, which would come first."""
    of_page = {page.twin: page for page in pages_in(language)}
    assert WORDS["asked"].keys() <= of_page.keys()
    leads = [(word, of_page[twin].text) for twin, words in WORDS["asked"].items() for word in words[language]]
    assert len({fold(word) for word, _ in leads}) == len(leads)
    assert [word for word, text in leads if found(word, language) != text] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_on_a_terminal_a_link_to_another_page_is_a_word_to_type(language: str) -> None:
    told = 0
    for page in pages_in(language):
        text = plain(page.text)
        for fenced in re.findall(r"(?ms)^```[^\n]*\n(.*?)^```$", page.text):
            assert fenced in text
        assert not re.search(r"(?<!!)\[[^\]`]+\]\((?!https?:|#)\w+\.md", re.sub(r"(?ms)^```.*?^```|`[^`]*`", "", text))
        for word in re.findall(r"\(`harvest help ([^`]+)`\)", text):
            told += 1
            assert found(word, language).startswith("#"), (page.name, word)
    assert told > 20


def test_the_command_line_answers(tmp_path: Path) -> None:
    told = run("harvest", "help", "orphan", "--lang", "en", folder=tmp_path)
    assert told.returncode == 0
    assert told.stdout.startswith("# `orphan`")
    told = run("harvest", "help", "people", "add", "--lang", "nl", folder=tmp_path)
    assert "harvest people add" in told.stdout
    told = run("harvest", "help", "orphn", "--lang", "nl", folder=tmp_path)
    assert (told.returncode, told.stdout) == (1, "")
    assert "Bedoel je «orphan»?" in told.stderr


def test_the_manual_opens_as_files(tmp_path: Path) -> None:
    """It is made once for a version; every link of its first page leads to a file."""
    own = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "BROWSER": "echo"}
    told = run("harvest", "help", "--lang", "nl", folder=tmp_path, **own)
    assert told.returncode == 0, told.stderr
    address = told.stdout.splitlines()[-1]
    start = Path(address.removeprefix("file://"))
    assert start.name == "index.html"
    assert "De handleiding" in start.read_text("utf-8")
    assert (start.parent / "schrijven.html").is_file()
    assert (start.parent / "controles" / "orphan.html").is_file()
    made = start.stat().st_mtime_ns
    assert run("harvest", "help", folder=tmp_path, **own).returncode == 0
    assert start.stat().st_mtime_ns == made
    assert len(list((tmp_path / "cache" / "harvest").iterdir())) == 1
