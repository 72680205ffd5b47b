"""Run `harvest lsp`: speak with the program in which somebody types, over standard input and output."""

from __future__ import annotations

import os
import sys

from harvest.commands.common import COULD_NOT_RUN, guessed_language, tell
from harvest.problems.problem import say

PAGE = {"nl": "Terwijl je typt", "en": "While you type"}


def speak_with_editor() -> int:
    """Answer the editor's program until it ends. Returns the exit code.

    Nothing goes over standard output but the protocol: what else is printed, by whatever library, goes to the other.
    """
    if sys.stdin.isatty():
        tell(
            say("A program in which you write starts this itself. Page «{page}» of the manual says how.", page=PAGE),
            guessed_language(),
        )
        return COULD_NOT_RUN
    from harvest.editor.server import serve

    sys.stdout.flush()
    protocol = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, protocol)
    return 1  # it went away without a word
