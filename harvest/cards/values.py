"""The typed value of a field, from what an author wrote."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from harvest.cards.card import Value
from harvest.cards.dates import When, read_day, read_when
from harvest.kinds.kind import Field, Relation
from harvest.kinds.names import fold, nearest
from harvest.problems.problem import NOTHING, Message, Place, Problem, Severity, problem, say
from harvest.source.plain import count_words
from harvest.source.yaml_nodes import Entries, Items, Node, Scalar

YES_NO = {"ja": True, "yes": True, "true": True, "nee": False, "no": False, "false": False}


def title_in_lines(lines: Iterable[str], field: Field | None) -> str:
    """The title in lines that are not valid YAML, if one of them still reads as it."""
    names = set(field.names("title")) if field else set()
    for line in lines:
        name, colon, value = line.partition(":")
        if colon and len(name) < 80 and fold(name) in names and (written := value.strip(" \t\"'")):
            return " ".join(written.split())
    return ""


def how_to_fill(part: Field | Relation) -> Message:
    """What to do about a field or relation that is missing."""
    wanted = _asked(part.help or part.label)
    if isinstance(part, Field) and part.choices:
        first = next(iter(part.choices.values()))
        example = {language: f"{word}: {first.get(language, '')}" for language, word in part.label.items()}
        choices = list(part.choices.values())
        if part.type == "choices":
            return say(
                "Add: {help} Choose one or more: {choices} (for example «{example}»).",
                help=wanted,
                choices=choices,
                example=example,
            )
        return say(
            "Add: {help} Choose: {choices} (for example «{example}»).",
            help=wanted,
            choices=choices,
            example=example,
        )
    beginning = {language: f"{word}:" for language, word in part.label.items()}
    return say("Add: {help} Begin the line with «{example}».", help=wanted, example=beginning)


def _asked(help_text: Mapping[str, str]) -> dict[str, str]:
    """A help text as what comes behind a colon: a small first letter, and an end."""
    return {
        language: (text if text[1:2].isupper() else text[:1].lower() + text[1:])
        + ("" if text.endswith((".", "?", "!")) else ".")
        for language, text in help_text.items()
    }


def own_hint(part: Field | Relation, remark: str) -> bool:
    """Whether a remark behind an empty value is what a blank card holds there: the help text, or the choices."""
    said = set(part.help.values())
    if isinstance(part, Field):
        languages = {language for labels in part.choices.values() for language in labels}
        said |= {", ".join(labels.get(language, "") for labels in part.choices.values()) for language in languages}
    return fold(remark.lstrip("# ")) in map(fold, said)


class Reader:
    """Reads the values of one file; problems pile up in `problems`."""

    def __init__(self, path: str, language: str) -> None:
        self.path = path
        self.language = language
        self.problems: list[Problem] = []

    def value(self, field: Field, node: Node) -> Value | None:
        """The value of a field, or None with a problem when it is not of its type."""
        read: Callable[[Field, Node], Value | None] = getattr(self, f"_{field.type}")
        return read(field, node)

    def problem(
        self, node: Node, code: str, message: Message, hint: Message = NOTHING, severity: Severity = "error"
    ) -> None:
        """Note a problem where the node stands."""
        self.problems.append(problem(Place(self.path, node.line, node.column), code, severity, message, hint))

    def wrong_type(self, node: Node, what: Message) -> None:
        """Note that something else belongs here; a pair inside a list is nearly always an unquoted colon."""
        if isinstance(node, Entries) and node.entries:
            key, value = node.entries[0]
            rest = value.value if isinstance(value, Scalar) else "…"
            example = f'"{key.value}: {rest}"'
            hint = say(
                "Because of the colon this reads as two things. Put it between quotation marks: {example}",
                example=example,
            )
            self.problem(node, "wrong-type", what, hint)
        else:
            self.problem(node, "wrong-type", what)

    def _text(self, field: Field, node: Node) -> Value | None:
        if isinstance(node, Items) and len(node.items) == 1 and isinstance(node.items[0], Scalar):
            node = node.items[0]
        if not isinstance(node, Scalar):
            self.wrong_type(node, say("After «{field}» belongs one piece of text, not a list.", field=field.label))
            return None
        text = " ".join(node.value.split())
        if field.most_words:
            words = count_words(text)
            if words > field.most_words:
                message = say(
                    "«{field}»: {words} words, at most {most}.",
                    field=field.label,
                    words=words,
                    most=field.most_words,
                )
                self.problem(node, "too-long", message, say("What can go, or move to the text below?"), "warning")
        return text

    def _scalars(self, field: Field, node: Node) -> list[Scalar]:
        found = []
        for item in node.items if isinstance(node, Items) else (node,):
            while isinstance(item, Items) and len(item.items) == 1:
                item = item.items[0]
            if not isinstance(item, Scalar):
                self.wrong_type(item, say("After «{field}» belong single words or titles.", field=field.label))
            elif item.value.strip():
                found.append(item)
        return found

    def _list(self, field: Field, node: Node) -> Value | None:
        return tuple(" ".join(item.value.split()) for item in self._scalars(field, node))

    def _choice(self, field: Field, node: Node) -> Value | None:
        chosen = self._choices(field, node)
        if not isinstance(chosen, tuple) or not chosen:
            return None
        if len(chosen) > 1:
            self.problem(
                node,
                "wrong-type",
                say("After «{field}» you choose one; {n} are here.", field=field.label, n=len(chosen)),
                say("Choose one: {choices}.", choices=list(field.choices.values())),
            )
            return None
        return chosen[0]

    def _choices(self, field: Field, node: Node) -> Value | None:
        chosen: list[str] = []
        for item in self._scalars(field, node):
            written = [item]
            if fold(item.value) not in field.choice_names and "," in item.value:
                # «verkennen, beproeven» on one line
                words = list(re.finditer("[^,]+", item.value))
                written = [item._replace(value=w[0].strip(), column=_column(item, w)) for w in words if w[0].strip()]
            for word in written:
                name = field.choice_names.get(fold(word.value))
                if name is None:
                    self._unknown_choice(field, word)
                elif name not in chosen:
                    chosen.append(name)
        return tuple(chosen)

    def _unknown_choice(self, field: Field, item: Scalar) -> None:
        written = [name for labels in field.choices.values() for name in labels.values()] + list(field.choices)
        guess = nearest(item.value, written, least=60)
        hint = (
            say("Do you mean «{guess}»?", guess=guess)
            if guess
            else say("Choose: {choices}.", choices=list(field.choices.values()))
        )
        message = say("{field} «{written}» does not exist.", field=field.label, written=item.value)
        self.problem(item, "unknown-choice", message, hint)

    def _number(self, field: Field, node: Node) -> Value | None:
        if isinstance(node, Scalar):
            written = node.value.strip().replace(" ", "")
            if re.fullmatch(r"-?\d{1,12}", written):
                return int(written)
            if re.fullmatch(r"-?\d{1,12}[.,]\d{1,6}", written):
                return float(written.replace(",", "."))
        self.wrong_type(
            node,
            say(
                "A number belongs after «{field}», for example {example}.",
                field=field.label,
                example="2012" if {"year", "jaar"} & set(map(fold, field.label.values())) else "12",
            ),
        )
        return None

    def _yes_no(self, field: Field, node: Node) -> Value | None:
        if isinstance(node, Scalar) and fold(node.value) in YES_NO:
            return YES_NO[fold(node.value)]
        self.wrong_type(node, say("After «{field}» belongs yes or no.", field=field.label))
        return None

    def _map(self, field: Field, node: Node) -> Value | None:
        if not isinstance(node, Entries):
            message = say("Below «{field}» come lines of a name, a colon, and what belongs to it.", field=field.label)
            self.problem(node, "wrong-type", message)
            return None
        pairs: dict[str, str] = {}
        for key, value in node.entries:
            if key.value in pairs:
                self.problem(
                    key,
                    "duplicate-key",
                    say("«{key}» is there twice.", key=key.value),
                    say("Remove one of the two."),
                )
            if isinstance(value, Scalar):
                pairs[key.value] = " ".join(value.value.split())
            else:
                self.wrong_type(value, say("After «{field}» belongs one piece of text, not a list.", field=key.value))
        return pairs

    def _maps(self, field: Field, node: Node) -> Value | None:
        rows = []
        for item in node.items if isinstance(node, Items) else (node,):
            if isinstance(item, Scalar):
                rows.append({"": " ".join(item.value.split())})
                continue
            row = self._map(field, item)
            if isinstance(row, dict):
                rows.append(row)
        return tuple(rows)

    def _date(self, field: Field, node: Node) -> Value | None:
        return self._dated(field, node, read_day, "2012-04-03")

    def _when(self, field: Field, node: Node) -> Value | None:
        wanted = {"nl": "2012-04-03, april 2012, voorjaar 2009", "en": "2012-04-03, April 2012, spring 2009"}
        return self._dated(field, node, read_when, wanted)

    def _dated(
        self,
        field: Field,
        node: Node,
        read: Callable[[str, str, Place], tuple[date | When | None, Problem | None]],
        example: str | Mapping[str, str],
    ) -> Value | None:
        value, told = None, None
        if isinstance(node, Scalar):
            written = " ".join(node.value.split())
            value, told = read(written, self.language, Place(self.path, node.line, node.column))
        if told:
            self.problems.append(told)
        elif value is None:
            wanted = say("A date belongs after «{field}», for example {example}.", field=field.label, example=example)
            self.wrong_type(node, wanted)
        return value


def _column(item: Scalar, word: re.Match[str]) -> int:
    """Where one word of a value stands; what is in front of it may be a quotation mark. Of a value that runs over
    several lines only its beginning is known."""
    if not item.one_line:
        return item.column
    skipped = len(word[0]) - len(word[0].lstrip())
    return item.column + word.start() + skipped + (not item.plain and word.start() > 0)
