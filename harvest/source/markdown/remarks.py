"""Find what shows differently from what its author may expect, with its place; a check reports it."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from itertools import islice
from typing import Any
from urllib.parse import unquote

import comrak
from comrak import AstNode

from harvest.source.markdown import lists, rewrite
from harvest.source.markdown.nodes import value_of
from harvest.source.markdown.places import Change
from harvest.source.markdown.reading import Reading
from harvest.source.markdown.values import Mark, What

MOST = 20
"""How many of a sort are remarked in one piece of text: one tells the author enough."""
_EMOJI_BEGINS, _TAG_BEGINS = re.compile(":[a-z]"), re.compile(r"#[^\W\d]")
"""Looked for apart: a plain letter that comes first is found many times as fast as one of several."""
_BLANK = re.compile(r"\s")
_INLINE_NOTE = re.compile(r"(?<!\\)\^\[([^\[\]\n]+)\]")
_UNCLOSED = re.compile(r"\[\[([^\[\]\n]*)(\]?)(?!\])")
_ADDRESS = r"(?:https?://|\.{0,2}/|#|(?=[\w./-]{1,200}\.md\b))[^()\[\]\s]{1,200}"
_PATTERNS: tuple[tuple[What, re.Pattern[str]], ...] = (
    ("escaped brackets", re.compile(r"\\\[\\?\[([^\[\]\\\n]+)\\?\]\\?\]")),
    ("brackets with a bar", re.compile(r"(?<!\\)\[\[([^\[\]|\n]*\|[^\[\]|\n]*\|[^\[\]\n]*)\]\]")),
    ("size of a picture", re.compile(r"!\[([^\[\]\n]*)\]\([^()\s]+ =(?=[\dx])\d{0,4}%?x?\d{0,4}%?\)")),
    ("contents", re.compile(r"^(\[toc\]|\{:toc\})[ \t]*$", re.MULTILINE | re.IGNORECASE)),
    ("template", re.compile(r"(\{\{[^{}\n]{1,200}\}\}|\{%[^%\n]{1,200}%\})")),
    ("tags", re.compile(r"^((?:#[^\W\d_][\w/-]*,?[ \t]*)+)$", re.MULTILINE)),
    ("link with a space", re.compile(r"(?:!?\[[^\[\]\n]*)?\]\(([^()\[\]<>\n\"']{1,300})\)")),
    ("no definition", re.compile(r"(?<![\\\]\w])\[(?!\d+\]\[\d)[^\[\]\n^][^\[\]\n]*\]\[([^\[\]\n]*)\](?!\()")),
    ("link turned round", re.compile(rf"\(([^()\[\]\n]{{1,80}})\)\[{_ADDRESS}\]")),
    ("link in two", re.compile(rf"(?<![\\!])\[([^\[\]\n]{{1,80}})\][ \t]+\({_ADDRESS}\)")),
    ("single brackets", re.compile(r"\(\(([^()\[\]\n]{2,80})\)\)")),
    ("single brackets", re.compile(r"(?<![\\!])\[{3,9}([^\[\]\n|^\\]{2,80})\]{2,9}")),
    ("single brackets", re.compile(r"(?<![\\\[\]!\w^])\[([^\[\]\n|^\\]{2,80})\]\]?(?![\[(\]:])")),
    ("inline note", _INLINE_NOTE),
    ("abbreviation", re.compile(r"^\*\[([^\[\]\n]+)\]:", re.MULTILINE)),
    ("attributes", re.compile(r"(?<!\\)\{(:?[ \t]*(?:[.#][\w-]|[a-z-]{1,20}=)[^{}\n]{0,80})\}")),
    ("math", re.compile(r"(?<!\\)\$\$([^$\n]{1,200})\$\$|\\\((?=[^()\n]*[\\^_=])[^()\n]{1,200}\\\)")),
    ("math", re.compile(r"(?<![\w$\\])\$([^\s$][^$\n]{0,200})\$(?![\w$])")),
    ("emoji", re.compile(r"(?<![\w:\\/]):([a-z][a-z0-9_+-]{1,30}):(?![\w:/])")),
    ("bullets in a line", re.compile(r"((?:•(?=[^•\n]*[^\W_])[^•\n]*+){2,})")),
    ("block id", re.compile(r"(?<=[ \t])\^([A-Za-z0-9-]{2,40})$", re.MULTILINE)),
)
_ANYTHING = re.compile("")
_HOLDS = {"link with a space": re.compile(r"\S\s+\S"), "math": re.compile(r"[\\^_=]|^[A-Za-z]$")}
"""What the words found must hold besides: looked for apart, so that no text takes long."""
_NOTE = re.compile(r"(?<![\\\]!])\[\^([^\[\]\n]+)\]")
_BEGINS = re.compile(
    rf"^[> \t]*(?:#|!!!|\?\?\?|:::|\[!|{lists.MAY_BE}|\d{{1,9}}[.)][ \t]"
    r"|\(?(?:[a-zA-Z]|[ivxIVX]{2,4})\\?[.)][ \t\u00a0])",
    re.MULTILINE,
)
"""What a line of a paragraph may begin with that was meant as something else."""
_NUMBER = re.compile(r"(\d{1,9})[.)][ \t]+\S")
_ITEM = re.compile(r"[-*+][ \t]|\d{1,9}[.)][ \t]|\[")
_LINK = re.compile(r"\[\[[^\[\]\n]+\]\]|(?<!!)\[[^\[\]\n]+\]\([^()\s]+\)")
_LINK_IN_HTML = re.compile(r"!?\[[^\[\]\n]*\]\([^()\s]+\)")
_MAY_BE_NOTE = re.compile(r"\n(?:\[\d|[¹²³⁴-⁹]|<sup>\d)")
_PLAIN_NOTE = re.compile(r"^(?:(\[\d{1,3}\])|([¹²³⁴-⁹])|(<sup>\d{1,3}</sup>))[ \t]*(?=[^\s\[(:])", re.MULTILINE)
_OTHER_DIAGRAM = ("mermaid", "plantuml", "dot", "graphviz")
_WORD_NOTE = re.compile(
    r"#_?(?:ftn|edn|fn|(?:sd)?(?:foot|end)note)[-_]?(?:ref)?[-_:]?(?:ref[-_:]?)?(\d+)(?:sym|anc)?$", re.IGNORECASE
)
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0]")


def holds_rare(text: str) -> bool:
    """Tell whether a text holds anything to remark besides brackets; most do not, and are searched no further."""
    return (
        "$" in text
        or "{" in text
        or "^" in text
        or "•" in text
        or "*[" in text
        or "((" in text
        or _EMOJI_BEGINS.search(text) is not None
        or _TAG_BEGINS.search(text) is not None
    )


def worth(words: str, *, rare: bool) -> bool:
    """Tell whether a piece of text can hold anything to remark; `rare` is what `holds_rare` says of the whole text."""
    return "[" in words or "]" in words or (rare and holds_rare(words))


def runs(attributes: str) -> bool:
    """Tell whether something in these attributes could run."""
    return "javascript:" in _IGNORED.sub("", unquote(unescape(attributes))).lower()


def text(written: str, start: int, reading: Reading) -> None:
    """Remark notations in a piece of plain text that the parser does not know."""
    taken: list[tuple[int, int]] = []
    for what, pattern in _PATTERNS:
        for match in islice(pattern.finditer(written), MOST):
            if any(first < match.end() and match.start() < last for first, last in taken):
                continue
            if match[1] is not None and not _HOLDS.get(what, _ANYTHING).search(match[1]):
                continue
            taken.append(match.span())
            reading.remark(what, start + match.start(), start + match.end(), (match[1] or match[0]).strip())
    for match in _NOTE.finditer(written):
        place = start + match.start(), start + match.end()
        reading.add("note", match[1], "", *place)
    for match in _UNCLOSED.finditer(written):
        free = not any(first <= match.start() < last for first, last in taken)
        if free and match[1].strip() and not written.startswith("\\", match.start() - 1 if match.start() else 0):
            place = start + match.start(), start + match.end()
            reading.add("unclosed", match[1].strip(), "", *place)


def raised(start: int, end: int, reading: Reading) -> bool:
    """Whether what stands between two signs is raised or lowered: nothing with a blank in it is, nor are two notes
    that stand in the text itself, which are remarked. `m^2 en km^2` is no more than that.
    """
    written = reading.text[start:end]
    if written.startswith("^[") and (reading.text.startswith("[", end) or _BLANK.search(written)):
        if found := _INLINE_NOTE.match(written):
            reading.remark("inline note", start, start + found.end(), found[1])
        return False
    return _BLANK.search(written) is None


def begins(words: str) -> bool:
    """Tell whether a line of a paragraph begins with something to remark."""
    if words[:1].isalpha() and words[1:2] not in (".", ")") and "\n" not in words:
        return False  # most are so, and need no search
    return _BEGINS.search(words) is not None


def paragraph(reading: Reading) -> None:
    """Remark or change what the lines of a paragraph begin with."""
    start, end = reading.leaf
    text = reading.text
    lines = text[start:end].split("\n")
    if lines[0].startswith(("!!!", "???")):
        reading.changes += rewrite.admonition(text, start)
    elif lines[0].startswith(":::"):
        reading.changes += rewrite.fenced_note(text, start)
    elif lines[0].startswith("[!"):
        reading.changes += rewrite.callout(text, start)
    starts, at = [], start
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    bare = [line.lstrip("> \t") for line in lines]
    firsts = {line[:1] for line in bare}
    if "#" in firsts:
        places = [(line, at + len(whole) - len(line)) for line, whole, at in zip(bare, lines, starts, strict=True)]
        reading.changes += filter(None, (rewrite.unspaced_heading(line, place) for line, place in places))
    if any(map(lists.may_be, bare)):
        reading.changes += lists.changes(lines, starts)
    if len(lines) < 2:
        return
    numbered = next((i for i, line in enumerate(bare) if i and _NUMBER.match(line)), None)
    if numbered and len(bare[numbered]) > 2:
        number = _NUMBER.match(bare[numbered])
        follows = _NUMBER.match(bare[numbered + 1]) if numbered + 1 < len(bare) else None
        before = _NUMBER.match(bare[numbered - 1])
        if number and (follows or before):
            reading.remark("number below text", starts[numbered], starts[numbered] + len(lines[numbered]), number[1])
    if found := lists.lettered(lines):
        first, last = found[0], found[-1]
        reading.remark("lettered list", starts[first], starts[last] + len(lines[last]), lists.marker(lines[first]))


def spread_list(nodes: list[AstNode], reading: Reading) -> None:
    """Remark or change paragraphs below each other that were meant as items of a list."""
    if not lists.may_be_spread(reading.text):
        return
    paragraphs: list[tuple[str, int]] = []
    for node in nodes:
        start, end = reading.span(node)
        written = reading.text[start:end] if type(node.node_value) is comrak.Paragraph else ""
        paragraphs.append(("" if "\n" in written else written, start))
    for first, end, sort in lists.spread([text for text, _ in paragraphs]):
        inside = paragraphs[first:end]
        if sort in ("lettered", "long dash"):
            stop = inside[-1][1] + len(inside[-1][0])
            what: What = "lettered list" if sort == "lettered" else "list of dashes"
            reading.remark(what, inside[0][1], stop, lists.marker(inside[0][0]))
        else:
            reading.changes += lists.changes(*zip(*inside, strict=True))


def listed(node: AstNode, reading: Reading) -> None:
    """Remark a list in no other, and let a heading that ends it begin a part of the text, however far in it stands."""
    changed_list(node, reading)
    inside = node.children[-1].children if node.children else []
    if len(inside) > 1 and type(inside[-1].node_value) is comrak.Heading and not value_of(inside[-1]).setext:
        start, _ = reading.span(inside[-1])
        line = reading.text.rfind("\n", 0, start) + 1
        if line < start and not reading.text[line:start].strip():
            reading.changes.append(Change(line, start - line, ""))


def changed_list(node: AstNode, reading: Reading) -> None:
    """Remark a list that its author began with other signs: only here it becomes one."""
    if reading.places.before is None or reading.list_remarked:
        return
    start, end = reading.span(node)
    at, before = reading.places.written(start), reading.places.original
    if not _ITEM.match(before, at):
        reading.list_remarked = True
        end = start + len(reading.text[start:end].rstrip())
        reading.remark("other bullets", start, end, lists.marker(before[at : at + 40].partition("\n")[0]))


def code(value: Any, start: int, end: int, reading: Reading) -> None:
    """Remark code that never closes, a diagram, and links in text that stands four spaces in."""
    line = reading.text.find("\n", start)
    first_line = (start, line if start < line < end else end)
    if value.fenced:
        word = value.info.partition(" ")[0].strip("{}.").lower()
        if not value.closed:
            reading.remark("code never closed", *first_line)
        if word in _OTHER_DIAGRAM:
            reading.remark("diagram", *first_line, word)
    elif found := _LINK.search(value.literal):
        at = reading.text.find(found[0], start, end)
        reading.remark("link in code", max(at, start), max(at, start) + len(found[0]), found[0])


def of_word_processor(target: str) -> str:
    """Return the number of a footnote to which a word processor made a link; empty for another address."""
    found = _WORD_NOTE.match(target) if target.startswith("#") else None
    return found[1] if found else ""


def link(mark: Mark, reading: Reading) -> None:
    """Remark a link that a word processor made of a footnote."""
    if number := of_word_processor(mark.target):
        reading.remark("footnote of a word processor", mark.start, mark.end, number)


def plain_notes(reading: Reading) -> None:
    """Remark the first mark of a note that is no more than a number, with the note somewhere at the start of a line."""
    if not _MAY_BE_NOTE.search("\n" + reading.text):
        return  # as in most texts
    for note in islice(_PLAIN_NOTE.finditer(reading.text), MOST):
        sign = note[1] or note[2] or note[3]
        mark = re.search(rf"(?<=[^\s\[\]\\]){re.escape(sign)}(?![\[(:])", reading.text)
        if mark and not note.start() <= mark.start() < note.end():
            number = unicodedata.normalize("NFKC", sign).strip("[]") if note[1] or note[2] else sign[5:-6]
            reading.remark("plain note", mark.start(), mark.end(), number)
            return


def html(words: str, start: int, reading: Reading) -> None:
    """Remark the first link between two tags that is written as in Markdown."""
    if found := _LINK_IN_HTML.search(words):
        reading.remark("link in html", start + found.start(), start + found.end(), found[0])


def title_of_note(title: str, start: int, reading: Reading) -> None:
    """Remark a link or emphasis in the title of a note, which shows as it is typed."""
    if re.search(r"\[\[|\]\(|\*\*|`", title):
        end = reading.text.find("\n", start)
        reading.remark("title of a note", start, end if end > 0 else len(reading.text), title)


def between(before: AstNode, node: AstNode, reading: Reading) -> None:
    """Remark a list that was meant as part of the one above it, but does not stand far enough in."""
    above, below = value_of(before), value_of(node)
    if above.list_type == comrak.ListType.Ordered and below.list_type == comrak.ListType.Bullet:
        start, _ = reading.span(node)
        indent = start - (reading.text.rfind("\n", 0, start) + 1)
        if indent and node.sourcepos.start.line == before.sourcepos.end.line + 1:
            end = reading.text.find("\n", start)
            reading.remark("list of its own", start, end if end > 0 else len(reading.text))


def row(cells: list[AstNode], end: int, reading: Reading) -> None:
    """Remark what stands in a row of a table behind its last column; of a link with a bar its brackets tell."""
    start = reading.span(cells[-1])[1]
    left = reading.text[start:end]
    if (words := left.strip("| \t")) and "]]" not in words:
        start += left.index(words)
        reading.remark("cell too many", start, start + len(words), words)
