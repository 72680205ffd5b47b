"""Connect harvest to MkDocs: every hook is a few lines over functions that do not use MkDocs.

Only the modules of this folder import `mkdocs`, so that another host can replace it.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import gettempdir
from typing import Any, Literal

from mkdocs.commands import serve
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from harvest.corpus import Corpus
from harvest.limits.overseer import oversee, started_as
from harvest.pipeline import read_corpus
from harvest.problems import report
from harvest.problems.language import render
from harvest.problems.problem import Message, say
from harvest.publication import Edition, Publication, read_publication
from harvest.site.discreet import WITHHELD, counted, discreet
from harvest.site.doors import not_for_everyone, only_here
from harvest.site.edition import BOOKLET_GONE, Progress, Staging, site_of, stage
from harvest.site.mkdocs.files import published, without_everything
from harvest.site.mkdocs.log import COUNTS, keep_inside, release, withhold
from harvest.site.mkdocs.misread import reasons_of
from harvest.site.mkdocs.nav import published_nav
from harvest.site.mkdocs.options import Options
from harvest.site.mkdocs.refused import NotPublished
from harvest.site.mkdocs.reload import allow_reload
from harvest.site.mkdocs.server import GuardedServer, follow
from harvest.site.outlet import keep_names_in
from harvest.site.pages import BOOKLET, Site
from harvest.site.preview_folder import clear_killed_previews, hold, let_go
from harvest.site.refusals import address_taken, begins_again, end_tidily, ended_by, system_language, wrong_clock
from harvest.site.watch import Watch
from harvest.views.templates import Environment, filters, functions
from harvest.views.theme import theme_folder

# Material announces the end of MkDocs on every build, which is of no use to the people who publish a harvest.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "true")

log = get_plugin_logger("harvest")
WORKER = "assets/javascripts/workers/search."
"""The script of Material that searches; the rest of its name is a fingerprint."""


class HarvestPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Publishes a harvest with MkDocs: `mkdocs serve` shows the preview, `mkdocs build` publishes."""

    def __init__(self) -> None:
        self.preview = False
        self.deploys = False
        self.prepared: Corpus | None = None
        self.jobs: int | None = None
        self.progress: Progress = lambda step, done, of: None
        self.site: Site
        self.staging: Staging | None = None
        self.host: MkDocsConfig | None = None
        self.language = "nl"
        self.watch: Watch | None = None
        self.everyone = False
        self.publication: Publication
        self.discreet = False
        self._done = 0

    def load_config(self, options: dict[str, Any], config_file_path: str | None = None) -> tuple[Any, Any]:
        """Read our options; from here on MkDocs may log all settings.

        What is wrong with them `read_publication` tells, in words that help; MkDocs would stop at a wrong type.
        """
        if config_file_path:
            keep_inside(Path(config_file_path))
        super().load_config(options, config_file_path)
        return [], []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a preview, or a build that goes straight to a server."""
        self.preview = command == "serve"
        # Before MkDocs makes its server, and also where it calls no hook: without reloading, and for a clean build.
        guard = partial(GuardedServer, everyone=False, name="", words=self._words)
        serve.LiveReloadServer = guard  # type: ignore[attr-defined,assignment]
        self.deploys = command == "gh-deploy"
        if started_as("mkdocs", "properdocs"):
            oversee(lambda: log.warning(begins_again(system_language())))
        if self.preview:
            release()
        end_tidily()
        if self.preview:
            clear_killed_previews(Path(gettempdir()))

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our theme before Material's, and build in a folder beside the old site."""
        config.theme.dirs.insert(0, str(theme_folder() / "site"))
        config.theme["font"] = False
        publication = self.publication = read_publication(Path(config.config_file_path))
        self._keep_inside(publication)
        keep_names_in(publication)
        config.theme["language"] = self.language = publication.language
        config.extra["generator"] = False
        # MkDocs sets up its own Markdown for every page, and we give it nothing to read.
        config.markdown_extensions = []
        config.extra_templates = []  # MkDocs would run these as Jinja templates
        config.exclude_docs = without_everything(config.exclude_docs)
        edition = self.prepared.edition if self.prepared else publication.edition
        if reason := self._impossible(config, publication, edition):
            raise PluginError(render(reason, self.language))
        if self.preview or edition == "circle":  # a list of its pages, for search engines that may not look there
            config.theme.static_templates.discard("sitemap.xml")
        if self.preview and self.watch is None:
            self.watch = Watch(lambda: self.publication.made_from)
        self._stage(config, publication, edition)
        return config

    def _impossible(self, config: MkDocsConfig, publication: Publication, edition: Edition) -> Message | None:
        """Return why no build can begin, or None."""
        content = publication.root / publication.content
        if Path(config.docs_dir).resolve() != content.resolve():
            return say(
                "«docs_dir» belongs in {file} itself: cards are checked and published from one folder.",
                file=publication.config,
            )
        if self.preview and self.watch is None and (closed := self._closed(*config.dev_addr)):
            return closed
        if edition == "circle" and self.deploys:
            return say("The circle's edition is not for everybody, so it is not deployed.")
        return wrong_clock()

    def _closed(self, host: str, port: int) -> Message | None:
        """Return why no preview is shown at this address, or None."""
        if taken := address_taken(host, port):
            return taken
        address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        return not_for_everyone(address) if not only_here(host) else None

    def _words(self, message: Message) -> str:
        return render(message, self.language)

    def _stage(self, config: MkDocsConfig, publication: Publication, edition: Edition) -> None:
        """Let MkDocs build in a separate folder, in a preview too: it empties its folder first, and may then fail."""
        if self.preview:
            hold(Path(config.site_dir))
        staging = stage(publication, edition, Path(config.site_dir), preview=self.preview)
        if isinstance(staging, Message):
            raise PluginError(render(staging, self.language))
        config.site_dir = str(staging.folder)
        self.host, self.staging = config, staging

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read and check everything before MkDocs touches a file."""
        corpus = self.prepared or read_corpus(self.publication)
        if isinstance(corpus, Message):
            raise PluginError(render(corpus, self.language))
        language, root = corpus.publication.language, corpus.publication.root
        by_severity = report.counts(corpus.problems)
        self._keep_inside(corpus)
        if self.discreet and self.prepared is None:
            level = logging.ERROR if corpus.has_errors else logging.WARNING if by_severity["warning"] else logging.INFO
            log.log(level, counted(corpus.problems, len(corpus.cards), language), extra=COUNTS)
        if not self.preview and corpus.has_errors:
            raise PluginError(report.as_text(corpus.problems, root, len(corpus.cards), language))
        if self.prepared is None and not self.discreet:
            for problem in corpus.problems:
                if problem.severity == "warning" and not self.preview:
                    log.warning(report.line(problem, root, language))
            log.info(report.totals(len(corpus.cards), by_severity, language))
        self.site = site_of(corpus, preview=self.preview, named=not self.everyone)
        self._done = 0

    @event_priority(-100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Publish only our own pages, the files they name, and those of the theme."""
        config.nav = published_nav(self.site, config.nav)
        return published(files, self.site, config, preview=self.preview)

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """Give MkDocs an empty page to read: its reader of front matter fails on much that authors write."""
        return "\n" if page.file.src_uri in self.site.nodes else None

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give the page its title and description, safe wherever Material puts them."""
        node = self.site.nodes.get(page.file.src_uri)
        if node is not None:
            page.title = self.site.title(node)
            page.meta["title"] = page.title
            page.meta["description"] = self.site.description(node)
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give MkDocs only the words of the page, for its search, which parses them tag by tag."""
        node = self.site.nodes.get(page.file.src_uri)
        return html if node is None else self.site.searched(node)

    @event_priority(-100)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give Material's templates our filters, functions and values."""
        env.filters.update(filters(self.language))
        env.globals.update(functions(self.language))
        env.globals.update(self.site.surroundings(_root(config), None))
        env.globals["search_worker"] = next(
            (file.src_uri for file in files if file.src_uri.startswith(WORKER) and file.src_uri.endswith(".js")), ""
        )
        return env

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        """Give the templates around a page what they show, with the page itself as `content`."""
        node = self.site.nodes.get(page.file.src_uri)
        base = _base(page.url)
        context.update(self.site.surroundings(base, node))
        if node is not None:
            context["content"] = self.site.content(node, base)
            self._done += 1
            self.progress("pages", self._done, len(self.site.nodes))
        return context

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Make the booklet and the files of data, and put the edition in place."""
        if self.staging is None:
            return
        # It tells to the second when the site was made; `sitemap.xml` beside it says the same without.
        (self.staging.folder / "sitemap.xml.gz").unlink(missing_ok=True)
        remarks = self.staging.complete(self.site, jobs=self.jobs, progress=self.progress)
        if isinstance(remarks, Message):
            raise NotPublished(remarks, self.language, aloud=self.prepared is None)
        for remark in remarks:
            log.warning(remark)
        if any(isinstance(h, CountHandler) and h.get_counts() for h in logging.getLogger("mkdocs").handlers):
            return  # strict: MkDocs is about to abort the build
        gone = not self.site.frame.booklet and self.prepared is None and (self.staging.final / BOOKLET).is_file()
        self.staging.put_in_place()
        self._clear()
        if gone:
            log.info(self._words(BOOKLET_GONE))

    def on_build_error(self, *, error: Exception) -> None:
        """Remove the unfinished edition, and explain an `OSError` in plain words instead of a traceback."""
        message = None
        if not isinstance(error, (BuildError, Abort)):
            message = ended_by(error, self.staging.folder if self.staging else None)
            message = WITHHELD if self.discreet and self.prepared is None else message
        self._clear()
        if message is not None:
            raise Abort(render(message, self.language)) from None

    def on_shutdown(self) -> None:
        """Remove an unfinished edition, also when interrupted, and stop watching."""
        self._clear()
        release()
        if self.watch is not None:
            self.watch.stop()
        let_go()

    def _keep_inside(self, what: Publication | Corpus) -> None:
        """Log counts only from here on, where others may read the log; `harvest build` sees to its own."""
        self.discreet = not self.preview and discreet(what)
        if self.discreet and self.prepared is None:
            withhold()

    def _clear(self) -> None:
        """Remove the separate folder unless it became the site, and let MkDocs name the site's own folder again."""
        if self.staging is not None and self.host is not None:
            self.staging.clear()
            self.host.site_dir = str(self.staging.final)
            self.staging = None

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Replace MkDocs' watcher with our own, and go on after a build that failed."""
        allow_reload(server)
        reasons = partial(reasons_of, Path(config.config_file_path), self.language)
        follow(server, builder, self.watch, self._words, reasons)
        return server


def _base(url: str) -> str:
    """Return the relative address from a page to the root of the site."""
    return "../" * url.count("/") if url not in ("", "./", ".") else ""


def _root(config: MkDocsConfig) -> str:
    """Return the root of the site as an absolute path, for pages shown at any address, such as the error page."""
    from urllib.parse import urlsplit

    return urlsplit(config.site_url or "/").path.rstrip("/") + "/"
