"""Explain what is wrong in `mkdocs.yml` where YAML cannot read it, by trying what would mend it.

The parser stumbles long after most mistakes. So each line near that place is mended in the ways in which people err,
and what makes the whole file readable again is what we tell. Cards have no depths, and `yaml_mistakes` explains theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from harvest.problems.problem import NOTHING, Fix, Message, Position, say
from harvest.source.yaml_loader import Loader
from harvest.source.yaml_mistakes import MendableProblem, YamlProblem, explained

_LARGEST = 50_000
"""The characters of a file in which mending is tried; no settings that people write are longer."""
_LINES_ABOVE = 3
_NO_SPACE = re.compile(r"(\s*(?:- )?[^\W\d_][\w.-]*:)(?=[^\s/])")
_DASH = re.compile(r"(\s*-)(?=[^\s-])")
_VALUE = re.compile(r"\s*(?:- )?(?:[^\s:#][^:#]*:\s+|- )(?P<value>\S(?:.*\S)?)\s*$")
_ROUND = "“”„‟«»"
_HOW = say(
    "Write a name, a colon, a space and what belongs to it, for example «{example}».", example="docs_dir: content"
)


@dataclass(frozen=True, slots=True)
class _Try:
    """A line as it may be meant, and what is wrong with it then, from column `start` up to `end`."""

    index: int
    mended: str
    message: Message
    hint: Message
    start: int
    end: int


def explained_settings(error: yaml.MarkedYAMLError, lines: list[str]) -> YamlProblem:
    """Return a problem for the author in place of the parser's error; `lines` are those of the whole file."""
    mark = error.problem_mark or error.context_mark
    at = min(mark.line, len(lines) - 1) if mark else 0
    begun = min(error.context_mark.line, at) if error.context_mark else at
    short = sum(map(len, lines)) <= _LARGEST
    for tries in (_tabs, _all_slips, _all_depths) if short else ():
        works = [(one, said) for one in tries(lines, at, begun) if (said := _said(lines, one)) is not None]
        if works:
            # A slip shows on its line; which of several lines is not deep enough may be unclear.
            on_line = [one for one in works if one[0].index == works[0][0].index]
            return _mended(lines, works if tries is _all_depths else on_line)
    problem = explained(error, lines, 1)
    written = lines[problem.line - 1] if lines else ""
    if "\t" in written:
        tab = _tab(lines, problem.line - 1)
        return YamlProblem(problem.line, tab.start + 1, tab.message, tab.hint)
    if problem.hint.text.startswith("Let "):  # which speaks of names at the very start
        return YamlProblem(problem.line, problem.column, problem.message, _AS_ABOVE)
    if "titel:" in str(problem.hint.params):
        return YamlProblem(problem.line, problem.column, problem.message, _HOW)
    return problem


def _mended(lines: list[str], works: list[tuple[_Try, list[tuple[str, str]]]]) -> YamlProblem:
    """Return the problem of the likeliest of several tries that work, each with what the file then says."""
    (best, means), written = works[0], ""
    alike = [one for one, said in works if said == means]
    # Of several depths that mean the same we take one that people count in twos.
    best = next((one for one in alike if _depth(one.mended) % 2 == 0), best)
    line, written = best.index + 1, lines[best.index]
    start, end = _differs(written, best.mended)
    if start == end:  # of what is put in between, a letter beside it is part
        start, end = (start - 1, end) if start > best.start else (start, end + 1)
    text = best.mended[start : len(best.mended) - len(written) + end]
    fix = Fix(Position(line, start + 1), Position(line, end + 1), text)
    place, past = Position(line, best.start + 1), Position(line, best.end + 1)
    return MendableProblem(place, best.message, best.hint, past, fix if len(alike) == len(works) else None)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


_AS_ABOVE = say("Let it begin just as deep as the lines above that belong with it, with spaces.")


def _said(lines: list[str], one: _Try) -> list[tuple[str, str]] | None:
    """Return what the file says with one line mended, in the parser's events; None when it still cannot be read."""
    text = "\n".join((*lines[: one.index], one.mended, *lines[one.index + 1 :]))
    try:
        events = list(iter(Loader(text).get_event, None))
        yaml.compose(text, yaml.SafeLoader)  # slow, and so last: it stops at more, and MkDocs uses it
    except (yaml.YAMLError, ValueError):
        return None
    return [(type(event).__name__, getattr(event, "value", "") or "") for event in events]


def _differs(written: str, mended: str) -> tuple[int, int]:
    """Return where a line begins and ends to be another one once it is mended."""
    most = min(len(written), len(mended))
    start = next((n for n in range(most) if written[n] != mended[n]), most)
    same = next((n for n in range(most - start) if written[-1 - n] != mended[-1 - n]), most - start)
    return start, len(written) - same


def _near(lines: list[str], at: int, begun: int) -> list[int]:
    """Return the lines that say something, from where the parser stumbled upwards."""
    above = [n for n in range(at, -1, -1) if lines[n].strip() and not lines[n].lstrip().startswith("#")]
    return list(dict.fromkeys([*above[: _LINES_ABOVE + 1], *(n for n in above if n >= begun)]))


def _tabs(lines: list[str], at: int, begun: int) -> Iterator[_Try]:
    return (_tab(lines, index) for index in _near(lines, at, begun) if "\t" in lines[index])


def _all_slips(lines: list[str], at: int, begun: int) -> Iterator[_Try]:
    open_quotation = [n for n, line in enumerate(lines[: at + 1]) if _opens(line)]
    for index in dict.fromkeys([*open_quotation, *_near(lines, at, begun)]):
        yield from _slips(index, lines[index])


def _all_depths(lines: list[str], at: int, begun: int) -> Iterator[_Try]:
    for index in _near(lines, at, begun):
        yield from _depths(lines, index)


def _opens(line: str) -> str:
    """Return the quotation mark with which a value begins that does not end with one; empty without."""
    value = _VALUE.match(line)
    mark = value["value"][0] if value else ""
    return mark if value and mark in ("'", '"') and (len(value["value"]) == 1 or value["value"][-1] != mark) else ""


def _tab(lines: list[str], index: int) -> _Try:
    line = lines[index]
    start = line.index("\t")
    indent = len(line) - len(line.lstrip())
    above = next((one for one in reversed(lines[:index]) if one.strip() and not one.lstrip().startswith("#")), "")
    depth = len(above) - len(above.lstrip(" "))
    below = next((_depth(one) for one in lines[index + 1 :] if one.strip() and one.lstrip(" ")[0] not in "#\t"), 0)
    deeper = below if below > depth else depth + 2 + 2 * above.lstrip().startswith("- ")
    spaces = " " * (deeper if above.rstrip().endswith(":") else depth)
    mended = spaces + line.lstrip() if start < indent else line.replace("\t", " ")
    message = say("There is a tab here, and only spaces count.")
    hint = say("Put spaces in its place: {n} at the beginning of this line.", n=len(spaces))
    return _Try(index, mended, message, hint if start < indent else say("Put a space in its place."), start, start + 1)


def _slips(index: int, line: str) -> Iterator[_Try]:
    """Yield a line with a quotation, a bracket or a space as it is probably meant."""
    value = _VALUE.match(line)
    start = value.start("value") if value else 0
    if value and (mark := _opens(line)):
        yield _written_so(
            index, line, start, f"{line.rstrip()}{mark}", say("A quotation mark opens here and never closes.")
        )
    if match := _NO_SPACE.match(line):
        mended = f"{match[1]} {line[match.end() :]}"
        yield _written_so(index, line, match.end(), mended, say("There is no space behind the colon."))
    if match := _DASH.match(line):
        mended = f"{match[1]} {line[match.end() :]}"
        yield _written_so(index, line, match.end() - 1, mended, say("There is no space behind the dash."))
    if value is None:
        return
    text = value["value"]
    if text[0] in "[{" and text[-1] != "]}"["[{".index(text[0])]:
        mended = line.rstrip() + "]}"["[{".index(text[0])]
        yield _written_so(index, line, start, mended, say("A bracket opens here and never closes."))
        return
    if text[0] in "|>[{#":
        return
    inside = text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"" else text.strip(_ROUND)
    inside = inside[1:] if _opens(line) else inside
    mark = "'" if '"' in inside and "'" not in inside else '"'
    inside = inside.replace('"', '\\"') if mark == '"' else inside
    if text[0] in "'\"":
        message = say("In «{written}» text follows a quotation mark that closed already.", written=text)
    elif ": " in text:
        message = say("In «{written}» stands a colon, so it is not clear where the text begins.", written=text)
    else:
        message = say("«{written}» begins with a character that means something else here.", written=text)
    yield _written_so(index, line, start, f"{line[:start]}{mark}{inside}{mark}", message, around=True)


def _written_so(index: int, line: str, start: int, mended: str, message: Message, *, around: bool = False) -> _Try:
    example = mended.strip()
    hint = say("Put all of it between quotation marks: {example}", example=example) if around else NOTHING
    hint = hint if around else say("Write: {example}", example=example)
    return _Try(index, mended, message, hint, start, max(len(line.rstrip()), start + 1))


def _depths(lines: list[str], index: int) -> Iterator[_Try]:
    """Yield a line that begins as deep as others around it: the nearest depth first, and that of the line above it."""
    line, depth = lines[index], _depth(lines[index])
    said = [one for one in lines[:index] if one.strip() and not one.lstrip().startswith("#")]
    below = [one for one in lines[index + 1 :][:4] if one.strip() and not one.lstrip().startswith("#")]
    known = [*map(_depth, reversed(said[-12:])), *map(_depth, below)]
    message = say("This line does not stand straight below the ones above it.")
    for other in sorted(dict.fromkeys(known), key=lambda other: abs(other - depth)):
        if other > 1:
            hint = say("Let it begin with {n} spaces, as the lines that belong with it.", n=other)
        elif other == 1:
            hint = say("Let it begin with one space, as the lines that belong with it.")
        else:
            hint = say("Let it begin at the very start of the line: {example}", example=line.strip())
        if other != depth:
            yield _Try(index, " " * other + line.lstrip(" "), message, hint, 0, max(depth, 1))
