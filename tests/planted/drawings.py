"""Drawings that hold a word which whoever looks at them does not see."""

from __future__ import annotations

import base64
import io
from functools import partial

from PIL import Image

from tests.planted.graphics import with_chunk
from tests.planted.photographs import commented, exif, saved
from tests.planted.plant import Made

SVG = "http://www.w3.org/2000/svg"
SPACES = {
    "inkscape": "http://www.inkscape.org/namespaces/inkscape",
    "sodipodi": "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "cc": "http://creativecommons.org/ns#",
    "xlink": "http://www.w3.org/1999/xlink",
    "i": "http://ns.adobe.com/AdobeIllustrator/10.0/",
    "serif": "http://www.serif.com/",
    "sketch": "http://www.bohemiancoding.com/sketch/ns",
}
SHAPE = '<path d="M0 0h40v30H0z" fill="#c63"/>'


def drawing(inside: str, *, own: str = "", before: str = "") -> str:
    """A drawing of one shape, with something inside, an attribute of its own, or something before it."""
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in SPACES.items())
    return f'{before}<svg xmlns="{SVG}" {spaces} viewBox="0 0 100 80"{own}>{SHAPE}{inside}</svg>\n'


def says(template: str, **where: str) -> Made:
    """A maker of a drawing with the word at the place of «@»."""
    return lambda word: drawing(
        template.replace("@", word), **{name: text.replace("@", word) for name, text in where.items()}
    )


def data(sort: str, content: bytes) -> str:
    return f"data:{sort};base64,{base64.b64encode(content).decode()}"


def with_picture(sort: str, content: bytes) -> str:
    return drawing(f'<image width="40" height="30" xlink:href="{data(sort, content)}"/>')


def nested(word: str) -> str:
    return with_picture("image/svg+xml", drawing(f"<title>{word}</title>").encode())


def wide(encoding: str, word: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-16"?>{drawing(f"<title>{word}</title>")}'.encode(encoding)


def _beside(word: str) -> bytes:
    out = io.BytesIO()
    image = Image.new("RGB", (20, 20), (9, 90, 200))
    image.save(out, "PNG", icc_profile=None)
    return with_chunk(b"tEXt", b"Author\0" + word.encode(), png=out.getvalue())


TEXT = '<text x="5" y="20"{}>@</text>'
HIDDEN: dict[str, Made] = {
    "not-displayed": says(TEXT.format(' display="none"')),
    "not-displayed-by-style": says(TEXT.format(' style="display:none"')),
    "in-a-layer-that-is-off": says(
        f'<g inkscape:groupmode="layer" style="display:none">{TEXT.format("")}</g>',
    ),
    "not-visible": says(TEXT.format(' visibility="hidden"')),
    "collapsed": says(TEXT.format(' style="visibility:collapse"')),
    "see-through": says(TEXT.format(' opacity="0"')),
    "group-see-through": says(f'<g style="opacity:0">{TEXT.format("")}</g>'),
    "without-fill": says(TEXT.format(' fill="none"')),
    "fill-see-through": says(TEXT.format(' fill-opacity="0"')),
    "transparent": says(TEXT.format(' style="fill:transparent"')),
    "of-no-size": says(TEXT.format(' font-size="0"')),
    "shrunk-to-nothing": says(TEXT.format(' transform="scale(0)"')),
    "hidden-by-a-class": says("<style>.uit{display:none}</style>" + TEXT.format(' class="uit"')),
    "clipped-away": says(f'<clipPath id="weg"/><g clip-path="url(#weg)">{TEXT.format("")}</g>'),
    "masked-away": says(f'<mask id="weg"/><g mask="url(#weg)">{TEXT.format("")}</g>'),
    "left-of-the-sheet": says('<text x="-500" y="20">@</text>'),
    "right-of-the-sheet": says('<text x="900" y="20">@</text>'),
    "above-the-sheet": says('<text x="5" y="-300">@</text>'),
    "below-the-sheet": says('<text x="5" y="2000">@</text>'),
    "moved-off-the-sheet": says('<g transform="translate(4000 0)"><text x="5" y="20">@</text></g>'),
    "turned-off-the-sheet": says('<text x="5" y="20" transform="matrix(1 0 0 1 -700 -700)">@</text>'),
    "in-an-unused-symbol": says(f'<symbol id="een">{TEXT.format("")}</symbol>'),
    "in-unused-definitions": says(f"<defs><g>{TEXT.format('')}</g></defs>"),
    "in-an-unused-pattern": says(f'<pattern id="een" width="9" height="9">{TEXT.format("")}</pattern>'),
    "in-a-marker": says(f'<marker id="een">{TEXT.format("")}</marker>'),
    "for-another-language": says(f'<switch><g systemLanguage="xx">{TEXT.format("")}</g><g/></switch>'),
    "for-another-program": says(
        '<switch><foreignObject requiredExtensions="http://ns.adobe.com/AdobeIllustrator/10.0/">@</foreignObject>'
        "<g/></switch>"
    ),
    "as-foreign-words": says(
        f'<foreignObject width="0" height="0"><p xmlns="{SVG[:20]}1999/xhtml">@</p></foreignObject>'
    ),
    "loose-words": says("<g>@</g>"),
    "unknown-element": says("<notitie>@</notitie>"),
}
BESIDE: dict[str, Made] = {
    "title": says("<title>@</title>"),
    "title-of-a-shape": says('<g><title>@</title><path d="M1 1h2"/></g>'),
    "title-of-a-text": says('<text x="5" y="20">Plein<title>@</title></text>'),
    "description": says("<desc>@</desc>"),
    "id": says('<g id="@"><path d="M1 1h2"/></g>'),
    "id-that-is-used": says(
        '<linearGradient id="@"><stop offset="1"/></linearGradient><path d="M1 1h9v9z" fill="url(#@)"/>'
    ),
    "id-of-what-is-used": says('<symbol id="@"><path d="M1 1h9v9z"/></symbol><use xlink:href="#@"/>'),
    "class": says('<path class="@" d="M1 1h2"/>'),
    "class-in-a-style": says('<style>.@{fill:#369}</style><path class="@" d="M1 1h9v9z"/>'),
    "data-name": says('<path data-name="@" d="M1 1h2"/>'),
    "label": says('<path aria-label="@" d="M1 1h2"/>'),
    "description-by-attribute": says('<path aria-description="@" d="M1 1h2"/>'),
    "comment": says("<!-- @ -->"),
    "comment-before-it": says("", before="<!-- @ -->"),
    "comment-behind-it": lambda word: f"{drawing('')}<!-- {word} -->",
    "unparsed-part": says("<desc><![CDATA[@]]></desc>"),
    "instruction": says("", before="<?maker @?>"),
    "instruction-inside": says("<?maker @?>"),
    "style-sheet-of-another-file": says("", before='<?xml-stylesheet href="file:///home/@/a.css"?>'),
    "data-about-it": says("<metadata><rdf:RDF><cc:Work><dc:creator>@</dc:creator></cc:Work></rdf:RDF></metadata>"),
    "document-name": says("", own=' sodipodi:docname="@.svg"'),
    "where-it-was-exported": says("", own=' inkscape:export-filename="/home/@/plein.png"'),
    "layer-label": says('<g inkscape:label="@"><path d="M1 1h2"/></g>'),
    "view-of-the-editor": says('<sodipodi:namedview inkscape:document-units="@"/>'),
    "data-of-illustrator": says("<i:pgf>@</i:pgf>"),
    "id-of-affinity": says('<g serif:id="@"><path d="M1 1h2"/></g>'),
    "type-of-sketch": says('<g sketch:type="@"><path d="M1 1h2"/></g>'),
    "title-by-attribute": says('<a xlink:title="@" href="#x"><path d="M1 1h2"/></a>'),
    "link": says('<a href="https://example.org/@"><path d="M1 1h2"/></a>'),
    "link-within": says('<a href="#@"><path d="M1 1h2"/></a>'),
    "address-on-a-disk": says('<image width="4" height="4" xlink:href="file:///home/@/plein.png"/>'),
    "address-beside-it": says('<image width="4" height="4" href="@.png"/>'),
    "language": says("", own=' xml:lang="@"'),
    "name-of-a-typeface": says('<text x="5" y="20" font-family="@, sans-serif">Plein</text>'),
    "own-property": says('<path style="--maker:@;fill:#369" d="M1 1h9v9z"/>'),
    "property-of-an-editor": says('<path style="-inkscape-font-specification:@;fill:#369" d="M1 1h9v9z"/>'),
    "comment-in-a-style": says("<style>/* @ */ path{fill:#369}</style>"),
    "comment-in-an-attribute": says('<path style="fill:#369;/* @ */" d="M1 1h9v9z"/>'),
    "typeface-in-a-style": says("<style>@font-face{font-family:'@'}</style>".replace("@font", "&#64;font")),
    "selector-that-fits-nothing": says("<style>#@ path{fill:#369}</style>"),
    "words-by-a-style": says("<style>path::after{content:'@'}</style>"),
    "entity": says("<text x='5' y='20' display='none'>&naam;</text>", before='<!DOCTYPE svg [<!ENTITY naam "@">]>'),
    "declaration": says("", before='<!DOCTYPE svg PUBLIC "-//@//DTD SVG//NL" "svg.dtd">'),
    "unknown-attribute": says('<path maker="@" d="M1 1h2"/>'),
    "behind-the-end": lambda word: f"{drawing('')}\n{word}",
    "script-that-is-none": says('<script type="text/plain">@</script>'),
    "photograph": lambda word: with_picture("image/jpeg", exif({0x013B: word})),
    "photograph-with-a-comment": lambda word: with_picture("image/jpeg", commented(word)),
    "graphic": lambda word: with_picture("image/png", _beside(word)),
    "moving-graphic": lambda word: with_picture("image/gif", saved("GIF", comment=word.encode())),
    "drawing-in-a-drawing": nested,
    "drawing-within": says(f'<svg xmlns="{SVG}" width="9" height="9"><title>@</title></svg>'),
    "name-of-a-data-address": lambda word: with_picture(f"image/png;name={word}", saved("PNG")),
    "in-utf-16": partial(wide, "utf-16"),
    "in-utf-16-big": partial(wide, "utf-16-be"),
    "not-well-formed": lambda word: drawing(f"<g><title>{word}</title>"),
}
DRAWINGS = {f"{name}.svg": make for name, make in {**BESIDE, **HIDDEN}.items()}
ORDINARY = {
    f"{name}.svg"
    for name in (
        *("title", "title-of-a-shape", "title-of-a-text", "description", "id", "id-that-is-used", "id-of-what-is-used"),
        *("class", "class-in-a-style", "data-name", "label", "comment", "comment-before-it", "comment-behind-it"),
        *("unparsed-part", "instruction", "data-about-it", "document-name", "where-it-was-exported", "layer-label"),
        *("view-of-the-editor", "data-of-illustrator", "id-of-affinity", "type-of-sketch", "comment-in-a-style"),
        *("property-of-an-editor", "name-of-a-typeface", "photograph", "photograph-with-a-comment", "graphic"),
    )
}
"""What programs for drawing write, so that it must go out once it is clean."""
