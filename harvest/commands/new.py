"""Run `harvest new`: write a blank card with headings and hints, in the publication's language."""

from __future__ import annotations

import os
import re
from pathlib import Path

from harvest.cards.card import INDEX
from harvest.editing.file_names import file_name
from harvest.kinds.kind import Field, Kind, Relation
from harvest.kinds.names import fold
from harvest.kinds.read import kind_named
from harvest.pipeline import kinds_of
from harvest.problems.language import label
from harvest.problems.problem import Message, say, why
from harvest.publication import Publication
from harvest.source.markdown import seen


def make_card(publication: Publication, kind_written: str, title: str) -> Path | Message:
    """Write a blank card. Returns its path, or a message why that is impossible."""
    kind = kind_named(kinds_of(publication), kind_written)
    if isinstance(kind, Message):
        return kind
    title = " ".join(title.split())
    name = file_name(seen(title))
    if not name:
        return say("«{title}» holds no letters to make a file name of.", title=title)
    content = publication.root / publication.content
    existing = [f.folder for f in kind.folders if (content / f.folder).is_dir()]
    wanted = kind.folder(publication.language)
    folder = wanted if wanted in existing or not existing else existing[0]
    path = content / folder / f"{name}.md"
    for deeper in (content / folder / name / f"{index}.md" for index in INDEX):  # the card may have a folder of its own
        if deeper.exists():
            return say("There is a card there already: {path}", path=os.path.relpath(deeper))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(blank_card(kind, title, publication.language))
    except FileExistsError:
        return say("There is a card there already: {path}", path=os.path.relpath(path))
    except OSError as error:
        return say("«{path}» cannot be written ({reason}).", path=os.path.relpath(path), reason=why(error))
    return path


def blank_card(kind: Kind, title: str, language: str) -> str:
    """Return the text of a blank card: what a draft needs, the rest to fill in, and hints that are never published."""
    lines: list[str] = []
    if kind.front_matter == "required" or kind.title_from == "front_matter":
        lines.append("---")
        lines += [line for name, field in kind.fields.items() for line in _field_line(name, field, title, language)]
        lines += [line for relation in kind.relations.values() for line in _relation_line(relation, language)]
        lines += ["---", ""]
    elif kind.title_from == "first_heading":
        lines += [f"# {title}", ""]
    for name, section in kind.sections.items():
        lines += [f"## {label(section.label, language)}", ""]
        if name == kind.title_section:
            lines += [title, ""]
        if section.help:
            lines += [f"<!-- {label(section.help, language)} -->", ""]
        for lead_in in section.lead_ins.values():
            lines += [f"**{label(lead_in.label, language)}:**", ""]
    if not kind.sections:
        lines += [f"<!-- {label(kind.help, language)} -->", ""]
    return "\n".join(lines).rstrip("\n") + "\n"


SKIPPED = frozenset({"checked_text", "silence", "order", "aspects", "aliases", "unchecked", "rule", "former_address"})
"""Fields that a first draft does not need to see."""


def _field_line(name: str, field: Field, title: str, language: str) -> list[str]:
    if name in SKIPPED or field.from_section:
        return []
    word = label(field.label, language)
    if name == "title":
        return [f"{word}: {_quoted(title)}"]
    if name == "status":
        return [f"{word}: {label(field.choices['draft'], language)}"]
    hint = label(field.help, language)
    if field.choices:
        hint = ", ".join(label(choice, language) for choice in field.choices.values())
    return [f"{word}:" + (f"  # {hint}" if hint else "")]


def _relation_line(relation: Relation, language: str) -> list[str]:
    hint = label(relation.help, language)
    return [f"{label(relation.label, language)}:" + (f"  # {hint}" if hint else "")]


def _quoted(text: str) -> str:
    """Return text as a YAML value, between quotation marks if YAML would read it as something else."""
    plain = re.fullmatch(r"[^\W\d_][^:#\[\]{}&*!|>'\"%@`,]*", text) and fold(text) not in {
        "ja",
        "nee",
        "yes",
        "no",
        "true",
        "false",
        "null",
    }
    if plain:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
