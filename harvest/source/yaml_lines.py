"""Take apart a faulty line of the data above a card, and show how to write it."""

from __future__ import annotations

import re

LINK = re.compile(r"\[\[[^\[\]]*\]\]")
_OPENED = re.compile(r"(?:^|[:\-\[{,]\s*)([\[{])")


def quoted(written: str) -> str:
    """Return a line with its value between quotation marks, as it should be written."""
    name, colon, value = written.partition(":")
    if not colon:
        name, value = "-", written.strip().removeprefix("-")
    value = value.strip()
    if value[:1] in ("'", '"') and _around_it_all(value):
        value = value.strip(value[0]) if value.find(value[0], 1) in (-1, len(value) - 1) else value[1:-1]
    if '"' in value and "'" not in value:
        return f"{name}{colon} '{value}'".strip()
    value = value.replace('"', '\\"')
    return f'{name}{colon} "{value}"'.strip()


def _around_it_all(value: str) -> bool:
    """Tell whether the mark at the start is meant to enclose the whole value; a mark behind a space opens another."""
    mark = value[0]
    following = value.find(mark, 1)
    return following in (-1, len(value) - 1) or (value[-1] == mark and value[following - 1] in " (")


def listed(written: str) -> str:
    """Return the links on a line as a valid YAML list."""
    links = [f'"{link}"' for link in LINK.findall(written)]
    return f"[{', '.join(links)}]"


def asked(written: str, column: int) -> str:
    """Return the words around a question mark, as far as the nearest comma, colon or bracket on each side."""
    rest = re.match(r"(?::(?! )|[^,:\[\]{}])*", written[column:])
    return (re.split(r"[,\[{]\s*|:\s+", written[:column])[-1] + (rest.group() if rest else "")).strip()


def value_column(written: str, fallback: int) -> int:
    """Return the column, from 1, where the value on a line begins."""
    match = re.match(r"\s*+(?:-\s+|[^:]*:\s+)", written)
    return match.end() + 1 if match else fallback


def unclosed_bracket(lines: list[str]) -> tuple[int, int] | None:
    """Return the line and column, from 0, of the last bracket that opens a value; None without one."""
    for index in range(len(lines) - 1, -1, -1):
        if match := _OPENED.search(lines[index]):
            return index, match.start(1)
    return None
