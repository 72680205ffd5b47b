"""Make the corrections that give a card another title, wherever its kind keeps it, and keep or forget the old one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from harvest.cards.card import Card
from harvest.cards.read import title_heading
from harvest.editing.new_name import NewName
from harvest.editing.yaml_values import YamlLines, as_plain
from harvest.kinds.names import fold
from harvest.links.former import FORMER
from harvest.problems.language import label
from harvest.problems.problem import Fix, Message, Position, say
from harvest.source.markdown import Heading
from harvest.source.source import FENCE
from harvest.source.yaml_nodes import Entries, Items, Node, Scalar, scalars

_ATX = re.compile(
    r"[ \t>]*#{1,6}(?:[ \t]+|$)(?P<words>.*?)(?:[ \t]{1,99}#{1,99})?"
    r"(?P<own>[ \t]{0,40}\{:?[ \t]*[#.][^{}]*\})?[ \t]{0,99}\Z"
)
_MARKUP = re.compile(r"([\\`*\[\]<>_])")


def retitled(card: Card, name: NewName, language: str) -> tuple[Fix, ...] | Message:
    """Return the fixes that write the new title where the old one stands, or say why there are none."""
    if card.title == name.title:
        return ()
    fixes = [*_in_heading(card, name)]
    written = _line(card, "title")
    if written is not None:
        key, node = written
        lines = YamlLines.above(card.source)
        while isinstance(node, Items) and len(node.items) == 1:
            node = node.items[0]
        fix = lines.changed(node, name.title) if isinstance(node, Scalar) and node.end else None
        if isinstance(node, Scalar) and not node.value.strip():
            colon = lines.at(key.line).find(":", (key.end_column or key.column) - 1)
            fix = Fix(*(Position(key.line, colon + 2),) * 2, f" {as_plain(name.title)}") if colon >= 0 else None
        if fix is None:
            return say("The title stands on several lines there. Put it on one line first.")
        return (*fixes, fix)
    if "title" in card.values:
        return tuple(fixes) or _in_section(card, name)
    if card.source.data is None:
        return say("This card has no title yet. Write one above it first.")
    word = label(card.kind.fields["title"].label, language)
    top = Position(card.source.body_line - 1 - card.source.above.count("\n"), 1)
    return (*fixes, Fix(top, top, f"{word}: {as_plain(name.title)}\n"))


def heading_with_title(card: Card) -> Heading | None:
    """Return the heading of a card that holds its title; None without one."""
    heading = title_heading(card.source, card.kind)
    return heading if heading is not None and heading.words == card.title else None


def _in_heading(card: Card, name: NewName) -> Iterator[Fix]:
    heading = heading_with_title(card)
    if heading is None:
        return
    body = card.source.body
    end = min(at for at in (body.find("\n", heading.start), len(body)) if at >= 0)
    line = body[heading.start : end]
    found = _ATX.match(line)
    # A title below which a line is drawn stands on its own line whole.
    first, last = found.span("words") if found else (0, len(line.rstrip()))
    yield card.source.fix(heading.start + first, heading.start + last, _as_text(name.title))


def _in_section(card: Card, name: NewName) -> tuple[Fix, ...] | Message:
    """Return the fix of a title that is the first paragraph of a section."""
    part = card.part(card.kind.title_section)
    block = next((block for block in part.blocks if block.words.strip()), None) if part else None
    if block is None:
        return say("Nothing here shows where the title of this card stands.")
    end = re.compile(r"\n[ \t]*(?:\n|#|\Z)|\Z").search(card.source.body, block.start)
    last = end.start() if end else len(card.source.body)
    written = card.source.body[block.start : last]
    return (card.source.fix(block.start, block.start + len(written.rstrip()), _as_text(name.title)),)


def old_name_kept(
    card: Card, name: NewName, names: Iterable[str], address: str, language: str
) -> tuple[Fix, ...] | Message:
    """Return the fixes that keep old names as aliases, and the address that the card had unless that is empty."""
    wanted: list[tuple[str, tuple[str, ...]]] = []
    fields = card.kind.fields
    taken = {fold(name.title), *map(fold, card.aliases)}
    new = tuple({fold(written): written for written in reversed([*names]) if fold(written) not in taken}.values())[::-1]
    if "aliases" in fields and new:
        elsewhere = card.aliases if "aliases" in card.values and "aliases" not in card.places else ()
        wanted.append(("aliases", (*elsewhere, *new)))
    if FORMER in fields and address and address not in card.list(FORMER):
        wanted.append((FORMER, (address,)))
    fixes: list[Fix] = []
    lines, added = YamlLines.above(card.source), []
    for field, values in wanted:
        written = _line(card, field)
        if written is None:
            word = label(fields[field].label, language)
            added.append(f"{word}: [{', '.join(as_plain(value, flow=True) for value in values)}]\n")
            continue
        for value in values:
            fix = lines.appended(*written, value)
            if fix is None:
                return say("«{field}» is written in a way that cannot be added to.", field=fields[field].label)
            fixes.append(fix)
    if added and card.source.data is None:
        return (*fixes, Fix(Position(1, 1), Position(1, 1), f"{FENCE}\n{''.join(added)}{FENCE}\n\n"))
    below = Position(card.source.body_line - 1, 1)
    return (*fixes, *([Fix(below, below, "".join(added))] if added else []))


def no_longer_other(card: Card, name: NewName, address: str) -> tuple[Fix, ...]:
    """Return the fixes that take away an alias that is the title now, and a former address that is the address now."""
    fixes: list[Fix] = []
    lines = YamlLines.above(card.source)
    data = card.source.data or Entries((), 1, 1)
    for index, (key, node) in enumerate(data.entries):
        field = card.kind.keys.get(fold(key.value))
        if field not in ("aliases", FORMER):
            continue
        items: tuple[Node, ...] = node.items if isinstance(node, Items) else (node,)
        for number, item in enumerate(items):
            words = [scalar.value for scalar in scalars(item)]
            if len(words) != 1 or not words[0].strip():
                continue
            is_title, is_address = fold(words[0]) == fold(name.title), words[0].strip("/") == address.strip("/")
            if (is_title if field == "aliases" else is_address) and (fix := lines.taken_out(data, index, number)):
                fixes.append(fix)
    return tuple(fixes)


def _line(card: Card, field: str) -> tuple[Scalar, Node] | None:
    """Return the line of a field: what stands before its colon and behind it; None without one."""
    for key, node in card.source.data.entries if card.source.data else ():
        if card.kind.keys.get(fold(key.value)) == field:
            return key, node
    return None


def _as_text(title: str) -> str:
    """Return a title as Markdown shows it."""
    escaped = _MARKUP.sub(r"\\\1", title)
    return re.sub(r"^([-+#>]|\d+[.)])(?=\s|$)", lambda sign: f"{sign[0][:-1]}\\{sign[0][-1]}", escaped)
