"""Cut the booklet's HTML into chunks that are laid out separately, each of whole leaves.

An element with `data-begins` begins a leaf: on a left page, a right page, or any next page ("page"). A leaf that may
begin anywhere ("any") begins a page only when those before it fill a chunk. So a chapter needs `data-begins="page"` on
its outermost element, which paper/booklet.html gives every view, and nothing else. It must not depend on what comes
before it in the document (`:nth-child` of body, counters that go on).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from math import ceil

ELSEWHERE = "elsewhere:"
"""The scheme of a link that leaves its chunk; it becomes `#` once the chunks are joined."""
LONGEST = 60_000
"""The most characters in a chunk, about ten cards: fewer make the file larger, more leave a core idle at the end."""

_BEGINS = re.compile(r'<[a-z]+\b[^<>]*\sdata-begins="(page|left|right|any)"[^<>]*>')
_PLACE = re.compile(r"<!--place-->.*?<!--/place-->\n?", re.DOTALL)
_TAGS = re.compile(r"<[^<>]*>")
_BLOCK = re.compile(r"</?(?:p|li|tr|h[1-6]|div|section|article)\b[^<>]*>")
_ON_A_LINE, _BETWEEN, _PICTURE, _LARGE = 50, 0.5, 8, 1
_BAND = re.compile(r'class="(?:band|row problem)".*?</section>', re.DOTALL)
_NAME = re.compile(r'<h[1-3] class="name"[^<>]*>(.*?)</h[1-3]>', re.DOTALL)
_ID = re.compile(r'\sid="([^"]*)"')
_FOLIO = re.compile(r'\sdata-h="#([^"]*)"')
_HREF = re.compile(r'\shref="#([^"]*)"')
_DRAWING = re.compile(r"^\.(drawing-\d+)\{[^}]*\}\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Leaf:
    """The HTML from one element with `data-begins` to the next; `begins` is the value of that attribute."""

    begins: str
    html: str
    ids: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """The names of the cards and pages on it."""
        return [unescape(_TAGS.sub("", name)).strip() for name in _NAME.findall(self.html)]

    @property
    def places(self) -> list[str]:
        """The HTML of drawings for an empty page behind it."""
        return _PLACE.findall(self.html)

    @property
    def lines(self) -> float:
        """An estimate of the lines that it takes."""
        large = sum(len(_TAGS.sub("", band)) for band in _BAND.findall(self.html)) * _LARGE / _ON_A_LINE
        blocks = [_TAGS.sub("", block).strip() for block in _BLOCK.split(_PLACE.sub("", self.html))]
        pictures = self.html.count("<img")
        return sum(ceil(len(block) / _ON_A_LINE) + _BETWEEN for block in blocks if block) + _PICTURE * pictures + large


@dataclass(frozen=True, slots=True)
class Chunk:
    """Leaves that are laid out together; `follows` is where the leaf behind the last one begins, "" without one.

    `place` is the drawing for an empty page that the leaves before it give.
    """

    head: str
    leaves: tuple[Leaf, ...]
    place: str
    follows: str

    @property
    def refers_to(self) -> frozenset[str]:
        """The ids of which it prints the page number."""
        return frozenset(unescape(name) for leaf in self.leaves for name in _FOLIO.findall(leaf.html))

    def filled(self, start: int, rooms: Mapping[str, str], known: frozenset[str]) -> str:
        """Return its HTML when it begins on page `start`; `rooms` gives the digits to reserve for the page of each id.

        A link to an id that is not `known` stays the same, so that the layout reports it.
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

    The number of pages of a chunk must not depend on the side it begins on. So a chunk that may begin on either side
    ends before the first leaf that needs a left or a right page.
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
    made_chunks = []
    place = ""
    for leaves, after in zip(chunks, [*follows, ""], strict=True):
        made_chunks.append(Chunk(html[:start], tuple(leaves), place, after))
        place = next((leaf.places[-1] for leaf in reversed(leaves) if leaf.places), place)
    return tuple(made_chunks)


def _runs(leaves: Iterable[Leaf], longest: int) -> Iterator[list[Leaf]]:
    """Yield each leaf that begins a page with those that may follow on that page; cut what is longer than a chunk."""
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
    cuts = [match.start() for match in begins]
    sides = [match[1] for match in begins]
    if not cuts or body[: cuts[0]].strip():
        # The cover begins the booklet, on a right page.
        cuts, sides = [0, *cuts], ["right", *sides]
    for start, end, side in zip(cuts, [*cuts[1:], len(body)], sides, strict=True):
        html = body[start:end]
        yield Leaf(side, html, tuple(map(unescape, _ID.findall(html))))
