"""Tell which settings in `mkdocs.yml` MkDocs would read otherwise than we do, so that no rule or page counts for one.

YAML takes the last of two equal names, and what an alias stands for is written in another place.
"""

from __future__ import annotations

from collections.abc import Iterator

from harvest.problems.problem import Problem, problem, say
from harvest.source.inherited import Settings
from harvest.source.yaml_nodes import Entries, Items, Node, Scalar, place_of

PLUGIN = "harvest"
READ = ("site_name", "site_url", "docs_dir", "site_dir", "nav", "not_in_nav")
"""What we read ourselves, besides the options of the plugin."""


def plugins_of(node: Entries) -> Iterator[tuple[Scalar, Node | None]]:
    """Yield the name of each plugin in the settings, and its options."""
    plugins = node.get("plugins")
    for item in plugins.items if isinstance(plugins, Items) else (plugins,):
        if isinstance(item, Scalar):
            yield item, None
        elif isinstance(item, Entries):
            yield from item.entries


def read_otherwise(settings: Settings, config: str) -> Iterator[Problem]:
    """Yield a problem for each setting of which we read another part than MkDocs."""
    for node in settings.single:
        yield from _twice(node, config)
        own = [(key, options) for key, options in plugins_of(node) if key.value == PLUGIN]
        for key, _ in own[1:]:
            message = say("«{key}» is there twice, also on line {line}.", key=PLUGIN, line=own[0][0].line)
            yield problem(place_of(key, config), "duplicate-key", message, say("Keep one of the two."), end=key.end)
        for _, options in own:
            if isinstance(options, Entries):
                yield from _twice(options, config)
        plugins = node.get("plugins")
        # What other plugins are told is theirs to read.
        listed = (one for one in (plugins, *(getattr(plugins, "items", ()))) if isinstance(one, Scalar))
        merged = (key for key, _ in plugins_of(node) if key.value == "<<")
        for read in (*listed, *merged, *(node.get(name) for name in READ), *(options for _, options in own)):
            for place in _stands_elsewhere(read):
                yield problem(
                    place_of(place, config),
                    "configuration",
                    say("What «{written}» stands for is not read here.", written=place.unread or place.value),
                    say("Write it out in this place."),
                    end=place.end,
                )


def _twice(node: Entries, file: str) -> Iterator[Problem]:
    lines: dict[str, int] = {}
    for key, _ in node.entries:
        if key.value in lines and key.value != "<<":
            message = say("«{key}» is there twice, also on line {line}.", key=key.value, line=lines[key.value])
            yield problem(place_of(key, file), "duplicate-key", message, say("Keep one of the two."), end=key.end)
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
