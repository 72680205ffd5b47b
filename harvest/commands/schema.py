"""Run `harvest schema`: print the JSON Schema of the data above a card, or of a report."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from harvest.kinds.read import kind_named
from harvest.kinds.schema import schema
from harvest.pipeline import kinds_of
from harvest.problems.problem import Message
from harvest.publication import Publication


def schema_text(publication: Publication, kind_written: str | None) -> str | Message:
    """Return the schema of a kind, or of all kinds by name; a message when there is no such kind."""
    kinds = kinds_of(publication)
    if kind_written is None:
        schemas: Any = {name: schema(kind, publication.language) for name, kind in kinds.by_name.items()}
    else:
        kind = kind_named(kinds, kind_written)
        if isinstance(kind, Message):
            return kind
        schemas = schema(kind, publication.language)
    return json.dumps(schemas, ensure_ascii=False, indent=2)


def report_schema() -> str:
    """Return the schema of what `harvest check --format json` prints."""
    return (files("harvest") / "report.schema.json").read_text("utf-8")
