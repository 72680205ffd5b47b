"""Ties between cards and pages: found in the text, resolved by name or path, kept as edges with a place."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal
from urllib.parse import unquote

from harvest.card import Card, Page, Reference
from harvest.kind import fold
from harvest.problem import Place
from harvest.source import code_ranges, headings
from harvest.text import without_markup

Node = Card | Page

_TOKEN = re.compile(
    r"""
    \\.                                                              # an escaped character
    |(?P<ticks>`+)(?!`)(?:.*?[^`])(?P=ticks)(?!`)                    # code
    |\[\[(?P<wiki>[^\[\]\n]+?)\]\]
    |(?P<unclosed>\[\[)(?=[^\]\n]*(?:\n|\Z))
    |(?P<bang>!?)\[(?P<text>(?:[^\[\]\\]|\\.|\[[^\[\]\n]*\](?:\([^()\s]*\))?)*)\]\(\s*
        (?P<target><[^<>\n]*>|(?:[^\s()\\]|\\.|\([^\s()]*\))*)
        (?:\s+(?:"[^"\n]*"|'[^'\n]*'))?\s*\)
    |^\ {0,3}\[(?P<label>[^\[\]\n^][^\[\]\n]*)\]:[ \t]*(?P<defined><[^<>\n]*>|\S+)
    |<(?P<tag>/?[A-Za-z][A-Za-z0-9-]*)(?=[\s/>])(?P<attributes>[^<>]*)>
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Tie:
    """Something in running text that points elsewhere, or a raw tag; offsets are those in the body."""

    form: Literal["wiki", "link", "image", "definition", "tag", "unclosed"]
    target: str
    caption: str
    start: int
    end: int


def ties(body: str) -> Iterator[Tie]:
    """Every link, image, link definition and raw tag in a body, outside code."""
    if "[" not in body and "<" not in body:
        return
    code = code_ranges(body)
    for match in _TOKEN.finditer(body):
        kind = match.lastgroup
        start, end = match.span()
        if kind in (None, "ticks") or any(first <= start < last for first, last in code):
            continue
        if match["wiki"] is not None:
            name, _, caption = match["wiki"].partition("|")
            yield Tie("wiki", name.strip(), caption.strip(), start, end)
        elif match["unclosed"]:
            yield Tie("unclosed", body[start:end], "", start, end)
        elif match["target"] is not None:
            form: Literal["image", "link"] = "image" if match["bang"] else "link"
            yield Tie(form, match["target"].strip("<>"), match["text"], start, end)
            if form == "link" and "![" in match["text"]:
                offset = match.start("text")
                yield from (
                    Tie(inner.form, inner.target, inner.caption, inner.start + offset, inner.end + offset)
                    for inner in ties(match["text"])
                )
        elif match["label"] is not None:
            yield Tie("definition", match["defined"].strip("<>"), match["label"], start, end)
        elif match["tag"]:
            yield Tie("tag", match["tag"].lstrip("/").lower(), match["attributes"], start, end)


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie from one node to another: a relation, or with `relation` None a link in running text.

    `start` and `end` are its offsets in the source's body, where it stands in running text.
    """

    source: str
    target: str
    relation: str | None
    place: Place
    start: int = -1
    end: int = -1


@dataclass(frozen=True)
class Register:
    """Every name and path by which a card or a page can be meant."""

    cards: tuple[Card, ...]
    pages: tuple[Page, ...]
    files: frozenset[str]

    @cached_property
    def by_key(self) -> Mapping[str, Node]:
        """Key → card or page."""
        return {node.key: node for node in (*self.cards, *self.pages)}

    @cached_property
    def by_path(self) -> Mapping[str, Node]:
        """Path relative to the content folder → card or page."""
        return {node.path: node for node in (*self.cards, *self.pages)}

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Node, ...]]:
        """Folded id, title or alias → the nodes that go by it; cards come before pages."""
        names: dict[str, dict[str, Node]] = defaultdict(dict)
        for card in self.cards:
            for name in (card.id, card.title, *card.aliases):
                names[fold(name)][card.key] = card
        for page in self.pages:
            for name in (page.title, page.path, page.path.rpartition(".")[0]):
                if not any(isinstance(node, Card) for node in names[fold(name)].values()):
                    names[fold(name)][page.key] = page
        return {name: tuple(nodes.values()) for name, nodes in names.items()}

    @cached_property
    def written_names(self) -> Sequence[str]:
        """Titles and aliases as written, for «did you mean»."""
        names = {name: None for card in self.cards for name in (card.title, *card.aliases)}
        return [*names, *(page.title for page in self.pages)]

    def named(self, name: str) -> tuple[Node, ...]:
        """The nodes that go by this name."""
        return self.by_name.get(fold(name), ())

    def at(self, path: str, from_path: str) -> tuple[str, Node | None]:
        """Where a Markdown link leads: the path from the content folder, and its card or page.

        The path begins with `..` when it leads out of the content folder.
        """
        path = unquote(path)
        joined = (
            path.lstrip("/") if path.startswith("/") else posixpath.join(posixpath.dirname(from_path), path)
        )
        whole = posixpath.normpath(joined)
        for candidate in (whole, f"{whole}.md", posixpath.normpath(f"{whole}/index.md")):
            if candidate in self.by_path:
                return candidate, self.by_path[candidate]
        return whole, None

    @cached_property
    def _anchors(self) -> dict[str, frozenset[str]]:
        return {}

    def anchors(self, node: Node) -> frozenset[str]:
        """The anchors of a node's headings."""
        if node.key not in self._anchors:
            seen: dict[str, int] = {}
            self._anchors[node.key] = frozenset(anchor(h.text, seen) for h in headings(node.source))
        return self._anchors[node.key]


def anchor(heading: str, seen: dict[str, int]) -> str:
    """The anchor of a heading, made unique among those `seen` on the same page."""
    base = re.sub(r"[^a-z0-9]+", "-", fold(without_markup(heading))).strip("-") or "deel"
    count = seen.get(base, 0)
    seen[base] = count + 1
    return base if not count else f"{base}_{count}"


def candidates(register: Register, card: Card, reference: Reference) -> tuple[Node, ...]:
    """The nodes a relation can mean: of a kind it leads to when there is one, else whatever has the name."""
    found = register.named(reference.text)
    allowed = card.kind.relations[reference.relation].to
    fitting = tuple(n for n in found if isinstance(n, Card) and ("any" in allowed or n.kind.kind in allowed))
    return fitting or found


def sentence(node: Node, edge: Edge) -> tuple[str, str, str]:
    """The sentence an edge stands in, as plain text: before the link, the link, after it."""
    body = node.source.body
    start = max(body.rfind("\n\n", 0, edge.start), _line_item(body, edge.start), 0)
    end = body.find("\n\n", edge.end)
    block_end = re.search(
        r"\n[ \t]*(?:[-*+]|\d+[.)]|#{1,6})[ \t]", body[edge.end : end if end >= 0 else len(body)]
    )
    stop = edge.end + block_end.start() if block_end else (end if end >= 0 else len(body))
    link = next((t for t in ties(body[edge.start : edge.end])), None)
    caption = (link.caption or link.target) if link else ""
    marked = f"{body[start : edge.start]}\ue000{caption}\ue001{body[edge.end : stop]}"
    text = " ".join(without_markup(marked).split())
    before, _, rest = text.partition("\ue000")
    inside, _, after = rest.partition("\ue001")
    cut = max((m.end() for m in re.finditer(r"[.!?…][\"'”’)]?\s+(?=[A-ZÀ-Þ‘“\"'])", before)), default=0)
    tail = re.search(r"[.!?…][\"'”’)]?(?=\s+[A-ZÀ-Þ‘“\"'(]|\s*$)", after)
    return before[cut:], inside, after[: tail.end()] if tail else after


def _line_item(body: str, offset: int) -> int:
    found = -1
    for match in re.finditer(r"^[ \t]*(?:[-*+]|\d+[.)]|#{1,6})[ \t]", body[:offset], re.MULTILINE):
        found = match.start()
    last_blank = body.rfind("\n\n", 0, offset)
    return found if found > last_blank else -1
