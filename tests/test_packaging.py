"""What is declared is what is used: libraries in pyproject.toml, and the files that the linter reads."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = (ROOT / "pyproject.toml").read_text("utf-8")
PROJECT = tomllib.loads(PYPROJECT)


def distribution(requirement: str) -> str:
    """Return the name of what is required, as all spell it the same."""
    name = re.match(r"[\w.-]+", requirement)
    assert name
    return re.sub(r"[-_.]+", "-", name[0]).lower()


DECLARED = {distribution(requirement) for requirement in PROJECT["project"]["dependencies"]}


def imported() -> dict[str, set[str]]:
    """Return every library that the package imports, early or late → the files that do."""
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / "harvest").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for library in {name.partition(".")[0] for name in names} - sys.stdlib_module_names - {"harvest"}:
                found.setdefault(library, set()).add(str(path.relative_to(ROOT)))
    return found


def test_every_library_that_is_imported_is_declared() -> None:
    """What only comes along with another is gone on the day that the other no longer needs it."""
    installed = packages_distributions()
    undeclared = {
        library: sorted(files)
        for library, files in imported().items()
        if not DECLARED & {distribution(name) for name in installed.get(library, ())}
    }
    assert undeclared == {}


def test_what_is_declared_is_imported_or_says_why_not() -> None:
    """A library that nothing imports has a comment on its line that says so."""
    installed = packages_distributions()
    used = {distribution(name) for library in imported() for name in installed.get(library, ())}
    explained = {distribution(line[1]) for line in re.finditer(r'^ +"([^"]+)",? +# never imported: .', PYPROJECT, re.M)}
    assert DECLARED - used == explained


def test_all_that_makes_a_wheel_is_locked() -> None:
    """Nothing is fetched meanwhile: what the build asks for is in the group that the lock is made from."""
    needed = {distribution(requirement) for requirement in PROJECT["build-system"]["requires"]}
    assert needed <= {distribution(requirement) for requirement in PROJECT["dependency-groups"]["build"]}
    locked = re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.M)
    assert needed | DECLARED <= {distribution(name) for name in locked}


def test_the_linter_reads_every_file() -> None:
    """A folder that is left out at the top has brothers of the same name elsewhere."""
    shown = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--show-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    read = {Path(line).relative_to(ROOT) for line in shown.stdout.splitlines()}
    ours = {
        path.relative_to(ROOT)
        for name in ("harvest", "tests", "bench", "tools")
        for path in (ROOT / name).rglob("*.py")
    }
    assert Path("harvest/site/pages.py") in ours
    assert Path("tests/site/test_build.py") in ours
    assert ours - read == set()
