"""Read running text: links, pictures, notes, raw tags and words; change each node to what is written as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import copy

import comrak
from comrak import AstNode

from harvest.source.markdown import remarks
from harvest.source.markdown.html import PICTURE, SCHEME_BEGINS, picture, read_html
from harvest.source.markdown.nodes import link, raw, text, value_of
from harvest.source.markdown.places import Change
from harvest.source.markdown.reading import Reading
from harvest.source.markdown.values import slot

Pieces = list[AstNode] | None
"""What is written in place of a node; None leaves it as it is."""

_SIZE = re.compile(r"(?<!\s)\s*\|\s*(\d{1,4})(?:x\d{1,4})?\s*$")
_ELISION = re.compile(r"(?<![\w‘’])‘(?=[kmnrst]\b)")
_BEHIND_ADDRESS = re.compile("[”“„’‘»«…].*", re.DOTALL)
_BEHIND_BRACKETS = re.compile(r"\([^()\s]*\)")
_ROUND = re.compile("[‘’“”]")
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")


def children(node: AstNode, reading: Reading) -> Pieces:
    """Read everything inside a node. Return its new children, or None where they stay as they are."""
    changed = False
    kept: list[AstNode] = []
    for child in node.children:
        read = _READ.get(type(child.node_value), _inside)
        hidden = reading.hidden.name
        pieces = read(child, reading)
        if hidden and reading.hidden.name:
            changed = True  # what is hidden is not left to the sanitiser, which ends it elsewhere
        elif pieces is None:
            kept.append(child)
        else:
            kept += pieces
            changed = True
    return kept if changed else None


def _inside(node: AstNode, reading: Reading) -> Pieces:
    changed = children(node, reading)
    if changed is not None:
        node.children = changed
    return None


# Places


def _placed(node: AstNode, reading: Reading, begins: tuple[str, ...], ends: tuple[str, ...]) -> tuple[int, int]:
    """Return where a node begins and ends: as the parser says, if the text there looks like one; else its paragraph.

    The parser counts one column less for every `\\|` before it in a cell of a table.
    """
    start, end = reading.inside(node)
    if reading.text.startswith(begins, start) and reading.text.endswith(ends, start, end):
        return start, end
    first, last = reading.leaf
    shifts = range(1 + reading.bars)
    begin = next((start + shift for shift in shifts if reading.text.startswith(begins, start + shift)), None)
    if begin is not None:
        for shift in shifts:
            if reading.text.endswith(ends, begin, min(end + shift, last)):
                return begin, min(end + shift, last)
    return first, last


# What can stand in running text


def _text(node: AstNode, reading: Reading) -> Pieces:
    value = words = value_of(node)
    typographic = not value.isascii() and _ROUND.search(value) is not None
    worth = remarks.worth(value, rare=reading.rare)
    if typographic or worth:
        start, end = reading.inside(node)
        if reading.text.endswith("\\", reading.leaf[0], start):  # the parser leaves out the one it begins with
            start -= 1
        written = reading.text[start:end]
        # Titles, blurbs and quotations keep the quotation marks that were typed.
        if typographic and written.translate(_STRAIGHT) == value.translate(_STRAIGHT):
            words = written
        if worth:
            remarks.text(written, start, reading)
    reading.say(words)
    if typographic and (elided := _ELISION.sub("’", value)) != value:
        node.node_value = comrak.Text(elided)
    return None


def _break(node: AstNode, reading: Reading) -> Pieces:
    reading.say("\n")
    return None


def _code(node: AstNode, reading: Reading) -> Pieces:
    literal = value_of(node).literal
    reading.say(literal)
    if "<!" in literal or "%%" in literal:
        reading.code(*reading.inside(node))
    return None


def _link(node: AstNode, reading: Reading) -> Pieces:
    value = value_of(node)
    place = _placed(node, reading, ("[", "<"), (")", "]", ">"))
    if place == reading.leaf and _typed(node, value.url):
        return _bare(node, reading)
    begun = reading.open_mark()
    changed = children(node, reading)
    note = remarks.of_word_processor(value.url)
    if note:
        del reading.words[begun[2] :]  # its number is no word of the sentence
        reading.length = begun[1]
    mark = reading.close_mark(begun, "link", value.url, place, note or None)
    if changed is not None:
        node.children = changed
    if not SCHEME_BEGINS.match(value.url):
        node.node_value = comrak.Link(comrak.NodeLink(slot(reading.key, begun[0]), ""))
    remarks.link(mark, reading)
    return None


def _typed(node: AstNode, address: str) -> bool:
    """Tell whether a link shows the address that its author typed."""
    inside = node.children
    shown = value_of(inside[0]) if len(inside) == 1 and type(inside[0].node_value) is comrak.Text else ""
    return bool(shown) and address in (shown, f"http://{shown}", f"mailto:{shown}")


def _bare(node: AstNode, reading: Reading) -> Pieces:
    """Read an address without brackets. It ends before a round quotation mark or an ellipsis, as Word makes them."""
    value = value_of(node)
    place = reading.inside(node)
    shown = value_of(node.children[0])
    if not reading.text.startswith(shown, place[0]):
        place = reading.leaf
    behind = ""
    if found := _BEHIND_ADDRESS.search(shown):
        behind = found[0]
        shown = shown[: found.start()]
        address = _BEHIND_ADDRESS.sub("", value.url)
        node.node_value = comrak.Link(comrak.NodeLink(address, ""))
        node.children = [text(shown, node)]
        if place != reading.leaf:
            place = place[0], place[1] - len(behind)
    begun = reading.open_mark()
    reading.say(shown)
    reading.close_mark(begun, "link", value_of(node).url, place)
    reading.say(behind)
    return [node, text(behind, node)] if behind else None


def _image(node: AstNode, reading: Reading) -> Pieces:
    value = value_of(node)
    begun = reading.open_mark()
    hidden, length, before = copy(reading.hidden), reading.length, len(reading.words)
    children(node, reading)
    caption = "".join(reading.words[before:])
    del reading.words[before:]  # its words are no part of the sentence
    reading.hidden, reading.length = hidden, length
    size = _SIZE.search(caption)
    caption = caption[: size.start()] if size else caption
    reading.close_mark(begun, "image", value.url, _placed(node, reading, ("![",), (")", "]")), caption)
    return [raw(picture(reading, begun[0], size[1] if size else ""), node)]


def _wiki(node: AstNode, reading: Reading) -> Pieces:
    value = value_of(node)
    place = _placed(node, reading, ("![[",) if value.embed else ("[[",), ("]]",))
    if (behind := _BEHIND_BRACKETS.match(reading.text, place[1])) and place != reading.leaf:
        # `[[1]](address)` is a link as on GitHub, and how a word processor's footnotes come along.
        reading.changes += (Change(place[0] + 1, 0, "\\"), Change(place[1] - 2, 0, "\\"))
        reading.say(behind[0])
        return None
    target = " ".join(value.url.split())
    if target.strip("_").lower() == "toc":
        reading.remark("contents", *place)
        return [text(f"[[{target}]]", node)]
    named = "|" in reading.text[place[0] : place[1]] if place != reading.leaf else True
    caption = "".join(value_of(c) for c in node.children if type(c.node_value) is comrak.Text) if named else ""
    if "|" in target and "\\|" in reading.text[place[0] : place[1]]:  # as in a table, though it stands in none
        target, _, caption = (part.strip() for part in target.partition("|"))
    return [wiki(target, caption, place, reading, node, embed=value.embed)]


def wiki(target: str, caption: str, place: tuple[int, int], reading: Reading, node: AstNode, *, embed: bool) -> AstNode:
    """Return the node of a link, or of an embedded picture, in the notation of Obsidian."""
    caption = " ".join(caption.split())
    if embed and target.lower().endswith(PICTURE):
        width = caption if caption.isdecimal() else ""
        begun = reading.open_mark()
        reading.close_mark(begun, "embed", target, place, "" if width else caption)
        return raw(picture(reading, begun[0], width), node)
    begun = reading.open_mark()
    reading.say(caption or target)
    reading.close_mark(begun, "wiki", target, place, caption)
    return link(slot(reading.key, begun[0]), caption or target, node)


def _raised(node: AstNode, reading: Reading) -> Pieces:
    """Read superscript or subscript, or signs that only look like it."""
    start, end = reading.inside(node)
    sign = reading.text[start : start + 1]
    if sign not in ("^", "~") or remarks.raised(start, end, reading):
        return _inside(node, reading)
    reading.say(sign)
    changed = children(node, reading)
    reading.say(sign)
    return [text(sign, node), *(node.children if changed is None else changed), text(sign, node)]


def _note(node: AstNode, reading: Reading) -> Pieces:
    begun = reading.open_mark()
    reading.close_mark(begun, "note", value_of(node).name, _placed(node, reading, ("[^",), ("]",)), "")
    return [link(slot(reading.key, begun[0]), "", node)]


def _hidden(written: str, node: AstNode, reading: Reading) -> None:
    """Note the place of a comment. One without a known place is not noted, so it is taken out before the next parse."""
    start, end = reading.inside(node)
    first, last = reading.leaf
    if not reading.text.startswith(written, start) or start + len(written) != end:
        start = reading.text.find(written, first, last)
        if start < 0 or reading.text.find(written, start + 1, last) >= 0:
            return
    reading.comment(start, start + len(written))


def _comment(node: AstNode, reading: Reading) -> Pieces:
    _hidden(f"%%{value_of(node).literal}%%", node, reading)
    return []


def _html(node: AstNode, reading: Reading) -> Pieces:
    literal = value_of(node)
    if literal.startswith("<!--"):
        _hidden(literal, node, reading)
        return []
    start, _ = reading.inside(node)
    replaced = read_html(literal, start, reading)
    if replaced != literal:
        return [raw(replaced, node)]
    return None


_READ: dict[type, Callable[[AstNode, Reading], Pieces]] = {
    comrak.Text: _text,
    comrak.SoftBreak: _break,
    comrak.LineBreak: _break,
    comrak.Code: _code,
    comrak.Link: _link,
    comrak.Image: _image,
    comrak.WikiLink: _wiki,
    comrak.Superscript: _raised,
    comrak.Subscript: _raised,
    comrak.FootnoteReference: _note,
    comrak.CommentInline: _comment,
    comrak.HtmlInline: _html,
}
