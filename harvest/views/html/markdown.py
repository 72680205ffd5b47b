"""Turn the text of a card or page into sanitised HTML, with its links and pictures filled in.

The HTML of `read_markdown` has a slot for each link and picture. We turn each into an address inside the publication
(`harvest-to:KEY`), or into plain words when it leads nowhere; `addressed` turns these into addresses of the site, the
booklet or the data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from html import escape, unescape
from urllib.parse import quote, unquote

import nh3
from markupsafe import Markup

from harvest.cards.card import Card
from harvest.limits.work import working
from harvest.links.directory import Directory, Node
from harvest.links.resolve import Lead, led_to
from harvest.problems.language import render as in_words
from harvest.problems.problem import Message, say
from harvest.source.addresses import unsafe_scheme
from harvest.source.allowed_tags import ALLOWED_TAGS
from harvest.source.markdown import SCHEME, Block, Mark
from harvest.source.markdown.raw_html import REMOVED_WHOLE
from harvest.source.markdown.slug import anchor
from harvest.source.outgoing import PUBLISHED
from harvest.views.view import Note

_ATTRIBUTES = {
    "*": {"lang", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
}
_SLOT = re.compile(
    rf'<a\b[^<>]*? href="{SCHEME}:(?P<link>[0-9a-f]{{16}})\.(?P<to>[a-z0-9-]+)"[^<>]*>(?P<words>.*?)</a>'
    rf'|<img\b[^<>]*? src="{SCHEME}:(?P<picture>[0-9a-f]{{16}})\.(?P<number>\d+)"[^<>]*>',
    re.DOTALL,
)
_LEFT = re.compile(rf'<img\b[^<>]*? src="{SCHEME}:[^<>]*>|(<a\b[^<>]*?) href="{SCHEME}:[^"]*"')
_ALERT = re.compile(rf'<blockquote>\s*<p><a href="{SCHEME}:([0-9a-f]{{16}})\.alert-([a-z]+)">(.*?)</a></p>')
_TASK = re.compile(rf'<li>(?=\s*(?:<p>)?<a href="{SCHEME}:[0-9a-f]{{16}}\.(?:todo|done)">)')
_NAMES_ROW = re.compile(r"(<tr>\s*<th)(?![^<>]* scope=)(?=[^<>]*>(?:(?!</?t[rdh]\b).)*</th>\s*<td)", re.DOTALL)
"""A head that its own row follows: WeasyPrint and some screen readers take one for the head of a column."""
_DIGITS = re.compile(r"<td((?: [^<>]*)?)>(\s*[-+−€]?\s?[\d.,:/-]{2,9}\s?[%€]?\s*)</td>")
"""A cell with a number or a date alone; one that is longer may have to be divided."""
_ADDRESSED = "harvest-to"
"""The scheme of a resolved address inside the publication; the sanitiser removes it from what authors write."""
_EXTERNAL = re.compile(r'<a((?: [a-z]+="[^"]*")*?) href="((?:https?|mailto|tel):[^"]*)"([^<>]*)>')
_WORDLESS = re.compile(r'(<a class="outside"[^<>]*? href="(?:[a-z]+:)/{0,2}([^"]*)"[^<>]*>)(\s*</a>)')
_NO_PICTURE = re.compile(r'<img(?![^<>]* src=")[^<>]*>')
_INSIDE = re.compile(rf'(<(?:a|img)\b[^<>]*?) (href|src)="{_ADDRESSED}:([^"]*)"')
_HEADING = re.compile(r'<h([1-6])>(?:<a id="([^"]*)"></a>)?(.*?)</h\1>', re.DOTALL)
_NOTE_MARK = re.compile(r'<sup class="note">.*?</sup>')
_TAGS = re.compile(r"<[^<>]+>")
_ALERTS: dict[str, Message] = {
    "note": say("Note"),
    "tip": say("Tip"),
    "important": say("Important"),
    "warning": say("Mind this"),
    "caution": say("Careful"),
}
_BOXES = {"todo": ("☐", say("still to do")), "done": ("☑", say("done"))}
_MARKUP = re.compile(r'<(/?)([a-z][a-z0-9]*+)(?:[^<>"]++|"[^"]*+")*+>')
_IN_A_WORD = frozenset(
    "a abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp small span strong sub sup u".split()
)
_SOFT = str.maketrans("", "", "\u00ad\u200b")
"""Invisible marks of where a word may break; nobody types them in a search."""

Address = Callable[[str, str], tuple[str, str]]
"""Key and anchor → (address, class of the link); an empty address leaves only the words of the link."""


def rendered(
    parts: Iterable[Iterable[Block]], node: Node, directory: Directory, language: str
) -> tuple[list[str], tuple[Note, ...]]:
    """Return the HTML of each part of a body, and the notes that the parts refer to, numbered in that order."""
    filling = _Filling(node, directory, language)
    with working(node.path):
        htmls = [filling.fill("".join(block.html for block in blocks)) for blocks in parts]
        return htmls, tuple(filling.notes())


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=ALLOWED_TAGS,
        clean_content_tags=REMOVED_WHOLE,
        attributes=_ATTRIBUTES,
        attribute_filter=_only_our_pictures,
        url_schemes={"http", "https", "mailto", "tel", SCHEME},
        url_relative="deny",
        link_rel=None,
        strip_comments=True,
    )


def _only_our_pictures(tag: str, attribute: str, value: str) -> str | None:
    """Return the value of an attribute, but None for a picture elsewhere: no page may fetch from another host."""
    return value if attribute != "src" or value.startswith(f"{SCHEME}:") else None


class _Filling:
    """Fills the slots of one text. `numbers`: label of a note → its number, and how often the text refers to it."""

    def __init__(self, node: Node, directory: Directory, language: str) -> None:
        self.node, self.directory, self.language = node, directory, language
        self.markdown = node.source.markdown
        self.numbers: dict[str, tuple[int, int]] = {}

    def fill(self, html: str) -> str:
        """Return sanitised HTML with its links filled in."""
        clean = _cleaner().clean(html)
        if f"{SCHEME}:" in clean:
            clean = _TASK.sub('<li class="task">', _ALERT.sub(self._alert, clean))
            clean = _LEFT.sub(r"\1", _SLOT.sub(self._slot, clean))
        if "http" in clean or "mailto:" in clean or "tel:" in clean:
            clean = _WORDLESS.sub(_with_words, _EXTERNAL.sub(_outside, clean))
        if "<td" in clean:
            clean = _NAMES_ROW.sub(r'\1 scope="row"', clean)
            clean = _DIGITS.sub(r'<td\1 class="digits">\2</td>', clean)
        return (_NO_PICTURE.sub("", clean) if "<img" in clean else clean).strip()

    def notes(self) -> Iterable[Note]:
        """Yield the notes that the text, or another note, refers to."""
        htmls: dict[str, str] = {}
        while len(htmls) < len(self.numbers):
            for label in list(self.numbers)[len(htmls) :]:
                htmls[label] = self.fill(self.markdown.notes_by_label[label].html)
        for label, (number, count) in self.numbers.items():
            html = htmls[label]
            before, end = (html.removesuffix("</p>"), "</p>") if html.endswith("</p>") else (html, "")
            marks = tuple(f"note.{number}.{place + 1}" for place in range(count))
            yield Note(number, Markup(before), Markup(end), marks)

    def _alert(self, match: re.Match[str]) -> str:
        key, sort, title = match.groups()
        if key != self.markdown.key:
            return match[0]  # an author typed something that looks like a slot
        name = title or escape(in_words(_ALERTS[sort], self.language))
        return f'<blockquote class="alert {sort}" role="note">\n<p class="alert-title">{name}</p>'

    def _slot(self, match: re.Match[str]) -> str:
        words = match["words"] or ""
        if f"{SCHEME}:" in words:
            words = _SLOT.sub(self._slot, words)
        if (match["link"] or match["picture"]) != self.markdown.key:
            return words  # an author typed something that looks like a slot
        to = match["to"] or match["number"]
        if to in _BOXES:
            box, meaning = _BOXES[to]
            name = escape(in_words(meaning, self.language))
            return f'<span class="tick {to}" role="img" aria-label="{name}">{box}</span>'
        if to.startswith("alert-"):  # of a note that HTML before it has pulled apart
            return words or escape(in_words(_ALERTS[to[6:]], self.language))
        if to.startswith("heading-"):
            return f'<a id="{self.markdown.headings[int(to[8:])].anchor}"></a>'
        mark = self.markdown.marks[int(to)]
        if mark.form == "note":
            return self._note(mark)
        if unsafe_scheme(mark.target):
            return words or escape(mark.caption)
        lead = led_to(self.directory, self.node, mark)
        if match["picture"]:
            return self._picture(match[0], mark, lead)
        return self._link(mark, lead, words)

    def _link(self, mark: Mark, lead: Lead, words: str) -> str:
        address = _address(lead)
        if mark.form == "wiki" and lead.node is not None and not mark.caption:
            named_by_file = _is_id(lead.name, lead.node)
            words = escape((lead.node.title if named_by_file else lead.name) or lead.heading)
        return f'<a href="{_ADDRESSED}:{address}">{words}</a>' if address else words

    def _picture(self, tag: str, mark: Mark, lead: Lead) -> str:
        if lead.way != "file" or not lead.path.lower().endswith(tuple(PUBLISHED)):
            return escape(mark.caption)
        return re.sub(rf'src="{SCHEME}:[^"]*"', f'src="{_ADDRESSED}:{_address(lead)}"', tag)

    def _note(self, mark: Mark) -> str:
        label = mark.target.casefold()
        if label not in self.markdown.notes_by_label:
            return ""
        number, count = self.numbers.get(label, (len(self.numbers) + 1, 0))
        self.numbers[label] = number, count + 1
        name = escape(in_words(say("Note {n}", n=number), self.language))
        anchor = f'id="note.{number}.{count + 1}" href="#note.{number}"'
        return f'<sup class="note"><a {anchor} aria-label="{name}">{number}</a></sup>'


def _address(lead: Lead) -> str:
    """Return where a lead ends as `KEY#anchor`; empty when it leads to nothing that is published."""
    if lead.way == "file" and lead.path.lower().endswith(tuple(PUBLISHED)):
        return quote(f"file:{lead.path}", safe=":/")
    if lead.node is None or lead.way not in ("node", "no heading"):
        return ""
    return quote(lead.node.key, safe=":/") + (f"#{lead.anchor}" if lead.anchor else "")


def _is_id(name: str, node: Node) -> bool:
    """Tell whether a link names a card by its file name, which is no text for readers."""
    return isinstance(node, Card) and name == node.id and name.casefold() != node.title.casefold()


def _outside(match: re.Match[str]) -> str:
    """Return a link that leaves the publication with a class that marks it."""
    before, address, after = match.groups()
    return f'<a class="outside"{before} href="{address}"{after}>'


def _with_words(match: re.Match[str]) -> str:
    """Return a link with its address as words, where the picture in it cannot be shown and says nothing."""
    return f"{match[1]}{match[2].rstrip('/')}{match[3]}"


def addressed(html: str, address: Address) -> str:
    """Return a whole page with an address for every link inside the publication.

    A link without an address becomes plain words.
    """

    def turn(match: re.Match[str]) -> str:
        before, name, target = match.groups()
        key, _, heading = unescape(target).partition("#")
        where, css = address(unquote(key), heading)
        if not where:
            return before
        marked = f' class="{escape(css)}"' if css and name == "href" else ""
        return f'{before}{marked} {name}="{escape(where)}"'

    return _INSIDE.sub(turn, html)


def headed(html: str, taken: dict[str, int], below: int) -> str:
    """Return the HTML with an anchor on every heading, and levels that begin just under `below` and skip none.

    `taken` counts the anchors of the page, to give headings in HTML an anchor of their own.
    """
    if "<h" not in html:
        return html
    stack: list[int] = []

    def turn(match: re.Match[str]) -> str:
        level, known, words = int(match[1]), match[2], match[3]
        while stack and stack[-1] >= level:
            stack.pop()
        stack.append(level)
        shown = min(below + len(stack), 6)
        mark = known or anchor(unescape(_TAGS.sub("", _NOTE_MARK.sub("", words))), taken)
        return f'<h{shown} id="{mark}">{words}</h{shown}>'

    return _HEADING.sub(turn, html)


def plainly_marked(html: str) -> str:
    """Return HTML with plain numbers in place of links to its notes, for where the notes have no address."""
    return _NOTE_MARK.sub(lambda mark: f"<sup>{_TAGS.sub('', mark[0])}</sup>", html)


def unmarked(html: str) -> Markup:
    """Return HTML without the marks of notes, for pages that do not show the notes."""
    return Markup(_NOTE_MARK.sub("", html))


def words_alone(html: str) -> str:
    """Return the escaped words of sanitised HTML, with its headings and no other markup."""

    def turn(tag: re.Match[str]) -> str:
        if re.fullmatch("h[1-6]", tag[2]):
            return tag[0]
        return "" if tag[2] in _IN_A_WORD else " "

    return _MARKUP.sub(turn, html).translate(_SOFT)
