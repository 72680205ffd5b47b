"""Let the script that reloads a preview run under the policy of its pages."""

from __future__ import annotations

from collections.abc import Callable

from mkdocs.livereload import LiveReloadServer

from harvest.site.policy import with_script


def allow_reload(server: LiveReloadServer) -> None:
    """Add the hash of the script that MkDocs writes into each page it serves to the policy of that page.

    The script holds the time of the build and of the request, so its hash is another each time.
    """
    inject: Callable[[bytes, int], bytes] = server._inject_js_into_html

    def injected(content: bytes, epoch: int) -> bytes:
        page = inject(content, epoch)
        _, _, rest = page.rpartition(b"<script>")
        script, end, _ = rest.partition(b"</script>")
        return with_script(page, script) if end else page

    server._inject_js_into_html = injected  # type: ignore[method-assign]
