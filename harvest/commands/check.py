"""Run `harvest check`: read everything, and report what was asked for, or make the corrections that are safe."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from harvest.commands.common import FAULTS, config_option, find_publication, language_option, refuse, stop
from harvest.problems.codes import SEVERITIES, Severity
from harvest.problems.language import render
from harvest.problems.problem import Message, say
from harvest.publication import EDITIONS, Edition

FORMS = ("text", "json", "github", "sarif")

edition_option = click.option("--edition", type=click.Choice(EDITIONS), help="For everybody, or for the circle alone.")


@click.command()
@click.argument("files", metavar="[FILE]...", nargs=-1)
@click.option(
    "--severity",
    metavar="SEVERITY",
    type=click.Choice(SEVERITIES),
    default="hint",
    help="Only errors (error), warnings too (warning), or all of it (hint).",
)
@click.option("--code", "codes", metavar="CODE", multiple=True, help="Only this code; may be given several times.")
@click.option("--fix", is_flag=True, help="Show each correction that is safe, and make those you agree with.")
@click.option("--yes", is_flag=True, help="With --fix: make them all without asking.")
@click.option(
    "--format",
    "form",
    metavar="FORM",
    type=click.Choice(FORMS),
    default="text",
    help="For people (text) or for programs (json, github, sarif).",
)
@click.option("--names", is_flag=True, help="Show what may be the name of a person, and nobody read yet.")
@click.option("--done", is_flag=True, help="Note that all that --names shows was read.")
@edition_option
@language_option
@config_option
def check(
    files: tuple[str, ...],
    severity: Severity,
    codes: tuple[str, ...],
    fix: bool,
    yes: bool,
    form: str,
    names: bool,
    done: bool,
    edition: Edition | None,
    language: str | None,
    config: Path | None,
) -> None:
    """See where something is wrong on a card, and what to do about it. With FILE, of these files alone."""
    publication = find_publication(config, language, files)
    words = language or publication.language
    if names or done:
        if files or codes or fix or yes or severity != "hint" or form not in FORMS[:2]:
            stop(say("«--names» is about all cards at once, so leave out what chooses among them."), words)
        from harvest.commands.check_names import run_names

        sys.exit(run_names(publication, form, words, done=done))
    if yes and not fix:
        stop(say("«--yes» belongs with «--fix»."), words)
    if fix and form != "text":
        stop(say("«--fix» shows changes to people, so leave out «--format»."), words)
    from harvest.commands.check_selection import Selection, codes_named, paths_named
    from harvest.pipeline import read_corpus

    known = codes_named(codes)
    if isinstance(known, Message):
        stop(known, words)
    corpus = read_corpus(publication, edition or "public")
    if isinstance(corpus, Message):
        stop(corpus, words)
    paths = paths_named(corpus, files) if files else None
    if isinstance(paths, tuple):
        sys.exit(refuse(paths, words))
    selection = Selection(paths, severity, known)
    if fix:
        from harvest.commands.check_fix import run_fix

        sys.exit(run_fix(corpus, selection, words, yes=yes))
    from harvest.commands.check_report import reported
    from harvest.commands.terminal import show

    problems = corpus.problems if selection.everything else tuple(filter(selection.holds, corpus.problems))
    show(reported(corpus, problems, selection, form, words))
    if form == "text" and (elsewhere := len(corpus.problems) - len(problems)):
        others = say("Not shown here: {n} other messages.", n=elsewhere)
        show(render(say("Not shown here: 1 other message.") if elsewhere == 1 else others, words))
    sys.exit(FAULTS if any(problem.severity == "error" for problem in problems) else 0)
