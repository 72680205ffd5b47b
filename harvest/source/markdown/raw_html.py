"""Take raw HTML apart: its tags, the words between them, its wiki links and pictures.

The parser passes raw HTML on as it is. People write tables and centred pictures in it, and expect links to work there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import NamedTuple

REMOVED_WHOLE = frozenset("script style iframe object svg math template title textarea noscript".split())
"""Of these elements the sanitiser takes the words away too."""
_NOT_READ = REMOVED_WHOLE | {"pre", "code"}
NOT_WRITTEN = REMOVED_WHOLE | {"plaintext", "xmp", "noembed", "noframes"}
"""Tags that never go out: behind one a browser, and so the sanitiser, reads no markup, or ends elsewhere than we do."""
_NAME = r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?=[\s/>])"
_PIECE = re.compile(
    rf"""<!--.*?(?:-->|\Z)|{_NAME}(?P<rest>(?>[^<>"']+|"[^"]{{0,999}}"|'[^']{{0,999}}')*)>"""
    rf"|{_NAME.replace('?P<', '?P<other_')}(?P<other_rest>[^<>]*)>|<[!?][^>]*>?",
    re.DOTALL,
)
_WIKI = re.compile(r"(!?)\[\[([^\[\]\n|]+)(?:\\?\|([^\[\]\n|]*))?\]\]")


class Tag(NamedTuple):
    """A tag: its name in small letters, what stands behind the name, and where it stands in the piece of HTML.

    `odd` is what stands behind the name of a tag in which a quotation mark opens and does not close.
    """

    name: str
    attributes: str
    start: int
    end: int
    closing: bool
    odd: str = ""


def pieces(html: str) -> Iterator[tuple[int, str, Tag | None]]:
    """Yield each tag, and each text between two tags, with its offset, in order; leave comments out."""
    at = 0
    for match in _PIECE.finditer(html):
        if match.start() > at:
            yield at, html[at : match.start()], None
        at = match.end()
        if name := match["name"] or match["other_name"]:
            closing = "/" in (match["close"], match["other_close"])
            # In an odd one a quotation mark opens that would take in what follows.
            written = match[0] if match["name"] else f"<{'/' if closing else ''}{name}>"
            tag = Tag(name.lower(), match["rest"] or "", *match.span(), closing, match["other_rest"] or "")
            yield match.start(), written, tag
    if at < len(html):
        yield at, html[at:], None


def address(tag: Tag) -> tuple[str, int, int] | None:
    """Return the address in a link or picture, and its range among the attributes, quotation marks included."""
    match = _first(tag, {"a": "href", "img": "src"}.get(tag.name, ""))
    if match is None or match[2] is None or "<" in match[2] or ">" in match[2]:
        return None
    return unescape(_unquoted(match[2])).strip(), match.start(2), match.end(2)


def _first(tag: Tag, name: str) -> re.Match[str] | None:
    """Return the first attribute with a name, which counts in browsers; in the value of another there is none."""
    return next((match for match in _ATTRIBUTE.finditer(tag.attributes) if match[1].lower() == name), None)


def _unquoted(value: str) -> str:
    return value[1:-1] if value[:1] in ("'", '"') else value


_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
"""Tags of elements that hold nothing, and so have no end."""
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")
_NOTHING = r"0+(?:\.0*)?[a-z%]*(?=[;!)]|$)"
_NOT_SEEN = re.compile(
    rf"""(?:^|;)(?:display:none|(?:content-)?visibility:(?:hidden|collapse)|(?:opacity|font-size):{_NOTHING}
    |transform:scale\({_NOTHING}|filter:opacity\({_NOTHING}|clip:rect\(0|clip-path:inset\((?:50|100)%
    |color:(?:transparent|(?:rgb|hsl)a?\((?:[^(),;]*,){{3}}\.?{_NOTHING}|\#(?:[0-9a-f]{{3}}0|[0-9a-f]{{6}}00)(?![0-9a-f]))
    |(?:left|right|top|bottom|text-indent|margin-left|margin-top):-\d{{3}})""",
    re.VERBOSE,
)
_NO_ROOM = re.compile(rf"(?:^|;)(?:max-)?(?:height|width):{_NOTHING}")
_INSTEAD = frozenset("audio canvas meter progress rp video".split())
"""Elements whose words only a browser shows that cannot show the element itself."""
_CLASSES = frozenset("hidden hide invisible d-none".split())
"""Classes that style sheets commonly give to what they hide."""


def hides(tag: Tag) -> bool:
    """Tell whether the author of an opening tag hides what it holds, as a browser would."""
    if tag.name in _INSTEAD:
        return True
    if tag.name in ("dialog", "datalist"):
        return "open" not in tag.attributes.lower().split()
    for match in _ATTRIBUTE.finditer(tag.attributes or tag.odd):
        name, value = match[1].lower(), unescape((match[2] or "").strip("\"'")).lower()
        if (
            name in ("hidden", "popover")
            or (name == "style" and _unseen(_style(value)))
            or (name == "class" and not _CLASSES.isdisjoint(value.split()))
        ):
            return True
    return False


def _unseen(style: str) -> bool:
    """Tell whether a style shows nothing of what it is for."""
    return bool(_NOT_SEEN.search(style) or ("overflow:hidden" in style and _NO_ROOM.search(style)))


def _style(written: str) -> str:
    """Return a style without comments and white space."""
    first, *rest = written.split("/*")
    return "".join("".join([first, *(part.partition("*/")[2] for part in rest)]).split())


class Hidden:
    """Remember which open element is taken away with its words: by the sanitiser, or since its author hides it.

    `name` is that element, empty outside one; `place` is where its author hides it, or None for the other sort.
    """

    def __init__(self) -> None:
        self.name = ""
        self.place: tuple[int, int] | None = None
        self.depth = 0

    def sees(self, tag: Tag, place: tuple[int, int]) -> None:
        """Take a tag into account."""
        if self.name:
            if tag.name == self.name and self.place is not None and tag.name not in _VOID:
                self.depth += -1 if tag.closing else 1
            if tag.name == self.name and tag.closing and not self.depth:
                self.name, self.place = "", None
        elif not tag.closing and tag.name in REMOVED_WHOLE and not tag.attributes.endswith("/"):
            self.name = tag.name
        elif not tag.closing and hides(tag):
            self.name, self.place, self.depth = tag.name, place, 1

    def passed(self, tag: Tag) -> None:
        """Forget an element that holds nothing, now that its tag has been read."""
        if self.place is not None and tag.name == self.name and tag.name in _VOID:
            self.name, self.place = "", None


def without_hidden(text: str) -> str:
    """Return a text in which tags show as they are typed, without what its author hides in it."""
    if "<" not in text:
        return text
    hidden, kept = Hidden(), []
    for start, piece, tag in pieces(text):
        before = hidden.name
        if tag is not None:
            hidden.sees(tag, (start, start))
        if not before and not hidden.name:
            kept.append(piece)
        if tag is not None:
            hidden.passed(tag)
    return "".join(kept)


def linked(text: str, link: Callable[[re.Match[str]], str], between: Callable[[str], None]) -> str:
    """Return a text between tags with `link` applied to every wiki link; pass the words between these to `between`."""
    kept: list[str] = []
    at = 0
    for match in _WIKI.finditer(text) if "[[" in text else ():
        between(text[at : match.start()])
        kept += (closed(text[at : match.start()]), link(match))
        at = match.end()
    between(text[at:])
    return "".join(kept) + closed(text[at:])


def closed(text: str) -> str:
    """Return a text between tags with every `<` escaped: a tag that never ends would swallow what follows it."""
    return text.replace("<", "&lt;")


def read_in(tag: Tag | None, inside: str) -> str:
    """Return the name of the element, open after this tag, in which links are not read; empty if there is none."""
    if tag is None or tag.name not in _NOT_READ:
        return inside
    if inside:
        return "" if tag.closing and tag.name == inside else inside
    return "" if tag.closing else tag.name


def alternative(tag: Tag) -> str:
    """Return the alternative text of a picture."""
    match = _first(tag, "alt")
    return unescape(_unquoted(match[2] or "")).strip() if match else ""
