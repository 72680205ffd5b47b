"""Write the published edition as data, `harvest.json`: what its pages show and nothing else.

`harvest.schema.json` in the package describes its form, and the tests validate against it. The bytes depend only on
the corpus and the day of the edition.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from harvest.cards.card import Card, Value
from harvest.cards.dates import When
from harvest.corpus import Corpus
from harvest.kinds.kind import Field, Kind
from harvest.views.calendar import published_on
from harvest.views.cards import Views
from harvest.views.html.markdown import addressed, plainly_marked
from harvest.views.view import BodyPart

FORMAT = 1
"""The version of the form. Additions keep it; a change of meaning or a removal raises it."""
DATA = "harvest.json"
SCHEMA = Path(__file__).resolve().parents[1] / "harvest.schema.json"

TOLD_BY: Mapping[str, tuple[str, ...]] = {
    "": ("edition", "licence"),
    "booklet": ("question", "urgency", "became", "licence", "contact", "edition"),
    "home": ("question", "urgency"),
    "results": tuple("ambition became participants hours period continues asked contact".split()),
    "colophon": tuple(
        "period participants hours agreed rule ambition became roles continues asked licence contact edition".split()
    ),
}
"""View → the fields of the record that it shows; `booklet` is its cover, and "" the footer of every page."""

Address = Callable[[str], str]
"""Key of a card, page or file → its address from the root of the site."""


def edition_data(views: Views, address: Address) -> dict[str, Any]:
    """Return the edition that `views` shows as JSON values; `harvest.schema.json` explains each."""
    corpus = views.corpus
    record = {name: _value(value) for name, value in corpus.publication.record.items() if name in _told(corpus)}
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


def _told(corpus: Corpus) -> frozenset[str]:
    """Return the fields of the record that something in the edition shows: its pages, their footer, or the booklet."""
    told = {*TOLD_BY[""], *(TOLD_BY["booklet"] if corpus.publication.print else ())}
    return frozenset(told.union(*(TOLD_BY.get(view, ()) for view in corpus.by_view)))


def as_text(data: Mapping[str, Any]) -> str:
    """Return the data as JSON with a line for each card, relation and page, so that a diff of two editions is clear."""
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
    """Return the labels of a kind, and of the fields and sections that its cards may show."""
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
    # The data hold a field when the card's page shows it: as a fact, or as stars.
    shown = {fact.name for fact in view.facts} | ({"confidence"} if view.entry.confidence else set())
    # In the public edition no page shows the day on which a card was checked, and the colophon alone shows why not.
    told = [*["checked_on"] * bool(view.checked_on), *["unchecked"] * ("colophon" in views.corpus.by_view)]
    state = {name: _value(card.values[name]) for name in told if card.values.get(name)}
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

    # The class is only for our own styles, which mark links that leave the site.
    return addressed(plainly_marked(html), lead).replace('<a class="outside"', "<a")


def _relations(views: Views, keys: set[str]) -> Iterator[dict[str, Any]]:
    """Yield every relation once, from the card that holds it, sorted by that card, the relation, and the other card."""
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
    """Return a value as JSON: days as in ISO 8601, choices by their English names."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, When):
        return {"text": str(value), "from": value.first.isoformat(), "to": value.last.isoformat()}
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if isinstance(value, Mapping):
        # An item of a list without a name is a mapping with an empty name.
        return value[""] if list(value) == [""] else dict(value)
    return value
