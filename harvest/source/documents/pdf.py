"""Look into a PDF: who made it, remarks, hidden layers and text, attachments, and what earlier versions left behind."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

from harvest.source.documents.holdings import Sort
from harvest.source.documents.photographs import look_into
from harvest.source.documents.refused import DAMAGED, LOCKED, LYING, TOO_LARGE, RefusedDocument
from harvest.source.documents.values import is_local, is_program, says_nothing
from harvest.source.documents.xml import read_xml

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

MOST_UNPACKED = 512 * 1024 * 1024
"""The most bytes of all compressed parts together, counted before another library unpacks any."""
MOST_OBJECTS = 500_000
_PIECE = 1 << 18

_CATALOG = frozenset(
    """
    /Type /Pages /Version /PageLabels /PageMode /PageLayout /ViewerPreferences /Outlines /Dests /Names /Lang /MarkInfo
    /StructTreeRoot /OpenAction /Metadata /OutputIntents /Extensions /AcroForm /OCProperties /AF /URI
    """.split()
)
_PAGE = frozenset(
    """
    /Type /Parent /Resources /MediaBox /CropBox /BleedBox /TrimBox /ArtBox /Contents /Rotate /Group /StructParents
    /Tabs /Annots /Trans /Dur /UserUnit
    """.split()
)
_TRAILER = frozenset(
    "/Size /Root /Info /ID /Prev /Encrypt /XRefStm /Type /W /Index /Filter /Length /DecodeParms".split()
)
"""What a document, a page and the end of the file may say without telling more than they show."""

_TELLING: tuple[tuple[bytes, Sort], ...] = (
    (rb"/EF\b|/(?:RichMedia|Movie|Sound|Screen|3D)\b|/Collection\b", "embedded"),
    (rb"/(?:JavaScript|JS|Launch|ImportData|SubmitForm|ResetForm|Rendition)\b", "macros"),
    (rb"/AA\b", "macros"),
    (rb"/GoTo[RE]\b", "paths"),
    (rb"/(?:PieceInfo|XFA|SpiderInfo)\b", "data"),
    (rb"/Thumb\b", "thumbnails"),
    (rb"/(?:TU|TM)\b", "names"),
)
"""What the parts of a document say when they hold more than they show."""
_PLAIN_ANNOTATIONS = frozenset(("/Link", "/Widget", "/Popup", "/PrinterMark", "/TrapNet"))
_FILLED_IN = re.compile(rb"/D?V\s*[(<\d]")
"""What somebody wrote in a field of a form, whether it is on a page or not."""
_UNSEEN_TEXT = re.compile(rb"(?<![\w.+-])3\s+Tr\b")
_MALFORMED = (AttributeError, ArithmeticError, LookupError, RuntimeError, TypeError, ValueError)
"""What comes of reading a document in which something is of another type than it should be."""
_UNSEEN = 2 | 32
"""The flags of an annotation or a field that is not on the screen."""


def look_into_pdf(content: bytes) -> Counter[Sort]:
    """Return what a PDF holds besides what it shows. Raises `RefusedDocument`."""
    begins = content.find(b"%PDF-", 0, 1024)
    if begins < 0:
        raise RefusedDocument(*LYING)
    _unpackable(content)
    # Imported late: few publications have a PDF, and a check without one does not wait for it.
    import pikepdf

    try:
        with pikepdf.open(BytesIO(content), attempt_recovery=False) as pdf:
            if not len(pdf.pages) or len(pdf.objects) > MOST_OBJECTS:
                raise RefusedDocument(*(TOO_LARGE if len(pdf.pages) else DAMAGED))
            counted = _counted(pdf)
            versions = content.count(b"startxref") - (2 if pdf.is_linearized else 1)
            counted["versions"] += max(0, versions)
    except pikepdf.PasswordError:
        raise RefusedDocument(*LOCKED) from None
    except RefusedDocument:
        raise
    except (pikepdf.PdfError, pikepdf.ForeignObjectError, *_MALFORMED):
        raise RefusedDocument(*DAMAGED) from None
    ends = content.rfind(b"%%EOF")
    counted["unknown"] += bool(begins) + (ends < 0 or bool(content[ends + 5 :].strip(b"\0\r\n\t ")))
    return counted


def _unpackable(content: bytes) -> None:
    """Refuse a document whose compressed parts are more than anybody needs, before another library unpacks them."""
    left = MOST_UNPACKED
    for beginning in re.finditer(rb"stream[ \t]*(?:\r\n|\n|\r)(?=[\x08\x18\x28\x38\x48\x58\x68\x78])", content):
        unpack, at = zlib.decompressobj(), beginning.end()
        within = zlib.decompressobj()
        try:
            while not unpack.eof and at < len(content):
                source = unpack.unconsumed_tail or content[at : (at := at + _PIECE)]
                unpacked = unpack.decompress(source, _PIECE)
                left -= len(unpacked)
                if left > 0 and unpacked[:1] == b"\x78":  # packed twice
                    left -= len(within.decompress(unpacked, left))
                    within = zlib.decompressobj()
                if left <= 0:
                    raise RefusedDocument(*TOO_LARGE)
        except zlib.error:
            continue  # not compressed at all, or damaged: then it is refused later


def _counted(pdf: Pdf) -> Counter[Sort]:
    counted: Counter[Sort] = Counter()
    for name, value in pdf.docinfo.items():
        _property(counted, str(name).lstrip("/"), str(value))
    root: Any = pdf.Root
    metadata = root.get("/Metadata")
    if metadata is not None:
        _xmp(counted, bytes(metadata.read_bytes()))
    counted["unknown"] += _others(pdf.Root, _CATALOG) + _others(pdf.trailer, _TRAILER)
    identity = b"".join(bytes(one) for one in pdf.trailer.get("/ID", ()))
    counted["ids"] += len(identity) > 64 or (len(identity) > 0 and identity.isascii())
    layers = root.get("/OCProperties", {}).get("/D", {})
    counted["hidden"] += len(layers.get("/OFF", ())) + (layers.get("/BaseState") == "/OFF")
    for page in pdf.pages:
        _page(counted, page.obj)
    leads_to = {0: _references(pdf.trailer.unparse(resolved=True))}
    for item in pdf.objects:
        sort = getattr(item, "_type_name", "")  # numbers and nothing come as those of Python
        serves = sort == "stream" and item.get("/Type") in ("/ObjStm", "/XRef")  # to find others
        if sort in ("stream", "dictionary", "array") and not serves:
            leads_to[item.objgen[0]] = _object(counted, item, is_metadata=metadata is not None and item == metadata)
    counted["loose"] += max(0, _loose(leads_to) - (2 if pdf.is_linearized else 0))
    return counted


def _references(written: bytes) -> set[int]:
    return {int(number) for number in re.findall(rb"(?<!\d)(\d{1,10}) \d{1,5} R\b", written)}


def _loose(leads_to: Mapping[int, set[int]]) -> int:
    """Return to how many objects nothing leads from the end of the file: what a program took away may stand there."""
    reached, todo = set(), [0]
    while todo:
        number = todo.pop()
        if number not in reached:
            reached.add(number)
            todo += leads_to.get(number, ())
    return len(leads_to.keys() - reached)


def _others(item: Object, known: frozenset[str]) -> int:
    return sum(key not in known for key in item.keys())  # noqa: SIM118  (an object of PDF is no mapping)


def _page(counted: Counter[Sort], page: Any) -> None:
    counted["unknown"] += _others(page, _PAGE | {"/Thumb", "/PieceInfo", "/AA", "/Metadata", "/LastModified"})
    for note in page.get("/Annots", ()):
        kind, flags = str(note.get("/Subtype", "")), int(note.get("/F", 0))
        if kind == "/FileAttachment":
            continue  # its file is counted
        counted["comments"] += kind not in _PLAIN_ANNOTATIONS
        counted["hidden"] += kind == "/Widget" and bool(flags & _UNSEEN)
    whole, shown = page.get("/MediaBox"), page.get("/CropBox")
    if whole is not None and shown is not None:
        counted["cropped"] += any(abs(float(one) - float(other)) > 1 for one, other in zip(whole, shown, strict=True))
    contents = page.get("/Contents", ())
    parts = list(contents) if type(contents).__name__ == "Array" else [contents] if contents != () else []
    counted["hidden"] += any(_draws_unseen(counted, part) for part in parts)


def _draws_unseen(counted: Counter[Sort], drawn: Any) -> bool:
    """Tell whether what is drawn holds text without colour or line, as behind a scan; count what cannot be unpacked."""
    packed = drawn.get("/Filter")
    if type(packed).__name__ == "Array":
        packed = None if not len(packed) else packed[0] if len(packed) == 1 else "several"
    if packed is not None and packed != "/FlateDecode":  # only of this one we know beforehand how much comes out
        counted["unknown"] += 1
        return False
    return _UNSEEN_TEXT.search(bytes(drawn.read_bytes())) is not None


def _object(counted: Counter[Sort], item: Any, *, is_metadata: bool) -> set[int]:
    """Count what one object holds besides what it shows, and return the numbers of the objects it leads to."""
    stream = item._type_name == "stream"
    written = item.stream_dict.unparse() if stream else item.unparse(resolved=True)
    for pattern, sort in _TELLING:
        counted[sort] += len(re.findall(pattern, written))
    counted["data"] += b"/FT" in written and _FILLED_IN.search(written) is not None
    if b"file:" in written or b"\\\\" in written:  # a backslash in a string is written twice
        counted["paths"] += is_local(written.decode("latin-1").replace("\\\\", "\\"))
    if stream:
        kind = item.get("/Subtype")
        counted["properties"] += item.get("/Type") == "/Metadata" and not is_metadata
        if kind == "/Form":
            counted["hidden"] += _draws_unseen(counted, item)
        elif kind == "/Image" and _is_photograph(item):
            counted["pictures"] += look_into(bytes(item.read_raw_bytes())) == "telling"
    return _references(written)


def _is_photograph(item: Any) -> bool:
    packed = item.get("/Filter")
    return packed == "/DCTDecode" or (
        type(packed).__name__ == "Array" and len(packed) == 1 and packed[0] == "/DCTDecode"
    )


def _property(counted: Counter[Sort], name: str, value: str) -> None:
    """Count a property by its name, unless it says nothing of people."""
    name = name.lower()
    if not value.strip() or says_nothing(value):
        return
    if name in ("author", "creator", "li", "name") and not is_program(value):
        counted["makers"] += 1
    elif name.endswith("id") and len(value) < 100:
        counted["ids"] = 1
    else:
        counted["properties"] += not (
            name in ("producer", "creator", "creatortool", "softwareagent", "ptex.fullbanner") and is_program(value)
        )


def _xmp(counted: Counter[Sort], content: bytes) -> None:
    owners: list[str] = []

    def start(name: str, attributes: Any, parent: str) -> None:
        if name in ("creator", "title", "description", "subject", "rights", "publisher", "contributor"):
            owners[:] = [name]
        for key, value in attributes.items():
            if key not in ("about", "xmptk", "parseType", "lang", "resource", "ID", "nodeID"):
                _property(counted, key, value)

    def text(words: str, name: str) -> None:
        if words.strip():
            _property(counted, owners[-1] if name == "li" and owners else name, words)

    read_xml(content.strip(b"\0 \r\n\t"), start, text)
