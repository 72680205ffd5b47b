"""Where a run of `harvest` begins: whoever changes their mind before all is imported is left in peace."""

from __future__ import annotations

import gc
import os
import signal
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line. Ctrl-C ends it, without a word as long as there is nothing to say."""
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    # A corpus is built once and kept until the end: searching it for rubbish takes a tenth of the time and finds none.
    gc.disable()
    from harvest.site.refusals import system_language, wrong_parser

    if wrong := wrong_parser():
        # The rest cannot even be imported.
        from harvest.problems.language import render

        sys.stderr.write(f"{render(wrong, system_language())}\n")
        sys.exit(2)
    from harvest.commands.cli import main as run

    signal.signal(signal.SIGINT, signal.default_int_handler)
    run()


if __name__ == "__main__":
    main()
