"""Read the look that a publication sets in `mkdocs.yml`, below `look:`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from harvest.cards import fixes
from harvest.cards.record import lines_below
from harvest.cards.values import Reader
from harvest.kinds.kind import Field
from harvest.kinds.names import AMONG_FEW, meant
from harvest.kinds.read import form
from harvest.look.colours import MIST, PAPER, SIGN, TEXT, WORDS, contrast, nearest_colour, read_colour
from harvest.look.look import OwnLook, good_accent, good_band, ink_on
from harvest.problems.problem import Fix, Message, Position, say
from harvest.source.yaml_nodes import Items, Node, Scalar, place_of

_BEHIND_A_HASH = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}(?!\S)")


def read_look(node: Node | None, reader: Reader) -> OwnLook:
    """Return the look that is set; its mistakes become problems of the reader, and what they are in is left out."""
    fields = form("look")
    known, _ = lines_below("look", node, reader, least=AMONG_FEW)
    values = {name: _text(fields[name], value, reader) for name, value in known.items()}
    band, accent = values.get("band"), values.get("accent")
    look = OwnLook(
        _colour(band, reader, good_band, _poor_band) if band else "",
        _colour(accent, reader, good_accent, _poor_accent) if accent else "",
    )
    if not (logo := values.get("logo")):
        return look
    alt = values.get("alt")
    return replace(
        look,
        logo=posixpath.normpath(logo.value.strip().replace("\\", "/")),
        alt=" ".join(alt.value.split()) if alt else "",
        words=(alt,) if alt else (),
        place=place_of(logo, reader.path),
        end=logo.end,
    )


def _text(field: Field, node: Node, reader: Reader) -> Scalar | None:
    """Return the one text behind a name; None for what is left empty or is more than that.

    A colour such as #9B1B4B without quotation marks is a remark to YAML, and what was meant all the same.
    """
    if isinstance(node, Scalar) and not node.value.strip():
        remark = _BEHIND_A_HASH.match(node.unread)
        return node._replace(value=remark[0], one_line=False, end_column=0) if remark else None
    if reader.value(field, node) is None:
        return None
    while isinstance(node, Items):
        node = node.items[0]
    return node if isinstance(node, Scalar) and node.value.strip() else None


def _colour(written: Scalar, reader: Reader, good: Callable[[str], bool], poor: Callable[[str, str], Message]) -> str:
    """Return a colour that can be read; empty after noting why it cannot, with the nearest one that can."""
    colour = read_colour(written.value)
    if not colour:
        words = [word for labels in WORDS.values() for word in labels.values()]
        otherwise = say(
            "Write it as {example}, with quotation marks, or choose: {choices}.",
            example='"#9B1B4B"',
            choices=list(WORDS.values()),
        )
        guess = meant(written.value, words, otherwise)
        message = say("«{written}» is no colour that is known here.", written=written.value)
        reader.problem(written, "configuration", message, guess.hint, fix=fixes.in_data(written, guess))
        return ""
    if good(colour):
        return colour
    better = nearest_colour(colour, good)
    hint = say("The nearest of this hue that can be read is {colour}. Or choose another.", colour=f'"{better}"')
    reader.problem(written, "colour-contrast", poor(colour, written.value), hint, fix=_instead(written, better))
    return ""


def _poor_band(colour: str, written: str) -> Message:
    """Say why a band is not good: its text, or that nobody sees where it ends."""
    most = contrast(colour, ink_on(colour))
    if most < TEXT:
        return say(
            "Text on a band of {colour} is hard to read, dark or white: the contrast is {most}, and {least} is needed.",
            colour=written,
            most=_number(most),
            least=_number(TEXT),
        )
    return say("A band of {colour} cannot be told from white paper.", colour=written)


def _poor_accent(colour: str, written: str) -> Message:
    """Say on which ground an accent is hard to see."""
    on_paper, on_mist = contrast(colour, PAPER), contrast(colour, MIST)
    where = say("on white paper") if on_paper < SIGN else say("on the pale ground of the home page")
    return say(
        "Signs of {colour} are hard to see {where}: the contrast is {most}, and {least} is needed.",
        colour=written,
        where=where,
        most=_number(min(on_paper, on_mist) if on_paper >= SIGN else on_paper),
        least=_number(SIGN),
    )


def _number(ratio: float) -> Mapping[str, str]:
    """Return a contrast in each language, never rounded up to what would be enough."""
    written = f"{int(ratio * 10) / 10:g}"
    return {"en": written, "nl": written.replace(".", ",")}


def _instead(written: Scalar, colour: str) -> Fix | None:
    """Return the fix that writes a colour in the place of another, between quotation marks."""
    if written.columns is None:
        return None
    start, end = written.columns
    text = f'"{colour}"' if written.plain else colour
    return Fix(Position(written.line, start), Position(written.line, end), text)
