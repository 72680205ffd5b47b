"""Markdown to sanitised HTML: one set-up and one sanitiser, for site and print alike.

Ties are resolved before the text is rendered and stand in the result as `harvest:KEY`; `addressed` turns those into
addresses. What `link` did not find cannot become a link.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from html import escape, unescape
from secrets import token_hex
from typing import Any
from urllib.parse import quote, unquote

import comrak
import nh3

from harvest.cards.card import Card
from harvest.links.edges import Node, Register, Tie, anchor
from harvest.source.addresses import unsafe_scheme
from harvest.source.allowed_tags import ALLOWED_TAGS
from harvest.source.content import PUBLISHED

SCHEME = f"harvest-{token_hex(8)}"
"""Of links inside the publication until they get their address. Nobody can write it: it is new in every process."""
DEEPEST = 100
"""How many quotations or lists may stand inside one another."""
_ATTRIBUTES = {
    "*": {"lang", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
}
_MARK = re.compile(r"(?:<p>)?\ue000(\d+)\ue001(?:</p>)?")
_PRIVATE = str.maketrans("", "", "".join(map(chr, range(0xE000, 0xE010))) + "\x00\x02\x03")
_OPENING = re.compile(r"<(?!br\b|hr\b|img\b)[a-z]")
_EXTERNAL = re.compile(r'<a((?: [a-z]+="[^"]*")*?) href="((?:https?|mailto|tel):[^"]*)"([^>]*)>')
_NO_PICTURE = re.compile(r'<img(?![^>]* src=")[^>]*>')
_INSIDE = re.compile(rf' (href|src)="{SCHEME}:([^"]*)"')
_REMOVED_WHOLE = frozenset("script style iframe object svg math template title textarea noscript".split())
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
_ELISION = re.compile(r"(?<![\w'‘’])'(?=[kmnrst]\b)")
NOTE_MARK = re.compile(r'<sup class="note">.*?</sup>')
_TAGS = re.compile(r"<[^>]+>")
_ESCAPABLE = re.compile(r"([\\`*_\[\]<>#!|~])")


@cache
def _options() -> dict[str, Any]:
    """GitHub's Markdown, which authors know from elsewhere: a list may follow a line of text at once."""
    extensions, parsing, rendering = comrak.ExtensionOptions(), comrak.ParseOptions(), comrak.RenderOptions()
    extensions.table = extensions.strikethrough = extensions.autolink = extensions.description_lists = True
    rendering.unsafe_ = True  # the sanitiser judges what is safe, for raw HTML and Markdown alike
    parsing.smart = True  # straight quotation marks become those of a printed book
    return {"extension_options": extensions, "parse_options": parsing, "render_options": rendering}


def render(texts: Iterable[str]) -> list[str]:
    """The sanitised HTML of each text. Texts of one card are rendered at once, since starting costs most."""
    whole = [text.translate(_PRIVATE) for text in texts]
    if len(whole) > 1:
        joined = "".join(f"{text}\n\n\ue000{index}\ue001\n\n" for index, text in enumerate(whole))
        pieces = _MARK.split(_sanitised(joined))
        if [int(mark) for mark in pieces[1::2]] == list(range(len(whole))) and all(map(_balanced, pieces[0::2])):
            return [piece.strip() for piece in pieces[0:-1:2]]
    # Something left open in one text ran on into the next: give each its own turn.
    return [_sanitised(text).strip() for text in whole]


def _balanced(html: str) -> bool:
    return len(_OPENING.findall(html)) == html.count("</")


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=ALLOWED_TAGS,
        clean_content_tags=_REMOVED_WHOLE,
        attributes=_ATTRIBUTES,
        attribute_filter=_only_our_pictures,
        url_schemes={"http", "https", "mailto", "tel", SCHEME},
        url_relative="deny",
        link_rel=None,
        strip_comments=True,
    )


def _sanitised(text: str) -> str:
    if "`" not in text:  # ’s avonds begins with an apostrophe; only inside code may it stay as typed
        text = _ELISION.sub("’", text)
    html = comrak.render_markdown(text, **_options())
    if _too_deep(html):
        return f"<pre>{escape(text)}</pre>"
    return _EXTERNAL.sub(_outside, _NO_PICTURE.sub("", _cleaner().clean(html)))


def _only_our_pictures(tag: str, attribute: str, value: str) -> str | None:
    """A picture comes from the publication or not at all: no page asks another host for anything."""
    return value if attribute != "src" or value.startswith(f"{SCHEME}:") else None


def _outside(match: re.Match[str]) -> str:
    """Links that leave the publication are marked."""
    before, address, after = match.groups()
    return f'<a class="outside"{before} href="{address}"{after}>'


def _too_deep(html: str) -> bool:
    """Whether thousands of quotations or lists stand inside one another, which the sanitiser takes minutes over."""
    if html.count("<blockquote") + html.count("<ul") + html.count("<ol") < DEEPEST:
        return False
    depth = 0
    for tag in re.finditer(r"<(/?)(?:blockquote|ul|ol)\b", html):
        depth += -1 if tag[1] else 1
        if depth > DEEPEST:
            return True
    return False


Placed = Callable[[Tie], tuple[str, int] | None]
"""The mark of a note, or the note → what stands for it, and the offset in the body where it ends."""


def with_ties(text: str, start: int, node: Node, ties: Sequence[Tie], register: Register, note: Placed) -> str:
    """A part of a node's body (from offset `start`), its ties written as `harvest:` links."""
    pieces: list[str] = []
    at = 0
    for index in range(bisect_left(ties, start, key=lambda tie: tie.start), len(ties)):
        tie = ties[index]
        first, last = tie.start - start, tie.end - start
        if first >= len(text):
            break
        if first < at or last > len(text):
            continue
        if tie.form in ("note", "note text"):
            if found := note(tie):
                pieces += (text[at:first], found[0])
                at = min(found[1] - start, len(text))
            continue
        replacement = _replaced(tie, node, register)
        if tie.form == "wiki" and first > at and text[first - 1] == "!":
            first -= 1  # as Obsidian shows one note inside another; here it is a link
        if replacement is not None:
            pieces += (text[at:first], replacement)
            at = last
    return "".join(pieces) + text[at:] if pieces else text


def _replaced(tie: Tie, node: Node, register: Register) -> str | None:
    """The tie as it goes to Markdown; None leaves it as it is."""
    if tie.form == "wiki":
        found, heading = register.meant(tie.target, node)
        name = tie.target.removesuffix(heading).rstrip("# ") if heading else tie.target
        if len(found) != 1:
            return _escaped(tie.caption or tie.target)
        caption = tie.caption or (found[0].title if _is_id(name, found[0]) else name) or heading
        return f"[{_escaped(caption)}](<{SCHEME}:{quote(found[0].key, safe=':/')}{_fragment(heading)}>)"
    if tie.form not in ("link", "image", "definition"):
        return None
    target = tie.target
    if unsafe_scheme(target):
        return tie.caption if tie.form != "definition" else ""
    if re.match(r"[a-z][a-z0-9+.\-]*:", target, re.IGNORECASE):
        return None
    address = _inside(target, node, register)
    if tie.form == "definition":
        return f"[{tie.caption}]: <{address}>" if address else ""
    if not address:
        return tie.caption
    picture = tie.form == "image" and address.startswith(f"{SCHEME}:file:")
    return f"{'!' if picture else ''}[{tie.caption}](<{address}>)"


def _is_id(name: str, node: Node) -> bool:
    """Whether a card was named by its file, which is no text to read."""
    return isinstance(node, Card) and name == node.id and name.casefold() != node.title.casefold()


def _inside(target: str, node: Node, register: Register) -> str:
    """The `harvest:` address of a path in the publication; empty when nothing lies there."""
    path, _, heading = target.partition("#")
    path = path.partition("?")[0]
    if not path:
        return f"{SCHEME}:{quote(node.key, safe=':/')}{_fragment(unquote(heading))}" if heading else ""
    if target.startswith("//"):
        return ""
    where, found = register.at(path, node.path)
    if found is not None:
        return f"{SCHEME}:{quote(found.key, safe=':/')}{_fragment(unquote(heading))}"
    if where in register.files and where.lower().endswith(tuple(PUBLISHED)):
        return f"{SCHEME}:{quote('file:' + where, safe=':/')}"
    return ""


def _fragment(heading: str) -> str:
    return f"#{anchor(heading, {})}" if heading else ""


def _escaped(text: str) -> str:
    return _ESCAPABLE.sub(r"\\\1", text)


Address = Callable[[str, str], tuple[str, str]]
"""Key and anchor → (address, class of the link); an empty address leaves only the words."""


def addressed(html: str, address: Address) -> str:
    """A whole page with every `harvest:` link turned into an address; one without an address becomes plain words."""

    def turn(match: re.Match[str]) -> str:
        name, target = match.groups()
        key, _, heading = unescape(target).partition("#")
        where, css = address(unquote(key), heading)
        if not where:
            return ""
        marked = f' class="{escape(css)}"' if css and name == "href" else ""
        return f'{marked} {name}="{escape(where)}"'

    return _INSIDE.sub(turn, html)


def headed(html: str, seen: dict[str, int], below: int) -> str:
    """The HTML with an anchor on every heading, and levels that begin just under `below` and skip none."""
    if "<h" not in html:
        return html
    stack: list[int] = []

    def turn(match: re.Match[str]) -> str:
        level, words = int(match[1]), match[2]
        while stack and stack[-1] >= level:
            stack.pop()
        stack.append(level)
        shown = min(below + len(stack), 6)
        read = unescape(_TAGS.sub("", NOTE_MARK.sub("", words)))
        return f'<h{shown} id="{anchor(read, seen)}">{words}</h{shown}>'

    return _HEADING.sub(turn, html)
