"""Tell which elements a selector means. cssselect2 reads selectors; matching is ours, so that its time is bounded.

Each part of a selector is compared with each element at most once, and no more often than `MOST_COMPARED` in all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from cssselect2 import parser  # type: ignore[import-untyped] # no types are published for it
from tinycss2.nth import parse_nth  # type: ignore[import-untyped]

from harvest.problems.problem import say
from harvest.source.drawings.element import Element, RefusedDrawing

MOST_COMPARED = 1_000_000
"""How often parts of selectors may be compared with elements."""
LONGEST = 40
"""How many parts a selector may have."""
_SPACE = "http://www.w3.org/2000/svg"

Specificity = tuple[int, int, int]


def selectors(prelude: Sequence[Any], namespaces: dict[str | None, str]) -> list[tuple[Any, Specificity]]:
    """Return the selectors above a rule, each with its weight; none when one of them is wrong, as CSS has it."""
    if len(prelude) > 5000:
        return []
    try:
        read = list(parser.parse(prelude, namespaces))
        return [
            (one.parsed_tree, one.specificity) for one in read if one.pseudo_element is None and _length(one) <= LONGEST
        ]
    except (parser.SelectorError, NotImplementedError, RecursionError):
        return []


def _length(selector: Any) -> int:
    tree, length = selector.parsed_tree, 1
    while isinstance(tree, parser.CombinedSelector):
        tree, length = tree.left, length + 1
    return length


def key(tree: Any) -> tuple[str, str]:
    """Return by what an element that a selector means can be found quickly: its id, a class, its name, or nothing."""
    last = tree.right if isinstance(tree, parser.CombinedSelector) else tree
    best = ("", "")
    for simple in last.simple_selectors:
        if isinstance(simple, parser.IDSelector):
            return "#", simple.ident
        if isinstance(simple, parser.ClassSelector):
            best = (".", simple.class_name)
        elif isinstance(simple, parser.LocalNameSelector) and not best[0]:
            best = ("e", simple.local_name)
    return best


class Matching:
    """Compares selectors with the elements of one drawing, and remembers what it found."""

    def __init__(self) -> None:
        self.known: dict[tuple[int, int], bool] = {}
        self.classes: dict[int, frozenset[str]] = {}
        self.compared = 0

    def classes_of(self, element: Element) -> frozenset[str]:
        """Return the classes of an element."""
        classes = self.classes.get(id(element))
        if classes is None:
            classes = self.classes[id(element)] = frozenset(element.attributes.get("class", "").split())
        return classes

    def matches(self, tree: Any, element: Element) -> bool:
        """Tell whether a selector means an element. Raises `RefusedDrawing` when that took too much."""
        self.compared += 1
        if self.compared > MOST_COMPARED:
            raise RefusedDrawing(
                say("The styles of this drawing take too long to apply."),
                say("Save it as plain SVG with fewer styles, or as a picture (.png, .jpg or .webp)."),
                "too-large",
            )
        if not isinstance(tree, parser.CombinedSelector):
            return all(self._simple(simple, element) for simple in tree.simple_selectors)
        if not self.matches(tree.right, element):
            return False
        if tree.combinator == ">":
            return element.parent is not None and self.matches(tree.left, element.parent)
        if tree.combinator == "+":
            return element.previous is not None and self.matches(tree.left, element.previous)
        if tree.combinator == "~":
            return self._any(tree, element, lambda one: one.previous)
        return self._any(tree, element, lambda one: one.parent)

    def _any(self, tree: Any, element: Element, step: Callable[[Element], Element | None]) -> bool:
        """Tell whether the left side of a selector means one of the elements that steps lead to."""
        passed: list[tuple[int, int]] = []
        here = step(element)
        answer = False
        while here is not None:
            place = (id(tree), id(here))
            if place in self.known:
                answer = self.known[place]
                break
            passed.append(place)
            if self.matches(tree.left, here):
                answer = True
                break
            here = step(here)
        # What holds for the last one holds for all on the way to it: each may reach it.
        self.known.update(dict.fromkeys(passed, answer))
        return answer

    def _simple(self, simple: Any, element: Element) -> bool:
        if isinstance(simple, parser.LocalNameSelector):
            return bool(simple.local_name == element.name)
        if isinstance(simple, parser.NamespaceSelector):
            return bool(simple.namespace == _SPACE) and element.name != ""
        if isinstance(simple, parser.IDSelector):
            return bool(simple.ident == element.attributes.get("id"))
        if isinstance(simple, parser.ClassSelector):
            return simple.class_name in self.classes_of(element)
        if isinstance(simple, parser.AttributeSelector):
            value = element.attributes.get(simple.name)
            self.compared += len(value or "") // 100  # a long value takes longer
            return _attribute(simple, value)
        if isinstance(simple, parser.NegationSelector):
            return not any(self.matches(one.parsed_tree, element) for one in simple.selector_list)
        if isinstance(simple, (parser.MatchesAnySelector, parser.SpecificityAdjustmentSelector)):
            return any(self.matches(one.parsed_tree, element) for one in simple.selector_list)
        if isinstance(simple, parser.PseudoClassSelector):
            return _position(simple.name, element)
        if isinstance(simple, parser.FunctionalPseudoClassSelector) and simple.name == "nth-child":
            return _nth(parse_nth(simple.arguments), element.index)
        return False


def _attribute(simple: Any, held: str | None) -> bool:
    """Tell whether an attribute has the value that a selector asks."""
    if held is None or simple.namespace:
        return False
    value: str = simple.value or ""
    if simple.case_sensitive is False:
        held, value = held.lower(), value.lower()
    if simple.operator == "=":
        return held == value
    if simple.operator == "~=":
        return value in held.split()
    if simple.operator == "|=":
        return held == value or held.startswith(f"{value}-")
    if simple.operator == "^=":
        return bool(value) and held.startswith(value)
    if simple.operator == "$=":
        return bool(value) and held.endswith(value)
    if simple.operator == "*=":
        return bool(value) and value in held
    return simple.operator is None


def _position(name: str, element: Element) -> bool:
    if name == "root":
        return element.parent is None
    first = element.previous is None
    last = element.parent is None or next(
        (piece is element for piece in reversed(element.parent.content) if not isinstance(piece, str)), True
    )
    return {"first-child": first, "last-child": last, "only-child": first and last}.get(name, False)


def _nth(step: tuple[int, int] | None, index: int) -> bool:
    if step is None:
        return False
    every, start = step
    beyond = index + 1 - start
    return beyond == 0 if every == 0 else beyond % every == 0 and beyond // every >= 0
