"""Look into documents of Word, Excel and PowerPoint (Office Open XML)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from harvest.source.documents.archive import Archive
from harvest.source.documents.endings import OFFICE
from harvest.source.documents.holdings import Sort
from harvest.source.documents.photographs import look_into
from harvest.source.documents.refused import LYING, RefusedDocument
from harvest.source.documents.values import is_local, is_program, is_telling_name, says_nothing
from harvest.source.documents.xml import read_xml

_BY_NAME: tuple[tuple[str, Sort | None], ...] = (
    (r"docProps/thumbnail\..*|.*/thumbnail\.\w+", "thumbnails"),
    (r".*/(?:embeddings|activeX)/.*|.*/afchunk.*|.*\.(?:ole|package)", "embedded"),
    (r".*/vba\w*\.(?:bin|xml)|.*/macrosheets/.*|customUI/.*|.*/attachedToolbars\.bin", "macros"),
    (r".*/printerSettings/.*", "printers"),
    (r"customXml/(?:_rels/.*|itemProps\d*\.xml)", None),
    (r"customXml/.*|.*/glossary/.*|xl/(?:connections|volatileDependencies)\.xml|xl/queryTables/.*", "data"),
    (r"xl/pivot(?:Cache|Tables)/.*|xl/model/.*|xl/xmlMaps\.xml|word/mailMerge.*|xl/slicer.*", "data"),
    (r"xl/externalLinks/(?!_rels).*", "paths"),
    (r"xl/revisions/.*", "changes"),
    (r"docMetadata/.*", "properties"),
    (r"_xmlsignatures/.*", "makers"),
    (r"ppt/tags/.*|ppt/revisionInfo\.xml|ppt/changesInfos/.*", "names"),
)
"""The sort of a part by its name alone, whatever it says; the first that fits counts."""
_READ = re.compile(
    r"""(?ix) \[Content_Types\]\.xml | .*\.rels | docProps/(?:core|app|custom)\.xml
    | word/(?:document|styles|stylesWithEffects|settings|webSettings|fontTable|numbering|footnotes|endnotes
        |header\d*|footer\d*|people|comments\w*)\.xml
    | xl/(?:workbook|styles|sharedStrings|calcChain|metadata|richData/.*|comments\d*)\.xml
    | xl/(?:worksheets|chartsheets|tables|threadedComments|persons)/[^/]+\.xml
    | ppt/(?:presentation|presProps|viewProps|tableStyles|commentAuthors|authors)\.xml
    | ppt/(?:slides|slideLayouts|slideMasters|notesMasters|handoutMasters|notesSlides|comments)/[^/]+\.xml
    | (?:word|xl|ppt)/(?:theme|drawings|charts|diagrams|ink)/[^/]+\.xml
    """
)
"""The parts that we know and read; every other is told as one that we cannot look into."""
_FIELDS = frozenset(
    "hyperlink page numpages sectionpages toc ref pageref noteref seq styleref date time tc xe index bibliography "
    "citation eq quote section pages symbol formtext formcheckbox".split()
)
"""Words with which a field may begin that shows all it says."""
_COMMENTS = {"comment", "threadedComment", "cm"}
_UNSEEN = {"vanish", "specVanish", "webHidden"}
_NO = ("0", "false", "off")


def look_into_office(archive: Archive, ending: str) -> Counter[Sort]:
    """Return what a document of Office holds besides what it shows. Raises `RefusedDocument`."""
    types = archive.read("[Content_Types].xml")
    if OFFICE[ending].encode() not in types:
        raise RefusedDocument(*LYING)
    counted: Counter[Sort] = Counter()
    for name in archive.names:
        sort = next(((sort,) for pattern, sort in _BY_NAME if re.fullmatch(pattern, name, re.IGNORECASE)), None)
        if sort is not None:
            counted.update(one for one in sort if one)
            if name.endswith(".rels"):
                _OfficePart(name, counted).read(archive.read(name))
        elif "/media/" in name:
            picture = look_into(archive.read(name))
            counted["pictures"] += picture == "telling"
            counted["unknown"] += picture == "unknown"
        elif _READ.fullmatch(name):
            _OfficePart(name, counted).read(archive.read(name))
        else:
            counted["unknown"] += 1
    return counted


class _OfficePart:
    """Counts what one part holds, by the names of its elements and attributes."""

    def __init__(self, name: str, counted: Counter[Sort]) -> None:
        self.name = name
        self.counted = counted
        self.own: Counter[Sort] = Counter()
        self.notes = "/notesSlides/" in name
        self.properties = name.startswith("docProps/")

    def read(self, content: bytes) -> None:
        read_xml(content, self._start, self._text)
        # One of each: a number of every paragraph that has a number of its own would say nothing.
        for sort in ("ids", "notes"):
            self.own[sort] = min(self.own[sort], 1)
        self.counted.update(self.own)

    def _start(self, name: str, attributes: Mapping[str, str], parent: str) -> None:
        own = self.own
        if name in _COMMENTS:
            own["comments"] += 1
        elif name in ("person", "cmAuthor") or (name == "author" and attributes):
            own["makers"] += 1
        elif "author" in attributes or "userName" in attributes:
            own["changes"] += 1
        elif name in _UNSEEN and attributes.get("val", "1") not in _NO:
            own["hidden"] += 1
        elif name == "Relationship":
            self._relationship(attributes)
            return
        elif name == "srcRect" and any(value not in ("0", "") for value in attributes.values()):
            own["cropped"] += 1
        elif name in ("docVar", "mailMerge", "dataBinding"):
            own["data"] += 1
        elif name in ("creationId", "docId", "rsid", "rsidRoot", "persistentDocumentId"):
            own["ids"] += 1
        elif name == "property" and self.properties:
            own["properties"] += 1
        self._named(name, attributes, parent)
        if self._hidden(name, attributes):
            own["hidden"] += 1
        if any(key.startswith("rsid") for key in attributes):
            own["ids"] += 1
        own["paths"] += sum(is_local(value) for value in attributes.values())

    def _hidden(self, name: str, attributes: Mapping[str, str]) -> bool:
        if name == "sheet":
            return attributes.get("state", "visible") != "visible"
        if name == "sld":
            return attributes.get("show", "1") in _NO
        return name in ("row", "col", "cNvPr", "docPr") and attributes.get("hidden", "0") not in _NO

    def _named(self, name: str, attributes: Mapping[str, str], parent: str) -> None:
        """Count a name or a remark that somebody gave to a part, and that no reader sees."""
        if name in ("docPr", "cNvPr"):
            telling = is_telling_name(attributes.get("name", ""))
        elif name == "bookmarkStart":
            telling = not attributes.get("name", "_").startswith("_")
        elif name == "definedName":
            telling = not attributes.get("name", "").startswith("_xlnm.")
        elif name in ("alias", "tag", "helpText", "statusText"):
            telling = bool(attributes.get("val"))
        elif name == "dataValidation":
            telling = any(attributes.get(key) for key in ("prompt", "promptTitle", "error", "errorTitle"))
        else:
            telling = (parent == "ffData" and name == "name") or name == "codeName"
        self.own["names"] += telling

    def _relationship(self, attributes: Mapping[str, str]) -> None:
        """Count a tie that leads out of the document and is no link that readers see."""
        if attributes.get("TargetMode", "").lower() != "external":
            return
        seen = attributes.get("Type", "").endswith("/hyperlink")
        to_site = attributes.get("Target", "").lower().startswith(("http://", "https://", "mailto:", "tel:", "#"))
        self.own["paths"] += not (seen and to_site)

    def _text(self, words: str, name: str) -> None:
        if not words.strip():
            return
        if self.notes:
            self.own["notes"] += name == "t" and not says_nothing(words)
        elif self.properties:
            self._property(words, name)
        elif name in ("instrText", "fldSimple", "delInstrText"):
            first = words.split()[0].lower().lstrip("\\")
            self.own["names"] += first.isalpha() and first not in _FIELDS
            self.own["paths"] += is_local(words)
        elif name in ("author", "Author"):
            self.own["makers"] += 1

    def _property(self, words: str, name: str) -> None:
        if name in ("creator", "lastModifiedBy", "Company", "Manager"):
            self.own["makers"] += 1
        elif name in ("Application", "AppVersion"):
            self.own["properties"] += not (is_program(words) or says_nothing(words))
        elif name == "Template":
            self.own["properties"] += words.strip().lower() not in ("normal.dotm", "normal", "normal.dot")
        elif name == "HyperlinkBase":
            self.own["paths"] += 1
        elif not self.name.endswith("custom.xml") and name not in ("lpstr", "lpwstr"):  # those repeat headings
            self.own["properties"] += not says_nothing(words)
