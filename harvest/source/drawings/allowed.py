"""List the elements and attributes of drawings that go out, and what their values may be. All else is left out.

Sources: SVG 2, Filter Effects 1 and CSS Masking 1. What runs, moves, leads elsewhere or speaks is not on the list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

UNKNOWN = "unknown"
"""The name for elements of SVG that browsers do not draw, such as `flowRoot`: their text may be missed."""

ELEMENTS = frozenset(
    """
    svg g defs symbol use image path rect circle ellipse line polyline polygon text tspan textPath
    linearGradient radialGradient stop clipPath mask pattern marker filter
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
    feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode
    feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
    """.split()
)
HOLDS_TEXT = frozenset({"text", "tspan", "textPath", "a", UNKNOWN})
SHAPES = frozenset("path rect circle ellipse line polyline polygon".split())
USED = frozenset("defs symbol linearGradient radialGradient clipPath mask pattern marker filter".split())
"""Elements that are not drawn where they stand, only where something refers to them."""

_PROPERTIES = """
    fill stroke color stop-color flood-color lighting-color
    opacity fill-opacity stroke-opacity stop-opacity flood-opacity fill-rule clip-rule
    stroke-width stroke-dashoffset stroke-dasharray stroke-linecap stroke-linejoin stroke-miterlimit
    vector-effect paint-order clip-path mask mask-type filter marker-start marker-mid marker-end
    font-family font-size font-style font-weight font-stretch font-variant letter-spacing word-spacing
    text-anchor text-decoration dominant-baseline alignment-baseline baseline-shift writing-mode direction unicode-bidi
    text-rendering shape-rendering image-rendering color-rendering color-interpolation color-interpolation-filters
    visibility display overflow transform-origin
"""
STYLED = frozenset(_PROPERTIES.split())
"""The properties of a style that are attributes as well."""
GEOMETRY: Mapping[str, frozenset[str]] = {
    "x": frozenset("svg rect image use mask filter".split()),
    "y": frozenset("svg rect image use mask filter".split()),
    "width": frozenset("svg rect image use mask filter".split()),
    "height": frozenset("svg rect image use mask filter".split()),
    "cx": frozenset("circle ellipse".split()),
    "cy": frozenset("circle ellipse".split()),
    "r": frozenset({"circle"}),
    "rx": frozenset("ellipse rect".split()),
    "ry": frozenset("ellipse rect".split()),
}
"""Properties of a style that are attributes of some elements only."""

# Possessive, so that no text makes them try again and again.
_NUMBER = r"[-+]?+(?:[0-9]++(?:\.[0-9]*+)?+|\.[0-9]++)(?:[eE][-+]?+[0-9]++)?+"
_UNIT = r"(?:px|pt|pc|mm|cm|in|em|ex|rem|ch|vw|vh|%)?+"
_NUMBERS = re.compile(rf"\A[\s,]*+(?:{_NUMBER}{_UNIT}(?:[\s,]++|(?=[-+.])|\Z))*+")
_PATH = re.compile(r"\s*+(?:[Mm][MmZzLlHhVvCcSsQqTtAa0-9eE+\-.,\s]*+)?+")
_TRANSFORM = re.compile(r"[\s,]*+(?:(?:matrix|translate|scale|rotate|skewX|skewY)\s*+\([0-9eE+\-.,\s]*+\)[\s,]*+)*+")

Check = Callable[[str], str | None]


def _whole(pattern: re.Pattern[str]) -> Check:
    return lambda value: value.strip() if pattern.fullmatch(value) else None


def _path(value: str) -> str | None:
    """Return the path up to what is wrong in it, as browsers draw it."""
    match = _PATH.match(value)
    return " ".join(match[0].split()) if match and match[0].strip() else None


def _words(*allowed: str) -> Check:
    known = frozenset(" ".join(allowed).split())
    return lambda value: " ".join(value.split()) if value.strip() and known.issuperset(value.split()) else None


def _orient(value: str) -> str | None:
    return value if value in ("auto", "auto-start-reverse") else _whole(re.compile(rf"{_NUMBER}(?:deg|rad)?"))(value)


_numbers = _whole(_NUMBERS)
_units = _words("objectBoundingBox userSpaceOnUse strokeWidth")
_align = " ".join(f"x{x}Y{y}" for x in ("Min", "Mid", "Max") for y in ("Min", "Mid", "Max"))

ATTRIBUTES: Mapping[str, Check] = {
    **dict.fromkeys(
        """
        x y width height cx cy r rx ry x1 y1 x2 y2 fx fy fr dx dy rotate textLength startOffset offset pathLength
        markerWidth markerHeight viewBox points stdDeviation k1 k2 k3 k4 tableValues slope intercept amplitude exponent
        order kernelMatrix divisor bias targetX targetY kernelUnitLength scale baseFrequency numOctaves seed radius
        azimuth elevation pointsAtX pointsAtY pointsAtZ z limitingConeAngle specularConstant specularExponent
        surfaceScale diffuseConstant values
        """.split(),
        _numbers,
    ),
    **dict.fromkeys(
        """
        gradientUnits patternUnits patternContentUnits clipPathUnits maskUnits maskContentUnits filterUnits
        primitiveUnits markerUnits
        """.split(),
        _units,
    ),
    **dict.fromkeys("transform gradientTransform patternTransform".split(), _whole(_TRANSFORM)),
    "d": _path,
    "refX": lambda value: _numbers(value) or _words("left center right")(value),
    "refY": lambda value: _numbers(value) or _words("top center bottom")(value),
    "orient": _orient,
    "preserveAspectRatio": _words("none meet slice defer", _align),
    "spreadMethod": _words("pad reflect repeat"),
    "lengthAdjust": _words("spacing spacingAndGlyphs"),
    "method": _words("align stretch"),
    "spacing": _words("auto exact"),
    "side": _words("left right"),
    "edgeMode": _words("duplicate wrap none"),
    "preserveAlpha": _words("true false"),
    "operator": _words("over in out atop xor lighter arithmetic erode dilate"),
    "mode": _words(
        "normal multiply screen darken lighten overlay color-dodge color-burn hard-light soft-light difference"
        " exclusion hue saturation color luminosity"
    ),
    "type": _words(
        "identity table discrete linear gamma matrix saturate hueRotate luminanceToAlpha fractalNoise turbulence"
    ),
    "xChannelSelector": _words("R G B A"),
    "yChannelSelector": _words("R G B A"),
    "stitchTiles": _words("stitch noStitch"),
    "xml:space": _words("preserve default"),
}
"""Attribute → the check that returns its value as it goes out, or None."""
RESULTS = frozenset("in in2 result".split())
"""Attributes that name what a step of a filter gives."""
SOURCES = frozenset("SourceGraphic SourceAlpha BackgroundImage BackgroundAlpha FillPaint StrokePaint".split())


def css_transform(value: str) -> str | None:
    """Return a transformation as the attribute has it, which knows no units; None for one that it cannot hold."""
    plain = re.sub(
        rf"({_NUMBER})(px|deg|rad|grad|turn)",
        lambda match: f"{float(match[1]) * _ANGLES.get(match[2].lower(), 1.0):.6g}",
        value,
    )
    plain = re.sub(r"(?i)\btranslateX\(([^(),]*)\)", r"translate(\1)", plain)
    plain = re.sub(r"(?i)\btranslateY\(([^(),]*)\)", r"translate(0,\1)", plain)
    plain = re.sub(r"(?i)\bscaleX\(([^(),]*)\)", r"scale(\1,1)", plain)
    plain = re.sub(r"(?i)\bscaleY\(([^(),]*)\)", r"scale(1,\1)", plain)
    return "" if plain.strip().lower() == "none" else _whole(_TRANSFORM)(plain)


_ANGLES: Mapping[str, float] = {"rad": 57.29577951308232, "grad": 0.9, "turn": 360.0}
