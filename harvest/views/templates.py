"""Set up the templates of site and booklet, which escape everything that is not sanitised."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from jinja2 import Environment as Environment
from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.runtime import Macro
from markupsafe import Markup

from harvest.look.colours import INK
from harvest.look.look import ACCENT, HARVEST, OwnLook
from harvest.problems import language as words
from harvest.problems.hiding import hidden
from harvest.problems.problem import Problem
from harvest.views.html.markdown import unmarked
from harvest.views.map.drawing import drawing
from harvest.views.pages.agenda import question_of
from harvest.views.pages.bibliography import Citation, citation
from harvest.views.pages.tiles import tile_of
from harvest.views.theme import theme_folder
from harvest.views.view import CardView

_ID = re.compile(r'(?<=<)([a-z][a-z0-9]*)((?:\s[^<>]*?)?)\sid="[^"]*"')
"""Matches the id of a tag in sanitised HTML; pages with the text of several cards remove it."""
OF_A_CARD = ("phases",)
"""The signs that depend on a card and not only on words; these are drawn every time."""


@cache
def environment(language: str, look: OwnLook = HARVEST) -> Environment:
    """Return the Jinja environment for a language and, on paper, a look.

    On the site a style sheet brings the look; on paper drawings have their colours as attributes.
    """
    theme = theme_folder()
    jinja = Environment(
        loader=FileSystemLoader([theme / "pages", theme / "paper", theme]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,  # asking the disk for every page costs more than rendering it
    )
    jinja.filters.update(filters(language))
    jinja.globals.update(functions(language))
    jinja.globals["accent"] = look.accent or ACCENT
    jinja.globals["on_band"] = look.on_band or INK
    _remember_signs(jinja)
    return jinja


def _remember_signs(jinja: Environment) -> None:
    """Cache the drawing of each sign: a page repeats the same few, and drawing them took a quarter of its time."""
    signs = jinja.get_template("signs.html").module
    for name, macro in vars(signs).items():
        if isinstance(macro, Macro) and name not in OF_A_CARD:
            setattr(signs, name, cache(macro))


def filters(language: str) -> Mapping[str, object]:
    """Return the filters of our templates, by name."""
    return {
        "label": lambda value: words.render(value, language),
        "words": lambda values: words.enumerate_words(
            (words.render(value, language) for value in values), language, last="and"
        ),
        "long_date": lambda day: words.long_date(day, language),
        "unmarked": unmarked,
        "without_ids": lambda html: Markup(_ID.sub(r"\1\2", html)),
        "sentence_case": lambda text: str(text)[:1].upper() + str(text)[1:],
    }


def functions(language: str) -> Mapping[str, object]:
    """Return the functions of our templates, by name."""

    def interface(text: str, **params: object) -> str:
        translated = words.gettext(text, language)
        return translated.format_map(params) if params else translated

    def problem_text(problem: Problem) -> str:
        return words.render(problem.message, language)

    def problem_hint(problem: Problem) -> str:
        return words.render(problem.hint, language)

    def cited(card: CardView) -> Citation:
        return citation(card, language)

    return {
        "_": interface,
        "citation": cited,
        "drawing": drawing,
        "question": question_of,
        "tile": tile_of,
        "problem_path": lambda problem: hidden(problem.path),
        "problem_text": problem_text,
        "problem_hint": problem_hint,
    }
