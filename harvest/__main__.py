"""Start `harvest`, so that Ctrl-C ends it quietly even before everything is imported."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
import threading
from contextlib import suppress
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line. Ctrl-C ends it, silently until the command itself has begun."""
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    from harvest.limits.overseer import oversee

    if sys.argv[1:2] != ["lsp"]:  # an editor's program does not begin a conversation again
        oversee(_say_again)
    # A corpus is built once and kept until the end, so garbage collection takes a tenth of the time and frees nothing.
    gc.disable()
    from harvest.site.refusals import system_language, wrong_parser

    if message := wrong_parser():
        # Without the right parser nothing else can be imported.
        from harvest.problems.language import render

        sys.stderr.write(f"{render(message, system_language())}\n")
        sys.exit(2)
    from harvest.commands.cli import main as run

    try:
        run()
    except SystemExit as end:
        _leave(end)
        raise


def _say_again() -> None:
    """Say that the command begins again without a file that takes too long; its report names the file."""
    from harvest.commands.common import guessed_language
    from harvest.site.refusals import begins_again

    sys.stderr.write(f"{begins_again(guessed_language())}\n")
    sys.stderr.flush()


def _leave(end: SystemExit) -> None:
    """End the process at once when no other thread runs: freeing a corpus piece by piece takes a sixth of the time."""
    if isinstance(end.code, int) and threading.active_count() == 1:
        with suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        atexit._run_exitfuncs()
        os._exit(end.code)


if __name__ == "__main__":
    main()
