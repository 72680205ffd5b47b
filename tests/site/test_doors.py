"""Who may look at a preview: this machine alone unless everyone was asked for, by its own names, from its own pages."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import pytest

from harvest.site.doors import HEADERS, Doors, guarded, only_here, parted
from harvest.site.preview_folder import clear_killed_previews, hold, let_go
from harvest.site.refusals import address_taken
from tests.building import BIN, run
from tests.drawing import Write, pattern
from tests.site.test_preview import until

FOREIGN: tuple[str, ...] = (
    "",
    "evil.example",
    "127.0.0.1.evil.example",
    "localhost.evil.example:8000",
    "localhost@evil.example",
)
FOREIGN += ("192.0.2.1", "localhost:80,evil.example", "[::1", "localhost/x", "127.0.0.1 ", "preview.localhost.")
OWN = ("localhost", "LOCALHOST:8000", "127.0.0.1", "127.0.0.1:8123", "[::1]:8000", "127.8.9.10:1")


def test_only_names_of_this_machine_open_a_preview() -> None:
    doors = Doors(("127.0.0.1", "werf.test"), everyone=False)
    assert [host for host in (*OWN, "werf.test:8000") if not doors.knows(host)] == []
    assert [host for host in FOREIGN if doors.knows(host)] == []


def test_for_everyone_numbers_and_the_names_of_this_machine_open_it_too() -> None:
    """A page can make a name of its own lead here, but no number."""
    doors = Doors(("0.0.0.0", ""), everyone=True)
    assert [
        host for host in (*OWN, "192.0.2.1:8000", "[fe80::1]:80", socket.gethostname()) if not doors.knows(host)
    ] == []
    assert [host for host in FOREIGN if host != "192.0.2.1" and doors.knows(host)] == []


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("127.0.0.1:8000", ("127.0.0.1", 8000)),
        ("[::1]:81", ("::1", 81)),
        ("werf.test", ("werf.test", 8000)),
        (":8000", ("", 8000)),
        ("", None),
        ("::1", None),
        ("a:b", None),
        ("localhost:65536", None),
    ],
)
def test_an_address_is_a_host_and_a_port(written: str, parts: tuple[str, int] | None) -> None:
    assert parted(written) == parts


@pytest.mark.parametrize(
    ("host", "here"),
    [
        *((host, True) for host in ("localhost", "127.0.0.1", "127.1", "::1")),
        *((host, False) for host in ("", "0.0.0.0", "::", "0", "192.0.2.1", "::ffff:192.0.2.1", "no such host")),
    ],
)
def test_other_machines_reach_what_is_not_here_alone(host: str, here: bool) -> None:
    assert only_here(host) == here


def asked(root: Path, path: str, method: str = "GET", mount: str = "/", **headers: str) -> tuple[str, bytes]:
    """Return the status and the body of an answer; the application behind the doors says «shown»."""
    answer: dict[str, Any] = {}

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        start("200 OK", [])
        return [b"shown"]

    def start(status: str, given: list[tuple[str, str]]) -> None:
        answer.update(status=status, headers=given)

    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "HTTP_HOST": "localhost", **headers}
    body = guarded(application, Doors((), everyone=False), str(root), lambda: mount, lambda message: message.text)(
        environ, start
    )
    assert set(HEADERS) <= set(answer["headers"])
    return answer["status"][:3], b"".join(body)


@pytest.mark.parametrize(
    "path",
    [
        *("/..", "/../x", "/a/../x", "/.git/config", "/a/.x", "//evil.example/..", "/a//b", "/\0", "/a\\..\\x"),
        *("/weg.txt", "/uit/passwd"),
    ],
)
def test_no_path_leads_out_of_the_folder(tmp_path: Path, path: str) -> None:
    (tmp_path / "root").mkdir()
    (tmp_path / "geheim").mkdir()
    (tmp_path / "geheim/passwd").write_text("geheim", "utf-8")
    (tmp_path / "root/uit").symlink_to(tmp_path / "geheim")
    (tmp_path / "root/weg.txt").symlink_to(tmp_path / "geheim/passwd")
    assert asked(tmp_path / "root", path)[0] == "404"


def test_other_paths_are_for_the_server_to_find(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("", "utf-8")
    (tmp_path / "b.txt").symlink_to("a.txt")
    for path in (
        "/",
        "/a.txt",
        "/b.txt",
        "/patronen/een/",
        "/niet-daar",
        "/livereload/1/2",
        "/a..b/",
        "/caf\u00c3\u00a9/",
    ):
        assert asked(tmp_path, path) == ("200", b"shown")
    assert asked(tmp_path, "/werf/a.txt", mount="/werf/") == ("200", b"shown")
    assert asked(tmp_path, "/a.txt", "HEAD") == ("200", b"")
    assert asked(tmp_path, "/a.txt", "POST")[0] == "405"


CROSS = {"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_SEC_FETCH_MODE": "no-cors", "HTTP_SEC_FETCH_DEST": "image"}
FOLLOWED = {**CROSS, "HTTP_SEC_FETCH_MODE": "navigate", "HTTP_SEC_FETCH_DEST": "document"}


def test_no_page_of_others_reads_or_watches_a_preview(tmp_path: Path) -> None:
    """Following a link to it works, from a mail as well."""
    for foreign in (
        CROSS,
        {**CROSS, "HTTP_SEC_FETCH_SITE": "same-site"},
        {**FOLLOWED, "HTTP_SEC_FETCH_DEST": "iframe"},
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_HOST": "evil.example"},
    ):
        for path in ("/", "/livereload/1/2", "/search/search_index.json"):
            assert asked(tmp_path, path, **foreign)[0] == "403", (foreign, path)
    assert asked(tmp_path, "/", **FOLLOWED)[0] == "200"
    assert asked(tmp_path, "/livereload/1/2", **FOLLOWED)[0] == "403"
    own = {**CROSS, "HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "http://localhost:8000"}
    assert asked(tmp_path, "/livereload/1/2", **own)[0] == "200"


def test_what_is_refused_is_told_in_a_page_without_markup_of_others(tmp_path: Path) -> None:
    status, page = asked(tmp_path, "/", HTTP_HOST="<script>x</script>")
    assert status == "403"
    assert b"<script" not in page


@contextmanager
def previewing(folder: Path, *command: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Show a preview of a publication, and give its process and port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments = [part.replace("PORT", str(port)) for part in command[1:]]
    with subprocess.Popen(
        [str(BIN / command[0]), *arguments],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "true", **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:

        def answers() -> bool:
            assert process.poll() is None, process.communicate()
            with socket.socket() as one:
                return one.connect_ex(("127.0.0.1", port)) == 0

        try:
            until(answers)
            yield process, port
        finally:
            process.kill()


def fetched(port: int, path: str, **headers: str) -> HTTPResponse:
    """Return the answer of a preview."""
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    return answer


@pytest.mark.parametrize(
    "command",
    [
        ("harvest", "serve", "-a", "127.0.0.1:PORT"),
        ("mkdocs", "serve", "--no-livereload", "-a", "127.0.0.1:PORT"),
    ],
    ids=["harvest", "mkdocs"],
)
def test_a_preview_answers_by_its_own_names_alone_and_leaves_nothing_behind(
    write: Write, tmp_path: Path, command: tuple[str, ...]
) -> None:
    """Its folder is closed to others; one that is killed leaves it, and the next preview clears it."""
    folder = write({"content/patronen/een.md": pattern("Een")})
    passing = tmp_path / "passing"
    passing.mkdir()
    with previewing(folder, *command, TMPDIR=str(passing)) as (process, port):
        answer = fetched(port, "/patronen/een/")
        assert answer.status == 200
        assert {name: answer.headers[name] for name, _ in HEADERS} == dict(HEADERS)
        assert answer.headers["Access-Control-Allow-Origin"] is None
        for path in ("/patronen/een/", "/livereload/0/0"):
            assert fetched(port, path, Host="evil.example").status == 403
        (shown,) = passing.glob("mkdocs_*")
        assert stat.S_IMODE(shown.stat().st_mode) == 0o700
        process.kill()
        process.wait(20)
    assert list(passing.glob("mkdocs_*")) == [shown]
    with previewing(folder, *command, TMPDIR=str(passing)) as (process, port):
        (anew,) = passing.glob("mkdocs_*")
        assert anew != shown
        assert fetched(port, "/patronen/een/").status == 200
        process.send_signal(signal.SIGINT)
        process.wait(20)
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()
        assert process.returncode == 0
    assert list(passing.iterdir()) == []


@pytest.mark.parametrize("command", [("harvest", 2), ("mkdocs", 1)], ids=["harvest", "mkdocs"])
@pytest.mark.parametrize("address", ["0.0.0.0:8031", "[::]:8031"])
def test_everyone_is_let_in_only_when_that_is_said(write: Write, command: tuple[str, int], address: str) -> None:
    folder = write({"content/patronen/een.md": pattern("Een")})
    done = run(command[0], "serve", "-a", address, folder=folder)
    assert done.returncode == command[1]
    assert "iedereen op dit netwerk de voorvertoning kunnen lezen, ook de concepten" in done.stderr
    assert "--everyone" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_address_in_the_settings_is_refused_too(write: Write) -> None:
    folder = write({"content/patronen/een.md": pattern("Een")})
    settings = folder / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8") + "dev_addr: 0.0.0.0:8032\n", "utf-8")
    done = run("harvest", "serve", folder=folder)
    assert done.returncode == 2
    assert "iedereen op dit netwerk" in done.stderr


def test_everyone_who_is_let_in_is_told(write: Write) -> None:
    """Numbers open it, names of others do not."""
    folder = write({"content/patronen/een.md": pattern("Een")})
    with previewing(folder, "harvest", "serve", "--everyone", "-a", "0.0.0.0:PORT") as (process, port):
        assert fetched(port, "/patronen/een/", Host=f"192.0.2.7:{port}").status == 200
        assert fetched(port, "/patronen/een/", Host="evil.example").status == 403
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
    assert "Iedereen op dit netwerk kan de voorvertoning nu zien, ook de concepten: http://" in said


def test_an_address_that_is_taken_or_none_is_told(write: Write) -> None:
    folder = write({"content/patronen/een.md": pattern("Een")})
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = run("harvest", "serve", "-a", f"127.0.0.1:{other.getsockname()[1]}", folder=folder)
    assert done.returncode == 2
    assert "is al iets te zien" in done.stderr
    assert "harvest serve -a 127.0.0.1:" in done.stderr
    assert "http" not in done.stderr, "nothing began"
    done = run("harvest", "serve", "-a", "geen adres", folder=folder)
    assert done.returncode == 2
    assert "«geen adres» is geen adres van deze computer" in done.stderr


def test_only_what_a_killed_preview_of_ours_left_is_cleared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not what another uses, not what is no folder, not what nobody held, and nothing of another account."""
    for name in ("mkdocs_in_use", "mkdocs_left", "mkdocs_never_held", "elsewhere", "program"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text("tekst", "utf-8")
    (tmp_path / ".mkdocs_left.new-0").mkdir()
    (tmp_path / ".mkdocs_left.harvest-preview").touch()
    (tmp_path / ".mkdocs_link.harvest-preview").touch()
    (tmp_path / "mkdocs_link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / ".elsewhere.harvest-preview").symlink_to(tmp_path / ".mkdocs_link.harvest-preview")
    os.mkfifo(tmp_path / ".mkdocs_never_held.harvest-preview")
    (tmp_path / ".program.lock").touch()
    hold(tmp_path / "mkdocs_in_use")
    try:
        clear_killed_previews(tmp_path)
    finally:
        left = {path.name for path in tmp_path.iterdir()}
        let_go()
    kept = ("mkdocs_in_use", "mkdocs_never_held", "elsewhere")
    assert left == {*kept, *(f".{name}.harvest-preview" for name in kept), "mkdocs_link", "program", ".program.lock"}
    assert (tmp_path / "elsewhere/index.html").exists()
    assert not (tmp_path / ".mkdocs_in_use.harvest-preview").exists()
    (tmp_path / ".mkdocs_in_use.harvest-preview").touch()
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    clear_killed_previews(tmp_path)
    assert (tmp_path / "mkdocs_in_use/index.html").exists()


@pytest.mark.parametrize("everyone", [False, True])
def test_another_address_that_is_named_is_free(everyone: bool) -> None:
    """The next port may be taken too; who may look is said again."""
    with socket.socket() as first, socket.socket() as second:
        first.bind(("127.0.0.1", 0))
        first.listen()
        port = first.getsockname()[1]
        try:
            second.bind(("127.0.0.1", port + 1))
            second.listen()
        except OSError:
            pass  # somebody else has it, which is as well
        message = address_taken("127.0.0.1", port, "harvest serve", everyone=everyone)
        assert message is not None
        elsewhere = str(message.params["elsewhere"])
        number = int(elsewhere.removesuffix(" --everyone").rpartition(":")[2])
        assert number not in (port, port + 1)
        assert elsewhere.endswith(" --everyone") == everyone
        assert address_taken("127.0.0.1", number) is None
