"""Let MkDocs' server of a preview answer only those who may look."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger

from harvest.problems.problem import Message, say
from harvest.site.doors import RELOADS, Doors, guarded
from harvest.site.watch import Watch

log = get_plugin_logger("harvest")


class GuardedServer(LiveReloadServer):
    """MkDocs' server behind our doors, also for what asks whether to load a page again."""

    def __init__(
        self,
        builder: Callable[[], None],
        host: str,
        port: int,
        root: str,
        mount_path: str = "/",
        *,
        everyone: bool,
        name: str,
        words: Callable[[Message], str],
        begun: Callable[[LiveReloadServer], None] = lambda server: None,
        instead: Callable[[], bytes | None] = lambda: None,
    ) -> None:
        """Make the server. `name` is what the user calls `host`; `words` puts a message in the reader's language.

        Once there is an answer at the address, it calls `begun`. `instead` gives a page that stands in the place of all
        others, or None.
        """
        super().__init__(builder, host, port, root, mount_path)
        self.begun, self.instead = begun, instead
        doors = Doors((host, name), everyone=everyone)
        self.set_app(guarded(self.serve_request, doors, self.root, lambda: self.mount_path, words))

    def _serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes] | None:
        """Answer with the page that stands in the place of all others, if there is one now."""
        path = environ["PATH_INFO"]
        if path.startswith(RELOADS) or "." in path.rpartition("/")[2].removesuffix(".html"):
            return super()._serve_request(environ, start_response)
        with self._epoch_cond:  # as MkDocs does, so that nobody sees what was before
            self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
            epoch = self._visible_epoch
        page = self.instead()
        if page is None:
            return super()._serve_request(environ, start_response)
        page = self._inject_js_into_html(page, epoch)  # type: ignore[no-untyped-call]
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(page)))]
        start_response("200 OK", headers)
        return [page]

    def server_activate(self) -> None:
        """Begin to answer, and tell that the preview is there."""
        super().server_activate()
        self.begun(self)


def follow(
    server: LiveReloadServer,
    builder: Callable[..., Any],
    watch: Watch | None,
    words: Callable[[Message], str],
    reasons: Callable[[BaseException], Iterable[str]],
) -> None:
    """Build again at each change that `watch` sees, and go on showing what was there after a build that failed.

    The watcher of MkDocs misses changes during the first build, and stops for good when a folder is away for a moment.
    After a failed build its server lets every page wait. `words` puts a message in the reader's language, and `reasons`
    gives lines that say why a build failed.
    """

    def changed() -> None:
        with server._rebuild_cond:
            server._want_rebuild = True
            server._rebuild_cond.notify_all()

    def rebuild() -> None:
        try:
            builder()
        except (Exception, SystemExit) as error:
            for reason in reasons(error):
                log.error(reason)
            log.error(words(say("The preview still shows what was there before.")))

    server.observer.unschedule_all()
    server.builder = rebuild
    if watch is not None:
        watch.start(changed)
