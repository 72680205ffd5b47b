"""Choose the parser of YAML: the fast one in C, or else that in Python."""

from __future__ import annotations

from typing import Any

import yaml

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # pragma: no cover  (a PyYAML built without libyaml)
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

__all__ = ["Loader", "plain_values"]


def plain_values(content: bytes) -> Any:
    """Return what a YAML file of our own holds, as dicts, lists and text without places."""
    return yaml.load(content, Loader)
