"""Turn what an author wrote into the typed value of a field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from harvest.cards import fixes
from harvest.cards.card import Value
from harvest.cards.date_forms import Dated
from harvest.cards.hidden import may_hide, never_closing, without_hidden
from harvest.cards.read_dates import day_in, time_in
from harvest.cards.slips import (
    as_list,
    as_meant,
    choice_meant,
    known_pieces,
    number_in,
    of_braces,
    of_colon,
    of_two_things,
    replaced,
    word_at,
    words_of_line,
)
from harvest.kinds.kind import Field
from harvest.kinds.names import fold
from harvest.problems.codes import Code, Severity
from harvest.problems.problem import NOTHING, Fix, Message, Problem, problem, say
from harvest.source.plain import count_words
from harvest.source.yaml_nodes import Entries, Items, Node, Scalar, place_of, scalars

YES_NO = {"ja": True, "yes": True, "true": True, "nee": False, "no": False, "false": False}


def title_in_lines(lines: Iterable[str], field: Field | None) -> str:
    """Return the title in lines that are not valid YAML, if one of them still reads as a title; else empty."""
    names = set(field.names("title")) if field else set()
    for line in lines:
        name, colon, value = line.partition(":")
        if colon and len(name) < 80 and fold(name) in names and (written := value.strip(" \t\"'")):
            return " ".join(written.split())
    return ""


_NOT_ONLY_COMMAS = say("Several things stand here, and not only commas between them.")
_COMMA = re.compile(r"\s{0,20},\s*")


class Reader:
    """Reads the values of one file, and collects their problems in `problems`."""

    def __init__(self, path: str, language: str) -> None:
        self.path = path
        self.language = language
        self.problems: list[Problem] = []

    def value(self, field: Field, node: Node) -> Value | None:
        """Return the value of a field, or None and note a problem when it is not of the field's type."""
        read: Callable[[Field, Node], Value | None] = getattr(self, f"_{field.type}")
        return read(field, node)

    def lines(
        self, data: Entries | None, names: Mapping[str, str]
    ) -> tuple[dict[str, tuple[Scalar, Node]], list[tuple[Scalar, Node]]]:
        """Return the known lines (key and value) under their name in `names`, and the unknown ones.

        When a name is there twice, the first counts and the second is a problem. What an author hides in a value, as
        in a comment, is not in it.
        """
        known: dict[str, tuple[Scalar, Node]] = {}
        unknown = []
        hides = data is not None and may_hide(data)
        for key, node in data.entries if data else ():
            name = names.get(fold(key.value))
            if name is None:
                unknown.append((key, node))
            elif name in known:
                first = known[name][0]
                message = say("«{key}» is there twice, also on line {line}.", key=key.value, line=first.line)
                if first.file != key.file:
                    where = first.file or self.path
                    message = say(
                        "«{key}» is there twice, also in {file} on line {line}.",
                        key=key.value,
                        file=where,
                        line=first.line,
                    )
                self.problem(key, "duplicate-key", message, say("Keep one of the two."))
            else:
                node = as_meant(node, self.told, key)
                known[name] = key, without_hidden(node) if hides else node
                self.problems += never_closing(self.path, known[name][1]) if hides else ()
        return known, unknown

    def told(self, node: Node, message: Message, hint: Message, fix: Fix | None = None) -> None:
        """Note a hint about what was understood and is better written otherwise."""
        self.problem(node, "front-matter-syntax", message, hint, severity="hint", fix=fix)

    def problem(
        self,
        node: Node,
        code: Code,
        message: Message,
        hint: Message = NOTHING,
        *,
        severity: Severity | None = None,
        fix: Fix | None = None,
    ) -> None:
        """Note a problem at the place of a node."""
        place, end = place_of(node, self.path), node.end if isinstance(node, Scalar) else None
        self.problems.append(problem(place, code, message, hint, severity=severity, end=end, fix=fix))

    def wrong_type(self, node: Node, what: Message, *, in_list: bool = False) -> None:
        """Note that a value is of the wrong type; a pair inside a list is nearly always an unquoted colon."""
        if isinstance(node, Entries) and node.entries:
            example, fix = of_colon(node)
            fix = fix if in_list else None
            at, end = place_of(node, self.path), fix.end if fix else None
            self.problems.append(problem(at, "wrong-type", what, of_two_things(example), end=end, fix=fix))
        else:
            self.problem(node, "wrong-type", what)

    def _text(self, field: Field, node: Node) -> Value | None:
        if isinstance(node, Items) and len(node.items) == 1 and isinstance(node.items[0], Scalar):
            node = node.items[0]
        if isinstance(node, (Items, Entries)) and not any(scalars(node)):
            return None  # [] or {}, as other programs write what is empty
        if not isinstance(node, Scalar):
            self.wrong_type(node, say("After «{field}» belongs one piece of text, not a list.", field=field.label))
            return None
        text = " ".join(node.value.split())
        if text[-1:] in (",", ";") and len(text) > 1:  # as people put it behind every line
            message = say("A «{mark}» stands at the end of this line.", mark=text[-1])
            hint = say("Leave it out: {example}", example=text[:-1].rstrip())
            self.told(node, message, hint, replaced(node, text[:-1].rstrip()) if node.plain else None)
        if field.most_words:
            words = count_words(text)
            if words > field.most_words:
                message = say(
                    "«{field}»: {words} words, at most {most}.",
                    field=field.label,
                    words=words,
                    most=field.most_words,
                )
                self.problem(node, "too-long", message, say("What can go, or move to the text below?"))
        return text

    def _scalars(self, field: Field, node: Node) -> list[Scalar]:
        scalars = []
        for item in node.items if isinstance(node, Items) else (node,):
            while isinstance(item, Items) and len(item.items) == 1:
                item = item.items[0]
            if not isinstance(item, Scalar):
                what = say("After «{field}» belong single words or titles.", field=field.label)
                self.wrong_type(item, what, in_list=item is not node)
            elif item.value.strip():
                scalars.append(item)
        return scalars

    def _list(self, field: Field, node: Node) -> Value | None:
        if isinstance(node, Scalar) and len(words := words_of_line(node)) > 1:
            if ";" in node.value:
                self._several(node, as_list([word.value for word in words]))
            node = Items(tuple(words), node.line, node.column)
        return tuple(" ".join(item.value.split()) for item in self._scalars(field, of_braces(node) or node))

    def _several(self, node: Scalar, example: str) -> None:
        hint = say("Write it with commas: {example}", example=example)
        self.told(node, _NOT_ONLY_COMMAS, hint, replaced(node, example))

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
        written: list[Scalar] = []
        if braces := of_braces(node):
            example = as_list([item.value for item in braces.items if isinstance(item, Scalar)])
            line = self.data_line(node.line).rstrip()[node.column - 1 :]
            end = node.column + len(line) if line[:1] + line[-1:] == "{}" else 0
            self._several(Scalar(line, node.line, node.column, end_column=end), example)
            node = braces
        for item in self._scalars(field, node):
            if fold(item.value) in field.choice_names:
                written.append(item)
            elif names := known_pieces(item.value, lambda name: fold(name) in field.choice_names):
                written += (item._replace(value=name) for name in names)
                if _COMMA.sub(",", item.value.strip()) != ",".join(names):
                    bracket = item.value.strip("()[]{} ") != item.value.strip()
                    self._several(item, as_list(names) if bracket else ", ".join(names))
            elif "," in item.value:  # «verkennen, beproeven» on one line
                written += (word_at(item, match) for match in re.finditer("[^,]+", item.value) if match[0].strip())
            else:
                written.append(item)
        chosen: list[str] = []
        for word in written:
            name = field.choice_names.get(fold(word.value))
            if name is None:
                bare = word.value.rstrip(" .;" if self.decides(field) else " .!;★*")
                name = field.choice_names.get(fold(bare))
            if name is None:
                # With two choices where one belongs, it is not clear which the author meant.
                self._unknown_choice(field, word, mend=field.type == "choices" or len(written) == 1)
            elif name not in chosen:
                chosen.append(name)
        return tuple(chosen)

    def _unknown_choice(self, field: Field, item: Scalar, *, mend: bool) -> None:
        guess = choice_meant(field, item.value, self.language)
        message = say("{field} «{written}» does not exist.", field=field.label, written=item.value)
        fix = fixes.in_data(item, guess) if mend and guess.clear and not self.decides(field) else None
        self.problem(item, "unknown-choice", message, guess.hint, fix=fix)

    def data_line(self, line: int) -> str:
        """Return a line of the file as its author wrote it; empty where that is not known."""
        return ""

    def decides(self, field: Field) -> bool:
        """Tell whether a field decides who may see the file; for such a field we offer no fix."""
        return False

    def _number(self, field: Field, node: Node) -> Value | None:
        number = number_in(node.value) if isinstance(node, Scalar) else None
        if number is None:
            example = "2012" if {"year", "jaar"} & set(map(fold, field.label.values())) else "12"
            wanted = say("A number belongs after «{field}», for example {example}.", field=field.label, example=example)
            self.wrong_type(node, wanted)
        return number

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
        value = self._dated(field, node, day_in, "2012-04-03").value
        return value.first if value else None

    def _when(self, field: Field, node: Node) -> Value | None:
        wanted = {"nl": "2012-04-03, april 2012, voorjaar 2009", "en": "2012-04-03, April 2012, spring 2009"}
        return self._dated(field, node, time_in, wanted).value

    def _dated(
        self, field: Field, node: Node, read: Callable[[str, str], Dated], example: str | Mapping[str, str]
    ) -> Dated:
        dated = Dated()
        if isinstance(node, Scalar):
            dated = read(" ".join(node.value.split()), self.language)
            if issue := dated.issue:
                fix = fixes.of_value(node, issue.better)
                self.problem(node, issue.code, issue.message, issue.hint, severity=issue.severity, fix=fix)
        if dated == Dated():
            wanted = say("A date belongs after «{field}», for example {example}.", field=field.label, example=example)
            self.wrong_type(node, wanted)
        return dated
