"""Find lines that are meant as the data above a card and do not stand between two lines of three dashes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from harvest.cards.data_lines import LONGEST, NamedLine, as_value, named
from harvest.kinds.names import fold
from harvest.problems.problem import Fix, Message, Place, Position, Problem, problem, say
from harvest.source.source import FENCE, Source

MOST_LINES = 60
"""The lines at the beginning of a text among which we look."""
_DASHES = re.compile(
    r"[\s>\ufeff\u200b\u200c\u200d\u2060]*(?:\\?[-‐‑‒–—―−_=*~+]\s*)+|\s*(?:`{3}|~{3})\s*[\w-]*\s*|\s*<hr ?/?>\s*"
)
_ONE_DASH = re.compile(r"[\s\ufeff\u200b]*\\?[-*_=~+]\s*")
_DASHES_AND_WORDS = re.compile(r"[\s\ufeff\u200b]*-{3}\s*([^\s-].*)")
_WORDS_AND_DASHES = re.compile(r"(.*\S)\s+-{3}\s*")
_GOES_ON = re.compile(r"[ \t]+\S|[ \t]*[-*•][ \t]+\S")
_RULE_OF_TABLE = re.compile(r"\s{0,9}\|?(?:\s{0,9}:?-{1,99}:?\s{0,9}\|)+(?:\s{0,9}:?-{1,99}:?)?\s{0,9}")


def _like_dashes(written: str) -> bool:
    """Tell whether a line is meant as the three dashes, or looks so."""
    return bool(_DASHES.fullmatch(written)) and not _ONE_DASH.fullmatch(written)


@dataclass(frozen=True)
class Stray:
    """Lines meant as data, from `begin` up to `end` (indices from 0), and how each is to be written.

    `opening` and `closing` are the indices of what stands for the dashes above and below them, or None.
    """

    begin: int
    end: int
    corrected: tuple[str, ...]
    count: int
    opening: int | None = None
    closing: int | None = None


def find(lines: list[str], names: Mapping[str, str], start: int = 0) -> Stray | None:
    """Return the lines meant as data at the very beginning of a text; None without any.

    `names` are the folded names that may stand there; `start` is the index of the first line to look at.
    """
    first = next((index for index in range(start, min(len(lines), MOST_LINES)) if lines[index].strip()), None)
    if first is None or max(map(len, lines[first : first + 1])) > LONGEST:
        return None
    behind = _DASHES_AND_WORDS.fullmatch(lines[first])
    if behind and named(behind[1], names):  # ---titel: words
        lines = [*lines[:first], behind[1], *lines[first + 1 :]]
        behind = None
    opening = first if _like_dashes(lines[first]) or behind else None
    begin = first if opening is None else first + 1
    if table := _table_of_columns(lines, begin, names):
        return table
    corrected: list[str] = []
    end, count, closing, index = begin, 0, None, begin
    while index < min(len(lines), begin + MOST_LINES):
        written = lines[index]
        line = named(written, names)
        if line:
            corrected += [""] * (index - end) + [_kept(written, line)]
            count += 1
        elif written.strip() and count and not written.startswith("#") and _like_dashes(written):
            closing = index
            break
        elif _RULE_OF_TABLE.fullmatch(written) and written.strip():
            if index == end:
                end = index + 1
                index += 1
                continue
            break
        elif count and index == end and _GOES_ON.match(written):
            corrected.append(written.replace("\t", "  "))
        elif not written.strip() and count:
            index += 1
            continue
        else:
            break
        end = index = index + 1
    return Stray(begin, end, tuple(corrected), count, opening, closing) if count else None


def _kept(written: str, line: NamedLine) -> str:
    """Return a line of data as it is where it can be read, else corrected."""
    plain = written.startswith(line.name) and re.match(r"\s*: ", written[len(line.name) :])
    return written.rstrip() if plain and as_value(line.value) == line.value else line.corrected


def _table_of_columns(lines: list[str], begin: int, names: Mapping[str, str]) -> Stray | None:
    """Return the data in a table with the names in its head and what belongs to them on the row below."""
    rows = [_cells(line) for line in lines[begin : begin + 3]]
    if len(rows) < 3 or not rows[0] or not _RULE_OF_TABLE.fullmatch(lines[begin + 1]):
        return None
    if len(rows[0]) != len(rows[2]) or not all(fold(name) in names for name in rows[0]):
        return None
    corrected = tuple(NamedLine(name, value).corrected for name, value in zip(rows[0], rows[2], strict=True))
    return Stray(begin, begin + 3, corrected, len(corrected))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")] if line.strip().startswith("|") else []


def without_dashes(source: Source, names: Mapping[str, str], *, least: int) -> Source:
    """Return a file without data as one whose data cannot be read, if the lines above its text are meant as data.

    At least so many names must stand there if no dashes of any sort do.
    """
    lines = source.body.split("\n")
    stray = find(lines, names)
    if stray is None:
        return _below_text(source, lines, names)
    if stray.count < least and stray.opening is None and stray.closing is None:
        return source
    told = _told(source.path, lines, stray)
    below = stray.end if stray.closing is None else stray.closing + 1
    return replace(
        source,
        body="\n".join(lines[below:]),
        body_line=below + 1,
        problems=(told,),
        broken=stray.corrected,
    )


def _told(path: str, lines: list[str], stray: Stray) -> Problem:
    """Return the problem of data at the beginning of a file, with one fix for all of them."""
    begin = stray.begin if stray.opening is None else stray.opening
    end = stray.end if stray.closing is None else stray.closing + 1
    below = [""] * ((stray.closing or stray.end) - stray.end)
    corrected = [FENCE, *stray.corrected, *below, FENCE]
    message, hint = _words(lines, stray)
    first = lines[begin]
    # Words behind the dashes would be lost.
    lost = stray.opening is not None and _DASHES_AND_WORDS.fullmatch(first)
    return problem(
        Place(path, begin + 1),
        "front-matter-missing",
        message,
        hint,
        end=Position(begin + 1, len(first) + 1),
        fix=None if lost else smallest(lines, begin, end, corrected),
    )


def _words(lines: list[str], stray: Stray) -> tuple[Message, Message]:
    written = [line.rstrip() for line in lines[stray.begin : stray.end] if line.strip()]
    changed = written != [line for line in stray.corrected if line]
    opened = None if stray.opening is None else lines[stray.opening].strip()
    closed = None if stray.closing is None else lines[stray.closing].rstrip() == FENCE
    own = [one + 1 for one in (stray.opening, stray.closing) if one is not None and lines[one].rstrip() != FENCE]
    message = (
        say("These lines read as the data above the card, but not between two lines of three dashes.")
        if opened is None
        else say("«{written}» stands above the data of this card, and there only three dashes count.", written=opened)
    )
    if changed:
        shown = ", ".join(f"«{line}»" for line in stray.corrected if line)
        hint = say("Write it so, and above and below it a line with three dashes (---): {lines}", lines=shown)
    elif opened is not None and own:
        hint = (
            say("Make this of line {line}, and put it below line {n} as well: ---", line=own[0], n=stray.end)
            if closed is None
            else say("Make this of line {line} and of line {n}: ---", line=own[0], n=own[1])
            if len(own) > 1
            else say("Make this of line {line}: ---", line=own[0])
        )
    elif closed:
        hint = say("Put a line with three dashes (---) above line {n}.", n=stray.begin + 1)
    elif closed is False:
        hint = say(
            "Put a line with three dashes (---) above line {n}, and make the same of line {line}.",
            n=stray.begin + 1,
            line=(stray.closing or 0) + 1,
        )
    else:
        hint = say(
            "Put a line with three dashes (---) above line {n}, and another one below line {line}.",
            n=stray.begin + 1,
            line=stray.end,
        )
    return message, hint


def smallest(lines: list[str], begin: int, end: int, corrected: list[str], first_line: int = 1) -> Fix | None:
    """Return the fix that makes these lines of the lines from `begin` up to `end`, without those that stay.

    None when they are the same.
    """
    new = list(corrected)
    if new == lines[begin:end]:
        return None
    while end - begin > 1 and len(new) > 1 and new[-1] == lines[end - 1]:
        new.pop()
        end -= 1
    while end - begin > 1 and len(new) > 1 and new[0] == lines[begin]:
        new.pop(0)
        begin += 1
    last = lines[end - 1]
    return Fix(Position(first_line + begin, 1), Position(first_line + end - 1, len(last) + 1), "\n".join(new))


def _below_text(source: Source, lines: list[str], names: Mapping[str, str]) -> Source:
    """Return a file whose data stand between dashes, but below some text, as one whose data cannot be read."""
    first = next((index for index, line in enumerate(lines[:MOST_LINES]) if line.strip()), None)
    at = next((index for index, line in enumerate(lines[:MOST_LINES]) if line.rstrip() == FENCE), None)
    if first is None or at is None:
        return source
    stray = find(lines, names, at)
    if stray is None or stray.closing is None:
        return source
    message = say("Text stands above the data of this card, so they are not read.")
    hint = say("Put it below the second line of three dashes (---), or take it away.")
    fix = None
    if lines[first].lstrip().startswith(("```", "~~~")) and not any(line.strip() for line in lines[first + 1 : at]):
        fence = lines[first].strip()[:3]
        message = say("The whole card stands in code, which begins here with {written}.", written=lines[first].strip())
        hint = say("Take this line away, and the line {fence} at the very end.", fence=fence)
        last = max(index for index, line in enumerate(lines) if line.strip())
        if lines[last].strip() == fence:
            fix = smallest(lines, first, last + 1, lines[first + 1 : last])
    end = Position(first + 1, len(lines[first]) + 1)
    told = problem(Place(source.path, first + 1), "front-matter-missing", message, hint, end=end, fix=fix)
    body = "\n".join(lines[stray.closing + 1 :])
    return replace(source, body=body, body_line=stray.closing + 2, problems=(told,), broken=stray.corrected)


def unclosed(source: Source, names: Mapping[str, str]) -> list[Problem]:
    """Return the problem of data that begin below three dashes and never end, with where the others belong."""
    told, lines = source.problems[0], list(source.broken)
    stray = find(lines, names)
    if stray is None or stray.opening is not None:
        return [told]
    first = source.opening + 1
    if stray.closing is not None:
        written = lines[stray.closing]
        place = Place(source.path, first + stray.closing)
        fix = smallest(lines, stray.begin, stray.closing + 1, [*lines[stray.begin : stray.closing], FENCE], first)
        message = say("The data above the card do not end here: «{written}» is not three dashes.", written=written)
        hint = say("Make this of line {line}: ---", line=place.line)
        end = Position(place.line, len(written) + 1)
        return [problem(place, "front-matter-syntax", message, hint, end=end, fix=fix)]
    last = stray.end - 1
    words = _WORDS_AND_DASHES.fullmatch(lines[last])
    if words is None and stray.end < len(lines) and (words := _DASHES_AND_WORDS.fullmatch(lines[stray.end])):
        last = stray.end
    if words:  # something stands on the line of the dashes
        apart = [words[1], FENCE] if last < stray.end else [FENCE, words[1]]
        place, end = Place(source.path, first + last), Position(first + last, len(lines[last]) + 1)
        message = say("The data above the card do not end here: «{written}» is not three dashes.", written=lines[last])
        hint = say("Give the three dashes (---) a line of their own.")
        fix = smallest(lines, last, last + 1, apart, first)
        return [problem(place, "front-matter-syntax", message, hint, end=end, fix=fix)]
    if stray.end < len(lines) and lines[stray.end].strip():
        if not lines[stray.end].startswith("#"):
            return [told]
    elif not any(line.strip() for line in lines[stray.end :]):
        return [told]
    hint = say("Put a line with three dashes (---) below line {n}.", n=source.opening + stray.end)
    fix = smallest(lines, stray.begin, stray.end, [*lines[stray.begin : stray.end], FENCE], first)
    return [replace(told, hint=hint, fix=fix)]
