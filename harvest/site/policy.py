"""State what a page may load and run, so that nothing in a text runs even where all else fails."""

from __future__ import annotations

import base64
import hashlib

_OWN = ("script-src", "style-src", "img-src", "font-src", "connect-src", "worker-src")
"""What pages have, each in files of this site: the search has a worker, which fetches its index."""
_NEVER = ("base-uri", "form-action")
"""What `default-src` does not cover."""

POLICY = "; ".join(("default-src 'none'", *(f"{name} 'self'" for name in _OWN), *(f"{name} 'none'" for name in _NEVER)))
"""The content security policy of every page, as its meta tag has it."""


def with_script(page: bytes, script: bytes) -> bytes:
    """Return a page whose policy lets this script run too, which stands in it to the letter."""
    return page.replace(b"script-src 'self'", f"script-src 'self' {_allowed(script)}".encode(), 1)


def with_style(policy: str, style: str) -> str:
    """Return a policy that lets this style apply too, for a page that cannot ask its site for one."""
    return policy.replace("style-src 'self'", f"style-src 'self' {_allowed(style.encode())}", 1)


def _allowed(written: bytes) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(written).digest()).decode()}'"
