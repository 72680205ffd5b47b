#!/usr/bin/env bash
# MkDocs 1.6.1 (click 8.5.1): a plugin is not always told that its site is being served
#
# `on_startup` is given the command, "build" or "serve", and `on_serve` is there for `mkdocs serve`. But with `--clean`
# the first says "build", as it is meant to; and without reloading the second is not called, as its description does
# not say. With both, a plugin meets the very events of a build while a server runs, in the same order. A plugin that
# shows drafts in a preview only, or sets up the server in `on_serve` (other headers, other paths), then does neither
# or half of it, and what it decided by the one event does not fit what it did in the other.
#
# What helps: let neither event decide what may be seen; start the preview by a command of your own where it matters.
#
# Output seen:
#   mkdocs build                            startup=build, pre_build, post_build
#   mkdocs serve                            startup=serve, pre_build, post_build, serve
#   mkdocs serve --no-livereload            startup=serve, pre_build, post_build
#   mkdocs serve --clean                    startup=build, pre_build, post_build, serve
#   mkdocs serve --clean --no-livereload    startup=build, pre_build, post_build
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
python=$folder/venv/bin/python
"$python" -m pip install --quiet --disable-pip-version-check mkdocs==1.6.1 click==8.5.1 ||
    { echo "MkDocs 1.6.1 and click 8.5.1 cannot be installed here, so nothing was tried"; exit 2; }

"$python" - "$folder" <<'PYTHON'
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

folder = Path(sys.argv[1])
(folder / "docs").mkdir()
(folder / "temporary").mkdir()
(folder / "docs" / "index.md").write_text("# Page\n", encoding="utf-8")
(folder / "mkdocs.yml").write_text("site_name: Site\nplugins: []\nhooks: [events.py]\n", encoding="utf-8")
(folder / "events.py").write_text(
    """
from pathlib import Path

def note(event):
    with Path(__file__).with_name("events").open("a", encoding="utf-8") as file:
        print(event, file=file)

def on_startup(command, dirty):
    note(f"startup={command}")

def on_pre_build(config):
    note("pre_build")

def on_post_build(config):
    note("post_build")

def on_serve(server, config, builder):
    note("serve")
    return server
""",
    encoding="utf-8",
)
# The server is stopped without being asked, so what it leaves goes with the rest.
environment = {**os.environ, "TMPDIR": str(folder / "temporary")}


def free_address():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


def answers(address):
    without_proxy = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        return without_proxy.open(f"http://{address}/", timeout=5).status == 200
    except OSError:
        return False


def events(command, options):
    (folder / "events").unlink(missing_ok=True)
    call = [sys.executable, "-m", "mkdocs", command, "--quiet", *options]
    if command == "build":
        subprocess.run(call, cwd=folder, env=environment, check=True, stderr=subprocess.DEVNULL)
    else:
        address = free_address()
        server = subprocess.Popen(
            [*call, "--dev-addr", address], cwd=folder, env=environment, stderr=subprocess.DEVNULL
        )
        try:
            until = time.monotonic() + 10
            while not answers(address):
                if server.poll() is not None or time.monotonic() > until:
                    sys.exit("CHANGED: the server does not answer")
                time.sleep(0.1)
        finally:
            server.kill()
            server.wait()
    return ", ".join((folder / "events").read_text(encoding="utf-8").split())


built = "pre_build, post_build"
trials = [
    ("build", [], f"startup=build, {built}"),
    ("serve", [], f"startup=serve, {built}, serve"),
    ("serve", ["--no-livereload"], f"startup=serve, {built}"),
    ("serve", ["--clean"], f"startup=build, {built}, serve"),
    ("serve", ["--clean", "--no-livereload"], f"startup=build, {built}"),
]
changed = []
for command, options, expected in trials:
    name = " ".join(["mkdocs", command, *options])
    seen = events(command, options)
    print(f"{name:<39} {seen}")
    if seen != expected:
        changed.append(name)
if changed:
    print("CHANGED:", "; ".join(changed))
    sys.exit(1)
PYTHON
