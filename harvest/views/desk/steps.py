"""List the steps to publication, done and not done; each step is one function over what is known of a harvest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from harvest.cards.card import Card
from harvest.corpus import Corpus
from harvest.kinds.read import form
from harvest.problems.problem import Message, Problem, say
from harvest.release.showings import Waits
from harvest.release.together import Bundle
from harvest.views.desk.values import DeskStep

NAMES = ("names-unread", "name-possible")
LIST = ("names-unchecked",)
SHOWN = ("reviewed-undated", "objection-open", "shown-before-change", "changed-after-check", "review-misread")


@dataclass(frozen=True)
class Underlying:
    """What the steps look at: the corpus, which cards wait, what goes together, how many starter texts are left."""

    corpus: Corpus
    waiting: Waits
    sets: tuple[Bundle, ...]
    starters: int

    @cached_property
    def by_code(self) -> Mapping[str, list[Problem]]:
        """Code → its problems."""
        by_code: dict[str, list[Problem]] = defaultdict(list)
        for problem in self.corpus.problems:
            by_code[problem.code].append(problem)
        return by_code

    def of(self, codes: Iterable[str]) -> list[Problem]:
        """Return the problems with these codes."""
        return [problem for code in codes for problem in self.by_code.get(code, ())]

    @cached_property
    def confidential(self) -> bool:
        """Whether a rule keeps inside, for all or for one card or page, who said what."""
        return self.corpus.publication.confidential or any(map(self.corpus.confidential, self.corpus.nodes))

    @cached_property
    def held(self) -> list[Card]:
        """The cards that go out."""
        return [card for card in self.corpus.cards if card.readable and self.corpus.holds(card)]


def steps(corpus: Corpus, waiting: Waits, sets: tuple[Bundle, ...], starters: int) -> tuple[DeskStep, ...]:
    """Return the steps: first what blocks publication, most work first, then the others, and last what is done."""
    known = Underlying(corpus, waiting, sets, starters)
    listed = [step for make in STEPS if (step := make(known)) is not None]
    return tuple(sorted(listed, key=lambda step: (step.done, not step.blocks, -step.work if step.blocks else 0)))


def _errors(problems: Iterable[Problem]) -> int:
    """Return how many of these keep all from going out, which is also how much a step holds up."""
    return sum(problem.severity == "error" for problem in problems)


def _files(problems: Iterable[Problem]) -> int:
    return len({problem.path for problem in problems})


def _without_errors(known: Underlying) -> DeskStep:
    errors = [problem for problem in known.corpus.problems if problem.severity == "error"]
    n, title = len(errors), say("No mistakes")
    if not n:
        return DeskStep("errors", title, True, say("Nothing that is wrong holds publication up."))
    what = say(
        "Mistakes left: {n}, in {files}. «harvest check» says of each what to do.",
        n=n,
        files=_counted_files(_files(errors)),
    )
    return DeskStep("errors", title, False, what, True, n)


def _counted_files(n: int) -> Message:
    return say("1 file") if n == 1 else say("{n} files", n=n)


def _something_released(known: Underlying) -> DeskStep:
    title = say("Something to publish")
    if known.held:
        return DeskStep("released", title, True, say("Cards that go out: {n}.", n=len(known.held)))
    status = form("page")["status"].choices["reviewed" if known.corpus.edition == "circle" else "released"]
    what = say("No card goes out yet. Is one ready? Write «{status}» above it.", status=status)
    return DeskStep("released", title, False, what, work=1)


def _rule(known: Underlying) -> DeskStep:
    title, rule = say("The rule is agreed"), known.corpus.publication.rule
    field = form("record")["rule"]
    if rule:
        return DeskStep("rule", title, True, say("It is «{state}».", state=field.choices[rule]))
    what = say(
        "Agree on what may be said outside your circle, and write it below «record:» in mkdocs.yml as «{field}».",
        field=field.label,
    )
    return DeskStep("rule", title, False, what, known.corpus.publication.rule_misread, 1)


def _compared(known: Underlying) -> DeskStep | None:
    problems = known.of(LIST)
    title = say("Compared with the list of people")
    if not problems and not known.confidential and known.corpus.people is None:
        return None
    if not problems:
        what = say("The list is here, and nobody on it is named without consent.")
        if known.corpus.people is None:
            what = say("This was done where the list is.")
        elif known.of(("name-revealed", "term-revealed")):
            what = say("The list is here. What it finds stands among the mistakes.")
        return DeskStep("list", title, True, what)
    what = say("Write down who takes part with «harvest people add»; the list stays on your own computer.")
    if known.corpus.names_read.checked:
        what = say("Some texts changed since. Type «harvest check --names --done» where the list is.")
    return DeskStep("list", title, False, what, bool(_errors(problems)), _errors(problems))


def _names_read(known: Underlying) -> DeskStep | None:
    problems = known.of(NAMES)
    title = say("Names are read")
    if not problems:
        done = say("All that may be a name was read.")
        return DeskStep("names", title, True, done) if known.confidential else None
    what = say(
        "Something that may be a name was not read yet, in {files}. «harvest check --names» shows it.",
        files=_counted_files(_files(problems)),
    )
    return DeskStep("names", title, False, what, bool(_errors(problems)), _errors(problems))


def _shown(known: Underlying) -> DeskStep:
    problems, waiting = known.of(SHOWN), known.waiting
    title = say("Shown to those it is about")
    against, changed, unanswered = len(waiting.against), len(waiting.changed), len(waiting.unanswered)
    if not problems and not against + changed + unanswered:
        return DeskStep(
            "shown", title, True, say("Nobody still has to see a card, and nobody has anything against one.")
        )
    what = say("Above some cards it does not say when those they are about saw them as they are now, or why not.")
    if against + changed + unanswered:
        what = say(
            "Something against it: {n}. Changed since it was shown: {count}. Waiting for an answer: {all}. See below.",
            n=against,
            count=changed,
            all=unanswered,
        )
    return DeskStep("shown", title, False, what, bool(_errors(problems)), _errors(problems))


def _together(known: Underlying) -> DeskStep:
    title, n = say("What belongs together goes out together"), sum(len(one.nodes) for one in known.sets)
    if not n:
        return DeskStep("together", title, True, say("Nothing that goes out leads to what stays at home."))
    what = say("Release these {n} too, or take the references to them away. See below.", n=n)
    if n == 1:
        what = say("Release 1 card or page too, or take the reference to it away. See below.")
    return DeskStep("together", title, False, what, True, _errors(known.of(("link-to-unpublished",))))


def _starters(known: Underlying) -> DeskStep:
    title, n = say("The examples are gone"), known.starters
    if not n:
        return DeskStep(
            "starters", title, True, say("Texts and cards that «harvest init» put there as an example are gone.")
        )
    what = say("Write it in your own words, or take it away, in {files}. See below.", files=_counted_files(n))
    return DeskStep("starters", title, False, what, bool(_errors(known.of(("starter-text",)))), n)


def _result(known: Underlying) -> DeskStep | None:
    if "results" not in known.corpus.by_view:
        return None
    title = say("A result that managers may read")
    n = sum(
        1 for card in known.held if card.kind.kind == "result" and card.list("beneficiary") and not card.circle_only
    )
    if n:
        return DeskStep("result", title, True, say("Results that go out: {n}.", n=n))
    what = say("None goes out yet, so the page with results is empty to them.")
    return DeskStep("result", title, False, what, work=1)


def _handed_over(known: Underlying) -> DeskStep | None:
    if not any(card.kind.kind == "question" for card in known.corpus.cards):
        return None
    title, n = say("Questions that were handed over have a place"), len(known.of(("handed-over-to-nobody",)))
    if not n:
        return DeskStep("handed-over", title, True, say("Of each it is written to whom."))
    what = say("Of {n} it is not written to whom. See below.", n=n)
    return DeskStep("handed-over", title, False, what, work=n)


def _recorded(name: str, title: Message, why: Message) -> Callable[[Underlying], DeskStep]:
    """Return the step that the record says this."""

    def recorded(known: Underlying) -> DeskStep:
        if known.corpus.publication.record.get(name):
            return DeskStep(name, title, True, say("It stands in mkdocs.yml."))
        field = form("record")[name].label
        what = say("{why} Write it below «record:» in mkdocs.yml, as «{field}».", why=why, field=field)
        return DeskStep(name, title, False, what, work=1)

    return recorded


def _colophon(known: Underlying) -> DeskStep:
    title = say("A colophon")
    if "colophon" in known.corpus.by_view:
        return DeskStep(
            "colophon", title, True, say("It tells what was checked, and what others may do with this harvest.")
        )
    what = say(
        "Make a page with «view: colophon»: it tells what was checked, and what others may do with this harvest."
    )
    return DeskStep("colophon", title, False, what, work=1)


STEPS: tuple[Callable[[Underlying], DeskStep | None], ...] = (
    _without_errors,
    _something_released,
    _rule,
    _compared,
    _names_read,
    _shown,
    _together,
    _starters,
    _handed_over,
    _result,
    _recorded("question", say("The question"), say("It opens the first page.")),
    _recorded("ambition", say("The ambition"), say("Managers look for what you wanted at the start.")),
    _colophon,
    _recorded("roles", say("Who did what"), say("The colophon names the roles, never the people.")),
    _recorded("licence", say("A licence"), say("It tells others what they may do with it.")),
)
"""All steps, in the order in which they are listed where nothing blocks."""
