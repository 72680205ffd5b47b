"""Make the reference page about declaring a kind from what a declaration may hold."""

from __future__ import annotations

from collections.abc import Mapping
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from harvest.kinds.kind import Declared, Field, Folder, Kind, LabelText, LeadIn, Named, Relation, Section, Synonyms
from harvest.manual.folder import WORDS
from harvest.manual.markup import page, table

DECLARED: Mapping[type[Declared], str] = {
    Kind: "A kind",
    Named: "What a kind, a field, a relation, a section and a lead-in each have",
    Folder: "A folder",
    Field: "A field",
    Relation: "A relation",
    Section: "A section",
    LeadIn: "A lead-in of a section",
}
"""Part of a declaration → its heading on the page."""


def page_of_declarations() -> str:
    """Return the page about what a file that declares kinds may say."""
    parts = []
    for model, title in DECLARED.items():
        words = WORDS["declaration"][model.__name__]
        infos = ((key, info) for key, info in model.model_fields.items() if key in words)
        rows = ((f"`{key}`", _may_stand(info), _default(info), words[key]) for key, info in infos)
        parts += [f"## {title}", table(("Name", "May be", "Without it", "Meaning"), rows)]
    return page(
        "Declaring a kind",
        "What a file named below `kinds:` may say. [Your own pattern library](../own-kinds.md) shows how.",
        *parts,
    )


_IN_EVERY_LANGUAGE = {
    get_args(LabelText)[1]: "text, or a text for each language",
    get_args(Synonyms)[1]: "words, or words for each language",
}


def _may_stand(info: Any) -> str:
    """Return in words which values a name may have."""
    return next(
        (words for kind, words in _IN_EVERY_LANGUAGE.items() if kind in info.metadata), _may_be(info.annotation)
    )


def _may_be(annotation: Any) -> str:
    """Return a type in words."""
    origin, inner = get_origin(annotation), [a for a in get_args(annotation) if a is not type(None)]
    if origin is Literal:
        return " · ".join(f"`{choice}`" for choice in inner if choice)
    if origin in (Union, UnionType):
        return _may_be(inner[0])
    simple = {bool: "yes or no", int: "a number", str: "text", dict[str, str]: "lines of a name, a colon, and a text"}
    names = {list: "a list", dict: "names, and below each what belongs to it"}
    return simple.get(annotation) or names.get(origin or annotation) or ""


def _default(info: Any) -> str:
    if info.is_required():
        return "needed"
    if isinstance(info.default, bool):
        return "yes" if info.default else "no"
    return f"`{info.default}`" if info.default and isinstance(info.default, str) else ""
