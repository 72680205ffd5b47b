"""Type in one card of a publication in `harvest lsp`, and print how long answers took: `keystrokes.py pause|on|mend`.

With `pause`, each change comes when the answer to the one before is complete; with `on`, while all cards are being read
again because of the one before. With `mend`, nothing is typed: it is worked out what mends a misspelt heading, as
`harvest check --fix` does before it asks. The last line is the median in seconds; the one before tells the shortest and
the longest.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Any

from harvest.commands.check_fix import reading_again
from harvest.editing.fixes import mended
from harvest.pipeline import load
from harvest.publication import CONFIG, read_publication

CHANGES = 25
READING = 0.45
"""Seconds after a change: by then the server reads all cards again, if there are many."""


def _send(stream: IO[bytes], method: str, params: Any, number: int | None = None) -> None:
    body = {"jsonrpc": "2.0", "method": method, "params": params, **({"id": number} if number else {})}
    content = json.dumps(body).encode()
    stream.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
    stream.flush()


def _received(stream: IO[bytes]) -> Any:
    length = 0
    while line := stream.readline().strip():
        name, _, value = line.partition(b":")
        length = int(value) if name.lower() == b"content-length" else length
    return json.loads(stream.read(length))


def _until(stream: IO[bytes], uri: str, version: int) -> None:
    """Wait for the problems of this version of a text."""
    while True:
        message = _received(stream)
        if message.get("method") == "textDocument/publishDiagnostics":
            told = message["params"]
            if told["uri"] == uri and told.get("version") == version:
                return


def typed(root: Path, card: Path, *, on: bool) -> list[float]:
    """Return for each change how many seconds its answer took."""
    harvest = str(Path(sys.executable).parent / "harvest")
    with subprocess.Popen([harvest, "lsp"], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdin
        assert server.stdout
        uri, text = card.resolve().as_uri(), card.read_text("utf-8")
        _send(
            server.stdin, "initialize", {"processId": None, "rootUri": root.resolve().as_uri(), "capabilities": {}}, 1
        )
        while _received(server.stdout).get("id") != 1:
            pass
        _send(server.stdin, "initialized", {})
        opened = {"uri": uri, "languageId": "markdown", "version": 1, "text": text}
        _send(server.stdin, "textDocument/didOpen", {"textDocument": opened})
        _until(server.stdout, uri, 1)
        time.sleep(3 * READING if on else 4.0)
        took = []
        for version in range(2, CHANGES + 2):
            # A name that no kind has: each version has another problem.
            written = text.replace("---\n", f"---\nwoord {version}: iets\n", 1)
            started = time.monotonic()
            change = {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": written}]}
            _send(server.stdin, "textDocument/didChange", change)
            _until(server.stdout, uri, version)
            took.append(time.monotonic() - started)
            if on:
                time.sleep(READING)
            else:
                _until(server.stdout, uri, version)  # what all cards together say of it
        _send(server.stdin, "shutdown", None, 2)
        _send(server.stdin, "exit", None)
        server.kill()
    return took


def mending(root: Path, card: Path) -> list[float]:
    """Return how many seconds it took, each time, to work out what mends a card with one slip."""
    path = card.relative_to(root).as_posix()
    content = card.read_bytes().replace(b"## Probleem", b"## Probleeem")
    corpus = load(read_publication(root / CONFIG), instead={path: content})
    took = []
    for _ in range(5):
        started = time.monotonic()
        plan = mended(corpus.problems, {path: content}, reading_again(corpus))
        took.append(time.monotonic() - started)
        assert plan.contents[path] == card.read_bytes()
    return took


if __name__ == "__main__":
    here, mode = Path.cwd(), sys.argv[1]
    first = min((here / "content").rglob("pattern-*.md"))
    seconds = mending(here, first) if mode == "mend" else typed(here, first, on=mode == "on")
    print(f"{len(seconds)} times, from {min(seconds):.4f} to {max(seconds):.4f} s")
    print(f"{statistics.median(seconds):.4f}")
