"""Take out of the lines above a file what their author hides there, and tell a comment that never closes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from harvest.problems.problem import Place, Problem, problem, say
from harvest.source.markdown import never_closed, seen
from harvest.source.yaml_nodes import Items, Node, Scalar, place_of, scalars


def may_hide(node: Node) -> bool:
    """Tell quickly whether a mark that hides something can stand in a node; most hold none."""
    return any("%%" in value.value or "<" in value.value for value in scalars(node))


def without_hidden(node: Node) -> Node:
    """Return a node without what its author hides in it; of a changed name or value only the beginning has a place."""
    if isinstance(node, Scalar):
        return _shown(node)
    if isinstance(node, Items):
        return replace(node, items=tuple(map(without_hidden, node.items)))
    return replace(node, entries=tuple((_shown(key), without_hidden(value)) for key, value in node.entries))


def _shown(scalar: Scalar) -> Scalar:
    shown = seen(scalar.value)
    return scalar if shown == scalar.value else scalar._replace(value=shown.strip(), one_line=False, end_column=0)


def never_closing(path: str, node: Node) -> Iterator[Problem]:
    """Yield the problem of each value, without what is hidden in it, in which a comment opens that never closes."""
    for value in scalars(node):
        if mark := never_closed(value.value):
            yield opens(place_of(value, path), mark)


def opens(place: Place, mark: str) -> Problem:
    """Return the problem of a comment that hides all text below it, as Obsidian reads it, or nothing at all."""
    message = say("A note that readers should not see opens here with {mark} and never closes.", mark=mark)
    if mark == "%%":
        hint = say("Put %% behind it as well, or everybody will read it; write a percentage with one %.")
    elif mark == "<!--":
        hint = say("Put --> behind it, or everybody will read it.")
    else:
        hint = say("Begin it with <!-- and end it with -->, or everybody will read it.")
    return problem(place, "raw-html", message, hint, severity="error")
