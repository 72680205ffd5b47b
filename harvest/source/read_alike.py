"""Tell which settings in `mkdocs.yml` MkDocs would read otherwise than we do, so that no rule or page counts for one.

YAML takes the last of two equal names, and MkDocs takes settings from another file too (`INHERIT`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from harvest.problems.problem import Place, Problem, problem, say
from harvest.source.yaml_mistakes import YamlProblem
from harvest.source.yaml_nodes import Entries, Items, Node, Scalar, read_yaml

PLUGIN = "harvest"
READ = ("site_name", "site_url", "docs_dir", "site_dir", "nav", "not_in_nav")
"""What we read ourselves, besides the options of the plugin."""
_MOST_PARENTS = 5


def plugins_of(node: Entries) -> Iterator[tuple[Scalar, Node | None]]:
    """Yield the name of each plugin in the settings, and its options."""
    plugins = node.get("plugins")
    for item in plugins.items if isinstance(plugins, Items) else (plugins,):
        if isinstance(item, Scalar):
            yield item, None
        elif isinstance(item, Entries):
            yield from item.entries


def read_otherwise(node: Entries, config: Path) -> Iterator[Problem]:
    """Yield a problem for each setting of which we read another part than MkDocs."""
    yield from _twice(node, config.name)
    own = [(key, options) for key, options in plugins_of(node) if key.value == PLUGIN]
    for key, _ in own[1:]:
        message = say("«{key}» is there twice, also on line {line}.", key=PLUGIN, line=own[0][0].line)
        yield problem(Place(config.name, key.line, key.column), "duplicate-key", message, say("Keep one of the two."))
    for _, options in own:
        if isinstance(options, Entries):
            yield from _twice(options, config.name)
    plugins = node.get("plugins")
    # What other plugins are told is theirs to read.
    listed = (one for one in (plugins, *(getattr(plugins, "items", ()))) if isinstance(one, Scalar))
    merged = (key for key, _ in plugins_of(node) if key.value == "<<")
    for read in (*listed, *merged, *(node.get(name) for name in READ), *(options for _, options in own)):
        for place in _stands_elsewhere(read):
            yield problem(
                Place(config.name, place.line, place.column),
                "configuration",
                say("What «{written}» stands for is not read here.", written=place.unread or place.value),
                say("Write it out in this place."),
            )
    yield from _inherited(node, config)


def _twice(node: Entries, file: str) -> Iterator[Problem]:
    lines: dict[str, int] = {}
    for key, _ in node.entries:
        if key.value in lines and key.value != "<<":
            message = say("«{key}» is there twice, also on line {line}.", key=key.value, line=lines[key.value])
            yield problem(Place(file, key.line, key.column), "duplicate-key", message, say("Keep one of the two."))
        lines.setdefault(key.value, key.line)


def _stands_elsewhere(node: Node | None) -> Iterator[Scalar]:
    """Yield what only refers to another part of the file: aliases (`*name`), and names that take one in (`<<`)."""
    if isinstance(node, Entries):
        for key, value in node.entries:
            if key.value == "<<" and key.plain:
                yield key
            else:
                yield from _stands_elsewhere(value)
    elif isinstance(node, Items):
        for item in node.items:
            yield from _stands_elsewhere(item)
    elif node is not None and (node.unread.startswith("*") or (node.value == "<<" and node.plain)):
        yield node


def _inherited(node: Entries, config: Path) -> Iterator[Problem]:
    """Yield a problem for what this file takes from another that decides what is published: we read it here alone."""
    key = next((key for key, _ in node.entries if key.value == "INHERIT"), None)
    file, above = config, node
    for _ in range(_MOST_PARENTS):
        parent = above.get("INHERIT")
        if key is None or not isinstance(parent, Scalar):
            return
        file = file.parent / parent.value
        try:
            above = read_yaml(file.read_bytes().decode("utf-8-sig"), trusted=True)
        except (OSError, UnicodeDecodeError, YamlProblem):
            return  # MkDocs tells this, and builds nothing
        names = [name for name in ("nav", "not_in_nav") if above.get(name) and not node.get(name)]
        names += [
            PLUGIN for plugin, options in plugins_of(above) if plugin.value == PLUGIN and isinstance(options, Entries)
        ]
        for name in names:
            message = say("«{key}» stands in {file}, and is read in this file alone.", key=name, file=parent.value)
            hint = say("Write it here, and take it away there.")
            yield problem(Place(config.name, key.line, key.column), "configuration", message, hint)
