"""Read one line of the data above a card as somebody means it, and write it as it should be."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from harvest.kinds.names import fold
from harvest.source.yaml_mistakes import YamlProblem
from harvest.source.yaml_nodes import Entries, Node, Scalar, read_yaml
from harvest.source.yaml_text import between_marks

BULLET = r"[-•·–—‣▪][ \t]*|[*+][ \t]+|\d{1,2}[.)][ \t]+"
"""What people put before each thing of a list, as a pattern."""
LONGEST = 2000
"""The longest line that we take apart; a longer one is no line of data."""
_BEFORE = re.compile(r"[\s\[({<>#*_•·‣◦▪●○➢–—+|\\\-\u200b\u200c\u200d\u2060\ufeff\"'“”„`!&@%]*")
"""Marks that people put before a name, such as the bullet of a list."""
_SEPARATOR = re.compile(r"[\s*_`\"'”\\|\])}>]{0,20}(?::{1,9}=?|[=;：]|->|=>|→|[-–—](?=\s)|\|)[\s\u200b]*")
"""What may stand between a name and what belongs to it."""
_OPENING, _CLOSING = "\"'“„‘‚«”’", "\"'”“’‘»"
MARKS = frozenset("“„‘‚«”’»\"'")
_APOSTROPHE = re.compile(r"['’‘](?:[a-z]{1,2}\s|\d\d(?!\d))", re.IGNORECASE)
"""A word that begins with an apostrophe: 's, 't, 'n, '90."""
LINK = re.compile(r"\[([^\[\]]+)\]\(([^()\s]*)\)")
_STARRED = re.compile(r"(\*\*|\*|__)(?!\s)([^*_]+)(?<!\s)\1")
_ITEM = re.compile(r"\s*(\"[^\"]*\"|'[^']*'|[^,;]*)\s*[,;]?")
_ONE = r"\"[^\"]*\"|'[^']*'|\[[^\[\]]+\]"
_ITEMS = re.compile(rf"(?:{_ONE})(?:\s*(?:[,;&+]|\ben\b|\band\b)\s*(?:{_ONE}))+")
"""Several things, each between marks or brackets of its own."""
_BRACKETED = re.compile(r"(?:\[(?=[^\[\]]+\]\])|\[\[(?=[^\[\]]+\]$))([^\[\]]+)\]{1,2}")
"""One bracket on one side, and two on the other."""
_PLAIN_ITEM = re.compile(r"[^\W_](?:[\w '’/().&+-]*[\w).])?")


class NamedLine(NamedTuple):
    """A name and what belongs to it, as somebody wrote them.

    `marked` when something like a colon is in between, `several` when more than one thing may stand behind the name.
    """

    name: str
    value: str
    marked: bool = True
    several: bool = False

    @property
    def corrected(self) -> str:
        """The line as it should be."""
        return f"{self.name}: {as_value(self.value, several=self.several)}".rstrip()


def named(written: str, names: Collection[str], *, unmarked: bool = False) -> NamedLine | None:
    """Return the line of one of these names, folded, whatever signs stand around it; None for any other line.

    With `unmarked` the colon may be forgotten.
    """
    if len(written) > LONGEST:
        return None
    before = _BEFORE.match(written)
    rest = written[before.end() :] if before else written
    rest = rest.rstrip().removesuffix("|").rstrip() if written.lstrip().startswith("|") else rest.rstrip()
    for sign in re.finditer(_SEPARATOR, rest[:90]):
        if fold(rest[: sign.start()]) in names:
            value = rest[sign.end() :]
            if before and "*" in before[0]:  # **Title:** words, **Title: words**
                value = value.lstrip("* ") if value.count("**") % 2 else value
                value = value.rstrip("* ") if value.count("**") % 2 else value
            return NamedLine(rest[: sign.start()].strip(), value)
    words = rest.split() if unmarked else []
    for count in range(min(4, len(words) - 1), 0, -1):
        if fold(name := " ".join(words[:count]).rstrip(" .,")) in names:
            return NamedLine(name, " ".join(words[count:]).lstrip("., "), marked=False)
    return None


def value_of(written: str) -> Node | None:
    """Return what YAML reads behind a name; None where it cannot read it, or reads only a part of it."""
    try:
        data = read_yaml(f"x: {written}")
    except YamlProblem:
        return None
    node = data.entries[0][1] if len(data.entries) == 1 else None
    if isinstance(node, Scalar):
        return None if node.unread or (node.plain and node.value != written) or not node.value else node
    return None if isinstance(node, Entries) and any(not _empty(value) for _, value in node.entries) else node


def _empty(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.value


def as_value(written: str, *, several: bool = False) -> str:
    """Return what belongs to a name as it must be written, with the same words.

    With `several` more than one thing may stand there.
    """
    value = _bare(written.strip())
    if value in ("-", "?", "–", "—"):
        return ""
    if not value or value_of(value) is not None:
        return value
    if several and (found := _ITEMS.fullmatch(value)):
        return f"[{', '.join(item(one.strip('[]')) for one in re.findall(_ONE, found[0]))}]"
    if several and value[0] in "\"'" and re.match(r"\s*[,;]", value[value.find(value[0], 1) + 1 :]):
        return f"[{', '.join(item(one) for one in split(value))}]"
    if several and (dashed := re.split(r"(?:^|\s)[-•·–—]\s+", value))[0] == "" and len(dashed) > 2:
        return f"[{', '.join(item(one.strip(' ,;')) for one in dashed[1:] if one.strip(' ,;'))}]"
    if value.startswith("[[") and value.count("[") == 2 and value.count("]") < 2 and value.rstrip("]")[2:].strip():
        return as_value(f"{value.rstrip(']')}]]", several=several)
    if bracketed := _BRACKETED.fullmatch(value):
        return f"[[{bracketed[1]}]]" if several else as_value(bracketed[1])
    if value[-1] in ",;" and value[0] in "\"'" and value_of(value[:-1].rstrip()):
        return value[:-1].rstrip()
    if not value.strip("[](){}"):
        return value
    if len(value) > 1 and value[0] in "\"'" and value[-1] == value[0] and value[value.find(value[0], 1) - 1] in " (":
        return quoted(value[1:-1])  # marks around words, inside marks around all of it
    if value[0] in "[({" and (items := _items(value)):
        return f"[{', '.join(items)}]"
    return quoted(value)


def quoted(value: str) -> str:
    """Return a text between quotation marks."""
    if '"' in value and "'" not in value:
        return f"'{value}'"
    return between_marks(value)


def _bare(value: str) -> str:
    """Return a value without the signs around it that do not belong to it."""
    if starred := _STARRED.fullmatch(value):
        return _bare(starred[2])
    if link := LINK.fullmatch(value):
        return link[1]
    if re.match(r"[-•·–—]\s+\S", value) and value.count(" - ") == 0:
        return _bare(value[1:].strip())
    if len(value) < 2 or value[0] not in _OPENING or _APOSTROPHE.match(value):
        return value
    return without_marks(value) or _closed(value)


def without_marks(value: str) -> str:
    """Return what stands between the marks of a word processor around a whole value; empty without these."""
    inside = value[1:-1].strip()
    marks = "".join(sorted({value[:1], value[-1:]}))
    if len(value) < 3 or value[0] not in _OPENING or value[-1] not in _CLOSING or marks in ('"', "'"):
        return ""
    if value[0] in "'\"" or any(mark in inside for mark in '"“”„«»'):
        return ""
    if value[0] in "‘‚’'" and re.search(r"[‘’'](?!\w)|(?<!\w)[‘’']", inside):
        return ""
    return inside


def _closed(value: str) -> str:
    """Return a value whose first mark closes at its end too."""
    mark = value[0]
    if mark not in "\"'" or mark in value[1:] or "\\" in value:
        return value
    body = value[:-1].rstrip() if value[-1] in _CLOSING else value
    return body + mark


def _items(value: str) -> list[str]:
    """Return the items of a list whose brackets or signs are not right; none when it is no list."""
    inside = value[1:]
    end = inside.find("]") if value[0] == "[" else -1
    if 0 <= end < len(inside.rstrip()) - 1:
        return []  # words stand behind it
    inside = inside.rstrip().rstrip("])}")
    if value[0] != "[" and value.rstrip()[-1] not in "])}":
        return []
    if "[" in inside or "{" in inside:
        return []
    return [item(one) for one in split(inside)]


def split(written: str) -> list[str]:
    """Return the words between commas or semicolons; none of them is empty."""
    return [match[1].strip() for match in _ITEM.finditer(written) if match[1].strip()]


def item(written: str) -> str:
    """Return one thing of a list between brackets as it must be written."""
    bare = _bare(written.lstrip("#").strip() or written)
    return bare if _PLAIN_ITEM.fullmatch(bare) or (bare[0] in "\"'" and value_of(bare)) else quoted(bare)
