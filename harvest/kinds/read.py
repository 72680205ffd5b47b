"""Read the declarations of kinds: the built-in ones, and those that a publication adds or changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from pydantic import ValidationError

from harvest.kinds.declaration import (
    NAME,
    Declaration,
    inner_mistakes,
    mistakes_between,
    plain,
    read_declaration,
    readable_parts,
)
from harvest.kinds.kind import Field, Kind
from harvest.kinds.names import fold, nearest
from harvest.problems.problem import Message, Problem, say
from harvest.source.yaml_nodes import Entries, Node, Scalar, read_yaml


@dataclass(frozen=True)
class Kinds:
    """All kinds of a publication by name; `unsure` holds those with a mistake in their declaration.

    We know little more of those than their folders, so their cards cannot be checked.
    """

    by_name: Mapping[str, Kind]
    unsure: frozenset[str] = frozenset()

    def find(self, written: str) -> Kind | None:
        """Return the kind with this name, label or plural, in any language; None without one."""
        wanted = fold(written)
        for name, kind in self.by_name.items():
            if wanted in {*kind.names(name), *map(fold, kind.plural.values())}:
                return kind
        return None

    def of_path(self, path: str) -> tuple[Kind, Mapping[str, str]] | None:
        """Return the kind whose folder holds this path (relative to the content folder), and the folder's values.

        None for a path in no such folder.
        """
        folder = path.rpartition("/")[0]
        while folder:
            if folder in self.folders:
                return self.folders[folder]
            folder = folder.rpartition("/")[0]
        return None

    @cached_property
    def by_view(self) -> Mapping[str, tuple[Kind, ...]]:
        """View → the kinds of the cards it shows."""
        kinds: dict[str, tuple[Kind, ...]] = {}
        for kind in self.by_name.values():
            kinds[kind.view] = (*kinds.get(kind.view, ()), kind)
        return kinds

    @cached_property
    def folders(self) -> Mapping[str, tuple[Kind, Mapping[str, str]]]:
        """Folder → kind and the values it sets."""
        return {
            folder.folder.strip("/"): (kind, folder.set) for kind in self.by_name.values() for folder in kind.folders
        }


def kind_named(kinds: Kinds, written: str) -> Kind | Message:
    """Return the kind with this name or label, or the message to show when there is none."""
    kind = kinds.find(written)
    if kind is not None:
        return kind
    guess = nearest(written, [word for k in kinds.by_name.values() for word in k.label.values()], least=60)
    if guess:
        return say("There is no kind of card called «{kind}». Do you mean «{guess}»?", kind=written, guess=guess)
    return say(
        "There is no kind of card called «{kind}». Choose: {choices}.",
        kind=written,
        choices=[kind.label for kind in kinds.by_name.values()],
    )


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
    """Return the fields of what is no card, such as a `page` or the `record` of the publication."""
    return {key: Field.model_validate(data) for key, data in _built_in_data()[f"_{name}"]["fields"].items()}


@cache
def form_names(name: str) -> Mapping[str, str]:
    """Return each word that may stand before a colon in such a form, folded → the name of its field."""
    return {written: key for key, field in form(name).items() for written in field.names(key)}


def line_of(data: Entries, name: str, field: str) -> tuple[Scalar, Node] | None:
    """Return the first line of a field of such a form: what stands before the colon and behind it; None without one."""
    names = form_names(name)
    return next(((key, node) for key, node in data.entries if names.get(fold(key.value)) == field), None)


@cache
def _built_in_kinds() -> Mapping[str, Kind]:
    return {
        name: Kind.model_validate(_with_common(data))
        for name, data in _built_in_data().items()
        if not name.startswith("_")
    }


def load_kinds(declarations: Iterable[tuple[str, bytes]] = ()) -> tuple[Kinds, tuple[Problem, ...]]:
    """Return the built-in kinds, with the changes and additions of `declarations` (path, content of a YAML file).

    A declaration with mistakes gives a `kind-declaration` problem at each line, and is not used. A stand-in kind that
    knows only its folders replaces it, so that one mistake does not become a problem of every card there.
    """
    kinds = dict(_built_in_kinds())
    problems: list[Problem] = []
    declared: dict[str, Declaration] = {}
    modelled: dict[str, Kind] = {}
    unsure: set[str] = set()
    for path, content in declarations:
        declaration, mistakes = read_declaration(path, content)
        if declaration is not None:
            declared[declaration.kind] = declaration
            base = _built_in_data()[declaration.kind] if declaration.kind in _built_in_kinds() else {}
            mistakes += declaration.dropped(_built_in_data()["_common"])
            try:
                kind = Kind.model_validate(_with_common(_merge(base, declaration.values)))
            except ValidationError as error:
                mistakes += (declaration.explained(details) for details in error.errors())
            else:
                modelled[kind.kind] = kind
                mistakes += inner_mistakes(declaration, kind)
                if not mistakes:
                    kinds[kind.kind] = kind
        if mistakes and (stand_in := _stand_in(declaration.values if declaration else readable_parts(content))):
            kinds[stand_in.kind] = stand_in
            unsure.add(stand_in.kind)
        problems += mistakes
    problems += mistakes_between(kinds | modelled, declared)
    return Kinds(kinds, frozenset(unsure)), tuple(problems)


def _stand_in(values: Mapping[str, Any]) -> Kind | None:
    """Return what we can know of a kind with a mistake in its declaration; None without a name and folders."""
    name = str(values.get("kind"))
    if not NAME.fullmatch(name):
        return None
    base = _built_in_data()[name] if name in _built_in_kinds() else {"kind": name, "label": name, "plural": name}
    known, whole = None, _with_common(base)
    for key in ("folders", "label", "plural", "view", "title_from"):
        changed = whole | ({key: values[key]} if values.get(key) is not None else {})
        try:
            known = Kind.model_validate(changed)
        except ValidationError:
            continue
        whole = changed
    return known


def _merge(base: Any, over: Any) -> Any:
    """Return `base` overridden by `over`, mapping by mapping; an empty value removes a name."""
    if not (isinstance(base, dict) and isinstance(over, dict)):
        return over
    merged = {key: value for key, value in base.items() if key not in over}
    for key, value in over.items():
        if value is None:
            continue
        # Folders and choices are replaced whole: nobody wants half of another kind's folders.
        merged[key] = value if key in ("folders", "choices") else _merge(base.get(key), value)
    order = [*base, *over]
    return {key: merged[key] for key in dict.fromkeys(order) if key in merged}


def _with_common(data: Any) -> Any:
    """Return the declaration with the fields and relations that every kind has, overridden by its own."""
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
            # A kind's own relations come before those that every kind has.
            whole[part] = (
                {key: merged[key] for key in [*own, *below] if key in merged} if part == "relations" else merged
            )
    return whole
