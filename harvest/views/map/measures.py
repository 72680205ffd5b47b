"""Set the measures of the drawings of the map, on the site and on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of a drawing, in its own unit; `size` and `small` are sizes of letters."""

    width: int
    row: int
    step: int
    deepest: int
    size: int
    small: int
    sign: int
    port: int
    lane: int
    narrow_lane: int
    lanes: int
    after: int = 0
    stubs: bool = True


SITE = Measures(
    width=1120, row=54, step=84, deepest=420, size=20, small=16, sign=24, port=16, lane=72, narrow_lane=22, lanes=18
)
"""In pixels, as wide as the container of the site."""

PAPER = Measures(
    width=1180, row=62, step=60, deepest=300, size=31, small=29, sign=26, port=16, lane=40, narrow_lane=22, lanes=12,
    after=105, stubs=False,
)  # fmt: skip
"""In tenths of a millimetre, as wide as a page of the booklet; `after` is the room for a page number."""

MEASURES: Mapping[str, Measures] = {"site": SITE, "paper": PAPER}
