"""The manual: nothing in it is out of date, since all that could be comes from the program itself."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import click
import pytest
import yaml

from harvest.commands import cli
from harvest.kinds.read import form, load_kinds
from harvest.manual import check_pages, reference
from harvest.manual.declaring import DECLARED
from harvest.manual.examples import Example, families
from harvest.manual.folder import WORDS
from harvest.pipeline import load
from harvest.problems.codes import RULES, Family
from harvest.problems.language import LANGUAGES
from harvest.publication import CONFIG, OPTIONS, read_publication
from harvest.site.data import SCHEMA
from tests.drawing import read
from tests.test_cases import codes

DOCS = Path(__file__).resolve().parent.parent / "docs"
EXAMPLES = [example for found in families().values() for example in found]
SHARED = (
    *("writing.md", "relations.md", "renaming.md", "pictures.md", "documents.md", "drawings.md"),
    *("rule.md", "people.md", "preview.md", "desk.md", "withdrawing.md", "showing.md"),
    *("installing.md", "pasting.md", "order.md", "returning.md", "own-look.md"),
    *("names.md", "photographs-and-quotations.md", "name-in-history.md"),
    "editors.md",
)
PARTICIPANTS = [DOCS / "pages" / name for name in SHARED]
PARTICIPANTS += sorted(path for path in (DOCS / "pages" / "nl").glob("*.md") if path.stem != "index")
JARGON = r"(?i)\b(key|null|parse|string|boolean|yaml|front ?matter|repository|commit|branch|markdown|plugin|metadata)\b"


def test_every_code_has_its_page() -> None:
    """A message that ends in a code sends the reader to the page that the table names."""
    assert {example.code for example in EXAMPLES} == codes()
    assert len(EXAMPLES) == len(codes())
    pages = {path for found in check_pages.pages().values() for path in found}
    assert pages - {rule.page for rule in RULES} == {"checks/index.md"}
    assert list(families()) == list(get_args(Family))


def test_every_dutch_page_has_its_english_twin() -> None:
    """Without it `harvest help` shows a Dutch reader the English page, and finds the Dutch one by no word."""
    dutch = {path.stem for path in (DOCS / "pages/nl").glob("*.md")} - {"index"}
    assert set(WORDS["twins"]["nl"]) == dutch
    assert {f"{twin}.md" for twin in WORDS["twins"]["nl"].values()} == set(SHARED)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_wrong_and_right(example: Example) -> None:
    """The wrong file gives its code and no other, in each language; the right one gives nothing."""
    for language in LANGUAGES:
        assert {problem.code for problem in example.problems(language)} == {example.code}
        assert example.reason(language)
    assert example.problems_of_the_right_one() == ()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_the_table_says_what_a_run_says(example: Example) -> None:
    """A problem is as serious as the table says; where that is an error, only by the table is it one on a draft."""
    found = example.severities["en"]
    assert example.rule.severity in found.values()
    if example.rule.severity == "error" and found.get("draft"):
        assert (found["draft"] == "error") == example.rule.on_drafts


def test_severities_come_from_a_run() -> None:
    """A check that is stricter once others may read the card says so."""
    pages = {path: text for found in check_pages.pages().values() for path, text in found.items()}
    dutch = {path: text for found in check_pages.pages("nl").values() for path, text in found.items()}
    assert "(on a draft: warning, once reviewed: error, once released: error)" in pages["checks/unknown-choice.md"]
    assert "op een concept: waarschuwing" in dutch["nl/controles/unknown-choice.md"]
    assert "| [`missing-field`](missing-field.md) |  | error | error |" in pages["checks/index.md"]
    assert "hint" not in pages["checks/ambiguous-date.md"].partition("\n\n")[2].partition("\n\n")[0]
    assert "tip" in dutch["nl/controles/ambiguous-date.md"].partition("\n\n")[2].partition("\n\n")[0].lower()
    assert len(dutch) == len(pages)


def test_reference_holds_everything() -> None:
    """Every kind, field, relation, section, option and command is on its page."""
    pages = reference.pages(cli.commands)
    for name, kind in load_kinds()[0].by_name.items():
        page = pages[f"reference/{name}.md"] + pages["reference/kinds.md"]
        for part in (*kind.fields.values(), *kind.relations.values(), *kind.sections.values()):
            assert f"`{part.label['en']}`" in page
            assert f"`{part.label['nl']}`" in page
        assert f"`{kind.view}`" in pages["reference/views.md"]
    assert all(f"| `{option}` |" in pages["reference/options.md"] for option in OPTIONS)
    assert all(f"## harvest {name}\n" in pages["reference/commands.md"] for name in cli.commands.list_commands(_NONE))


_NONE = click.Context(cli.commands)


def test_words_fit_the_code() -> None:
    """What the manual says in words of options and declarations leaves nothing out, and nothing over."""
    assert set(WORDS["options"]) == set(OPTIONS)
    named = WORDS["declaration"]["Named"]
    for model in DECLARED:
        said = set(WORDS["declaration"][model.__name__])
        fields = set(model.model_fields) - {"folder_names"}  # set by the program
        assert said == fields if model.__name__ == "Named" else said == fields - set(named)


def test_own_kinds_of_the_tutorial() -> None:
    """The tutorial's example gives a publication without a single problem, ties included, and blank cards."""
    publication = read_publication(DOCS / "garden" / CONFIG)
    corpus = load(publication)
    assert corpus.problems == ()
    assert {kind.kind for kind in map(corpus.kind_of, (card.key for card in corpus.cards)) if kind} == {
        "remedy",
        "crop",
    }
    ties = {(edge.source, edge.relation, edge.target) for edge in corpus.edges if edge.relation}
    assert ("card:beer-in-a-bowl", "goes_with", "card:hedgehog-door") in ties
    assert ("card:lettuce", "helped_by", "card:beer-in-a-bowl") in ties
    crop = corpus.kinds.by_name["crop"]
    assert (len(set(crop.fields) - set(form("common"))), len(crop.sections)) == (5, 2)


def test_the_tutorial_may_be_followed_to_the_letter(tmp_path: Path) -> None:
    """Whoever writes each file as shown, in its order, in an empty folder, meets no problem before or after crops."""
    text = (DOCS / "pages" / "own-kinds.md").read_text("utf-8")
    first, _, second = text.partition("## A kind for what you write from now on")
    for part, cards in ((first, 2), (second, 3)):
        for name, source in re.findall(r'title="(.+?)"\n--8<-- "(.+?)"', part):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text((DOCS / source).read_text("utf-8"), "utf-8")
        corpus = read(tmp_path)
        assert corpus.problems == ()
        assert len(corpus.cards) == cards
        assert {chapter.path for part in corpus.publication.spine for chapter in part.chapters} == {
            page.path for page in corpus.pages
        }
    assert "2 cards: 0 errors, 0 warnings, 0 hints." in first


def test_other_declarations_of_the_tutorial_load() -> None:
    """The pieces of declarations that the tutorial shows without a file of their own are right."""
    text = (DOCS / "pages" / "own-kinds.md").read_text("utf-8")
    found = re.findall(r"^```yaml\n(kind: .+?)^```", text, re.MULTILINE | re.DOTALL)
    assert found
    kinds, problems = load_kinds((f"{index}.yml", piece.encode()) for index, piece in enumerate(found))
    assert problems == ()
    assert kinds.by_name["lesson"].view == "insights"
    assert "depth" not in kinds.by_name["lesson"].fields


@pytest.mark.parametrize("page", PARTICIPANTS, ids=lambda page: page.stem)
def test_a_participant_meets_no_jargon(page: Path) -> None:
    """What is handed to participants has no programmer's word in it, but inside what they are to type."""
    text = re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)", "", page.read_text("utf-8"), flags=re.DOTALL)
    assert re.findall(JARGON, text) == []


def test_the_dutch_part_is_whole() -> None:
    """The participant's part has the same pages, headings and examples in both languages."""
    english, dutch = ([p.read_text("utf-8") for p in PARTICIPANTS[: len(SHARED)]], PARTICIPANTS[len(SHARED) :])
    assert len(dutch) == len(english)

    def shape(text: str) -> list[str]:
        return re.findall(r"^(#+|```\w*|- \*\*|\|)", text, re.MULTILINE)

    assert sorted(map(shape, english)) == sorted(shape(p.read_text("utf-8")) for p in dutch)


def test_the_manual_builds(tmp_path: Path) -> None:
    """`make docs` succeeds without a warning, and no page asks another host for anything."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", "docs/manual.yml", "-d", str(tmp_path)]
    run = subprocess.run(command, cwd=DOCS.parent, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    pages = list(tmp_path.rglob("*.html"))
    assert len(pages) > len(EXAMPLES)
    other = r'"?(?:https?:)?//[^>]*>'
    asked = rf"<(?:script|img|iframe|source)[^>]*\ssrc={other}|<link[^>]*rel=\"?(?:stylesheet|pre\w+)[^>]*href={other}"
    for page in pages:
        assert re.findall(asked, page.read_text("utf-8")) == [], page
    assert (tmp_path / SCHEMA.name).read_bytes() == SCHEMA.read_bytes()
    index = yaml.safe_load((tmp_path / "search" / "search_index.json").read_text("utf-8"))
    assert (tmp_path / "nl" / "controles" / "dangling-link" / "index.html").is_file()
    assert any(doc["location"].startswith("checks/dangling-link/") for doc in index["docs"])
    assert '<div lang="nl">' in (tmp_path / "nl" / "schrijven" / "index.html").read_text("utf-8")
