"""Know what a report may not show: `hidden` takes it out of a text once a command has said how."""

from __future__ import annotations

from collections.abc import Callable

Hide = Callable[[str], str]


class _Hiding:
    """Holds how this process takes names out of a text; None where there is no list of people."""

    hide: Hide | None = None


def hide_with(hide: Hide | None) -> None:
    """Take out of texts from here on what `hide` takes out; with None, nothing."""
    _Hiding.hide = hide


def hidden(text: str) -> str:
    """Return a text without what may not be shown."""
    return text if _Hiding.hide is None else _Hiding.hide(text)


def hiding() -> bool:
    """Tell whether something may not be shown."""
    return _Hiding.hide is not None
