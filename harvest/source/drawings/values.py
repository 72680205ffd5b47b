"""Check the values of properties, token by token: of a value only what is on a list goes out.

A reference to an element comes back with its name between two `REFERENCE` characters, to be renamed later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from tinycss2 import parse_component_value_list  # type: ignore[import-untyped] # no types are published for it
from tinycss2.color4 import parse_color  # type: ignore[import-untyped]

from harvest.source.drawings.element import REFERENCE


class _Grammar(NamedTuple):
    """What the value of a property may hold: words, functions, and sorts of tokens."""

    words: frozenset[str]
    functions: frozenset[str]
    sorts: frozenset[str]


_TABLE = """
fill stroke: @colour @reference none context-fill context-stroke
color stop-color flood-color lighting-color: @colour
opacity fill-opacity stroke-opacity stop-opacity flood-opacity: @number
fill-rule clip-rule: nonzero evenodd
stroke-width stroke-dashoffset stroke-miterlimit: @number
stroke-dasharray: @number none
stroke-linecap: butt round square
stroke-linejoin: miter miter-clip round bevel arcs
vector-effect: none non-scaling-stroke
paint-order: normal fill stroke markers
clip-path: @number @reference none inset() circle() ellipse() polygon() round at center nonzero evenodd border-box
  fill-box stroke-box view-box
mask: @reference none
mask-type: luminance alpha
filter: @number @colour @reference none blur() brightness() contrast() drop-shadow() grayscale() hue-rotate() invert()
  opacity() saturate() sepia()
marker-start marker-mid marker-end: @reference none
font-family: @names
font-size: @number xx-small x-small small medium large x-large xx-large smaller larger
font-style: normal italic oblique
font-weight: @number normal bold bolder lighter
font-stretch: @number normal ultra-condensed extra-condensed condensed semi-condensed semi-expanded expanded
  extra-expanded ultra-expanded
font-variant: normal small-caps
letter-spacing word-spacing: @number normal
text-anchor: start middle end
text-decoration: @colour none underline overline line-through solid double dotted dashed wavy
dominant-baseline alignment-baseline: auto baseline use-script no-change reset-size ideographic alphabetic hanging
  mathematical central middle text-after-edge text-before-edge text-top text-bottom before-edge after-edge top bottom
  center
baseline-shift: @number baseline sub super
writing-mode: lr-tb rl-tb tb-rl lr rl tb horizontal-tb vertical-rl vertical-lr
direction: ltr rtl
unicode-bidi: normal embed isolate bidi-override isolate-override plaintext
text-rendering: auto optimizespeed optimizelegibility geometricprecision
shape-rendering: auto optimizespeed crispedges geometricprecision
image-rendering: auto optimizespeed optimizequality crisp-edges pixelated smooth
color-rendering: auto optimizespeed optimizequality
color-interpolation color-interpolation-filters: auto srgb linearrgb
visibility: visible hidden collapse
display: inline block inline-block none contents flex grid list-item table
overflow: visible hidden scroll auto
transform-origin: @number left right top bottom center
"""
_WIDE = frozenset("inherit initial unset".split())
_SHADES = frozenset("rgb rgba hsl hsla hwb lab lch oklab oklch".split())
_UNITS = frozenset("px pt pc mm cm q in em ex rem ch vw vh deg grad rad turn".split())
_NAME = re.compile(r"[\w .'&+()-]{1,80}")
_PLAIN = re.compile(r"#(?:[0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})|[-+]?[0-9]{0,9}(?:\.[0-9]{1,9})?")
LONGEST = 20_000
"""How many characters a value may have that is taken apart."""


def _grammars() -> Iterator[tuple[str, _Grammar]]:
    for line in _TABLE.replace("\n  ", " ").strip().splitlines():
        names, _, value = line.partition(":")
        pieces = value.split()
        sorts = frozenset(piece[1:] for piece in pieces if piece.startswith("@"))
        functions = {piece[:-2] for piece in pieces if piece.endswith("()")} | (_SHADES if "colour" in sorts else set())
        words = {piece for piece in pieces if not piece.startswith("@") and not piece.endswith("()")}
        for name in names.split():
            yield name, _Grammar(frozenset(words), frozenset(functions), sorts)


GRAMMARS: Mapping[str, _Grammar] = dict(_grammars())


@lru_cache(maxsize=8192)
def checked(name: str, value: str) -> str | None:
    """Return the value of a property as it goes out, or None when it is not one that we know."""
    grammar = GRAMMARS[name]
    value = value.strip()
    lowered = value.lower()
    if lowered in grammar.words or lowered in _WIDE:
        return value
    if _PLAIN.fullmatch(value):
        sort = "colour" if value.startswith("#") else "number"
        return value if value and sort in grammar.sorts else None
    return None if len(value) > LONGEST else _taken_apart(grammar, parse_component_value_list(value))


def _taken_apart(grammar: _Grammar, tokens: Sequence[Any]) -> str | None:
    pieces: list[str] = []
    for token in tokens:
        piece = _piece(grammar, token)
        if piece is None:
            return None
        pieces.append(piece)
    text = "".join(pieces).strip()
    if "names" in grammar.sorts and not _NAME.search(text):
        return None
    return text or None


def _piece(grammar: _Grammar, token: Any) -> str | None:
    """Return a token as it goes out; None when the property may not hold it."""
    sort = token.type
    if sort in ("whitespace", "comment"):
        return " "
    if sort == "literal":
        return str(token.value) if token.value in (",", "/") else None
    if "names" in grammar.sorts:
        return _font(token)
    if sort in ("number", "percentage", "dimension"):
        return _number(token) if "number" in grammar.sorts else None
    if sort == "ident":
        known = token.lower_value in grammar.words or ("colour" in grammar.sorts and parse_color(token) is not None)
        return str(token.value) if known else None
    if sort == "hash":
        shade = f"#{token.value}"
        return shade if "colour" in grammar.sorts and _PLAIN.fullmatch(shade) else None
    if (target := _target(token)) is not None:
        return f"url(#{REFERENCE}{target}{REFERENCE})" if "reference" in grammar.sorts else None
    if sort == "function" and token.lower_name == "light-dark":
        return _light(grammar, token)
    if sort == "function" and token.lower_name in grammar.functions:
        inner = _taken_apart(_inner(grammar, token.lower_name), token.arguments)
        return None if inner is None else f"{token.lower_name}({inner})"
    return None


def _inner(grammar: _Grammar, function: str) -> _Grammar:
    """Return what a function of this name may hold."""
    if function in _SHADES:
        return _Grammar(frozenset({"none"}), frozenset(), frozenset({"number"}))
    return grammar._replace(functions=grammar.functions & _SHADES, sorts=grammar.sorts - {"reference"})


def _light(grammar: _Grammar, token: Any) -> str | None:
    """Return the light one of two colours."""
    end = next((index for index, part in enumerate(token.arguments) if part == ","), 0)
    light = token.arguments[:end]
    if any(part.type == "function" and part.lower_name == "light-dark" for part in light):
        return None
    return _taken_apart(grammar, light)


def _number(token: Any) -> str | None:
    unit = "%" if token.type == "percentage" else getattr(token, "lower_unit", "")
    return f"{token.representation}{unit}" if unit in _UNITS or unit in ("", "%") else None


def _font(token: Any) -> str | None:
    if token.type in ("ident", "string") and _NAME.fullmatch(token.value):
        return str(token.value) if token.type == "ident" else f"'{token.value.replace(chr(39), '')}'"
    return None


def _target(token: Any) -> str | None:
    """Return the name of the element that a token refers to in its own drawing, else None."""
    address = token.value if token.type == "url" else None
    if token.type == "function" and token.lower_name == "url":
        strings = [part.value for part in token.arguments if part.type == "string"]
        address = strings[0] if len(strings) == 1 else None
    if address is None or not address.strip().startswith("#") or REFERENCE in address:
        return None
    return str(address.strip()[1:])
