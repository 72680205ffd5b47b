"""YAML as nodes with a position, built from the parser's events.

`yaml.compose` crashes the process on fifty thousand brackets; events do not. Aliases and deep nesting are refused
while the events come in, so neither can cost time or memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from harvest.problem import NOTHING, Message, say

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # pragma: no cover  (a PyYAML built without libyaml)
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

MAX_DEPTH = 20
EXAMPLE_LINE = {"nl": "titel: Zeswekenritme", "en": "title: Six-week rhythm"}
_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value, always as text; `plain` when it stands without quotation marks."""

    value: str
    line: int
    column: int
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Items:
    """A list of nodes; `flow` when written between brackets."""

    items: tuple[Node, ...]
    line: int
    column: int
    flow: bool = False


@dataclass(frozen=True, slots=True)
class Entries:
    """Pairs of a key and its node, in the order written; equal keys are all kept."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int

    def get(self, name: str) -> Node | None:
        """The node of the first key with exactly this name."""
        return next((node for key, node in self.entries if key.value == name), None)


Node = Scalar | Items | Entries


class YamlProblem(Exception):
    """What could not be read, in plain words, and where; raised and caught inside the core only."""

    def __init__(self, line: int, column: int, message: Message, hint: Message = NOTHING) -> None:
        super().__init__(message.text)
        self.line, self.column, self.message, self.hint = line, column, message, hint


def read_yaml(text: str, first_line: int = 1, *, trusted: bool = False) -> Entries:
    """Read a YAML document whose top is a mapping; an empty one gives no entries.

    `first_line` is the line of the file on which `text` begins. `trusted` tolerates tags, for `mkdocs.yml`.
    Raises `YamlProblem`.
    """
    unreadable = _UNREADABLE.search(text)
    if unreadable:
        line = text.count("\n", 0, unreadable.start())
        column = unreadable.start() - text.rfind("\n", 0, unreadable.start())
        raise YamlProblem(
            first_line + line,
            column,
            say("There is an invisible character here."),
            say("Remove it, and type the line again if need be."),
        )
    reader = _Reader(text, first_line, trusted)
    node = reader.document()
    if node is None:
        return Entries((), first_line, 1)
    if not isinstance(node, Entries):
        raise YamlProblem(
            node.line,
            node.column,
            say("First comes a name here, then a colon and a space, then what belongs to it."),
            say("For example: {example}", example=EXAMPLE_LINE),
        )
    return node


class _Reader:
    def __init__(self, text: str, first_line: int, trusted: bool) -> None:
        # YAML also breaks lines at these three; editors do not, so positions would go astray.
        text = text.translate({0x85: " ", 0x2028: " ", 0x2029: " "})
        self.lines = text.split("\n")
        self.first_line = first_line
        self.trusted = trusted
        self.events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=_Loader))

    def document(self) -> Node | None:
        try:
            for event in self.events:
                if isinstance(event, yaml.NodeEvent):
                    return self.node(event, 0)
                if isinstance(event, yaml.DocumentEndEvent):
                    break
            return None
        except yaml.MarkedYAMLError as error:
            raise self.explained(error) from None
        except (yaml.YAMLError, ValueError):
            raise YamlProblem(self.first_line, 1, say("These data cannot be read.")) from None

    def place(self, mark: yaml.Mark) -> tuple[int, int]:
        return self.first_line + mark.line, mark.column + 1

    def node(self, event: yaml.Event, depth: int) -> Node:
        line, column = self.place(event.start_mark)
        if depth > MAX_DEPTH:
            raise YamlProblem(
                line,
                column,
                say("More than {n} brackets or indents are inside one another here.", n=MAX_DEPTH),
                say("Write it as a plain list."),
            )
        self.refuse_tricks(event, line, column)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, line, column, event.style is None)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            for inner in self.events:
                if isinstance(inner, yaml.SequenceEndEvent):
                    break
                items.append(self.node(inner, depth + 1))
            return Items(tuple(items), line, column, bool(event.flow_style))
        if isinstance(event, yaml.MappingStartEvent):
            entries = []
            for inner in self.events:
                if isinstance(inner, yaml.MappingEndEvent):
                    break
                key = self.node(inner, depth + 1)
                value = self.node(next(self.events), depth + 1)
                if not isinstance(key, Scalar):
                    raise YamlProblem(
                        key.line,
                        key.column,
                        say("A single name belongs before the colon, not a list."),
                    )
                entries.append((key, value))
            return Entries(tuple(entries), line, column)
        return Scalar("", line, column)  # an alias in a trusted file

    def refuse_tricks(self, event: yaml.Event, line: int, column: int) -> None:
        if self.trusted:
            return
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlProblem(
                line,
                column,
                say("This cannot begin with & or *."),
                say("Put it between quotation marks: {example}", example=self.quoted(line)),
            )
        tag = getattr(event, "tag", None)
        if tag is not None and tag != "!":
            raise YamlProblem(
                line,
                column,
                say("This cannot begin with an exclamation mark."),
                say("Put it between quotation marks: {example}", example=self.quoted(line)),
            )

    def quoted(self, line: int) -> str:
        """The line as it should have been written, its value between quotation marks."""
        written = self.lines[line - self.first_line] if line - self.first_line < len(self.lines) else ""
        name, colon, value = written.partition(":")
        if not colon:
            name, colon, value = "- ", "", written.strip().removeprefix("-")
        value = value.strip().strip('"')
        mark = "'" if '"' in value and "'" not in value else '"'
        value = value.replace('"', '\\"') if mark == '"' else value
        return f"{name}{colon} {mark}{value}{mark}".strip() if colon else f"{name}{mark}{value}{mark}"

    def explained(self, error: yaml.MarkedYAMLError) -> YamlProblem:
        mark = error.problem_mark or error.context_mark
        line, column = self.place(mark) if mark else (self.first_line, 1)
        # The mark can stand one past the last line; the author knows no such line.
        line = min(line, self.first_line + max(len(self.lines) - 1, 0))
        what = f"{error.context or ''} {error.problem or ''}"
        opened = error.context_mark
        if "mapping values are not allowed" in what:
            return YamlProblem(
                line,
                column,
                say("There are two colons on this line, so it is not clear where the text begins."),
                say(
                    "Put what comes after the first colon between quotation marks: {example}",
                    example=self.quoted(line),
                ),
            )
        if "tab" in what or "\\t" in what or self.begins_with_tab(line):
            return YamlProblem(
                line,
                column,
                say("There is a tab here, and above the card only spaces work."),
                say("Use two spaces instead of the tab."),
            )
        if "quoted scalar" in what and opened:
            line, column = self.place(opened)
            return YamlProblem(
                line,
                column,
                say("A quotation mark opens here and never closes."),
                say("Put one at the end as well: {example}", example=self.quoted(line)),
            )
        if "flow sequence" in what or "flow mapping" in what:
            line, column = self.place(opened) if opened else (line, column)
            return YamlProblem(
                line,
                column,
                say("A bracket opens here and never closes."),
                say(
                    "Close it, with a comma between the things inside: {example}",
                    example={"nl": "[verkennen, beproeven]", "en": "[explore, experiment]"},
                ),
            )
        if "could not find expected ':'" in what:
            line, column = self.place(opened) if opened else (line, column)
            return YamlProblem(
                line,
                column,
                say("There is no colon after the name on this line."),
                say(
                    "Write a name, a colon, a space and what belongs to it, for example «{example}».",
                    example=EXAMPLE_LINE,
                ),
            )
        if "cannot start any token" in what:
            return YamlProblem(
                line,
                column,
                say("This cannot begin with this character."),
                say("Put it between quotation marks: {example}", example=self.quoted(line)),
            )
        if (
            "expected key" in what
            or "block end" in what
            or "block mapping" in what
            or "block collection" in what
        ):
            return YamlProblem(
                line,
                column,
                say("This line does not stand straight below the ones above it."),
                say(
                    "Let every name begin at the very start of its line, and every dash of a list at the same depth."
                ),
            )
        return YamlProblem(
            line,
            column,
            say("This line cannot be read."),
            say(
                "Write a name, a colon, a space and what belongs to it, for example «{example}».",
                example=EXAMPLE_LINE,
            ),
        )

    def begins_with_tab(self, line: int) -> bool:
        index = line - self.first_line
        return (
            0 <= index < len(self.lines)
            and "\t" in self.lines[index][: len(self.lines[index]) - len(self.lines[index].lstrip())]
        )
