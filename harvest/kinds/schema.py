"""Make the JSON Schema of a kind, with which editors complete and check the data above a card as you type."""

from __future__ import annotations

from typing import Any

from harvest.kinds.kind import Field, Kind, Relation
from harvest.problems.language import label

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_WHENS = {
    "nl": ("2012-04-03", "april 2012", "voorjaar 2009", "2009"),
    "en": ("2012-04-03", "April 2012", "spring 2009", "2009"),
}
"""Examples of a date that need not be a day."""


def schema(kind: Kind, language: str) -> dict[str, Any]:
    """Return the JSON Schema of the data above a card of a kind; every name, label and synonym is a property.

    The schema requires nothing: what is required depends on the status and may have any of its names, so
    `harvest check` tests it.
    """
    properties: dict[str, Any] = {}
    parts: dict[str, Field | Relation] = {**kind.fields, **kind.relations}
    for name, part in parts.items():
        described = _field(part, language) if isinstance(part, Field) else _relation(part, language)
        synonyms = [word for words in part.also.values() for word in words]
        for written in dict.fromkeys([name, *part.label.values(), *synonyms]):
            properties[written] = described
    return {
        "$schema": DRAFT,
        "title": label(kind.label, language),
        "description": label(kind.help, language),
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _described(part: Field | Relation, shape: dict[str, Any], language: str) -> dict[str, Any]:
    help_text = label(part.help, language)
    return {
        "title": label(part.label, language),
        **({"description": help_text} if help_text else {}),
        **shape,
    }


def _field(field: Field, language: str) -> dict[str, Any]:
    words = list(
        dict.fromkeys(
            word for name, labels in field.choices.items() for word in (label(labels, language), *labels.values(), name)
        )
    )
    one: dict[str, Any] = {"enum": words}
    shapes: dict[str, dict[str, Any]] = {
        "text": {"type": ["string", "number"]},
        "choice": one,
        "choices": {"anyOf": [one, {"type": "array", "items": one}]},
        "date": {"type": "string", "examples": ["2012-04-03"]},
        "when": {"type": ["string", "integer"], "examples": list(_WHENS.get(language, _WHENS["en"]))},
        "number": {"type": "number"},
        "list": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": ["string", "number"]}}]},
        "yes_no": {"type": ["boolean", "string"]},
        "map": {"type": "object", "additionalProperties": {"type": "string"}},
        "maps": {"type": "array", "items": {"type": ["object", "string"]}},
    }
    # A blank card holds empty values: its author has not filled them in yet.
    return _described(field, {"anyOf": [shapes[field.type], {"type": "null"}]}, language)


def _relation(relation: Relation, language: str) -> dict[str, Any]:
    name = {"type": ["string", "number", "array"]}
    return _described(relation, {"anyOf": [name, {"type": "array", "items": name}, {"type": "null"}]}, language)
