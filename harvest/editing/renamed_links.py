"""Make the corrections of one card or page after which its links and relations lead to a card under its new name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote, unquote

from harvest.cards.card import Card, Reference
from harvest.cards.references import WIKI, as_wiki, bare, name_in
from harvest.editing.new_name import NewName, as_read
from harvest.editing.yaml_values import YamlLines, as_plain
from harvest.kinds.names import fold
from harvest.links.directory import Directory, Node
from harvest.links.resolve import candidates, heading_of, led_to
from harvest.problems.problem import Fix, Place
from harvest.source.markdown import Heading, Mark
from harvest.source.markdown.slug import slug
from harvest.source.source import Source
from harvest.source.yaml_nodes import Items, Scalar
from harvest.source.yaml_nodes import Node as Value

INLINE = re.compile(r"\]\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<bare>(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*))")
_BEHIND_PATH = re.compile(r"[?#]")
_IN_TAG = re.compile(r"\b(?:href|src)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<none>[^\s\"'>]+))", re.I)
_EMBED = re.compile(r"!\[\[\s*(?P<embed>[^\[\]|]*[^\[\]|\s])")
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){1,200})\](?:\[\])?\Z")
DEFINITION = re.compile(
    r"^(?:[ \t>*+-]|\d{1,9}[.)])*\[(?P<label>(?:[^\[\]\\]|\\.)+)\]:[ \t]*(?:\n[ \t]*)?"
    r"(?:<(?P<angled>[^<>\n]*)>|(?P<bare>[^\s<]\S*))",
    re.MULTILINE,
)
"""A line that says where a link leads, anywhere in a text."""


def fixes_of(directory: Directory, node: Node, card: Card, heading: Heading | None, name: NewName) -> Iterator[Fix]:
    """Yield the fixes of all that names a card in a node; `heading` is the one that holds the title of the card."""
    source = node.source
    for mark in source.markdown.marks:
        if mark.form == "wiki":
            yield from _wiki(directory, node, mark, card, heading, name)
        elif mark.form in ("link", "image", "embed"):
            yield from _address(directory, node, mark, card, heading, name)
    for remark in source.markdown.remarks:
        if remark.what == "unused definition":
            yield from _unused(source, remark.start, remark.end, node.path.rpartition("/")[0], name)
    if isinstance(node, Card) and source.data is not None:
        yield from _in_data(directory, node, card, name)


def _unused(source: Source, start: int, end: int, folder: str, name: NewName) -> Iterator[Fix]:
    """Yield the fix of a line that says where a link leads that is nowhere."""
    line = source.body.rfind("\n", 0, start) + 1
    for found in DEFINITION.finditer(source.body, line, max(end, start + 1)):
        raw, at = raw_address(found)
        path = _BEHIND_PATH.split(raw, maxsplit=1)[0]
        new = name.in_address(path, folder) if path and ":" not in path else None
        if new:
            yield source.fix(at, at + len(path), new)


def definitions(source: Source, mark: Mark) -> Iterator[re.Match[str]]:
    """Yield the lines that say where a reference link leads: those with its label and its address."""
    label = _LABEL.search(source.body, mark.start, mark.end)
    if label is None:
        return
    wanted = _label(label[1])
    for found in DEFINITION.finditer(source.body):
        if _label(found["label"]) == wanted and as_read(raw_address(found)[0]) == mark.target:
            yield found


def wiki_in(source: Source, mark: Mark, name: str) -> Iterator[tuple[int, int]]:
    """Yield where a name stands between double brackets in a mark; the mark may be placed as its whole paragraph."""
    words = r"\s+".join(map(re.escape, name.split()))
    written = re.compile(rf"\[\[\s*({words})(?=\s*(?:\\?\||\]\]|#))")
    for found in written.finditer(source.body, mark.start, mark.end):
        yield found.span(1)


def _label(written: str) -> str:
    return " ".join(written.split()).casefold()


def raw_address(found: re.Match[str]) -> tuple[str, int]:
    """Return an address as it is written, and where it begins."""
    group = next((name for name, text in found.groupdict().items() if text is not None and name != "label"), "")
    return (found[group], found.start(group)) if group else ("", 0)


def _wiki(
    directory: Directory, node: Node, mark: Mark, card: Card, heading: Heading | None, name: NewName
) -> Iterator[Fix]:
    lead = led_to(directory, node, mark)
    if lead.node is None or lead.node.key != card.key:
        return
    new = name.in_name(lead.name, shown=not mark.caption, brackets=True) if lead.name else None
    if new and "#" in new and lead.heading:  # what follows the first # would be the heading
        new = name.id
    if new:
        for start, end in wiki_in(node.source, mark, lead.name):
            yield node.source.fix(start, end, new)
    if heading is not None and lead.heading and heading_of(card, lead.heading) is heading:
        by_words = fold(lead.heading) == fold(heading.words)
        anchor = name.title if by_words and not re.search(r"[\[\]|#]", name.title) else slug(name.title)
        if lead.heading != heading.own:
            behind = re.compile(rf"#\s*({re.escape(lead.heading)})(?=\s*(?:\\?\||\]\]))")
            for found in behind.finditer(node.source.body, mark.start, mark.end):
                yield node.source.fix(*found.span(1), anchor)


def _address(
    directory: Directory, node: Node, mark: Mark, card: Card, heading: Heading | None, name: NewName
) -> Iterator[Fix]:
    path = _BEHIND_PATH.split(mark.target, maxsplit=1)[0]
    folder = node.path.rpartition("/")[0]
    anchored = heading is not None and "#" in mark.target and _to_title(directory, node, mark, card, heading)
    if ":" in path or path.startswith("//") or not (anchored or (path and name.in_address(path, folder))):
        return
    for raw, start in _written(node.source, mark):
        if as_read(raw) != mark.target:
            continue
        plain = raw if "&" not in raw else mark.target  # written with entities, in which a # may stand
        before = _BEHIND_PATH.split(plain, maxsplit=1)[0]
        after = name.in_address(before, folder) if before else None
        new = (before if after is None else after) + plain[len(before) :]
        if anchored:
            new = f"{new.partition('#')[0]}#{quote(slug(name.title))}"
        if new != raw:
            yield node.source.fix(start, start + len(raw), new)


def _to_title(directory: Directory, node: Node, mark: Mark, card: Card, heading: Heading) -> bool:
    """Tell whether an address leads to the heading that holds the title, by an anchor that its words make."""
    lead = led_to(directory, node, mark)
    if lead.node is None or lead.node.key != card.key or not lead.heading:
        return False
    return heading_of(card, lead.heading) is heading and unquote(lead.heading) != heading.own


def _written(source: Source, mark: Mark) -> Iterator[tuple[str, int]]:
    """Yield the addresses that stand in a mark, or say where it leads, each with its place in the body."""
    for pattern in (_EMBED,) if mark.form == "embed" else (INLINE, _IN_TAG):
        yield from map(raw_address, pattern.finditer(source.body, mark.start, mark.end))
    yield from map(raw_address, definitions(source, mark))


def _in_data(directory: Directory, node: Card, card: Card, name: NewName) -> Iterator[Fix]:
    lines = YamlLines.above(node.source)
    for key, value in node.source.data.entries if node.source.data else ():
        field = node.kind.keys.get(fold(key.value))
        if field == "image" and isinstance(value, Scalar):
            new = name.in_address(value.value, node.path.rpartition("/")[0])
            fix = lines.changed(value, new) if new else None
            yield from (fix,) if fix else ()
        elif field in node.kind.relations:
            flow = isinstance(value, Items) and value.flow
            for item in items_of(value):
                named = named_in(directory, node, field or "", item)
                found = [(start, end) for start, end, to in named if to.key == card.key]
                fix = _reference(lines, item, found, name, flow=item is not value and flow)
                yield from (fix,) if fix else ()


def items_of(value: Value) -> Sequence[Value]:
    """Return the values of a relation that each name a card, or several."""
    return value.items if isinstance(value, Items) and as_wiki(value) is None else (value,)


def named_in(directory: Directory, node: Card, relation: str, item: Value) -> Iterator[tuple[int, int, Card]]:
    """Yield the cards that a value of a relation names, each with where its name begins and ends in the value.

    A value over several pieces, as YAML reads `[[Titel, met komma]]`, is taken whole.
    """
    text = item.value if isinstance(item, Scalar) else name_in(item) if isinstance(item, Items) else None
    if text is None:
        return
    wiki = isinstance(item, Scalar) and WIKI.search(text) and not WIKI.sub("", text).strip(" ,;")
    pieces = [found.span(1) for found in WIKI.finditer(text)] if wiki else [(0, len(text))]
    for first, last in pieces:
        written = text[first:last].partition("|")[0] if wiki or isinstance(item, Items) else text[first:last]
        begin = first + len(written) - len(written.lstrip())
        end = first + len(written.rstrip())
        plain = bare(" ".join(written.split()))
        nodes = candidates(directory, node, Reference(relation, plain, Place(node.path))) if plain else ()
        if len(nodes) == 1 and isinstance(nodes[0], Card):
            yield begin, end, nodes[0]


def _reference(
    lines: YamlLines, item: Value, found: Sequence[tuple[int, int]], name: NewName, *, flow: bool
) -> Fix | None:
    """Return the fix of a value that names the card at these places; `flow` where it stands between brackets."""
    if isinstance(item, Scalar):
        value = item.value
        for start, end in reversed(found):
            bracketed = value[:start].rstrip().endswith("[[")
            new = name.in_name(" ".join(value[start:end].split()), brackets=bracketed)
            value = value[:start] + (new or value[start:end]) + value[end:]
        return lines.changed(item, value, flow=flow) if value != item.value else None
    if not isinstance(item, Items) or not found:
        return None
    text, (start, end) = name_in(item) or "", found[0]
    new = name.in_name(text[start:end], brackets=True)
    while len(item.items) == 1 and isinstance(item.items[0], Items):
        item = item.items[0]
    first, last = lines.extent(item.items[0]), lines.extent(item.items[-1])
    return Fix(first[0], last[1], as_plain(new + text[end:], flow=True)) if new and first and last else None
