"""Running text without its markup: for word counts, sentences and blurbs."""

from __future__ import annotations

import re

_IMAGE = re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)")
_WIKI_LINK = re.compile(r"\[\[([^\]|\n]+)(?:\|([^\]\n]*))?\]\]")
_LINK = re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)")
_REFERENCE_LINK = re.compile(r"\[([^\]\n]+)\]\[[^\]\n]*\]")
_AUTOLINK = re.compile(r"<(https?://[^>\s]+)>")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_EMPHASIS = re.compile(r"(?<![\w\\])(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1(?!\w)", re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_LINE_MARK = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)]|#{1,6}|>)[ \t]+", re.MULTILINE)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_WORD = re.compile(r"[^\W_](?:[\w’'\-./]*\w)?")


def without_markup(markdown: str) -> str:
    """Markdown as the words a reader sees; line breaks stay."""
    text = markdown
    if "[" in text:
        text = _IMAGE.sub("", text)
        text = _WIKI_LINK.sub(lambda m: (m[2] or m[1]).strip(), text)
        text = _LINK.sub(r"\1", text)
        text = _REFERENCE_LINK.sub(r"\1", text)
    if "<" in text:
        text = _TAG.sub("", _AUTOLINK.sub(r"\1", text))
    if "`" in text:
        text = _CODE.sub(r"\1", text)
    text = _LINE_MARK.sub("", text)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", text))
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def count_words(markdown: str) -> int:
    """How many words a reader counts."""
    return len(_WORD.findall(without_markup(markdown)))


def list_items(markdown: str) -> list[str]:
    """The items of the lists in a text, at the outermost level, as plain text."""
    return [
        " ".join(without_markup(match[1]).split())
        for match in re.finditer(r"^ {0,3}(?:[-*+]|\d+[.)])[ \t]+(.+)$", markdown, re.MULTILINE)
    ]
