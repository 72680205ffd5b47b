"""Read the files of an edition for the scan: each kind in its own way, and any other as text where it is that."""

from __future__ import annotations

import codecs
import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from harvest.privacy.finding.find import Setting
from harvest.privacy.scanning.said import Collected, Said, Where, collected, side_by_side, standing
from harvest.privacy.scanning.said_in_markup import MarkupReader
from harvest.source.documents import texts_of_document

_MARKUP = (".html", ".htm", ".svg", ".xml", ".xhtml")
_JSON = (".json", ".webmanifest", ".map")
_PLAIN = (".txt", ".md", ".csv", ".css", ".js", ".mjs")
"""The files that are text, also where they are of an encoding of before."""
_DOCUMENTS = (".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp")
_TAGGED = re.compile(r"</?[a-zA-Z][^>]*>|<!--")
_PARAGRAPHS = re.compile(r"\n\s*\n")
_PARTS = re.compile(r"\n|\s{2,}")
_WHOLE = re.compile(r"[^\W\d_]")


class FilesReader:
    """Collects the texts of files, each known by a number."""

    def __init__(self) -> None:
        self._markup = MarkupReader()
        self._pieces: dict[tuple[str, Setting | None, Where], list[int]] = defaultdict(list)
        self._others = collected()

    def texts(self) -> Collected:
        """Return what was read; a text that stands in many files is looked at once."""
        for (text, setting, where), files in self._pieces.items():
            words = " ".join(text.split())
            for said in (Said(words, setting, where),) if setting else standing(words, where):
                if _WHOLE.search(said.text):
                    self._others[said] += files
        self._pieces.clear()
        self._markup.into(self._others)
        return self._others

    def read_name(self, path: str, file: int) -> None:
        """Read the name of a file, with those of its folders."""
        self._keep(Said(path, "code", "name"), file)

    def read_markup(self, markup: str, file: int) -> None:
        """Read the text of a page or drawing."""
        self._markup.read(markup, file)

    def read(self, path: Path, file: int) -> None:
        """Read what is in a file. Raises `OSError`."""
        ending = path.suffix.lower()
        if ending in _DOCUMENTS:
            for text, shown in texts_of_document(path):
                self._say(text, None if shown else "code", file, "text" if shown else "markup")
            return
        content = _decoded(path.read_bytes(), plain=ending in (*_PLAIN, *_MARKUP))
        if content is not None:
            self._read_text(content, ending, file)

    def _read_text(self, text: str, ending: str, file: int) -> None:
        if ending in _MARKUP:
            self._markup.read(text, file)
        elif ending in _JSON:
            self._json(text, file)
        elif ending == ".csv":
            self._table(text, file)
        else:
            shown = ending not in (".css", ".js", ".mjs")
            setting: Setting | None = None if ending in (".txt", ".md") else "code"
            for part in _PARAGRAPHS.split(text):
                self._say(part, setting, file, "text" if shown else "markup")

    def _say(self, text: str, setting: Setting | None, file: int, where: Where = "text") -> None:
        """Keep a text; without a setting its own words tell how it stands."""
        self._pieces[text, setting, where].append(file)

    def _keep(self, said: Said, file: int) -> None:
        if _WHOLE.search(said.text):
            self._others[said].append(file)

    def _json(self, text: str, file: int) -> None:
        try:
            values = list(_strings(json.loads(text)))
        except (ValueError, RecursionError):
            values = [(text, False)]
        for value, is_name in values:
            if _TAGGED.search(value):
                self._markup.read(value, file)
            else:
                for part in _PARTS.split(value):  # as the search keeps the blocks of a page
                    self._say(part, "code" if is_name else None, file, "form" if is_name else "text")

    def _table(self, text: str, file: int) -> None:
        lines = text.splitlines(keepends=True)
        separator = max(";,\t", key=lines[0].count) if lines else ","
        try:
            rows = list(csv.reader(lines, delimiter=separator))
        except csv.Error:
            rows = [[line] for line in lines]
        for row in rows:
            cells = [" ".join(cell.split()) for cell in row if cell.strip()]
            for cell in cells:
                for said in standing(cell, least="code"):
                    self._keep(said, file)
            for said in side_by_side(cells, "code", glue=False):
                self._keep(said, file)


def _decoded(content: bytes, *, plain: bool) -> str | None:
    """Return the text of a file, or None for one that is no text."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig") if plain or b"\0" not in content else None
    except UnicodeDecodeError:
        return content.decode("latin-1") if plain else None


def _strings(value: Any) -> Iterator[tuple[str, bool]]:
    """Yield every text of JSON, and whether it is the name of a value."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value, False
        elif isinstance(value, dict):
            yield from ((name, True) for name in value)
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
