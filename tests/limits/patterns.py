"""Find every pattern in the package, and write texts that are hard for it out of its own parts."""

from __future__ import annotations

import ast
import pkgutil
import re
import re._constants as codes  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from itertools import permutations, product
from pathlib import Path
from typing import Any, NamedTuple

import harvest

PACKAGE = Path(harvest.__file__).parent
CALLS = frozenset("match fullmatch search finditer findall sub subn split".split())
ANCHORED = frozenset({"match", "fullmatch"})


class Pattern(NamedTuple):
    """A pattern, where it stands, and whether it is only tried where a text begins."""

    where: str
    compiled: re.Pattern[Any]
    anchored: bool


def patterns() -> list[Pattern]:
    """Return the patterns that modules compile, and those that stand in calls."""
    found: dict[tuple[str, Any, int], Pattern] = {}
    for info in pkgutil.walk_packages([str(PACKAGE)], "harvest."):
        if info.name == "harvest.__main__":
            continue
        module = import_module(info.name)
        tree = ast.parse(Path(str(module.__file__)).read_text("utf-8"))
        for name, value in vars(module).items():
            for compiled in _inside(value):
                used = _used(tree, name)
                found.setdefault(
                    (info.name, compiled.pattern, compiled.flags),
                    Pattern(f"{info.name}.{name}", compiled, bool(used) and used <= ANCHORED),
                )
        for compiled, line, call in _in_calls(tree):
            key = info.name, compiled.pattern, compiled.flags
            found.setdefault(key, Pattern(f"{info.name}:{line}", compiled, call in ANCHORED))
    return list(found.values())


def _inside(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _inside(item)
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from _inside(item)


def _used(tree: ast.AST, name: str) -> set[str]:
    """Return how a module uses the pattern of this name; nothing where it uses it by another way.

    To match at a place in a text is to search: it may be done at every place.
    """
    calls, names = [], 0
    for node in ast.walk(tree):
        names += isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if isinstance(node.func.value, ast.Name) and node.func.value.id == name:
            calls.append(node.func.attr if len(node.args) == 1 else "search")
    return set(calls) if len(calls) == names else set()


def _in_calls(tree: ast.AST) -> Iterator[tuple[re.Pattern[Any], int, str]]:
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        of = node.func.value
        if not (isinstance(of, ast.Name) and of.id == "re" and node.func.attr in CALLS and node.args):
            continue
        if isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, (str, bytes)):
            flags = re.MULTILINE if "MULTILINE" in ast.unparse(node) else 0
            flags |= re.DOTALL if "DOTALL" in ast.unparse(node) else 0
            yield re.compile(node.args[0].value, flags), node.lineno, node.func.attr


CLASSES = {
    codes.CATEGORY_DIGIT: "7",
    codes.CATEGORY_SPACE: " \n",
    codes.CATEGORY_WORD: "a",
    codes.CATEGORY_NOT_DIGIT: "a.",
    codes.CATEGORY_NOT_SPACE: "a",
    codes.CATEGORY_NOT_WORD: ". ",
}
USUAL = "aA7 \n\t<>[]()*_-.:;\"'|#/\\=&!?{}%^$`~"


def _letters(tree: Any) -> Iterator[str]:
    """Yield the characters of one item of a parsed pattern, at least one for each sort that it takes."""
    code, value = tree
    if code is codes.LITERAL:
        yield chr(value)
    elif code is codes.NOT_LITERAL:
        yield from (letter for letter in USUAL if ord(letter) != value)
    elif code is codes.ANY:
        yield from USUAL
    elif code is codes.IN:
        negated = value[0][0] is codes.NEGATE
        taken: set[str] = set()
        for sort, what in value:
            if sort is codes.LITERAL:
                taken.add(chr(what))
            elif sort is codes.RANGE:
                taken |= {chr(what[0]), *(letter for letter in USUAL if what[0] <= ord(letter) <= what[1])}
            elif sort is codes.CATEGORY:
                taken |= set(CLASSES.get(what, ""))
        yield from (sorted(set(USUAL) - taken) if negated else sorted(taken))


def _samples(items: Iterable[Any]) -> Iterator[list[str]]:
    """Yield ways through a parsed pattern, each as the texts of its items in order."""
    ways: list[list[str]] = [[]]
    for item in items:
        ways = [way + more for way, more in product(ways, list(_sample(item))[:4])][:12]
    yield from ways


def _sample(item: Any) -> Iterator[list[str]]:
    code, value = item
    if code in (codes.LITERAL, codes.NOT_LITERAL, codes.ANY, codes.IN):
        yield from ([letter] for letter in list(_letters(item))[:2])
    elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        least, most, inner = value
        for way in list(_samples(inner))[:3]:
            yield way * max(1, min(least, 3))
        if least == 0:
            yield []
        elif most > 3:
            yield [*next(_samples(inner))] * min(least + 1, 200)
    elif code is codes.SUBPATTERN:
        yield from list(_samples(value[3]))[:4]
    elif code is codes.ATOMIC_GROUP:
        yield from list(_samples(value))[:4]
    elif code is codes.BRANCH:
        for branch in value[1]:
            yield from list(_samples(branch))[:2]
    elif code is codes.ASSERT:
        yield from list(_samples(value[1]))[:2]
        yield []
    else:
        yield []


def _repeated(items: Iterable[Any]) -> Iterator[str]:
    """Yield the characters and short texts that a pattern repeats."""
    for code, value in items:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            yield from ("".join(way) for way in list(_samples(value[2]))[:4])
            yield from _repeated(value[2])
        elif code is codes.SUBPATTERN:
            yield from _repeated(value[3])
        elif code is codes.ATOMIC_GROUP:
            yield from _repeated(value)
        elif code is codes.BRANCH:
            for branch in value[1]:
                yield from _repeated(branch)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _repeated(value[1])


@cache
def hostile(pattern: re.Pattern[Any]) -> tuple[tuple[str, str, str], ...]:
    """Return texts as (before, repeated, after): what a pattern begins with, many times, and never its end."""
    raw = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
    tree = parser.parse(raw, pattern.flags & ~re.TEMPLATE if hasattr(re, "TEMPLATE") else pattern.flags)
    repeated = dict.fromkeys(text for text in _repeated(tree) if text)
    texts: dict[tuple[str, str, str], None] = {}
    ways = list(_samples(tree))
    for text in repeated:
        for after in ("", "\x01", "\n", "<", ">"):
            texts["", text, after] = None
    for one, other in list(permutations(repeated, 2))[:60]:
        texts["", one + other, "\x01"] = None
    for way in ways:
        for end in range(1, len(way) + 1):
            begin = "".join(way[:end])
            texts["", begin, ""] = texts["", begin + " ", ""] = texts["", begin + "\n", ""] = None
            for text in list(repeated)[:12]:
                texts[begin, text, "\x01"] = texts["", begin + text, ""] = None
    return tuple(text for text in texts if text[1])
