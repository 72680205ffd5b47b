"""Read pages: Markdown files that are no card."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from harvest.cards.card import Page, card_id
from harvest.cards.front_matter import KIND_KEYS, unknown_kind
from harvest.cards.values import Reader, title_in_lines
from harvest.kinds.kind import STATUSES, Field
from harvest.kinds.names import ALMOST, AMONG_FEW, fold, meant, nearest
from harvest.kinds.read import Kinds, form, form_names
from harvest.problems.problem import Place, Problem, problem, say
from harvest.source.source import Source
from harvest.source.yaml_nodes import Node, Scalar


def read_page(
    source: Source, kinds: Kinds, views: Collection[str], language: str, called: str = ""
) -> tuple[Page, list[Problem]]:
    """Read a page, which the settings have `called` so; ignore fields above it that other programs use."""
    fields = form("page")
    if source.problems:
        title = title_in_lines(source.broken, fields["title"]) or _fallback_title(source, called)
        return Page(source.path, title, source, readable=False), list(source.problems)
    reader = Reader(source.path, language)
    values, misread = _values(source, reader, kinds, fields)
    status, rule = (values[name][0] if name in values else "" for name in ("status", "rule"))
    view = str(values.get("view", ("", None))[0])
    name = fold(view).replace(" ", "-")
    if view and name not in views:
        place = values["view"][1]
        reader.problems.append(_unknown_view(Place(source.path, place.line, place.column), view, views))
        name = ""
    title = values["title"][0] if "title" in values else _fallback_title(source, called)
    summary = values["summary"][0] if "summary" in values else ""
    return Page(
        source.path,
        title,
        source,
        summary,
        name or None,
        status=next((known for known in STATUSES if known == status), None),
        status_misread="status" in misread,
        rule=rule,
        rule_misread="rule" in misread,
    ), reader.problems


def _values(
    source: Source, reader: Reader, kinds: Kinds, fields: Mapping[str, Field]
) -> tuple[dict[str, tuple[str, Node]], set[str]]:
    """Return the text of each field, with the node that holds it, and the fields that cannot be read."""
    known, unknown = reader.lines(source.data, form_names("page"))
    misread: set[str] = set()
    for key, node in unknown:
        guess = _misspelt(key.value, {name: fields[name] for name in ("status", "rule") if name not in known})
        if guess:
            misread.add(guess)
            hint = say("Do you mean «{guess}»?", guess=fields[guess].label)
            reader.problem(key, "unknown-field", say("Unknown: «{key}».", key=key.value), hint, severity="error")
        elif _is_of_a_card(key.value, kinds):
            reader.problems.append(_card_outside_folder(key, node, source.path, kinds, reader.language))
            break
    values: dict[str, tuple[str, Node]] = {}
    for name, (_, node) in known.items():
        value = reader.value(fields[name], node)
        if isinstance(value, str) and value:
            values[name] = value, node
        elif not (isinstance(node, Scalar) and node.left_empty):
            misread.add(name)
    return values, misread


def _misspelt(written: str, fields: Mapping[str, Field]) -> str:
    """Return the field of these that somebody must have meant by a name that none has; empty without one."""
    return next((name for name, field in fields.items() if nearest(written, field.names(name), least=ALMOST)), "")


HARMLESS = frozenset(
    "tags order aliases alt image sort level depth place period url authors year publisher licence".split()
)
"""Names of fields that other programs use above pages too."""


def _is_of_a_card(written: str, kinds: Kinds) -> bool:
    """Tell whether only a card has this field: nobody checks outside a folder for cards what may leave the circle."""
    if fold(written) in KIND_KEYS:
        return True
    names = {kind.keys.get(fold(written)) for kind in kinds.by_name.values()} - {None}
    return bool(names) and not names & HARMLESS


def _fallback_title(source: Source, called: str) -> str:
    """Return the words of the first heading, or else what `nav` calls it, or else the name of the file or folder."""
    if words := next((h.words for h in source.headings if h.level == 1), ""):
        return words
    if called:
        return called
    return card_id(source.path).replace("-", " ").replace("_", " ").capitalize()


def _unknown_view(place: Place, view: str, views: Collection[str]) -> Problem:
    guess = meant(view, views, say("Choose: {choices}.", choices=sorted(views)), least=AMONG_FEW)
    return problem(place, "unknown-view", say("There is no view called «{view}».", view=view), guess.hint)


def _card_outside_folder(key: Scalar, node: Node, path: str, kinds: Kinds, language: str) -> Problem:
    place = Place(path, key.line, key.column)
    written = node.value if isinstance(node, Scalar) else ""
    if fold(key.value) == "kind":
        kind = kinds.find(written)
        if kind is None:
            return unknown_kind(Place(path, node.line, node.column), written, kinds)
        return problem(
            place,
            "wrong-folder",
            say("This card is of the kind {kind}, but is not in the folder for it.", kind=kind.label),
            say("Move the file to the folder «{folder}».", folder=kind.folder(language)),
        )
    return problem(
        place,
        "wrong-folder",
        say("This looks like a card, but the file is not in a folder for cards."),
        say(
            "Move the file to one of these folders: {folders}.",
            folders=[k.folder(language) for k in kinds.by_name.values()],
        ),
    )
