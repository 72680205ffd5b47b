"""Make the corrections that change, add or take out one value of a YAML text, in the quotation marks it has."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from harvest.problems.problem import Fix, Position
from harvest.source.source import Source
from harvest.source.yaml_mistakes import YamlProblem
from harvest.source.yaml_nodes import Entries, Items, Node, Scalar, read_yaml
from harvest.source.yaml_text import OTHER_THAN_TEXT, between_marks


class YamlLines:
    """The lines of a file, and the corrections of values that stand in them."""

    def __init__(self, text: str) -> None:
        self.lines: Sequence[str] = text.split("\n")

    @staticmethod
    def above(source: Source) -> YamlLines:
        """Return the lines of the data above a card, each with its number in the file."""
        first = source.body_line - 1 - source.above.count("\n")
        return YamlLines("\n" * (first - 1) + source.above)

    def at(self, line: int) -> str:
        """Return a line, counted from 1, without its ending."""
        return self.lines[line - 1] if 0 < line <= len(self.lines) else ""

    def changed(self, item: Scalar, value: str, *, flow: bool = False) -> Fix | None:
        """Return the fix after which a value reads so; `flow` where it stands between brackets.

        None where it is written over several lines.
        """
        end = item.end
        if end is None:
            return None
        raw = self.at(item.line)[item.column - 1 : end.column - 1]
        if item.plain:
            text = as_plain(value, flow=flow)
        elif raw[:1] == "'":
            text = "'" + value.replace("'", "''") + "'"
        elif raw[:1] == '"':
            text = between_marks(value) if item.columns else json.dumps(value, ensure_ascii=False)
        else:
            return None
        return Fix(Position(item.line, item.column), end, text)

    def appended(self, key: Scalar, node: Node, value: str) -> Fix | None:
        """Return the fix that adds a value to a list, to a single value or to an empty one; None where none is safe."""
        text = as_plain(value, flow=True)
        if isinstance(node, Scalar):
            if not node.value.strip():
                colon = self.at(key.line).find(":", (key.end_column or key.column) - 1)
                return None if colon < 0 else self._inserted(key.line, colon + 2, f" [{text}]")
            end = node.end
            if end is None:
                return None
            raw = self.at(node.line)[node.column - 1 : end.column - 1]
            raw = as_plain(node.value, flow=True) if node.plain else raw
            return Fix(Position(node.line, node.column), end, f"[{raw}, {text}]")
        if not isinstance(node, Items):
            return None
        if not node.items:
            close = self.at(node.line).find("]", node.column - 1)
            return None if close < 0 else self._inserted(node.line, close + 1, text)
        extent = self.extent(node.items[-1])
        if extent is None:
            return None
        if node.flow:
            return self._inserted(extent[1].line, extent[1].column, f", {text}")
        line = extent[1].line + 1
        return self._inserted(line, 1, f"{' ' * (node.column - 1)}- {as_plain(value)}\n")

    def taken_out(self, entries: Entries, index: int, item: int) -> Fix | None:
        """Return the fix that takes one item out of the value of an entry, and the entry with its last item.

        `item` is its number in a list, and 0 for a single value. None where no fix is safe.
        """
        key, node = entries.entries[index]
        items = node.items if isinstance(node, Items) and not _wiki(node) else (node,)
        if len(items) == 1:
            extent = self.extent(node)
            if extent is None:
                return None
            return self._without_lines(key.line, extent[1].line)
        assert isinstance(node, Items)
        before, own, behind = (self._extent_of(items, number) for number in (item - 1, item, item + 1))
        if own is None:
            return None
        if not node.flow:
            return self._without_lines(own[0].line, own[1].line)
        if behind is not None:
            return Fix(own[0], behind[0], "")
        return Fix(before[1], own[1], "") if before is not None else None

    def _extent_of(self, items: Sequence[Node], number: int) -> tuple[Position, Position] | None:
        return self.extent(items[number]) if 0 <= number < len(items) else None

    def _without_lines(self, first: int, last: int) -> Fix:
        return Fix(Position(first, 1), Position(last + 1, 1), "")

    @staticmethod
    def _inserted(line: int, column: int, text: str) -> Fix:
        return Fix(Position(line, column), Position(line, column), text)

    def extent(self, node: Node) -> tuple[Position, Position] | None:
        """Return where a value begins and ends, brackets included; None where that is unknown."""
        start = Position(node.line, node.column)
        if isinstance(node, Scalar):
            return (start, node.end) if node.end else None
        if isinstance(node, Entries):
            inner = self.extent(node.entries[-1][1]) if node.entries else None
            return (start, inner[1]) if inner else None
        last = self.extent(node.items[-1]) if node.items else (start, Position(node.line, node.column + 1))
        if last is None or not node.flow:
            return (start, last[1]) if last else None
        behind = re.compile(r"[ \t]*,?[ \t]*\]").match(self.at(last[1].line), last[1].column - 1)
        return (start, Position(last[1].line, behind.end() + 1)) if behind else None


def _wiki(node: Items) -> bool:
    """Tell whether a list is `[[Titel]]` as YAML reads that."""
    return node.flow and len(node.items) == 1 and isinstance(node.items[0], Items) and node.items[0].flow


def as_plain(value: str, *, flow: bool = False) -> str:
    """Return a text as a value in YAML: bare where it is read as itself, else between quotation marks."""
    return value if _reads_as_itself(value, flow=flow) else between_marks(value)


def _reads_as_itself(value: str, *, flow: bool) -> bool:
    if value != value.strip() or value.casefold() in OTHER_THAN_TEXT:
        return False
    try:
        node = read_yaml(f"a: [{value}]" if flow else f"a: {value}").get("a")
    except YamlProblem:
        return False
    if flow:
        node = node.items[0] if isinstance(node, Items) and len(node.items) == 1 else None
    return isinstance(node, Scalar) and node.plain and node.value == value and not node.unread
