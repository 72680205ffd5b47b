"""Let MkDocs' server of a preview answer only those who may look."""

from __future__ import annotations

from collections.abc import Callable

from mkdocs.livereload import LiveReloadServer

from harvest.problems.problem import Message
from harvest.site.doors import Doors, guarded


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
        begun: Callable[[LiveReloadServer], None],
    ) -> None:
        """Make the server. `name` is what the user calls `host`; `words` puts a message in the reader's language.

        Once there is an answer at the address, it calls `begun`.
        """
        super().__init__(builder, host, port, root, mount_path)
        self.begun = begun
        doors = Doors((host, name), everyone=everyone)
        self.set_app(guarded(self.serve_request, doors, self.root, self.mount_path, words))

    def server_activate(self) -> None:
        """Begin to answer, and tell that the preview is there."""
        super().server_activate()
        self.begun(self)
