"""Where a run of `harvest` begins: whoever changes their mind before all is imported is left in peace."""

from __future__ import annotations

import os
import signal
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line. Ctrl-C ends it, without a word as long as there is nothing to say."""
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    from harvest.commands.cli import main as run

    signal.signal(signal.SIGINT, signal.default_int_handler)
    run()


if __name__ == "__main__":
    main()
