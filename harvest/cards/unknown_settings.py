"""Tell of names in `mkdocs.yml` that no setting has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from harvest.cards import fixes
from harvest.kinds.names import AMONG_FEW, meant
from harvest.problems.problem import Place, Problem, problem, say
from harvest.source.settings import SETTINGS
from harvest.source.yaml_nodes import Entries, Scalar, place_of


def unknown_settings(name: str, node: Entries, ours: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each name that no setting has: a misspelt one, or an option of `ours` in a wrong place."""
    present = {key.value for key, _ in node.entries}
    for key, _ in node.entries:
        if key.value in SETTINGS or key.value.startswith(("x-", "_", ".", "<<")):
            continue
        message = say("Unknown: «{key}».", key=key.value)
        guess = meant(key.value, SETTINGS, say("Leave it out, or put a # before it."))
        hint, fix = guess.hint, fixes.in_data(key, guess) if guess.name not in present else None
        if key.value in ours:
            hint, fix = say("Move it to below «harvest:», four spaces deeper than that."), None
        place = place_of(key, name)
        yield problem(place, "configuration", message, hint, severity="warning", end=key.end, fix=fix)


def folder_missing(config: str, value: Scalar | None, folders: Iterable[str]) -> Problem:
    """Return the problem of a content folder that is not there, with which of these folders was probably meant."""
    written = value.value if value and value.value else "docs"
    guess = meant(
        written, sorted(folders), say("Write the name of the folder in which your cards are."), least=AMONG_FEW
    )
    fix = fixes.in_data(value, guess) if value else None
    message = say("The folder «{folder}» is not there, and the cards should be in it.", folder=written)
    place = place_of(value, config) if value else Place(config)
    return problem(place, "configuration", message, guess.hint, end=value.end if value else None, fix=fix)
