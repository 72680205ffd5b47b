"""Read the value of a node of the parser's tree, and make nodes that replace others."""

from __future__ import annotations

from typing import Any

import comrak
from comrak import AstNode


def value_of(node: AstNode) -> Any:
    """Return the value of a node; its attributes depend on the sort of node."""
    return node.node_value.value  # type: ignore[attr-defined]


def text(words: str, at: AstNode) -> AstNode:
    """Return a node that holds words."""
    return AstNode(comrak.Text(words), at.sourcepos, None, [])


def raw(html: str, at: AstNode) -> AstNode:
    """Return a node that is written as this HTML."""
    return AstNode(comrak.Raw(html), at.sourcepos, None, [])


def link(address: str, words: str, at: AstNode) -> AstNode:
    """Return a node that is a link."""
    return AstNode(comrak.Link(comrak.NodeLink(address, "")), at.sourcepos, None, [text(words, at)] if words else [])


def paragraph(inside: AstNode, at: AstNode) -> AstNode:
    """Return a node that is a paragraph."""
    return AstNode(comrak.Paragraph(), at.sourcepos, None, [inside])
