"""Drawings that would run something or ask something of another host, if they were passed on as they are.

All of them are of kinds that anybody can read about; «@» stands for the word by which it is seen that one did
something.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from tests.planted.drawings import SHAPE, SVG
from tests.planted.injections import HOST, RUN
from tests.planted.plant import Content, Plant

SPACES = (
    f'xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:x="{SVG}" xmlns:h="http://www.w3.org/1999/xhtml"'
)
SCRIPT = f"<script>{RUN}</script>"


def drawing(inside: str = "", own: str = "", before: str = "") -> str:
    return f'{before}<svg {SPACES} viewBox="0 0 90 90"{own}>{SHAPE}{inside}</svg>'


def _data(text: str) -> str:
    return f"data:image/svg+xml,{quote(text, safe='@')}"


INSIDE: Mapping[str, str] = {
    "script": SCRIPT,
    "script-unparsed": f"<script><![CDATA[{RUN}]]></script>",
    "script-of-a-sort": f'<script type="text/ecmascript">{RUN}</script>',
    "script-in-a-group": f"<g><g>{SCRIPT}</g></g>",
    "script-in-definitions": f"<defs>{SCRIPT}</defs>",
    "script-with-a-prefix": f"<x:script>{RUN}</x:script>",
    "script-of-a-page": f"<h:script>{RUN}</h:script>",
    "script-of-another-host": f'<script href="{HOST}.js"/>',
    "script-of-another-host-of-old": f'<script xlink:href="{HOST}.js"/>',
    "script-in-itself": f'<script href="data:text/javascript,{RUN}"/>',
    "on-a-click": f'<path d="M0 0h90v90H0z" onclick="{RUN}"/>',
    "on-a-pointer": f'<path d="M0 0h90v90H0z" onmouseover="{RUN}"/>',
    "on-focus": f'<g tabindex="1" onfocusin="{RUN}"><path d="M0 0h90v90H0z"/></g>',
    "on-a-beginning": f'<animate attributeName="x" dur="1s" onbegin="{RUN}"/>',
    "on-an-end": f'<animate attributeName="x" dur="1ms" onend="{RUN}"/>',
    "picture-that-fails": f'<image href="x" onerror="{RUN}"/>',
    "link": f'<a href="javascript:{RUN}"><path d="M0 0h90v90H0z"/></a>',
    "link-of-old": f'<a xlink:href="javascript:{RUN}"><path d="M0 0h90v90H0z"/></a>',
    "link-with-references": f'<a href="&#106;avascript:{RUN}"><path d="M0 0h90v90H0z"/></a>',
    "link-to-a-page-in-itself": f'<a href="data:text/html,@{RUN}"><path d="M0 0h90v90H0z"/></a>',
    "link-that-is-set": f'<a><set attributeName="href" to="javascript:{RUN}"/><path d="M0 0h90v90H0z"/></a>',
    "link-that-moves": f'<a><animate attributeName="href" values="javascript:{RUN}"/><path d="M0 0h90v90H0z"/></a>',
    "page-inside": f'<foreignObject width="90" height="90"><h:body onload="{RUN}"/></foreignObject>',
    "frame-inside": f'<foreignObject width="90" height="90"><h:iframe src="javascript:{RUN}"/></foreignObject>',
    "frame-of-another-host": f'<foreignObject width="90" height="90"><h:iframe src="{HOST}"/></foreignObject>',
    "picture-inside": f'<foreignObject width="90" height="90"><h:img src="x" onerror="{RUN}"/></foreignObject>',
    "form-inside": f'<foreignObject width="90" height="90"><h:form action="{HOST}">'
    '<h:input name="@"/></h:form></foreignObject>',
    "embedded": f'<h:embed src="{HOST}"/>',
    "film": f'<h:video src="{HOST}.mp4"/>',
    "style-sheet": f'<h:link rel="stylesheet" href="{HOST}.css"/>',
    "refreshed": f'<h:meta http-equiv="refresh" content="0;url={HOST}"/>',
    "base": f'<h:base href="{HOST}/"/>',
    "picture": f'<image width="9" height="9" href="{HOST}.png"/>',
    "picture-of-old": f'<image width="9" height="9" xlink:href="{HOST}.png"/>',
    "drawing-in-itself": f'<image width="9" height="9" href="{_data(drawing(SCRIPT))}"/>',
    "use": f'<use href="{HOST}.svg#a"/>',
    "use-of-itself": f'<use href="{_data(drawing("<g id=&quot;a&quot;/>"))}#a"/>',
    "filter-picture": f'<filter id="a"><feImage href="{HOST}.png"/></filter><path d="M0 0h9v9z" filter="url(#a)"/>',
    "import": f'<style>%import "{HOST}.css";</style>',
    "import-by-address": f"<style>%import url({HOST}.css);</style>",
    "typeface": f'<style>%font-face{{font-family:a;src:url({HOST}.woff)}}</style><text y="9" font-family="a">x</text>',
    "style": f"<style>path{{fill:url({HOST}.svg#a)}}</style>",
    "style-attribute": f'<path d="M0 0h9v9z" style="fill:url({HOST}.svg#a)"/>',
    "background": f'<g style="background:url({HOST}.png)"/>',
    "fill": f'<path d="M0 0h9v9z" fill="url({HOST}.svg#a)"/>',
    "filter": f'<path d="M0 0h9v9z" filter="url({HOST}.svg#a)"/>',
    "mask": f'<path d="M0 0h9v9z" mask="url({HOST}.svg#a)"/>',
    "clip": f'<path d="M0 0h9v9z" clip-path="url({HOST}.svg#a)"/>',
    "pointer": f'<path d="M0 0h9v9z" style="cursor:url({HOST}.cur),auto"/>',
    "binding": f'<path d="M0 0h9v9z" style="-moz-binding:url({HOST}.xml#a)"/>',
    "pattern": f'<pattern id="a" href="{HOST}.svg#a"/>',
    "gradient": f'<linearGradient id="a" xlink:href="{HOST}.svg#a"/>',
    "path-of-a-text": f'<text><textPath href="{HOST}.svg#a">x</textPath></text>',
    "handler": f'<handler type="text/ecmascript">{RUN}</handler>',
}
WHOLE: Mapping[str, Content] = {
    "on-loading.svg": drawing(own=f' onload="{RUN}"'),
    "on-loading-in-capitals.svg": drawing(own=f' ONLOAD="{RUN}" onLoad="{RUN}"'),
    "style-sheet-before-it.svg": drawing(before=f'<?xml-stylesheet href="{HOST}.css"?>'),
    "transformed.svg": drawing(before=f'<?xml-stylesheet type="text/xsl" href="{HOST}.xsl"?>'),
    "entity.svg": drawing("<g>&a;</g>", before=f'<!DOCTYPE svg [<!ENTITY a "&#60;script>{RUN}&#60;/script>">]>'),
    "entity-of-a-file.svg": drawing("<text>&a;</text>", before='<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/@">]>'),
    "declaration-elsewhere.svg": drawing(before=f'<!DOCTYPE svg SYSTEM "{HOST}.dtd">'),
    "not-well-formed.svg": drawing(f"<g>{SCRIPT}<p>"),
    "behind-its-end.svg": f"{drawing()}{SCRIPT}",
    "behind-many-words.svg": drawing(f"<!--{'x' * 4_200_000}-->{SCRIPT}"),
    "page.svg": f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{SCRIPT}</body></html>',
    "page-of-old.svg": f"<!DOCTYPE html><body>{SCRIPT}</body>",
    "drawing.png": drawing(SCRIPT),
    "drawing.jpg": drawing(own=f' onload="{RUN}"'),
    "page.webp": f"<html><body>{SCRIPT}</body></html>",
}


def every(numbers: Iterator[int]) -> Iterator[Plant]:
    """One plant for each drawing, which a card shows; a few are in another writing, or packed."""
    drawings = {f"{name}.svg": drawing(text.replace("%", "\0")) for name, text in INSIDE.items()} | dict(WHOLE)
    for name, content in drawings.items():
        assert isinstance(content, str)
        yield _planted(name, content, next(numbers))
    yield _planted(
        "in-utf-16.svg", f'<?xml version="1.0" encoding="UTF-16"?>{drawing(SCRIPT)}', next(numbers), "utf-16"
    )
    yield _planted("packed.svgz", drawing(SCRIPT), next(numbers), "packed")


def _planted(name: str, text: str, number: int, writing: str = "utf-8") -> Plant:
    place = f"bestanden/{number}.{name.rsplit('.', 1)[1]}"
    told = text.replace("@", f"ran_{number}").replace("\0", "@")
    content = zlib.compress(told.encode(), wbits=31) if writing == "packed" else told.encode(writing)
    return Plant(f"drawing-{name}", f"ran_{number}", {f"content/{place}": content}, shown=f"![Een plein](../{place})")
