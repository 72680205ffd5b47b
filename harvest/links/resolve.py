"""Resolve a name or an address to what it leads to, for checks, edges and pages alike."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

from harvest.cards.card import Card, Reference
from harvest.links.directory import Directory, Node
from harvest.source.markdown import Heading, Mark
from harvest.source.markdown.slug import slug

Way = Literal["node", "file", "outside", "missing", "ambiguous", "no heading", "nowhere", "elsewhere"]
"""Where a lead ends: at a card or page (`node`), at a `file`; or outside the content folder, at a missing target, at
several cards (`ambiguous`), at a missing heading, at an empty address (`nowhere`), or at another site (`elsewhere`)."""

_SCHEME = re.compile(r"^[a-z][a-z0-9+.\-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lead:
    """The target of a link or picture.

    `nodes` are the cards or pages it can mean. `name` is the author's text without the heading, `heading` the heading
    in the author's words, and `anchor` the anchor of that heading. `path` is the path of the file, existing or not.
    """

    way: Way
    nodes: tuple[Node, ...] = ()
    name: str = ""
    heading: str = ""
    anchor: str = ""
    path: str = ""

    @property
    def node(self) -> Node | None:
        """The card or page it leads to, even when the heading is missing; None when it can mean several or none."""
        return self.nodes[0] if len(self.nodes) == 1 else None


def led_to(directory: Directory, node: Node, mark: Mark) -> Lead:
    """Return where a mark in the text of a node leads: nowhere for a mark that is no link or picture."""
    if mark.form in ("wiki", "embed"):
        return by_name(directory, node, mark.target, embed=mark.form == "embed")
    if mark.form in ("link", "image"):
        return by_address(directory, node, mark.target)
    return Lead("nowhere")


def by_name(directory: Directory, node: Node, target: str, *, embed: bool = False) -> Lead:
    """Return where `[[target]]` leads; with `embed` it is a picture, by its path or by its name alone."""
    if embed:
        return _picture(directory, node, target)
    nodes, heading = directory.meant(target, node)
    name = target.removesuffix(heading).rstrip("# ") if heading else target
    return _at_heading(nodes, name, heading, "")


def by_address(directory: Directory, node: Node, target: str) -> Lead:
    """Return where a Markdown link leads."""
    address, _, heading = target.partition("#")
    if not address and not heading:
        return Lead("nowhere")
    if _SCHEME.match(address) or address.startswith("//"):
        return Lead("elsewhere", name=address)
    heading = unquote(heading)
    if not address:
        return _at_heading((node,), "", heading, node.path)
    path, target_node = directory.at(address.partition("?")[0], node.path)
    if path == ".." or path.startswith("../"):
        return Lead("outside", name=target, path=path)
    if target_node is not None:
        return _at_heading((target_node,), address, heading, path)
    if file := directory.file(path):
        return Lead("file", name=target, path=file)
    return Lead("missing", name=target, path=path)


def _picture(directory: Directory, node: Node, target: str) -> Lead:
    lead = by_address(directory, node, target)
    if lead.way == "missing" and "/" not in target:
        paths, _ = directory.files_ending_in(target.rpartition(".")[2].lower())
        path = paths.get(unicodedata.normalize("NFC", target))
        if path is not None:
            return Lead("file", name=target, path=path)
    return lead


def _at_heading(nodes: tuple[Node, ...], name: str, heading: str, path: str) -> Lead:
    if len(nodes) != 1:
        return Lead("ambiguous" if nodes else "missing", nodes, name, heading, path=path)
    if not heading:
        return Lead("node", nodes, name, path=path)
    target_heading = heading_of(nodes[0], heading)
    if target_heading is None and nodes[0].readable:
        return Lead("no heading", nodes, name, heading, path=path)
    return Lead("node", nodes, name, heading, target_heading.anchor if target_heading else "", path)


def heading_of(node: Node, written: str) -> Heading | None:
    """Return the heading that `written` names: by its anchor, by the anchor its author gave it, or by its words."""
    by_anchor = node.source.markdown.by_anchor
    return by_anchor.get(written) or by_anchor.get(slug(written))


def candidates(directory: Directory, card: Card, reference: Reference) -> tuple[Node, ...]:
    """Return the nodes that a reference can mean: those of a kind it may lead to, else any with that name."""
    key = (card.kind.kind, reference.relation, reference.text)
    nodes = directory.meant_by.get(key)
    if nodes is None:
        allowed = card.kind.relations[reference.relation]
        nodes = directory.of_kinds(reference.text, allowed.leads_to) or directory.meant(reference.text, card)[0]
        if "#" not in reference.text:  # with a `#` it may mean a heading of this very card
            directory.meant_by[key] = nodes
    return nodes
