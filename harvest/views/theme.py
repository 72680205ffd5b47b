"""Find the theme: the templates, styles and fonts that site, booklet and drawings share."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def theme_folder() -> Path:
    """Return the folder of templates, styles and fonts: inside an installed package, beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "theme"
    return inside if inside.is_dir() else package.parent / "theme"
