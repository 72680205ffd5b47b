"""Tell what is wrong with data above a card that cannot be read, line by line, by the names that a card may have."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from harvest.cards.data_lines import BULLET, LINK, LONGEST, NamedLine, as_value, named, value_of
from harvest.cards.stray_data import unclosed
from harvest.kinds.names import fold
from harvest.problems.problem import Fix, Message, Place, Position, Problem, problem, say
from harvest.source.source import Source
from harvest.source.yaml_mistakes import YamlProblem
from harvest.source.yaml_nodes import TOO_DEEP, Scalar
from harvest.source.yaml_read_anyway import read_data

MOST_LINES = 200
"""The lines above a card that we take apart; no card has as many."""
_ITEM = re.compile(rf"[ \t]*(?:{BULLET})(?=\S)|[ \t]+(?=\S)")
_DASHED = re.compile(rf"([ \t]*)(?:{BULLET})(?=\S)")


def data_problems(
    source: Source, names: Mapping[str, str], language: str, lists: Collection[str] = ()
) -> list[Problem]:
    """Return what is wrong with data that cannot be read: for each wrong line how to write it, if that is plain.

    `names` are the folded names that may stand there: written → name; behind `lists` of these may stand several things.
    """
    told = source.problems[0]
    if told.code != "front-matter-syntax" or not source.opening or len(source.broken) > MOST_LINES:
        return list(source.problems)
    if not source.closed:
        return unclosed(source, names)
    reader = _BrokenData(source, names, "titel" if language == "nl" else "title", lists)
    return sorted(reader.problems(), key=lambda one: one.order) or list(source.problems)


class _BrokenData:
    """The lines of data that cannot be read."""

    def __init__(self, source: Source, names: Mapping[str, str], title: str, lists: Collection[str]) -> None:
        self.path, self.lines, self.first = source.path, list(source.broken), source.opening + 1
        self.names, self.title, self.lists = names, title, lists

    def problems(self) -> Iterator[Problem]:
        """Yield the problem of each name whose lines cannot be read by themselves."""
        groups = self._groups()
        has_title = any((line := named(self.lines[at], self.names)) and self._is_title(line) for at, _ in groups)
        indents = [len(self.lines[at]) - len(self.lines[at].lstrip()) for at, _ in groups]
        usual = max(set(indents), key=lambda indent: (indents.count(indent), -indent), default=0)
        for (at, end), indent in zip(groups, indents, strict=True):
            written = "\n".join(self.lines[at:end])
            if indent != usual and (line := named(self.lines[at], self.names)):
                if wrong := self._of_line(at, line, YamlProblem(self.first + at, 1, _NO_NAME)):
                    yield wrong
                continue
            try:
                data = read_data(written, self.first + at)
                if len(data.entries) == 1:
                    continue
                error = YamlProblem(self.first + at, 1, _NO_NAME)
            except YamlProblem as cannot_read:
                error = cannot_read
            if wrong := self._wrong(at, end, error, has_title=has_title):
                yield wrong

    def _is_title(self, line: NamedLine) -> bool:
        return self.names.get(fold(line.name)) == "title"

    def _groups(self) -> list[tuple[int, int]]:
        """Return the lines of each name: from the line of the name up to what is no longer about it."""
        groups: list[tuple[int, int]] = []
        for index, written in enumerate(self.lines):
            if not written.strip() or written.lstrip().startswith("#"):
                continue
            if groups and self._goes_on(groups[-1][0], index, written):
                groups[-1] = groups[-1][0], index + 1
            else:
                groups.append((index, index + 1))
        return groups

    def _goes_on(self, begin: int, index: int, written: str) -> bool:
        """Tell whether a line belongs to the name on the line `begin`."""
        if not _ITEM.match(written):
            return False
        above = named(self.lines[begin], self.names)
        open_ended = self.lines[begin].rstrip().endswith(":") or (above is not None and above.value in ("", ">", "|"))
        open_ended = open_ended or re.fullmatch(r"[>|][+-]?", above.value if above else "x") is not None
        if not _DASHED.match(written) and self.lines[index - 1].lstrip().startswith(("-", "*", "•")):
            open_ended = open_ended and named(written, self.names) is None
        return open_ended or (written[:1].isspace() and named(written, self.names) is None)

    def _wrong(self, at: int, end: int, error: YamlProblem, *, has_title: bool) -> Problem | None:
        written = self.lines[at]
        if len(written) > LONGEST or error.message == TOO_DEEP:
            return None
        if end - at > 1:
            return self._in_list(at, end, error)
        if line := named(written, self.names, unmarked=True):
            if self._several(line):
                return self._problem(at, _SEVERAL, self._apart(line))
            return self._of_line(at, line, error)
        if ":" in written:
            name, _, value = written.partition(":")
            return self._of_line(at, NamedLine(name.strip(), value), error)
        above = self._above(at)
        if above is not None and (begun := named(self.lines[above], self.names)):
            whole = f"{self.lines[above].rstrip()} {written.strip()}"
            joined = named(whole, self.names)
            if joined is None or value_of(joined.value) is None:
                return None
            what = _BELOW if begun.value else _NO_COLON
            return self._problem(at, what, whole, begin=above)
        if not has_title and not self._above(at):
            return self._problem(at, _NO_NAME, NamedLine(self.title, written.strip("# \t")).corrected)
        return None

    def _above(self, at: int) -> int | None:
        return next((index for index in range(at - 1, -1, -1) if self.lines[index].strip()), None)

    def _of_line(self, at: int, line: NamedLine, error: YamlProblem) -> Problem | None:
        """Return the problem of a line whose name is known, and how to write it."""
        key = self.names.get(fold(line.name))
        link = LINK.fullmatch(line.value.strip()) if key == "url" else None
        if link:
            only = say("Only the address itself belongs here: {written}", written=link[0])
            return self._problem(at, only, f"{line.name}: {link[2]}")
        line = line._replace(several=key in self.lists)
        written, corrected = self.lines[at], line.corrected
        value = corrected[len(line.name) + 1 :].strip()
        if corrected == written or (value and value_of(value) is None):
            return None
        if not value:
            return self._problem(at, error.message, corrected, _EMPTY)
        name_at = written.find(line.name)
        before, behind = written[:name_at], written[name_at + len(line.name) :]
        message: Message = error.message
        if "\t" in before and not before.strip():
            return self._problem(at, say("There is a tab here, and above the card only spaces work."), corrected, _TAB)
        if before and not before.strip():
            message = say("This line begins with spaces, so it reads as part of another.")
            return self._problem(at, message, corrected, _START)
        if before.strip() or "*" in behind[: behind.find(":") + 1]:
            sign = before.strip()[:1]
            hint = _STARS if "*" in before + behind[:3] else _DASH if sign in "-–—" else _LEAVE_OUT
            return self._problem(at, _SIGNS, corrected, hint)
        if not line.marked or ":" not in behind[: len(behind) - len(line.value)]:
            return self._problem(at, _NO_COLON, corrected)
        hint = _SPACE if behind[1:2].strip() else _QUOTES if corrected[-1] in "\"'" else _WRITE
        if hint == _QUOTES and isinstance(error.hint.params.get("example"), str):
            hint = error.hint.text  # it says more
        if line.value.strip()[:1] in "“„‘«”":
            message, hint = _ROUND, _STRAIGHT
        if line.value.rstrip()[-1:] in (",", ";") and corrected[-1] not in ",;" and corrected[-2:-1] not in ",;":
            message, hint = say("A «{mark}» stands at the end of this line.", mark=line.value.rstrip()[-1]), _COMMA
        column = error.column if error.line == self.first + at else 1
        return self._problem(at, message, corrected, hint, column=column)

    def _several(self, line: NamedLine) -> list[re.Match[str]]:
        """Return where more names stand on the line of one."""
        signs = re.finditer(r"[,;|]?[ \t]{1,8}(\w[\w ]{0,30}):[ \t]", line.value)
        return [sign for sign in signs if fold(sign[1]) in self.names]

    def _apart(self, line: NamedLine) -> str:
        """Return the names on one line, each on a line of its own."""
        written = f"{line.name}: {line.value}"
        for sign in reversed(self._several(line)):
            at = len(line.name) + 2
            written = f"{written[: at + sign.start()]}\n{written[at + sign.start(1) :]}"
        return written

    def _in_list(self, at: int, end: int, error: YamlProblem) -> Problem | None:
        """Return the problem of a list below a name."""
        written = self.lines[at:end]
        corrected = [written[0], *(self._item(one) for one in written[1:])]
        if corrected == written:
            return None
        try:
            read_data("\n".join(corrected), 1)
        except YamlProblem:
            return None
        wrong = next(index for index, one in enumerate(corrected) if one != written[index])
        last = max(index for index, one in enumerate(corrected) if one != written[index]) + 1
        example = corrected[wrong].strip()
        tab = "\t" in re.split(r"\S", written[wrong])[0]
        return problem(
            Place(self.path, self.first + at + wrong, 1),
            "front-matter-syntax",
            say("There is a tab here, and above the card only spaces work.") if tab else error.message,
            say("Use two spaces instead of the tab.") if tab else say("Write: {example}", example=example),
            end=Position(self.first + at + wrong, len(written[wrong]) + 1),
            fix=self._fix(at + wrong, at + last, "\n".join(corrected[wrong:last])),
        )

    def _item(self, written: str) -> str:
        dashed = _DASHED.match(written)
        if dashed is None:
            return written
        node = value_of(written[dashed.end() :].strip())
        value = written[dashed.end() :].strip()
        return f"{dashed[1].replace(chr(9), '  ')}- {value if isinstance(node, Scalar) else as_value(value)}"

    def _fix(self, at: int, end: int, text: str) -> Fix:
        last = self.lines[end - 1]
        return Fix(Position(self.first + at, 1), Position(self.first + end - 1, len(last) + 1), text)

    def _problem(
        self, at: int, message: Message, example: str, hint: str = "", *, column: int = 1, begin: int | None = None
    ) -> Problem:
        """Make the problem of a line, with how to write it; `begin` is where the fix begins."""
        lines = example.split("\n")
        shown = say("Give each a line of its own: {lines}", lines=", ".join(f"«{line}»" for line in lines))
        if len(lines) == 1:
            shown = Message(hint or _WRITE, {"example": example})
        place = Place(self.path, self.first + at, min(column, len(self.lines[at]) + 1))
        end = Position(self.first + at, len(self.lines[at]) + 1)
        fix = self._fix(at if begin is None else begin, at + 1, example)
        made = problem(place, "front-matter-syntax", message, shown, fix=fix)
        return replace(made, end=end) if end > Position(place.line, place.column) else made


_WRITE = say("Write: {example}").text
_TAB = say("Take the tab away: {example}").text
_START = say("Let it begin at the very start of the line: {example}").text
_STARS = say("Take the stars away: {example}").text
_EMPTY = say("Leave it empty if there is nothing: {example}").text
_DASH = say("Take the dash away: {example}").text
_COMMA = say("Leave the comma at the end out: {example}").text
_LEAVE_OUT = say("Take them away: {example}").text
_SPACE = say("Put a space behind the colon: {example}").text
_QUOTES = say("Put it between quotation marks: {example}").text
_STRAIGHT = say("Put straight quotation marks in their place: {example}").text
_NO_COLON = say("There is no colon after the name on this line.")
_NO_NAME = say("First comes a name here, then a colon and a space, then what belongs to it.")
_SIGNS = say("There are signs around the name here that do not belong there.")
_ROUND = say("Round quotation marks do not count here.")
_BELOW = say("This line goes on with the one above it.")
_SEVERAL = say("Several names stand on this one line.")
