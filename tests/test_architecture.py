"""Who may import whom: the core knows neither MkDocs nor WeasyPrint, prints nothing and logs nothing."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "harvest"
MODULES = {path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py")}
ONLY = {
    "mkdocs": {"plugin.py", "host_build.py", "host_files.py"},
    "weasyprint": {"print/layout.py"},
    "pikepdf": {"print/assemble.py"},
    "pydantic": {"kind.py", "declare.py"},
    "yaml": {"yaml_nodes.py", "yaml_mistakes.py"},
    "nh3": {"markdown.py"},
    "rapidfuzz": {"nearest.py", "checks/writing.py"},
    "click": {"cli.py", "speak.py"},
}
"""Who alone may import a library: so each can be replaced in one place."""

LINE = [
    "problem",
    "yaml_mistakes",
    "yaml_nodes",
    "comments",
    "source",
    "nearest",
    "kind",
    "text",
    "addresses",
    "inline",
    "dates",
    "card",
    "values",
]
LINE += [
    "declaration",
    "declare",
    "references",
    "data",
    "read",
    "page",
    "link",
    "rings",
    "publication",
    "drawings",
    "files",
    "corpus",
    "policy",
    "load",
]
CORE = {f"{name}.py" for name in LINE} | {name for name in MODULES if name.startswith("checks/")}
ENDS = {"load.py", "files.py", "publication.py"}
"""Of the core only these open files."""


def imported(tree: ast.AST) -> Iterator[str]:
    """Every module a file imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are whole"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def importers(library: str) -> set[str]:
    """The files of the package that import a library."""
    return {
        name
        for name, tree in MODULES.items()
        if any(module == library or module.startswith(f"{library}.") for module in imported(tree))
    }


@pytest.mark.parametrize(("library", "allowed"), ONLY.items(), ids=ONLY)
def test_a_library_has_one_door(library: str, allowed: set[str]) -> None:
    """Only the adapter imports MkDocs, only print imports WeasyPrint, and so on."""
    assert importers(library) <= allowed


def test_the_core_is_all_there() -> None:
    """A module that is renamed is not forgotten here."""
    assert MODULES.keys() >= CORE


@pytest.mark.parametrize("name", sorted(CORE))
def test_the_core_stands_alone(name: str) -> None:
    """It imports itself and a few libraries, and neither logs, prints nor ends the process."""
    modules = set(imported(MODULES[name]))
    inside = {module.split(".")[1] for module in modules if module.startswith("harvest.")}
    assert inside <= {*LINE, "checks", "language", "markdown_tags"}
    assert not modules & {"logging", "sys", "subprocess", "warnings", "socket", "urllib.request"}
    called = {n.func.id for n in ast.walk(MODULES[name]) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
    assert not called & {"print", "exit", "input", "eval", "exec", "compile"}
    if name not in ENDS:
        assert "open" not in called
        assert "os" not in modules


def test_data_moves_one_way() -> None:
    """What comes earlier in the line knows nothing of what comes later."""
    for place, name in enumerate(LINE):
        later = {f"harvest.{other}" for other in LINE[place + 1 :]}
        assert not set(imported(MODULES[f"{name}.py"])) & later, name


def test_a_check_needs_no_host() -> None:
    """Reading and checking a publication loads neither MkDocs nor WeasyPrint."""
    code = (
        "import sys, harvest.load, harvest.publication\n"
        "print([m for m in ('mkdocs', 'weasyprint', 'markdown', 'jinja2', 'logging') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() in ("[]", "['logging']"), done.stdout


def test_checks_are_plain_functions_in_one_tuple() -> None:
    """Each takes the corpus, yields problems and says its rule in one sentence; none is forgotten."""
    from harvest.checks import CHECKS

    visible = {check.__name__ for check in CHECKS}
    for check in CHECKS:
        assert (check.__doc__ or "").split("\n")[0].endswith((".", ".)")), check.__name__
    public = {
        node.name
        for name, tree in MODULES.items()
        if name.startswith("checks/")
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and [ast.unparse(argument.annotation) for argument in node.args.args if argument.annotation] == ["Corpus"]
        and not node.name.startswith("_")
    }
    about_settings = {"spine", "names_in_settings"}
    assert public - visible == about_settings, "what is about mkdocs.yml is called where its problems are gathered"


def test_files_stay_small() -> None:
    """About three hundred lines is a sign to look again."""
    large = {name: len((PACKAGE / name).read_text("utf-8").split("\n")) for name in MODULES}
    assert {name: lines for name, lines in large.items() if lines > 320} == {}
