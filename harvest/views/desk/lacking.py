"""Say what a draft will still be asked for, since a check asks no more of it than its beginning."""

from __future__ import annotations

from harvest.cards.card import Card, fulfils
from harvest.kinds.kind import requires
from harvest.problems.problem import Label


def still_asked(card: Card) -> tuple[Label, ...]:
    """Return what a draft lacks and needs once it is reviewed: sections, then fields and relations."""
    kind = card.kind
    if not card.readable or card.status != "draft" or "status" not in kind.fields:
        return ()
    filled = {part.name for part in card.parts if part.blocks}
    sections = (
        section.label
        for name, section in kind.sections.items()
        if requires(section.required_from, "reviewed") and not section.core and name not in filled
    )
    above = (
        part.label
        for name, part in (*kind.fields.items(), *kind.relations.items())
        if requires(part.required_from, "reviewed")
        and part.required_from != "draft"
        and not card.meant(name)
        and fulfils(card.values, part.required_when)
    )
    return (*sections, *above)
