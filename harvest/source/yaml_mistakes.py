"""What could not be read in the data above a card: the complaint of the parser → where, what and what to do."""

from __future__ import annotations

import re

import yaml

from harvest.problems.problem import NOTHING, Message, say

EXAMPLE_LINE = {"nl": "titel: Zeswekenritme", "en": "title: Six-week rhythm"}

_LINK = re.compile(r"\[\[[^\[\]]*\]\]")
_OPENED = re.compile(r"(?:^|[:\-\[{,]\s*)([\[{])")
_NO_SPACE = re.compile(r"""\s*[^\W\d_][^:#"'\[\]{}]{0,40}:(?=[^\s/])""")
_WORDS_AFTER_BRACKET = re.compile(r"[^:]*:\s+(?P<at>\[[^\[\]]*\])\s*[^\s,#]")
_NAME = re.compile(r"[^:]*[^:\s]:(?=\s|$)")
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
    if value[:1] in ("'", '"') and _around_it_all(value):
        value = value.strip(value[0]) if value.find(value[0], 1) in (-1, len(value) - 1) else value[1:-1]
    if '"' in value and "'" not in value:
        return f"{name}{colon} '{value}'".strip()
    value = value.replace('"', '\\"')
    return f'{name}{colon} "{value}"'.strip()


def _around_it_all(value: str) -> bool:
    """Whether the mark at the start is meant for the whole of it; if the next stands behind a space, that one opens."""
    mark = value[0]
    following = value.find(mark, 1)
    return following in (-1, len(value) - 1) or (value[-1] == mark and value[following - 1] in " (")


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
    if slip := _slip(lines, index, column, what, first_line):
        return slip
    if "got '?'" in what:
        return YamlProblem(
            line,
            column,
            say("A question mark stands here between brackets."),
            say(
                "Put the words it belongs to between quotation marks: {example}",
                example=f'"{_asked(written, column)}"',
            ),
        )
    if "single document" in what:
        return YamlProblem(
            line,
            column,
            say("A second beginning stands here, and only the first part would be read."),
            say("Leave out this line of three dashes."),
        )
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
    if "sequence entries" in what and written[column - 1 : column + 1] == "- ":
        return YamlProblem(
            line,
            column,
            say("A dash stands here behind the colon."),
            say("Leave it out, or begin a line of its own with each dash, below this one."),
        )
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
    if found := _WORDS_AFTER_BRACKET.match(written):
        return in_quotes(line, found.start("at") + 1, say("Words stand here behind a bracket that closed."), written)
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


def _slip(lines: list[str], index: int, column: int, what: str, first_line: int) -> YamlProblem | None:
    """A space too few behind a colon, or too many before a name: the parser stumbles only later."""
    if "mapping values" in what and lines and column - 1 == lines[index].find(":"):
        above = next((i for i in range(index - 1, -1, -1) if lines[i].strip()), None)
        if above is None:
            return None
        if lines[index][:1] == " ":
            return _indented(first_line + index, lines[index]) if _NAME.match(lines[above]) else None
        return no_space(first_line + above, lines[above])
    if "expected ':'" in what:
        return no_space(first_line + index, lines[index]) or next(
            (found for i in range(index - 1, -1, -1) if (found := no_space(first_line + i, lines[i]))), None
        )
    if "document start" in what:
        first = next((i for i, text in enumerate(lines) if text.strip() and not text.lstrip().startswith("#")), 0)
        if lines[first][:1] == " ":
            return _indented(first_line + first, lines[first])
    return None


def no_space(line: int, written: str) -> YamlProblem | None:
    """The problem of a name with text right behind its colon, when that is what is written."""
    found = _NO_SPACE.match(written)
    if found is None:
        return None
    example = f"{found.group().strip()} {written[found.end() :].strip()}"
    return YamlProblem(
        line,
        found.end() + 1,
        say("There is no space behind the colon."),
        say("Put a space behind the colon: {example}", example=example),
    )


def _indented(line: int, written: str) -> YamlProblem:
    return YamlProblem(
        line,
        1,
        say("This line begins with spaces, so it reads as part of another."),
        say("Let it begin at the very start of the line: {example}", example=written.strip()),
    )


_HOW = say("Write a name, a colon, a space and what belongs to it, for example «{example}».", example=EXAMPLE_LINE)


def _listed(written: str) -> str:
    """The links on a line as a list that can be read."""
    links = [f'"{link}"' for link in _LINK.findall(written)]
    return f"[{', '.join(links)}]"


def _asked(written: str, column: int) -> str:
    """The words between commas and brackets that a question mark belongs to."""
    rest = re.match(r"(?::(?! )|[^,:\[\]{}])*", written[column:])
    return (re.split(r"[,\[{]\s*|:\s+", written[:column])[-1] + (rest.group() if rest else "")).strip()


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
