"""Follow references from one element of a drawing to another, and give what is referred to a name that says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from harvest.source.drawings.allowed import UNKNOWN, USED
from harvest.source.drawings.element import DEEPEST, MOST, REFERENCE, Element, too_deep, too_much

OWN_NAME = "\x02"
"""What stands for the first part of a new name until the drawing is written."""
_IN_VALUE = re.compile(f"{REFERENCE}([^{REFERENCE}]*){REFERENCE}")
_URL = re.compile(rf"url\(#{REFERENCE}[^{REFERENCE}]*{REFERENCE}\)\s*")
_MUST_BE_THERE = frozenset("use textPath".split())
"""Elements that show nothing without what they refer to."""


def by_name(root: Element) -> dict[str, Element]:
    """Return the elements of a drawing by their names; of two with the same name the first, as browsers do."""
    names: dict[str, Element] = {}
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.name == UNKNOWN:
            continue
        if name := element.attributes.get("id"):
            names.setdefault(name, element)
        waiting.extend(reversed(list(element.children())))
    return names


def targets(element: Element, names: Mapping[str, Element]) -> Iterator[tuple[str, Element]]:
    """Yield (attribute, element) for each element that this one refers to."""
    for attribute, value in element.attributes.items():
        if attribute == "href" and value.startswith("#"):
            target = names.get(value[1:]) or names.get(unquote(value[1:]))
            if target is not None:
                yield attribute, target
        elif REFERENCE in value:
            for name in _IN_VALUE.findall(value):
                target = names.get(name) or names.get(unquote(name))
                if target is not None:
                    yield attribute, target


def settle(root: Element, names: Mapping[str, Element]) -> bool:
    """Take out references to what is not there, and those that go round, as browsers do; tell whether there were any.

    An element that shows nothing without its reference becomes one that nobody draws.
    """
    changed = False
    for element in root.walk():
        for attribute, value in list(element.attributes.items()):
            refers = (attribute == "href" and not value.startswith("data:")) or REFERENCE in value
            references = max(1, value.count(REFERENCE) // 2)
            if refers and attribute != "id" and sum(to == attribute for to, _ in targets(element, names)) < references:
                _without(element, attribute)
                changed = True
    referring = [element for element in root.walk() if any(True for _ in targets(element, names))]
    ring = _rings(root, names) if referring else {}
    for element in referring:
        for attribute, target in list(targets(element, names)):
            if ring[id(element)] == ring[id(target)] and attribute in element.attributes:
                _without(element, attribute)
                changed = True
    return changed


def loose(root: Element, names: Mapping[str, Element]) -> bool:
    """Tell whether something that is drawn only where it is referred to is not, since what did is gone."""
    led_to = {id(target) for element in root.walk() for _, target in targets(element, names)}
    return any(element.name in USED - {"defs"} and id(element) not in led_to for element in root.walk())


def _without(element: Element, attribute: str) -> None:
    """Remove a reference from an element; of a colour the one for when it is not there stays."""
    value = element.attributes.pop(attribute)
    if attribute in ("fill", "stroke"):
        element.attributes[attribute] = _URL.sub("", value).strip() or "none"
    elif attribute == "href" and element.name in _MUST_BE_THERE:
        element.name, element.attributes = UNKNOWN, {}


def _next(element: Element, names: Mapping[str, Element]) -> list[Element]:
    """Return what is drawn as a part of an element: what stands in it, and what it refers to."""
    return [*element.children(), *(target for _, target in targets(element, names))]


def _inside_out(root: Element, names: Mapping[str, Element]) -> list[Element]:
    """Return all elements, each behind the parts of it, unless these go round."""
    order: list[Element] = []
    seen: set[int] = {id(root)}
    waiting = [(root, iter(_next(root, names)))]
    while waiting:
        element, parts = waiting[-1]
        part = next((one for one in parts if id(one) not in seen), None)
        if part is None:
            waiting.pop()
            order.append(element)
        else:
            seen.add(id(part))
            waiting.append((part, iter(_next(part, names))))
    return order


def _rings(root: Element, names: Mapping[str, Element]) -> dict[int, int]:
    """Return a number for each element, by `id(element)`: the same for those that are part of one another."""
    order = _inside_out(root, names)
    whole: dict[int, list[Element]] = {}
    for element in order:
        for part in _next(element, names):
            whole.setdefault(id(part), []).append(element)
    ring: dict[int, int] = {}
    for number, first in enumerate(reversed(order)):
        waiting = [first]
        while waiting:
            element = waiting.pop()
            if id(element) not in ring:
                ring[id(element)] = number
                waiting.extend(whole.get(id(element), ()))
    return ring


def count(root: Element, names: Mapping[str, Element]) -> None:
    """Count what is drawn, repeated parts each time. Raises `RefusedDrawing` when that is too much, or too deep."""
    amounts: dict[int, tuple[int, int]] = {}
    for element in _inside_out(root, names):
        amount, deep = 1, 0
        for part in _next(element, names):
            amount_of_part, deep_in_part = amounts[id(part)]
            amount, deep = amount + amount_of_part, max(deep, deep_in_part)
        if amount > MOST:
            raise too_much(element.line)
        if deep > DEEPEST + 10:
            raise too_deep(element.line)
        amounts[id(element)] = amount, deep + 1


def rename(root: Element, names: Mapping[str, Element]) -> None:
    """Give each element that is referred to a short name, and take all other names away."""
    new: dict[int, str] = {}
    for element in root.walk():
        for _, target in targets(element, names):
            new.setdefault(id(target), "")
    number = 0
    for element in root.walk():
        if id(element) in new:
            number += 1
            new[id(element)] = f"{OWN_NAME}{number}"
    for element in root.walk():
        for attribute, value in element.attributes.items():
            if attribute == "href" and value.startswith("#"):
                aim = names.get(value[1:]) or names[unquote(value[1:])]
                element.attributes[attribute] = f"#{new[id(aim)]}"
            elif REFERENCE in value and attribute != "id":
                element.attributes[attribute] = _IN_VALUE.sub(
                    lambda match: new[id(names.get(match[1]) or names.get(unquote(match[1])))], value
                )
    for element in root.walk():
        element.attributes.pop("id", None)
        if id(element) in new:
            element.attributes = {"id": new[id(element)], **element.attributes}
