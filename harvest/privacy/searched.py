"""Say what was done to find names in an edition, for its colophon."""

from __future__ import annotations

from typing import NamedTuple


class Searched(NamedTuple):
    """Whether a program looked for the `people` of the list, and somebody `read` every word that may be a name."""

    people: bool = False
    read: bool = False
