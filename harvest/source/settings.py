"""Judge the settings of MkDocs that name files for every page, and those that change nothing here."""

from __future__ import annotations

from collections.abc import Iterator

from harvest.problems.problem import Place, Problem, problem, say
from harvest.source.addresses import leads_away
from harvest.source.yaml_nodes import Entries, scalars


def of_another_site(config: str, settings: Entries) -> Iterator[Problem]:
    """Tell the styles and scripts of other sites, which the policy of a page does not let load."""
    for key in ("extra_css", "extra_javascript"):
        for file in scalars(settings.get(key)):
            if leads_away(file.value):
                message = say(
                    "«{address}» is of another site, which would learn who reads this one. It does not load.",
                    address=file.value,
                )
                hint = say("Put the file in the content folder, and name it here.")
                yield problem(Place(config, file.line, file.column), "foreign-host", message, hint)


def without_effect(name: str, node: Entries) -> list[Problem]:
    """Tell the settings of MkDocs that change nothing in what harvest lays out."""
    problems: list[Problem] = []
    for key, value in node.entries:
        if key.value in ("markdown_extensions", "mdx_configs") and any(one.value for one in scalars(value)):
            message = say("«{key}» changes nothing here: cards and pages are laid out without MkDocs.", key=key.value)
            hint = say("Leave it out, with the lines that belong to it.")
            problems.append(
                problem(Place(name, key.line, key.column), "setting-without-effect", message, hint, end=key.end)
            )
    return problems
