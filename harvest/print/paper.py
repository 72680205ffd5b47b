"""Adapt HTML to paper: page numbers behind references, labels beside the text, signs that are not read aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from textwrap import wrap
from urllib.parse import quote

from markupsafe import Markup

from harvest.views.html.markdown import Address, addressed

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^<>]*>")
_HEADING = re.compile(r"<(/?)h([1-6])\b")
_LABEL_LETTERS = 13
_MOST_LINES = 4
_VOID = frozenset({"br", "hr", "img"})
_LINK = re.compile(r"<a\b([^<>]*)>(.*?)</a>", re.DOTALL)
_HREF = re.compile(r'\shref="([^"]*)"')
_SIGN = re.compile(r'<svg class="([^"]*)" viewBox="0 0 ([\d.]+) ([\d.]+)"[^<>]*>(.*?)</svg>', re.DOTALL)
_LAST_WORDS = re.compile(r" ([^\s<>]+) ([^\s<>]{1,9})(</(?:p|li|h[1-6])>)")
_LONG_LAST_WORD = re.compile(r" ([^\s<>]{10,})(</p>)")
_SPACE_BEFORE_INLINE = re.compile(r"(?<=[^\s>]) (?=<(?:a|abbr|b|cite|code|em|i|mark|q|small|span|strong)\b)")
_WITHOUT_ALT = re.compile(r'<img\b(?![^<>]*\balt="[^"])(?:\s+alt="")?')
_TAGS = re.compile(r"<[^<>]+>")
_CELL = re.compile(r"<t[dh]\b.*?</t[dh]>", re.DOTALL)
_TICK = re.compile(r'<span class="tick (todo|done)" role="img" aria-label="([^"]*)">[^<]*</span> ?')
_PICTURE = re.compile(r"<img\b[^<>]*>")
_SIZE = re.compile(r' (width|height)="(\d{1,4})"')
_POINTS = 0.45
"""A pixel of the site on paper, so that a picture is as many lines high: a line of 30 px is one of 13.5 pt here."""


def body(html: str, own_id: str, deeper: int, address: Address) -> Markup:
    """Return the HTML of a text for the booklet: with addresses, and headings `deeper` that are labels beside the text.

    Ids begin with `own_id`, since on paper all cards are in one document.
    """
    html = addressed(html, address)
    html = re.sub(r'(<h[1-6]) id="([^"]*)"', rf'\1 id="{escape(own_id)}.\2"', html)
    html = re.sub(r' (id="|href="#)(note\.)', rf" \1{escape(own_id)}.\2", html)
    html = _WITHOUT_ALT.sub('<img alt="-"', html)
    html = _PICTURE.sub(_sized, html)
    html = _TICK.sub(r'<img class="tick" src="paper/\1.svg" alt="\2">', html)
    html = _HEADING.sub(lambda tag: f"<{tag[1]}h{min(int(tag[2]) + deeper, 6)}", html)
    return Markup("".join(_rows(html)))


def _sized(picture: re.Match[str]) -> str:
    """A picture whose measures are styles, since WeasyPrint leaves attributes unread."""
    sizes = [f"{name}: {int(pixels) * _POINTS:g}pt" for name, pixels in _SIZE.findall(picture[0])]
    return f'<img style="{"; ".join(sizes)}"{_SIZE.sub("", picture[0])[4:]}' if sizes else picture[0]


def _rows(html: str) -> Iterator[str]:
    """Yield a row for the text before the first top-level heading, and one for each such heading with its text."""
    cuts, depth = [0], 0
    for tag in _TAG.finditer(html):
        closing, name = tag[1], tag[2]
        if name in _VOID:
            continue
        if not closing and depth == 0 and re.fullmatch("h[1-6]", name):
            cuts.append(tag.start())
        depth += -1 if closing else 1
    for start, end in zip(cuts, [*cuts[1:], len(html)], strict=True):
        piece = html[start:end].strip()
        if heading := re.match(r"<(h[1-6])([^>]*)>(.*?)</h", piece):
            words = _TAGS.sub("", heading[3])
            opened = f"<{heading[1]}{heading[2]}{above(words)}>{heading[3]}"
            yield f'<div class="row"{room_for(words)}>{opened}{piece[heading.end(3) :]}</div>'
        elif piece:
            yield f'<div class="row">{piece}</div>'


def room_for(label: str) -> Markup:
    """Return the attribute that keeps a row as high as the label beside it, since the label itself takes no room."""
    lines = _lines(label)
    return Markup(f' style="min-height: {lines * 13.5}pt"') if 1 < lines <= _MOST_LINES else Markup()


def above(label: str) -> Markup:
    """Return the attribute of a label that is too long to be beside its text, and goes above it; empty for others."""
    return Markup(' class="above"') if _lines(label) > _MOST_LINES else Markup()


def _lines(label: str) -> int:
    """Return the number of lines that a label takes in its column of 24 mm."""
    return len(wrap(label, _LABEL_LETTERS))


def run_in(html: str, label: str) -> Markup:
    """Return the HTML with a label at the head of its first paragraph, or above it when it begins otherwise."""
    text, named = str(html), f'<p><strong class="run-in">{escape(label)}</strong>'
    return Markup(f"{named} {text[3:]}" if text.startswith("<p>") else f"{named}</p>{text}")


def mended(html: str, page: str) -> str:
    """Return the whole document with its links, signs and last words adapted to paper; `page` is the word for page."""
    ids = frozenset(re.findall(r'\sid="([^"]*)"', html))
    html = _LINK.sub(lambda link: _reference(link, ids, page), html)
    # In the narrow column of a table an address or a page stands under its words; bound to them it would stick out.
    html = _CELL.sub(lambda cell: cell[0].replace('\u00a0<span class="reference">', ' <span class="reference">'), html)
    html, styles = _signs_as_backgrounds(html)
    # When an inline element does not fit on the line, a space just before it makes WeasyPrint break after the first
    # word of the line; a space in an element of its own does not.
    html = _SPACE_BEFORE_INLINE.sub("<span> </span>", html)
    html = _LAST_WORDS.sub(_bound, html)
    html = _LONG_LAST_WORD.sub(r'<span class="last"> \1</span>\2', html)
    return html.replace("</head>", f"<style>{styles}</style>\n</head>", 1)


def _bound(words: re.Match[str]) -> str:
    """Bind the last word to the one before it, unless the two are too wide for a label."""
    before, last, end = words.groups()
    if end.startswith("</h") and len(before) + len(last) >= _LABEL_LETTERS:
        return words[0]
    return f'<span class="last"> {before}\u00a0{last}</span>{end}'


def _reference(link: re.Match[str], ids: frozenset[str], page: str) -> str:
    """Return a link for print, with its page, or its address when it leads outside; without a target, only its words.

    WeasyPrint makes a link of every element inside an `<a>`, so we put only plain words inside, and the page number
    behind it.
    """
    attributes, inner = link.groups()
    words = _TAGS.sub("", inner)
    href = _HREF.search(attributes)
    if href is None:
        return inner
    target = unescape(href[1])
    if not target.startswith("#"):
        address = re.sub(r"^https?://|/$", "", target)
        shown = (
            "" if address in words or ":" in address else f'\u00a0<span class="reference">({escape(address)})</span>'
        )
        return f"<a{attributes}>{words}</a>{shown}"
    if target[1:] not in ids:
        target = target.partition(".")[0]
    if target[1:] not in ids:
        return inner
    attributes = attributes.replace(href[0], f' href="{escape(target)}"')
    anchor = f"<a{attributes}>{words}</a>"
    if 'class="card-link' in attributes or 'class="page-link' in attributes:
        number = f'<span class="folio" data-h="{escape(target)}"></span>'
        anchor += f'\u00a0<span class="reference">({page}\u00a0{number})</span>'
    return anchor


def _signs_as_backgrounds(html: str) -> tuple[str, str]:
    """Turn drawings into backgrounds. Returns the HTML and the styles for them.

    A drawing in the text is a figure to a screen reader and needs a description, but its words are beside it already.
    """
    names: dict[str, str] = {}
    styles: list[str] = []

    def turn(drawing: re.Match[str]) -> str:
        classes, width, height, inner = drawing.groups()
        key = f"{width} {height} {inner}"
        if key not in names:
            names[key] = f"drawing-{len(names) + 1}"
            styles.append(
                f".{names[key]}{{width:{float(width) / 24:.4f}em;height:{float(height) / 24:.4f}em;"
                f"background-image:url('{data_uri(width, height, inner)}')}}"
            )
        return f'<span class="{classes} {names[key]}"></span>'

    return _SIGN.sub(turn, html), "\n".join(styles)


def data_uri(width: str, height: str, inner: str) -> str:
    """Return a drawing as a data URI."""
    head = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" preserveAspectRatio="none"'
    svg = f"<svg {head}>{inner}</svg>"
    return "data:image/svg+xml," + quote(svg, safe=" =:/,.-")


def drawing_of(svg: str) -> str:
    """Return the data URI of the one drawing in a macro's output, for a style sheet; empty without one."""
    match = _SIGN.search(svg)
    return data_uri(match[2], match[3], match[4]) if match else ""
