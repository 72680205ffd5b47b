"""Drawings that do more than draw stop a publication; each here breaks one rule, and does no harm."""

from __future__ import annotations

import pytest

from tests.drawing import Draw, read

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">\n{}\n</svg>\n'
ELSEWHERE = "https://example.org/x"

REFUSED = {
    "a script": "<script>1</script>",
    "a script with a language": '<script type="text/plain">1</script>',
    "what runs when it opens": '<g onload="1"/>',
    "what runs at a click": "<g onclick = '1'/>",
    "what runs when an animation begins": '<g><animate attributeName="x" dur="1s" onbegin="1"/></g>',
    "a web page inside": '<foreignObject width="9" height="9"></foreignObject>',
    "a picture from another site": f'<image href="{ELSEWHERE}.png" width="9" height="9"/>',
    "a picture from another site, in single quotes": f"<image href='{ELSEWHERE}.png' width='9' height='9'/>",
    "a picture from another site, as older drawings have it": f'<image xlink:href="{ELSEWHERE}.png" width="9"/>',
    "a picture from another site, without its scheme": '<image href="//example.org/x.png" width="9" height="9"/>',
    "a part of another file": '<use href="other.svg#a"/>',
    "a link": f'<a href="{ELSEWHERE}"><path d="M0 0h9"/></a>',
    "a link that runs": '<a xlink:href="javascript:1"><path d="M0 0h9"/></a>',
    "data that are no picture": '<image href="data:text/html,x" width="9" height="9"/>',
    "a drawing inside, which may do all this again": '<image href="data:image/svg+xml,x" width="9" height="9"/>',
    "a style sheet beside it": '<style>@import "other.css";</style>',
    "a style sheet beside it, in capitals": '<style>@IMPORT "other.css";</style>',
    "a colour from another site": f'<rect fill="url({ELSEWHERE}.svg#a)" width="9" height="9"/>',
    "a colour from another site, in single quotes": f"<rect fill=\"url('{ELSEWHERE}.svg#a')\" width='9'/>",
    "a colour from another site, with room": f'<rect style="fill: url( {ELSEWHERE}.svg#a )" width="9" height="9"/>',
    "a letter from another site": f'<style>@font-face {{ font-family: x; src: url("{ELSEWHERE}.woff2") }}</style>',
    "a letter from another site, in capitals": f"<style>@font-face {{ src: URL({ELSEWHERE}.woff2) }}</style>",
    "a colour from another file": '<rect style="fill: url(other.svg#a)" width="9" height="9"/>',
}
"""What stands in the drawing, by what is wrong with it."""

REFUSED_ABOVE = {
    "words that stand for others": '<!DOCTYPE svg [<!ENTITY a "b">]>\n',
    "a style sheet for all of it": '<?xml-stylesheet type="text/css" href="#a"?>\n',
}
"""What stands above the drawing."""

DRAWN = {
    "lines": '<path d="M0 0h9" stroke="#123"/>',
    "words": '<title>once on = a script, url and import</title><text x="1" y="9">href on foreign soil</text>',
    "a part of its own": '<g id="a"/><use href="#a"/><use xlink:href=\'#a\'/>',
    "a link to a part of its own": '<a href="#a"><path id="a" d="M0 0h9"/></a>',
    "a colour of its own": '<linearGradient id="a"/><rect fill="url(#a)" style="stroke: url(#a)" width="9"/>',
    "a picture inside": '<image href="data:image/png;base64,AAAA" width="9" height="9"/>',
    "a letter inside": "<style>@font-face { font-family: x; src: url(data:font/woff2;base64,AAAA) }</style>",
    "a style": '<style>.a { fill: red; font: 9px "x" }</style><g class="a"/>',
}
"""What only draws."""


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
    assert {(p.path, p.code) for p in corpus.problems} == {("content/beelden/a.svg", "unsafe-link")}
    assert corpus.has_errors


@pytest.mark.parametrize("inside", DRAWN.values(), ids=DRAWN)
def test_a_drawing_that_only_draws_goes_along(draw: Draw, inside: str) -> None:
    corpus = read(draw({"index.md": "![Een lijst](beelden/a.svg)\n", "beelden/a.svg": SVG.format(inside)}))
    assert not corpus.problems
