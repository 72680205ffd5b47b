"""What the system refuses or gets wrong, in words for somebody who only wanted to publish."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from harvest.problem import Message, say, why

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)


def refused(error: OSError, staging: Path | None) -> Message:
    """Why a build could not go on: the site cannot be written (in `staging`), or a file cannot be read."""
    if error.errno in _FULL or error.filename is None or str(staging) in str(error.filename):
        return say("The site cannot be written ({reason}).", reason=why(error))
    return say("«{path}» cannot be read ({reason}).", path=os.path.relpath(error.filename), reason=why(error))


def wrong_clock() -> Message | None:
    """What is wrong with the moment set by hand: MkDocs and gzip take one between 1970 and 2106."""
    moment = os.environ.get("SOURCE_DATE_EPOCH")
    if moment is None or (moment.isascii() and moment.isdecimal() and int(moment) < 2**32):
        return None
    return say(
        "SOURCE_DATE_EPOCH is «{written}», and should be a number of seconds since 1970. Change it, or take it away.",
        written=moment,
    )
