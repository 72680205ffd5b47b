"""The face of the package: four names for other programs, imported when they are asked for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import harvest
from harvest import Corpus, Problem, Publication, load
from harvest.corpus import Corpus as OwnCorpus
from harvest.pipeline import load as own_load
from harvest.problems.problem import Problem as OwnProblem
from harvest.publication import Publication as OwnPublication

HEAVY = ("babel", "click", "comrak", "jinja2", "mkdocs", "pydantic", "weasyprint", "yaml")


def test_the_face_is_four_names() -> None:
    """They are what the modules call them, and nothing else is promised."""
    assert set(harvest.__all__) == {"Corpus", "Problem", "Publication", "load"}
    assert (Corpus, Problem, Publication, load) == (OwnCorpus, OwnProblem, OwnPublication, own_load)
    assert set(harvest.__all__) <= set(dir(harvest))
    assert "everything else in this package is\nprivate" in (harvest.__doc__ or "")
    with pytest.raises(AttributeError, match="build"):
        harvest.build  # noqa: B018


def test_the_face_reads_a_publication(tmp_path: Path) -> None:
    """A program needs no more than the face to read a publication and what is wrong with it."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/index.md").write_text("# Begin\n\nZie [[Niets]].\n", "utf-8")
    options = "{record: {rule: open}}"
    settings = f'docs_dir: content\nexclude_docs: "*"\nplugins:\n  - harvest: {options}\n'
    (tmp_path / "mkdocs.yml").write_text(settings, "utf-8")
    corpus = load(tmp_path / "mkdocs.yml")
    assert isinstance(corpus, Corpus)
    assert corpus.problems == load(corpus.publication).problems
    assert [problem.code for problem in corpus.problems] == ["dangling-link"]
    with pytest.raises(OSError, match="elsewhere"):
        load(tmp_path / "elsewhere.yml")


@pytest.mark.parametrize("module", ["harvest", "harvest.__main__"])
def test_it_costs_nothing_until_it_is_asked(module: str) -> None:
    """Importing the package, as the command does first, loads no library and none of our own modules."""
    code = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert [name for name in loaded if name.startswith("harvest.") and name != module] == []
    assert [name for name in loaded if name.partition(".")[0] in HEAVY] == []


def test_load_is_one_thing() -> None:
    """No module bears the name of anything in the face: `from harvest import load` would depend on who came first."""
    modules = {path.stem for path in Path(harvest.__file__).parent.iterdir()}
    assert modules.isdisjoint(harvest.__all__)
