"""Load the settings for MkDocs without its own words, and say in ours which of them it refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from mkdocs.config import config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from harvest.kinds.names import ALMOST, meant
from harvest.pipeline import no_folder
from harvest.problems import report
from harvest.problems.language import render
from harvest.problems.problem import Message, Place, Problem, problem, say
from harvest.publication import read_publication
from harvest.site.refusals import refused
from harvest.source.inherited import read_settings
from harvest.source.read_alike import PLUGIN, plugins_of
from harvest.source.yaml_nodes import Entries, Scalar, place_of

_NOT_INSTALLED = re.compile(r'The "([^"]{1,200})" plugin is not installed')
_OPTION = re.compile(r"Plugin '([^']{1,200})' option '([^']{1,200})'")

_A_LIST = say("Put each on a line of its own below it, with a dash before it.")
_A_FILE = say("Is the path spelled right, and is the file there?")
_LOOK_UP = say("Look it up in the manual of MkDocs, or leave it out.")
_BELOW = say("Below it come lines of a name, a colon, and what belongs to it.")
_EXPECTED: tuple[tuple[type[Any], Message], ...] = (
    (config_options.URL, say("Write an address that begins with https://, or leave it out.")),
    (config_options.IpAddress, say("Write a number and a port, such as {example}.", example="127.0.0.1:8000")),
    (config_options.Theme, say("Write «{line}» below it, a little to the right.", line="name: harvest")),
    (config_options.Hooks, _A_FILE),
    (config_options.ListOfPaths, _A_LIST),
    (config_options.FilesystemObject, _A_FILE),
    (config_options.ListOfItems, _A_LIST),
    (config_options.Nav, _A_LIST),
    (config_options.Plugins, _A_LIST),
    (config_options.MarkdownExtensions, _A_LIST),
    (config_options.SubConfig, _BELOW),
)
"""Sorts of settings and what belongs there; the first that fits counts."""
_TYPES: dict[type[Any], Message] = {
    bool: say("Write true or false."),
    str: say("Write one piece of text behind it, between quotation marks."),
    list: _A_LIST,
    dict: _BELOW,
}


class SettingsRefused(ConfigurationError):
    """Raised when MkDocs cannot use the settings; `problems` say why, with a place."""

    def __init__(self, problems: tuple[Problem, ...], language: str) -> None:
        super().__init__("\n".join(render(one.message, language) for one in problems))
        self.problems = problems


def settings_for_mkdocs(path: Path, language: str, **settings: Any) -> MkDocsConfig:
    """Return the settings in `mkdocs.yml` as MkDocs has them, with these. Raises `SettingsRefused` and `OSError`."""
    config = MkDocsConfig(config_file_path=str(path))
    with path.open("rb") as opened:
        try:
            config.load_file(opened)
        except ConfigurationError as error:
            message = say("MkDocs cannot read these settings ({reason}).", reason=str(error).strip())
            raise SettingsRefused((problem(Place(path.name), "configuration", message),), language) from None
    config.load_dict(settings)
    errors, _ = config.validate()
    if errors:
        raise SettingsRefused(tuple(_refused(path, errors)), language)
    if PLUGIN not in config.plugins:
        message = say("The plugin «{plugin}» is switched off.", plugin=PLUGIN)
        hint = say("Take away «{line}».", line="enabled: false")
        raise SettingsRefused((problem(Place(path.name), "plugin-missing", message, hint),), language)
    return config


def reasons_of(path: Path, language: str, error: BaseException) -> list[str]:
    """Return why a build failed, in our own words where the settings in `mkdocs.yml` are to blame."""
    try:
        publication = read_publication(path)
        if publication.readable:
            settings_for_mkdocs(path, language)
            return [str(error)]
        problems = publication.problems[:1]
    except SettingsRefused as refusal:
        problems = refusal.problems
    except OSError as gone:
        return [render(refused(gone, None), language)]
    return [report.line(one, path.parent, language) for one in problems]


def _refused(path: Path, errors: list[tuple[str, Exception]]) -> Iterator[Problem]:
    node = read_settings(path).node
    for name, error in errors:
        key, value = next(((key, value) for key, value in node.entries if key.value == name), (None, None))
        if name == "plugins" and (told := _of_plugin(path.name, node, str(error))):
            yield told
        elif name == "site_name" and (value is None or (isinstance(value, Scalar) and not value.value)):
            message = say("This publication has no name yet.")
            hint = say("Add this line to mkdocs.yml, at the very left: {line}", line="site_name: …")
            yield problem(place_of(key, path.name) if key else Place(path.name), "configuration", message, hint)
        elif name == "docs_dir":
            yield no_folder(path, value if isinstance(value, Scalar) else None)
        else:
            value = (value.get("name") if name == "theme" and isinstance(value, Entries) else None) or value
            at = value if isinstance(value, Scalar) and value.end else key
            message = say("MkDocs can do nothing with what stands behind «{key}».", key=name)
            end = at.end if at else None
            place = place_of(at, path.name) if at else Place(path.name)
            yield problem(place, "configuration", message, _belongs(name), end=end)


def _of_plugin(file: str, node: Entries, said: str) -> Problem | None:
    """Return the problem of a plugin that is not installed, or of one of its options; None for anything else."""
    missing, option = _NOT_INSTALLED.search(said), _OPTION.search(said)
    found = missing or option
    key = next((key for key, _ in plugins_of(node) if found and _short(key.value) == _short(found[1])), None)
    if key is None:
        return None
    if missing:
        known = [entry.name for entry in entry_points(group="mkdocs.plugins") if "/" not in entry.name]
        guess = meant(key.value, known, say("Leave it out, with the lines that belong to it."), least=ALMOST)
        message = say("The plugin «{plugin}» is not on this computer.", plugin=key.value)
        return problem(place_of(key, file), "configuration", message, guess.hint, end=key.end)
    message = say(
        "The plugin «{plugin}» can do nothing with its «{option}».",
        plugin=key.value,
        option=option[2] if option else "",
    )
    return problem(place_of(key, file), "configuration", message, _LOOK_UP, end=key.end)


def _short(plugin: str) -> str:
    """Return the name of a plugin without that of the theme that brings it."""
    return plugin.rpartition("/")[2]


def _belongs(name: str) -> Message:
    """Return what belongs behind a setting."""
    option: Any = dict(MkDocsConfig._schema).get(name)
    while isinstance(option, config_options.Optional):
        option = option.option
    if isinstance(option, config_options.Type) and type(option) is config_options.Type:
        kinds = option._type if isinstance(option._type, tuple) else (option._type,)
        return next((_TYPES[kind] for kind in kinds if kind in _TYPES), _LOOK_UP)
    return next((hint for kind, hint in _EXPECTED if isinstance(option, kind)), _LOOK_UP)
