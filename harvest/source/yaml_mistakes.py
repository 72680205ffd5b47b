"""Explain the YAML parser's errors to an author: where the mistake is, what it is, and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from harvest.problems.problem import NOTHING, Fix, Message, Position, say
from harvest.source.yaml_lines import LINK, asked, listed, quoted, unclosed_bracket, value_column

EXAMPLE_LINE = {"nl": "titel: Zeswekenritme", "en": "title: Six-week rhythm"}

_NO_SPACE = re.compile(r"""\s*[^\W\d_][^:#"'\[\]{}]{0,40}:(?=[^\s/])""")
_WORDS_AFTER_BRACKET = re.compile(r"[^:]*:\s+(?P<at>\[[^\[\]]*\])\s*[^\s,#]")
_NAME = re.compile(r"[^:]*[^:\s]:(?=\s|$)")
_QUOTED_START = re.compile(r"""[:\-]\s+(?P<mark>["'])(?:(?!(?P=mark)).)*(?P=mark)""")


class YamlProblem(Exception):
    """Raised for YAML that cannot be read; holds the place and the reason in plain words. It never leaves the core."""

    def __init__(self, line: int, column: int, message: Message, hint: Message = NOTHING) -> None:
        super().__init__(message.text)
        self.line, self.column, self.message, self.hint = line, column, message, hint


class MendableProblem(YamlProblem):
    """Raised for settings that cannot be read; `fix` is what makes them readable, where only one thing does."""

    def __init__(self, place: Position, message: Message, hint: Message, end: Position | None, fix: Fix | None) -> None:
        super().__init__(*place, message, hint)
        self.end, self.fix = end, fix


def in_quotes(line: int, column: int, what: Message, written: str) -> YamlProblem:
    """Return the problem of a value that YAML reads as something else unless it is between quotation marks."""
    return YamlProblem(line, column, what, say("Put it between quotation marks: {example}", example=quoted(written)))


@dataclass(frozen=True, slots=True)
class _Stumble:
    """The parser's error: its text (`complaint`), `index` of the line in `lines`, and `column` from 1.

    `opened` is the line in the file and the column of what the parser was reading, such as a quotation.
    """

    complaint: str
    lines: list[str]
    index: int
    column: int
    opened: tuple[int, int]
    first_line: int

    @property
    def line(self) -> int:
        """The line in the file."""
        return self.first_line + self.index

    @property
    def written(self) -> str:
        """What the author wrote on that line."""
        return self.lines[self.index] if self.lines else ""

    def problem(self, what: Message, hint: Message) -> YamlProblem:
        """Make the problem at the place of the error."""
        return YamlProblem(self.line, self.column, what, hint)


def explained(error: yaml.MarkedYAMLError, lines: list[str], first_line: int) -> YamlProblem:
    """Return a problem for the author in place of the parser's error; `lines` begin on `first_line` of the file."""
    mark = error.problem_mark or error.context_mark
    # The mark can be one line below the last, which the author does not see.
    index = min(mark.line, max(len(lines) - 1, 0)) if mark else 0
    begun = error.context_mark or mark
    opened = (first_line + begun.line, begun.column + 1) if begun else (first_line, 1)
    complaint = f"{error.context or ''} {error.problem or ''}"
    stumble = _Stumble(complaint, lines, index, mark.column + 1 if mark else 1, opened, first_line)
    problems = (explain(stumble) for words, explain in _MISTAKES if any(word in complaint for word in words))
    return next(problem for problem in problems if problem)


def _too_few_spaces_before_a_colon(stumble: _Stumble) -> YamlProblem | None:
    """Find a space missing behind the colon of the line above, or too many spaces before this name.

    The parser notices either only at the colon of this line.
    """
    if not stumble.lines or stumble.column - 1 != stumble.written.find(":"):
        return None
    above = next((index for index in range(stumble.index - 1, -1, -1) if stumble.lines[index].strip()), None)
    if above is None:
        return None
    if stumble.written[:1] == " ":
        return _indented(stumble.line, stumble.written) if _NAME.match(stumble.lines[above]) else None
    return no_space(stumble.first_line + above, stumble.lines[above])


def _no_space_so_far(stumble: _Stumble) -> YamlProblem | None:
    """Find a colon without a space on this line, or else on the nearest line above with one.

    The parser reads on until it finds a colon with a space.
    """
    above = ((stumble.first_line + index, stumble.lines[index]) for index in range(stumble.index - 1, -1, -1))
    lines = [(stumble.line, stumble.written), *above]
    return next((problem for line, written in lines if (problem := no_space(line, written))), None)


def _indented_beginning(stumble: _Stumble) -> YamlProblem | None:
    """Find spaces before the very first name; the parser complains only about the second."""
    lines = stumble.lines
    first = next((i for i, text in enumerate(lines) if text.strip() and not text.lstrip().startswith("#")), 0)
    return _indented(stumble.first_line + first, lines[first]) if lines[first][:1] == " " else None


def _question_mark(stumble: _Stumble) -> YamlProblem:
    example = f'"{asked(stumble.written, stumble.column)}"'
    return stumble.problem(
        say("A question mark stands here between brackets."),
        say("Put the words it belongs to between quotation marks: {example}", example=example),
    )


def _second_beginning(stumble: _Stumble) -> YamlProblem:
    return stumble.problem(
        say("A second beginning stands here, and only the first part would be read."),
        say("Leave out this line of three dashes."),
    )


def _two_colons(stumble: _Stumble) -> YamlProblem:
    example = quoted(stumble.written)
    return stumble.problem(
        say("There are two colons on this line, so it is not clear where the text begins."),
        say("Put what comes after the first colon between quotation marks: {example}", example=example),
    )


def _tab(stumble: _Stumble) -> YamlProblem:
    return stumble.problem(
        say("There is a tab here, and above the card only spaces work."),
        say("Use two spaces instead of the tab."),
    )


def _tab_before_a_name(stumble: _Stumble) -> YamlProblem | None:
    written = stumble.written
    return _tab(stumble) if "\t" in written[: len(written) - len(written.lstrip())] else None


def _open_quotation(stumble: _Stumble) -> YamlProblem:
    example = quoted(stumble.lines[stumble.opened[0] - stumble.first_line])
    return YamlProblem(
        *stumble.opened,
        say("A quotation mark opens here and never closes."),
        say("Put one at the end as well: {example}", example=example),
    )


def _anchor(stumble: _Stumble) -> YamlProblem:
    written = stumble.written
    column = value_column(written, stumble.column)
    return in_quotes(stumble.line, column, say("This cannot begin with & or *."), written)


def _dash_behind_a_colon(stumble: _Stumble) -> YamlProblem | None:
    if stumble.written[stumble.column - 1 : stumble.column + 1] != "- ":
        return None
    return stumble.problem(
        say("A dash stands here behind the colon."),
        say("Leave it out, or begin a line of its own with each dash, below this one."),
    )


def _first_character(stumble: _Stumble) -> YamlProblem:
    return in_quotes(stumble.line, stumble.column, say("This cannot begin with this character."), stumble.written)


def _bare_links(stumble: _Stumble) -> YamlProblem | None:
    written = stumble.written
    if not LINK.search(written):
        return None
    return YamlProblem(
        stumble.line,
        value_column(written, stumble.column),
        say("Several links are here without quotation marks."),
        say("Put each between quotation marks, in a list: {example}", example=listed(written)),
    )


def _text_behind_a_quotation(stumble: _Stumble) -> YamlProblem | None:
    if not _QUOTED_START.search(stumble.written[: stumble.column - 1]):
        return None
    return stumble.problem(
        say("Here text follows a quotation mark that closed already."),
        say("Put all of it between quotation marks: {example}", example=quoted(stumble.written)),
    )


def _words_behind_a_bracket(stumble: _Stumble) -> YamlProblem | None:
    written = stumble.written
    bracket = _WORDS_AFTER_BRACKET.match(written)
    if bracket is None:
        return None
    what = say("Words stand here behind a bracket that closed.")
    return in_quotes(stumble.line, bracket.start("at") + 1, what, written)


def _open_bracket(stumble: _Stumble) -> YamlProblem:
    at = unclosed_bracket(stumble.lines[: stumble.index + 1])
    example = {"nl": "[verkennen, beproeven]", "en": "[explore, experiment]"}
    return YamlProblem(
        *((stumble.first_line + at[0], at[1] + 1) if at else stumble.opened),
        say("A bracket opens here and never closes."),
        say("Close it, with a comma between the things inside: {example}", example=example),
    )


def _no_colon(stumble: _Stumble) -> YamlProblem:
    return YamlProblem(*stumble.opened, say("There is no colon after the name on this line."), _HOW)


def _not_below(stumble: _Stumble) -> YamlProblem:
    return stumble.problem(
        say("This line does not stand straight below the ones above it."),
        say("Let every name begin at the very start of its line, and every dash of a list at the same depth."),
    )


def _unreadable(stumble: _Stumble) -> YamlProblem:
    return stumble.problem(say("This line cannot be read."), _HOW)


def no_space(line: int, written: str) -> YamlProblem | None:
    """Return the problem of a name with text right behind its colon; None when the line has no such name."""
    match = _NO_SPACE.match(written)
    if match is None:
        return None
    example = f"{match.group().strip()} {written[match.end() :].strip()}"
    return YamlProblem(
        line,
        match.end() + 1,
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


_ANY = ("",)
_MISTAKES: tuple[tuple[tuple[str, ...], Callable[[_Stumble], YamlProblem | None]], ...] = (
    # A space too few or too many, which the parser notices only later.
    (("mapping values",), _too_few_spaces_before_a_colon),
    (("expected ':'",), _no_space_so_far),
    (("document start",), _indented_beginning),
    (("got '?'",), _question_mark),
    (("single document",), _second_beginning),
    (("mapping values are not allowed",), _two_colons),
    (("tab", "\\t"), _tab),
    (_ANY, _tab_before_a_name),
    (("quoted scalar",), _open_quotation),
    (("anchor", "alias"), _anchor),
    (("sequence entries",), _dash_behind_a_colon),
    (("block scalar", "cannot start any token", "sequence entries"), _first_character),
    # Mistakes that the line itself shows, whatever the parser says.
    (_ANY, _bare_links),
    (_ANY, _text_behind_a_quotation),
    (_ANY, _words_behind_a_bracket),
    (("flow",), _open_bracket),
    (("could not find expected ':'",), _no_colon),
    (("expected key", "block end", "block mapping", "block collection"), _not_below),
    (_ANY, _unreadable),
)
"""Pairs of words to look for in the parser's error and a function that explains it; the first that fits is used."""
