"""Look into texts, sheets and slides of LibreOffice and its kin (OpenDocument)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from harvest.source.documents.archive import Archive
from harvest.source.documents.endings import OPEN_DOCUMENT
from harvest.source.documents.holdings import Sort
from harvest.source.documents.photographs import look_into
from harvest.source.documents.refused import LOCKED, LYING, RefusedDocument
from harvest.source.documents.values import is_local, is_program, is_telling_name, says_nothing
from harvest.source.documents.xml import read_xml

_BY_NAME: tuple[tuple[str, Sort | None], ...] = (
    (r"mimetype|layout-cache|META-INF/manifest\.xml|Fonts/.*", None),
    (r"Thumbnails/.*", "thumbnails"),
    (r"(?:Basic|Scripts|Dialogs)/.*", "macros"),
    (r"Versions/.*|VersionList\.xml", "versions"),
    (r"Object .*|ObjectReplacements/.*|Objects/.*", "embedded"),
    (r"META-INF/.*signatures.*", "makers"),
)
"""The sort of a part by its name alone, whatever it says; the first that fits counts."""
_SHOWS = frozenset(("ViewId", "ActiveTable", "CharacterCompressionType", "SelectedPage"))
"""Settings in words that say nothing but how the document was last looked at."""


def look_into_open_document(archive: Archive, ending: str) -> Counter[Sort]:
    """Return what an OpenDocument holds besides what it shows. Raises `RefusedDocument`."""
    if archive.read("mimetype").strip() != f"application/vnd.oasis.opendocument.{OPEN_DOCUMENT[ending]}".encode():
        raise RefusedDocument(*LYING)
    if "content.xml" not in archive.names:
        raise RefusedDocument(*LYING)
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise RefusedDocument(*LOCKED)
    counted: Counter[Sort] = Counter()
    for name in archive.names:
        sort = next(((sort,) for pattern, sort in _BY_NAME if re.fullmatch(pattern, name)), None)
        if sort is not None:
            counted.update(one for one in sort if one)
        elif name in ("content.xml", "styles.xml", "meta.xml", "settings.xml", "manifest.rdf"):
            _OpenDocumentPart(name, counted).read(archive.read(name))
        elif name.startswith(("Pictures/", "media/")):
            picture = look_into(archive.read(name))
            counted["pictures"] += picture == "telling"
            counted["unknown"] += picture == "unknown"
        elif archive.read(name).strip():  # an empty part is how LibreOffice keeps a place
            counted["unknown"] += 1
    return counted


class _OpenDocumentPart:
    """Counts what one part holds, by the names of its elements and attributes."""

    def __init__(self, name: str, counted: Counter[Sort]) -> None:
        self.name = name
        self.counted = counted
        self.own: Counter[Sort] = Counter()
        self.notes = 0
        self.setting: Mapping[str, str] = {}

    def read(self, content: bytes) -> None:
        read_xml(content, self._start, self._text)
        self.own["ids"] = min(self.own["ids"], 1)
        self.counted.update(self.own)

    def _start(self, name: str, attributes: Mapping[str, str], parent: str) -> None:
        own = self.own
        if name == "annotation":
            own["comments"] += 1
        elif name == "change-info":
            own["changes"] += 1
        elif name in ("hidden-text", "hidden-paragraph", "conditional-text", "hidden"):
            own["hidden"] += 1
        elif name in ("script", "event-listener"):
            own["macros"] += 1
        elif name in ("variable-decl", "user-field-decl", "dde-source", "database-display", "template"):
            own["properties" if name == "template" else "data"] += 1
        elif name == "notes":
            self.notes = 1
        elif name == "config-item":
            self.setting = attributes
        elif name == "page" or (name == "section" and parent):
            self.notes = 0
        own["hidden"] += self._hidden(attributes)
        own["cropped"] += bool(re.search(r"[1-9]", attributes.get("clip", "")))
        own["ids"] += "rsid" in attributes or "paragraph-rsid" in attributes
        if name in ("bookmark", "bookmark-start", "frame", "section", "custom-shape", "named-range"):
            given = attributes.get("name", "")
            own["names"] += not given.startswith("_") and is_telling_name(given)
        own["paths"] += sum(is_local(value) for value in attributes.values())

    def _hidden(self, attributes: Mapping[str, str]) -> bool:
        return (
            attributes.get("display") in ("none", "false", "condition")
            or attributes.get("visibility") in ("collapse", "filter", "hidden")
            or attributes.get("is-hidden") == "true"
        )

    def _text(self, words: str, name: str) -> None:
        if not words.strip():
            return
        if self.name == "meta.xml":
            self._property(words, name)
        elif self.name == "settings.xml":
            self._setting(words)
        elif self.name == "manifest.rdf":
            self.own["data"] += 1
        elif self.notes and name in ("p", "span", "h", "a"):
            self.own["notes"] += 1
            self.notes = 0

    def _property(self, words: str, name: str) -> None:
        if name in ("creator", "initial-creator", "printed-by"):
            self.own["makers"] += 1
        elif name == "generator":
            self.own["properties"] += not is_program(words)
        else:
            self.own["properties"] += not says_nothing(words)

    def _setting(self, words: str) -> None:
        name = self.setting.get("name", "")
        if name.startswith("Printer"):
            self.own["printers"] += 1
        elif name.startswith("Rsid"):
            self.own["ids"] += 1
        elif name not in _SHOWS and self.setting.get("type") in ("string", None):
            self.own["paths" if is_local(words) else "data"] += not says_nothing(words)
