"""What the preview of a publication serves."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from tests.building import BIN


@contextmanager
def previewed(folder: Path) -> Iterator[str]:
    """The address of the preview of a publication, once it is there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    log = folder.parent / f"{folder.name}-preview.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [str(BIN / "mkdocs"), "serve", "-a", address],
            cwd=folder,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "true", "PYTHONUNBUFFERED": "1"},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        deadline = time.monotonic() + 60
        while "Serving on" not in log.read_text("utf-8"):
            assert process.poll() is None, log.read_text("utf-8")
            assert time.monotonic() < deadline, log.read_text("utf-8")
            time.sleep(0.1)
        yield f"http://{address}"
    finally:
        process.terminate()
        process.wait(20)


def fetched(address: str) -> bytes:
    """What is served at an address, or nothing where nothing is."""
    try:
        with urlopen(address, timeout=20) as answer:
            return bytes(answer.read())
    except HTTPError as refusal:
        if refusal.code != 404:
            raise
        return b""
