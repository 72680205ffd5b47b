"""Install the peers, the programs that harvest is compared with, in an environment of their own."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).parent / "peers.lock"
HOME = Path(__file__).resolve().parent.parent / ".cache" / "peers"


def install(home: Path = HOME, lock: Path = LOCK) -> str:
    """Make the environment with exactly the packages of the lock, unless it exists. Returns why it failed, or ""."""
    stamp = home / "installed.lock"
    if stamp.is_file() and stamp.read_bytes() == lock.read_bytes():
        return ""
    print("installing the peers of bench/peers.lock", file=sys.stderr, flush=True)
    options = ["--quiet", "--disable-pip-version-check", "--only-binary", ":all:", "--require-hashes"]
    for command in (
        [sys.executable, "-m", "venv", "--clear", str(home)],
        [str(home / "bin" / "python"), "-m", "pip", "install", *options, "-r", str(lock)],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            lines = (done.stderr or done.stdout).strip().split("\n")
            return "not installed: " + next((line for line in lines if line.startswith("ERROR")), lines[-1])
    shutil.copyfile(lock, stamp)
    return ""


def program(name: str) -> str:
    """Return the path of a peers' program."""
    return str(HOME / "bin" / name)


def version(package: str) -> str:
    """Return the version of a package in the lock; empty when it is not there."""
    match = re.search(rf"^{re.escape(package)}==(\S+)", LOCK.read_text("utf-8"), re.MULTILINE)
    return match[1] if match else ""
