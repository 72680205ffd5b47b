"""Tell of a page that may be meant otherwise: as a card, or as something that readers see."""

from __future__ import annotations

import re
from collections.abc import Collection

from harvest.cards.card import Page, is_index
from harvest.kinds.names import ALMOST, fold, nearest
from harvest.kinds.read import Kinds
from harvest.problems.problem import Place, Problem, problem, say

LIKE_A_CARD = 3
"""The number of headings of one kind that makes a page look like a card of that kind."""


def page_left_out(page: Page) -> Problem:
    """Return the problem of a page that `nav` leaves out, with the line that would release it."""
    line = page.path if _PLAIN_PATH.fullmatch(page.path) else f'"{page.path}"'
    return problem(
        Place(page.path),
        "page-left-out",
        say("No edition shows this page yet: «nav» in mkdocs.yml does not name it, so it counts as a draft."),
        say(
            "Not meant for readers yet? Write «{status}» above it. Else add this line below «nav»: {example}",
            example=f"- {line}",
            status={"nl": "status: concept", "en": "status: draft"},
        ),
    )


_PLAIN_PATH = re.compile(r"\w(?:[\w./()+-]|[ ](?=\S))*")
"""A path that YAML reads as text without quotation marks."""


def meant_as_card(page: Page, kinds: Kinds, in_nav: Collection[str]) -> list[Problem]:
    """Return the problem of a page that its author probably meant as a card, since cards are drafts until they say so.

    Its folder has nearly the name of a folder for cards, or that name below another folder, or its headings are those
    of a card. A page in a folder of that name which says its status, or which `nav` names, is meant as a page.
    """
    folder = page.path.rpartition("/")[0]
    if is_index(page.path):
        if folder in kinds.folders:
            return []
        folder = folder.rpartition("/")[0]  # a card in a folder of its own
    guess = None
    while folder and not (guess := nearest(folder, kinds.folders, least=ALMOST)):
        folder = folder.rpartition("/")[0]  # cards may lie deeper
    if guess is None:
        headings = [fold(heading.words) for heading in page.source.headings]
        kind = next((k for k in kinds.by_name.values() if sum(h in k.headings for h in headings) >= LIKE_A_CARD), None)
        if kind is None:
            return [] if page.status or page.path in in_nav else _deeper(page, kinds)
        message = say("This looks like a card of the kind {kind}, but is not in the folder for it.", kind=kind.label)
        hint = say("Move the file to one of these folders: {folders}.", folders=[f.folder for f in kind.folders])
        return [problem(Place(page.path), "wrong-folder", message, hint)]
    message = say("The folder «{folder}» is not one for cards.", folder=folder)
    hint = say("Do you mean the folder «{guess}»?", guess=guess)
    return [problem(Place(page.path), "wrong-folder", message, hint)]


def _deeper(page: Page, kinds: Kinds) -> list[Problem]:
    """Return the problem of a page in a folder for cards that lies in another folder, as `archief/lessen/` does."""
    folders = page.path.split("/")[: -2 if is_index(page.path) else -1]
    known = {fold(folder): folder for folder in kinds.folders}
    guess = next((known[fold(folder)] for folder in reversed(folders[1:]) if fold(folder) in known), None)
    if guess is None:
        return []
    message = say("Is this a card or a page? Its folder has the name of one for cards, but lies in another folder.")
    hint = say("Move a card to the folder «{guess}». Name a page in «nav», or write its status above it.", guess=guess)
    # One that `nav` leaves out goes nowhere: then its author only has to be asked.
    return [problem(Place(page.path), "wrong-folder", message, hint, severity="error" if page.named else "warning")]
