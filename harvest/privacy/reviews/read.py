"""Read `private/review.yml`: which cards were shown to whom, and what these answered.

People write in this file by hand, and may write a name. So no message holds a word of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from harvest.cards.read_dates import read_day
from harvest.cards.values import YES_NO
from harvest.kinds.names import AMONG_FEW, fold, nearest
from harvest.kinds.read import form, form_names
from harvest.privacy.reviews.reviews import REVIEWS, Answer, CardReviews, Reviews, Showing
from harvest.problems.codes import Severity
from harvest.problems.problem import NOTHING, Message, Place, Problem, problem, say, why
from harvest.source.yaml_mistakes import YamlProblem
from harvest.source.yaml_nodes import Entries, Items, Node, Scalar, read_yaml

MOST = 2_000_000
"""The bytes that such a file has at most; a thousand cards, each shown to ten, take half of it."""


def read_reviews(root: Path, language: str) -> Reviews:
    """Read the file below the folder of `mkdocs.yml`; it is normal that there is none."""
    try:
        content = (root / REVIEWS).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Reviews()
    except OSError as error:
        return _unreadable(say("This file cannot be read ({reason}).", reason=why(error)))
    return reviews_in(content, language)


def reviews_in(content: bytes, language: str) -> Reviews:
    """Read what the file holds."""
    if len(content) > MOST:
        return _unreadable(say("This file is larger than {n} million letters.", n=MOST // 1_000_000))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _unreadable(say("This file is not plain text in UTF-8."))
    lines = re.split(r"\r\n|\r|\n", text)
    for number, line in enumerate(lines, 1):
        if re.match(r"(?:<{7}|>{7})(?: |$)", line):
            message = say("Two versions of this file were put together here, and nobody chose between them yet.")
            hint = say("Keep what both say of the cards, and take away the lines with «{marks}».", marks="<<<<<<<")
            return _unreadable(message, hint, number)
    try:
        top = read_yaml(text)
    except YamlProblem as error:
        written = lines[error.line - 1] if error.line <= len(lines) else ""
        if "\t" in written[: len(written) - len(written.lstrip())]:
            message = say("There is a tab here, and only spaces work.")
            return _unreadable(message, say("Use two spaces instead of the tab."), error.line)
        # What explains it further may repeat the line, and so a name.
        message = error.message if not error.message.params else say("This line cannot be read.")
        return _unreadable(message, WHY, error.line, error.column)
    return _ReviewReader(language).reviews(top)


WHY = say("Somebody may have written here that a card should stay in, so nothing goes out until it can be read.")


def _unreadable(message: Message, hint: Message = WHY, line: int = 1, column: int = 1) -> Reviews:
    return Reviews(problems=(problem(Place(REVIEWS, line, column), "review-misread", message, hint, severity="error"),))


class _ReviewReader:
    """Reads the nodes of the file, and collects their problems without a word that stands there.

    What may hide an answer is an error.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.problems: list[Problem] = []
        self.form = form("review")

    def reviews(self, top: Entries) -> Reviews:
        """Return what the file says."""
        known = self.lines(top, ("cards",))
        cards = [self.card(node) for node in self.listed(known.get("cards"))]
        return Reviews(tuple(cards), tuple(self.problems), top)

    def card(self, node: Entries) -> CardReviews:
        """Return what one item of the list says of a card."""
        known = self.lines(node, ("card", "asked", "shown"))
        name = self.text(known.get("card"))
        if not name and not isinstance(known.get("card"), (Items, Entries)):
            self.misread(node, say("It is not written here which card this is about."), self.add("card"))
        showings = [self.showing(item) for item in self.listed(known.get("shown"))]
        said = known.get("asked")
        asked: date | bool | None = YES_NO.get(fold(said.value)) if isinstance(said, Scalar) else None
        if asked is None:
            asked = self.day(said)
        return CardReviews(name, asked, tuple(showings), self.place(known.get("card", node)), node)

    def showing(self, node: Entries) -> Showing:
        """Return one showing."""
        known = self.lines(node, ("to", "shown_on", "shown_text", "answer", "answered_on"))
        to = self.text(known.get("to"))
        if not to and not isinstance(known.get("to"), (Items, Entries)):
            message = say("It is not written here to whom the card was shown.")
            self.misread(node, message, self.add("to"), severity="warning")
        return Showing(
            to,
            self.day(known.get("shown_on")),
            self.text(known.get("shown_text")),
            self.answer(known.get("answer")),
            self.day(known.get("answered_on")),
            self.place(known.get("to", node)),
            node,
        )

    def answer(self, node: Node | None) -> Answer:
        """Return an answer; one that nobody understands counts as a no, and is an error."""
        if node is None or (isinstance(node, Scalar) and not node.value.strip()):
            return ""
        part = self.form["answer"]
        name = part.choice_names.get(fold(node.value)) if isinstance(node, Scalar) else None
        if name is None:
            message = say("This answer is none that is known here, so it counts as a no.")
            self.misread(node, message, say("Choose: {choices}.", choices=list(part.choices.values())))
        return name or "unclear"  # type: ignore[return-value]

    def day(self, node: Node | None) -> date | None:
        """Return a day that was."""
        if node is None or (isinstance(node, Scalar) and not node.value.strip()):
            return None
        day = None
        if isinstance(node, Scalar):
            day, _ = read_day(node.value, self.language)
        hint = say("Write the day as {example}.", example="2012-04-03")
        if day is None:
            self.misread(node, say("A day belongs here."), hint, severity="warning")
        elif day > date.today():
            self.misread(node, say("This day is still to come."), hint, severity="warning")
        return day

    def text(self, node: Node | None) -> str:
        """Return a value as text; empty without one."""
        if node is None or isinstance(node, Scalar):
            return " ".join(node.value.split()) if node else ""
        self.misread(node, say("Here belongs one piece of text, not a list."))
        return ""

    def listed(self, node: Node | None) -> Iterator[Entries]:
        """Yield the items of a list, each of lines; a single one may stand there without a dash."""
        for item in node.items if isinstance(node, Items) else (node,) if node else ():
            if isinstance(item, Entries):
                yield item
            elif not isinstance(item, Scalar) or item.value.strip():
                self.misread(item, say("Here belong lines of a name, a colon, and what belongs to it."))

    def lines(self, node: Entries, expected: tuple[str, ...]) -> Mapping[str, Node]:
        """Return the lines of a node by name. What stands there besides may be a misspelt answer, so it is an error."""
        known: dict[str, Node] = {}
        for key, value in node.entries:
            name = form_names("review").get(fold(key.value))
            if name in known:
                self.misread(key, say("This is there twice."), say("Keep one of the two."))
            elif name in expected:
                known[name] = value
            else:
                labels = {word: self.form[n].label for n in expected for word in (n, *self.form[n].label.values())}
                guess = nearest(key.value, labels, least=AMONG_FEW)
                hint = say("Do you mean «{guess}»?", guess=labels[guess]) if guess else NOTHING
                known_here = say("What can stand here: {choices}.", choices=[self.form[n].label for n in expected])
                self.misread(key, say("This name is not known here."), hint if guess else known_here)
        return known

    def add(self, name: str) -> Message:
        """Say which line to add."""
        return say("Add a line that begins with «{field}:».", field=self.form[name].label)

    def misread(self, node: Node, message: Message, hint: Message = NOTHING, severity: Severity = "error") -> None:
        """Note a problem at the place of a node."""
        self.problems.append(problem(self.place(node), "review-misread", message, hint, severity=severity))

    @staticmethod
    def place(node: Node) -> Place:
        """Return the place of a node."""
        return Place(REVIEWS, node.line, node.column)
