"""What `mkdocs.yml` says is read as MkDocs reads it, and what YAML cannot read is told with what mends it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import yaml_load

from harvest.commands.init import make_publication
from harvest.editing.edits import edited
from harvest.problems.language import render
from harvest.problems.problem import Problem
from harvest.publication import read_publication
from harvest.source.inherited import read_settings, together
from harvest.source.settings import SETTINGS
from harvest.source.yaml_nodes import Entries, Items, Node, Scalar, read_yaml
from tests.drawing import LEAN, written


def plain(node: Node) -> Any:
    """Return a node as YAML itself reads it."""
    if isinstance(node, Entries):
        return {plain(key): plain(value) for key, value in node.entries}
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return yaml.safe_load(node.value) if node.plain else node.value


def read_both_ways(config: Path) -> tuple[Any, Any]:
    """Return what we read and what MkDocs reads."""
    with config.open("rb") as opened:
        return plain(read_settings(config).node), yaml_load(opened)


BASE = """\
site_name: Basis
extra: {a: 1, b: {c: 2}}
theme:
  name: material
  language: nl
nav: [index.md, over.md]
plugins:
  search: {lang: nl}
  harvest: {record: {vraagstuk: Hoe, rule: closed}, print: true}
"""


@pytest.mark.parametrize(
    "own",
    [
        "",
        "site_name: Eigen\n",
        "nav: [eigen.md]\n",
        "nav:\n",
        "theme: {language: en}\nextra: {b: {d: 3}, e: 4}\n",
        "plugins: {harvest: {print: false, record: {vraagstuk: Wat}}}\n",
        "plugins: [harvest]\n",
        "extra: tekst\n",
    ],
)
def test_a_parent_is_followed_as_mkdocs_does(tmp_path: Path, own: str) -> None:
    """Through another parent in a folder of its own, too."""
    files = {
        "mkdocs.yml": f"INHERIT: diep/a.yml\n{own}",
        "diep/a.yml": "INHERIT: ../b.yml\nextra: {z: 9}\n",
        "b.yml": BASE,
    }
    ours, theirs = read_both_ways(written(tmp_path, files) / "mkdocs.yml")
    assert ours == theirs
    assert list(ours) == list(theirs)


NESTED = st.recursive(
    st.sampled_from(["a", "b", "c", "1", "true"]),
    lambda inner: st.dictionaries(st.sampled_from("abc"), inner, max_size=3) | st.lists(inner, max_size=2),
    max_leaves=8,
)
TOP = st.dictionaries(st.sampled_from(["extra", "theme", "nav", "plugins"]), NESTED, max_size=3)


@given(parent=TOP, own=TOP)
def test_whatever_two_files_say_is_put_together_alike(parent: Any, own: Any) -> None:
    """By the same function that MkDocs uses."""
    from mergedeep import merge

    ours = together(read_yaml(yaml.safe_dump(parent)), read_yaml(yaml.safe_dump(own)))
    assert plain(ours) == merge(parent, own)


@pytest.mark.parametrize(
    "written_so",
    [
        "!ENV NAAM",
        "!ENV LEEG",
        "!ENV ER_IS_NIETS",
        "!ENV [NAAM]",
        "!ENV [ER_IS_NIETS]",
        "!ENV [NAAM, Haven]",
        "!ENV [ER_IS_NIETS, Haven]",
        "!ENV [ER_IS_NIETS, NAAM, Haven]",
        "!ENV [ER_IS_NIETS, OOK_NIET, Haven]",
        "!ENV [ER_IS_NIETS, '12']",
        "!ENV [ER_IS_NIETS, 12]",
        "!ENV [ER_IS_NIETS, null]",
        "!ENV [ER_IS_NIETS, [a, b]]",
        "!ENV [ER_IS_NIETS, {a: b}]",
        "!ENV [ER_IS_NIETS, !ENV [NAAM, Haven]]",
        "!ENV [NEE, true]",
        "!ENV [GETAL, 1]",
        "!ENV [LEEG, Haven]",
    ],
)
def test_the_environment_is_read_as_mkdocs_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written_so: str
) -> None:
    for name, value in {"NAAM": "Werf", "NEE": "false", "GETAL": "012", "LEEG": ""}.items():
        monkeypatch.setenv(name, value)
    ours, theirs = read_both_ways(written(tmp_path, {"mkdocs.yml": f"site_name: {written_so}\n"}) / "mkdocs.yml")
    assert ours == theirs


def test_the_environment_counts_for_every_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CIRCLE", "circle")
    monkeypatch.setenv("RULE", "closed")
    config = (
        "site_name: !ENV [NAME_OF_NOBODY, Haven]\ndocs_dir: !ENV [DOCS_OF_NOBODY, kaarten]\nsite_dir: !ENV [A_B, uit]\n"
        "site_url: !ENV [URL_OF_NOBODY, 'https://werf.example/']\nnav: [!ENV [PAGE_OF_NOBODY, begin.md]]\n"
        "plugins:\n  - harvest: {edition: !ENV [CIRCLE, public], print: !ENV [PRINT_OF_NOBODY, false],\n"
        "      language: !ENV LANG_OF_NOBODY, record: {rule: !ENV RULE}}\n"
    )
    said = read_publication(written(tmp_path, {"mkdocs.yml": config}) / "mkdocs.yml")
    assert (said.name, said.content, said.site, said.address) == ("Haven", "kaarten", "uit", "https://werf.example/")
    assert (said.edition, said.print, said.language, said.rule) == ("circle", False, "nl", "closed")
    assert said.spine[0].chapters[0].path == "begin.md"


def test_every_setting_of_mkdocs_is_known() -> None:
    """Those that it still wants; the path of the file is none."""
    gone = {"config_file_path", "pages", "google_analytics"}
    assert set(SETTINGS) == {key for key, _ in MkDocsConfig._schema} - gone


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The settings of a new publication."""
    folder = make_publication(tmp_path_factory.mktemp("nieuw") / "oogst", "nl")
    assert isinstance(folder, Path)
    return (folder / "mkdocs.yml").read_text("utf-8")


SLIPS = {
    "a colon in the name": (
        "site_name: Onze oogst",
        "site_name: Onze oogst: een begin",
        'site_name: "Onze oogst: een begin"',
    ),
    "round quotation marks": ("site_name: Onze oogst", "site_name: “Onze: oogst”", 'site_name: "Onze: oogst"'),
    "a quotation mark": ("site_name: Onze oogst", 'site_name: "Onze oogst', 'site_name: "Onze oogst"'),
    "another quotation mark": ("site_name: Onze oogst", "site_name: 'Onze oogst", "site_name: 'Onze oogst'"),
    "an apostrophe": ("site_name: Onze oogst", "site_name: 'Anna's oogst'", 'site_name: "Anna\'s oogst"'),
    "a percentage": ("site_name: Onze oogst", "site_name: %100 oogst", 'site_name: "%100 oogst"'),
    "an at sign": ("site_name: Onze oogst", "site_name: @thuis", 'site_name: "@thuis"'),
    "a tab behind the colon": ("site_name: Onze oogst", "site_name:\tOnze oogst", "site_name: Onze oogst"),
    "a tab before a name": ("  name: harvest", "\tname: harvest", "  name: harvest"),
    "a tab before the deepest": ("      language: nl", "\tlanguage: nl", "      language: nl"),
    "a space too few": ("      kinds: []", "     kinds: []", "      kinds: []"),
    "a space too few below": ("      print: true", "     print: true", "      print: true"),
    "a space too many": ("      print: true", "       print: true", "      print: true"),
    "too few before the first": ("        vraagstuk:", "       vraagstuk:", "        vraagstuk:"),
    "a dash less deep": ("  - search", " - search", "  - search"),
    "a dash too deep": ("  - harvest:", "   - harvest:", "  - harvest:"),
    "no space behind the dash": ("  - search", "  -search", "  - search"),
    "no space behind the colon": ("docs_dir: content", "docs_dir:content", "docs_dir: content"),
    "deeper than it should be": ("site_dir: site", " site_dir: site", "site_dir: site"),
    "an open bracket": ("kinds: []", "kinds: [", "kinds: []"),
    "a bare star": ('exclude_docs: "*"', "exclude_docs: *", 'exclude_docs: "*"'),
    "another name": ("  - harvest:", "  - harvset:", "  - harvest:"),
    "a setting misspelt": ("site_name:", "sitename:", "site_name:"),
}


def told(folder: Path, config: str) -> tuple[Problem, ...]:
    """The errors and warnings of settings."""
    problems = read_publication(written(folder, {"mkdocs.yml": config}) / "mkdocs.yml").problems
    return tuple(one for one in problems if one.severity != "hint")


@pytest.mark.parametrize("slip", SLIPS)
def test_one_slip_is_told_where_it_is_and_mended(tmp_path: Path, starter: str, slip: str) -> None:
    """By the fix alone; what it leaves is what stood there, or means the same, and nothing is told any more."""
    right, wrong, mended = SLIPS[slip]
    assert starter.count(right) == 1, right
    config = starter.replace(right, wrong)
    (problem, *_) = told(tmp_path, config)
    line = starter[: starter.index(right)].count("\n") + 1
    assert problem.line == line
    assert problem.end is not None
    assert problem.fix is not None
    after = edited(config.encode(), (problem.fix,)).decode()
    assert after == starter.replace(right, mended)
    assert told(tmp_path, after) == ()


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("  language: nl\n\nplugins", " language: nl\n\nplugins", "met 2 spaties"),
        ("docs_dir: content", "docs_dir content", "«docs_dir: content»"),
        (
            "      kinds: []\n",
            "     kinds: []\n     anders: 1\n",
            "met spaties even diep beginnen als de regels erboven",
        ),
    ],
)
def test_where_several_answers_fit_there_is_advice_and_no_fix(
    tmp_path: Path, starter: str, right: str, wrong: str, says: str
) -> None:
    """Nor is anybody told to begin at the very left, which would break the file."""
    lines = [line for line in starter.split("\n") if not line.lstrip().startswith("#")]
    config = "\n".join(lines)
    assert config.count(right) == 1
    (problem, *_) = told(tmp_path, config.replace(right, wrong))
    assert problem.fix is None
    assert says in render(problem.hint, "nl")
    assert "vooraan de regel" not in render(problem.hint, "nl")


@pytest.mark.parametrize(
    ("line", "language"), [("language: en", "en"), ("- harvest: {language: en}", "en"), ("", "nl")]
)
def test_settings_that_cannot_be_read_are_told_in_the_language_they_name(
    tmp_path: Path, line: str, language: str
) -> None:
    config = f"site_name: a: b\n# language: fr\nplugins:\n  {line}\n"
    assert read_publication(written(tmp_path, {"mkdocs.yml": config}) / "mkdocs.yml").language == language


def test_an_option_in_a_wrong_place_is_sent_to_the_right_one(tmp_path: Path) -> None:
    (problem,) = told(tmp_path, LEAN.format(language="nl") + "print: false\n")
    assert "onder «harvest:»" in render(problem.hint, "nl")


def test_a_booklet_is_asked_for_in_either_language(tmp_path: Path) -> None:
    for written_so, printed, problems in (("nee", False, 0), ("ja", True, 0), ("'off'", False, 0), ("straks", True, 1)):
        config = LEAN.format(language="nl") + f"      print: {written_so}\n"
        assert len(told(tmp_path, config)) == problems
        assert read_publication(tmp_path / "mkdocs.yml").print == printed


def test_mkdocs_still_reads_what_we_write_of_ourselves(tmp_path: Path) -> None:
    """What it would call a wrong type we judge ourselves, so that it does not stop with words of its own."""
    config = LEAN.format(language="nl").replace("language: nl", "language: nl\n      print: ja\n      langauge: en")
    folder = written(tmp_path, {"mkdocs.yml": config, "content/index.md": "Welkom.\n"})
    assert "harvest" in load_config(str(folder / "mkdocs.yml")).plugins
    assert [one.code for one in told(folder, config)] == ["configuration"]


def test_a_large_file_is_not_tried_again_and_again(tmp_path: Path) -> None:
    """Every try reads the file anew."""
    config = "extra:\n" + "  - een regel van dertig letters\n" * 3000 + "site_name: a: b\n"
    (problem, *_) = told(tmp_path, config)
    assert problem.fix is None
    assert problem.line == config.count("\n")


def test_an_empty_scalar_has_no_end() -> None:
    """What the environment fills in has no place to mend."""
    node = read_yaml("a: !ENV [NAME_OF_NOBODY, null]", trusted=True).get("a")
    assert isinstance(node, Scalar)
    assert node.end is None
