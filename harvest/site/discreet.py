"""Say in a log that others can read how much is wrong, but not where: the name of a file is the title of its card.

Servers that build a site set `CI`, and often show their log to everybody.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from harvest.corpus import Corpus
from harvest.privacy.people.people import SECRET
from harvest.problems import report
from harvest.problems.codes import SEVERITIES
from harvest.problems.language import render
from harvest.problems.problem import Message, Problem, say
from harvest.publication import Publication

WITHHELD = say(
    "Others may read this log, so it names no cards. On your own computer, «harvest check» says what is wrong where."
)


@dataclass(frozen=True, slots=True)
class Counts(Message):
    """A message that holds counts only, so that any log may show it."""


def on_server() -> bool:
    """Tell whether a server keeps what is printed."""
    return os.environ.get("CI", "").strip().lower() not in ("", "0", "false", "no")


def discreet(what: Corpus | Publication) -> bool:
    """Tell whether a log may hold counts only: on a server, when a rule keeps what was said there inside the circle."""
    return on_server() and kept_inside(what)


def kept_inside(what: Corpus | Publication) -> bool:
    """Tell whether a rule keeps inside the circle who said what, in all of it or in one card or page."""
    if isinstance(what, Publication):
        return what.confidential
    return what.publication.confidential or any(what.confidential(node) for node in what.nodes)


def counted(problems: Sequence[Problem], cards: int, language: str) -> str:
    """Return the problems as lines that hold counts only: how many of each code, then the totals.

    What is wrong with the list of people on this server is told in words, which hold none of it: at home all is well.
    """
    by_code = Counter((problem.severity, problem.code) for problem in problems)
    lines = [
        f"{number} × {code} ({render(report.NAMES[severity], language)})"
        for (severity, code), number in sorted(
            by_code.items(), key=lambda counts: (SEVERITIES.index(counts[0][0]), counts[0][1])
        )
    ]
    lines += [report.line(one, Path(), language) for one in problems if one.path == SECRET]
    unchecked = (one for one in problems if one.code == "names-unchecked" and one.path != SECRET)
    lines += dict.fromkeys(" ".join(render(part, language) for part in (one.message, one.hint)) for one in unchecked)
    lines.append(report.totals(cards, report.counts(problems), language))
    return "\n".join([*lines, render(WITHHELD, language)] if problems else lines)


def messages(number: int) -> Message:
    """Return how many messages of other programs are withheld."""
    return say("Messages of other programs that are withheld here: {n}.", n=number)
