"""Read which documents `mkdocs.yml` names as read, and say how to name another one there."""

from __future__ import annotations

import json
import posixpath
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from harvest.cards.values import Reader
from harvest.kinds.names import AMONG_FEW, meant
from harvest.problems.problem import Message, Place, say
from harvest.source.yaml_nodes import Entries, Items, Node, Scalar, place_of

LABELS: Mapping[str, Mapping[str, str]] = {
    "path": {"nl": "bestand", "en": "path"},
    "read": {"nl": "gelezen", "en": "read"},
}
"""What stands in an item of `documents`: the path from the content folder, and the fingerprint of what was read."""
_NAMES = {word: name for name, labels in LABELS.items() for word in (name, *labels.values())}
_PLAIN = re.compile(r"[\w.][\w./ -]*")
"""A path that YAML reads as itself, also between braces."""

Written = Literal["nowhere", "within braces", "as lines", "within brackets"]


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document that somebody read, as it was then: the fingerprint of its bytes."""

    path: str
    fingerprint: str
    place: Place


@dataclass(frozen=True, slots=True)
class Readings:
    """All documents that `mkdocs.yml` names as read; `written` tells how, so that another can be added likewise."""

    by_path: Mapping[str, ReadDocument] = field(default_factory=dict)
    written: Written = "nowhere"

    def of(self, path: str) -> ReadDocument | None:
        """Return the reading of the document at a path from the content folder; None without one."""
        return self.by_path.get(unicodedata.normalize("NFC", path))

    @staticmethod
    def field(name: str, language: str) -> str:
        """Return what one of the two is called in a language."""
        return LABELS[name].get(language, LABELS[name]["en"])

    def line_for(self, path: str, fingerprint: str, language: str) -> Message:
        """Say what to write in `mkdocs.yml` for a document that was read, ready to be copied."""
        where, read = (self.field(name, language) for name in LABELS)
        shown = path if _PLAIN.fullmatch(path) and not path.endswith(" ") else json.dumps(path, ensure_ascii=False)
        line = f"{{{where}: {shown}, {read}: {fingerprint}}}"
        if self.written == "as lines":
            return say("write this in mkdocs.yml, on a line below «documents:»: {line}", line=f"- {line}")
        if self.written == "within brackets":
            return say("write this in mkdocs.yml, between the brackets behind «documents:»: {line}", line=line)
        if self.written == "within braces":
            return say(
                "write this in mkdocs.yml, between the braces behind «harvest:», with a comma: {line}",
                line=f"documents: [{line}]",
            )
        return say(
            "write in mkdocs.yml, as one of the lines below «harvest:», «documents:», and below that: {line}",
            line=f"- {line}",
        )


def read_readings(node: Node | None, options: Entries | None, reader: Reader) -> Readings:
    """Return the documents that the option `documents` names as read; its mistakes become problems of the reader."""
    if node is None or (isinstance(node, Scalar) and not node.value.strip()):
        in_braces = options is not None and _in_braces(options)
        return Readings({}, "as lines" if node is not None else "within braces" if in_braces else "nowhere")
    readings: dict[str, ReadDocument] = {}
    for item in node.items if isinstance(node, Items) else (node,):
        if not isinstance(item, Entries):
            message = say("Below «documents:» stands for each document where it is, and its fingerprint.")
            hint = say("Write: {example}", example=f"- {_example(reader.language)}")
            reader.problem(item, "wrong-type", message, hint)
        elif reading := _reading(item, reader):
            readings.setdefault(unicodedata.normalize("NFC", reading.path), reading)
    in_brackets = isinstance(node, Items) and node.flow
    return Readings(readings, "within brackets" if in_brackets else "as lines")


def _reading(item: Entries, reader: Reader) -> ReadDocument | None:
    known, unknown = reader.lines(item, _NAMES)
    for key, _ in unknown:
        guess = meant(key.value, _NAMES, say("Write: {example}", example=_example(reader.language)), least=AMONG_FEW)
        reader.problem(key, "unknown-field", say("Unknown: «{key}».", key=key.value), guess.hint)
    values = {name: value for name, (_, value) in known.items() if isinstance(value, Scalar) and value.value.strip()}
    if len(values) < len(LABELS):
        if not unknown:
            message = say("Of this document stands here only one of the two: where it is, and its fingerprint.")
            hint = say("Write: {example}", example=_example(reader.language))
            reader.problem(next((key for key, _ in known.values()), item), "wrong-type", message, hint)
        return None
    path = posixpath.normpath(values["path"].value.strip().replace("\\", "/"))
    place = place_of(values["path"], reader.path)
    return ReadDocument(path, values["read"].value.strip().lower(), place)


def _example(language: str) -> str:
    where, read = (Readings.field(name, language) for name in LABELS)
    file = {"nl": "bestanden/verslag.pdf"}.get(language, "files/report.pdf")
    return f"{{{where}: {file}, {read}: …}}"


def _in_braces(options: Entries) -> bool:
    """Tell whether options stand on one line between braces: the first name comes behind the opening one."""
    first = next((key for key, _ in options.entries), None)
    return first is None or (first.line, first.column) != (options.line, options.column)
