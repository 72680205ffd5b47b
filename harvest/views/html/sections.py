"""Prepare a section of a card for a template: its title, its anchor, and the pieces that begin with a bold lead-in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from markupsafe import Markup

from harvest.cards.card import Part
from harvest.kinds.kind import Kind, LeadIn
from harvest.kinds.names import fold
from harvest.views.html.markdown import headed
from harvest.views.view import BodyPart, Piece


def body_part(kind: Kind, part: Part, html: str, taken: dict[str, int]) -> BodyPart:
    """Return a section ready to show; `taken` counts the anchors of the page, so that each is there once."""
    html = headed(html, taken, below=2 if part.heading else 1)
    section = kind.sections.get(part.name or "")
    return BodyPart(
        name=part.name or "",
        title=part.title,
        anchor=part.heading.anchor if part.heading else "",
        shown_as=section.shown_as if section else "text",
        html=Markup(html),
        pieces=tuple(_pieces(section.lead_ins, html)) if section and section.lead_ins else (),
    )


def _pieces(lead_ins: Mapping[str, LeadIn], html: str) -> Iterator[Piece]:
    """Yield the pieces of a section that each begin with a bold lead-in; none when its text does not begin with one."""
    starts: list[tuple[int, int, str, LeadIn]] = []
    for match in re.finditer(r"<p><strong>([^<]{1,60}?):?</strong>:?\s*", html):
        for name, lead_in in lead_ins.items():
            if fold(match[1]) in set(lead_in.names(name)):
                starts.append((match.start(), match.end(), name, lead_in))
    if not starts or html[: starts[0][0]].strip():
        return
    for index, (_, begin, name, lead_in) in enumerate(starts):
        end = starts[index + 1][0] if index + 1 < len(starts) else len(html)
        text = html[begin:end]
        yield Piece(name, lead_in.label, lead_in.sign, Markup(f"<p>{text[:1].upper()}{text[1:]}"))
