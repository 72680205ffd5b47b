"""Read YAML into nodes with a position, from the parser's events.

Fifty thousand brackets crash the process in `yaml.compose`, but not as events. Aliases and deep nesting are refused
as their events arrive, so they cost no time or memory.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import yaml

from harvest.problems.problem import Message, Place, Position, say
from harvest.source.yaml_loader import Loader
from harvest.source.yaml_mistakes import EXAMPLE_LINE, YamlProblem, explained, in_quotes, no_space

MAX_DEPTH = 20
TOO_DEEP = say("More than {n} brackets or indents are inside one another here.", n=MAX_DEPTH)
ENVIRONMENT = "!ENV"
"""The mark of a value that MkDocs takes from the environment of the system."""
_NO_VALUE = ("", "~", "null", "Null", "NULL")
"""What YAML reads as no value at all."""
_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Scalar(NamedTuple):  # there are thousands, and making a tuple is three times as fast as a frozen dataclass
    """A single value, always as text; `plain` when it has no quotation marks.

    `unread` is what a `#` behind it hides from YAML: a remark, or words that the author meant to be part of the value.
    For an alias it is the alias, such as `*rules`; its value is empty.
    `end_column` is just past its last character, or 0 where it does not end on the line it begins on.
    `file` names the file where that is another one than the file that is read, as one that `mkdocs.yml` builds upon.
    """

    value: str
    line: int
    column: int
    plain: bool = True
    unread: str = ""
    one_line: bool = True
    end_column: int = 0
    file: str = ""

    @property
    def columns(self) -> tuple[int, int] | None:
        """First and past-the-last column of the value inside its quotation marks; None where the file escapes it."""
        marks = 0 if self.plain else 1
        start, end = self.column + marks, self.end_column - marks
        return (start, end) if end - start == len(self.value) else None

    @property
    def end(self) -> Position | None:
        """The position just past the value; None where that is unknown."""
        return Position(self.line, self.end_column) if self.end_column > self.column else None

    @property
    def left_empty(self) -> bool:
        """Whether the author left it empty: no value and no remark, or only a hint (`# `) as on a blank card."""
        return not self.value.strip() and not self.unread[1:2].strip()


@dataclass(frozen=True, slots=True)
class Items:
    """A list of nodes; `flow` when the author wrote it between brackets."""

    items: tuple[Node, ...]
    line: int
    column: int
    flow: bool = False
    file: str = ""


@dataclass(frozen=True, slots=True)
class Entries:
    """Pairs of a key and its node, in the order of the file; equal keys are all kept."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int
    file: str = ""

    def get(self, name: str) -> Node | None:
        """Return the node of the first key with exactly this name; None without one."""
        return next((node for key, node in self.entries if key.value == name), None)


Node = Scalar | Items | Entries


def place_of(node: Node, path: str) -> Place:
    """Return the place of a node of the file at `path`, or of the file that it comes from."""
    return Place(node.file or path, node.line, node.column)


def scalars(node: Node | None, *, values: bool = True) -> Iterator[Scalar]:
    """Yield every name and value in a node, in the order of the file; without `values` only the names."""
    if isinstance(node, Entries):
        for key, value in node.entries:
            yield key
            yield from scalars(value, values=values)
    elif isinstance(node, Items):
        for item in node.items:
            yield from scalars(item, values=values)
    elif node is not None and values:
        yield node


def read_yaml(text: str, first_line: int = 1, *, trusted: bool = False, file: str = "") -> Entries:
    """Read a YAML document whose top is a mapping; an empty one gives no entries.

    `first_line` is the line of the file on which `text` begins. `trusted` is for `mkdocs.yml`: it allows tags, anchors
    and aliases, reads `!ENV` as MkDocs does, and refuses what MkDocs itself cannot read. `file` goes into the
    nodes. Raises `YamlProblem`.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # editors on every system count lines so
    # The first test is quick and nearly always passes; the second finds the place when it does not.
    if not text.replace("\n", "").isprintable() and (unreadable := _UNREADABLE.search(text)):
        line = text.count("\n", 0, unreadable.start())
        column = unreadable.start() - text.rfind("\n", 0, unreadable.start())
        raise YamlProblem(
            first_line + line,
            column,
            say("There is an invisible character here."),
            say("Remove it, and type the line again if need be."),
        )
    reader = _YamlReader(text, first_line, trusted, file)
    node = reader.document()
    if trusted:
        reader.read_again()
    if node is None:
        return Entries((), first_line, 1, file)
    if not isinstance(node, Entries):
        if slip := no_space(node.line, reader.lines[node.line - first_line]):
            raise slip
        raise YamlProblem(
            node.line,
            node.column,
            say("First comes a name here, then a colon and a space, then what belongs to it."),
            say("For example: {example}", example=EXAMPLE_LINE),
        )
    return node


def _from_environment(node: Node) -> Node:
    """Return what a node marked `!ENV` stands for: the first variable that is set, or else the last of several values.

    Source: the package pyyaml-env-tag, which MkDocs uses. Raises `YamlProblem`, where MkDocs would stop too.
    """
    named = node.items if isinstance(node, Items) else (node,)
    *names, default = named if len(named) > 1 else (*named, None)
    for name in names:
        if not isinstance(name, Scalar):
            message = say("Behind {mark} stands the name of a variable, or a list of names.", mark=ENVIRONMENT)
            raise YamlProblem(name.line if name else node.line, name.column if name else node.column, message)
        if (value := os.environ.get(name.value)) is not None:
            return Scalar(value, node.line, node.column, end_column=0, file=node.file)
    if default is None or (isinstance(default, Scalar) and default.plain and default.value in _NO_VALUE):
        return Scalar("", node.line, node.column, file=node.file)
    return default


class _YamlReader:
    def __init__(self, text: str, first_line: int, trusted: bool, file: str) -> None:
        # YAML also breaks lines at these three characters; editors do not, so our line numbers would be wrong.
        if not text.isascii():
            text = text.replace("\x85", " ").replace("\u2028", " ").replace("\u2029", " ")
        self.lines = text.split("\n")
        self.remarks = " #" in text
        self.first_line = first_line
        self.trusted = trusted
        self.file = file
        # Does what `yaml.parse` does, without calling Python code for every event.
        self.events: Iterator[yaml.Event] = iter(Loader(text).get_event, None)

    def document(self) -> Node | None:
        node: Node | None = None
        try:
            # Read to the very end: a mistake may come after the last part that can be read.
            for event in self.events:
                if isinstance(event, yaml.NodeEvent) and node is None:
                    node = self.node(event, 0)
            return node
        except (yaml.YAMLError, ValueError) as error:
            raise self.problem_of(error) from None

    def read_again(self) -> None:
        """Read the text as MkDocs does, with PyYAML's parser in Python.

        Unlike the one in C, it stops at a «?» between brackets, an alias without its anchor, and a second document.
        """
        try:
            yaml.compose("\n".join(self.lines), yaml.SafeLoader)
        except (yaml.YAMLError, ValueError) as error:
            raise self.problem_of(error) from None

    def problem_of(self, error: Exception) -> YamlProblem:
        """Return the problem that explains a parser's error to an author."""
        if not isinstance(error, yaml.MarkedYAMLError):
            return YamlProblem(self.first_line, 1, say("These data cannot be read."))
        if self.trusted:
            from harvest.source.settings_mistakes import explained_settings  # late: most files can be read

            mistake = explained_settings(error, self.lines)
        else:
            mistake = explained(error, self.lines, self.first_line)
        # The end of the text may count as a line below the last, which no editor shows.
        mistake.line = min(mistake.line, self.first_line + len(self.lines) - 1)
        return mistake

    def node(self, event: yaml.Event, depth: int) -> Node:
        # An empty value at the very end has its mark below the last line, where no editor shows a line.
        line, column = self.first_line, 1
        if mark := event.start_mark:
            below = mark.line
            line, column = line + (below if below < len(self.lines) else len(self.lines) - 1), mark.column + 1
        if depth > MAX_DEPTH:
            raise YamlProblem(
                line,
                column,
                TOO_DEEP,
                say("Write it as a plain list."),
            )
        if isinstance(event, yaml.AliasEvent):
            self.refuse(line, column, say("This cannot begin with & or *."))
            return Scalar("", line, column, unread=f"*{event.anchor}", file=self.file)
        assert isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent))
        if event.anchor is not None:
            self.refuse(line, column, say("This cannot begin with & or *."))
        if event.tag is not None:
            self.refuse(line, column, say("This cannot begin with an exclamation mark."))
            if event.tag == ENVIRONMENT:
                return _from_environment(self.content(event, line, column, depth))
        return self.content(event, line, column, depth)

    def content(self, event: yaml.Event, line: int, column: int, depth: int) -> Node:
        """Return the node that begins with this event, whatever tag it has."""
        if isinstance(event, yaml.ScalarEvent):
            unread = self.unread(event) if self.remarks else ""
            start, end = event.start_mark, event.end_mark
            one_line = start is None or end is None or start.line == end.line
            last = end.column + 1 if end and one_line else 0
            return Scalar(event.value, line, column, not event.style, unread, one_line, last, self.file)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            for inner in self.events:
                if isinstance(inner, yaml.SequenceEndEvent):
                    break
                items.append(self.node(inner, depth + 1))
            return Items(tuple(items), line, column, bool(event.flow_style), self.file)
        entries = []
        for inner in self.events:
            if isinstance(inner, yaml.MappingEndEvent):
                break
            key = self.node(inner, depth + 1)
            value = self.node(next(self.events), depth + 1)
            if not isinstance(key, Scalar):
                message = say("A single name belongs before the colon, not a list.")
                raise YamlProblem(key.line, key.column, message)
            entries.append((key, value))
        return Entries(tuple(entries), line, column, self.file)

    def unread(self, event: yaml.ScalarEvent) -> str:
        """Return the remark behind a plain value, from its `#`."""
        mark = event.end_mark
        if event.style or mark is None or mark.line >= len(self.lines):
            return ""
        rest = self.lines[mark.line][mark.column :].strip()
        return rest if rest.startswith("#") else ""

    def refuse(self, line: int, column: int, what: Message) -> None:
        """Raise the problem unless the text is trusted: authors use anchors, aliases and tags only by mistake."""
        if not self.trusted:
            index = line - self.first_line
            raise in_quotes(line, column, what, self.lines[index] if index < len(self.lines) else "")
