"""Make the faults that `make mutants` puts into a program; each is small and changes the program.

This is a script of our own, since the known tools skip code that decides here: one skips properties and constants of a
module, the other words and the items of a tuple.
"""

from __future__ import annotations

import ast
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

_OPERATORS = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.In: "in", ast.NotIn: "not in", ast.Is: "is", ast.IsNot: "is not",
    ast.Add: "+", ast.Sub: "-", ast.BitAnd: "&", ast.BitOr: "|", ast.Mult: "*", ast.Div: "/",
}  # fmt: skip
_OTHERS = {
    "==": ["!="], "!=": ["=="], "<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="], ">=": [">", "<"],
    "in": ["not in"], "not in": ["in"], "is": ["is not"], "is not": ["is"],
    "+": ["-"], "-": ["+"], "&": ["|"], "|": ["&"], "*": ["/"], "/": ["*"],
}  # fmt: skip
_NAMES = {
    "any": "all", "all": "any", "min": "max", "max": "min", "startswith": "endswith", "endswith": "startswith",
    "partition": "rpartition", "rpartition": "partition", "removeprefix": "removesuffix",
    "removesuffix": "removeprefix", "isdisjoint": "issubset", "error": "warning", "warning": "hint",
}  # fmt: skip
_PLAIN = ("lower", "upper", "casefold", "strip", "lstrip", "rstrip", "resolve")
"""Methods that return something much like the object they are called on."""
_UNREAD = ("annotation", "returns", "decorator_list", "ctx", "target", "targets", "optional_vars")
"""Parts of a node that have no effect while the program runs, or that cannot be replaced."""


@dataclass(frozen=True)
class Fault:
    """A fault: the bytes of a module from `start` to `end`, and the text `after` that replaces them."""

    module: str
    where: str
    line: int
    start: int
    end: int
    after: str
    told: str
    number: int = 1

    @property
    def name(self) -> str:
        """Its name in `mutants.toml`, without a line number, so that it stays when lines are added above it."""
        again = f" ({self.number})" if self.number > 1 else ""
        return f"{self.where}: {' '.join(self.told.split())}{again}"


def faults(module: str, source: bytes, wanted: Sequence[str]) -> Iterator[Fault]:
    """Yield every fault in the named parts of a module; for «part: word» those with that word in their line or name.

    Raises `LookupError` when the module has no such part, or the part no such fault.
    """
    tree = ast.parse(source)
    named = dict(_named(tree))
    seen: Counter[str] = Counter()
    seen_spans: set[tuple[int, int, str]] = set()
    for name in named if list(wanted) == ["*"] else wanted:
        where, _, word = name.partition(": ")
        if where not in named:
            raise LookupError(f"{module} has no {where}")
        maker = _Maker(module, where, source)
        inside = [one for one in maker.inside(named[where]) if word in maker.lines[one.line - 1] or word in one.told]
        if word and not inside:
            raise LookupError(f"{where} in {module} has no fault with {word}")
        for fault in inside:
            if (fault.start, fault.end, fault.after) in seen_spans:
                continue
            seen_spans.add((fault.start, fault.end, fault.after))
            seen[fault.name] += 1
            yield replace(fault, number=seen[fault.name])


def _named(tree: ast.Module | ast.ClassDef, prefix: str = "") -> Iterator[tuple[str, ast.AST]]:
    """Yield the functions, methods and constants of a module, each with its name."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield f"{prefix}{node.name}", node
        elif isinstance(node, ast.ClassDef):
            yield from _named(node, f"{node.name}.")
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value and not prefix:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            yield ast.unparse(target), node


class _Maker:
    """Makes the faults of one part of a module."""

    def __init__(self, module: str, where: str, source: bytes) -> None:
        self.module, self.where, self.source = module, where, source
        self.lines = source.decode().splitlines()
        self.starts = [0]
        for line in source.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))

    def inside(self, node: ast.AST) -> Iterator[Fault]:
        """Yield the faults of a node and of all nodes inside it."""
        if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Call) and self.text(node.func) == "say"):
            return  # other tests check the words of messages
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return
        for at, after, *left_out in self.of(node):
            start, end = self.span(at)
            before = self.source[start:end].decode()
            if before != after:
                words = f"without {left_out[0]}" if left_out else f"{before} → {after}"
                if isinstance(at, ast.Constant) and not left_out:  # a constant alone says little, so add its line
                    words = f"{words}, in: {self.lines[at.lineno - 1].strip()}"
                yield Fault(self.module, self.where, at.lineno, start, end, after, words)
        for name, part in ast.iter_fields(node):
            parts = part if isinstance(part, list) else [part]
            if name not in _UNREAD:
                for one in parts:
                    if isinstance(one, ast.AST):
                        yield from self.inside(one)

    def of(self, node: ast.AST) -> Iterator[tuple[Any, ...]]:
        """Yield for each fault the node to replace, the new text, and for a part left out what that part is."""
        match node:
            case ast.Compare():
                first, *sides = [self.text(side) for side in (node.left, *node.comparators)]
                signs = [_OPERATORS[type(operator)] for operator in node.ops]
                for at, sign in enumerate(signs):
                    for other in _OTHERS[sign]:
                        changed = zip([*signs[:at], other, *signs[at + 1 :]], sides, strict=True)
                        yield node, f"({first} {' '.join(f'{one} {side}' for one, side in changed)})"
            case ast.BoolOp():
                values = [f"({self.text(value)})" for value in node.values]
                sign, other = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
                yield node, f"({f' {other} '.join(values)})"
                for rest, out in _without_one(values):
                    yield node, f"({f' {sign} '.join(rest)})", f"{sign} {out}"
            case ast.UnaryOp(op=ast.Not()):
                yield node, f"({self.text(node.operand)})"
            case ast.If() | ast.IfExp() | ast.While():
                yield from ((node.test, answer) for answer in ("True", "False"))
            case ast.comprehension():
                yield from ((condition, "True") for condition in node.ifs)
            case ast.For():
                yield node.iter, "()"
            case ast.Constant(value=bool()):
                yield node, str(not node.value)
            case ast.Constant(value=int() | float() as number):
                yield node, repr(number + 1)
            case ast.Constant(value=str() as word) if len(word.split()) < 2:
                yield node, json.dumps(_NAMES.get(word, f"{word}XX"), ensure_ascii=False)
            case ast.Tuple() | ast.List() | ast.Set() if len(node.elts) > 1:
                brackets = {"Tuple": "()", "List": "[]", "Set": "{}"}[type(node).__name__]
                for rest, out in _without_one([self.text(item) for item in node.elts]):
                    yield node, f"{brackets[0]}{', '.join(rest)},{brackets[1]}", out
            case ast.Dict():
                both = zip(node.keys, node.values, strict=True)
                pairs = [f"{self.text(key)}: ({self.text(v)})" if key else f"**({self.text(v)})" for key, v in both]
                yield from ((node, f"{{{', '.join(rest)}}}", out) for rest, out in _without_one(pairs))
            case ast.Call(func=ast.Attribute(value=ast.Constant(value=str()) as words, attr="split"), args=[]):
                yield from ((words, repr(" ".join(rest)), out) for rest, out in _without_one(str(words.value).split()))
            case ast.Call(func=ast.Attribute(attr=attribute), args=[]) if attribute in _PLAIN:
                yield node, self.text(node.func.value)  # type: ignore[attr-defined]
            case ast.Call(func=ast.Name(id="fold" | "sorted" | "reversed"), args=[only, *_]):
                yield node, self.text(only)
            case ast.Call(func=ast.Attribute(attr="get"), args=[key, _]):
                yield node, f"{self.text(node.func)}({self.text(key)})"
            case ast.Call(func=ast.Name(id=called)) if called in _NAMES:
                yield node.func, _NAMES[called]
            case ast.Attribute(attr=attribute) if attribute in _NAMES:
                yield node, f"{self.text(node.value)}.{_NAMES[attribute]}"
            case ast.BinOp() if type(node.op) in _OPERATORS:
                for other in _OTHERS[_OPERATORS[type(node.op)]]:
                    yield node, f"(({self.text(node.left)}) {other} ({self.text(node.right)}))"
            case ast.FunctionDef(returns=ast.Name(id="bool")):
                ends = [end for end in ast.walk(node) if isinstance(end, ast.Return) and end.value]
                yield from ((end.value, answer) for end in ends for answer in ("True", "False"))
            case ast.Expr() | ast.AugAssign() | ast.Continue() | ast.Break():
                yield node, "pass"

    def text(self, node: Any) -> str:
        """Return the source text of a node."""
        start, end = self.span(node)
        return self.source[start:end].decode()

    def span(self, node: Any) -> tuple[int, int]:
        """Return the first and past-the-last byte of a node."""
        start = self.starts[node.lineno - 1] + node.col_offset
        return start, self.starts[node.end_lineno - 1] + node.end_col_offset


def _without_one(items: Sequence[str]) -> Iterator[tuple[list[str], str]]:
    """Yield the items with each left out in turn, and the one left out."""
    return (([*items[:at], *items[at + 1 :]], out) for at, out in enumerate(items))
