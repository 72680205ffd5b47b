"""Parse a Markdown text with comrak: its tree is walked, changed where a link is ours to resolve, and written as
HTML block by block.

GitHub's Markdown, which authors know from elsewhere, and of Obsidian's the links and comments. Nothing here raises over
content. What the parser reads otherwise than its author meant is changed before (`rewrite`) and parsed once more.
"""

from __future__ import annotations

import re
from functools import cache
from hashlib import blake2b
from html import escape
from typing import Any

import comrak
from comrak import AstNode

from harvest.source.markdown import rewrite
from harvest.source.markdown.places import Places
from harvest.source.markdown.values import Block, Markdown, Remark
from harvest.source.markdown.walk import Walk

DEEPEST = 100
"""How many quotations, lists or emphases may stand inside one another; more can end the process."""
WIDEST = 200
"""How many bars a line may hold: the parser's time grows with the square of the columns of a table."""
MOST_MARKS = 2000
"""How many marks of footnotes a text may hold: the parser's time grows with their square."""
PASSES = 8
"""How often a text may be parsed again for what a change brought to light."""
_QUOTED = re.compile(rf"^ {{0,3}}(?:> ?){{{DEEPEST}}}", re.MULTILINE)
"""So many quotations inside one another, whatever follows."""
_FAR_IN = re.compile(rf"^[ \t>*+\-:~\d.)]{{{DEEPEST}}}", re.MULTILINE)
"""A line that can stand so far in: each block takes one of these at least."""


@cache
def _options() -> dict[str, Any]:
    return {
        "extension_options": comrak.ExtensionOptions(
            table=True,
            strikethrough=True,
            subscript=True,
            superscript=True,
            highlight=True,
            autolink=True,
            description_lists=True,
            tasklist=True,
            footnotes=True,
            alerts=True,
            wikilinks_title_after_pipe=True,
            ofm_comments=True,
        ),
        # Straight quotation marks become those of a printed book; notes stay where they were written.
        "parse_options": comrak.ParseOptions(smart=True, leave_footnote_definitions=True),
        # The sanitiser judges what is safe, for raw HTML and Markdown alike.
        "render_options": comrak.RenderOptions(unsafe_=True),
    }


def read_markdown(text: str) -> Markdown:
    """Read any text. Return one that is nested too deep or is too wide as it was typed, with a remark."""
    if not text or text.isspace():
        return Markdown(visible=text)
    if "\x00" in text:
        text = text.replace("\x00", "\ufffd")
    key = blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()
    places = Places(text)
    for _ in range(PASSES):
        if refused := _refused(places.text):
            return _as_typed(rewrite.without_comments(text), refused, key)
        walk = Walk(places, key, _html)
        walk.document(comrak.parse_document(places.text, **_options()))
        changes = rewrite.merged(walk.changes)
        if not changes:
            return walk.result(text)
        places = Places(rewrite.changed(places.text, changes), places, changes)
    bare = rewrite.without_comments(text)  # nothing that may be hidden is shown, whatever else is
    return read_markdown(bare) if bare != text else walk.result(text)


def _html(nodes: list[AstNode]) -> str:
    """Return the HTML of these nodes, as the parser writes it."""
    place = nodes[0].sourcepos
    return comrak.format_html(AstNode(comrak.Document(), place, None, nodes), **_options())


def _refused(text: str) -> Remark | None:
    """Return the remark for a text that is not parsed, or None."""
    if text.count("|") > WIDEST and (wide := next((line for line in text.split("\n") if line.count("|") > WIDEST), "")):
        start = text.index(wide)
        return Remark("too wide", str(WIDEST), start, start + len(wide))
    if text.count("[^") > MOST_MARKS:
        return Remark("too many notes", str(MOST_MARKS), 0, len(text))
    if (text.count(">") >= DEEPEST and _QUOTED.search(text)) or (_may_be_deep(text) and _depth(text) > DEEPEST):
        return Remark("too deep", "", 0, len(text))
    return None


def _may_be_deep(text: str) -> bool:
    """Tell whether a text has enough marks to be too deep. To measure its depth takes a parse of its own."""
    count = text.count
    emphasis = count("*") + count("_") + count("~") + count("^") + count("=")
    return emphasis // 2 + count("[") > DEEPEST or _FAR_IN.search(text) is not None


def _depth(text: str) -> int:
    """Return how many elements of a text stand inside one another at most."""
    options = {**_options(), "render_options": comrak.RenderOptions(escape=True)}
    deepest = depth = 0
    for piece in comrak.markdown_to_html(text, **options).split("<")[1:]:
        if piece.startswith("/"):
            depth -= 1
        elif not piece.startswith(("br", "hr", "img", "input")):
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def _as_typed(text: str, remark: Remark, key: str) -> Markdown:
    block = Block("code", 0, text, f"<pre>{escape(text)}</pre>\n")
    return Markdown((block,), remarks=(remark,), runs=(text,), visible=text, key=key)
