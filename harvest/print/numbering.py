"""Page numbers of a booklet that is laid out in chunks, each of which needs the numbers of the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import ceil

from harvest.print.chunk import Laid
from harvest.print.leaves import Chunk

_ON_A_PAGE = 38
"""Lines on a page: by it a number is first assumed to have so many digits."""
_PATIENCE = 3
Starts = tuple[int, ...]
Pages = Mapping[str, int]


def settled(
    chunks: Sequence[Chunk], lay_out: Callable[[Mapping[int, tuple[str, int]]], Mapping[int, Laid]]
) -> tuple[list[Laid], Starts, Pages]:
    """Lay chunks out until what each assumed is so; gives on which page each chunk begins and each id stands, from 1.

    A reference takes as much room as its number has digits; which digits they are is put in afterwards. So a chunk is
    laid out again only when a number got more or fewer of them, or the page left empty behind it comes or goes.
    `lay_out` is given the HTML of chunks and their first page, by the number of the chunk.
    """
    known = frozenset(name for chunk in chunks for leaf in chunk.leaves for name in leaf.ids)
    starts, pages = _assumed(chunks)
    laid: dict[int, Laid] = {}
    assumed: dict[int, tuple[int, Mapping[str, str]]] = {}
    room: dict[str, str] = {}
    turn = 0
    while True:
        for name, page in pages.items():
            # Two numbers could push each other back and forth for ever, so after some turns none gets less room.
            least = len(room[name]) if turn > _PATIENCE else 0
            room[name] = "0" * max(len(str(page)), least)
        turn += 1
        wanted = {
            number: (start, {name: room[name] for name in chunk.refers_to & known})
            for number, (start, chunk) in enumerate(zip(starts, chunks, strict=True))
        }
        stale = [
            number
            for number, (start, rooms) in wanted.items()
            if number not in laid
            or assumed[number][1] != rooms
            or _moved(chunks[number], laid[number], assumed[number][0], start)
        ]
        if not stale:
            return [laid[number] for number in range(len(chunks))], starts, pages
        laid |= lay_out(
            {number: (chunks[number].filled(*wanted[number], known), wanted[number][0]) for number in stale}
        )
        assumed |= {number: wanted[number] for number in stale}
        starts, pages = _found(chunks, [laid[number] for number in range(len(chunks))])


def _moved(chunk: Chunk, laid: Laid, assumed: int, start: int) -> bool:
    """Whether a chunk must be laid out again to begin on another page: one that changes sides can be mirrored."""
    digits = [len(str(start + index)) - len(str(assumed + index)) for index in range(laid.pages)]
    return any(digits) or ((start - assumed) % 2 == 1 and chunk.follows in ("left", "right"))


def _assumed(chunks: Sequence[Chunk]) -> tuple[Starts, Pages]:
    """As many pages as the letters fill."""
    starts: list[int] = []
    pages: dict[str, int] = {}
    page = 1.0
    for chunk in chunks:
        for leaf in chunk.leaves:
            if leaf.begins != "any" or leaf is chunk.leaves[0]:
                page = ceil(page) + _aside(ceil(page), leaf.begins)
            if leaf is chunk.leaves[0]:
                starts.append(int(page))
            pages |= dict.fromkeys(leaf.ids, int(page))
            page += leaf.lines / _ON_A_PAGE
    return tuple(starts), pages


def _found(chunks: Sequence[Chunk], laid: Sequence[Laid]) -> tuple[Starts, Pages]:
    """The numbers that follow from how many pages each chunk took.

    The page left empty behind a chunk, before what begins on a side, was counted for the side it was assumed to begin
    on; the chunk itself is as long on either.
    """
    starts: list[int] = []
    pages: dict[str, int] = {}
    page = 1
    for chunk, part in zip(chunks, laid, strict=True):
        starts.append(page)
        pages |= {name: page + index for name, index in part.anchors.items()}
        page += part.pages - part.blank_end
        page += _aside(page, chunk.follows)
    return tuple(starts), pages


def _aside(page: int, begins: str) -> int:
    """1 when a page is left empty before what begins on a side."""
    return int((begins == "left" and page % 2 == 1) or (begins == "right" and page % 2 == 0))
