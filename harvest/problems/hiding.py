"""Know what a report may not show: `hidden` takes it out of a text once a command has said how."""

from __future__ import annotations

from collections.abc import Callable

Hide = Callable[[str], str]


class _Hiding:
    """Holds how this process takes names out of a text; None where there is no list of people.

    `whole` tells whether it knows all of them.
    """

    hide: Hide | None = None
    whole = True


def hide_with(hide: Hide | None, *, whole: bool = True) -> None:
    """Take out of texts from here on what `hide` takes out; with None, nothing.

    A `hide` that is not `whole` may leave something in: then no line of a file is shown.
    """
    _Hiding.hide, _Hiding.whole = hide, whole


def hidden(text: str) -> str:
    """Return a text without what may not be shown."""
    return text if _Hiding.hide is None else _Hiding.hide(text)


def fit_to_show(text: str) -> bool:
    """Tell whether these lines of a file hold nothing that may not be shown."""
    return _Hiding.whole and hidden(text) == text


def hiding() -> bool:
    """Tell whether something may not be shown."""
    return _Hiding.hide is not None
