"""Pieces of Markdown that the generated pages of the manual are made of."""

from __future__ import annotations

from collections.abc import Iterable


def page(title: str, *parts: str) -> str:
    """A page: its title, and what stands below it; empty parts are left out."""
    return "\n\n".join([f"# {title}", *(part for part in parts if part)]) + "\n"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table. A column in which nothing stands is left out."""
    names, body = list(head), [list(row) for row in rows]
    kept = [index for index, _ in enumerate(names) if any(row[index] for row in body)]
    lines = [[line[index] for index in kept] for line in (names, ["---"] * len(names), *body)]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def indented(text: str) -> str:
    """Text as it stands inside a tab or an admonition."""
    return "\n".join(f"    {line}".rstrip() for line in text.splitlines())
