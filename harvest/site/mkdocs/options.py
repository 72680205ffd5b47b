"""Name the options of our plugin for MkDocs, which refuses all others."""

from __future__ import annotations

from mkdocs.config import config_options
from mkdocs.config.base import Config


class Options(Config):  # type: ignore[no-untyped-call] # MkDocs types its hooks, not its classes
    """The options of the plugin. `read_publication` checks their values and gives problems with a place."""

    language = config_options.Optional(config_options.Type(str))
    edition = config_options.Optional(config_options.Type(str))
    kinds = config_options.Optional(config_options.Type(list))
    print = config_options.Optional(config_options.Type(bool))
    record = config_options.Optional(config_options.Type(dict))
    documents = config_options.Optional(config_options.Type(list))
    places = config_options.Optional(config_options.Type(list))
    look = config_options.Optional(config_options.Type(dict))
