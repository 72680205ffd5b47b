"""The booklet's HTML cut into chunks, each laid out on its own: whole leaves, from one that begins a page to the next.

An element with `data-begins` begins a leaf: on a left page, a right one, or whichever comes ("page"). One that may
begin anywhere ("any") begins a page only where those before it fill a chunk. So a chapter needs `data-begins="page"` on
its outermost element, which paper/booklet.html gives every view, and nothing else; it must not lean on what stands
before it in the document (`:nth-child` of body, counters that go on).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from math import ceil

ELSEWHERE = "elsewhere:"
"""The scheme of a link that leaves its chunk; `#` once all are together."""
LONGEST = 60_000
"""Characters in a chunk, about ten cards: fewer make the file larger, more leave a core without work at the end."""

_BEGINS = re.compile(r'<[a-z]+\b[^>]*\sdata-begins="(page|left|right|any)"[^>]*>')
_PLACE = re.compile(r"<!--place-->.*?<!--/place-->\n?", re.DOTALL)
_TAGS = re.compile(r"<[^>]*>")
_BLOCK = re.compile(r"</?(?:p|li|tr|h[1-6]|div|section|article)\b[^>]*>")
_ON_A_LINE, _BETWEEN, _PICTURE, _LARGE = 50, 0.5, 8, 1
_BAND = re.compile(r'class="(?:band|row problem)".*?</section>', re.DOTALL)
_ID = re.compile(r'\sid="([^"]*)"')
_FOLIO = re.compile(r'\sdata-h="#([^"]*)"')
_HREF = re.compile(r'\shref="#([^"]*)"')
_DRAWING = re.compile(r"^\.(drawing-\d+)\{[^}]*\}\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Leaf:
    """What begins a page, until the next that does."""

    begins: str
    html: str
    ids: tuple[str, ...]

    @property
    def places(self) -> list[str]:
        """What may be drawn on a page left empty behind it."""
        return _PLACE.findall(self.html)

    @property
    def lines(self) -> float:
        """How many it takes, more or less."""
        large = sum(len(_TAGS.sub("", band)) for band in _BAND.findall(self.html)) * _LARGE / _ON_A_LINE
        blocks = [_TAGS.sub("", block).strip() for block in _BLOCK.split(_PLACE.sub("", self.html))]
        pictures = self.html.count("<img")
        return sum(ceil(len(block) / _ON_A_LINE) + _BETWEEN for block in blocks if block) + _PICTURE * pictures + large


@dataclass(frozen=True, slots=True)
class Chunk:
    """Leaves that are laid out together; `follows` says where the leaf behind the last begins, "" when none does.

    `place` is what the leaves before it leave for an empty page.
    """

    head: str
    leaves: tuple[Leaf, ...]
    place: str
    follows: str

    @property
    def refers_to(self) -> frozenset[str]:
        """The ids whose page numbers are printed in it."""
        return frozenset(unescape(name) for leaf in self.leaves for name in _FOLIO.findall(leaf.html))

    def filled(self, start: int, rooms: Mapping[str, str], known: frozenset[str]) -> str:
        """Its HTML when it begins on page `start`, with as many digits for the page of each id as it has room for.

        A link to an id that is not `known` stays as it is, for the layout to report.
        """
        own = {name for leaf in self.leaves for name in leaf.ids}
        body = self.place + "".join(leaf.html for leaf in self.leaves)
        body = _FOLIO.sub(lambda folio: f'{folio[0]} data-n="{rooms.get(unescape(folio[1]), "")}"', body)
        elsewhere = known - own
        body = _HREF.sub(
            lambda link: f' href="{ELSEWHERE}{link[1]}"' if unescape(link[1]) in elsewhere else link[0], body
        )
        head = _DRAWING.sub(lambda style: style[0] if f'{style[1]}"' in body else "", self.head)
        side = "left" if start % 2 == 0 else "right"
        first = f"html {{ break-before: {side} }} @page :first {{ counter-reset: page {start} }}"
        tail = f'<div data-begins="{self.follows}"></div>\n' if self.follows else ""
        return head.replace("</head>", f"<style>{first}</style>\n</head>", 1) + body + tail + "</body>\n</html>\n"


def cut(html: str, longest: int = LONGEST) -> tuple[Chunk, ...]:
    """Cut a booklet's HTML into chunks of at most `longest` characters, or one leaf.

    How many pages a chunk takes must not depend on the side it begins on. So one that begins on whichever page comes
    ends before the first leaf that asks for a side.
    """
    start = html.find("<body>") + len("<body>") if "<body>" in html else 0
    end = html.rfind("</body>") if "</body>" in html else len(html)
    chunks: list[list[Leaf]] = [[]]
    for run in _runs(_leaves(html[start:end]), longest):
        here = chunks[-1]
        full = _length(here) + _length(run) > longest
        sided = run[0].begins in ("left", "right") and here and here[0].begins in ("page", "any")
        if here and (full or sided):
            chunks.append([])
        chunks[-1] += run
    follows = ["page" if leaves[0].begins == "any" else leaves[0].begins for leaves in chunks[1:]]
    found = []
    place = ""
    for leaves, after in zip(chunks, [*follows, ""], strict=True):
        found.append(Chunk(html[:start], tuple(leaves), place, after))
        place = next((leaf.places[-1] for leaf in reversed(leaves) if leaf.places), place)
    return tuple(found)


def _runs(leaves: Iterable[Leaf], longest: int) -> Iterator[list[Leaf]]:
    """What begins a page with all that may follow on the same page; cut where that is longer than a chunk."""
    run: list[Leaf] = []
    for leaf in leaves:
        if run and (leaf.begins != "any" or _length(run) + len(leaf.html) > longest):
            yield run
            run = []
        run.append(leaf)
    yield run


def _length(leaves: Iterable[Leaf]) -> int:
    return sum(len(leaf.html) for leaf in leaves)


def _leaves(body: str) -> Iterator[Leaf]:
    begins = list(_BEGINS.finditer(body))
    cuts = [found.start() for found in begins]
    sides = [found[1] for found in begins]
    if not cuts or body[: cuts[0]].strip():
        # The cover begins the booklet, on the right.
        cuts, sides = [0, *cuts], ["right", *sides]
    for start, end, side in zip(cuts, [*cuts[1:], len(body)], sides, strict=True):
        html = body[start:end]
        yield Leaf(side, html, tuple(map(unescape, _ID.findall(html))))
