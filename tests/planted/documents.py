"""Documents that hold a word beside what they say: of a word processor, a spreadsheet, and PDF."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import partial

import pikepdf

from tests.planted.photographs import exif
from tests.planted.plant import Made

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/{}" '
    'ContentType="application/vnd.openxmlformats-officedocument.{}.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="{}"/></Relationships>'
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/">{}</cp:coreProperties>'
)
APP = '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">{}</Properties>'


def packed(parts: dict[str, str | bytes], comment: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, content in parts.items():
            whole.writestr(name, content)
        whole.comment = comment.encode()
    return out.getvalue()


def _office(main: str, sort: str, text: str, parts: dict[str, str | bytes], word: str) -> bytes:
    own = {name: part.replace("@", word) if isinstance(part, str) else part for name, part in parts.items()}
    start = {"[Content_Types].xml": TYPES.format(main, sort), "_rels/.rels": RELATIONS.format(main)}
    return packed({**start, main: text.replace("@", word), **own})


def letter(inside: str = "", **parts: str | bytes) -> Callable[[str], bytes]:
    """A document of Word; a part is named with `__` for a slash, and ends in `.xml`."""
    text = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>Verslag.</w:t></w:r>{inside}</w:p></w:body></w:document>'
    names = {f"{name.replace('__', '/')}.xml": part for name, part in parts.items()}
    return partial(_office, "word/document.xml", "wordprocessingml.document", text, names)


def sheet(inside: str = "", **parts: str | bytes) -> Callable[[str], bytes]:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    text = f'<workbook xmlns="{space}"><sheets><sheet name="Blad" sheetId="1"/>{inside}</workbook>'
    text = text if "</sheets>" in inside else text.replace("</workbook>", "</sheets></workbook>")
    names = {f"{name.replace('__', '/')}.xml": part for name, part in parts.items()}
    return partial(_office, "xl/workbook.xml", "spreadsheetml.sheet", text, names)


def _with_photograph(word: str) -> bytes:
    return _office(
        "word/document.xml",
        "wordprocessingml.document",
        f'<w:document xmlns:w="{W}"><w:body/></w:document>',
        {"word/media/image1.jpeg": exif({0x013B: word})},
        word,
    )


def note(sort: str) -> str:
    return f'<w:{sort}s xmlns:w="{W}"><w:{sort} w:id="1" w:author="@"><w:p/></w:{sort}></w:{sort}s>'


DOCX: dict[str, Made] = {
    "maker.docx": letter(docProps__core=CORE.format("<dc:creator>@</dc:creator>")),
    "last-hand.docx": letter(docProps__core=CORE.format("<cp:lastModifiedBy>@</cp:lastModifiedBy>")),
    "keywords.docx": letter(docProps__core=CORE.format("<cp:keywords>@</cp:keywords>")),
    "company.docx": letter(docProps__app=APP.format("<Company>@</Company>")),
    "manager.docx": letter(docProps__app=APP.format("<Manager>@</Manager>")),
    "template.docx": letter(docProps__app=APP.format("<Template>@.dotx</Template>")),
    "own-property.docx": letter(
        docProps__custom='<Properties><property name="Wie"><lpwstr>@</lpwstr></property></Properties>'
    ),
    "comment.docx": letter(word__comments=note("comment")),
    "inserted.docx": letter('<w:ins w:id="1" w:author="@"><w:r><w:t>x</w:t></w:r></w:ins>'),
    "deleted.docx": letter('<w:del w:id="1" w:author="X"><w:r><w:delText>@</w:delText></w:r></w:del>'),
    "moved.docx": letter('<w:moveFrom w:id="1" w:author="@"><w:r><w:t>x</w:t></w:r></w:moveFrom>'),
    "formatted.docx": letter('<w:r><w:rPr><w:rPrChange w:id="1" w:author="@"/></w:rPr></w:r>'),
    "hidden.docx": letter("<w:r><w:rPr><w:vanish/></w:rPr><w:t>@</w:t></w:r>"),
    "photograph.docx": _with_photograph,
    "own-data.docx": letter(customXml__item1="<wie>@</wie>"),
    "people.docx": letter(
        word__people='<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
        '<w15:person w15:author="@"/></w15:people>'
    ),
    "variable.docx": letter(
        word__settings=f'<w:settings xmlns:w="{W}"><w:docVars><w:docVar w:name="a" w:val="@"/></w:docVars></w:settings>'
    ),
    "glossary.docx": letter(word__glossary__document=f'<w:glossaryDocument xmlns:w="{W}">@</w:glossaryDocument>'),
}
XLSX: dict[str, Made] = {
    "maker.xlsx": sheet(docProps__core=CORE.format("<dc:creator>@</dc:creator>")),
    "company.xlsx": sheet(docProps__app=APP.format("<Company>@</Company>")),
    "comment.xlsx": sheet(xl__comments1="<comments><authors><author>@</author></authors></comments>"),
    "threaded-comment.xlsx": sheet(xl__persons__person='<personList><person displayName="@"/></personList>'),
    "hidden-sheet.xlsx": sheet('<sheet name="@" sheetId="2" state="hidden"/>'),
    "very-hidden-sheet.xlsx": sheet('<sheet name="@" sheetId="2" state="veryHidden"/>'),
    "defined-name.xlsx": sheet('</sheets><definedNames><definedName name="@">1</definedName></definedNames>'),
    "link-to-a-file.xlsx": sheet(xl__externalLinks__externalLink1='<externalLink><file name="@.xlsx"/></externalLink>'),
}
OFFICE = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
OFFICE += 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
OFFICE += 'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
OFFICE += 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'


def _open(about: str, inside: str, word: str) -> bytes:
    known = about.replace("@", word)
    body = f"<office:document-content {OFFICE}><office:body><office:text><text:p>Verslag.</text:p>{inside}"
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "meta.xml": f"<office:document-meta {OFFICE}><office:meta>{known}</office:meta></office:document-meta>",
            "content.xml": f"{body}</office:text></office:body></office:document-content>".replace("@", word),
        }
    )


def odt(inside: str = "", about: str = "") -> Callable[[str], bytes]:
    return partial(_open, about, inside)


ODT: dict[str, Made] = {
    "maker.odt": odt(about="<meta:initial-creator>@</meta:initial-creator>"),
    "last-hand.odt": odt(about="<dc:creator>@</dc:creator>"),
    "own-property.odt": odt(about='<meta:user-defined meta:name="Wie">@</meta:user-defined>'),
    "note.odt": odt("<office:annotation><dc:creator>@</dc:creator><text:p>x</text:p></office:annotation>"),
    "changes.odt": odt(
        '<text:tracked-changes><text:changed-region text:id="a"><text:deletion><office:change-info>'
        "<dc:creator>@</dc:creator></office:change-info><text:p>x</text:p></text:deletion></text:changed-region>"
        "</text:tracked-changes>"
    ),
    "hidden.odt": odt('<text:p><text:hidden-text text:string-value="@"/></text:p>'),
    "hidden-part.odt": odt('<text:section text:display="none"><text:p>@</text:p></text:section>'),
    "maker.ods": odt(about="<meta:initial-creator>@</meta:initial-creator>"),
    "maker.odp": odt(about="<meta:initial-creator>@</meta:initial-creator>"),
}


def _pdf(change: Callable[[pikepdf.Pdf, str], None], word: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 200))
        change(pdf, word)
        pdf.save(out, static_id=True)
    return out.getvalue()


def _known(pdf: pikepdf.Pdf, word: str) -> None:
    pdf.docinfo["/Author"] = word


def _titled(pdf: pikepdf.Pdf, word: str) -> None:
    pdf.docinfo["/Title"] = word


def _described(pdf: pikepdf.Pdf, word: str) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as about:
        about["dc:creator"] = [word]


def _noted(pdf: pikepdf.Pdf, word: str) -> None:
    remark = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents=word)
    pdf.pages[0].obj["/Annots"] = pikepdf.Array([pdf.make_indirect(remark)])


def _attached(pdf: pikepdf.Pdf, word: str) -> None:
    pdf.attachments["namen.txt"] = word.encode()


def _layered(pdf: pikepdf.Pdf, word: str) -> None:
    layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=word))
    off = pikepdf.Dictionary(OFF=[layer], Order=[layer])
    pdf.Root["/OCProperties"] = pikepdf.Dictionary(OCGs=[layer], D=off)


def _filled(pdf: pikepdf.Pdf, word: str) -> None:
    box = pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="naam", V=word))
    pdf.Root["/AcroForm"] = pikepdf.Dictionary(Fields=[box])


def _private(pdf: pikepdf.Pdf, word: str) -> None:
    pdf.Root["/PieceInfo"] = pikepdf.Dictionary(Tekenaar=pikepdf.Dictionary(Private=word))


def _earlier(word: str) -> bytes:
    """A PDF with its maker, then changed at its end, so that the newest version has none."""
    first = _pdf(_known, word)
    at = len(first)
    last = int(first.rsplit(b"startxref", 1)[1].split()[0])
    with pikepdf.open(io.BytesIO(first)) as pdf:
        root, size = pdf.Root.objgen[0], int(pdf.trailer["/Size"])
    new = f"\n{size} 0 obj\n<< /Producer (x) >>\nendobj\n".encode()
    table = f"xref\n{size} 1\n{at + 1:010} 00000 n \ntrailer\n<< /Size {size + 1} /Root {root} 0 R /Info {size} 0 R "
    return first + new + f"{table}/Prev {last} >>\nstartxref\n{at + len(new)}\n%%EOF\n".encode()


PDF: dict[str, Made] = {
    "maker.pdf": partial(_pdf, _known),
    "title.pdf": partial(_pdf, _titled),
    "xmp.pdf": partial(_pdf, _described),
    "note.pdf": partial(_pdf, _noted),
    "attachment.pdf": partial(_pdf, _attached),
    "hidden-layer.pdf": partial(_pdf, _layered),
    "form.pdf": partial(_pdf, _filled),
    "data-of-a-program.pdf": partial(_pdf, _private),
    "earlier-version.pdf": _earlier,
    "behind-the-end.pdf": lambda word: _pdf(lambda *_: None, word) + word.encode(),
}
DOCUMENTS = {**DOCX, **XLSX, **ODT, **PDF}
