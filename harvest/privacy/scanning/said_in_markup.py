"""Read HTML, XML and drawings for the scan: not as a browser does, but all of it, however it is written.

A parser leaves out what it does not understand, and a name could stand there. So we cut the markup at its tags, and
read what is between them, and what is in them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from html import unescape
from typing import Literal

from harvest.privacy.finding.find import Setting
from harvest.privacy.scanning.said import Collected, Said, last_stop, side_by_side, standing

_TAG = re.compile(
    r"(<!--.*?(?:-->|\Z)|<script\b.*?(?:</script\s*>|\Z)|<style\b.*?(?:</style\s*>|\Z)|</?[a-z][^>]*(?:>|\Z)"
    r"|<[!?][^>]*(?:>|\Z))",
    re.DOTALL | re.IGNORECASE,
)
_NAME = re.compile(r"</?([a-z][^\s/>]*)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([^\s=<>\"'/]+)(?:\s*=\s*(?:\"([^\"]*)\"?|'([^']*)'?|([^\s>]+)))?")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_EMBEDDED = re.compile(r"data:[\w/+.-]*;base64,", re.IGNORECASE)

_INLINE = frozenset(
    """
    a abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q rp rt ruby s samp small span strong time tspan
    tt u var wbr textpath svg g path circle ellipse line polygon polyline rect use defs lineargradient radialgradient
    stop clippath mask symbol animate animatetransform marker pattern
    """.split()
)
"""The elements that do not end a text, so that a name may run through them."""
_SPACES = frozenset("br hr img input image embed source".split())
_RAISED = frozenset("sup sub".split())
"""A note's number stands apart from its word, and a letter of a name does not."""
_NEVER_CLOSED = _SPACES | frozenset("area base col link meta param track wbr".split())
_WORDS = frozenset(
    "h1 h2 h3 h4 h5 h6 title caption figcaption button label legend summary dt option nav text desc".split()
)
_CODE = frozenset("td th pre textarea".split())
_TYPED = frozenset("code kbd samp var tt".split())
"""What shows what somebody types, within a sentence or not."""
_SHOWN = frozenset("alt title aria-label aria-description aria-roledescription placeholder content label".split())
"""The attributes that hold what readers read or hear."""
_TOLD = frozenset("href src srcset action formaction poster cite id for name headers usemap value xlink:href".split())
"""The attributes that hold addresses, ids and values. Others say how something looks or works, data apart."""
_DRAWN = frozenset(
    """
    d points viewbox transform fill stroke stroke-width stroke-linecap stroke-linejoin width height x y x1 x2 y1 y2 cx
    cy r rx ry xmlns
    """.split()
)
"""The attributes that hold measures and colours only."""

Rule = Literal["", "words", "code", "row", "drawing"]
"""How the text of a block stands: as its own words tell, without a sentence, as code; or a row or drawing of texts."""
_CUT, _EDGE, _BESIDE = "\0", "\1", "\2"
"""Stand where an element ends and the next begins without a space; where any element does; and between the texts of a
row or drawing."""
_TAKEN = re.compile("[\0-\2]")
_MARKS = re.compile(f"[{_CUT}{_EDGE}]")


class MarkupReader:
    """Collects the texts of any number of pages and drawings; what they share is read once, in `into`."""

    def __init__(self) -> None:
        self._tags: dict[str, list[int]] = defaultdict(list)
        self._blocks: dict[tuple[str, Rule], list[int]] = defaultdict(list)
        self._kinds: dict[str, tuple[str, bool, bool]] = {}

    def read(self, markup: str, file: int) -> None:
        """Read the markup of a file."""
        parts = _TAG.split(_TAKEN.sub(" ", markup))
        for tag in set(parts[1::2]):
            self._tags[tag].append(file)
        _Cutter(self._kinds, self._blocks, file).cut(parts)

    def into(self, collected: Collected) -> None:
        """Add all texts to what was collected."""
        for tag, files in self._tags.items():
            for said in _in_tag(tag):
                collected[said] += files
        for (raw, rule), files in self._blocks.items():
            for said in _in_block(raw, rule):
                collected[said] += files


class _Cutter:
    """Cuts the parts of one page into blocks, and keeps in which elements they stand."""

    def __init__(
        self,
        kinds: dict[str, tuple[str, bool, bool]],
        blocks: dict[tuple[str, Rule], list[int]],
        file: int,
    ) -> None:
        self.kinds, self.blocks, self.file = kinds, blocks, file
        self.pieces: list[str] = []
        self.opened: list[tuple[str, Rule]] = []
        self.rule: Rule = ""
        self.typed: list[int] = []
        self.row: list[str] = []
        self.drawn: list[str] = []

    def cut(self, parts: list[str]) -> None:
        """Cut a page of which these are in turn a text and the tag behind it."""
        pieces, kinds = self.pieces, self.kinds
        closed = False
        for at in range(1, len(parts), 2):
            text, tag = parts[at - 1], parts[at]
            if text:
                pieces.append(text)
            kind = kinds.get(tag) or kinds.setdefault(tag, _kind(tag))
            name, opens, plain = kind
            if plain:
                if pieces:
                    pieces.append(_CUT if opens and closed and not text else _EDGE)
            elif name in _RAISED:
                pieces.append(_CUT)
            elif name in _SPACES:
                pieces.append(" ")
            elif name in _INLINE:
                self._inline(name, opens=opens)
            else:
                self._block(tag, name, opens=opens)
            closed = not opens
        pieces.append(parts[-1])
        self._flush()
        self._end_of_row()
        self._end_of_drawing()

    def _inline(self, name: str, *, opens: bool) -> None:
        if name == "svg":
            if not opens:
                self._end_of_drawing()
        elif opens:
            self.typed.append(len(self.pieces))
        elif self.typed:
            self._keep("".join(self.pieces[self.typed.pop() :]), "code")

    def _block(self, tag: str, name: str, *, opens: bool) -> None:
        if self.pieces or self.typed:
            self._flush()
        if name == "tr":
            self._end_of_row()
        if not opens:
            for back in range(1, min(len(self.opened), 200) + 1):
                if self.opened[-back][0] == name:
                    del self.opened[-back:]
                    break
        elif name not in _NEVER_CLOSED and not tag.endswith("/>"):
            own: Rule = "code" if name in _CODE else "words" if name in _WORDS else ""
            self.opened.append((name, self.rule or own))
        self.rule = self.opened[-1][1] if self.opened else ""

    def _flush(self) -> None:
        """End the text of a block."""
        raw = "".join(self.pieces)
        self.pieces.clear()
        self.typed.clear()
        if raw and not raw.isspace():
            self._keep(raw, self.rule)
            if self.opened:
                name = self.opened[-1][0]
                if name == "text":
                    self.drawn.append(raw)
                elif self.rule == "code":
                    self.row.append(raw)

    def _end_of_row(self) -> None:
        if len(self.row) > 1:
            self._keep(_BESIDE.join(self.row), "row")
        self.row.clear()

    def _end_of_drawing(self) -> None:
        if len(self.drawn) > 1:
            self._keep(_BESIDE.join(self.drawn), "drawing")
        self.drawn.clear()

    def _keep(self, raw: str, rule: Rule) -> None:
        self.blocks[raw, rule].append(self.file)


def _kind(tag: str) -> tuple[str, bool, bool]:
    """Return the name of a tag's element, whether it opens, and whether it only runs through a text."""
    found = _NAME.match(tag)
    if found is None or tag[:7].lower() == "<script" or tag[:6].lower() == "<style":
        return "", False, True
    name = found[1].lower().rpartition(":")[2]
    plain = name in _INLINE and name not in _TYPED and name != "svg"
    return name, tag[1] != "/", plain


def _clean(raw: str) -> str:
    return " ".join(unescape(raw).split())


def _in_block(raw: str, rule: Rule) -> Iterator[Said]:
    if rule == "row" or rule == "drawing":
        texts = [_clean(_MARKS.sub("", text)) for text in raw.split(_BESIDE)]
        yield from side_by_side([*filter(None, texts)], "code" if rule == "row" else "words", glue=rule == "drawing")
        return
    text = _clean(_MARKS.sub("", raw))
    if not _LETTERS.search(text) and len(text) < 3:
        return
    is_prose = not rule and last_stop(text) > 0
    pieces = (raw.replace(_EDGE, "") if is_prose else raw.replace(_EDGE, _CUT)).split(_CUT)
    if len(pieces) > 1:
        yield from _in_pieces(pieces, rule or ("prose" if is_prose else "words"))
    elif rule:
        yield Said(text, rule)
    else:
        yield from standing(text)


def _in_pieces(pieces: list[str], setting: Setting) -> Iterator[Said]:
    """Yield a text that elements divide: as it stands, and with spaces where it has none between two of them."""
    whole, apart = "", ""
    seams, tight, places = [], [], []
    for piece in pieces:
        words = _clean(piece)
        if not words:
            whole += " " * (piece != "" and whole[-1:] not in ("", " "))
            continue
        if whole:
            spaced = whole.endswith(" ") or piece[0].isspace()
            whole = whole.rstrip() + " " * spaced
            seams.append(len(whole) - spaced)
            tight += [] if spaced else [len(whole)]
            places.append(len(apart))
            apart += " "
        whole += words + " " * piece[-1].isspace()
        apart += words
    if not tight:
        yield Said(whole.rstrip(), setting, "text", tuple(seams))
    else:
        yield Said(whole.rstrip(), setting, "text", tuple(tight), "beside")
        yield Said(apart, setting, "text", tuple(places), "at")


def _in_tag(tag: str) -> Iterator[Said]:
    if tag.startswith(("<!", "<?")) or tag[:7].lower() == "<script" or tag[:6].lower() == "<style":
        inside = _clean(tag)
        if _LETTERS.search(inside):
            yield Said(inside, "code", "markup")
        if not tag[:7].lower().startswith("<script"):
            return
        tag = tag[: tag.find(">") + 1]
    if tag.startswith("</"):
        return
    name = _NAME.match(tag)
    if name and "-" in name[1]:
        yield Said(name[1], "code", "markup")
    for found in _ATTRIBUTE.finditer(tag, name.end() if name else 1):
        attribute = found[1].lower()
        if attribute.startswith("data-"):
            yield Said(attribute, "code", "markup")
        value = _clean(found[2] or found[3] or found[4] or "")
        if attribute in _DRAWN or not _LETTERS.search(value) or _EMBEDDED.match(value):
            continue
        if attribute in _SHOWN:
            yield from standing(value, "markup")
        else:
            told = attribute in _TOLD or attribute.startswith("data-")
            yield Said(value, "code", "markup" if told else "form")
