"""Turn the declarations of a style into attributes: one property, or several where CSS writes them in short."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from tinycss2 import parse_blocks_contents, serialize  # type: ignore[import-untyped] # no types are published for it

from harvest.source.drawings.allowed import ATTRIBUTES, GEOMETRY, css_transform
from harvest.source.drawings.values import GRAMMARS, LONGEST, checked

BACKGROUND = "background"
"""What a style says of the sheet itself; no attribute says so, and it becomes a rectangle."""
LOOK = frozenset("mix-blend-mode text-transform rotate scale translate offset-path backdrop-filter".split())
"""Properties that change the look, and for which there is no attribute."""
WORKED_OUT = "*"
"""What a style has worked out by the browser, so that no attribute can say it; the value is the property."""
MOVES = frozenset("animation animation-name".split())

_UNITS_NEEDED = frozenset("font-size letter-spacing word-spacing baseline-shift".split())
_VAR = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*(?:\([^()]*\)[^()]*)*))?\)")
_FONT = re.compile(
    r"((?:[\w-]+\s+){0,4}?)"
    r"([\d.]+(?:px|pt|pc|mm|cm|in|em|rem|ex|%)|(?:xx?-)?(?:small|large)|medium|smaller|larger)"
    r"(?:\s*/\s*[\w.%]+)?\s+(\S.*)",
    re.DOTALL | re.IGNORECASE,
)
_CSS_PATH = re.compile(r"path\(\s*([\"'])([^\"']*)\1\s*\)")


class StyleValue(NamedTuple):
    """A property and its value as they go out; what begins with `--` is a value for others, `raw` is checked later."""

    name: str
    value: str
    important: bool
    raw: bool = False


@lru_cache(maxsize=4096)
def declarations_of(style: str) -> tuple[StyleValue, ...]:
    """Return what a `style` attribute declares."""
    return tuple(declared(style))


def declared(block: str | Sequence[Any]) -> Iterator[StyleValue]:
    """Yield what a style declares; unknown properties and wrong values are passed over, as browsers do."""
    for piece in parse_blocks_contents(block):
        if piece.type != "declaration":
            continue
        try:
            value = serialize(piece.value).strip()
        except RecursionError:
            continue
        if len(value) > LONGEST:
            continue
        name = piece.name if piece.name.startswith("--") else piece.lower_name
        if name.startswith("--") or "var(" in value.lower():
            if len(value) <= 500:
                yield StyleValue(name, value, piece.important, raw=True)
            continue
        for property_name, plain in properties(name, value):
            yield StyleValue(property_name, plain, piece.important)


def filled_in(value: str, variables: Mapping[str, str]) -> str | None:
    """Return a value with the variables in it filled in; None when one is not there, or it grows too long."""
    for _ in range(6):
        if "var(" not in value:
            return value
        missing = False

        def one(match: re.Match[str]) -> str:
            nonlocal missing
            known = variables.get(match[1], match[2])
            missing = missing or known is None
            return known or ""

        filled = _VAR.sub(one, value)
        if missing or filled == value or len(filled) > 1000:
            return None
        value = filled
    return None


def properties(name: str, value: str) -> Iterator[tuple[str, str]]:
    """Yield the attributes that a property stands for, with their values as they go out."""
    if name in GRAMMARS:
        if name in _UNITS_NEEDED and re.fullmatch(r"[-+]?[\d.]*[1-9][\d.]*", value):
            return  # without a unit this is wrong in a style, though right in an attribute
        plain = checked(name, value)
        if plain is not None:
            yield name, plain
        elif "(" in value and "colour" not in GRAMMARS[name].sorts:
            yield WORKED_OUT, name  # such as opacity: calc(…)
    elif name in GEOMETRY:
        plain = ATTRIBUTES[name](value)
        if plain is not None:
            yield name, plain
    elif name == "marker":
        plain = checked("marker-mid", value)
        if plain is not None:
            yield from ((f"marker-{place}", plain) for place in ("start", "mid", "end"))
    elif name == "font":
        yield from _font(value)
    elif name in ("text-decoration-line", "mask-image"):
        yield from properties(name.rpartition("-")[0], value)
    elif name in ("transform", "d"):
        plain = css_transform(value) if name == "transform" else _path(value)
        yield (WORKED_OUT, name) if plain is None else (name, plain)
    elif name == "content-visibility":
        yield "display", "none" if value.lower() == "hidden" else "inline"
    elif name == "white-space":
        yield "xml:space", "preserve" if value.lower() in ("pre", "pre-wrap", "break-spaces") else "default"
    elif name in ("background", "background-color"):
        plain = checked("color", value)
        if plain is not None:
            yield BACKGROUND, plain
    elif (name in LOOK or name in MOVES) and value.lower() not in ("none", "normal", "initial", "unset"):
        yield name, name


def _path(value: str) -> str | None:
    match = _CSS_PATH.fullmatch(value)
    return ATTRIBUTES["d"](match[2]) if match else None


def _font(value: str) -> Iterator[tuple[str, str]]:
    match = _FONT.fullmatch(value) if len(value) < 500 else None
    family = checked("font-family", match[3]) if match else None
    if match is None or family is None:
        return
    parts = {"font-style": "normal", "font-variant": "normal", "font-weight": "normal", "font-stretch": "normal"}
    for word in match[1].split():
        for name in parts:
            if word != "normal" and checked(name, word) is not None:
                parts[name] = word
                break
    yield from parts.items()
    yield "font-size", match[2]
    yield "font-family", family
