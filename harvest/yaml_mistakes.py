"""What could not be read in the data above a card: the complaint of the parser → where, what and what to do."""

from __future__ import annotations

import re

import yaml

from harvest.problem import NOTHING, Message, say

EXAMPLE_LINE = {"nl": "titel: Zeswekenritme", "en": "title: Six-week rhythm"}

_LINK = re.compile(r"\[\[[^\[\]]*\]\]")
_OPENED = re.compile(r"(?:^|[:\-\[{,]\s*)([\[{])")
_QUOTED_START = re.compile(r"""[:\-]\s+(?P<mark>["'])(?:(?!(?P=mark)).)*(?P=mark)""")


class YamlProblem(Exception):
    """What could not be read, in plain words, and where; raised and caught inside the core only."""

    def __init__(self, line: int, column: int, message: Message, hint: Message = NOTHING) -> None:
        super().__init__(message.text)
        self.line, self.column, self.message, self.hint = line, column, message, hint


def quoted(written: str) -> str:
    """A line as it should have been written, its value between quotation marks."""
    name, colon, value = written.partition(":")
    if not colon:
        name, value = "-", written.strip().removeprefix("-")
    value = value.strip()
    if value[:1] in ("'", '"') and value.find(value[0], 1) in (-1, len(value) - 1):
        value = value.strip(value[0])
    if '"' in value and "'" not in value:
        return f"{name}{colon} '{value}'".strip()
    value = value.replace('"', '\\"')
    return f'{name}{colon} "{value}"'.strip()


def in_quotes(line: int, column: int, what: Message, written: str) -> YamlProblem:
    """The problem of a value that reads as something else unless it stands between quotation marks."""
    return YamlProblem(line, column, what, say("Put it between quotation marks: {example}", example=quoted(written)))


def explained(error: yaml.MarkedYAMLError, lines: list[str], first_line: int) -> YamlProblem:
    """What an author is told instead of the parser's complaint. `lines` begin on line `first_line` of the file."""
    mark = error.problem_mark or error.context_mark
    # The mark can stand one past the last line; the author knows no such line.
    index = min(mark.line, max(len(lines) - 1, 0)) if mark else 0
    column = mark.column + 1 if mark else 1
    written = lines[index] if lines else ""
    opened = error.context_mark or mark
    opened_at = (first_line + opened.line, opened.column + 1) if opened else (first_line, 1)
    line = first_line + index
    what = f"{error.context or ''} {error.problem or ''}"
    if "mapping values are not allowed" in what:
        return YamlProblem(
            line,
            column,
            say("There are two colons on this line, so it is not clear where the text begins."),
            say("Put what comes after the first colon between quotation marks: {example}", example=quoted(written)),
        )
    if "tab" in what or "\\t" in what or "\t" in written[: len(written) - len(written.lstrip())]:
        return YamlProblem(
            line,
            column,
            say("There is a tab here, and above the card only spaces work."),
            say("Use two spaces instead of the tab."),
        )
    if "quoted scalar" in what:
        return YamlProblem(
            *opened_at,
            say("A quotation mark opens here and never closes."),
            say("Put one at the end as well: {example}", example=quoted(lines[opened_at[0] - first_line])),
        )
    if "anchor" in what or "alias" in what:
        return in_quotes(line, _value_column(written, column), say("This cannot begin with & or *."), written)
    if "block scalar" in what or "cannot start any token" in what or "sequence entries" in what:
        return in_quotes(line, column, say("This cannot begin with this character."), written)
    if _LINK.search(written):
        return YamlProblem(
            line,
            _value_column(written, column),
            say("Several links are here without quotation marks."),
            say("Put each between quotation marks, in a list: {example}", example=_listed(written)),
        )
    if _QUOTED_START.search(written[: column - 1]):
        return YamlProblem(
            line,
            column,
            say("Here text follows a quotation mark that closed already."),
            say("Put all of it between quotation marks: {example}", example=quoted(written)),
        )
    if "flow" in what:
        at = _unclosed_bracket(lines[: index + 1])
        place = (first_line + at[0], at[1] + 1) if at else opened_at
        return YamlProblem(
            *place,
            say("A bracket opens here and never closes."),
            say(
                "Close it, with a comma between the things inside: {example}",
                example={"nl": "[verkennen, beproeven]", "en": "[explore, experiment]"},
            ),
        )
    if "could not find expected ':'" in what:
        return YamlProblem(*opened_at, say("There is no colon after the name on this line."), _HOW)
    if any(words in what for words in ("expected key", "block end", "block mapping", "block collection")):
        return YamlProblem(
            line,
            column,
            say("This line does not stand straight below the ones above it."),
            say("Let every name begin at the very start of its line, and every dash of a list at the same depth."),
        )
    return YamlProblem(line, column, say("This line cannot be read."), _HOW)


_HOW = say("Write a name, a colon, a space and what belongs to it, for example «{example}».", example=EXAMPLE_LINE)


def _listed(written: str) -> str:
    """The links on a line as a list that can be read."""
    links = [f'"{link}"' for link in _LINK.findall(written)]
    return f"[{', '.join(links)}]"


def _value_column(written: str, fallback: int) -> int:
    """The column where the value on a line begins."""
    found = re.match(r"\s*(?:-\s+|[^:]*:\s+)", written)
    return found.end() + 1 if found else fallback


def _unclosed_bracket(lines: list[str]) -> tuple[int, int] | None:
    """The line and column, from 0, of the last bracket that opens a value."""
    for index in range(len(lines) - 1, -1, -1):
        if found := _OPENED.search(lines[index]):
            return index, found.start(1)
    return None
