"""Turn the styles of a drawing into attributes, in the order in which CSS decides: by weight, place and importance.

What comes of it is the look on a light screen; `dark.py` exchanges light and dark before it, for the other one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tinycss2 import parse_rule_list, parse_stylesheet, serialize  # type: ignore[import-untyped] # it has no types

from harvest.problems.problem import say
from harvest.source.drawings.declarations import StyleValue, declarations_of, declared, filled_in, properties
from harvest.source.drawings.element import Element, LeftOut, RefusedDrawing
from harvest.source.drawings.selectors import Matching, Specificity, key, selectors
from harvest.source.drawings.values import LONGEST

MOST_CHARACTERS = 512 * 1024
"""How long the styles of a drawing may be, without what is embedded in them."""
_EMBEDDED = re.compile(r"data:[^)\"'\s]*")
_LIGHT = re.compile(r"(?:(?:only )?(?:all|screen) and )?\(prefers-color-scheme: ?light\)|(?:only )?(?:all|screen)|")

_ATTRIBUTE: Specificity = (9999, 0, 0)
"""The weight of a `style` attribute: more than that of any rule."""


@dataclass(slots=True)
class _Sheet:
    """The rules of all styles of a drawing, each under what its elements are found by."""

    rules: dict[tuple[str, str], list[tuple[Any, Specificity, int, tuple[StyleValue, ...]]]] = field(
        default_factory=dict
    )
    count: int = 0
    fonts: int = 0
    """The line of the first style with a font in it; 0 when there is none."""


def styled(root: Element) -> tuple[dict[int, dict[str, str]], list[LeftOut]]:
    """Return what the styles of a drawing make of its elements, by `id(element)`, and what of them is left out.

    Raises `RefusedDrawing` when there are more styles than can be worked out in a moment.
    """
    sheet = _Sheet()
    _read(root, sheet)
    matching = Matching()
    result: dict[int, dict[str, str]] = {}
    variables: dict[int, Mapping[str, str]] = {}
    for element in root.walk():
        if not element.name:
            continue
        inherited = variables.get(id(element.parent), {})
        own = _decided(element, sheet, matching)
        custom = {name: value.value for name, value in own.items() if name.startswith("--")}
        known = {**inherited, **custom} if custom else inherited
        if known:
            variables[id(element)] = known
        if own:
            result[id(element)] = dict(_values(own, known))
    left: list[LeftOut] = []
    if sheet.fonts:
        left.append(
            LeftOut(
                sheet.fonts,
                say("A font inside this drawing does not go out: its text is shown in another one."),
                say("If its letters matter, choose a font that everybody has."),
            )
        )
    return result, left


def _values(own: Mapping[str, StyleValue], variables: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the attributes that the decided declarations give, with variables filled in."""
    for name, declaration in own.items():
        if not declaration.raw:
            yield name, declaration.value
        elif not name.startswith("--"):
            value = filled_in(declaration.value, variables)
            if value is not None:
                yield from properties(name, value)


def _decided(element: Element, sheet: _Sheet, matching: Matching) -> dict[str, StyleValue]:
    """Return the declarations that win for an element, by property."""
    places = [("e", element.name), ("", "")]
    if "id" in element.attributes:
        places.append(("#", element.attributes["id"]))
    if "class" in element.attributes:
        places += ((".", name) for name in sorted(matching.classes_of(element)))
    applied: list[tuple[Specificity, int, tuple[StyleValue, ...]]] = []
    for place in places:
        for tree, weight, number, declarations in sheet.rules.get(place, ()):
            if matching.matches(tree, element):
                applied.append((weight, number, declarations))
    if style := element.attributes.get("style"):
        if len(style) > LONGEST:
            raise _too_many(element.line)
        applied.append((_ATTRIBUTE, 0, declarations_of(style)))
    if not applied:
        return {}
    applied.sort(key=lambda rule: rule[:2])
    decided: dict[str, StyleValue] = {}
    for important in (False, True):
        for _, _, declarations in applied:
            for declaration in declarations:
                if declaration.important == important:
                    # Taken out first: in what is written in short, the later one decides.
                    decided.pop(declaration.name, None)
                    decided[declaration.name] = declaration
    return decided


def _too_many(line: int) -> RefusedDrawing:
    return RefusedDrawing(
        say("The styles of this drawing take too long to apply."),
        say("Save it as plain SVG with fewer styles, or as a picture (.png, .jpg or .webp)."),
        "too-large",
        line,
    )


def _read(root: Element, sheet: _Sheet) -> None:
    length = 0
    for element in root.walk():
        if element.name != "style":
            continue
        kind = element.attributes.get("type", "text/css").strip().lower()
        if kind not in ("", "text/css") or not _light(element.attributes.get("media", "")):
            continue
        # What is embedded in a style does not go out, and is long.
        text = _EMBEDDED.sub("data:", element.text())
        length += len(text)
        if length > MOST_CHARACTERS:
            raise _too_many(element.line)
        _rules(parse_stylesheet(text, skip_comments=True, skip_whitespace=True), sheet, element.line, {})


def _rules(rules: Sequence[Any], sheet: _Sheet, line: int, namespaces: dict[str | None, str], depth: int = 0) -> None:
    for rule in rules:
        if rule.type == "qualified-rule":
            own: tuple[StyleValue, ...] | None = None
            for tree, weight in selectors(rule.prelude, namespaces):
                own = tuple(declared(rule.content)) if own is None else own
                sheet.count += 1
                sheet.rules.setdefault(key(tree), []).append((tree, weight, sheet.count, own))
        elif rule.type == "at-rule" and rule.lower_at_keyword == "font-face":
            sheet.fonts = sheet.fonts or line
        elif rule.type == "at-rule" and rule.lower_at_keyword == "namespace":
            _name_space(rule.prelude, namespaces)
        elif rule.type == "at-rule" and rule.lower_at_keyword == "media" and rule.content is not None and depth < 5:
            light = _light(serialize(rule.prelude))
            inside = parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True) if light else []
            _rules(inside, sheet, line, namespaces, depth + 1)


def _name_space(prelude: Sequence[Any], namespaces: dict[str | None, str]) -> None:
    tokens = [token for token in prelude if token.type not in ("whitespace", "comment")]
    prefix = tokens[0].value if tokens and tokens[0].type == "ident" else None
    for token in tokens[-1:]:
        inner = token.arguments if token.type == "function" else [token]
        for part in inner:
            if part.type in ("url", "string"):
                namespaces[prefix] = part.value


def _light(media: str) -> bool:
    """Tell whether a rule holds on a light screen, whatever its size."""
    return any(_LIGHT.fullmatch(" ".join(query.lower().split())) for query in media.split(","))
