"""Make the corrections of one card or page after which nothing in it leads to a card: words stay, relations go."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harvest.cards.card import Card
from harvest.editing.new_name import as_read
from harvest.editing.renamed_links import INLINE, definitions, items_of, named_in, raw_address
from harvest.editing.yaml_values import YamlLines
from harvest.kinds.names import fold
from harvest.links.directory import Directory, Node
from harvest.links.resolve import led_to
from harvest.problems.problem import Fix
from harvest.source.markdown import Mark
from harvest.source.source import Source
from harvest.source.yaml_nodes import Items, Scalar

_SEPARATOR = re.compile(r"[ \t]{0,20}[,;][ \t]*")


def words_alone(directory: Directory, node: Node, card: Card) -> Iterator[Fix]:
    """Yield the fixes after which the links of a text to a card are no more than their words."""
    for mark in node.source.markdown.marks:
        if mark.form not in ("wiki", "link"):
            continue
        lead = led_to(directory, node, mark)
        if lead.node is not None and lead.node.key == card.key:
            source = node.source
            yield from _wiki(source, mark, lead.name) if mark.form == "wiki" else _link(source, mark)


def _wiki(source: Source, mark: Mark, name: str) -> Iterator[Fix]:
    words = r"\s+".join(map(re.escape, name.split()))
    written = re.compile(rf"!?\[\[\s*(?P<name>{words})\s*(?:#[^\[\]|]*?)?(?:\\?\|(?P<own>[^\[\]]*))?\]\]")
    for found in written.finditer(source.body, mark.start, mark.end):
        yield source.fix(*found.span(), (found["own"] or "").strip() or found["name"])


def _link(source: Source, mark: Mark) -> Iterator[Fix]:
    body, begin = source.body, mark.start
    if body.startswith("<", begin):  # a link in HTML: the mark is its opening tag
        end = re.compile(r"</a\s*>", re.IGNORECASE).search(body, mark.end)
        yield source.fix(begin, mark.end, "")
        yield from (source.fix(*end.span(), ""),) if end else ()
        return
    if not body.startswith("[", begin):
        return
    if body.startswith(")", mark.end - 1):
        inline = [one for one in INLINE.finditer(body, begin, mark.end) if as_read(raw_address(one)[0]) == mark.target]
        if inline:
            yield source.fix(begin, mark.end, body[begin + 1 : inline[-1].start()])
        return
    label = re.compile(r"\]\[(?:[^\[\]\\]|\\.)*\]\Z|\]\Z").search(body, begin, mark.end)
    lines = [*definitions(source, mark)]
    if label and lines:
        yield source.fix(begin, mark.end, body[begin + 1 : label.start()])
        for line in lines:
            first = body.rfind("\n", 0, line.start("label")) + 1
            last = body.find("\n", line.end())
            yield source.fix(first, len(body) if last < 0 else last + 1, "")


def relation_out(directory: Directory, node: Card, card: Card) -> Fix | None:
    """Return the fix that takes the first name of a card out of the relations of another; None without one."""
    data, lines = node.source.data, YamlLines.above(node.source)
    for index, (key, value) in enumerate(data.entries if data else ()):
        relation = node.kind.keys.get(fold(key.value))
        if relation not in node.kind.relations or data is None:
            continue
        items = items_of(value)
        for number, item in enumerate(items):
            named = list(named_in(directory, node, relation, item))
            found = [(start, end) for start, end, to in named if to.key == card.key]
            if not found:
                continue
            if isinstance(item, Scalar) and len(named) > 1 and item.value.count("[[") > 1:
                flow = isinstance(value, Items) and value.flow
                return lines.changed(item, _without(item.value, *found[0]), flow=flow)
            return lines.taken_out(data, index, number)
    return None


def _without(value: str, start: int, end: int) -> str:
    """Return a value of several names between double brackets without the one that stands there."""
    first, last = value.rfind("[[", 0, start + 1), value.find("]]", end) + 2
    behind = _SEPARATOR.match(value, last)
    if behind:
        return value[:first] + value[behind.end() :]
    before = value[:first].rstrip(" \t")
    if before.endswith((",", ";")):
        before = before[:-1].rstrip(" \t")
    return before + value[last:]
