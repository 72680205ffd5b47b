"""Write problems for people: by file, each with its line and what to do, and the same thing many times only counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from harvest.problems.codes import SEVERITIES, Code
from harvest.problems.hiding import hidden
from harvest.problems.language import render
from harvest.problems.problem import Message, Problem, say
from harvest.problems.report.cells import cells, printable, wrapped
from harvest.problems.report.excerpt import Excerpts, Lines, excerpt
from harvest.problems.report.lines import NAMES, counts, numbers, shown_path, totals

EXAMPLES = 3
"""So many of one code are shown where there are many."""
MANY_IN_FILE, MANY = 5, 25
"""More than this is many: of one code in one file, and in all files."""
MOST_FILES = 5
"""So many files are named that have more of the same."""
READABLE = 100
"""Lines of words are no longer than this, however wide the terminal is."""
WITHOUT_TERMINAL = 80
"""How wide a rule is where nothing says how wide a line may be."""
_CODES: Mapping[str, str] = {"error": "1;31", "warning": "33", "hint": "36", "added": "32", "strong": "1", "faint": "2"}


class Look(NamedTuple):
    """How wide a report is, and whether it has colours; without width, sentences are not parted."""

    width: int | None = None
    colours: bool = False

    @property
    def room(self) -> int:
        """How many cells a line of a file may take."""
        return self.width or READABLE + 20

    def paint(self, style: str, text: str) -> str:
        """Return a text in a style, where there are colours."""
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self.colours and text else text

    def words(self, text: str, indent: int = 0) -> list[str]:
        """Return a sentence as lines without what may not be shown, set in by some spaces."""
        text = printable(hidden(text))
        lines = text.split("\n") if self.width is None else wrapped(text, min(self.width, READABLE) - indent)
        return [f"{' ' * indent}{line}".rstrip() for line in lines]

    def rule(self, title: str, more: str = "") -> str:
        """Return a title on a line of its own, with a rule behind it and perhaps some words at the end of that."""
        width = min(self.width or WITHOUT_TERMINAL, READABLE)
        begin, end = "── ", f" {more}" if more else ""
        dashes = "─" * max(3, width - cells(begin + title + end) - 1)
        return f"{self.paint('faint', begin)}{self.paint('strong', title)} {self.paint('faint', dashes + end)}"


def for_people(
    problems: Sequence[Problem], root: Path, cards: int, language: str, lines: Lines, look: Look | None = None
) -> str:
    """Return the report for people; files with errors come first, and `lines` gives the lines of a file."""
    if not problems:
        return totals(cards, counts(problems), language)
    return "\n".join(_Report(problems, root, language, lines, look or Look()).parts(cards))


class _Report:
    """What is shown of which problem, found once for all parts of a report."""

    def __init__(self, problems: Sequence[Problem], root: Path, language: str, lines: Lines, look: Look) -> None:
        self.problems, self.root, self.language, self.look = problems, root, language, look
        self.excerpts = Excerpts(lines, problems)
        by_file: dict[str, list[Problem]] = defaultdict(list)
        for problem in problems:
            by_file[problem.path].append(problem)
        # The sort keeps the order of the files among themselves.
        self.files = sorted(by_file.items(), key=lambda file: not any(one.severity == "error" for one in file[1]))
        self.by_code = Counter(problem.code for problem in problems)

    def say(self, text: Message) -> str:
        return render(text, self.language)

    def parts(self, cards: int) -> Iterator[str]:
        """Yield the report by lines."""
        shown: Counter[str] = Counter()
        first: Problem | None = None
        for path, problems in self.files:
            here = list(self._examples(problems, shown))
            if not here:
                continue
            yield self.look.rule(shown_path(path, self.root), self._counted(counts(problems)))
            yield ""
            for problem in here:
                yield from self._problem(problem)
                yield ""
            if left := self._left(problems, here):
                numbered = ", ".join(f"{_number(number)} × {code}" for code, number in left.items())
                yield from self.look.words(self.say(say("Not shown of this file: {words}.", words=numbered)))
                yield ""
            first = first or next((one for one in here if one.severity == "error"), here[0])
        yield self.look.rule(self.say(say("In all")))
        yield ""
        if many := [code for code, number in self.by_code.items() if number > shown[code]]:
            yield from self._many(many, shown)
        codes = sorted(self.by_code)
        yield from self.look.words(self.say(explained(codes)))
        yield ""
        if first and len(self.problems) > 1:
            yield from self.look.words(self.say(say("Begin here: {path}", path=self._place(first))))
        yield self._totals(cards)

    def _totals(self, cards: int) -> str:
        by_severity = counts(self.problems)
        worst = next(one for one in SEVERITIES if by_severity[one])
        return self.look.paint("strong" if worst != "error" else worst, totals(cards, by_severity, self.language))

    def _counted(self, by_severity: Counter[str]) -> str:
        return ", ".join(numbers(by_severity, self.language))

    def _place(self, problem: Problem) -> str:
        return f"{printable(shown_path(problem.path, self.root))}:{problem.line}:{problem.column}"

    def _examples(self, problems: Sequence[Problem], shown: Counter[str]) -> Iterator[Problem]:
        """Yield the problems of a file that are shown, and count them."""
        in_file = Counter(problem.code for problem in problems)
        here: Counter[str] = Counter()
        for problem in problems:
            code = problem.code
            if self.by_code[code] > MANY:
                enough = shown[code] >= EXAMPLES
            else:
                enough = in_file[code] > MANY_IN_FILE and here[code] >= EXAMPLES
            if not enough:
                shown[code] += 1
                here[code] += 1
                yield problem

    def _left(self, problems: Sequence[Problem], here: Sequence[Problem]) -> Mapping[str, int]:
        """Return code → how many of it in this file are not shown, in the order of the file."""
        left = Counter(problem.code for problem in problems)
        left.subtract(problem.code for problem in here)
        return {code: number for code, number in left.items() if number}

    def _problem(self, problem: Problem) -> Iterator[str]:
        """Yield place, message, line and hint of a problem."""
        severity = self.look.paint(problem.severity, self.say(NAMES[problem.severity]))
        yield f"{severity}{self.look.paint('faint', ' · ')}{self._place(problem)}"
        message, hint = self.say(problem.message), self.say(problem.hint)
        code = f"({problem.code})"
        line = self.excerpts.line(problem)
        if line is None:
            yield from self._with_code(" ".join(part for part in (message, hint, code) if part), code)
        else:
            yield from self._with_code(message if hint else f"{message} {code}", code)
            yield from self.marked(problem, line)
            if hint:
                yield from self._with_code(f"{hint} {code}", code)

    def _with_code(self, text: str, code: str) -> Iterator[str]:
        """Yield a sentence, with the code that may stand at its end less bright than the rest."""
        for line in self.look.words(text, indent=2):
            yield line.removesuffix(code) + self.look.paint("faint", code) if line.endswith(code) else line

    def marked(self, problem: Problem, line: str) -> Iterator[str]:
        """Yield the line of a problem with its number, and below it the mark."""
        number = f"{problem.line:>5}"
        start = problem.column - 1
        if problem.end is None:
            end = start + 1
        else:
            end = problem.end.column - 1 if problem.end.line == problem.line else len(line.rstrip())
        shown = excerpt(line, start, end, self.look.room - len(number) - 3)
        bar = self.look.paint("faint", "│")
        yield f"{self.look.paint('faint', number)} {bar} {shown.text}".rstrip()
        mark = self.look.paint(problem.severity, "^" * shown.marked)
        yield f"{' ' * len(number)} {bar} {' ' * shown.before}{mark}"

    def _many(self, codes: Sequence[Code], shown: Counter[str]) -> Iterator[str]:
        """Yield of each code that is not shown whole how often it is there, and in which files most."""
        for code in sorted(codes, key=lambda code: -self.by_code[code]):
            files = Counter(problem.path for problem in self.problems if problem.code == code)
            most = [shown_path(path, self.root) + _times(n) for path, n in files.most_common(MOST_FILES)]
            if len(files) > MOST_FILES:
                most.append(self.say(say("and {n} other files", n=_number(len(files) - MOST_FILES))))
            there = say(
                "There are {n} of {code}, of which {count} are shown. In: {paths}.",
                code=code,
                n=_number(self.by_code[code]),
                count=shown[code],
                paths=", ".join(most),
            )
            yield from self.look.words(self.say(there))
        yield from self.look.words(self.say(say("All of them, one by one: «harvest check --format json».")))
        yield ""


def explained(codes: Sequence[str]) -> Message:
    """Tell where the manual says what these codes mean; the manual comes along, so this needs no network."""
    if len(codes) == 1:
        return say("What is behind a code, with an example: {command}", command=f"harvest help {codes[0]}")
    return say(
        "For what a code means, with an example, type «{command}» and the code: {known}.",
        command="harvest help",
        known=", ".join(codes),
    )


def _times(number: int) -> str:
    """Return how often something is in a file, to stand behind its path on the same line; nothing for once."""
    return f"\xa0({_number(number)})" if number > 1 else ""


def _number(number: int) -> str:
    """Return a number as people read it, with a thin space between the thousands."""
    return f"{number:,}".replace(",", "\u202f")
