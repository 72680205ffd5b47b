"""Run `harvest lsp`: speak with the program in which somebody types, over standard input and output."""

from __future__ import annotations

import os
import sys


def speak_with_editor() -> int:
    """Answer the editor's program until it ends. Returns the exit code.

    Nothing goes over standard output but the protocol: what else is printed, by whatever library, goes to the other.
    """
    from harvest.editor.server import serve

    sys.stdout.flush()
    protocol = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, protocol)
    return 1  # it went away without a word
