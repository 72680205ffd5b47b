"""The commands work where only what Windows has too can be imported: nobody needs WSL to write cards."""

from __future__ import annotations

import ast
import json
import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

HARVEST = Path(__file__).resolve().parent.parent / "harvest"
NOT_THERE = "fcntl grp posix_spawn pty pwd readline resource syslog termios tty".split()
"""Modules of Python that Windows lacks."""
LACKING = "chown fork forkpty getgid getuid killpg setsid sched_getaffinity waitpid WNOHANG".split()
LACKING += "O_DIRECTORY fchown lchown mkfifo openpty pathconf statvfs".split()
"""What the module `os` lacks there; the rest of it the lock itself needs on this system."""
SIGNALS = "SIGALRM SIGCHLD SIGCONT SIGHUP SIGKILL SIGPIPE SIGTSTP SIGUSR1 SIGXCPU pthread_sigmask sigwait".split()

WITHOUT = f"""
import os, signal, sys
import filelock, shutil, socketserver, subprocess, tempfile  # what has a way of its own on each system
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {NOT_THERE!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Absent())
for name in {NOT_THERE!r}:
    sys.modules.pop(name, None)
for module, names in ((os, {LACKING!r}), (signal, {SIGNALS!r})):
    for name in names:
        if hasattr(module, name):
            delattr(module, name)
from harvest.__main__ import main
sys.argv[0] = "harvest"
main()
"""


def harvest(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WITHOUT, *arguments], cwd=folder, capture_output=True, text=True, timeout=120
    )


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("windows") / "oogst"
    made = harvest("init", str(folder), folder=folder.parent)
    assert made.returncode == 0, made.stderr
    return folder


def test_writing_checking_and_showing(publication: Path) -> None:
    assert harvest("new", "patroon", "Eerst thee", folder=publication).returncode == 0
    checked = harvest("check", folder=publication)
    assert (checked.returncode, checked.stderr) == (0, "")
    card = "content/patronen/rondje-vooraf.md"
    reviewed = harvest("review", card, "--on", "2024-04-03", folder=publication)
    assert reviewed.returncode == 0, reviewed.stderr
    assert "2024-04-03" in (publication / card).read_text("utf-8")


def test_changing_and_looking_up(publication: Path) -> None:
    folder = publication.parent / "anders"
    shutil.copytree(publication, folder)
    card = folder / "content/lessen/dorp.md"
    card.write_text("---\ntitel: Dorp\nstatus: concept\nkomt van: gsat\n---\n\nZie [[Ronde]].\n", "utf-8")
    for command in (
        ["new", "patroon", "Ronde"],
        ["rename", "content/patronen/ronde.md", "Ronde vooraf", "--keep-old-name"],
        ["check", "--fix", "--yes", str(card)],
        ["status"],
        ["help", "status"],
        ["help", "dangling-link"],
    ):
        done = harvest(*command, folder=folder)
        assert (done.returncode, done.stderr) == (0, ""), command
    text = card.read_text("utf-8")
    assert "komt van: gast" in text
    assert "[[Ronde vooraf" in text
    assert harvest("remove", "Ronde vooraf", "--yes", folder=folder).returncode == 0
    assert not (folder / "content/patronen/ronde-vooraf.md").exists()


def test_in_the_program_of_an_editor(publication: Path) -> None:
    """The language server begins, answers and ends."""
    messages = (
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}, "rootUri": None}},
        {"jsonrpc": "2.0", "method": "initialized", "params": {}},
        {"jsonrpc": "2.0", "id": 2, "method": "shutdown"},
        {"jsonrpc": "2.0", "method": "exit"},
    )
    typed = b""
    for message in messages:
        content = json.dumps(message).encode()
        typed += b"Content-Length: %d\r\n\r\n%s" % (len(content), content)
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, "lsp"], cwd=publication, input=typed, capture_output=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b'"capabilities"' in done.stdout


WINDOWS_WRITES = (
    ("content/lessen/dorp.md", "[x](..\\patronen\\rondje-vooraf.md)", "«../patronen/rondje-vooraf.md»"),
    ("content/lessen/dorp.md", "![P](..\\beelden\\p.svg)", "«../beelden/p.svg»"),
)


@pytest.mark.parametrize(("path", "text", "meant"), WINDOWS_WRITES)
def test_a_path_as_windows_writes_it_is_told_as_the_web_does(
    publication: Path, path: str, text: str, meant: str
) -> None:
    picture = publication / "content/beelden/p.svg"
    picture.parent.mkdir(exist_ok=True)
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>', "utf-8")
    card = publication / path
    card.write_text(f"---\ntitel: Dorp\n---\n\n{text}\n", "utf-8")
    told = harvest("check", path.replace("/", "\\") if os.sep == "\\" else path, folder=publication).stdout
    card.unlink()
    assert meant in told


def test_a_card_named_with_backslashes_is_found_or_told_how(publication: Path) -> None:
    done = harvest("check", "content\\patronen\\rondje-vooraf.md", folder=publication)
    assert done.returncode == 0 if os.sep == "\\" else "«content/patronen/rondje-vooraf.md»" in done.stderr


def test_what_a_console_has_no_sign_for_does_not_end_a_command(publication: Path) -> None:
    card = publication / "content" / "patronen" / "tekens.md"
    card.write_text("---\ntitel: Tekens\nfase: → 🌱\n---\n", "utf-8")
    checked = subprocess.run(
        [sys.executable, "-m", "harvest", "check"],
        cwd=publication,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        timeout=120,
    )
    card.unlink()
    assert (checked.returncode, checked.stderr) == (0, b"")
    assert "«? ?»" in checked.stdout.decode("cp1252")


def test_building_the_site(publication: Path) -> None:
    built = harvest("build", "--no-print", folder=publication)
    assert built.returncode == 0, built.stdout + built.stderr
    assert (publication / "site" / "index.html").is_file()
    assert not list(publication.glob(".site*")), "no lock and no folder of a build stays"


@pytest.fixture
def preview(publication: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    process = subprocess.Popen(
        [sys.executable, "-c", WITHOUT, "serve", "-a", address],
        cwd=publication,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert process.stdout is not None
        shown = next((line for line in process.stdout if address in line), "")
        assert shown, "the preview never said where it is"
        yield f"http://{address}/"
    finally:
        process.kill()
        process.wait()


def test_previewing(preview: str) -> None:
    with urllib.request.urlopen(preview, timeout=30) as page:
        assert "<title>" in page.read().decode()


def test_what_windows_lacks_is_asked_for_first() -> None:
    """No module imports what Windows lacks, but where it goes on without."""
    careless = []
    for path in sorted(HARVEST.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for node in tree.body:  # a module that cannot be imported takes every command along
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            careless += [f"{path.name}: {name}" for name in names if name.partition(".")[0] in NOT_THERE]
    assert careless == []
