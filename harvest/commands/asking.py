"""Ask whoever sits at a terminal, and understand an answer in Dutch and in English."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TypeVar

import click

from harvest.cards.values import YES_NO
from harvest.kinds.names import fold
from harvest.problems.hiding import hidden
from harvest.problems.language import render
from harvest.problems.problem import Message

T = TypeVar("T")
YES_OR_NO: Mapping[str, bool] = {**YES_NO, "j": True, "y": True, "n": False}
"""What somebody may type for yes and no."""


def can_ask() -> bool:
    """Tell whether somebody sits at a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def asked(question: Message, answers: Mapping[str, T], language: str) -> T:
    """Ask until somebody types one of these words, and return what it stands for."""
    words = hidden(render(question, language))  # a prompt goes past our streams
    while True:
        typed = fold(click.prompt(words, prompt_suffix=" "))
        if typed in answers:
            return answers[typed]
