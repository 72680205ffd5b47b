"""Drawings that do more than draw stop a publication; of others only what is drawn goes out."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from functools import partial

import pytest

from harvest.problems.language import render
from harvest.source.drawings import MAX_BYTES, RefusedDrawing, clean_drawing, dark_drawing, left_out, words
from harvest.source.drawings.element import MOST
from tests.drawing import Draw, read
from tests.growth import taken
from tests.programs import PROGRAMS, photograph

SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SVG = f'<svg {SPACES} viewBox="0 0 99 99">\n{{}}\n</svg>\n'
ELSEWHERE = "https://example.org/x"
HTML = 'xmlns:h="http://www.w3.org/1999/xhtml"'

REFUSED = {
    "a script": "<script>1</script>",
    "a script with a language": '<script type="text/plain">1</script>',
    "a script of another language": f"<g {HTML}><h:script>1</h:script></g>",
    "a script by another prefix": '<t:script xmlns:t="http://www.w3.org/2000/svg">1</t:script>',
    "a script in capitals": "<SCRIPT>1</SCRIPT>",
    "a script among remarks": "<metadata><script>1</script></metadata>",
    "a script in what is never shown": "<defs><g display='none'><script>1</script></g></defs>",
    "what runs when it opens": '<g onload="1"/>',
    "what runs in capitals": '<g ONLOAD="1"/>',
    "what runs at a click": "<g onclick = '1'/>",
    "what runs when an animation begins": '<g><animate attributeName="x" dur="1s" onbegin="1"/></g>',
    "what runs in a page inside": f"<foreignObject><h:img {HTML} onerror='1' src='x'/></foreignObject>",
    "an animation of an address": "<use href='#a'><animate attributeName='href' to='javascript:1'/></use>",
    "an animation of what runs": "<g><set attributeName='onmouseover' to='1'/></g>",
    "an animation of an old address": "<g><set attributeName='xlink:href' to='javascript:1'/></g>",
    "a web page inside": '<foreignObject width="9" height="9"></foreignObject>',
    "a frame": f"<h:iframe {HTML} src='{ELSEWHERE}'/>",
    "a frame in a page inside": f"<foreignObject><h:iframe {HTML}/></foreignObject>",
    "an object": f"<h:object {HTML} data='{ELSEWHERE}'/>",
    "a handler": "<handler>1</handler>",
    "a picture from another site": f'<image href="{ELSEWHERE}.png" width="9" height="9"/>',
    "a picture from another site, in single quotes": f"<image href='{ELSEWHERE}.png' width='9' height='9'/>",
    "a picture from another site, as older drawings have it": f'<image xlink:href="{ELSEWHERE}.png" width="9"/>',
    "a picture from another site, without its scheme": '<image href="//example.org/x.png" width="9" height="9"/>',
    "a picture from another site, behind a blank": '<image href="&#9;//example.org/x.png" width="9" height="9"/>',
    "a filter from another site": f"<filter><feImage href='{ELSEWHERE}.png'/></filter>",
    "a part of another file": '<use href="other.svg#a"/>',
    "a part of another site": f'<use xlink:href="{ELSEWHERE}.svg#a"/>',
    "a part of a text": '<use href="data:image/svgxml,x#a"/>',
    "a link that runs": '<a xlink:href="javascript:1"><path d="M0 0h9"/></a>',
    "a link that runs, with characters as numbers": '<a href="&#106;ava&#10;script:1"><path d="M0 0h9"/></a>',
    "a link that runs, in capitals and with room": '<a href=" \tJaVaScRiPt:1"><path d="M0 0h9"/></a>',
    "a link to data": '<a href="data:text/html,x"><path d="M0 0h9"/></a>',
    "data that are no picture": '<image href="data:text/html,x" width="9" height="9"/>',
    "a drawing inside that is none": '<image href="data:image/svg+xml,x" width="9" height="9"/>',
    "a drawing inside that runs": '<image href="data:image/svg+xml,%3Csvg onload=%221%22/%3E" width="9" height="9"/>',
    "a picture inside that is none": '<image href="data:image/png;base64,AAAA" width="9" height="9"/>',
    "another base": f'<g xml:base="{ELSEWHERE}"><use href="#a"/></g>',
    "a style sheet beside it": '<style>@import "other.css";</style>',
    "a style sheet beside it, in capitals": '<style>@IMPORT "other.css";</style>',
    "a style sheet beside it, escaped": '<style>@\\69 mport "other.css";</style>',
    "a style sheet beside it, in raw text": '<style><![CDATA[@import "other.css";]]></style>',
    "a style sheet beside it, in pieces": '<style>@im<![CDATA[port]]> "other.css";</style>',
    "a colour from another site": f'<rect fill="url({ELSEWHERE}.svg#a)" width="9" height="9"/>',
    "a colour from another site, in single quotes": f"<rect fill=\"url('{ELSEWHERE}.svg#a')\" width='9'/>",
    "a colour from another site, with room": f'<rect style="fill: url( {ELSEWHERE}.svg#a )" width="9" height="9"/>',
    "a letter from another site": f'<style>@font-face {{ font-family: x; src: url("{ELSEWHERE}.woff2") }}</style>',
    "a letter from another site, in capitals": f"<style>@font-face {{ src: URL({ELSEWHERE}.woff2) }}</style>",
    "a letter from another site, on paper": f"<style>@media print {{ @font-face {{ src: url({ELSEWHERE}) }} }}</style>",
    "a colour from another file": '<rect style="fill: url(other.svg#a)" width="9" height="9"/>',
    "one of a set of pictures": "<g style=\"mask: image-set('x.png' 1x)\"/>",
}
"""What stands in the drawing, by what is wrong with it."""

REFUSED_ABOVE = {
    "words that stand for others": '<!DOCTYPE svg [<!ENTITY a "b">]>\n',
    "words from another file": '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n',
    "words of a declaration": f'<!DOCTYPE svg [<!ENTITY % a SYSTEM "{ELSEWHERE}"> %a;]>\n',
    "a style sheet for all of it": '<?xml-stylesheet type="text/css" href="#a"?>\n',
}
"""What stands above the drawing."""

DRAWN = {
    "lines": '<path d="M0 0h9" stroke="#123"/>',
    "words": '<title>once on = a script, url and import</title><text x="1" y="9">href on foreign soil</text>',
    "a part of its own": '<g id="a"/><use href="#a"/><use xlink:href=\'#a\'/>',
    "a link to a part of its own": '<a href="#a"><path id="a" d="M0 0h9"/></a>',
    "a colour of its own": '<linearGradient id="a"/><rect fill="url(#a)" style="stroke: url(#a)" width="9"/>',
    "a picture inside": f'<image href="{photograph()}" width="9" height="9"/>',
    "a drawing inside": f'<image href="data:image/svg+xml,{"%3Csvg/%3E"}" width="9" height="9"/>',
    "a style": '<style>.a { fill: red; font: 9px "Lato" }</style><g class="a"/>',
    "a name space": "<style>@namespace url(http://www.w3.org/2000/svg); path { fill: red }</style>",
}
"""What only draws."""

HARMLESS = {
    "an old way to run": '<g style="width: expression(1); behavior: x; -moz-binding: x"/>',
    "a processing instruction": "<?php echo 1 ?><path d='M0 0h9'/>",
    "raw text": "<text><![CDATA[<script>1</script>]]></text>",
    "text that looks like more": "<text>&lt;script&gt;1&lt;/script&gt;</text>",
    "an element in a text": "<text>&#60;iframe&#62;</text>",
    "a web page beside it": f"<h:p {HTML}>Piet</h:p>",
    "an attribute of HTML": "<g srcdoc='x' formaction='javascript:1' action='javascript:1' data='javascript:1'/>",
    "what listens": "<g ev:event='load' xmlns:ev='http://www.w3.org/2001/xml-events'/>",
    "a quotation mark": "<text font-family=\"x&quot; onload=&quot;1\" fill='x&quot;&gt;&lt;script/&gt;'>a</text>",
    "a name with a quotation mark": "<g id='a&quot;&gt;&lt;script&gt;'/><use href='#a&quot;&gt;&lt;script&gt;'/>",
    "a style with a quotation mark": "<style>g { font-family: 'a\"\\3e\\3c script>' }</style><g/>",
    "a result with a quotation mark": "<filter id='f'><feFlood result='&quot;&gt;&lt;script&gt;'/></filter>"
    "<g filter='url(#f)'/>",
}
"""What looks like more, of which nothing is left."""


@pytest.mark.parametrize(
    "drawing",
    [
        *(SVG.format(inside) for inside in REFUSED.values()),
        *(above + SVG.format("") for above in REFUSED_ABOVE.values()),
    ],
    ids=[*REFUSED, *REFUSED_ABOVE],
)
def test_a_drawing_that_does_more_stops_publication(draw: Draw, drawing: str) -> None:
    corpus = read(draw({"index.md": "![Een lijst](beelden/a.svg)\n", "beelden/a.svg": drawing}))
    assert {(p.path, p.code) for p in corpus.problems} <= {
        ("content/beelden/a.svg", "unsafe-link"),
        ("content/beelden/a.svg", "image-unreadable"),
    }
    assert corpus.has_errors


@pytest.mark.parametrize("inside", DRAWN.values(), ids=DRAWN)
def test_a_drawing_that_only_draws_goes_along(draw: Draw, inside: str) -> None:
    corpus = read(draw({"index.md": "![Een lijst](beelden/a.svg)\n", "beelden/a.svg": SVG.format(inside)}))
    assert not corpus.problems


@pytest.mark.parametrize("inside", HARMLESS.values(), ids=HARMLESS)
def test_what_looks_like_more_is_not_left(inside: str) -> None:
    clean = clean_drawing(SVG.format(inside).encode()).decode()
    assert not re.search(r"(?i)<(?!/?(svg|g|text|path|use|filter|feFlood)[ />])|javascript|expression|\son|<\?", clean)
    assert clean_drawing(clean.encode()).decode() == clean


@pytest.mark.parametrize("name", PROGRAMS)
def test_what_a_program_leaves_behind_does_not_go_out(name: str) -> None:
    """No word of who drew it; no style, no class, no name; and cleaning again, or another time, changes nothing."""
    assert "Piet" in PROGRAMS[name] or name == "PowerPoint"
    clean = clean_drawing(PROGRAMS[name].encode())
    for left in ("Piet", "<style", " style=", "class=", "inkscape", "sodipodi", "data-", "<!", r"<\?", "title", "desc"):
        assert not re.search(left.encode(), clean), left
    assert clean_drawing(clean) == clean
    names = re.findall(rb'\bid="([^"]*)"', clean)
    assert all(re.fullmatch(rb"d[0-9a-f]{6}-[0-9]+", name) for name in names)
    assert len(set(names)) == len(names)
    assert {*re.findall(rb"url\(#([^)]*)\)", clean), *re.findall(rb'href="#([^"]*)"', clean)} == set(names)


def cleaned(inside: str) -> str:
    """What is left of what stands in a drawing."""
    clean = clean_drawing(SVG.format(inside).encode()).decode()
    return re.sub(r"d[0-9a-f]{6}-", "", clean[clean.index(">") + 1 :].removesuffix("</svg>"))


def test_names_say_nothing_and_still_lead() -> None:
    """What nobody refers to has no name; what refers to nothing has no reference; two drawings share no name."""
    inside = """<defs><linearGradient id="Piet"><stop offset="0"/></linearGradient><linearGradient id="x%20y"
    xlink:href="#Piet"/></defs><g id="laag"><path id="p" d="M0 0h9" fill="url(#x%20y)" stroke="url(#weg) red"
    mask="url(#weg)"/></g><use href="#p"/><use href="#weg"/><g id="p"/>"""
    assert cleaned(inside) == (
        '<defs><linearGradient id="1"><stop offset="0"/></linearGradient><linearGradient id="2" href="#1"/></defs>'
        '<path id="3" d="M0 0h9" fill="url(#2)" stroke="red"/><use href="#3"/>'
    ).replace('<path id="3"', '<g><path id="3"').replace('red"/>', 'red"/></g>')
    one, two = (clean_drawing(SVG.format(f'<g id="a"/><use href="#a" x="{x}"/>').encode()) for x in (1, 2))
    assert re.findall(rb'id="[^"]*"', one) != re.findall(rb'id="[^"]*"', two)


STYLES = {
    "the later of two": ("g{fill:red} g{fill:blue}", '<g class="a" id="i"/>', "blue"),
    "the weightier of two": (".a{fill:red} g{fill:blue}", '<g class="a" id="i"/>', "red"),
    "the weightiest of three": (".a{fill:red} #i{fill:lime} g.a{fill:blue}", '<g class="a" id="i"/>', "lime"),
    "what is important": (".a{fill:red!important} #i{fill:lime}", '<g class="a" id="i" style="fill:blue"/>', "red"),
    "a style before a rule": ("#i{fill:lime}", '<g id="i" style="fill:blue"/>', "blue"),
    "a rule before an attribute": ("g{fill:lime}", '<g fill="red"/>', "lime"),
    "an attribute before nothing": ("g{fill:zomaar}", '<g fill="red"/>', "red"),
    "a value that counts before one that does not": ("g{fill:lime;fill:zomaar}", "<g/>", "lime"),
    "a choice by attribute": ('[fill="#FFF"]{fill:lime}', '<g fill="#FFF"/>', "lime"),
    "a light screen": (
        "@media (prefers-color-scheme:light){g{fill:lime}} @media (prefers-color-scheme:dark){g{fill:red}}"
        " @media print{g{fill:blue}}",
        "<g/>",
        "lime",
    ),
    "a variable": ("svg{--a:lime} g{fill:var(--a)}", "<g/>", "lime"),
    "a variable that is not there": ("g{fill:var(--b, lime)}", "<g/>", "lime"),
    "a variable of variables": ("svg{--a:var(--b);--b:lime} g{fill:var(--a)}", "<g/>", "lime"),
    "two selectors": ("path, g{fill:lime}", "<g/>", "lime"),
    "a child": ("svg > g{fill:lime} g > g{fill:red}", "<g/>", "lime"),
    "a neighbour": ("path + g{fill:lime}", "<path/><g/>", "lime"),
    "one further on": ("path ~ g{fill:lime}", "<path/><path/><rect/><g/>", "lime"),
    "one inside": ("svg g{fill:lime}", "<g/>", "lime"),
    "none of these": ("g:not(.b):hover{fill:red} g:not(.a){fill:lime}", "<g/>", "lime"),
    "one of these": (":is(path, g){fill:lime}", "<g/>", "lime"),
    "one by number": ("g:nth-child(4){fill:lime}", "<title/><path/><g/>", "lime"),
    "a rule with a mistake": ("g, :zomaar(({fill:red} g{fill:red", '<g fill="lime"/>', "lime"),
}
"""A style, an element, and the colour that it should have."""


@pytest.mark.parametrize("case", STYLES, ids=STYLES)
def test_the_style_that_counts_becomes_an_attribute(case: str) -> None:
    style, inside, colour = STYLES[case]
    inside = re.sub(r"<g([^>]*)/>", r'<g\1><path d="M0 0h9"/></g>', inside)
    clean = cleaned(f"<style>{style.replace('>', '&gt;')}</style>{inside}")
    assert re.findall(r'<g fill="([^"]*)"', clean) == [colour], clean


DARK = "@media (prefers-color-scheme: dark) "
LOOKS = {
    "a rule": (f"<style>{DARK}{{g{{fill:red}}}}</style><g fill='lime'/>", "red"),
    "a rule on a screen": (
        f"<style>{DARK.replace('(', 'screen and (')}{{g{{fill:red}}}}</style><g fill='lime'/>",
        "red",
    ),
    "a style for the dark": (
        "<style>g{fill:lime}</style><style media='(prefers-color-scheme:dark)'>g{fill:red}</style><g/>",
        "red",
    ),
    "no longer what the light has": (
        f"<style>{DARK.replace('dark', 'light')}{{g{{fill:blue}}}}</style><g fill='lime'/>",
        "lime",
    ),
    "two colours": (
        "<style>:root{color-scheme:light dark}</style><g style='fill:light-dark(rgb(1 2 3), var(--a, rgb(9 8 7)))'/>",
        "rgb(9 8 7)",
    ),
    "two colours in an attribute": ("<style>svg{color-scheme:dark}</style><g fill='light-dark(lime, red)'/>", "red"),
}
"""What is in a drawing, and the colour that it has on a dark page."""


@pytest.mark.parametrize("look", LOOKS)
def test_a_drawing_keeps_its_look_for_dark_pages(look: str) -> None:
    inside, colour = LOOKS[look]
    drawing = SVG.format(re.sub(r"<g([^>]*)/>", r"<g\1><path d='M0 0h9'/></g>", inside)).encode()
    dark = dark_drawing(drawing).decode()
    assert re.findall(r'<g fill="([^"]*)"', dark) == [colour]
    assert "style" not in dark
    assert "scheme" not in dark
    assert clean_drawing(drawing).decode() != dark


@pytest.mark.parametrize(
    "inside",
    [
        "<g/>",
        "<style>@media print {g{fill:red}}</style><g/>",
        f"<style>{DARK}{{.weg{{fill:red}}}}</style><g/>",
        "<style>svg{color-scheme:light}</style><g style='fill:light-dark(lime, red)'/>",
        "<g style='fill:light-dark(lime, red)'/>",
    ],
)
def test_a_drawing_of_one_look_stands_there_once(inside: str) -> None:
    assert dark_drawing(SVG.format(inside.replace("<g", "<path d='M0 0h9'")).encode()) == b""


def test_a_text_for_dark_pages_is_a_text_like_any_other() -> None:
    inside = f"""<style>.nacht, .nooit{{display:none}} {DARK}{{.nacht{{display:inline}} .dag{{display:none}}}}</style>
    <text class="nacht">Piet</text>
    <text class="dag">Marie</text>"""
    drawing = SVG.format(inside).encode()
    assert list(words(drawing)) == [(3, "Piet"), (4, "Marie")]
    assert left_out(drawing) == ()
    assert b"Piet" not in clean_drawing(drawing)
    assert b"Marie" not in dark_drawing(drawing)
    never = SVG.format(inside + '<text class="nooit">Karel</text>').encode()
    assert [render(told.message, "nl").split(" ")[0] for told in left_out(never)] == ["«Karel»"]


def test_what_stands_in_a_drawing_has_the_same_look() -> None:
    inside = SVG.format(f"<style>{DARK}{{path{{fill:red}}}}</style><path d='M0 0h9'/>").encode()
    address = f"data:image/svg+xml;base64,{b64encode(inside).decode()}"
    whole = f"<style>{DARK}{{g{{fill:red}}}}</style><image width='9' height='9' href='{address}'/>"
    dark = dark_drawing(SVG.format(whole).encode())
    embedded = re.search(rb"base64,([^\"]*)", dark)
    assert embedded
    assert b'fill="red"' in b64decode(embedded[1])


def test_the_words_of_a_drawing_in_a_drawing_are_words_of_it_in_both_its_looks() -> None:
    show, hide = "{display:inline}", "{display:none}"
    inside = f"<style>.licht{show} .donker{hide} {DARK}{{.licht{hide} .donker{show}}}</style>"
    inside += "<text class='licht'>Piet</text><text class='donker'>Marie</text><text display='none'>Karel</text>"
    for depth in (1, 2):
        address = f"data:image/svg+xml;base64,{b64encode(SVG.format(inside).encode()).decode()}"
        inside = f"<style>{DARK}{{path{{fill:red}}}}</style>\n<path d='M0 0h9'/>"
        inside += f"<image width='9' height='9' href='{address}'/>"
        assert {text for _, text in words(SVG.format(inside).encode())} == {"Piet", "Marie"}, depth
    assert {text for _, text in words(SVG.format(inside.replace(DARK, "@media print")).encode())} == {"Piet"}


def test_what_css_writes_in_short_becomes_several_attributes() -> None:
    clean = cleaned(
        """<style>text { font: italic bold 12px/1.4 'DejaVu Sans', serif; white-space: pre }</style>
        <text style="text-decoration-line:underline; fill: light-dark(#fff, black)">a</text>
        <path d="M0 0h9" style="transform: translate(3px, 4px) rotate(0.5turn)"/>"""
    )
    for attribute in (
        'font-style="italic"',
        'font-weight="bold"',
        'font-size="12px"',
        "font-family=\"'DejaVu Sans', serif\"",
        'xml:space="preserve"',
        'text-decoration="underline"',
        'fill="#fff"',
        'transform="translate(3, 4) rotate(180)"',
    ):
        assert attribute in clean, clean


TYPEFACES = {
    "Piets Hand": "sans-serif",
    "'Piets Hand', cursive": "cursive",
    "Piets Hand, Arial": "Arial",
    "'Times New Roman Piet', 'Noto Sans'": "'Noto Sans'",
    "Arial-Piet": "sans-serif",
    "ArialMT": "ArialMT",
    "MyriadPro-SemiboldIt": "MyriadPro-SemiboldIt",
    "'DejaVu Sans', serif": "'DejaVu Sans', serif",
}


@pytest.mark.parametrize(("written", "goes"), TYPEFACES.items())
def test_only_typefaces_that_readers_may_have_are_named(written: str, goes: str) -> None:
    """In a style and in an attribute; the hint tells the name that stays home."""
    for text in (f'<text style="font: 9px {written}">a</text>', f'<text font-family="{written}">a</text>'):
        assert f'font-family="{goes}"' in cleaned(text)
        told = [render(left.message, "nl") for left in left_out(SVG.format(text).encode())]
        assert len(told) == ("Piet" in written)
        assert all("Piet" in message for message in told)


def test_the_language_of_its_maker_stays_home() -> None:
    assert cleaned('<text xml:lang="fy" lang="fy">a</text>') == cleaned("<text>a</text>")


BROKEN = {
    "a part of one": ("png", b64decode(photograph().partition(",")[2])[:150]),
    "the beginning of a photograph": ("jpeg", b"\xff\xd8\xff\xe0\0\x10JFIF\0"),
    "none": ("png", b""),
    "words": ("webp", b"woorden"),
    "a drawing": ("svg+xml", b"<svg"),
}


@pytest.mark.parametrize(("sort", "content"), BROKEN.values(), ids=BROKEN)
def test_a_broken_picture_in_a_drawing_is_told_with_its_file(draw: Draw, sort: str, content: bytes) -> None:
    """By `harvest check`, with its line: so that nobody first hears of it from the booklet."""
    data = f"data:image/{sort};base64,{b64encode(content).decode()}"
    drawing = SVG.format(f'<path d="M0 0h9"/>\n<image href="{data}" width="9" height="9"/>')
    corpus = read(draw({"index.md": "![Een lijst](beelden/a.svg)\n", "beelden/a.svg": drawing}))
    assert [(p.path, p.line, p.severity) for p in corpus.problems] == [("content/beelden/a.svg", 3, "error")]


UNSEEN = {
    "not displayed": '<g display="none"><text>Piet</text></g>',
    "not displayed, by its style": '<text style="display:none">Piet</text>',
    "not displayed, by a rule": "<style>.weg{display:none}</style><g class='weg'><text>Piet</text></g>",
    "hidden": '<g visibility="hidden"><text>Piet</text></g>',
    "without strength": '<g opacity="0"><text>Piet</text></g>',
    "without strength, in percent": '<text style="opacity:0%">Piet</text>',
    "without colour": '<g fill="none"><text>Piet</text></g>',
    "with a colour that is none": '<text fill="transparent">Piet</text>',
    "with a colour without strength": '<text fill="#12345600">Piet</text>',
    "with a colour of no strength": '<text fill-opacity="0">Piet</text>',
    "not displayed, in other words": '<text style="content-visibility: hidden">Piet</text>',
    "cut to nothing": '<text clip-path="inset(100%)">Piet</text>',
    "a part without strength": '<text>Wij <tspan opacity="0">Piet</tspan></text>',
    "of no size": '<text font-size="0">Piet</text>',
    "made as small as nothing": '<g transform="scale(0)"><text>Piet</text></g>',
    "with a line of no width": '<text fill-opacity="0" stroke="red" stroke-width="0">Piet</text>',
    "with a colour behind a stroke": '<text fill="rgb(0 0 0 / 0%)">Piet</text>',
    "with a gradient of no colour": '<linearGradient id="a"><stop stop-opacity="0"/></linearGradient>'
    '<text fill="url(#a)">Piet</text>',
    "too small to read": '<text font-size="0.01">Piet</text>',
    "made too small to read": '<g transform="scale(.0001)"><text>Piet</text></g>',
    "filtered away": '<text style="filter: opacity(0)">Piet</text>',
    "left of the sheet, by where it ends": '<text x="-20" y="20" text-anchor="end">Piet</text>',
    "right of the sheet, in percent": '<text x="500%" y="20">Piet</text>',
    "shifted off the sheet": '<text dx="500" y="20">Piet</text>',
    "a line off the sheet": '<text x="5" y="20">Wij<tspan x="500">Piet</tspan></text>',
    "on a sheet off the sheet": '<svg x="500"><text y="20">Piet</text></svg>',
    "off the sheet on the sheet": '<svg width="9" height="9"><text y="60">Piet</text></svg>',
    "used off the sheet": '<defs><text id="a" y="20">Piet</text></defs><use href="#a" x="500"/>',
    "off the sheet of a symbol": '<symbol id="a" viewBox="0 0 9 9"><text y="500">Piet</text></symbol><use href="#a"/>',
    "where nothing is cut out": '<clipPath id="a"><rect x="60" width="9" height="9"/></clipPath>'
    '<text y="60" clip-path="url(#a)">Piet</text>',
    "cut out by what is not displayed": '<clipPath id="a"><path d="M0 0h9v9z" display="none"/></clipPath>'
    '<text clip-path="url(#a)">Piet</text>',
    "cut out by what has no size": '<clipPath id="a"><rect/></clipPath><text clip-path="url(#a)">Piet</text>',
    "to cut out of nothing": '<clipPath id="a"><text>Piet</text></clipPath><g clip-path="url(#a)"/>',
    "along a line of no length": '<path id="a" d="M5 5"/><text><textPath href="#a">Piet</textPath></text>',
    "an arrow of what has none": '<marker id="a"><text>Piet</text></marker>'
    '<rect width="9" height="9" marker-start="url(#a)"/>',
    "in a pattern of no size": '<pattern id="a"><text>Piet</text></pattern><rect width="9" fill="url(#a)" height="9"/>',
    "in a sheet of no size": '<svg width="0" height="9"><text>Piet</text></svg>',
    "left of the sheet": '<text x="-500" y="20">Piet</text>',
    "above the sheet": '<text x="5" y="-20">Piet</text>',
    "below the sheet": '<text y="140" x="5">Piet</text>',
    "moved off the sheet": '<g transform="translate(400 0) rotate(10)"><text x="5" y="20">Piet</text></g>',
    "moved off the sheet by its style": '<text style="transform: translate(400px)" x="5" y="20">Piet</text>',
    "never used": "<defs><text>Piet</text></defs>",
    "a symbol that is never used": '<symbol id="Piet"><text>Piet</text></symbol>',
    "used by what is hidden": '<defs><text id="a">Piet</text></defs><g display="none"><use href="#a"/></g>',
    "cut out by nothing": '<clipPath id="a"/><g clip-path="url(#a)"><text>Piet</text></g>',
    "behind an empty mask": '<mask id="a"/><g mask="url(#a)"><text>Piet</text></g>',
    "along no line": '<text><textPath href="#weg">Piet</textPath></text>',
    "in an element that nobody draws": "<flowRoot><flowPara>Piet</flowPara></flowRoot>",
    "for a language that is none": '<text systemLanguage="">Piet</text>',
    "for what no browser can": '<g requiredExtensions="http://example.org/x"><text>Piet</text></g>',
    "half of a text": '<text>Wij <tspan visibility="hidden">Piet</tspan></text>',
}
"""Text that nobody sees."""


@pytest.mark.parametrize("inside", UNSEEN.values(), ids=UNSEEN)
def test_text_that_nobody_sees_stays_home_and_is_told(inside: str) -> None:
    drawing = SVG.format(f"\n{inside}<path d='M0 0h9'/>").encode()
    assert b"Piet" not in clean_drawing(drawing)
    (told,) = left_out(drawing)
    assert (told.line, told.severity) == (3, "warning")
    assert "Piet" in render(told.message, "nl")
    assert not [text for _, text in words(drawing) if "Piet" in text]


def test_several_texts_that_nobody_sees_are_told_together() -> None:
    drawing = SVG.format('<g display="none"><text>Piet</text><text>Marie</text></g>').encode()
    (told,) = left_out(drawing)
    assert render(told.message, "nl").endswith("gaan niet mee: 2, zoals «Piet».")


SEEN = {
    "used elsewhere": '<g display="none"><text id="a">Piet</text></g><use href="#a"/>',
    "shown again": '<g visibility="hidden"><text visibility="visible">Piet</text></g>',
    "with a line": '<text fill="none" stroke="red">Piet</text>',
    "with a line around it": '<g stroke="red"><text fill="none">Piet</text></g>',
    "half on the sheet": '<text x="-20" y="20">Piet</text>',
    "on the sheet again": '<g transform="translate(-400 0)"><text x="405" y="20">Piet</text></g>',
    "in a pattern": '<pattern id="a" width="9" height="9"><text>Piet</text></pattern>'
    '<rect width="9" height="9" fill="url(#a)"/>',
    "to cut out": '<clipPath id="a"><text fill="none">Piet</text></clipPath><rect clip-path="url(#a)" width="9"/>',
    "in a symbol": '<symbol id="a"><text>Piet</text></symbol><use href="#a"/>',
    "with the colour of its place": '<defs><text id="a" x="0">Piet</text></defs><use href="#a" fill="red"/>',
    "in a mask": '<mask id="a"><text fill="#fff">Piet</text></mask><rect mask="url(#a)" width="9" height="9"/>',
    "used on the sheet": '<defs><text id="a" x="-500" y="20">Piet</text></defs><use href="#a" x="500"/>',
    "on a sheet on the sheet": '<svg x="50" width="40" height="40"><text y="20">Piet</text></svg>',
    "on a sheet with measures of its own": '<svg viewBox="500 500 40 40"><text x="505" y="520">Piet</text></svg>',
    "in a symbol with measures of its own": '<symbol id="a" viewBox="500 500 40 40"><text x="505" y="520">Piet</text>'
    '</symbol><use href="#a" width="9" height="9"/>',
    "where it is cut out": '<clipPath id="a"><rect y="40" width="60" height="60"/></clipPath>'
    '<text y="60" clip-path="url(#a)">Piet</text>',
    "an arrow": '<marker id="a"><text>Piet</text></marker><path d="M0 0h9" marker-start="url(#a)"/>',
    "a line on the sheet": '<text x="5" y="20"><tspan x="5" y="40">Piet</tspan></text>',
    "a line below one beside the sheet": '<text x="-500" y="20"><tspan x="5" y="40">Piet</tspan></text>',
    "with a gradient of another": '<linearGradient id="b"><stop/></linearGradient><linearGradient id="a" href="#b"/>'
    '<text y="20" fill="url(#a)">Piet</text>',
    "in percent": '<text x="50%" y="50%">Piet</text>',
    "to the left of its place": '<text x="120" y="20" text-anchor="end" font-size="20">Piet en ook Marie</text>',
    "drawn by a filter": '<filter id="a"><feOffset dx="200"/></filter>'
    '<text x="-200" y="9" filter="url(#a)">Piet</text>',
    "through a very small hole": '<text y="9" clip-path="circle(0.5px at 1px 9px)">Piet</text>',
    "along a line": '<path id="a" d="M0 9h90"/><text><textPath href="#a">Piet</textPath></text>',
}
"""Text that somebody sees, though it may seem otherwise."""


@pytest.mark.parametrize("inside", SEEN.values(), ids=SEEN)
def test_text_that_somebody_sees_goes_out(inside: str) -> None:
    drawing = SVG.format(inside).encode()
    assert b"Piet" in clean_drawing(drawing)
    assert not left_out(drawing)
    assert any("Piet" in text for _, text in words(drawing))


TOLD = {
    "a link": f'<a href="{ELSEWHERE}"><path d="M0 0h9"/></a>',
    "a letter inside": "<style>@font-face { font-family: x; src: url(data:font/woff2;base64,AAAA) }</style>",
    "what moves": '<path d="M0 0h9"><animate attributeName="x" to="9"/><animate attributeName="y" to="9"/></path>',
    "what moves by its style": '<path d="M0 0h9" style="animation: draai 1s"/>',
    "what only styles know": '<path d="M0 0h9" style="mix-blend-mode: multiply"/>',
    "what browsers work out": '<path d="M0 0h9" style="opacity: calc(1 - 1)"/>',
    "a move by a part of its size": '<path d="M0 0h9" style="transform: translate(50%)"/>',
    "other languages": '<switch><text systemLanguage="fr">oui</text><text>ja</text></switch>',
}
"""What does not go out, and does no harm."""


@pytest.mark.parametrize("inside", TOLD.values(), ids=TOLD)
def test_what_stays_home_without_harm_is_told_once(draw: Draw, inside: str) -> None:
    corpus = read(draw({"index.md": "![Een lijst](beelden/a.svg)\n", "beelden/a.svg": SVG.format(inside)}))
    assert [(p.line, p.code, p.severity) for p in corpus.problems] == [(2, "drawing-cleaned", "hint")]
    clean = cleaned(inside)
    assert "href" not in clean
    assert "oui" not in clean
    assert "animat" not in clean


def test_pictures_in_a_drawing_are_clean() -> None:
    """Also in a drawing inside it; deeper than that none goes."""
    inside = SVG.format(f'<image href="{photograph()}" width="9" height="9"/>')
    outer = inside
    for _ in range(2):
        quoted = outer.replace("%", "%25").replace("<", "%3C").replace('"', "%22").replace("#", "%23")
        outer = SVG.format(f'<image href="data:image/svg+xml,{quoted}" width="9" height="9"/>')
    clean = clean_drawing(outer.encode())
    assert b"data:image/svg+xml;base64," in clean
    quoted = outer.replace("%", "%25").replace("<", "%3C").replace('"', "%22").replace("#", "%23")
    with pytest.raises(RefusedDrawing):
        clean_drawing(SVG.format(f'<image href="data:image/svg+xml,{quoted}" width="9" height="9"/>').encode())
    assert photograph() not in cleaned(f'<image href="{photograph()}" width="9" height="9"/>')


def test_the_words_of_a_drawing_are_whole() -> None:
    """Pieces with a place of their own may be one word or several, so both are there; other pieces are one word."""
    inside = """<text><tspan x="1">P</tspan><tspan x="9">iet</tspan></text>
    <text x="1" y="2">de <tspan>Bru</tspan>g<tspan x="1" y="9">Noord</tspan></text>
    <text><tspan x="1" dy="0">samen</tspan><tspan x="1" dy="1.2em">leren</tspan></text>"""
    shown = [text for _, text in words(SVG.format(inside).encode())]
    assert shown == ["P iet", "Piet", "de Brug Noord", "de BrugNoord", "samen leren", "samenleren"]


MESSAGES = {
    "empty": (b"", "This drawing is empty."),
    "nothing but blanks": (b" \n\t", "This drawing is empty."),
    "UTF-16": (SVG.format("").encode("utf-16"), "This drawing is written in UTF-16, and not in UTF-8."),
    "UTF-16 without a mark": (
        SVG.format("").encode("utf-16-le"),
        "This drawing is written in UTF-16, and not in UTF-8.",
    ),
    "UTF-32": (SVG.format("").encode("utf-32"), "This drawing is written in UTF-32, and not in UTF-8."),
    "packed": (b"\x1f\x8b\x08\x00", "This drawing is packed (.svgz)."),
    "another encoding": (b"<svg>\xe9</svg>", "This drawing is not plain text in UTF-8."),
    "large": (b" " * (MAX_BYTES + 1), "This drawing is larger than 8 MB."),
    "not closed": (
        b"<svg><g></svg>",
        "This drawing cannot be read: something in it is not closed, or written wrongly.",
    ),
    "another language": (b"<html/>", "This is no drawing: it begins with «<html>»."),
    "abbreviations": (b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", "This drawing declares abbreviations of its own"),
    "one that is not explained": (
        b"<!DOCTYPE svg PUBLIC 'x' 'y'><svg>&nbsp;</svg>",
        "This drawing uses an abbreviation",
    ),
    "deep": (b"<svg>" + b"<g>" * 500, "In this drawing more than 200 groups stand inside one another."),
    "many parts": (b"<svg>" + b"<g/>" * (MOST + 1), f"This drawing has more than {MOST} parts"),
}
"""Files that are no drawing, and what is said of them."""


@pytest.mark.parametrize("case", MESSAGES)
def test_each_file_that_cannot_be_a_drawing_has_its_message(case: str) -> None:
    content, message = MESSAGES[case]
    with pytest.raises(RefusedDrawing) as caught:
        clean_drawing(content)
    assert render(caught.value.refusal.message, "en").startswith(message)
    assert caught.value.refusal.hint.text


def many(piece: str, times: int) -> str:
    """A piece many times, each with its number instead of `@`, and the next one instead of `@+`."""
    return "".join(piece.replace("@+", str(number + 1)).replace("@", str(number)) for number in range(times))


GROWING: dict[str, Callable[[int], str]] = {
    "names and references": lambda n: many("<linearGradient id='a@'/><path d='M0 0h9' fill='url(#a@)'/>", n),
    "classes": lambda n: f"<style>{many('.c@{fill:red}', n)}</style>" + many("<path class='c@' d='M0 0h9'/>", n),
    "neighbours": lambda n: "<style>g ~ path ~ rect{x:1px}</style><g/>" + many("<rect width='@'/>", n),
    "uses": lambda n: "<defs>" + many("<path id='a@'/>", n) + "</defs>" + many("<use href='#a@'/>", n),
    "styles": lambda n: many("<path d='M0 0h9' style='stroke-width:@px;fill:red'/>", n),
    "texts": lambda n: many("<text x='@' y='3'>hallo</text>", n),
    "parts of a text": lambda n: "<text>" + many("<tspan x='@'>h</tspan>", n) + "</text>",
    "a long path": lambda n: f"<path d='{many('M0 0l@ 1', n * 8)}'/>",
    "numbers without end": lambda n: f"<path d='M{'1' * n * 60}'/><g transform='rotate({'1' * n * 60}'/>",
    "brackets": lambda n: many("<g style='fill:((((((((('/>", n) + f"<g fill='{'(' * n}'/>",
}


@pytest.mark.parametrize("make", GROWING.values(), ids=GROWING)
def test_time_grows_no_faster_than_a_drawing(make: Callable[[int], str]) -> None:
    took = []
    for times in (500, 4000):
        # Each drawing is another, since those that were cleaned are remembered.
        drawings = [SVG.format(f"{make(times)}<!-- {number} -->").encode() for number in range(3)]
        took.append(min(taken(partial(clean_drawing, drawing), 1) for drawing in drawings))
    assert took[1] < 8 * 4 * max(took[0], 0.02), took


TOO_MUCH = {
    "parts of parts of parts": "<defs>"
    + many("<g id='a@'><use href='#a@+'/><use href='#a@+'/></g>", 40)
    + "<path id='a40' d='M0 0h9'/></defs><use href='#a0'/>",
    "colours of colours": many("<pattern id='a@'><path fill='url(#a@+)'/><path fill='url(#a@+)'/></pattern>", 40)
    + "<pattern id='a40'><path d='M0 0h9'/></pattern><path fill='url(#a0)' d='M0 0h9'/>",
    "a chain of parts": many("<g id='a@'><use href='#a@+'/></g>", 1000) + "<path id='a1000' d='M0 0h9'/>",
    "rules for everything": "<style>" + many("[x='@']{fill:red}", 2000) + "</style>" + many("<path d='M0 0h9'/>", 2000),
    "long rules": "<style>" + "a{b:c}" * 100_000 + "</style>",
}


@pytest.mark.parametrize("inside", TOO_MUCH.values(), ids=TOO_MUCH)
def test_what_takes_too_much_is_refused(inside: str) -> None:
    with pytest.raises(RefusedDrawing):
        clean_drawing(SVG.format(inside).encode())


def test_of_several_references_each_has_to_lead_somewhere() -> None:
    inside = '<filter id="a"><feFlood/></filter><rect width="9" height="9" filter="url(#a) url(#weg)"/>'
    assert cleaned(inside) == '<rect width="9" height="9"/>'


def test_what_goes_round_is_cut() -> None:
    inside = """<g id="a"><use href="#a"/><path d="M0 0h9"/></g><g id="b"><use href="#c"/></g><g id="c"><use
    href="#b"/></g><pattern id="d" width="9" height="9"><rect width="9" height="9" fill="url(#d)"/></pattern>
    <rect width="9" height="9" fill="url(#d)"/>"""
    assert cleaned(inside) == (
        '<g><path d="M0 0h9"/></g>'
        '<pattern id="1" width="9" height="9"><rect width="9" height="9" fill="none"/></pattern>'
        '<rect width="9" height="9" fill="url(#1)"/>'
    )
