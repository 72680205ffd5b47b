"""Nodes of the parser's tree: what it says of one, and new ones in the place of others."""

from __future__ import annotations

from typing import Any

import comrak
from comrak import AstNode


def value_of(node: AstNode) -> Any:
    """What the parser says of a node; which attributes it has depends on the sort of node."""
    return node.node_value.value  # type: ignore[attr-defined]


def text(words: str, at: AstNode) -> AstNode:
    """Words as a node."""
    return AstNode(comrak.Text(words), at.sourcepos, None, [])


def raw(html: str, at: AstNode) -> AstNode:
    """HTML as a node."""
    return AstNode(comrak.Raw(html), at.sourcepos, None, [])


def link(address: str, words: str, at: AstNode) -> AstNode:
    """A link as a node."""
    return AstNode(comrak.Link(comrak.NodeLink(address, "")), at.sourcepos, None, [text(words, at)] if words else [])


def paragraph(inside: AstNode, at: AstNode) -> AstNode:
    """A paragraph as a node."""
    return AstNode(comrak.Paragraph(), at.sourcepos, None, [inside])
