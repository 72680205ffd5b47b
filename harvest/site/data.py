"""The published edition as data, `harvest.json`: what its pages show and nothing else.

Its form is told, and judged in the tests, by `harvest.schema.json` in the package. Bytes depend on the corpus and
the day of the edition alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from harvest.cards.card import Card, Value
from harvest.cards.dates import When
from harvest.kinds.kind import Field, Kind
from harvest.views.cards import Views, published_on
from harvest.views.html.markdown import addressed, plainly_marked
from harvest.views.view import BodyPart

FORMAT = 1
"""Which form the data have. What is added leaves it as it is; what changes its meaning or goes away raises it."""
DATA = "harvest.json"
SCHEMA = Path(__file__).resolve().parents[1] / "harvest.schema.json"

Address = Callable[[str], str]
"""Key of a card, page or file → where it stands, seen from the root of the site."""


def edition_data(views: Views, address: Address) -> dict[str, Any]:
    """The edition that `views` shows, as values that JSON knows; `harvest.schema.json` tells what each means."""
    corpus = views.corpus
    record = {name: _value(value) for name, value in corpus.publication.record.items()}
    cards = [card for card in corpus.cards if card.readable]
    keys = {card.key for card in cards}
    return {
        "$schema": SCHEMA.name,
        "harvest": FORMAT,
        "title": corpus.publication.name,
        "language": corpus.publication.language,
        "edition": corpus.edition,
        "preview": views.preview,
        "published_on": published_on().isoformat(),
        "licence": record.get("licence", ""),
        "record": record,
        "kinds": {
            name: _kind(kind)
            for name, kind in corpus.kinds.by_name.items()
            if any(card.readable for card in corpus.of_kind(name))
        },
        "cards": [_card(views, card, address) for card in cards],
        "relations": list(_relations(views, keys)),
        "pages": [
            {
                "title": page.title,
                "summary": page.summary,
                "address": address(page.key),
                "view": page.view or "",
            }
            for page in corpus.pages
            if page.readable
        ],
    }


def as_text(data: Mapping[str, Any]) -> str:
    """The data as JSON with a line for each card, relation and page: two editions compared show what changed."""
    return "{\n" + ",\n".join(f"{_json(name)}: {_lines(value)}" for name, value in data.items()) + "\n}\n"


def _lines(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(map(_json, value)) + "\n]"
    if isinstance(value, dict) and value:
        return "{\n" + ",\n".join(f"{_json(name)}: {_json(item)}" for name, item in value.items()) + "\n}"
    return _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _kind(kind: Kind) -> dict[str, Any]:
    """How a kind, and what its cards may show, are called."""
    return {
        "label": kind.label,
        "plural": kind.plural,
        "fields": {
            name: {"label": field.label, "type": field.type, **({"choices": field.choices} if field.choices else {})}
            for name, field in kind.fields.items()
            if _may_show(name, field)
        },
        "sections": {name: {"label": section.label} for name, section in kind.sections.items()},
    }


def _may_show(name: str, field: Field) -> bool:
    return (field.shown or name == "url") and field.type not in ("map", "maps") and name != "tags"


def _card(views: Views, card: Card, address: Address) -> dict[str, Any]:
    view = views.card(card)
    # A field goes along when the card's page shows it: as a fact, or as stars.
    shown = {fact.name for fact in view.facts} | ({"confidence"} if view.entry.confidence else set())
    state = {name: _value(card.values[name]) for name in ("checked_on", "unchecked") if card.values.get(name)}
    if "status" in card.kind.fields:
        state = {"status": card.status, **state}
    picture = {"address": address(view.picture.key), "alt": view.picture.alt} if view.picture else None
    return {
        "id": card.id,
        "kind": card.kind.kind,
        "title": card.title,
        "summary": view.entry.summary,
        "address": address(card.key),
        "aliases": list(card.aliases),
        "tags": list(card.list("tags")),
        **state,
        **({"picture": picture} if picture else {}),
        "fields": {
            name: _value(card.values[name])
            for name, field in card.kind.fields.items()
            if name in shown and _may_show(name, field)
        },
        "sections": [_section(part, address) for part in view.parts],
        **({"notes": [_plain(note.html, address) for note in view.notes]} if view.notes else {}),
    }


def _section(part: BodyPart, address: Address) -> dict[str, str]:
    return {"name": part.name, "title": part.title, "anchor": part.anchor, "html": _plain(part.html, address)}


def _plain(html: str, address: Address) -> str:
    def lead(key: str, heading: str) -> tuple[str, str]:
        where = address(key)
        return (f"{where}#{heading}" if heading and where else where), ""

    # The class tells our own styles that a link leaves the site; to others it says nothing.
    return addressed(plainly_marked(html), lead).replace('<a class="outside"', "<a")


def _relations(views: Views, keys: set[str]) -> Iterator[dict[str, Any]]:
    """Every relation once, from the card that it is written on; in the order of their names, and then of the cards."""
    corpus = views.corpus
    for source, name, target in sorted(
        (edge.source, edge.relation, edge.target)
        for edge in corpus.edges
        if edge.relation and edge.source in keys and edge.target in keys
    ):
        kind = corpus.kind_of(source)
        relation = kind.relations[name] if kind else None
        if relation is not None:
            yield {
                "source": source.removeprefix("card:"),
                "relation": name,
                "target": target.removeprefix("card:"),
                "label": relation.label,
                "inverse": relation.other_end,
                "symmetric": relation.symmetric,
            }


def _value(value: Value) -> Any:
    """A value as JSON has it: days as in ISO 8601, choices by their English names."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, When):
        return {"text": str(value), "from": value.first.isoformat(), "to": value.last.isoformat()}
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if isinstance(value, Mapping):
        # A line of a list that has no name before it is read as one without a name.
        return value[""] if list(value) == [""] else dict(value)
    return value
