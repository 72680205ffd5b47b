"""Run `harvest check --fix`: show each correction that is safe, ask, and make those somebody agrees with."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from harvest.commands.asking import can_ask
from harvest.commands.check_selection import Selection
from harvest.commands.common import FAULTS, tell
from harvest.commands.fix_asking import Asking
from harvest.commands.terminal import look, show
from harvest.corpus import Corpus
from harvest.editing.edits import text_of
from harvest.editing.fixes import FOLLOW, Again, Correction, Mended, mended
from harvest.editing.writing import ChangedMeanwhile, Rewrite, content_of, replace_all
from harvest.pipeline import load
from harvest.problems.language import render
from harvest.problems.problem import Message, Problem, say, why
from harvest.problems.report.lines import counts, shown_path, totals
from harvest.site.discreet import discreet
from harvest.site.source_lines import source_lines

PLACES = 5
"""The places that are named of what is left as it is."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is asked about in one go: the corrections of the same lines of a file, and those lines before and after."""

    path: str
    first: int
    last: int
    steps: tuple[Correction, ...]
    after: tuple[str, ...]


def run_fix(corpus: Corpus, selection: Selection, language: str, *, yes: bool) -> int:
    """Make the corrections of what is selected, as far as they are safe and agreed with. Returns the exit code."""
    fixing = _Fixing(corpus, selection, language)
    return fixing.run(yes=yes)


class _Fixing:
    """One run: the files as they were read, and what becomes of them."""

    def __init__(self, corpus: Corpus, selection: Selection, language: str) -> None:
        self.corpus, self.selection, self.language = corpus, selection, language
        self.root = corpus.publication.root
        self.quiet = discreet(corpus)
        self.again = reading_again(corpus)

    def run(self, *, yes: bool) -> int:
        fixable = [problem for problem in self.corpus.problems if problem.fix and self.selection.holds(problem)]
        contents = dict(self._contents(fixable))
        plan = mended(self.corpus.problems, contents, self.again, lambda step: self.selection.holds(step.problem))
        spoiling = [one for one in plan.problems if one.fix and one.path in contents and self.selection.holds(one)]
        if spoiling:
            left = say(
                "Not mended, since something else would not be right then, so have a look yourself: {n}.",
                n=len(spoiling),
            )
            places = [] if self.quiet else [f"  {self._shown(one.path)}:{one.line}:{one.column}" for one in spoiling]
            cut = ["  …"] if len(places) > PLACES else []
            show("\n".join([render(left, self.language), *places[:PLACES], *cut]))
        changes = list(_changes(plan))
        if not changes:
            self._say(say("Nothing here has exactly one answer that is safe."))
            return self._left(plan.problems)
        agreed = self._agreed(changes, yes=yes)
        if agreed is None:
            one = say("Nothing was changed. With «--yes» this place is.")
            more = say("Nothing was changed. With «--yes» these {n} places are.", n=len(changes))
            self._say(one if len(changes) == 1 else more)
            return self._left(self.corpus.problems)
        if len(agreed) < len(changes):
            lines = {(one.path, line) for one in agreed for line in range(one.first, one.last + 1)}
            plan = mended(
                self.corpus.problems, contents, self.again, lambda step: (step.problem.path, step.first) in lines
            )
        written = self._written(contents, plan)
        if not agreed:
            self._say(say("Nothing was changed."))
        problems = plan.problems
        if written != {path for path in contents if plan.contents[path] != contents[path]}:
            problems = self.again({})
        self._shown_again(written, problems)
        return self._left(problems)

    def _contents(self, problems: Iterable[Problem]) -> Iterator[tuple[str, bytes]]:
        """Yield path → content of each file that can be mended; tell of the others why not."""
        for path in dict.fromkeys(problem.path for problem in problems):
            try:
                content = content_of(self.root / path)
            except OSError as error:
                self._refuse(say("«{path}» cannot be read ({reason}).", path=self._shown(path), reason=why(error)))
                continue
            if content is None:
                self._refuse(say("«{path}» is gone meanwhile.", path=self._shown(path)))
            else:
                yield path, content

    def _agreed(self, changes: Sequence[Proposal], *, yes: bool) -> Sequence[Proposal] | None:
        """Return the changes that somebody agrees with; None where nobody can be asked."""
        if self.quiet:
            return changes if yes else None
        asking = Asking(source_lines(self.corpus.publication), self.corpus, self.language, look())
        if yes or not can_ask():
            for change in changes:
                show("\n".join(asking.shown(change.path, change.first, change.last, change.steps, change.after)))
            return changes if yes else None
        agreed: list[Proposal] = []
        for index, change in enumerate(changes):
            show("\n".join(asking.shown(change.path, change.first, change.last, change.steps, change.after)))
            answer = asking.answer()
            if answer == "quit":
                break
            if answer == "all":
                for other in changes[index + 1 :]:
                    show("\n".join(asking.shown(other.path, other.first, other.last, other.steps, other.after)))
                return [*agreed, *changes[index:]]
            if answer == "yes":
                agreed.append(change)
        return agreed

    def _written(self, before: Mapping[str, bytes], plan: Mended) -> set[str]:
        """Write each file that changes, and return their paths; of one that cannot be written tell why not."""
        written: set[str] = set()
        for path, content in before.items():
            if plan.contents[path] == content:
                continue
            file = Path(os.path.realpath(self.root / path))
            try:
                if not file.stat().st_mode & 0o222:
                    self._refuse(_cannot_be_written(self._shown(path), say("it is kept from being changed")))
                    continue
                replace_all({file: Rewrite(content, plan.contents[path])})
            except (ChangedMeanwhile, FileNotFoundError):
                message = say("«{path}» was changed meanwhile, so it is left as it is.", path=self._shown(path))
                self._refuse(message)
            except OSError as error:
                self._refuse(_cannot_be_written(self._shown(path), why(error)))
            else:
                written.add(path)
                number = len([step for step in plan.steps if step.problem.path == path])
                if not self.quiet:
                    self._say(say("Mended: {path} ({n})", path=self._shown(path), n=number))
        if self.quiet:
            self._say(say("Files that were mended: {n}.", n=len(written)))
        return written

    def _shown_again(self, written: set[str], problems: Sequence[Problem]) -> None:
        """Tell of cards that changed after they were shown to those they are about."""
        before = {(one.path, one.code) for one in self.corpus.problems}
        paths = {one.path for one in problems if one.code in FOLLOW and one.path in written}
        paths -= {path for path, code in before if code in FOLLOW}
        if paths and not self.quiet:
            names = sorted(map(self._shown, paths))
            self._say(say("Shown before, and changed now, so show it once more: {paths}.", paths=", ".join(names)))

    def _left(self, problems: Sequence[Problem]) -> int:
        """Tell what is left, and return the exit code."""
        held = [one for one in problems if self.selection.holds(one)]
        cards = self.corpus.cards
        path_of = self.corpus.publication.path_of
        number = sum(self.selection.holds_file(path_of(card.path)) for card in cards)
        show(totals(number, counts(held), self.language))
        return FAULTS if any(one.severity == "error" for one in held) else 0

    def _shown(self, path: str) -> str:
        return shown_path(path, self.root)

    def _say(self, message: Message) -> None:
        show(render(message, self.language))

    def _refuse(self, message: Message) -> None:
        if not self.quiet:
            tell(message, self.language)


def _cannot_be_written(path: str, reason: Message | str) -> Message:
    return say("«{path}» cannot be written ({reason}).", path=path, reason=reason)


def reading_again(corpus: Corpus) -> Again:
    """Return what reads the publication of a corpus once more, with other contents of some files."""

    def again(contents: Mapping[str, bytes]) -> Sequence[Problem]:
        publication = corpus.publication
        return load(publication.root / publication.config, corpus.edition, instead=contents).problems

    return again


def _changes(plan: Mended) -> Iterator[Proposal]:
    """Yield what changes, by file and by lines; corrections that share a line belong together."""
    by_path: dict[str, list[Correction]] = {}
    for step in plan.steps:
        by_path.setdefault(step.problem.path, []).append(step)
    for path, steps in sorted(by_path.items()):
        texts = lines_with_origin(plan, path)
        group: list[Correction] = []
        last = 0
        for step in sorted(steps, key=lambda one: (one.first, one.last)):
            if group and step.first > last:
                yield _change(path, group, last, texts)
                group = []
            last = max(last, step.last) if group else step.last
            group.append(step)
        if group:
            yield _change(path, group, last, texts)


def lines_with_origin(plan: Mended, path: str) -> Sequence[tuple[int, str]]:
    """Return each line of a mended file, with the number that it had before."""
    return tuple(zip(plan.lines[path], text_of(plan.contents[path]).split("\n"), strict=False))


def _change(path: str, steps: Sequence[Correction], last: int, texts: Sequence[tuple[int, str]]) -> Proposal:
    first = steps[0].first
    start, end = (bisect_left(texts, line, key=itemgetter(0)) for line in (first, last + 1))
    return Proposal(path, first, last, tuple(steps), tuple(text for _, text in texts[start:end]))
