"""Show a preview with MkDocs for `harvest serve`, whatever is wrong in `mkdocs.yml`, without MkDocs' own words."""

from __future__ import annotations

import errno
import logging
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, PluginError

from harvest.problems import report
from harvest.problems.language import render
from harvest.problems.problem import Message, Place, problem, say, why
from harvest.publication import Publication, read_publication
from harvest.site.doors import shown_at
from harvest.site.mkdocs.build import BuildFailed
from harvest.site.mkdocs.log import heard_by
from harvest.site.mkdocs.misread import SettingsRefused, settings_for_mkdocs
from harvest.site.mkdocs.plugin import HarvestPlugin
from harvest.site.mkdocs.reload import allow_reload
from harvest.site.mkdocs.server import GuardedServer
from harvest.site.outlet import keep_names_in
from harvest.site.refusals import address_taken, refused
from harvest.site.trouble import GOES_ON, Trouble
from harvest.site.watch import Watch


def serve_site(
    publication: Publication, host: str, port: int, *, name: str, everyone: bool, language: str | None = None
) -> None:
    """Show the preview of a publication until somebody ends it.

    `host` is a number, and `name` what the user calls it; `language` is that of the messages, if the user chose one.
    Raises `BuildFailed` when the address is taken.
    """
    # MkDocs would say so only after the first build.
    if taken := address_taken(host, port, "harvest serve", everyone=everyone):
        raise BuildFailed([render(taken, language or publication.language)])
    folder = Path(mkdtemp(prefix="mkdocs_"))
    preview = Preview(publication, folder, host, port, name, everyone=everyone, language=language)
    try:
        with _telling():
            preview.show()
    except OSError as error:  # between our look and the start somebody else took it
        if error.errno != errno.EADDRINUSE or error.filename:
            raise
        raise BuildFailed([preview.words(say("The preview has ended."))]) from None
    finally:
        preview.end()
        shutil.rmtree(folder, ignore_errors=True)


class Preview:
    """Builds the preview in a folder at each change, or keeps the trouble that stands in its way, and shows either."""

    def __init__(
        self,
        publication: Publication,
        folder: Path,
        host: str,
        port: int,
        name: str,
        *,
        everyone: bool,
        language: str | None,
    ) -> None:
        self.publication, self.folder, self.language = publication, folder, language
        self.config = publication.root / publication.config
        self.host, self.everyone = host, everyone
        self.trouble: Trouble | None = None
        self.host_config: MkDocsConfig | None = None
        self._told: list[str] = []
        self.watch = Watch(self._paths)
        self.server = GuardedServer(
            self.build,
            host,
            port,
            str(folder),
            self._mount(),
            everyone=everyone,
            name=name,
            words=self.words,
            begun=lambda server: self._say(
                [self.words(shown_at(name or host, server.server_address[1], self._mount()))]
            ),
            instead=lambda: self.trouble.page(self._spoken()) if self.trouble else None,
        )
        self.server.error_handler = self._error_page
        allow_reload(self.server)

    def show(self) -> None:
        """Build the preview, and answer at its address and follow what is written until somebody ends it."""
        self.build()
        self.watch.start(self._changed)
        self.server.watch(str(self.config))  # without a path to watch it would let no page load again
        self.server.observer.unschedule_all()
        try:
            self.server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            pass
        finally:
            self.server.shutdown()

    def end(self) -> None:
        """Stop watching, and let plugins end what they began."""
        self.watch.stop()
        if self.host_config is not None:
            self.host_config.plugins.on_shutdown()

    def words(self, message: Message) -> str:
        """Return a message in the language of the user, or else of the publication."""
        return render(message, self._spoken())

    def _spoken(self) -> str:
        return self.language or self.publication.language

    def _mount(self) -> str:
        return urlsplit(self.publication.address or "/").path or "/"

    def _paths(self) -> Iterable[Path]:
        return self.publication.made_from

    def _changed(self) -> None:
        with self.server._rebuild_cond:
            self.server._want_rebuild = True
            self.server._rebuild_cond.notify_all()

    def build(self) -> None:
        """Make the preview anew, or keep and tell why that is impossible."""
        before, self.trouble = self.trouble, self._made()
        if self.trouble and (before is None or self.trouble.problems != before.problems):
            self._say(self.trouble.lines(self._spoken()))
            self._say([self.words(GOES_ON)])
        if not self.trouble:
            lines = [report.line(one, self.publication.root, self._spoken()) for one in self.publication.problems]
            self._say(line for line in lines if line not in self._told)
            self._told += lines
        if before and not self.trouble:
            self._say([self.words(say("The preview is there again."))])

    def _made(self) -> Trouble | None:
        """Make the preview, and return None, or why it cannot be made."""
        root = self.config.parent
        try:
            self.publication = read_publication(self.config)
            keep_names_in(self.publication)
            if not self.publication.readable:
                at_fault = [one for one in self.publication.problems if one.severity == "error"]
                return Trouble(root, tuple(at_fault[:1]))
            self._build_with_mkdocs()
        except SettingsRefused as refusal:
            return Trouble(root, refusal.problems)
        except (Abort, BuildError) as error:  # PluginError is one of these, and ours are in our own words
            ours = isinstance(error, PluginError)
            return Trouble(root, message=str(error) if ours else self._ended(error))
        except OSError as error:
            if error.filename == str(self.config):
                gone = say("«{path}» cannot be read ({reason}).", path=self.config.name, reason=why(error))
                return Trouble(root, (problem(Place(self.config.name), "configuration", gone),))
            return Trouble(root, message=refused(error, self.folder))
        except (Exception, SystemExit) as error:
            return Trouble(root, message=self._ended(error))
        return None

    def _ended(self, error: BaseException) -> Message:
        reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        return say("The preview cannot be made ({reason}).", reason=reason)

    def _build_with_mkdocs(self) -> None:
        config = settings_for_mkdocs(self.config, self._spoken(), site_dir=str(self.folder))
        plugin = config.plugins["harvest"]
        assert isinstance(plugin, HarvestPlugin)
        plugin.watch, plugin.everyone = self.watch, self.everyone
        if self.host_config is None:
            config.plugins.on_startup(command="serve", dirty=False)
        self.host_config = config
        self.server.mount_path = f"/{self._mount().strip('/')}/".replace("//", "/")
        shown = f"[{self.host}]" if ":" in self.host else self.host
        config.site_url = url = f"http://{shown}:{self.server.server_address[1]}{self.server.mount_path}"
        build(config, serve_url=url)

    def _error_page(self, code: int) -> bytes | None:
        with suppress(OSError):
            return (self.folder / f"{code}.html").read_bytes()
        return None

    def _say(self, lines: Iterable[str]) -> None:
        for line in lines:
            sys.stderr.write(f"{line}\n")
        sys.stderr.flush()


@contextmanager
def _telling() -> Iterator[None]:
    """Write to standard error what our plugin says, and nothing of what MkDocs and other plugins do."""

    class Tell(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.name == "mkdocs.plugins.harvest":
                sys.stderr.write(record.getMessage().removeprefix("harvest: ") + "\n")
                sys.stderr.flush()

    with heard_by(Tell(logging.INFO)):
        yield
