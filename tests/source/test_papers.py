"""What documents hold besides what they show is told by kind and number, and what cannot be looked into is refused."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from harvest.problems.language import LANGUAGES, render
from harvest.source.documents import DOCUMENTS, read_document
from harvest.source.documents import archive as archives
from harvest.source.documents import pdf as pdfs
from harvest.source.documents import xml as xmls
from harvest.source.documents.holdings import NAMES, Sort
from harvest.source.documents.read import MAX_BYTES
from harvest.source.documents.values import is_program, is_telling_name, says_nothing
from tests.papers import Parts, app, core, meta, odf, office, packed, pdf, photograph, saved

MARKER = "Jansma"
"""The name of somebody, that stands in every document here."""
LIBRE = "LibreOffice/7.4.7.2$Linux_X86_64 LibreOffice_project/40$Build-2"
EXIF = photograph(exif=b"Exif\0\0" + MARKER.encode())
REL = "<Relationships><Relationship TargetMode='External' Type='x/{}' Target='{}'/></Relationships>"
COMMENTS = f"<w:comments xmlns:w='x'><w:comment w:author='{MARKER}'><w:t>Nee.</w:t></w:comment></w:comments>"


def said(name: str) -> Parts:
    """What an OpenDocument says of itself under a name."""
    return meta(f"<meta:{name}>{MARKER}</meta:{name}>")


def info(made: pikepdf.Pdf, **values: str) -> None:
    """Say in the old way who made it."""
    made.docinfo.update({f"/{name}": value for name, value in values.items()})


def changed(item: Any, **values: Any) -> None:
    """Give the catalogue or a page something more."""
    for name, value in values.items():
        setattr(item, name, value)


def annotated(made: pikepdf.Pdf, **fields: Any) -> None:
    """Put a remark on the first page."""
    note = Dictionary(Type=Name.Annot, Rect=[0, 0, 9, 9], **fields)
    made.pages[0].obj.Annots = Array([made.make_indirect(note)])


def drawn(made: pikepdf.Pdf, content: bytes) -> None:
    """Draw something on the first page."""
    made.pages[0].obj.Contents = made.make_stream(content)


def attached(made: pikepdf.Pdf) -> None:
    """Put a file in it."""
    held = made.make_stream(MARKER.encode(), Type=Name.EmbeddedFile)
    spec = made.make_indirect(Dictionary(Type=Name.Filespec, F="lijst.txt", EF=Dictionary(F=held)))
    made.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("lijst.txt"), spec])))


def pictured(made: pikepdf.Pdf, content: bytes = EXIF) -> None:
    """Put a photograph on the first page, as it came from a telephone."""
    image = pikepdf.Stream(made, content, Type=Name.XObject, Subtype=Name.Image, Width=4, Height=4)
    image.ColorSpace, image.BitsPerComponent, image.Filter = Name.DeviceRGB, 8, Name.DCTDecode
    made.pages[0].obj.Resources = Dictionary(XObject=Dictionary(a=made.make_indirect(image)))


def described(made: pikepdf.Pdf, **values: object) -> None:
    """Say in XMP, the newer way, who made it."""
    with made.open_metadata(set_pikepdf_as_editor=False) as xmp:
        for name, value in values.items():
            xmp[name.replace("_", ":", 1)] = value


def layered(made: pikepdf.Pdf) -> None:
    """Have a layer that is not shown."""
    layer = made.make_indirect(Dictionary(Type=Name.OCG, Name=String(MARKER)))
    made.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))


def later(first: bytes) -> bytes:
    """A PDF that was changed and saved on top of itself: all that was deleted still stands in it."""
    size = first.count(b" obj")
    start = first.rfind(b"startxref")
    return first + b"xref\n0 0\ntrailer <</Size %d /Root 1 0 R /Prev %s>>\nstartxref\n%d\n%%%%EOF\n" % (
        size + 1,
        first[start:].split()[1],
        len(first),
    )


HELD: Mapping[str, tuple[str, bytes, Sort]] = {
    # Word
    "maker": (".docx", office(".docx", parts=core(f"<dc:creator>{MARKER}</dc:creator>")), "makers"),
    "last changed by": (".docx", office(".docx", parts=core(f"<lastModifiedBy>{MARKER}</lastModifiedBy>")), "makers"),
    "firm": (".docx", office(".docx", parts=app(f"<Company>{MARKER} BV</Company>")), "makers"),
    "manager": (".docx", office(".docx", parts=app(f"<Manager>{MARKER}</Manager>")), "makers"),
    "title": (".docx", office(".docx", parts=core(f"<dc:title>Voor {MARKER}</dc:title>")), "properties"),
    "template": (".docx", office(".docx", parts=app(f"<Template>{MARKER}.dotm</Template>")), "properties"),
    "program of somebody": (".docx", office(".docx", parts=app(f"<Application>{MARKER}</Application>")), "properties"),
    "field of one's own": (
        ".docx",
        office(".docx", parts={"docProps/custom.xml": f"<Properties><property name='{MARKER}'/></Properties>"}),
        "properties",
    ),
    "remark in the margin": (".docx", office(".docx", parts={"word/comments.xml": COMMENTS}), "comments"),
    "people": (
        ".docx",
        office(".docx", parts={"word/people.xml": f"<w:people xmlns:w='x'><w:person w:author='{MARKER}'/></w:people>"}),
        "makers",
    ),
    **{
        tag: (".docx", office(".docx", f"<w:{tag} w:author='{MARKER}'><w:r/></w:{tag}>"), "changes")
        for tag in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "cellIns")
    },
    "change in a header": (
        ".docx",
        office(".docx", parts={"word/header1.xml": f"<w:hdr xmlns:w='x'><w:del w:author='{MARKER}'/></w:hdr>"}),
        "changes",
    ),
    "hidden text": (".docx", office(".docx", f"<w:rPr><w:vanish/></w:rPr><w:t>{MARKER}</w:t>"), "hidden"),
    "file inside": (".docx", office(".docx", parts={"word/embeddings/a.xlsx": MARKER}), "embedded"),
    "programs": (".docx", office(".docx", parts={"word/vbaProject.bin": MARKER}), "macros"),
    "photograph": (".docx", office(".docx", parts={"word/media/image1.jpeg": EXIF}), "pictures"),
    "drawing": (".docx", office(".docx", parts={"word/media/image1.emf": MARKER}), "unknown"),
    "cut away": (".docx", office(".docx", "<a:srcRect xmlns:a='x' l='25000'/>"), "cropped"),
    "small picture": (".docx", office(".docx", parts={"docProps/thumbnail.jpeg": photograph()}), "thumbnails"),
    "data of one's own": (".docx", office(".docx", parts={"customXml/item1.xml": f"<a>{MARKER}</a>"}), "data"),
    "blocks to build with": (".docx", office(".docx", parts={"word/glossary/document.xml": "<a/>"}), "data"),
    "values of a document": (".docx", office(".docx", f"<w:docVar w:name='a' w:val='{MARKER}'/>"), "data"),
    "name of a picture": (".docx", office(".docx", f"<w:docPr w:name='foto {MARKER}.jpg'/>"), "names"),
    "bookmark": (".docx", office(".docx", f"<w:bookmarkStart w:name='{MARKER}'/>"), "names"),
    "field that shows nothing": (".docx", office(".docx", f"<w:instrText>PRIVATE {MARKER}</w:instrText>"), "names"),
    "path of a picture": (".docx", office(".docx", f"<w:a w:descr='C:\\Users\\{MARKER}\\a.jpg'/>"), "paths"),
    "template elsewhere": (
        ".docx",
        office(
            ".docx", parts={"word/_rels/settings.xml.rels": REL.format("attachedTemplate", f"file:///C:/{MARKER}.dotm")}
        ),
        "paths",
    ),
    "picture on another site": (
        ".docx",
        office(".docx", parts={"word/_rels/document.xml.rels": REL.format("image", "https://example.org/a.png")}),
        "paths",
    ),
    "printer": (".docx", office(".docx", parts={"word/printerSettings/printerSettings1.bin": MARKER}), "printers"),
    "sessions": (".docx", office(".docx", "<w:p w:rsidR='00A1B2C3'/>"), "ids"),
    "a part of a later version": (".docx", office(".docx", parts={f"word/{MARKER}.xml": "<a/>"}), "unknown"),
    "signed": (".docx", office(".docx", parts={"_xmlsignatures/sig1.xml": "<a/>"}), "makers"),
    # Excel
    "remark on a cell": (
        ".xlsx",
        office(".xlsx", parts={"xl/comments1.xml": "<comments><commentList><comment/></commentList></comments>"}),
        "comments",
    ),
    "who remarked": (
        ".xlsx",
        office(
            ".xlsx", parts={"xl/comments1.xml": f"<comments><authors><author>{MARKER}</author></authors></comments>"}
        ),
        "makers",
    ),
    "conversation": (
        ".xlsx",
        office(".xlsx", parts={"xl/threadedComments/threadedComment1.xml": "<a><threadedComment/></a>"}),
        "comments",
    ),
    "who conversed": (
        ".xlsx",
        office(".xlsx", parts={"xl/persons/person.xml": f"<a><person displayName='{MARKER}'/></a>"}),
        "makers",
    ),
    "hidden sheet": (".xlsx", office(".xlsx", f"<sheet name='{MARKER}' state='veryHidden'/>"), "hidden"),
    "hidden row": (".xlsx", office(".xlsx", parts={"xl/worksheets/sheet1.xml": "<a><row hidden='1'/></a>"}), "hidden"),
    "hidden column": (".xlsx", office(".xlsx", parts={"xl/worksheets/s.xml": "<a><col hidden='true'/></a>"}), "hidden"),
    "named cells": (".xlsx", office(".xlsx", f"<definedName name='{MARKER}'/>"), "names"),
    "another workbook": (".xlsx", office(".xlsx", parts={"xl/externalLinks/externalLink1.xml": "<a/>"}), "paths"),
    "pivot": (".xlsx", office(".xlsx", parts={"xl/pivotCache/pivotCacheRecords1.xml": "<a/>"}), "data"),
    "connection": (".xlsx", office(".xlsx", parts={"xl/connections.xml": "<a/>"}), "data"),
    "revisions": (".xlsx", office(".xlsx", parts={"xl/revisions/revisionLog1.xml": "<a/>"}), "changes"),
    # PowerPoint
    "notes of the speaker": (
        ".pptx",
        office(".pptx", parts={"ppt/notesSlides/notesSlide1.xml": f"<a><t>{MARKER}</t></a>"}),
        "notes",
    ),
    "hidden slide": (".pptx", office(".pptx", parts={"ppt/slides/slide1.xml": "<sld show='0'/>"}), "hidden"),
    "hidden shape": (".pptx", office(".pptx", parts={"ppt/slides/slide1.xml": "<a><cNvPr hidden='1'/></a>"}), "hidden"),
    "remark on a slide": (".pptx", office(".pptx", parts={"ppt/comments/comment1.xml": "<a><cm/></a>"}), "comments"),
    "tags": (".pptx", office(".pptx", parts={"ppt/tags/tag1.xml": "<a/>"}), "names"),
    # LibreOffice
    "ODF maker": (".odt", odf(".odt", parts=meta(f"<dc:creator>{MARKER}</dc:creator>")), "makers"),
    "ODF first maker": (
        ".ods",
        odf(".ods", parts=meta(f"<meta:initial-creator>{MARKER}</meta:initial-creator>")),
        "makers",
    ),
    "ODF who printed": (".odp", odf(".odp", parts=said("printed-by")), "makers"),
    "ODF field": (".odt", odf(".odt", parts=said("user-defined")), "properties"),
    "ODF template": (".odt", odf(".odt", parts=meta(f"<meta:template xlink:href='{MARKER}.ott'/>")), "properties"),
    "ODF remark": (
        ".odt",
        odf(".odt", f"<office:annotation><dc:creator>{MARKER}</dc:creator></office:annotation>"),
        "comments",
    ),
    "ODF change": (
        ".odt",
        odf(".odt", "<text:changed-region><text:deletion><office:change-info/></text:deletion></text:changed-region>"),
        "changes",
    ),
    "ODF hidden text": (".odt", odf(".odt", "<text:hidden-text text:string-value='x'/>"), "hidden"),
    "ODF hidden section": (".odt", odf(".odt", "<text:section text:display='none'/>"), "hidden"),
    "ODF hidden sheet": (".ods", odf(".ods", "<style:table-properties table:display='false'/>"), "hidden"),
    "ODF hidden row": (".ods", odf(".ods", "<table:table-row table:visibility='collapse'/>"), "hidden"),
    "ODF hidden slide": (".odp", odf(".odp", "<style:p presentation:visibility='hidden'/>"), "hidden"),
    "ODF notes": (".odp", odf(".odp", f"<presentation:notes><text:p>{MARKER}</text:p></presentation:notes>"), "notes"),
    "ODF small picture": (".odt", odf(".odt", parts={"Thumbnails/thumbnail.png": b"x"}), "thumbnails"),
    "ODF programs": (".odt", odf(".odt", parts={"Basic/Standard/a.xml": "<a/>"}), "macros"),
    "ODF file inside": (".odt", odf(".odt", parts={"Object 1/content.xml": "<a/>"}), "embedded"),
    "ODF versions": (".odt", odf(".odt", parts={"Versions/Version1": "x"}), "versions"),
    "ODF photograph": (".odt", odf(".odt", parts={"Pictures/1.jpg": EXIF}), "pictures"),
    "ODF cut away": (".odt", odf(".odt", "<style:g style:clip='rect(1cm, 0cm, 0cm, 0cm)'/>"), "cropped"),
    "ODF printer": (
        ".odt",
        odf(".odt", parts={"settings.xml": f"<a><config-item name='PrinterName'>{MARKER}</config-item></a>"}),
        "printers",
    ),
    "ODF source of data": (
        ".odt",
        odf(".odt", parts={"settings.xml": f"<a><config-item name='DatabaseName'>{MARKER}</config-item></a>"}),
        "data",
    ),
    "ODF sessions": (".odt", odf(".odt", "<style:t style:rsid='001a2b3c'/>"), "ids"),
    "ODF path": (".odt", odf(".odt", f"<text:a xlink:href='file:///home/{MARKER}/a.odt'/>"), "paths"),
    "ODF another part": (".odt", odf(".odt", parts={f"{MARKER}.bin": "x"}), "unknown"),
    # PDF
    "PDF maker": (".pdf", pdf(lambda made: info(made, Author=MARKER)), "makers"),
    "PDF maker in XMP": (".pdf", pdf(lambda made: described(made, dc_creator=[MARKER])), "makers"),
    "PDF program of somebody": (
        ".pdf",
        pdf(lambda made: made.docinfo.update({"/Producer": f"Scan van {MARKER}"})),
        "properties",
    ),
    "PDF title": (".pdf", pdf(lambda made: described(made, dc_title=f"Voor {MARKER}")), "properties"),
    "PDF field": (".pdf", pdf(lambda made: info(made, Afdeling=MARKER)), "properties"),
    "PDF identity": (".pdf", pdf(lambda made: described(made, xmpMM_DocumentID="uuid:1-2-3")), "ids"),
    "PDF remark": (".pdf", pdf(lambda made: annotated(made, Subtype=Name.Text, T=MARKER)), "comments"),
    "PDF mark": (".pdf", pdf(lambda made: annotated(made, Subtype=Name.Highlight)), "comments"),
    "PDF file inside": (".pdf", pdf(attached), "embedded"),
    "PDF program": (
        ".pdf",
        pdf(lambda made: changed(made.Root, OpenAction=Dictionary(S=Name.JavaScript, JS="1"))),
        "macros",
    ),
    "PDF layer": (".pdf", pdf(layered), "hidden"),
    "PDF text behind a scan": (".pdf", pdf(lambda made: drawn(made, b"BT 3 Tr (x) Tj ET")), "hidden"),
    "PDF field nobody sees": (".pdf", pdf(lambda made: annotated(made, Subtype=Name.Widget, F=2)), "hidden"),
    "PDF field without a place": (
        ".pdf",
        pdf(lambda made: changed(made.Root, AcroForm=Dictionary(Fields=[Dictionary(FT=Name.Tx, T="a", V=MARKER)]))),
        "data",
    ),
    "PDF cut away": (
        ".pdf",
        pdf(lambda made: changed(made.pages[0].obj, CropBox=Array([0, 0, 50, 50]))),
        "cropped",
    ),
    "PDF small picture": (
        ".pdf",
        pdf(lambda made: changed(made.pages[0].obj, Thumb=made.make_stream(b"x"))),
        "thumbnails",
    ),
    "PDF data of a program": (
        ".pdf",
        pdf(lambda made: changed(made.pages[0].obj, PieceInfo=Dictionary(a=MARKER))),
        "data",
    ),
    "PDF photograph": (".pdf", pdf(pictured), "pictures"),
    "PDF part of one's own": (".pdf", pdf(lambda made: changed(made.Root, Eigen=String(MARKER))), "unknown"),
    "PDF path": (
        ".pdf",
        pdf(lambda made: annotated(made, Subtype=Name.Link, A=Dictionary(URI=f"file:///C:/{MARKER}"))),
        "paths",
    ),
    "PDF earlier version": (".pdf", later(pdf(object_stream_mode=pikepdf.ObjectStreamMode.disable)), "versions"),
    "PDF behind the end": (".pdf", pdf() + MARKER.encode(), "unknown"),
}


@pytest.mark.parametrize("name", HELD)
def test_what_a_document_holds_is_told(name: str, tmp_path: Path) -> None:
    """Each by its kind, whatever program wrote it, and never by its words."""
    ending, content, sort = HELD[name]
    document = read_document(saved(tmp_path / f"a{ending}", content))
    assert document.refused is None
    assert sort in dict(document.holds.counted)
    assert all(MARKER not in document.holds.in_words(language) for language in LANGUAGES)


def test_every_sort_is_tried() -> None:
    """A sort without a document here is one that nobody ever saw; each has its words."""
    assert {sort for _, _, sort in HELD.values()} | {"loose"} == set(get_args(Sort)) == set(NAMES)


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        *((ending, office(ending, "<t>Tekst</t>")) for ending in (".docx", ".xlsx", ".pptx")),
        *((ending, odf(ending, "<text:p>Tekst</text:p>")) for ending in (".odt", ".ods", ".odp")),
        (".pdf", pdf()),
        (".pdf", pdf(linearize=True)),
        (".pdf", pdf(lambda made: drawn(made, b"BT 0 Tr (x) Tj ET"))),
        (".pdf", pdf(lambda made: info(made, Producer="LibreOffice 7.4", CreationDate="D:2026"))),
        (".pdf", pdf(lambda made: pictured(made, photograph()))),
        (".pdf", pdf(lambda made: annotated(made, Subtype=Name.Link, A=Dictionary(URI="https://example.org")))),
        (".docx", office(".docx", parts={"word/media/image1.jpeg": photograph(), "word/styles.xml": "<a/>"})),
        (".docx", office(".docx", parts={**core("<revision>4</revision><dc:language>nl-NL</dc:language>")})),
        (".docx", office(".docx", parts=app("<Application>Microsoft Office Word</Application><Pages>2</Pages>"))),
        (".docx", office(".docx", "<w:docPr w:name='Afbeelding 3'/><w:bookmarkStart w:name='_GoBack'/>")),
        (".docx", office(".docx", parts={"word/_rels/d.xml.rels": REL.format("hyperlink", "https://example.org")})),
        (".docx", office(".docx", "<w:instrText>HYPERLINK \"https://example.org\"</w:instrText><w:vanish w:val='0'/>")),
        (".odt", odf(".odt", parts=meta(f"<meta:generator>{LIBRE}</meta:generator><meta:a>PT1H2M</meta:a>"))),
        (".csv", "naam;aantal\nréünie;3\n".encode("cp1252")),
        (".csv", "\ufeffnaam;aantal\n".encode()),
        (".csv", b"<table>"),
    ],
)
def test_of_a_clean_document_nothing_is_told(ending: str, content: bytes, tmp_path: Path) -> None:
    """What every program writes in every document says nothing of anybody."""
    document = read_document(saved(tmp_path / f"a{ending}", content))
    assert document.refused is None
    assert document.holds.counted == ()


def locked() -> bytes:
    """A PDF with a password."""
    return pdf(encryption=pikepdf.Encryption(owner="a", user="b"))


def flagged(content: bytes) -> bytes:
    """A zip file that says that its parts have a password."""
    file = zipfile.ZipFile(io.BytesIO(content))
    changed = bytearray(content)
    for info in file.infolist():
        changed[info.header_offset + 6] |= 1
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ENTITY = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
REFUSED: Mapping[str, tuple[str, bytes, str]] = {
    **{f"empty {ending}": (ending, b"", "empty") for ending in sorted(DOCUMENTS)},
    "only blanks": (".csv", b"\r\n \n", "empty"),
    "PDF with a password": (".pdf", locked(), "password"),
    "Office with a password, or before 2007": (".docx", OLD, "password"),
    "zip with a password": (".xlsx", flagged(office(".xlsx")), "password"),
    "ODF with a password": (
        ".odt",
        odf(".odt", parts={"META-INF/manifest.xml": "<a><encryption-data/></a>"}),
        "password",
    ),
    "half a PDF": (".pdf", pdf()[:-200], "damaged"),
    "half a docx": (".docx", office(".docx")[:-60], "damaged"),
    "a part that is damaged": (".docx", office(".docx", "<w:p>"), "damaged"),
    "entities": (".docx", office(".docx", parts={"word/styles.xml": ENTITY}), "damaged"),
    "a zip file named PDF": (".pdf", office(".docx"), "another sort"),
    "a PDF named docx": (".docx", pdf(), "another sort"),
    "a page of the web named docx": (".docx", b"<html>Hallo</html>", "another sort"),
    "a text named PDF": (".pdf", b"Hallo", "another sort"),
    "an xlsx named docx": (".docx", office(".xlsx"), "another sort"),
    "an ods named odt": (".odt", odf(".ods"), "another sort"),
    "a docx named odt": (".odt", office(".docx"), "another sort"),
    "a zip file named docx": (".docx", packed({"a.txt": "a"}), "another sort"),
    "an xlsx named csv": (".csv", office(".xlsx"), "another sort"),
    "a text behind a zip file": (".docx", b"MZ" + office(".docx"), "damaged"),
    "another packing": (".docx", packed({"[Content_Types].xml": "a"}, method=zipfile.ZIP_LZMA), "damaged"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_looked_into_is_refused(name: str, tmp_path: Path) -> None:
    """With a reason and what to do, in both languages, and without a traceback."""
    ending, content, why = REFUSED[name]
    document = read_document(saved(tmp_path / f"a{ending}", content))
    assert document.refused is not None
    assert why in render(document.refused.message, "en")
    for language in LANGUAGES:
        assert render(document.refused.hint, language)
    assert render(document.refused.message, "nl") != render(document.refused.message, "en")


def test_a_large_document_is_not_read(tmp_path: Path) -> None:
    """Two hundred megabytes take no longer than fifty."""
    file = tmp_path / "a.pdf"
    with file.open("wb") as opened:
        opened.write(b"%PDF-1.7\n")
        opened.truncate(4 * MAX_BYTES)
    document = read_document(file)
    assert document.refused is not None
    assert document.refused.code == "too-large"


def test_a_document_that_went_is_refused(tmp_path: Path) -> None:
    """And told like any file that cannot be opened."""
    refused = read_document(tmp_path / "weg.pdf").refused
    assert refused is not None
    assert "cannot be opened" in render(refused.message, "en")


def test_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the list of parts says, bytes, elements and depth are counted as they come."""
    monkeypatch.setattr(archives, "MOST_UNPACKED", 100_000)
    monkeypatch.setattr(pdfs, "MOST_UNPACKED", 100_000)
    monkeypatch.setattr(xmls, "MOST_ELEMENTS", 1_000)
    monkeypatch.setattr(archives, "MOST_PARTS", 50)
    zeros = bytes(200_000)
    twice = zlib.compress(zlib.compress(bytes(20_000_000)))
    for number, (ending, content) in enumerate(
        (
            (".docx", office(".docx", parts={"word/media/a.png": zeros})),
            (".docx", office(".docx", "<a>" * 2_000 + "</a>" * 2_000)),
            (".odt", odf(".odt", "<text:p/>" * 2_000)),
            (".docx", office(".docx", parts={f"word/header{n}.xml": "<a/>" for n in range(60)})),
            (".pdf", pdf(lambda made: drawn(made, zeros), compress_streams=True)),
            (".pdf", b"%PDF-1.7\n1 0 obj <</Length 9>> stream\n" + twice),
        )
    ):
        refused = read_document(saved(tmp_path / f"{number}{ending}", content)).refused
        assert refused is not None, number
        assert refused.code == "too-large", number


def test_what_stands_between_the_parts_is_told(tmp_path: Path) -> None:
    """A part that a program took from the list may still stand in the file."""
    with_it = office(".docx", parts={"word/comments.xml": "<a/>", "word/z.xml": "<a/>"})
    file = zipfile.ZipFile(io.BytesIO(with_it))
    central = with_it[file.start_dir :]
    record = central[central.find(b"PK\x01\x02", central.find(b"word/document.xml")) :]
    record = record[: record.find(b"PK\x01\x02", 4)]
    assert b"word/comments.xml" in record
    shorter = central.replace(record, b"")
    end = bytearray(shorter[shorter.rfind(b"PK\x05\x06") :])
    for at in (8, 10):
        end[at] -= 1
    end[12:16] = (int.from_bytes(end[12:16], "little") - len(record)).to_bytes(4, "little")
    content = with_it[: file.start_dir] + shorter[: shorter.rfind(b"PK\x05\x06")] + bytes(end)
    holds = dict(read_document(saved(tmp_path / "a.docx", content)).holds.counted)
    assert holds.get("loose") == 1
    assert "comments" not in holds


def test_what_nothing_shows_is_told(tmp_path: Path) -> None:
    """In a PDF too."""
    content = pdf(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    at = content.find(b"xref\n")
    number = content.count(b" obj") + 1
    extra = b"%d 0 obj <</Naam (Jansma)>> endobj\n" % number
    table = content[at:].replace(b"0 %d\n" % number, b"0 %d\n" % (number + 1), 1)
    table = table.replace(b"trailer", b"%010d 00000 n \ntrailer" % at, 1)
    table = table.replace(b"/Size %d" % number, b"/Size %d" % (number + 1)).replace(
        b"%d\n%%%%EOF" % at, b"%d\n%%%%EOF" % (at + len(extra))
    )
    document = read_document(saved(tmp_path / "a.pdf", content[:at] + extra + table))
    assert document.refused is None
    assert dict(document.holds.counted) == {"loose": 1}


def test_programs_are_no_people() -> None:
    """The name of a program says nothing, and a name beside it does."""
    for name in (
        "Microsoft® Word voor Microsoft 365",
        "LibreOffice 7.4",
        "pdfTeX-1.40.24",
        "Skia/PDF m119",
        "macOS Version 12.5 (Build 21G72) Quartz PDFContext",
        "Adobe InDesign 18.0 (Windows)",
        "WeasyPrint 70.0",
    ):
        assert is_program(name), name
    for name in ("Word van Jansma", "Jansma", "Scan 12 Jansma"):
        assert not is_program(name), name


def test_numbers_and_dates_say_nothing() -> None:
    """A word does."""
    for value in ("12", "2026-11-29T12:00:00Z", "D:20261129120000+01'00'", "true", "PT1H2M3S", "nl-NL", ""):
        assert says_nothing(value), value
    for value in ("Jansma", "12 Jansma", "jan", "Tuesday"):
        assert not says_nothing(value), value
    assert not is_telling_name("Tijdelijke aanduiding voor inhoud 2")
    assert is_telling_name("foto Jansma.jpg")
