"""The adapter of MkDocs: nothing outside this folder imports it."""

from mkdocs.config.base import ValidationError

from harvest.problems.language import render
from harvest.site.refusals import system_language, wrong_parser

# Before the plugin imports the rest, which it then could not. MkDocs tells this as a mistake in its settings.
if wrong := wrong_parser():
    raise ValidationError(render(wrong, system_language()))
