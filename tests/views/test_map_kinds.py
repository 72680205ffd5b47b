"""The map of a community's own kinds."""

from __future__ import annotations

import re

from harvest.corpus import Corpus
from harvest.views.cards import Views
from harvest.views.map.furrows import field
from tests.drawing import Draw, pattern, read
from tests.views.test_map import MAP, html_of, made, titles

OWN = """kind: step
label: {en: step, nl: stap}
plural: {en: steps, nl: stappen}
folders: {en: steps, nl: stappen}
drop: [status, checked_on, unchecked, checked_text, phase, audience, aspects]
sign: ring
colour: kool
relations:
  part_of: {label: hoort bij, inverse: bestaat uit, to: step, acyclic: true}
  hinders: {label: hindert, inverse: gehinderd door, to: step, line: bar}
  like: {label: lijkt op, to: step, symmetric: true, line: zigzag}
"""
NO_ORDER = "kind: pattern\nrelations:\n  completes: {acyclic: false}\n"


def with_kinds(drawn: Draw, kinds: dict[str, str], files: dict[str, str]) -> Corpus:
    """The corpus of a publication that brings kinds of its own."""
    config = (
        f"site_name: Proef\ndocs_dir: content\nplugins:\n  - harvest: {{language: nl, kinds: [{', '.join(kinds)}]}}\n"
    )
    found = read(drawn({"mkdocs.yml": config, **kinds, **MAP, **files}))
    assert not [problem for problem in found.problems if problem.severity == "error"]
    return found


def test_a_kind_of_ones_own_gets_its_map(draw: Draw) -> None:
    steps = {
        "stappen/a.md": "---\ntitel: Alles\n---\n",
        "stappen/b.md": "---\ntitel: Begin\nhoort bij: Alles\nhindert: Einde\n---\n",
        "stappen/e.md": "---\ntitel: Einde\nhoort bij: Alles\nlijkt op: Begin\n---\n",
    }
    found = with_kinds(draw, {"step.yml": OWN}, steps)
    (steps_map,) = made(found).maps
    assert steps_map.kind == "step"
    assert titles(steps_map.sections[0]) == [(0, "Alles"), (1, "Begin"), (1, "Einde")]
    assert {bend.line for bend in steps_map.sections[0].bends} == {"bar", "zigzag"}
    assert [furrow.entry.title for furrow in field(Views(found))] == ["Alles", "Begin", "Einde"]
    html = html_of(found)
    assert "hoort bij" in html
    assert 'class="map-node kool"' in html
    patterns = {"patronen/een.md": pattern("Een", status="concept")}
    both = html_of(with_kinds(draw, {"step.yml": OWN}, {**steps, **patterns}), preview=True)
    assert re.findall(r'map-kind"[^>]*>([^<]*)<', both) == ["Patronen", "Stappen"]


def test_where_nothing_is_part_of_anything_it_says_how_to_begin(draw: Draw) -> None:
    html = html_of(with_kinds(draw, {"pattern.yml": NO_ORDER}, {}), preview=True)
    assert "Hier komt een tekening van wat bij wat hoort." in html
    assert "«acyclic: true»" in html
