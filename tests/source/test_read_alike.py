"""What MkDocs reads in `mkdocs.yml` is what we read, or else it is an error: a rule, or which pages `nav` names."""

from __future__ import annotations

from pathlib import Path

import pytest

from harvest.publication import read_publication
from tests.drawing import CONFIG, written

PLAIN = CONFIG
CLOSED = "  - harvest: {record: {spelregel: besloten}}\n"
RECORD = 'record: {vraagstuk: "Hoe leren we samen?", spelregel: open}'
BASE = "plugins: {search: {}, harvest: {record: {spelregel: besloten}}}\n"
OWN = PLAIN.partition("plugins:")[0]


@pytest.mark.parametrize(
    ("config", "base", "told"),
    [
        (PLAIN + CLOSED, "", ["duplicate-key 8:5"]),
        (PLAIN + "plugins:\n" + CLOSED, "", ["duplicate-key 8:1"]),
        (PLAIN + "nav: [index.md]\nnav: [index.md, b.md]\n", "", ["duplicate-key 9:1"]),
        (PLAIN.replace("}}\n", "}, record: {spelregel: besloten}}\n"), "", ["duplicate-key 7:104"]),
        ("extra: &a {spelregel: besloten}\n" + PLAIN.replace(RECORD, "record: *a"), "", ["configuration 8:51"]),
        ("extra: &a {spelregel: besloten}\n" + PLAIN.replace(RECORD, "record: {<<: *a}"), "", ["configuration 8:52"]),
        ("extra: &a [index.md]\n" + PLAIN + "nav: *a\n", "", ["configuration 9:6"]),
        ("extra: &a x.md\n" + PLAIN + "not_in_nav: *a\n", "", ["configuration 9:13"]),
        ("INHERIT: b.yml\n" + PLAIN, "nav: [index.md]\nnav: [b.md]\n", ["duplicate-key 2:1"]),
        ("INHERIT: b.yml\n" + PLAIN, "extra: &a x.md\nnot_in_nav: *a\n", ["configuration 2:13"]),
        (
            "INHERIT: b.yml\n" + OWN + "plugins: {search: {}, harvest: {record: {rule: open}}}\n",
            BASE,
            ["duplicate-key 6:42"],
        ),
        ("INHERIT: weg.yml\n" + PLAIN, "", ["configuration 1:10"]),
    ],
)
def test_what_mkdocs_reads_otherwise_is_an_error_and_keeps_things_inside(
    tmp_path: Path, config: str, base: str, told: list[str]
) -> None:
    """Nobody knows which of the two was meant."""
    written(tmp_path, {"mkdocs.yml": config, "b.yml": base})
    publication = read_publication(tmp_path / "mkdocs.yml")
    assert [f"{p.code} {p.line}:{p.column}" for p in publication.problems if p.severity == "error"] == told
    assert publication.confidential


@pytest.mark.parametrize(
    ("config", "base"),
    [
        (PLAIN, ""),
        ("extra: &a {b: 1}\n" + PLAIN + "extra_css: *a\n", ""),
        ("extra: {a: *b}\n".replace("*b", "&b c") + PLAIN.replace("- search", "- search: {lang: *b}"), ""),
        ("INHERIT: b.yml\n" + PLAIN + "nav: [index.md]\n", "nav: [x.md]\nplugins: {search: {}, harvest: }\n"),
        ("INHERIT: b.yml\n" + PLAIN, "theme: {name: material}\n"),
        ("INHERIT: b.yml\n" + PLAIN, "nav: [index.md]\nnot_in_nav: x.md\n"),
    ],
)
def test_what_does_not_matter_to_us_may_be_written_as_mkdocs_allows(tmp_path: Path, config: str, base: str) -> None:
    written(tmp_path, {"mkdocs.yml": config, "b.yml": base})
    publication = read_publication(tmp_path / "mkdocs.yml")
    assert [p for p in publication.problems if p.severity == "error"] == []
    assert not publication.confidential
