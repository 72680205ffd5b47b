"""Reading declarations: the built-in kinds, and those a publication adds or changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import ValidationError

from harvest.kind import Field, Kind, NotRight, Relation, fold
from harvest.nearest import nearest
from harvest.problem import Message, Place, Problem, problem, say
from harvest.yaml_mistakes import YamlProblem
from harvest.yaml_nodes import Entries, Items, Node, Scalar, read_yaml


@dataclass(frozen=True)
class Kinds:
    """All kinds of a publication, by name."""

    by_name: Mapping[str, Kind]

    def find(self, written: str) -> Kind | None:
        """The kind of this name, label or plural, in any language."""
        wanted = fold(written)
        for name, kind in self.by_name.items():
            if wanted in {*kind.names(name), *map(fold, kind.plural.values())}:
                return kind
        return None

    def of_path(self, path: str) -> tuple[Kind, Mapping[str, str]] | None:
        """The kind whose folder holds this path (relative to the content folder), and what the folder sets."""
        parts = path.split("/")[:-1]
        for depth in range(len(parts), 0, -1):
            found = self.folders.get("/".join(parts[:depth]))
            if found:
                return found
        return None

    @property
    def folders(self) -> Mapping[str, tuple[Kind, Mapping[str, str]]]:
        """Folder → kind and the values it sets."""
        cached: dict[str, tuple[Kind, Mapping[str, str]]] | None = self.__dict__.get("_folders")
        if cached is None:
            cached = {
                folder.folder.strip("/"): (kind, folder.set)
                for kind in self.by_name.values()
                for folder in kind.folders
            }
            self.__dict__["_folders"] = cached
        return cached


@cache
def _built_in_data() -> Mapping[str, Any]:
    folder = files("harvest") / "kinds"
    return {
        entry.name.removesuffix(".yml"): plain(read_yaml(entry.read_text("utf-8")))
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".yml")
    }


@cache
def form(name: str) -> Mapping[str, Field]:
    """The fields of something that is no card: `page` or `record`."""
    return {key: Field.model_validate(data) for key, data in _built_in_data()[f"_{name}"]["fields"].items()}


@cache
def _built_in_kinds() -> Mapping[str, Kind]:
    return {
        name: Kind.model_validate(_with_common(data))
        for name, data in _built_in_data().items()
        if not name.startswith("_")
    }


def load_kinds(declarations: Iterable[tuple[str, bytes]] = ()) -> tuple[Kinds, tuple[Problem, ...]]:
    """The built-in kinds, changed and added to by `declarations` (path, content of a YAML file).

    A declaration that holds a mistake gives `kind-declaration` problems, each at its line, and is left out.
    """
    kinds = dict(_built_in_kinds())
    problems: list[Problem] = []
    for path, content in declarations:
        data, found = _read_declaration(path, content)
        problems += found
        if data is None:
            continue
        node, values = data
        name = values.get("kind")
        base = _built_in_data().get(name, {}) if isinstance(name, str) and name in kinds else {}
        try:
            kind = Kind.model_validate(_with_common(_merge(base, values)))
        except ValidationError as error:
            problems += (_explained(path, node, details) for details in error.errors())
            continue
        kinds[kind.kind] = kind
    problems += _unknown_targets(kinds, declarations)
    return Kinds(kinds), tuple(problems)


def _read_declaration(
    path: str, content: bytes
) -> tuple[tuple[Entries, dict[str, Any]] | None, list[Problem]]:
    try:
        node = read_yaml(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        place = Place(path)
        return None, [problem(place, "not-text", "error", say("This file is not plain text in UTF-8."))]
    except YamlProblem as error:
        place = Place(path, error.line, error.column)
        return None, [problem(place, "kind-declaration", "error", error.message, error.hint)]
    values = plain(node)
    if not isinstance(values.get("kind"), str):
        message = say("This declaration does not say which kind it declares.")
        hint = say("Begin it with a name in small letters, for example {example}.", example="kind: recipe")
        return None, [problem(Place(path), "kind-declaration", "error", message, hint)]
    return (node, values), []


def plain(node: Node) -> Any:
    """The node as dicts, lists and text; an empty plain value is None."""
    if isinstance(node, Scalar):
        return None if node.plain and node.value in ("", "~", "null") else node.value
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return {key.value: plain(value) for key, value in node.entries}


def _merge(base: Any, over: Any) -> Any:
    """`over` laid upon `base`, mapping by mapping; an empty value takes something away."""
    if not (isinstance(base, dict) and isinstance(over, dict)):
        return over
    merged = {key: value for key, value in base.items() if key not in over}
    for key, value in over.items():
        if value is None:
            continue
        # Folders and labels are replaced whole: half of another's folders is nobody's wish.
        merged[key] = value if key in ("folders", "choices") else _merge(base.get(key), value)
    order = [*base, *over]
    return {key: merged[key] for key in dict.fromkeys(order) if key in merged}


def _with_common(data: Any) -> Any:
    """The declaration with the fields and relations every kind has laid below its own."""
    if not isinstance(data, dict):
        return data
    common = _built_in_data()["_common"]
    dropped = data.get("drop") or []
    whole = dict(data)
    for part in ("fields", "relations"):
        own = data.get(part) or {}
        if isinstance(own, dict):
            below = {key: value for key, value in common[part].items() if key not in dropped}
            merged = _merge(below, own)
            # A card's own relations come before those that every card has.
            whole[part] = (
                {key: merged[key] for key in [*own, *below] if key in merged}
                if part == "relations"
                else merged
            )
    return whole


def _explained(path: str, node: Entries, details: Any) -> Problem:
    location = [str(step) for step in details["loc"]]
    place = _place(path, node, location)
    written = location[-1] if location else ""
    if details["type"] == "extra_forbidden":
        known = _known_words(location)
        guess = nearest(written, known)
        hint = (
            say("Do you mean «{guess}»?", guess=guess)
            if guess
            else say("Which of these do you mean: {known}?", known=sorted(known))
        )
        return problem(
            place, "kind-declaration", "error", say("Unknown: «{written}».", written=written), hint
        )
    if details["type"] == "missing":
        return problem(
            place,
            "kind-declaration",
            "error",
            say("«{written}» is missing here.", written=written),
        )
    if details["type"] == "literal_error":
        given = str(details.get("input"))
        choices = [part.strip(" '") for part in details["ctx"]["expected"].replace(" or ", ", ").split(",")]
        guess = nearest(given, choices)
        hint = (
            say("Do you mean «{guess}»?", guess=guess)
            if guess
            else say("Choose: {choices}.", choices=choices)
        )
        return problem(
            place, "kind-declaration", "error", say("«{given}» does not exist here.", given=given), hint
        )
    return problem(
        place,
        "kind-declaration",
        "error",
        say("«{written}» is not right in this declaration.", written=written or "kind"),
        _reason(details),
    )


_REASONS = {
    "string_type": say("A word or a text belongs here."),
    "int_type": say("A whole number belongs here."),
    "int_parsing": say("A whole number belongs here."),
    "bool_type": say("Here belongs true or false."),
    "bool_parsing": say("Here belongs true or false."),
    "list_type": say("A list belongs here."),
    "dict_type": say("Below this come lines of a name, a colon, and what belongs to it."),
    "model_type": say("Below this come lines of a name, a colon, and what belongs to it."),
    "too_short": say("At least one belongs here."),
}


def _reason(details: Any) -> Message:
    error = details.get("ctx", {}).get("error")
    if isinstance(error, NotRight):
        return error.message
    return _REASONS.get(details["type"]) or say("{reason}", reason=details["msg"])


def _known_words(location: list[str]) -> list[str]:
    from harvest.kind import Folder, LeadIn, Section

    models: dict[str, Any] = {"fields": Field, "relations": Relation, "sections": Section, "folders": Folder}
    model: Any = Kind
    if len(location) >= 3:
        model = (
            LeadIn if "lead_ins" in location[:-1] and len(location) >= 5 else models.get(location[0], Kind)
        )
    return [name for name in model.model_fields if name != "folder_names"]


def _place(path: str, node: Node, location: list[str]) -> Place:
    """The place of the deepest part of the declaration that the location leads to."""
    line, column = node.line, node.column
    for step in location:
        if isinstance(node, Entries):
            pair = next(((key, value) for key, value in node.entries if key.value == step), None)
            if pair is None:
                break
            (line, column), node = (pair[0].line, pair[0].column), pair[1]
        elif isinstance(node, Items) and step.isdigit() and int(step) < len(node.items):
            node = node.items[int(step)]
            line, column = node.line, node.column
        else:
            break
    return Place(path, line, column)


def _unknown_targets(kinds: Mapping[str, Kind], declarations: Iterable[tuple[str, bytes]]) -> list[Problem]:
    """Relations to kinds that nobody declared, and two kinds in one folder."""
    paths = {}
    for path, content in declarations:
        data, _ = _read_declaration(path, content)
        if data:
            paths[data[1]["kind"]] = (path, data[0])
    problems = []
    taken: dict[str, str] = {}
    for name, kind in kinds.items():
        path, node = paths.get(name, ("", None))
        for folder in kind.folders:
            other = taken.setdefault(folder.folder.strip("/"), name)
            if other != name and node is not None:
                message: Message = say(
                    "The folder «{folder}» is already that of another kind: {kind}.",
                    folder=folder.folder,
                    kind=other,
                )
                problems.append(
                    problem(_place(path, node, ["folders"]), "kind-declaration", "error", message)
                )
        if node is None:
            continue
        for key, relation in kind.relations.items():
            for target in relation.to:
                if target != "any" and target not in kinds:
                    guess = nearest(target, list(kinds))
                    hint = (
                        say("Do you mean «{guess}»?", guess=guess)
                        if guess
                        else say("Which of these do you mean: {known}?", known=sorted(kinds))
                    )
                    message = say("There is no kind of card called «{written}».", written=target)
                    problems.append(
                        problem(
                            _place(path, node, ["relations", key, "to"]),
                            "kind-declaration",
                            "error",
                            message,
                            hint,
                        )
                    )
    return problems
