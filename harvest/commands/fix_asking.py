"""Show a correction as lines before and after, and ask whether it may be made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import click

from harvest.commands.asking import asked
from harvest.corpus import Corpus
from harvest.editing.fixes import Correction
from harvest.problems.hiding import fit_to_show
from harvest.problems.language import render
from harvest.problems.problem import say
from harvest.problems.report.diff import as_diff
from harvest.problems.report.excerpt import Excerpts, Lines
from harvest.problems.report.lines import NAMES, shown_path
from harvest.problems.report.text import Look

Answer = Literal["yes", "no", "all", "quit"]
ANSWERS: dict[str, Answer] = {
    **dict.fromkeys(("j", "ja", "y", "yes"), "yes"),
    **dict.fromkeys(("n", "nee", "no"), "no"),
    **dict.fromkeys(("a", "alles", "alle", "all"), "all"),
    **dict.fromkeys(("s", "stop", "stoppen", "q", "quit"), "quit"),
}
"""What somebody may type, in Dutch and in English."""


class Asking:
    """Shows corrections of a corpus one after the other, and asks about each."""

    def __init__(self, lines: Lines, corpus: Corpus, language: str, look: Look) -> None:
        self.excerpts = Excerpts(lines, corpus.problems)
        self.root, self.language, self.look = corpus.publication.root, language, look

    def shown(
        self, path: str, first: int, last: int, steps: Sequence[Correction], after: Sequence[str]
    ) -> Iterator[str]:
        """Yield the messages of some corrections, and what they change between two lines of a file."""
        for step in dict.fromkeys(step.problem for step in steps):
            severity = self.look.paint(step.severity, render(NAMES[step.severity], self.language))
            place = f"{shown_path(path, self.root)}:{step.line}:{step.column}"
            yield f"{severity}{self.look.paint('faint', ' · ')}{place}"
            said = (render(step.message, self.language), render(step.hint, self.language), f"({step.code})")
            yield from self.look.words(" ".join(part for part in said if part), indent=2)
        before = self.excerpts.lines(path, first, last)
        mended = "\n".join(after)
        if before is None or not fit_to_show(mended):
            may = say("The lines themselves are not shown: they may name somebody.")
            yield from self.look.words(render(may, self.language), indent=2)
        else:
            yield from as_diff(before.split("\n"), after, first, self.look)
        yield ""

    def answer(self) -> Answer:
        """Ask until somebody gives an answer."""
        answer = asked(say("Change this? (yes, no, all, or quit)"), ANSWERS, self.language)
        click.echo()
        return answer
