"""Who may import whom: rooms from the ground up, one room for each library, and a core that prints and logs nothing."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "harvest"
MODULES = {path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py")}

ORDER = (
    "limits problems",
    "source",
    "kinds",
    "cards",
    "look privacy",
    "publication links",
    "corpus",
    "release",
    "checks focus views",
    "pipeline print",
    "__init__ editing site",
    "editor",
    "manual",
    "commands",
    "__main__",
)
"""The rooms from the ground up, a folder or a module at the top each; those on one line do not know each other."""
RANK = {room: place for place, rooms in enumerate(ORDER) for room in rooms.split()}
CORE = frozenset(
    "problems source kinds cards look privacy publication links corpus release checks focus pipeline".split()
)
"""The rooms from a file to a corpus and its problems."""
OPENS = frozenset("problems source kinds privacy publication pipeline".split())
"""Of the core only these open files."""
ASKS = frozenset("problems source privacy".split())
"""Of the core only these ask the system: what a path is from where one stands, which files there are, a secret."""
OPENING = frozenset("open read_bytes read_text write_bytes write_text unlink mkdir iterdir rglob glob".split())

ONLY = {
    "babel": "problems",
    "click": "manual commands",
    "comrak": "source",
    "cssselect2": "source",
    "filelock": "site",
    "jinja2": "views",
    "lsprotocol": "editor",
    "mkdocs": "site/mkdocs",
    "nh3": "views",
    "pathspec": "source",
    "pikepdf": "source print",
    "PIL": "source",
    "platformdirs": "commands",
    "pydantic": "kinds",
    "pydyf": "print",
    "pygls": "editor",
    "rapidfuzz": "kinds",
    "rich": "problems commands",
    "tinycss2": "source",
    "weasyprint": "print",
    "yaml": "manual source",
}
"""Which room alone imports a library, so that each can be replaced; what reads PDF is in two, what makes it in one."""
EVERYWHERE = frozenset({"markupsafe"})
"""What is no more than a type: text that is safe in HTML."""


def room(name: str) -> str:
    """Return the room of a file: the folder it is in, or what it is called itself."""
    return name.partition("/")[0].removesuffix(".py")


def dotted(name: str) -> str:
    """Return a file as an import names it."""
    return ".".join(["harvest", *name.removesuffix(".py").split("/")]).removesuffix(".__init__")


BY_NAME = {dotted(name): name for name in MODULES}


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield every module that a file imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are whole"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in BY_NAME else node.module or ""


def used(name: str) -> set[str]:
    """Return the files of the package that a file imports, and the folders that Python imports on the way there."""
    own = dotted(name)
    found = set()
    for module in imported(MODULES[name]):
        parts = module.split(".")
        ways = [".".join(parts[:end]) for end in range(2, len(parts))]
        found |= {way for way in ways if not f"{own}.".startswith(f"{way}.")} | {module}
    return {BY_NAME[module] for module in found if module in BY_NAME} - {name}


USED: Mapping[str, set[str]] = {name: used(name) for name in MODULES}


def test_every_room_has_its_place() -> None:
    """What is new at the top is put in its place here, and what is gone is taken out."""
    assert {room(name) for name in MODULES} == set(RANK)


@pytest.mark.parametrize("name", sorted(MODULES))
def test_data_moves_one_way(name: str) -> None:
    """Nothing imports what stands above it, nor what stands beside it in another room."""
    here = room(name)
    assert {other for other in USED[name] if room(other) != here and RANK[room(other)] >= RANK[here]} == set()


def test_no_two_modules_go_round() -> None:
    """Inside a room too, what is imported knows nothing of who imports it, also not late."""
    try:
        TopologicalSorter(USED).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(reversed(error.args[1])))


def importers() -> dict[str, set[str]]:
    """Return the libraries that are imported, each with the files that do."""
    found: dict[str, set[str]] = {}
    for name, tree in MODULES.items():
        for module in imported(tree):
            library = module.partition(".")[0]
            if library != "harvest" and library not in sys.stdlib_module_names:
                found.setdefault(library, set()).add(name)
    return found


def test_a_library_has_one_room() -> None:
    """Only the adapter imports MkDocs, only print imports WeasyPrint, and so on; each library has a room."""
    found = importers()
    assert found.keys() - EVERYWHERE == ONLY.keys()
    elsewhere = {
        library: others
        for library, home in ONLY.items()
        if (
            others := {name for name in found[library] if not name.startswith(tuple(f"{one}/" for one in home.split()))}
        )
    }
    assert elsewhere == {}


@pytest.mark.parametrize("name", sorted(name for name in MODULES if room(name) in CORE))
def test_the_core_stands_alone(name: str) -> None:
    """It neither logs, prints nor ends the process, and hardly touches files."""
    modules = set(imported(MODULES[name]))
    assert not modules & {"logging", "sys", "subprocess", "warnings", "socket", "urllib.request"}
    calls = [node.func for node in ast.walk(MODULES[name]) if isinstance(node, ast.Call)]
    called = {call.id for call in calls if isinstance(call, ast.Name)}
    assert not called & {"print", "exit", "input", "eval", "exec", "compile"}
    if room(name) not in OPENS:
        assert not (called | {call.attr for call in calls if isinstance(call, ast.Attribute)}) & OPENING
    if room(name) not in ASKS:
        assert "os" not in modules


def test_a_check_needs_no_host() -> None:
    """Reading and checking a publication loads no MkDocs or WeasyPrint, and no Pillow before a photograph is named."""
    code = (
        "import sys, harvest.pipeline, harvest.publication\n"
        "print([m for m in ('mkdocs', 'weasyprint', 'markdown', 'jinja2', 'PIL', 'logging') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() in ("[]", "['logging']"), done.stdout


def test_checks_are_plain_functions_in_two_tuples() -> None:
    """Each takes the corpus, yields problems and says its rule in one sentence; none is forgotten."""
    from harvest.checks import CHECKS, ELSEWHERE

    visible = {check.__name__ for check in (*CHECKS, *ELSEWHERE)}
    for check in (*CHECKS, *ELSEWHERE):
        assert (check.__doc__ or "").split("\n")[0].endswith((".", ".)")), check.__name__
    public = {
        node.name
        for name, tree in MODULES.items()
        if room(name) == "checks"
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and [ast.unparse(argument.annotation) for argument in node.args.args if argument.annotation] == ["Corpus"]
        and not node.name.startswith("_")
    }
    assert public - visible == {"everywhere", "marks_of_texts", "texts_elsewhere", "to_read"}, "these yield no problems"


def test_files_stay_small() -> None:
    """Three hundred lines is a sign to look again."""
    large = {name: len((PACKAGE / name).read_text("utf-8").splitlines()) for name in MODULES}
    assert {name: lines for name, lines in large.items() if lines > 300} == {}


def test_a_class_has_a_name_of_its_own() -> None:
    """One word, one thing: no two classes have the same name, also not but for the mark of a private one."""
    homes: dict[str, list[str]] = {}
    for name, tree in MODULES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                homes.setdefault(node.name.lstrip("_"), []).append(name)
    assert {name: files for name, files in homes.items() if len(files) > 1} == {}
