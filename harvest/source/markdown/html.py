"""Read raw HTML in a text: give its links and pictures slots, note its tags, and collect its words."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from harvest.source.markdown import raw_html, remarks
from harvest.source.markdown.reading import Reading
from harvest.source.markdown.values import slot

PICTURE = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".bmp", ".heic")
"""How the names of pictures end."""
_EVENT = re.compile(r"\son[a-z]+\s*=", re.IGNORECASE)
SCHEME_BEGINS = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)


def picture(reading: Reading, number: int, width: str) -> str:
    mark = reading.marks[number]
    wide = f' width="{width}"' if width else ""
    return f'<img src="{slot(reading.key, number)}" alt="{escape(mark.caption)}"{wide} />'


def read_html(html: str, start: int, reading: Reading) -> str:
    """Return raw HTML with slots for its links and pictures; note its tags and words."""
    kept: list[str] = []
    inside = ""
    for at, piece, tag in raw_html.pieces(html):
        inside = raw_html.read_in(tag, inside)
        if tag is None:
            if inside:
                reading.say(piece)
                written = raw_html.closed(piece)
            else:
                written = raw_html.linked(piece, _in_html(start + at, reading), reading.say)
            if not reading.hidden.name:
                kept.append(written)
            if not inside and "](" in piece:
                remarks.html(piece, _found(piece, start, at, reading)[0], reading)
            continue
        outer, place = reading.hidden.name, _found(piece, start, at, reading)
        reading.hidden.sees(tag, place)
        written = piece if tag.closing else _tag(tag, piece, place, reading)
        if not outer and not reading.hidden.name and tag.name not in raw_html.NOT_WRITTEN:
            kept.append(written)
        reading.hidden.passed(tag)
        if tag.name in ("br", "td", "th", "tr", "p", "li", "div"):
            reading.say(" ")
    return "".join(kept)


def _found(piece: str, start: int, at: int, reading: Reading) -> tuple[int, int]:
    """Return where a piece of raw HTML begins and ends. The parser leaves out the `>` of a quotation before it."""
    if reading.text.startswith(piece, start + at):
        return start + at, start + at + len(piece)
    found = reading.text.find(piece, start, max(reading.leaf[1], start + at))
    return (found, found + len(piece)) if found >= 0 else reading.leaf


def _tag(tag: raw_html.Tag, piece: str, place: tuple[int, int], reading: Reading) -> str:
    """Return a tag as it is published: a link or picture inside the publication gets a slot."""
    address = raw_html.address(tag)
    runs = remarks.runs(tag.attributes)
    if (
        address is None
        or runs
        or _EVENT.search(f" {tag.attributes}")
        or SCHEME_BEGINS.match(address[0])
        or address[0].startswith("//")
        or not address[0]
    ):
        reading.add("tag", tag.name, tag.attributes, *place)
        return piece
    written, first, last = address
    begun = reading.open_mark()
    picture = tag.name == "img"
    alt = raw_html.alternative(tag) if picture else ""
    reading.close_mark(begun, "image" if picture else "link", written, place, alt)
    begin = len(tag.name) + 1
    return f'{piece[: begin + first]}"{slot(reading.key, begun[0])}"{piece[begin + last :]}'


def _in_html(offset: int, reading: Reading) -> Callable[[re.Match[str]], str]:
    """Return the function that turns a wiki link between two tags into HTML."""

    def linked(match: re.Match[str]) -> str:
        place = _found(match[0], offset, match.start(), reading)
        target, caption = " ".join(match[2].split()), (match[3] or "").strip()
        begun = reading.open_mark()
        if match[1] and target.lower().endswith(PICTURE):
            reading.close_mark(begun, "embed", target, place, caption)
            return picture(reading, begun[0], "")
        reading.say(caption or target)
        reading.close_mark(begun, "wiki", target, place, caption)
        return f'<a href="{slot(reading.key, begun[0])}">{escape(caption or target)}</a>'

    return linked
