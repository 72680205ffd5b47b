"""Tell whether a host that passes over our plugin would publish what lies in the content folder.

Some hosts read `mkdocs.yml` and pass over plugins that they do not know. Such a host knows nothing of drafts or of
consent, but it keeps to `exclude_docs`: with the line `*` there it publishes nothing.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path

from harvest.problems.problem import Place, Problem, problem, say
from harvest.source.yaml_nodes import Entries, Scalar, place_of

SETTING = "exclude_docs"
EVERYTHING = ("*", "**", "/**", "**/*")
"""The lines of `exclude_docs` that leave everything out; the plugin takes away these and no others."""


def laid_open(node: Entries, config: Path) -> Iterator[Problem]:
    """Yield a problem when such a host would publish files: all of them, those of one line, or those of the theme."""
    key = next((key for key, _ in node.entries if key.value == SETTING), None)
    place = place_of(key, config.name) if key else Place(config.name)
    setting = node.get(SETTING)
    if setting is None or isinstance(setting, Scalar):
        lines = [line.rstrip() for line in setting.value.splitlines()] if setting else []
        last = max((number for number, line in enumerate(lines) if line in EVERYTHING), default=None)
        if last is None:
            yield _lets_all_through(place, written=any(lines))
        elif back := next((line for line in lines[last + 1 :] if line.startswith("!")), ""):
            message = say("A program that passes over harvest would publish what «{line}» lets through.", line=back)
            hint = say("Put it above the line of only *, or take it away.")
            yield problem(place, "plugin-needed", message, hint)
    theme, content = node.get("theme"), node.get("docs_dir")
    look = theme.get("custom_dir") if isinstance(theme, Entries) else None
    if isinstance(look, Scalar) and _inside(look.value, content.value if isinstance(content, Scalar) else "docs"):
        message = say("A program that passes over harvest would publish what lies in «{folder}».", folder=look.value)
        hint = say("Move that folder out of the content folder, to beside it.")
        yield problem(place_of(look, config.name), "plugin-needed", message, hint)


def _lets_all_through(place: Place, *, written: bool) -> Problem:
    message = say("A program that passes over harvest would publish everything in the content folder, drafts too.")
    hint = say("Add this line to mkdocs.yml, at the very left: {line}", line=f'{SETTING}: "*"')
    if written:
        hint = say("Write «{line}», below it a line of only *, and below that your own lines.", line=f"{SETTING}: |")
    return problem(place, "plugin-needed", message, hint)


def _inside(folder: str, content: str) -> bool:
    path, outer = posixpath.normpath(folder), posixpath.normpath(content)
    return path == outer or path.startswith(f"{outer}/")
