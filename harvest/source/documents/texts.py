"""Read the texts of a document: what it shows where its form lets us, and all that it holds besides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from harvest.source.documents.refused import RefusedDocument

_BLOCKS = frozenset("p h si is c row tc tr body comment annotation note list-item table-cell table-row".split())
"""The elements that begin a text of their own; a word may run through all others."""
_SPACES = frozenset("s tab br cr line-break noBreakHyphen".split())
_RUNS = frozenset("t p h span a delText".split())
"""The elements that hold the text of a paragraph itself; what others hold, such as a field, stands apart from it."""
_TOLD = re.compile(r"docProps/|meta\.xml\Z|customXml/|\.rels\Z")
"""The parts in which each element holds a text of its own."""
_FONTS = frozenset("ascii hAnsi cs eastAsia font typeface font-family font-name".split())
_TAG = re.compile(r"<[^<>]*+>")
_LETTERS = re.compile(r"[^\W\d_]{2}")

_LITERAL = re.compile(rb"\(((?:[^()\\]|\\.)*)\)|<([0-9A-Fa-f\s]{2,})>", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}


def texts_of_document(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield the texts of a document, and whether readers see each; each once. Raises `OSError`.

    Of a PDF these are properties, bookmarks, names, remarks and what is read aloud, but not the words on its pages. A
    document that cannot be read gives what was read before that.
    """
    texts = _of_pdf(path) if path.suffix.lower() == ".pdf" else _of_archive(path.read_bytes())
    seen = set()
    try:
        for text, shown in texts:
            words = " ".join(text.split())
            if _LETTERS.search(words) and (words, shown) not in seen:
                seen.add((words, shown))
                yield words, shown
    except RefusedDocument:
        return


def _of_archive(content: bytes) -> Iterator[tuple[str, bool]]:
    # Imported late, as all of this: few publications have a document.
    from harvest.source.documents.archive import Archive
    from harvest.source.documents.xml import read_xml

    archive = Archive(content)
    for name in archive.names:
        yield name, False
        if name.endswith((".xml", ".rels", ".rdf", ".vml")):
            content = archive.read(name)
            part = _Paragraphs(apart=_TOLD.search(name) is not None)
            with suppress(RefusedDocument):
                read_xml(content, part.start, part.text)
                part.end()
                yield from part.texts
                continue
            yield _TAG.sub("", content.decode("utf-8", "replace")), True  # damaged, and read all the same


class _Paragraphs:
    """Collects the texts of one part of an office document, by paragraphs, or with `apart` by elements."""

    def __init__(self, *, apart: bool) -> None:
        self.apart = apart
        self.texts: list[tuple[str, bool]] = []
        self._pieces: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str], parent: str) -> None:
        if self.apart or name in _BLOCKS:
            self.end()
        elif name in _SPACES:
            self._pieces.append("-" if name == "noBreakHyphen" else " ")
        for key, value in attributes.items():
            if key not in _FONTS:
                self.texts.append((value, False))

    def text(self, words: str, name: str) -> None:
        self._pieces.append(words if name in _RUNS else f" {words} ")

    def end(self) -> None:
        """End a paragraph."""
        self.texts.append(("".join(self._pieces), True))
        self._pieces.clear()


def _of_pdf(path: Path) -> Iterator[tuple[str, bool]]:
    import pikepdf  # late, as above

    try:
        with pikepdf.open(path) as pdf:
            metadata = pdf.Root.get("/Metadata")
            if metadata is not None:
                yield from _of_xmp(bytes(metadata.read_bytes()))
            for item in (pdf.trailer, *pdf.objects):
                sort = getattr(item, "_type_name", "")  # numbers and nothing come as those of Python
                if sort in ("dictionary", "array", "string"):
                    yield from _strings(item.unparse(resolved=True))
                elif sort == "stream":
                    yield from _strings(item.stream_dict.unparse())
    except (pikepdf.PdfError, pikepdf.ForeignObjectError, AttributeError, LookupError, RuntimeError, ValueError):
        return


def _of_xmp(content: bytes) -> Iterator[tuple[str, bool]]:
    from harvest.source.documents.xml import read_xml  # late, as above

    part = _Paragraphs(apart=True)
    read_xml(content.strip(b"\0 \r\n\t"), part.start, part.text)
    part.end()
    for text, _ in part.texts:
        yield text, False


def _strings(written: bytes) -> Iterator[tuple[str, bool]]:
    for literal, digits in _LITERAL.findall(written):
        if digits:
            packed = bytes.fromhex(digits.decode("ascii") + "0" * (len(b"".join(digits.split())) % 2))
        else:
            packed = _ESCAPE.sub(_unescaped, literal)
        yield _decoded(packed), False


def _unescaped(escape: re.Match[bytes]) -> bytes:
    said = escape[1]
    return bytes([int(said, 8) & 255]) if said[:1].isdigit() else _ESCAPED.get(said, said)


def _decoded(packed: bytes) -> str:
    if packed.startswith((b"\xfe\xff", b"\xff\xfe")):
        return packed.decode("utf-16", "replace")
    try:
        return packed.decode("utf-8-sig")
    except UnicodeDecodeError:
        return packed.decode("latin-1")
