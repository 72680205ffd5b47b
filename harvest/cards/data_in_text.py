"""Find data of a card in the text below it."""

from __future__ import annotations

from collections.abc import Mapping

from harvest.cards.data_lines import LONGEST, named
from harvest.cards.stray_data import find
from harvest.kinds.names import fold
from harvest.problems.problem import Fix, Place, Position, Problem, problem, say
from harvest.source.source import FENCE, Source


def below_dashes(
    source: Source, names: Mapping[str, str], present: Mapping[str, object]
) -> tuple[Problem | None, set[str]]:
    """Return the problem of lines at the beginning of the text that are meant as data, and which names these have.

    `present` are the names that stand above the text already.
    """
    head = source.body.lstrip("\n")[:LONGEST]
    if ":" not in head.partition("\n\n")[0]:
        return None, set()
    lines = source.body.split("\n")
    stray = find(lines, names)
    if stray is None or stray.opening is not None:
        return None, set()
    found = {names[fold(line.name)] for one in stray.corrected if (line := named(one, names))}
    # One line may be a sentence; right below the dashes, or with such a name, it is none.
    one_is_enough = stray.begin == 0 or {"title", "status", "rule"} & found
    if stray.count < 2 and not (one_is_enough and found - present.keys()):
        return None, set()
    close = source.body_line - 1
    safe = not found & present.keys() and close > 0
    text = "\n".join([*stray.corrected, FENCE])
    to = stray.end if stray.closing is None else stray.closing + 1
    last = lines[to - 1]
    fix = Fix(Position(close, 1), Position(source.body_line + to - 1, len(last) + 1), text) if safe else None
    place = Place(source.path, source.body_line + stray.begin)
    message = say("These lines read as data of the card, but stand below the dashes.")
    shown = ", ".join(f"«{line}»" for line in stray.corrected if line)
    hint = say("Put them above line {n}, with the other data: {lines}", n=close, lines=shown)
    end = Position(place.line, len(lines[stray.begin]) + 1)
    return problem(place, "front-matter-syntax", message, hint, end=end, fix=fix), found


def another_card(source: Source, names: Mapping[str, str]) -> Problem | None:
    """Return the problem of a text in which the data of another card stand; None for nearly every text."""
    if "\n---\n" not in source.body or ":" not in source.body:
        return None
    lines = source.body.split("\n")
    for at, line in enumerate(lines):
        if line.rstrip() != FENCE or at == 0:
            continue
        stray = find(lines, names, at)
        if (
            stray
            and stray.closing is not None
            and "title" in {names.get(fold(one.partition(":")[0])) for one in stray.corrected}
        ):
            return problem(
                Place(source.path, source.body_line + at),
                "front-matter-syntax",
                say("The data of another card stand here, in the middle of this one."),
                say("Put that card in a file of its own."),
                severity="warning",
                end=Position(source.body_line + at, len(line) + 1),
            )
    return None
