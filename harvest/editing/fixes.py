"""Find which corrections mend what they are for and spoil nothing else, by reading the result again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from harvest.editing.edits import apart, edited
from harvest.problems.codes import SEVERITIES
from harvest.problems.problem import Problem
from harvest.source.yaml_text import lines_of

Again = Callable[[Mapping[str, bytes]], Sequence[Problem]]
"""Takes path → other content of some files; returns all problems that the publication then has."""

ROUNDS = 10
"""After a correction something may be read that has one of its own; so often it is looked for."""
READINGS = 200
"""So often the result is read again at most, however many corrections have to be tried one by one."""
FOLLOW = ("changed-after-check", "shown-before-change")
"""What any change of a card brings along. It is told to whoever makes it, and stops no correction."""


class Correction(NamedTuple):
    """A correction that is made, with the lines that it is about, as they were numbered before any correction."""

    problem: Problem
    first: int
    last: int


class Mended(NamedTuple):
    """The files after the corrections, which ones these are, and the problems that are left.

    `lines` gives for each file and each of its lines now which line that was before.
    """

    contents: Mapping[str, bytes]
    steps: tuple[Correction, ...]
    problems: Sequence[Problem]
    lines: Mapping[str, Sequence[int]]


def mended(
    problems: Sequence[Problem],
    contents: Mapping[str, bytes],
    again: Again,
    wanted: Callable[[Correction], bool] = lambda step: True,
) -> Mended:
    """Make the corrections of these problems in these files, as far as each takes its own problem away.

    `problems` are all those of a publication with these contents, by paths as problems have them. A correction after
    which something is wrong that was not before, in any file, is left out; but where only the name of something was
    wrong, what follows on that line is read and mended along with it. So the files never get worse, whatever is left.
    Where the data above a text could not be read at all, nothing that is told once they can be is new.
    """
    lines = {path: list(range(1, _numbered(content) + 1)) for path, content in contents.items()}
    state = Mended(dict(contents), (), problems, lines)
    trials = _Trials(again)
    refused: set[tuple[object, ...]] = set()
    for _ in range(ROUNDS):
        chosen = [
            step.problem
            for step in map(correction_in(state), filter(_mendable(contents), state.problems))
            if wanted(step) and _named(step) not in refused
        ]
        if not chosen:
            break
        # What opens a file comes first and alone, since whatever was in it all along is told only then.
        chosen = list(filter(_opens, chosen)) or chosen
        kept, after = trials.most(state, chosen)
        made = set(map(id, kept))
        refused |= {_named(correction_in(state)(problem)) for problem in chosen if id(problem) not in made}
        if not kept:
            break
        state = after
    return state


def correction_in(state: Mended) -> Callable[[Problem], Correction]:
    """Return what tells which lines the correction of a problem was about before any correction."""

    def step(problem: Problem) -> Correction:
        fix, was = problem.fix, state.lines[problem.path]
        assert fix is not None, "asked for problems that have one"
        first, last = (was[min(line, len(was)) - 1] for line in (fix.start.line, fix.end.line))
        return Correction(problem, first, max(first, last))

    return step


def _parts(chosen: Sequence[Problem], worse: set[str]) -> Sequence[Sequence[Problem]]:
    """Return corrections that do not go together in parts to be tried one after the other.

    What made a file worse mostly stands in that file, so all the others come first.
    """
    suspects = [problem for problem in chosen if problem.path in worse]
    if 0 < len(suspects) < len(chosen):
        return [[problem for problem in chosen if problem.path not in worse], *([problem] for problem in suspects)]
    half = len(chosen) // 2
    return chosen[:half], chosen[half:]


def _mendable(contents: Mapping[str, bytes]) -> Callable[[Problem], bool]:
    return lambda problem: problem.fix is not None and problem.path in contents


def _opens(problem: Problem) -> bool:
    """Tell whether nothing above a text could be read because of this problem."""
    return problem.code.startswith("front-matter-") and problem.severity == "error"


def _named(step: Correction) -> tuple[object, ...]:
    """Return what a correction goes by, whatever was put in above it."""
    problem = step.problem
    return problem.path, step.first, problem.code, problem.column, problem.fix and problem.fix.text


def _numbered(content: bytes) -> int:
    """Return how many lines a file has, with the empty one behind its last end."""
    return len(lines_of(content.decode("utf-8", "replace"))) + 1


Mark = tuple[str, int, str, str]


class _Trials:
    """Tries corrections, and counts how often that took reading the result."""

    def __init__(self, again: Again) -> None:
        self.again = again
        self.left = READINGS

    def most(self, state: Mended, chosen: Sequence[Problem]) -> tuple[Sequence[Problem], Mended]:
        """Return those of these corrections that go together, and the files with them."""
        kept: list[Problem] = []
        after = state

        def keep(rest: Sequence[Problem]) -> None:
            nonlocal after
            tried = self._tried(state, [*kept, *rest])
            if isinstance(tried, Mended):
                kept.extend(rest)
                after = tried
            elif len(rest) > 1:
                for part in _parts(rest, tried):
                    keep(part)

        keep(chosen)
        return kept, after

    def _tried(self, before: Mended, chosen: Sequence[Problem]) -> Mended | set[str]:
        """Return the files with these corrections and what they lead to, or the files where something gets worse."""
        after = self._with(before, chosen)
        for _ in range(ROUNDS):
            if after is None:
                return set()
            made = after.steps[len(before.steps) :]
            worse = set(_marks(after)) and _worse(before, after, made)
            if not worse:
                return after
            touched = {(step.problem.path, line) for step in made for line in range(step.first, step.last + 1)}
            further = [
                problem
                for problem in filter(_mendable(before.contents), after.problems)
                if not worse.isdisjoint(_marks_of(problem, after)) and _place(problem, after) in touched
            ]
            if not further or worse - {mark for problem in further for mark in _marks_of(problem, after)}:
                return {path for path, _, _, _ in worse}
            after = self._with(after, further)
        return set()

    def _with(self, state: Mended, chosen: Iterable[Problem]) -> Mended | None:
        """Return the files with these corrections, read again; None where a place is not there or nothing changes."""
        by_path: dict[str, list[Problem]] = {}
        for problem in chosen:
            by_path.setdefault(problem.path, []).append(problem)
        contents, lines = dict(state.contents), dict(state.lines)
        steps = list(state.steps)
        for path, problems in by_path.items():
            fixes = apart(problem.fix for problem in problems if problem.fix)
            try:
                contents[path] = edited(contents[path], fixes)
            except ValueError:
                return None
            if contents[path] == state.contents[path]:
                return None
            made = set(fixes)
            steps += [correction_in(state)(problem) for problem in problems if problem.fix in made]
            was = list(lines[path])
            for fix in reversed(fixes):
                was[fix.start.line - 1 : fix.end.line] = [was[fix.start.line - 1]] * (1 + fix.text.count("\n"))
            lines[path] = was
        if self.left == 0:
            return None
        self.left -= 1
        return Mended(contents, tuple(steps), self.again(contents), lines)


def _worse(before: Mended, after: Mended, made: Iterable[Correction]) -> set[Mark]:
    """Return what is wrong now and was not before, and what is still wrong though it was mended.

    After data could not be read and now can be, only the same once more is worse.
    """
    opened = {
        (_place(step.problem, before), step.problem.message)
        for step in made
        if _opens(step.problem) and step.problem in before.problems
    }
    if opened:
        still = (problem for problem in after.problems if (_place(problem, after), problem.message) in opened)
        return {mark for problem in still for mark in _marks_of(problem, after)}
    allowed = Counter(_marks(before))
    there: dict[object, list[Problem]] = defaultdict(list)  # to compare each with few others
    for problem in before.problems:
        there[problem.path, problem.line, problem.column].append(problem)
    for step in made:
        place = step.problem.path, step.problem.line, step.problem.column
        allowed.subtract(_marks_of(step.problem, before) if step.problem in there[place] else ())
    return {mark for mark, number in Counter(_marks(after)).items() if number > allowed[mark]}


def _marks(state: Mended) -> Iterator[Mark]:
    for problem in state.problems:
        yield from _marks_of(problem, state)


def _marks_of(problem: Problem, state: Mended) -> Iterator[Mark]:
    """Yield what a problem goes by: an error counts as a warning and a hint too, so what becomes milder is no worse."""
    if problem.code not in FOLLOW:
        for severity in SEVERITIES[SEVERITIES.index(problem.severity) :]:
            yield *_place(problem, state), problem.code, severity


def _place(problem: Problem, state: Mended) -> tuple[str, int]:
    """Return the file of a problem, and the line where it stood before any correction."""
    was = state.lines.get(problem.path)
    return problem.path, was[problem.line - 1] if was and problem.line <= len(was) else problem.line
