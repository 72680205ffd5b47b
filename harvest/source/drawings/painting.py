"""Tell whether something is painted with a colour that can be seen."""

from __future__ import annotations

import re
from collections.abc import Mapping

from harvest.source.drawings.element import Element
from harvest.source.drawings.references import targets

_NOTHING = r"\s*+[-+]?+0*+(?:\.0*+)?+(?:e[-+]?+[0-9]++)?+%?+\s*+"
_CLEAR = re.compile(
    r"transparent|#[0-9a-f]{3}0|#[0-9a-f]{6}00"
    rf"|[a-z]+\([^,/)]*,[^,/)]*,[^,/)]*,{_NOTHING}\)|[a-z]+\([^/)]*/{_NOTHING}\)",
    re.IGNORECASE,
)
_FILTERED_AWAY = re.compile(rf"opacity\({_NOTHING}\)", re.IGNORECASE)
_CUT_AWAY = re.compile(
    r"inset\(\s*([0-9]{1,5}(?:\.[0-9]+)?)%\s*\)|circle\(\s*+0(?:px|%)?+(?:\s[^)]*+)?\)", re.IGNORECASE
)
_MOST_STEPS = 10


def clear(colour: str) -> bool:
    """Tell whether a colour is none at all."""
    return colour == "none" or _CLEAR.fullmatch(colour.strip()) is not None


def without_strength(opacity: str) -> bool:
    """Tell whether so little of something is left that no screen shows it."""
    text = opacity.strip()
    try:
        number = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        return False
    return number < 0.002


def filtered_away(given: Mapping[str, str]) -> bool:
    """Tell whether a filter, or a form that cuts out, leaves nothing."""
    cut = _CUT_AWAY.fullmatch(given.get("clip-path", "").strip())
    return _FILTERED_AWAY.search(given.get("filter", "")) is not None or (cut is not None and float(cut[1] or 50) >= 50)


def paints(element: Element, name: str, names: Mapping[str, Element]) -> bool:
    """Tell whether the fill or stroke of an element may be seen: it has a colour, or a gradient that has one."""
    value = element.attributes[name]
    if value.lower() == "currentcolor":
        value = element.attributes.get("color", "#000")
    if clear(value):
        return False
    target = next((target for attribute, target in targets(element, names) if attribute == name), None)
    for _ in range(_MOST_STEPS):
        if target is None or target.name not in ("linearGradient", "radialGradient"):
            return True
        stops = [child for child in target.children() if child.name == "stop"]
        if stops:
            return not all(_clear_stop(stop) for stop in stops)
        following = next((one for attribute, one in targets(target, names) if attribute == "href"), None)
        if following is None:
            return False
        target = following
    return True


def _clear_stop(stop: Element) -> bool:
    return without_strength(stop.attributes.get("stop-opacity", "1")) or clear(
        stop.attributes.get("stop-color", "#000")
    )
