"""Write pieces of Markdown for the generated pages of the manual."""

from __future__ import annotations

from collections.abc import Iterable


def page(title: str, *parts: str) -> str:
    """Return a page: its title, and the parts below it without the empty ones."""
    return "\n\n".join([f"# {title}", *(part for part in parts if part)]) + "\n"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table without its empty columns."""
    names, body = list(head), [list(row) for row in rows]
    kept = [index for index, _ in enumerate(names) if any(row[index] for row in body)]
    lines = [[line[index] for index in kept] for line in (names, ["---"] * len(names), *body)]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def indented(text: str) -> str:
    """Indent text to put it inside a tab or an admonition."""
    return "\n".join(f"    {line}".rstrip() for line in text.splitlines())
