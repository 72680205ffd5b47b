"""`harvest.json`: it keeps to its schema, holds what the site shows, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from harvest.cards.dates import When
from harvest.corpus import Corpus
from harvest.kinds.kind import FieldType
from harvest.publication import CONFIG
from harvest.site.data import SCHEMA, as_text, edition_data
from harvest.views.cards import Views
from tests.building import run
from tests.drawing import ROOT, Draw, Write, in_memory, pattern, read
from tests.test_properties import TREES, corpus_of, patient

FORM = json.loads(SCHEMA.read_text("utf-8"))
VALIDATOR = Draft202012Validator(FORM, format_checker=Draft202012Validator.FORMAT_CHECKER)


def exported(corpus: Corpus, *, preview: bool = False) -> dict[str, Any]:
    """The edition as somebody reads it back; it keeps to its schema, and names nothing that is not in it."""
    data = json.loads(as_text(edition_data(Views(corpus, preview=preview), lambda key: f"/{key}")))
    assert [error.message for error in VALIDATOR.iter_errors(data)] == []
    ids = [card["id"] for card in data["cards"]]
    assert len(set(ids)) == len(ids)
    for card in data["cards"]:
        kind = data["kinds"][card["kind"]]
        assert card["fields"].keys() <= kind["fields"].keys()
        assert {part["name"] for part in card["sections"]} <= {"", *kind["sections"]}
        for name, value in card["fields"].items():
            if choices := kind["fields"][name].get("choices"):
                assert set(value if isinstance(value, list) else [value]) <= choices.keys()
    for relation in data["relations"]:
        assert {relation["source"], relation["target"]} <= set(ids)
        assert relation["label"]
        assert relation["inverse"]
    return dict(data)


def drawn(files: dict[str, str]) -> Corpus:
    """The published corpus of files that lie nowhere."""
    return in_memory(files, allowed=True).published()


def test_the_schema_is_one() -> None:
    """It is a right schema, and knows every sort of field that a page shows."""
    Draft202012Validator.check_schema(FORM)
    assert set(FORM["$defs"]["field"]["properties"]["type"]["enum"]) == set(get_args(FieldType)) - {"map", "maps"}


@pytest.mark.parametrize("folder", [ROOT, ROOT / "docs" / "garden"], ids=["content", "garden"])
def test_what_is_published_here_keeps_to_the_schema(folder: Path) -> None:
    corpus = read(folder).published()
    data = exported(corpus)
    assert len(data["cards"]) == len(corpus.cards)
    assert len(data["relations"]) == sum(edge.relation is not None for edge in corpus.edges)
    assert str(ROOT) not in as_text(data)


def test_a_card_and_its_relations() -> None:
    above = (
        "getoetste tekst: abcdef\nzie ook: Twee\ntrefwoorden: [lijst]\nook bekend als: Oud\n"
        "niet melden: {orphan: stilgelegd}\n"
    )
    data = exported(
        drawn(
            {
                "patronen/een.md": pattern("Een", above=above, text="Zie [[Twee]] en [daar](https://example.org)."),
                "patronen/twee.md": pattern("Twee", above="zie ook: Een\n"),
                "index.md": "---\ntitel: Begin\nview: home\n---\n",
            }
        )
    )
    one = data["cards"][0]
    assert (one["status"], one["aliases"], one["tags"]) == ("released", ["Oud"], ["lijst"])
    assert one["fields"] == {"confidence": "hunch", "scale": "group"}
    problem = next(part for part in one["sections"] if part["name"] == "problem")
    assert problem["html"] == '<p>Zie <a href="/card:twee">Twee</a> en <a href="https://example.org">daar</a>.</p>'
    assert [(tie["source"], tie["relation"], tie["target"]) for tie in data["relations"]] == [
        ("een", "see_also", "twee")
    ]
    assert data["relations"][0]["inverse"] == {"nl": "zie ook", "en": "see also"}
    assert data["pages"] == [{"title": "Begin", "summary": "", "address": "/page:index.md", "view": "home"}]
    assert not {word for word in ("abcdef", "stilgelegd", "orphan") if word in as_text(data)}


def test_what_is_no_part_of_the_edition_stays_out() -> None:
    files = {
        "patronen/vrij.md": pattern("Vrij", above="zie ook: [geheim]\n", text="Zie [hier](geheim.md)."),
        "patronen/geheim.md": pattern("Verborgen titel", status="concept", above="zie ook: vrij\n"),
    }
    data = exported(drawn(files))
    assert [card["id"] for card in data["cards"]] == ["vrij"]
    assert data["relations"] == []
    assert "geheim" not in as_text(data)
    assert "Verborgen" not in as_text(data)


def test_a_preview_marks_its_drafts() -> None:
    corpus = in_memory({"patronen/een.md": pattern("Een", status="concept")})
    data = exported(corpus, preview=True)
    assert (data["preview"], data["cards"][0]["status"]) == (True, "draft")


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        (When(2012, 4, 3), "2012-04-03", "2012-04-03"),
        (When(2012, 2), "2012-02-01", "2012-02-29"),
        (When(2012, 12), "2012-12-01", "2012-12-31"),
        (When(2009, season="spring"), "2009-03-01", "2009-05-31"),
        (When(2009, season="autumn"), "2009-09-01", "2009-11-30"),
        (When(2010, season="winter"), "2010-01-01", "2010-02-28"),
        (When(2009, season="winter", until=2010), "2009-12-01", "2010-02-28"),
        (When(9999), "9999-01-01", "9999-12-31"),
        (When(2024, part="Q2"), "2024-04-01", "2024-06-30"),
        (When(2024, 2, part="late"), "2024-02-21", "2024-02-29"),
        (When(2023, part="late"), "2023-09-01", "2023-12-31"),
        (When(2023, 3, to=When(2024, 4)), "2023-03-01", "2024-04-30"),
    ],
)
def test_the_days_that_a_date_can_mean(when: When, first: str, last: str) -> None:
    assert (when.first.isoformat(), when.last.isoformat()) == (first, last)


def test_mistakes_in_the_record_are_left_out(draw: Draw) -> None:
    config = (
        "site_name: Proef\ndocs_dir: content\nplugins:\n  - harvest:\n      record:\n"
        "        uren: veel\n        licentie: CC BY 4.0\n        gevraagd: [meedoen, {van: ons}]\n"
    )
    corpus = read(draw({CONFIG: config, "colofon.md": "---\nview: colophon\n---\n"}))
    assert corpus.problems
    data = exported(corpus.published())
    assert data["record"] == {"licence": "CC BY 4.0", "asked": ["meedoen", {"van": "ons"}]}
    assert data["licence"] == "CC BY 4.0"


@patient
@given(TREES)
def test_whatever_people_write_keeps_to_the_schema(files: dict[str, bytes]) -> None:
    corpus = corpus_of(files)
    exported(corpus.published())
    exported(corpus, preview=True)


def test_a_build_brings_the_data_and_their_schema(write: Write) -> None:
    """The same bytes twice; every address is there; home and colophon lead to it; the circle's edition says so."""
    folder = write(
        {
            "content/colofon.md": "---\ntitel: Colofon\nview: colophon\n---\n",
            "content/patronen/een.md": pattern("Een"),
            "content/patronen/kring.md": pattern("Voor de kring", status="getoetst"),
        }
    )
    texts = []
    for _ in range(2):
        made = run("harvest", "build", folder=folder, SOURCE_DATE_EPOCH="1700000000")
        assert made.returncode == 0, made.stdout + made.stderr
        texts.append((folder / "site/harvest.json").read_bytes())
    assert texts[0] == texts[1]
    assert texts[0].endswith(b"\n")
    data = json.loads(texts[0])
    assert (data["edition"], data["published_on"], data["preview"]) == ("public", "2023-11-14", False)
    assert [card["id"] for card in data["cards"]] == ["een"]
    for found in (*data["cards"], *data["pages"]):
        assert (folder / "site" / found["address"] / "index.html").is_file()
    assert (folder / "site" / data["$schema"]).read_bytes() == SCHEMA.read_bytes()
    assert 'type="application/json" href="harvest.json"' in (folder / "site/index.html").read_text("utf-8")
    assert 'href="../harvest.json"' in (folder / "site/colofon/index.html").read_text("utf-8")
    assert run("harvest", "build", "--edition", "circle", folder=folder).returncode == 0
    circle = json.loads((folder / "site-circle/harvest.json").read_text("utf-8"))
    assert (circle["edition"], [card["id"] for card in circle["cards"]]) == ("circle", ["een", "kring"])
