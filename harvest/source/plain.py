"""Running text without its markup: for word counts, sentences and blurbs.

No pattern here reads a character more than a few times, however odd the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

_IMAGE = re.compile(r"!\[([^\[\]\n]*)\]\([^()\n]*\)")
_WIKI_LINK = re.compile(r"\[\[([^\[\]|\n]+(?:\n[^\[\]|\n]+)?)(?:\|([^\[\]\n]*))?\]\]")
_LINK = re.compile(r"\[([^\[\]\n]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|\[[^\[\]\n]*\])")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]+)>")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
# What no page shows must not turn up in a summary or a quoted sentence either.
_HIDDEN = re.compile(
    r"(`[^`\n]+`)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<![A-Za-z][^>]*>"
    r"|<(script|style|iframe|object|svg|math|template|title|textarea|noscript)\b.*?(?:</\2\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_DEFINITION = re.compile(r"^ {0,3}\[[^\[\]\n]+\]:[ \t]*\S[^\n]*$", re.MULTILINE)
# Emphasis is recognised by each end alone: pairing the ends would make long texts slow, and counts no word more.
_EMPHASIS = re.compile(r"(?<![\w\\*_])[*_]{1,3}(?=[^\s*_])|(?<=[^\s\\*_])[*_]{1,3}(?![\w*_])")
_CODE = re.compile(r"`([^`\n]+)`")
_LINE_MARK = re.compile(r"\n[ \t]*(?:[-*+]|\d+[.)]|#{1,6}|>)[ \t]+")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_NOTE = re.compile(r"^ {0,3}\[\^([^\[\]\s]+)\]:[ \t]*", re.MULTILINE)
_NOTE_ENDS = re.compile(r" {0,3}(?:\[\^[^\[\]\s]+\]:|#{1,6} |>|```|~~~|(?:[-*+]|\d{1,9}[.)]) |(?:[-=*_] *){3,}$)")
_NOTE_MARK = re.compile(r"\[\^([^\[\]\s]+)\](?!\()")
_MARKUP = re.compile(r'<(/?)([a-z][a-z0-9]*)(?:[^<>"]|"[^"]*")*>')
_IN_A_WORD = frozenset(
    "a abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp small span strong sub sup u".split()
)
_SOFT = str.maketrans("", "", "\u00ad\u200b")
"""Places where a word may be broken off; nobody types them who looks for it."""
_WORD = re.compile(r"[^\W_](?:[\w’'\-./]*\w)?")
_ITEM = re.compile(r"^( {0,3})(?:[-*+]|\d+[.)])[ \t]+(\S[^\n]*)$", re.MULTILINE)


def without_markup(markdown: str) -> str:
    """Markdown as the words a reader sees; line breaks stay."""
    text = markdown
    if "<" in text:
        text = _HIDDEN.sub(lambda match: match[1] or "", text)
    if "[^" in text:
        text = _NOTE_MARK.sub("", without_notes(text))
    if "[" in text:
        text = _DEFINITION.sub("", text)
        text = _IMAGE.sub("", text)
        text = _WIKI_LINK.sub(lambda m: (m[2] or m[1]).strip(), text)
        text = _LINK.sub(r"\1", text)
    if "<" in text:
        text = _TAG.sub("", _AUTOLINK.sub(r"\1", text))
    if "`" in text:
        text = _CODE.sub(r"\1", text)
    text = _LINE_MARK.sub("\n", f"\n{text}")[1:]
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub("", text)
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def words_alone(html: str) -> str:
    """Return sanitised HTML without its markup: the words, escaped, and the headings that divide them."""

    def turn(tag: re.Match[str]) -> str:
        if re.fullmatch("h[1-6]", tag[2]):
            return tag[0]
        return "" if tag[2] in _IN_A_WORD else " "

    return _MARKUP.sub(turn, html).translate(_SOFT)


def blank_hidden(markdown: str) -> str:
    """Markdown with blanks for what no page shows, so that all else keeps its place."""
    if "<" in markdown:
        markdown = _HIDDEN.sub(lambda match: match[1] or _blank(match[0]), markdown)
    if "[^" in markdown:
        for note in _unseen(markdown):
            markdown = f"{markdown[: note.start]}{_blank(markdown[note.start : note.end])}{markdown[note.end :]}"
    return markdown


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def count_words(markdown: str) -> int:
    """How many words a reader counts."""
    return len(_WORD.findall(without_markup(markdown)))


def list_items(markdown: str) -> list[str]:
    """The items of the lists in a text, at the outermost level, as plain text."""
    return [item for item, _ in placed_items(markdown)]


def placed_items(markdown: str) -> list[tuple[str, int]]:
    """The items of `list_items`, each with the offset at which its text begins."""
    items: list[tuple[str, int]] = []
    outermost = 3
    for match in _ITEM.finditer(markdown):
        depth = len(match[1])
        outermost = depth if not items else outermost
        if depth < outermost + 2:  # an item further in belongs to the one above it
            items.append((" ".join(without_markup(match[2]).split()), match.start(2)))
    return items


def fingerprint(title: str, body: str) -> str:
    """A short mark of a text that stays the same while its words do: white space and Unicode forms do not count.

    Eight hexadecimal digits with a hyphen between, so that YAML never takes it for a number.
    """
    words = " ".join(unicodedata.normalize("NFC", f"{title}\n{body}").split())
    digits = sha256(words.encode()).hexdigest()
    return f"{digits[:4]}-{digits[4:8]}"


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note as its author wrote it: where it begins and ends in the text, and where its words begin.

    It is what stands behind its mark up to the next empty line, note, heading or list, and the paragraphs below that
    stand four spaces further in.
    """

    label: str
    start: int
    begin: int
    end: int


def footnotes(text: str) -> Iterator[Footnote]:
    """The notes of a text, in order. Every line is looked at once."""
    at = 0
    while begins := _NOTE.search(text, at):
        at = _end(text, begins.end())
        yield Footnote(begins[1].casefold(), begins.start(), begins.end(), at)


def _end(text: str, offset: int) -> int:
    """Where a note ends whose words begin here."""
    end = _line_end(text, offset)
    empty = not text[offset:end].strip()
    at = end + 1
    while at < len(text):
        stop = _line_end(text, at)
        line = text[at:stop]
        if not line.strip():
            empty = True
        elif line.startswith(("    ", "\t")):
            end, empty = stop, False
        elif empty or _NOTE_ENDS.match(line):
            break
        else:
            end = stop
        at = stop + 1
    return end


def _line_end(text: str, offset: int) -> int:
    found = text.find("\n", offset)
    return found if found >= 0 else len(text)


def without_notes(text: str) -> str:
    """A text without its notes."""
    pieces, at = [], 0
    for note in footnotes(text):
        pieces.append(text[at : note.start])
        at = note.end
    return "".join(pieces) + text[at:] if pieces else text


def _unseen(text: str) -> Iterator[Footnote]:
    """The notes that nothing in the text leads to, not even by way of another note."""
    notes = list(footnotes(text))
    first: dict[str, Footnote] = {}
    for note in notes:
        first.setdefault(note.label, note)
    seen: set[str] = set()
    unread = [without_notes(text)]
    while unread:
        labels = {mark[1].casefold() for mark in _NOTE_MARK.finditer(unread.pop())}
        unread += [text[first[label].begin : first[label].end] for label in labels & first.keys() - seen]
        seen |= labels
    return (note for note in notes if note.label not in seen or first[note.label] is not note)


def only_notes(text: str) -> bool:
    """Whether a text holds notes and nothing else."""
    return "[^" in text and bool(text.strip()) and not without_notes(text).strip()
