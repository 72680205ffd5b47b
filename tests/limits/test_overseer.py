"""A file that takes too long is named and refused, and nobody notices that a command is two processes."""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from harvest.limits import work
from tests.building import tree
from tests.drawing import ROOT, Write, pattern
from tests.limits.slow import WORD
from tests.papers import pdf, saved
from tests.site.test_preview import until

SLOW = str(Path(__file__).with_name("slow.py"))
LONG = "Dit bestand lezen of tonen kostte meer dan 20 seconden rekenen."
BETWEEN = {"harvest": "\n  ", "mkdocs": " "}
"""What a report for people has between a place and the message, and a log of one line for each."""
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "true", "NO_COLOR": "1", "PYTHONPATH": str(ROOT)}


def ran(command: str, step: str, *arguments: str, folder: Path, **said: str) -> subprocess.CompletedProcess[str]:
    """Run a command with a slow step, to its end."""
    return subprocess.run(
        [sys.executable, SLOW, command, step, *arguments],
        cwd=folder,
        env={**ENVIRONMENT, **said},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


@contextmanager
def running(step: str, *arguments: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Run `harvest` in a group of processes of its own, and see to it that nothing of it stays."""
    process = subprocess.Popen(
        [sys.executable, SLOW, "harvest", step, *arguments],
        cwd=folder,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=20)


def child_of(process: subprocess.Popen[str]) -> int:
    """Return the number of the process that does the work."""
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("utf-8").split()
    assert len(listed) == 1
    return int(listed[0])


def gone(number: int) -> bool:
    """Tell whether there is no such process any more."""
    try:
        return Path(f"/proc/{number}/stat").read_text("utf-8").rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


@pytest.fixture
def slow(write: Write) -> Path:
    """A publication with two cards that take long, one of them a draft, and a mistake elsewhere."""
    return write(
        {
            "content/patronen/een.md": pattern("Een", text=WORD),
            "content/patronen/twee.md": pattern("Twee", status="concept", text=WORD),
            "content/patronen/drie.md": pattern("Drie", text="Zie [[Vier]] en [[Een]]."),
        }
    )


@pytest.mark.parametrize(("command", "task"), [("harvest", "check"), ("mkdocs", "build")])
def test_a_card_that_takes_long_to_read_is_named_with_all_other_problems(slow: Path, command: str, task: str) -> None:
    """Also a draft, since what it is cannot be read; the link to a card that was refused is right."""
    done = ran(command, "read", task, folder=slow)
    said = done.stdout + done.stderr
    assert done.returncode == 1
    for name in ("een", "twee"):
        assert f"content/patronen/{name}.md:1:1{BETWEEN[command]}{LONG}" in said
    assert "[[Vier]] bestaat niet" in said
    assert said.count("bestaat niet") == 1  # and nothing is said twice
    assert "[[Een]] bestaat niet" not in said
    assert "too-complex)" in said
    assert "Traceback" not in said
    assert not (slow / "site").exists()
    assert not list(slow.glob(".site*"))


def test_a_picture_or_document_that_takes_long_to_look_into_is_named(write: Write) -> None:
    """Nobody else would end the program that reads it, and the same card names one that is in order."""
    files = (f"{WORD}.png", f"{WORD}.pdf", "goed.pdf")
    folder = write({"content/index.md": "# Thuis\n\n" + "".join(f"[Zie dit]({name})\n\n" for name in files)})
    for name in files:
        saved(folder / "content" / name, pdf())
    done = ran("harvest", "look", "check", folder=folder)
    for name in files[:2]:
        assert f"content/{name}:1:1{BETWEEN['harvest']}{LONG}" in done.stdout
    assert done.stdout.count(LONG) == 2, "nothing is said twice"
    assert done.returncode == 1


def test_a_report_for_programs_stays_one_report(write: Write) -> None:
    folder = write({"content/patronen/een.md": pattern("Een", text=WORD), "content/index.md": "# Thuis\n"})
    done = ran("harvest", "read", "check", "--format", "json", folder=folder)
    report = json.loads(done.stdout)
    assert [(p["path"], p["code"]) for p in report["problems"]] == [("content/patronen/een.md", "too-complex")]


def test_a_card_that_takes_long_to_show_stops_the_build(write: Write) -> None:
    """A draft is not shown, so it does not; what stood there stays, and nothing half is left."""
    files = {"content/patronen/een.md": pattern("Een"), "content/patronen/twee.md": pattern("Twee", status="concept")}
    folder = write({**files, "content/patronen/twee.md": pattern("Twee", status="concept", text=WORD)})
    done = ran("harvest", "show", "build", folder=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    before = tree(folder / "site")
    write({"content/patronen/een.md": pattern("Een", text=WORD)})
    done = ran("harvest", "show", "build", folder=folder)
    assert done.returncode == 1
    assert f"content/patronen/een.md:1:1{BETWEEN['harvest']}{LONG}" in done.stdout + done.stderr
    assert (done.stdout + done.stderr).count(LONG) == 1
    assert tree(folder / "site") == before
    assert not list(folder.glob(".site*"))


def test_a_preview_goes_on_without_the_card_until_it_is_mended(write: Write) -> None:
    folder = write({"content/patronen/een.md": pattern("Een", text=WORD)})
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with running("read", "serve", "-a", f"127.0.0.1:{port}", folder=folder) as preview:
        assert preview.stderr is not None
        for line in preview.stderr:
            if "De voorvertoning staat op" in line:
                break
        page = f"http://127.0.0.1:{port}/patronen/een/"
        with urlopen(page, timeout=20) as answer:
            assert "seconden rekenen" in answer.read().decode()
        write({"content/patronen/een.md": pattern("Een", text="Het gaat weer snel.")})
        until(lambda: "Het gaat weer snel." in urlopen(page, timeout=20).read().decode())
        os.killpg(preview.pid, signal.SIGINT)
        said, _ = preview.communicate(timeout=20)
    assert preview.returncode == 0
    assert said == "De voorvertoning is gestopt.\n"


def test_it_gives_up_when_too_many_files_take_long(write: Write) -> None:
    names = [f"content/patronen/kaart-{n}.md" for n in range(4)]
    folder = write({name: pattern(f"Kaart {n}", text=WORD) for n, name in enumerate(names)})
    done = ran("harvest", "read", "check", folder=folder, CI="")
    assert done.returncode == 2
    assert "Elk van deze bestanden" in done.stderr
    assert all(name.removeprefix("content/") in done.stderr for name in names[:3])
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="only Linux tells the children of a process")
def test_a_parent_that_is_killed_takes_its_child_along(slow: Path) -> None:
    with running("wait", "check", folder=slow) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "waiting\n"
        child = child_of(process)
        process.kill()
        until(lambda: gone(child))


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="only Linux tells the children of a process")
@pytest.mark.parametrize(
    ("number", "all_of_them", "ends"),
    [
        (signal.SIGINT, True, 130),
        (signal.SIGINT, False, 130),
        (signal.SIGTERM, False, 130),
        (signal.SIGTERM, True, 130),
        (signal.SIGHUP, False, -signal.SIGHUP),
    ],
)
def test_signals_end_it_as_before(slow: Path, number: signal.Signals, all_of_them: bool, ends: int) -> None:
    """Ctrl-C reaches both processes, `kill` the first alone; each says so once, with the exit code of old."""
    with running("wait", "check", folder=slow) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "waiting\n"
        child = child_of(process)
        (os.killpg if all_of_them else os.kill)(process.pid, number)
        _, said = process.communicate(timeout=20)
    assert process.returncode == ends
    assert said.strip() == ("" if ends < 0 else "Gestopt. Wat er stond, staat er nog.")
    assert gone(child)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="only Linux tells the children of a process")
def test_a_command_that_is_stopped_stops_whole_and_goes_on_whole(slow: Path) -> None:
    def state(number: int) -> str:
        return Path(f"/proc/{number}/stat").read_text("utf-8").rpartition(")")[2].split()[0]

    # A group of its own in this session, since the system lets no other group be stopped by this signal.
    process = subprocess.Popen(
        [sys.executable, SLOW, "harvest", "wait", "check"],
        cwd=slow,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        process_group=0,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "waiting\n"
        both = (process.pid, child_of(process))
        process.send_signal(signal.SIGTSTP)
        until(lambda: [state(number) for number in both] == ["T", "T"])
        process.send_signal(signal.SIGCONT)
        until(lambda: "T" not in [state(number) for number in both])
    finally:
        process.send_signal(signal.SIGCONT)
        process.terminate()
        process.communicate(timeout=20)
    assert process.returncode == 130


def test_exit_codes_pass_through(write: Write) -> None:
    folder = write({"content/patronen/een.md": pattern("Een")})
    assert ran("harvest", "none", "check", folder=folder).returncode == 0
    assert ran("harvest", "none", "chek", folder=folder).returncode == 2


def test_without_a_parent_nothing_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs that import harvest keep their limits."""
    before = resource.getrlimit(resource.RLIMIT_CPU)
    with work.working("een.md"):
        assert resource.getrlimit(resource.RLIMIT_CPU) == before


class Board:
    """What the parent reads, and the limits that a process sets, in a test."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, clock: Callable[[], float], soft: int) -> None:
        self.limits: list[int] = []
        self.memory = bytearray(work.ROOM)
        monkeypatch.setattr(time, "process_time", clock)
        monkeypatch.setattr(resource, "getrlimit", lambda which: (soft, -1))
        monkeypatch.setattr(resource, "setrlimit", lambda which, limits: self.limits.append(limits[0]))
        for name in ("board", "at", "soft", "hard", "limit", "spent", "refused"):
            monkeypatch.setattr(work._Watched, name, getattr(work._Watched, name))
        work.begin(self.memory, (), spent=False)  # type: ignore[arg-type]
        self.limits[:] = [soft]

    @property
    def path(self) -> str:
        return work.on_board(self.memory)  # type: ignore[arg-type]


def test_work_inside_work_has_its_own_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that shows a card for the first time is not blamed for that card, and has its own time left after it."""
    now = [100.0]
    board = Board(monkeypatch, lambda: now[0], soft=-1)
    with work.working("bladzijde.md"):
        assert (board.path, board.limits[-1]) == ("bladzijde.md", 120)
        now[0] = 105
        with work.working("kaart.md"):
            assert (board.path, board.limits[-1]) == ("kaart.md", 125)
            with work.working("kaart.md"):
                now[0] = 115
            assert board.path == "kaart.md"
        assert (board.path, board.limits[-1]) == ("bladzijde.md", 130)
    assert (board.path, board.limits[-1]) == ("", -1)


def test_a_limit_that_somebody_set_before_stays_and_blames_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    board = Board(monkeypatch, lambda: 0.0, soft=10)
    with work.working("een.md"):
        assert (board.path, board.limits[-1]) == ("", 10)


def test_a_later_version_of_a_file_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work._Watched, "refused", {"een.md": None})
    assert work.refused("een.md", b"lang")
    assert work.refused("een.md", b"lang")
    assert not work.refused("twee.md", b"lang")
    assert not work.refused("een.md", b"kort")
    assert not work.refused("een.md", b"lang")
