"""Tell what YAML reads otherwise than the author of a line meant, or passes over."""

from __future__ import annotations

from functools import cached_property

from harvest.cards.data_lines import as_value, named, quoted
from harvest.cards.slips import as_list, listed_lines, words_behind_signs
from harvest.cards.values import Reader
from harvest.kinds.kind import Kind
from harvest.kinds.names import fold
from harvest.problems.problem import Fix, Message, Place, Position, Problem, problem, say
from harvest.source.source import Source
from harvest.source.yaml_nodes import Items, Node, Scalar


class ReaderByLine(Reader):
    """Reads the values of a card, and looks at the lines as their author wrote them where something is odd.

    `places` holds the place of each name, and `misread` the fields that the author meant to write but that cannot be
    read.
    """

    kind: Kind

    def __init__(self, source: Source, language: str) -> None:
        super().__init__(source.path, language)
        self.source = source
        self.places: dict[str, Place] = {}
        self.misread: set[str] = set()

    def data_line(self, line: int) -> str:
        """Return a line of the data as its author wrote it."""
        return self.source.data_line(line)

    @cached_property
    def lists(self) -> frozenset[str]:
        fields = (name for name, field in self.kind.fields.items() if field.type in ("list", "choices"))
        return frozenset([*self.kind.relations, *fields])

    def bulleted(self, node: Scalar) -> Items | None:
        """Return lines that begin with something else than a dash and a space as the list they are meant as."""
        items = listed_lines(node, self.data_line)
        if items is None:
            return None
        indent = self.data_line(node.line)[: node.column - 1]
        lines = [f"{indent}- {item.value}" for item in items.items if isinstance(item, Scalar)]
        last = items.items[-1].line
        end = Position(last, len(self.data_line(last)) + 1)
        message = say("This is read as a list, though a dash and a space begin none of its lines.")
        hint = say("Begin each line with a dash and a space: {example}", example=lines[0].strip())
        fix = Fix(Position(node.line, 1), end, "\n".join(lines))
        place = Place(self.path, node.line, node.column)
        told = problem(place, "front-matter-syntax", message, hint, severity="hint", end=end, fix=fix)
        self.problems.append(told)
        return items

    def left_out(self, key: Scalar, node: Scalar) -> None:
        example = f"{key.value}: {as_value(node.unread.lstrip('# '))}"
        self._not_read(node, say("Leave out the «#» if it belongs on the card: {example}", example=example))

    def _not_read(self, node: Scalar, hint: Message, text: str | None = None) -> None:
        """Note what a «#» hides; `text` is what should stand in the place of the value and all behind it."""
        place = Place(self.path, node.line, node.column)
        line = self.source.data_line(node.line).rstrip()
        start = node.column - 1 if node.value else len(line) - len(node.unread)
        end = Position(node.line, len(line) + 1) if line.endswith(node.unread) else None
        fix = None
        if text is not None and end is not None:
            fix = Fix(Position(node.line, start + 1), end, text)
        message = say("What comes after «#» is not read: {written}", written=node.unread)
        issue = problem(place, "front-matter-syntax", message, hint, severity="warning", end=end, fix=fix)
        self.problems.append(issue)

    def unread(self, name: str, node: Node) -> set[Place]:
        """Note the names and sentences that a `#` hides from YAML without anyone seeing it; return their places."""
        if "#" not in self.source.above:
            return set()  # as on most cards
        if name in self.kind.fields and self.kind.fields[name].type not in ("text", "list"):
            return set()
        hidden = [
            item
            for item in (node.items if isinstance(node, Items) else (node,))
            if isinstance(item, Scalar) and item.unread and not item.left_empty
        ]
        of_words = name in self.kind.fields and self.kind.fields[name].type == "list"
        for item in hidden:
            whole = f"{item.value} {item.unread}".strip()
            words = words_behind_signs(whole)
            if of_words and not item.value:
                example = as_value(words[0]) if len(words) == 1 else as_list(words)
                self._not_read(item, say("Leave the «#» out: {example}", example=example), example)
            else:
                hint = say("Put all of it between quotation marks: {example}", example=quoted(whole))
                self._not_read(item, hint, quoted(whole))
        return {Place(self.path, item.line, item.column) for item in hidden}

    def without_space(self, key: Scalar) -> bool:
        """Note a name with text right behind its colon, and another colon in that text; tell whether it is one."""
        line = self.data_line(key.line)
        written = named(line, self.kind.keys)
        name = self.kind.keys.get(fold(written.name)) if written else None
        if written is None or name is None or name in self.places or not key.value.startswith(written.name):
            return False
        self.misread.add(name)
        end = Position(key.line, len(line) + 1)
        fix = Fix(Position(key.line, 1), end, written.corrected) if key.column == 1 else None
        message = say("There is no space behind the colon.")
        hint = say("Put a space behind the colon: {example}", example=written.corrected)
        place = Place(self.path, key.line, key.column)
        self.problems.append(problem(place, "front-matter-syntax", message, hint, end=end, fix=fix))
        return True

    def title_behind_a_sign(self, message: Message) -> Problem | None:
        """Return the problem of a title that YAML passes over because of the «#» before it; None without one."""
        written = self.source.above.split("\n") if self.source.above else []
        for index, line in enumerate(written):
            meant_line = named(line, self.kind.keys)
            if (
                line.startswith("#")
                and line.strip("# ")
                and (self.kind.keys.get(fold(meant_line.name)) == "title" if meant_line else index == 0)
            ):
                word = meant_line.name if meant_line else {"nl": "titel"}.get(self.language, "title")
                text = f"{word}: {as_value(meant_line.value if meant_line else line.strip('# '))}"
                place = Place(self.path, self.source.opening + 1 + index)
                end = Position(place.line, len(line) + 1)
                fix = Fix(place.position, end, text)
                hint = say("Leave the «#» out: {example}", example=text)
                return problem(place, "missing-field", message, hint, end=end, fix=fix)
        return None
