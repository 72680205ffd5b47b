"""Whatever a publication declares of its kinds, every view has a page, on the site and in the booklet."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from harvest.cards.card import Value
from harvest.kinds.kind import Kind
from harvest.kinds.read import load_kinds
from harvest.pipeline import PLAIN_VIEWS
from harvest.problems.problem import Place
from harvest.site.pages import Site
from harvest.source.spine import Chapter, SpinePart
from tests.drawing import booklet_of, in_memory
from tests.whole import cards, pages

BUILT_IN, _ = load_kinds()
VIEWS = (*PLAIN_VIEWS, *BUILT_IN.by_view, "something-else")
PLACE = Place("mkdocs.yml")
INSIDE = {**pages(BUILT_IN), **cards(BUILT_IN)}
SPINE = (SpinePart("Alles", tuple(Chapter("", path, PLACE) for path in pages(BUILT_IN))),)
RECORD: Mapping[str, Value] = {"question": "Wat dan?", "continues": ("Het overleg.",)}
NAME = {"nl": "iets anders", "en": "something else"}

Change = tuple[tuple[str, ...], Any]
"""Where in a declaration, and what stands there then."""


def changes(kind: Kind) -> Iterator[Change]:
    """Each single thing that a declaration may change of a kind that is there."""
    for name in kind.fields:
        at = ("fields", name)
        yield at, None
        yield at, {"type": "text", "choices": None, "asks": None, "default": None}
        yield at, {"type": "number", "choices": None, "asks": None, "default": None}
        yield at, {"type": "choice", "choices": {"one": {"nl": "een", "en": "one"}}, "asks": None, "default": None}
        yield at, {"type": "choices", "choices": {"one": "een", "two": "twee"}, "asks": None, "default": None}
        yield at, {"type": "list", "choices": None, "asks": None, "default": None}
        yield at, {"type": "map", "choices": None, "asks": None, "default": None}
        yield at, {"label": {"nl": f"{name} anders", "en": f"{name} else"}, "also": None}
        if kind.sections:
            yield at, {"from_section": next(iter(kind.sections))}
    for name, relation in kind.relations.items():
        at = ("relations", name)
        yield at, None
        yield at, {"to": ["any"]}
        yield at, {"to": [kind.kind], "acyclic": True}
        yield at, {"to": ["tile"], "acyclic": False}
        if not relation.symmetric:
            yield at, {"symmetric": True, "inverse": None}
        yield at, {"label": {"nl": f"{name} anders", "en": f"{name} else"}, "also": None}
    for name in kind.sections:
        at = ("sections", name)
        yield at, None
        yield at, {"core": None, "required_from": None, "shown_as": "voice"}
        yield at, {"shown_as": "harvest", "lead_ins": None}
    for name in ("title", "summary", "status", "phase", "aspects", "tags", "aliases", "order", "sources", "silence"):
        yield ("drop",), [name]
    for view in VIEWS:
        yield ("view",), view
    for key, value in {
        "summary_shown_as": "harvest",
        "own_spread": "true",
        "printed": "true",
        "front_matter": "optional",
        "title_from": "first_heading",
        "folders": "elders",
        "plural": NAME,
        "label": NAME,
        "published_when": None,
        "help": None,
        "sections": None,
        "fields": None,
        "relations": None,
    }.items():
        yield (key,), value
    yield ("printed",), "false"


EVERY = [(name, change) for name, kind in BUILT_IN.by_name.items() for change in changes(kind)]


def declaration(kind: str, parts: list[Change]) -> bytes:
    """The declaration that makes these changes."""
    whole: dict[str, Any] = {"kind": kind}
    for path, value in parts:
        here = whole
        for step in path[:-1]:
            inside = here.setdefault(step, {})
            if not isinstance(inside, dict):
                break
            here = inside
        else:
            here[path[-1]] = value
    return json.dumps(whole).encode()


def shown(made: list[tuple[str, Change]]) -> None:
    """Every page of the site, the files beside them, and the booklet, of a publication with these changes."""
    by_kind: dict[str, list[Change]] = {}
    for kind, change in made:
        by_kind.setdefault(kind, []).append(change)
    declarations = [(f"{kind}.yml", declaration(kind, parts)) for kind, parts in by_kind.items()]
    corpus = in_memory(INSIDE, declarations, allowed=True, spine=SPINE, record=RECORD)
    for edition in (corpus, corpus.published()):
        site = Site(edition, preview=edition is corpus, booklet=False)
        site.urls = {path: path for path in site.nodes}
        for node in site.nodes.values():
            assert "</article>" in site.content(node, "") or node.title in site.content(node, "")
            site.searched(node)
        site.generated()
    booklet_of(corpus.published())


# Each example is a whole publication, so there are fewer.
@settings(max_examples=settings().max_examples // 4, deadline=None, suppress_health_check=list(HealthCheck))
@example([("question", (("fields", "state"), {"type": "text", "choices": None}))])
@given(st.lists(st.sampled_from(EVERY), max_size=12))
def test_views_hold_whatever_is_declared(made: list[tuple[str, Change]]) -> None:
    shown(made)
