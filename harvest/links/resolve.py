"""Where a name or an address leads: asked once here, by checks, edges and pages alike."""

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
"""How a lead ends: at a card or page, at a file; or out of the content folder, at nothing that exists, at several
cards, at a heading that is not there, at an empty address, or at another site."""

_SCHEME = re.compile(r"^[a-z][a-z0-9+.\-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lead:
    """Where something leads.

    `nodes` are the cards or pages it can mean. `name` is what was written without its heading, `heading` the heading as
    written, and `anchor` that of the heading found. `path` is that of the file, or where one was looked for.
    """

    way: Way
    nodes: tuple[Node, ...] = ()
    name: str = ""
    heading: str = ""
    anchor: str = ""
    path: str = ""

    @property
    def node(self) -> Node | None:
        """The card or page it leads to, also where its heading is not there."""
        return self.nodes[0] if len(self.nodes) == 1 else None


def led_to(directory: Directory, node: Node, mark: Mark) -> Lead:
    """Where a mark in the text of a node leads. Of marks that are no link or picture: nowhere."""
    if mark.form in ("wiki", "embed"):
        return by_name(directory, node, mark.target, embed=mark.form == "embed")
    if mark.form in ("link", "image"):
        return by_address(directory, node, mark.target)
    return Lead("nowhere")


def by_name(directory: Directory, node: Node, target: str, *, embed: bool = False) -> Lead:
    """Where `[[target]]` leads; with `embed` a picture is looked for, by its path or its name alone."""
    if embed:
        return _picture(directory, node, target)
    found, heading = directory.meant(target, node)
    name = target.removesuffix(heading).rstrip("# ") if heading else target
    return _at_heading(found, name, heading, "")


def by_address(directory: Directory, node: Node, target: str) -> Lead:
    """Where a Markdown link leads."""
    address, _, heading = target.partition("#")
    if not address and not heading:
        return Lead("nowhere")
    if _SCHEME.match(address) or address.startswith("//"):
        return Lead("elsewhere", name=address)
    heading = unquote(heading)
    if not address:
        return _at_heading((node,), "", heading, node.path)
    path, found = directory.at(address.partition("?")[0], node.path)
    if path == ".." or path.startswith("../"):
        return Lead("outside", name=target, path=path)
    if found is not None:
        return _at_heading((found,), address, heading, path)
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


def _at_heading(found: tuple[Node, ...], name: str, heading: str, path: str) -> Lead:
    if len(found) != 1:
        return Lead("ambiguous" if found else "missing", found, name, heading, path=path)
    if not heading:
        return Lead("node", found, name, path=path)
    there = heading_of(found[0], heading)
    if there is None and found[0].readable:
        return Lead("no heading", found, name, heading, path=path)
    return Lead("node", found, name, heading, there.anchor if there else "", path)


def heading_of(node: Node, written: str) -> Heading | None:
    """The heading of a node that is called so: by its anchor, by the one its author gave it, or by its words."""
    by_anchor = node.source.markdown.by_anchor
    return by_anchor.get(written) or by_anchor.get(slug(written))


def candidates(directory: Directory, card: Card, reference: Reference) -> tuple[Node, ...]:
    """The nodes a relation can mean: of a kind it leads to when there is one, else whatever has the name."""
    asked = (card.kind.kind, reference.relation, reference.text)
    found = directory.meant_by.get(asked)
    if found is None:
        allowed = card.kind.relations[reference.relation]
        found = directory.of_kinds(reference.text, allowed.leads_to) or directory.meant(reference.text, card)[0]
        if "#" not in reference.text:  # else it may mean this very card
            directory.meant_by[asked] = found
    return found
