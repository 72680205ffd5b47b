"""Number the pages of a booklet that is laid out in chunks, each of which refers to pages of the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import ceil

from harvest.print.job import Laid
from harvest.print.leaves import Chunk

_ON_A_PAGE = 38
"""The lines on a page, to estimate page numbers before the first layout."""
_PATIENCE = 3
Starts = tuple[int, ...]
Pages = Mapping[str, int]


def settled(
    chunks: Sequence[Chunk], lay_out: Callable[[Mapping[int, tuple[str, int]]], Mapping[int, Laid]]
) -> tuple[list[Laid], Starts, Pages]:
    """Lay chunks out until all assumed page numbers hold. Returns the layouts, and the pages of chunks and ids, from 1.

    A layout depends only on how many digits a number has; we put in the digits themselves afterwards. So we lay a chunk
    out again only when a number gets more or fewer digits, or when the empty page behind the chunk comes or goes.
    `lay_out` takes the HTML of chunks and their first page, by the number of the chunk.
    """
    known = frozenset(name for chunk in chunks for leaf in chunk.leaves for name in leaf.ids)
    laid: dict[int, Laid] = {}
    assumed: dict[int, tuple[int, Mapping[str, str]]] = {}
    room: dict[str, str] = {}
    fresh = _waves(len(chunks))
    starts, pages = _numbered(chunks, laid)
    turn = -len(fresh)
    while True:
        for name, page in pages.items():
            # Two numbers could change each other's digits for ever, so after some turns none gets less room.
            least = len(room[name]) if turn > _PATIENCE else 0
            room[name] = "0" * max(len(str(page)), least)
        turn += 1
        wanted = {
            number: (start, {name: room[name] for name in chunk.refers_to & known})
            for number, (start, chunk) in enumerate(zip(starts, chunks, strict=True))
        }
        now = fresh.pop(0) if fresh else _stale(chunks, laid, assumed, wanted)
        if not now:
            return [laid[number] for number in range(len(chunks))], starts, pages
        laid |= lay_out({number: (chunks[number].filled(*wanted[number], known), wanted[number][0]) for number in now})
        assumed |= {number: wanted[number] for number in now}
        starts, pages = _numbered(chunks, laid)


def _waves(count: int) -> list[Sequence[int]]:
    """Return the chunks in the turns of their first layout: the front quarter, the middle, the last quarter.

    So the middle knows where it begins, and a register at the end knows all its numbers. The turns, and so the bytes,
    do not depend on the number of processes.
    """
    quarter = count // 4
    waves = [range(quarter), range(quarter, count - quarter), range(count - quarter, count)]
    return [wave for wave in waves if wave]


def _stale(
    chunks: Sequence[Chunk],
    laid: Mapping[int, Laid],
    assumed: Mapping[int, tuple[int, Mapping[str, str]]],
    wanted: Mapping[int, tuple[int, Mapping[str, str]]],
) -> list[int]:
    """Return the chunks to lay out again: their start page or the width of a page number changed."""
    return [
        number
        for number, (start, rooms) in wanted.items()
        if assumed[number][1] != rooms or _moved(chunks[number], laid[number], assumed[number][0], start)
    ]


def _moved(chunk: Chunk, laid: Laid, assumed: int, start: int) -> bool:
    """Tell whether a chunk needs a new layout to begin on another page; for another side alone it can be mirrored."""
    digits = [len(str(start + index)) - len(str(assumed + index)) for index in range(laid.pages)]
    return any(digits) or ((start - assumed) % 2 == 1 and chunk.follows in ("left", "right"))


def _numbered(chunks: Sequence[Chunk], laid: Mapping[int, Laid]) -> tuple[Starts, Pages]:
    """Return the page of each chunk and id, from the pages of chunks already laid out and an estimate for the others.

    The layout counted an empty page behind a chunk for the side that it assumed, so we count that page anew; the chunk
    itself is as long on either side.
    """
    starts: list[int] = []
    pages: dict[str, int] = {}
    page = 1.0
    for number, chunk in enumerate(chunks):
        start = ceil(page) + _aside(ceil(page), chunk.leaves[0].begins)
        starts.append(start)
        if part := laid.get(number):
            pages |= {name: start + index for name, index in part.anchors.items()}
            page = start + part.pages - part.blank_end
            continue
        page = start
        for leaf in chunk.leaves:
            if leaf.begins != "any":
                page = ceil(page) + _aside(ceil(page), leaf.begins)
            pages |= dict.fromkeys(leaf.ids, int(page))
            page += leaf.lines / _ON_A_PAGE
    return tuple(starts), pages


def _aside(page: int, begins: str) -> int:
    """Return 1 when a page must stay empty before a leaf that begins on one side, else 0."""
    return int((begins == "left" and page % 2 == 1) or (begins == "right" and page % 2 == 0))
