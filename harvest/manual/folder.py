"""Find what the manual is made of: pages that somebody wrote, and the examples of the checks."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from harvest.source.yaml_loader import plain_values


@cache
def manual_folder() -> Path:
    """Return the folder with the pages of the manual: inside an installed package, beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "docs"
    return inside if inside.is_dir() else package.parent / "docs"


WORDS: Any = plain_values((manual_folder() / "words.yml").read_bytes())
"""What the manual says of options and declarations, which page is another one in Dutch, and how people ask for it."""
