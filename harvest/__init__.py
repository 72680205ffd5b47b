"""harvest turns Markdown cards into the website and the booklet of a Community of Practice.

    from pathlib import Path
    from harvest import load

    corpus = load(Path("mkdocs.yml"))

`load` reads a publication into a `Corpus`: its cards, the edges between them, and every `Problem` with its place. A
`Publication` holds the settings in `mkdocs.yml`. Other programs may use these four; everything else in this package is
private and may change with any version.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from harvest.corpus import Corpus
    from harvest.pipeline import load
    from harvest.problems.problem import Problem
    from harvest.publication import Publication

__all__ = ("Corpus", "Problem", "Publication", "load")
__version__ = "0.1.0"

_HOMES = {
    "Corpus": "harvest.corpus",
    "Problem": "harvest.problems.problem",
    "Publication": "harvest.publication",
    "load": "harvest.pipeline",
}
"""The module of each public name. We import it only on use, since every command imports this module first."""


def __getattr__(name: str) -> Any:
    """Import a public name on its first use. Raises `AttributeError` for any other name."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value


def __dir__() -> list[str]:
    """List the public names, also those that are not imported yet."""
    return sorted({*globals(), *__all__})
