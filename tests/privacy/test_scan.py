"""The scan reads every kind of file that goes out, and every place in it, however that is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from harvest.privacy.finding.find import Certainty, NameHit, PeopleFinder, Setting
from harvest.privacy.people.people import People
from harvest.privacy.scanning.covered import Covered
from harvest.privacy.scanning.said import Joint, Said, Where, standing
from harvest.privacy.scanning.said_in_files import FilesReader
from harvest.privacy.scanning.scan import PRINTED, Finding, scan
from tests.drawing import Content, written
from tests.papers import W, core, odf, office, pdf

NAME = "Sanne Bakker"
"""Stands for a whole name, and «Roos» for one that is a word too."""


@dataclass(frozen=True)
class Simple(PeopleFinder):
    """Finds one name as it is written, or with `-` or `_` in it, and may mean another one."""

    def within(self, text: str, setting: Setting) -> Iterator[NameHit]:
        for hit in re.finditer(r"(sanne[ _-]bakker)|\b(roos)\b", text, re.IGNORECASE):
            if hit[1] or setting != "prose" or hit[0] == "Roos":
                inside = setting == "prose" and hit.start() > 0
                yield NameHit(*hit.span(), "p01", "sure" if hit[1] else "likely" if inside else "doubtful")


FINDER = Simple(People(), "public", "nl")


def found(root: Path, files: Mapping[str, Content], *, printed: str = "") -> tuple[Finding, ...]:
    return scan(written(root, files), FINDER, printed=[printed] if printed else [])


MARKUP = {
    "paragraph": f"<p>Met {NAME} erbij.</p>",
    "cut by emphasis": "<p>Met San<em>ne</em> Ba<b>k</b>ker.</p>",
    "cut where a line may break": "<p>Sanne Bak<wbr>ker</p>",
    "cut by a comment": "<p>Sanne<!-- x --> Bakker</p>",
    "over two lines": "<p>Sanne\n   Bakker</p>",
    "by a line break": "<p>Sanne<br>Bakker</p>",
    "beside each other": "<p><span>Sanne</span><span>Bakker</span></p>",
    "by signs of HTML": "<p>Sanne&nbsp;B&#97;kker</p>",
    "before a note": f"<p>{NAME}<sup>1</sup></p>",
    "title": f"<title>{NAME}</title>",
    "button": f"<button>{NAME}</button>",
    "cells": "<table><tr><td>Sanne</td><td>Bakker</td></tr></table>",
    "cells without an end": "<table><tr><td>Sanne<td>Bakker<tr><td>x</table>",
    "code": "<pre>sanne_bakker = 1</pre>",
    "code in a sentence": "<p>Schrijf <code>sanne-bakker</code> op.</p>",
    "drawing": f"<svg><text>{NAME}</text></svg>",
    "lines of a drawing": "<svg><text><tspan x='1'>Sanne</tspan><tspan x='1'>Bakker</tspan></text></svg>",
    "texts of a drawing": "<svg><text>Sanne</text><g><path d='M1 1'/></g><text>Bakker</text></svg>",
    "texts that cut a name": "<svg><text>Sanne Bak</text><text>ker</text></svg>",
    "title of a drawing": f"<svg><title>{NAME}</title><desc>x</desc></svg>",
    "no HTML at all": f"a < b {NAME} > c",
    "after a broken tag": f'<p class="a>{NAME}</p>',
    "in what is not closed": f"<p>a<span>{NAME}",
}
BEHIND = {
    "description": f'<meta name="description" content="Over {NAME}.">',
    "words for a picture": f'<img src="a.png" alt="{NAME}">',
    "label": f"<nav aria-label='{NAME}'></nav>",
    "address": '<a href="../sanne-bakker/">hier</a>',
    "address without marks": "<a href=/sanne-bakker/>hier</a>",
    "id": '<h2 id="sanne-bakker">x</h2>',
    "class": '<p class="sanne-bakker">x</p>',
    "data": '<p data-who="sanne_bakker">x</p>',
    "name of data": '<p data-sanne-bakker="1">x</p>',
    "element": "<sanne-bakker>x</sanne-bakker>",
    "comment": f"<!-- {NAME} --><p>x</p>",
    "comment that looks like text": f"<!-- <p>{NAME}</p> --><p>x</p>",
    "data for search engines": f'<script type="application/ld+json">{{"name": "{NAME}"}}</script>',
    "script": f'<script>const who = "{NAME}";</script>',
    "address of a script": '<script src="sanne-bakker.js"></script>',
    "style": "<style>.sanne-bakker {color: red}</style>",
    "comment without an end": f"<p>a</p><!-- {NAME}",
    "kind of document": f"<!DOCTYPE html [{NAME}]>",
    "in a tag that is not closed": f'<p>a</p><p title="{NAME}',
}


@pytest.mark.parametrize("ending", [".html", ".svg"])
@pytest.mark.parametrize("name", [*MARKUP, *BEHIND])
def test_a_page_and_a_drawing(name: str, ending: str, tmp_path: Path) -> None:
    """A name is found wherever it stands in them, and it is told whether readers see it there."""
    where: Where = "text" if name in MARKUP else "form" if name == "class" else "markup"
    whole = f"<p>Een begin.</p>{(MARKUP | BEHIND)[name]}"
    findings = found(tmp_path, {f"a/een{ending}": whole, f"a/ander{ending}": "<p>Sanne</p><p>Bakker</p>"})
    assert {(one.file, one.certainty) for one in findings} == {(f"a/een{ending}", "sure")}
    assert where in {one.where for one in findings}


def outlined(made: pikepdf.Pdf) -> None:
    with made.open_outline() as outline:
        outline.root.append(OutlineItem(NAME, 0))


def attached(made: pikepdf.Pdf) -> None:
    held = made.make_stream(b"x", Type=Name.EmbeddedFile)
    spec = made.make_indirect(Dictionary(Type=Name.Filespec, F="lijst.txt", UF=NAME, EF=Dictionary(F=held)))
    made.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("lijst.txt"), spec])))


def remarked(made: pikepdf.Pdf) -> None:
    made.pages[0].obj.Annots = Array(
        [made.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Text, Contents=String(NAME)))]
    )


def tagged(made: pikepdf.Pdf, key: str) -> None:
    made.Root.StructTreeRoot = made.make_indirect(Dictionary(K=Array([Dictionary({"/S": Name.Figure, key: NAME})])))


def described(made: pikepdf.Pdf) -> None:
    with made.open_metadata(set_pikepdf_as_editor=False) as xmp:
        xmp["dc:creator"] = [NAME]


PAPERS: Mapping[str, tuple[str, Content]] = {
    "PDF: maker": (".pdf", pdf(lambda made: made.docinfo.update({"/Author": NAME}))),
    "PDF: maker, as XMP": (".pdf", pdf(described)),
    "PDF: letters of another alphabet": (".pdf", pdf(lambda made: made.docinfo.update({"/Title": f"Łódź, {NAME}"}))),
    "PDF: bookmark": (".pdf", pdf(outlined)),
    "PDF: attachment": (".pdf", pdf(attached)),
    "PDF: remark": (".pdf", pdf(remarked)),
    "PDF: read aloud": (".pdf", pdf(lambda made: tagged(made, "/Alt"))),
    "PDF: stands for a picture": (".pdf", pdf(lambda made: tagged(made, "/ActualText"))),
    "PDF: packed objects": (".pdf", pdf(outlined, object_stream_mode=pikepdf.ObjectStreamMode.generate)),
    "Word": (".docx", office(".docx", f"<w:p><w:r><w:t>{NAME}</w:t></w:r></w:p>")),
    "Word: cut": (".docx", office(".docx", "<w:p><w:r><w:t>Sanne Ba</w:t></w:r><w:r><w:t>kker</w:t></w:r></w:p>")),
    "Word: cut by its form": (
        ".docx",
        office(
            ".docx",
            "<w:p><w:r><w:t>Sanne Ba</w:t></w:r><w:r><w:rPr><w:b/><w:sz w:val='2'/></w:rPr><w:t>kker</w:t></w:r></w:p>",
        ),
    ),
    "Word: before a field": (".docx", office(".docx", f"<w:p><w:t>{NAME}</w:t><w:instrText>PAGE</w:instrText></w:p>")),
    "Word: damaged": (".docx", office(".docx", f"<w:p><w:t>{NAME}</w:t>")),
    "Word: maker": (".docx", office(".docx", parts=core(f"<dc:creator>{NAME}</dc:creator>"))),
    "Word: remark": (
        ".docx",
        office(
            ".docx",
            parts={"word/comments.xml": f"<w:comments xmlns:w='{W}'><w:comment w:author='{NAME}'/></w:comments>"},
        ),
    ),
    "Word: file in it": (".docx", office(".docx", parts={"word/media/sanne-bakker.png": b"x"})),
    "Excel": (".xlsx", office(".xlsx", parts={"xl/sharedStrings.xml": f"<sst><si><t>{NAME}</t></si></sst>"})),
    "OpenDocument": (".odt", odf(".odt", "<text:p>Sanne <text:span>Bak</text:span>ker</text:p>")),
    "search": (".json", f'{{"docs": [{{"location": "x/", "text": "Met {NAME}."}}]}}'),
    "name of data": (".json", '{"sanne-bakker": 1}'),
    "HTML in data": (".json", '{"html": "<p>Sanne <em>Bak</em>ker</p>"}'),
    "data that are broken": (".json", f'{{"a": "{NAME}'),
    "table": (".csv", f"vraag;wie\nWaarom?;{NAME}\n"),
    "cells of a table": (".csv", "voornaam;naam\nSanne;Bakker\n"),
    "cell of two lines": (".csv", 'vraag;wie\nWaarom?;"Sanne\nBakker"\n'),
    "table of long ago": (".csv", f"één;{NAME}\n".encode("latin-1")),
    "sitemap": (".xml", "<?xml version='1.0'?><urlset><loc>https://a.nl/sanne-bakker/</loc></urlset>"),
    "text": (".txt", f"User-agent: *\nDisallow: {NAME}\n"),
    "text of Windows": (".txt", f"\ufeff{NAME}".encode("utf-16-le")),
    "text over two lines": (".txt", "Met Sanne\nBakker erbij."),
    "style over two lines": (".css", "/* voor Sanne\n   Bakker */"),
    "style": (".css", f"/* {NAME} */"),
    "script": (".js", f'alert("{NAME}")'),
    "of no known kind": (".oogst", NAME),
    "without an ending": ("", NAME),
}


@pytest.mark.parametrize("name", PAPERS)
def test_other_files(name: str, tmp_path: Path) -> None:
    ending, content = PAPERS[name]
    findings = found(tmp_path, {f"stuk{ending}": content, "ander.html": "<p>niets</p>"})
    assert {(one.file, one.certainty) for one in findings} == {(f"stuk{ending}", "sure")}


@pytest.mark.parametrize("path", ["sanne-bakker/index.html", "foto/sanne_bakker.png", "een/Sanne Bakker.pdf"])
def test_names_of_files_and_folders(path: str, tmp_path: Path) -> None:
    assert found(tmp_path, {path: b"\x89PNG\0\xff"}) == (Finding(path, "sure", term=False, times=1, where="name"),)


def test_what_is_printed(tmp_path: Path) -> None:
    assert found(tmp_path, {}, printed="<p>San<b>ne</b> Bakker.</p>") == (
        Finding(PRINTED, "sure", term=False, times=1, where="text"),
    )


def test_each_file_is_told_with_how_often(tmp_path: Path) -> None:
    """What all pages share is read once, and counts for each of them."""
    files = {f"{number}.html": f"<nav>{NAME}</nav><p>{NAME}</p>" for number in range(3)}
    assert [(one.file, one.times) for one in found(tmp_path, files)] == [(f"{number}.html", 2) for number in range(3)]


def test_what_a_theme_brings_is_not_read(tmp_path: Path) -> None:
    """Only while it is the same to the byte."""
    folder = written(tmp_path / "site", {"a.js": NAME, "b.js": NAME, "c.js": NAME})
    theme = written(tmp_path / "theme", {"a.js": NAME, "b.js": f"{NAME}!"})
    brought = {name: theme / name for name in ("a.js", "b.js", "c.js")}
    assert [one.file for one in scan(folder, FINDER, brought=brought)] == ["b.js", "c.js"]


STANDS: Mapping[str, list[tuple[str, Setting]]] = {
    "We gingen naar Roos toe.": [("We gingen naar Roos toe.", "prose")],
    "Een zin (met haken.)": [("Een zin (met haken.)", "prose")],
    "Zij zei: “Kom!”": [("Zij zei: “Kom!”", "prose")],
    "Er zijn er drie:": [("Er zijn er drie:", "prose")],
    "S. Roos: sleutel van de zaal": [("S. Roos: sleutel van de zaal", "words")],
    "De roos": [("De roos", "words")],
    "Roos": [("Roos", "words")],
    "Fase: Roos, beproeven": [("Fase: Roos, beproeven", "words")],
    "Een zin. Werk, Roos": [("Een zin.", "prose"), ("Werk, Roos", "words")],
    "Een zin. werk, Roos": [("Een zin.", "prose"), ("werk, Roos", "words")],
    "Dhr. A. Roos, drs. in iets": [("Dhr. A. Roos, drs. in iets", "words")],
    "patronen/roos/": [("patronen/roos/", "code")],
}


@pytest.mark.parametrize("text", STANDS)
def test_how_a_text_stands(text: str) -> None:
    """Its own words tell: a sentence ends with a stop, and what comes behind the last is none."""
    assert [(said.text, said.setting) for said in standing(text) if not said.seams] == STANDS[text]


@pytest.mark.parametrize(
    ("markup", "certainty"),
    [
        ("<p>We gingen naar Roos toe.</p>", "likely"),
        ("<li>We gingen naar Roos toe.</li>", "likely"),
        ("<li>naar Roos</li>", "doubtful"),
        ("<h2>Wat vond Roos?</h2>", "doubtful"),
        ("<td>Dat vond Roos.</td>", "doubtful"),
        ("<td><p>Dat vond Roos.</p></td>", "doubtful"),
        ("<th>Naam<td>Dat vond Roos.<tr><td>a</table><p>Een roos.</p>", "doubtful"),
        ("<p>Roos heeft een eerste letter van ons.</p>", "doubtful"),
        ("<p><b>Roos:</b> een label met een hoofdletter van ons.</p>", "doubtful"),
        ("<dl><dt>Roos</dt><dd>roos, Roos</dd></dl>", "doubtful"),
        ("<p>Trefwoorden: vraag, Roos</p>", "doubtful"),
        ("<p>Een roos in een zin.</p>", ""),
        ("<p><b>Een</b><span>Roos heeft de eerste letter van een zin.</span></p>", "doubtful"),
        ("<p><b>Een</b><span>Zin waarin Roos staat.</span></p>", "likely"),
        ("<p><b>Een</b><span>roos in een zin.</span></p>", ""),
        ("<nav><a>Vorige <b>Roos</b></a> <a>Volgende <b>Een</b></a></nav>", "doubtful"),
    ],
)
def test_a_word_is_judged_by_where_it_stands(markup: str, certainty: str, tmp_path: Path) -> None:
    """Also with a capital that is no more than the first of a label, which our templates put there."""
    assert {one.certainty for one in found(tmp_path, {"a.html": markup})} == ({certainty} if certainty else set())


@pytest.mark.parametrize(
    ("markup", "found_there"),
    [
        ('<p class="wide sanne-bakker">x</p>', False),
        ('<svg><path class="sanne-bakker"/></svg>', False),
        ('<a href="sanne-bakker/">x</a>', True),
        ('<a href="../sanne-bakker.css">x</a>', False),
        ('<p id="sanne-bakker">x</p>', True),
        ("<p>sanne bakker</p>", True),
    ],
)
def test_a_word_of_our_own_is_nobody(markup: str, found_there: bool, tmp_path: Path) -> None:
    """A class of our templates, and the address of a file that a theme brings, tell of no person."""
    folder = written(tmp_path / "site", {"a.html": markup, "sanne-bakker.css": "x"})
    brought = {"sanne-bakker.css": written(tmp_path, {"theme.css": "x"}) / "theme.css"}
    ours = Covered.of((), words=["wide", "sannebakker"])
    assert bool(scan(folder, FINDER, brought=brought, was_read=lambda: ours)) == found_there


@pytest.mark.parametrize(
    ("joint", "certainties"),
    [
        ("", ["likely", "likely", "doubtful"]),
        ("beside", ["likely", "likely", None]),
        ("at", [None, "likely", "doubtful"]),
        ("through", [None, "likely", None]),
    ],
)
def test_where_texts_are_joined(joint: Joint, certainties: list[Certainty | None]) -> None:
    """A name that stands elsewhere, one that runs through the seam, and one that begins there."""
    said = Said("Toen zag Anna Roos", "prose", seams=(13,), joint=joint)
    spans = [(9, 12), (9, 18), (14, 18)]
    assert [said.judged(NameHit(*span, "p01", "likely")) for span in spans] == certainties


READ = Covered.of(
    ["Roos bloeit in de tuin achter het huis.", "Roos", "In mei kwam iemand anders langs."],
    ["lijst.odt"],
)


@pytest.mark.parametrize(
    ("file", "content", "asked"),
    [
        ("a.html", "<h2>Roos <em>bloeit</em> in de tuin achter het huis.</h2>", False),
        ("a.html", "<td>Roos bloeit in de tuin achter het huis. En nog iets.</td>", False),
        ("a.html", "<td>Zij vroeg: Roos bloeit in de tuin achter het huis</td>", False),
        ("a.html", "<td>roos</td>", False),
        ("a.html", "<td>Roos bloeit</td>", True),
        ("a.html", "<td>Met Roos erbij</td>", True),
        ("a.html", "<nav><a>Vorige <b>Roos</b></a> <a>Volgende <b>Een</b></a></nav>", False),
        ("a.html", "<nav><a>Vorige <b>Een Roos</b></a> <a>Volgende <b>Een</b></a></nav>", True),
        ("a.html", "<td><b>Een</b><span>Roos bloeit in de tuin achter het huis.</span></td>", False),
        ("a.html", "<td>Een ander deel. Roos bloeit niet in de tuin achter het huis.</td>", True),
        ("roos.txt", "niets", False),
        ("een-roos.txt", "niets", True),
        ("a.html", "<p data-tags='groep roos'>x</p>", False),
        ("a.html", "<p data-tags='groep:een roos'>x</p>", False),
        ("a.html", "<p data-tags='groep een-roos'>x</p>", True),
        ("lijst.odt", odf(".odt", "<text:p>Een roos</text:p>"), False),
        ("ander.odt", odf(".odt", "<text:p>Een roos</text:p>"), True),
    ],
)
def test_what_was_read_is_not_asked_again(file: str, content: Content, asked: bool, tmp_path: Path) -> None:
    findings = scan(written(tmp_path, {file: content}), FINDER, was_read=lambda: READ)
    assert [one.certainty for one in findings] == ["doubtful"] * asked


def test_a_reading_excuses_no_sure_name(tmp_path: Path) -> None:
    read = Covered.of([NAME], ["a.html"])
    assert [
        one.certainty for one in scan(written(tmp_path, {"a.html": f"<p>{NAME}</p>"}), FINDER, was_read=lambda: read)
    ] == ["sure"]


def test_odd_markup_takes_no_long_time() -> None:
    """Its time grows with its length and no faster, whatever stands in it."""
    import time

    def seconds(make: Callable[[int], str], size: int) -> float:
        reader = FilesReader()
        markup = make(size)
        started = time.process_time()
        reader.read_markup(markup, 0)
        reader.texts()
        return time.process_time() - started

    odd: list[Callable[[int], str]] = [
        lambda size: "<p" * size,
        lambda size: "<!--" * size,
        lambda size: '<a "' * size,
        lambda size: "<td>x" * size,
        lambda size: "<script>" * size,
        lambda size: "<b>" * size + "</i>" * size,
        lambda size: "<div>" * size + "</p>" * size,
        lambda size: "&" * size,
        lambda size: "<tr><td>a<td>b" * size,
        lambda size: "<a b=" * size,
    ]
    for make in odd:
        assert seconds(make, 40_000) < 40 * seconds(make, 4_000) + 0.2
