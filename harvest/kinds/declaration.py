"""Read the declaration of a kind as its author wrote it, and find its mistakes, each at its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NamedTuple

from harvest.kinds.kind import STATUSES, Field, Folder, Kind, LeadIn, Named, NotRight, Relation, Section
from harvest.kinds.names import Meant, fold, meant
from harvest.problems.problem import NOTHING, Fix, Message, Place, Position, Problem, problem, say
from harvest.source.yaml_mistakes import YamlProblem
from harvest.source.yaml_nodes import Entries, Items, Node, Scalar, read_yaml

NAME = re.compile(r"[a-z][a-z0-9_]*")
_PLAIN = re.compile(r"[^\W_][\w ]*")  # reads as itself, with and without quotation marks
_MODELS = {"fields": Field, "relations": Relation, "sections": Section, "folders": Folder}
TITLE_FROM = ("front_matter", "first_heading")
"""The sources of a title, apart from a section."""

_REASONS = {
    "string_type": say("A word or a text belongs here."),
    "int_type": say("A whole number belongs here."),
    "int_parsing": say("A whole number belongs here."),
    "greater_than_equal": say("A whole number belongs here."),
    "bool_type": say("Here belongs true or false."),
    "bool_parsing": say("Here belongs true or false."),
    "list_type": say("A list belongs here."),
    "dict_type": say("Below this come lines of a name, a colon, and what belongs to it."),
    "model_type": say("Below this come lines of a name, a colon, and what belongs to it."),
    "too_short": say("At least one belongs here."),
}


class _Guess(NamedTuple):
    """A word that is not known, and what its author probably meant: the hint, and the fix where that is clear."""

    written: str
    meant: Meant

    def fix(self, word: Scalar) -> Fix | None:
        """Return the fix of that word; None where no answer is safe."""
        name, columns = self.meant.name or "", word.columns
        if columns is None or not self.meant.clear or not _PLAIN.fullmatch(name):
            return None
        return Fix(Position(word.line, columns[0]), Position(word.line, columns[1]), name)


@dataclass(frozen=True)
class Declaration:
    """A YAML file that declares a kind; `values` holds the content of `node` as dicts, lists and text."""

    path: str
    kind: str
    node: Entries
    values: Mapping[str, Any]

    def mistake(self, location: Iterable[object], message: Message, hint: Message | _Guess = NOTHING) -> Problem:
        """Make a `kind-declaration` problem at the deepest part of the declaration that the location leads to."""
        node: Node = self.node
        at: Node = node
        beside: list[str] = []
        for step in map(str, location):
            if isinstance(node, Entries):
                pair = next(((key, value) for key, value in node.entries if key.value == step), None)
                if pair is None:
                    break
                beside = [key.value for key, _ in node.entries]
                at, node = pair
            elif isinstance(node, Items) and step.isdigit() and int(step) < len(node.items):
                at = node = node.items[int(step)]
            else:
                break
        place = Place(self.path, at.line, at.column)
        if not isinstance(hint, _Guess):
            return problem(place, "kind-declaration", message, hint)
        word = next((one for one in (node, at) if isinstance(one, Scalar) and one.value == hint.written), None)
        fix = hint.fix(word) if word and (word is not at or hint.meant.name not in beside) else None
        end = word.end if word else None
        return problem(place, "kind-declaration", message, hint.meant.hint, end=end, fix=fix)

    def dropped(self, common: Mapping[str, Any]) -> list[Problem]:
        """Return a problem for each name in `drop` that is no common field or relation."""
        known = [*common["fields"], *common["relations"]]
        drop = self.values.get("drop")
        return [
            self.mistake(("drop", index), say("Unknown: «{written}».", written=name), _meant(name, known))
            for index, name in enumerate(drop if isinstance(drop, list) else [])
            if isinstance(name, str) and name not in known
        ]

    def explained(self, details: Any) -> Problem:
        """Return the problem that explains an error of the pydantic model (`details`) to an author."""
        location = [str(step) for step in details["loc"]]
        written = location[-1] if location else "kind"
        given = str(details.get("input"))
        match details["type"]:
            case "extra_forbidden":
                message = say("Unknown: «{written}».", written=written)
                return self.mistake(location, message, _meant(written, _known(location)))
            case "missing":
                message, hint = say("«{written}» is missing here.", written=written), NOTHING
            case "literal_error":
                choices = [part.strip(" '") for part in details["ctx"]["expected"].replace(" or ", ", ").split(",")]
                # No fix: what a word of these asks to stand beside it is not known.
                message, hint = say("«{given}» does not exist here.", given=given), _meant(given, choices).meant.hint
            case kind:
                message = say("«{written}» is not right in this declaration.", written=written)
                error = details.get("ctx", {}).get("error")
                hint = _REASONS.get(kind) or say("{reason}", reason=details["msg"])
                hint = error.message if isinstance(error, NotRight) else hint
        return self.mistake(location, message, hint)


def read_declaration(path: str, content: bytes) -> tuple[Declaration | None, list[Problem]]:
    """Read a declaration; None and the problems when it cannot be read or does not say its kind."""
    try:
        node = read_yaml(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = content[: error.start]
        place = Place(path, before.count(b"\n") + 1, len(before) - before.rfind(b"\n"))
        return None, [problem(place, "not-text", say("This file is not plain text in UTF-8."))]
    except YamlProblem as error:
        place = Place(path, error.line, error.column)
        return None, [problem(place, "kind-declaration", error.message, error.hint)]
    values = plain(node)
    kind = values.get("kind")
    declaration = Declaration(path, str(kind), node, values)
    if not isinstance(kind, str) or not NAME.fullmatch(kind):
        message = say("This declaration does not say which kind it declares.")
        hint = say("Begin it with a name in small letters, for example {example}.", example="kind: recipe")
        return None, [declaration.mistake(("kind",), message, hint)]
    return declaration, list(_twice(path, node))


def readable_parts(content: bytes) -> dict[str, Any]:
    """Return the values of a broken declaration that can still be read, each top-level name by itself."""
    values: dict[str, Any] = {}
    for part in re.split(r"^(?=[a-z])", content.decode("utf-8-sig", "replace"), flags=re.MULTILINE):
        with suppress(YamlProblem):
            values = plain(read_yaml(part)) | values
    return values


def plain(node: Node) -> Any:
    """Return a node as dicts, lists and text; an empty plain value is None."""
    if isinstance(node, Scalar):
        return None if node.plain and node.value in ("", "~", "null") else node.value
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return {key.value: plain(value) for key, value in node.entries}


def _twice(path: str, node: Node) -> Iterator[Problem]:
    """Yield a problem for each name that is twice in one part of a declaration, where YAML silently uses the last."""
    if isinstance(node, Items):
        for item in node.items:
            yield from _twice(path, item)
    elif isinstance(node, Entries):
        lines: dict[str, int] = {}
        for key, value in node.entries:
            if key.value in lines:
                message = say("«{key}» is there twice, also on line {line}.", key=key.value, line=lines[key.value])
                place = Place(path, key.line, key.column)
                yield problem(place, "kind-declaration", message, say("Keep one of the two."))
            lines.setdefault(key.value, key.line)
            yield from _twice(path, value)


def inner_mistakes(declaration: Declaration, kind: Kind) -> Iterator[Problem]:
    """Yield the problems of parts of a declaration that contradict or miss each other."""
    yield from _names_taken(declaration, kind)
    yield from _folder_values(declaration, kind)
    sections = list(kind.sections)
    if kind.title_section and kind.title_section not in kind.sections:
        message = say(
            "The title comes from the section «{section}», and there is none of that name.",
            section=kind.title_section,
        )
        yield declaration.mistake(("title_from",), message, _meant(kind.title_section, sections))
    elif not kind.title_section and kind.title_from not in TITLE_FROM:
        choices = [*TITLE_FROM, "section:…"]
        message = say("«{given}» does not exist here.", given=kind.title_from)
        yield declaration.mistake(("title_from",), message, _meant(kind.title_from, choices))
    for name, field in kind.fields.items():
        if field.from_section and field.from_section not in kind.sections:
            message = say(
                "«{name}» comes from the section «{section}», and there is none of that name.",
                name=name,
                section=field.from_section,
            )
            yield declaration.mistake(("fields", name, "from_section"), message, _meant(field.from_section, sections))
        if field.default is not None and field.choices and field.default not in field.choices:
            yield _no_choice(declaration, ("fields", name, "default"), field, field.default)
    yield from _conditions(declaration, kind)
    if "status" in kind.fields and set(kind.fields["status"].choices) != set(STATUSES):
        message = say("Who may see a card is always one of three: {choices}.", choices=list(STATUSES))
        yield declaration.mistake(("fields", "status", "choices"), message)
    for name, section in kind.sections.items():
        if section.links_count_as and section.links_count_as not in kind.relations:
            message = say(
                "Links in «{section}» count as «{relation}», and there is no relation of that name.",
                section=name,
                relation=section.links_count_as,
            )
            hint = _meant(section.links_count_as, list(kind.relations))
            yield declaration.mistake(("sections", name, "links_count_as"), message, hint)


def _conditions(declaration: Declaration, kind: Kind) -> Iterator[Problem]:
    """Yield a problem for each field or value that does not exist in a condition."""
    parts: list[tuple[tuple[str, ...], Mapping[str, list[str]]]] = [(("published_when",), kind.published_when)]
    if "circle_only_when" in declaration.values:  # that of a built-in kind ends with the field that somebody drops
        parts.append((("circle_only_when",), kind.circle_only_when))
    parts += [(("fields", name, "required_when"), part.required_when) for name, part in kind.fields.items()]
    parts += [(("relations", name, "required_when"), part.required_when) for name, part in kind.relations.items()]
    for location, conditions in parts:
        for name, wanted in conditions.items():
            field = kind.fields.get(name)
            if field is None:
                hint = _meant(name, list(kind.fields))
                yield declaration.mistake((*location, name), say("Unknown: «{written}».", written=name), hint)
                continue
            for word in wanted:
                if field.choices and word not in field.choices:
                    yield _no_choice(declaration, (*location, name), field, word)


def _names_taken(declaration: Declaration, kind: Kind) -> Iterator[Problem]:
    """Yield a problem for each name that can mean two fields or relations, or two sections."""
    data: list[tuple[str, str, Named]] = [("fields", name, part) for name, part in kind.fields.items()]
    data += [("relations", name, part) for name, part in kind.relations.items()]
    headings: list[tuple[str, str, Named]] = [("sections", name, part) for name, part in kind.sections.items()]
    for parts in (data, headings):
        taken: dict[str, str] = {}
        for group, name, part in parts:
            owner = f"{group}.{name}"
            clash = next((word for word in part.names(name) if taken.setdefault(word, owner) != owner), None)
            if clash is not None:
                message = say(
                    "«{first}» and «{second}» can both be written as «{written}».",
                    first=taken[clash],
                    second=owner,
                    written=clash,
                )
                yield declaration.mistake((group, name), message)


def _folder_values(declaration: Declaration, kind: Kind) -> Iterator[Problem]:
    for index, folder in enumerate(kind.folders):
        for name, value in folder.set.items():
            location = ("folders", index, "set", name)
            field = kind.fields.get(name)
            if field is None:
                yield declaration.mistake(
                    location, say("Unknown: «{written}».", written=name), _meant(name, list(kind.fields))
                )
            elif field.choices and fold(value) not in field.choice_names:
                yield _no_choice(declaration, location, field, value)


def mistakes_between(kinds: Mapping[str, Kind], declared: Mapping[str, Declaration]) -> Iterator[Problem]:
    """Yield the problems of relations to undeclared kinds, and of two kinds with the same folder."""
    taken: dict[str, str] = {}
    for name, kind in kinds.items():
        declaration = declared.get(name)
        for index, folder in enumerate(kind.folders):
            other = taken.setdefault(folder.folder.strip("/"), name)
            if other != name and declaration is not None:
                message = say(
                    "The folder «{folder}» is already that of another kind: {kind}.", folder=folder.folder, kind=other
                )
                yield declaration.mistake(("folders", index), message)
        for key, relation in kind.relations.items() if declaration is not None else ():
            for index, target in enumerate(relation.to):
                if declaration is not None and target != "any" and target not in kinds and target not in declared:
                    message = say("There is no kind of card called «{written}».", written=target)
                    yield declaration.mistake(("relations", key, "to", index), message, _meant(target, list(kinds)))


def _no_choice(declaration: Declaration, location: Iterable[object], field: Field, written: str) -> Problem:
    message = say("{field} «{written}» does not exist.", field=field.label, written=written)
    return declaration.mistake(location, message, _meant(written, list(field.choices)))


def _meant(written: str, known: list[str]) -> _Guess:
    """Return the nearest known name, or the question which of all of them is meant."""
    return _Guess(written, meant(written, known, say("Which of these do you mean: {known}?", known=sorted(known))))


def _known(location: list[str]) -> list[str]:
    """Return the names that are allowed in the place of an unknown one."""
    model: Any = Kind
    if len(location) > 2:
        model = LeadIn if "lead_ins" in location[:-1] and len(location) > 4 else _MODELS.get(location[0], Kind)
    return [name for name in model.model_fields if name != "folder_names"]
