"""Adapt harvest to MkDocs; no module outside this folder imports MkDocs."""

from mkdocs.config.base import ValidationError

from harvest.problems.language import render
from harvest.site.refusals import system_language, wrong_parser

# Tested before the plugin imports the rest, which would fail. MkDocs reports this as a mistake in its settings.
if wrong := wrong_parser():
    raise ValidationError(render(wrong, system_language()))
