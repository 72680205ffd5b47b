"""Judge the settings of MkDocs that name files for every page."""

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
