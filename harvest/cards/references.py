"""Read the names of cards in a relation, in every way authors write them."""

from __future__ import annotations

import re
from urllib.parse import unquote

from harvest.cards.card import Reference, card_id
from harvest.cards.values import Reader
from harvest.problems.problem import Place, say
from harvest.source.yaml_nodes import Items, Node, Scalar

MARKDOWN_ENDINGS = (".md", ".markdown")
WIKI = re.compile(r"\[\[([^\[\]]+)\]\]")
_LINK = re.compile(r"\[[^\[\]]*\]\((?![a-zA-Z][\w+.-]*:|[/#])([^()#?]+\.md)\)")
_BETWEEN = re.compile(r"[\s,;&+]|\b(?:en|and)\b")


def references(relation: str, node: Node, reader: Reader) -> list[Reference]:
    """Return the cards that a relation names; `reader` notes a problem for each value that is no name."""
    named_cards: list[Reference] = []
    whole = not isinstance(node, Items) or as_wiki(node) is not None
    for item in (node,) if whole or not isinstance(node, Items) else node.items:
        names: list[str] | None = None
        if isinstance(item, Scalar):
            names = _named(item.value)
        elif isinstance(item, Items):
            text = name_in(item)
            names = None if text is None else _named(f"[[{text}]]")
        if names is None:
            reader.wrong_type(item, say("The name of a card belongs here."), in_list=item is not node)
            continue
        place = Place(reader.path, item.line, item.column)
        written = item if isinstance(item, Scalar) else None
        named_cards += (Reference(relation, name, place, written, in_line=item is node) for name in names)
    return named_cards


def name_in(node: Items) -> str | None:
    """Return the name that a list in a list of names means, as one between double brackets; None where it is none."""
    return as_wiki(node) or _joined(node)


def as_wiki(node: Items) -> str | None:
    """Return the text of `[[Titel]]` without quotation marks, which YAML reads as a list in a list; else None."""
    inner = node.items[0] if node.flow and len(node.items) == 1 else None
    return _joined(inner) if isinstance(inner, Items) and inner.flow and inner.items else None


def _joined(node: Items) -> str | None:
    """Return the words of a list as one text, with the commas at which YAML split it; None when it holds a list."""
    words = [item.value for item in node.items if isinstance(item, Scalar)]
    return ", ".join(words) if len(words) == len(node.items) else None


def _named(written: str) -> list[str]:
    """Return the names of cards in a text: several when each is between double brackets, else the text itself."""
    text = " ".join(written.split())
    if (links := WIKI.findall(text)) and not _BETWEEN.sub("", WIKI.sub("", text)):
        return [name for link in links if (name := bare(link.partition("|")[0]))]
    if link := _LINK.fullmatch(text):
        text = unquote(link[1]).rpartition("/")[2]
    return [text] if (text := bare(text)) else []


def bare(name: str) -> str:
    """Return the name of a card without file ending."""
    name = name.strip()
    return card_id(name) if name.lower().endswith(MARKDOWN_ENDINGS) else name
