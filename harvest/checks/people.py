"""Check that nothing names a person of the list of people, or tells one of the terms in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from harvest.corpus import Corpus
from harvest.links.directory import Node
from harvest.privacy.reading.sentences import sentences
from harvest.problems.problem import Place, Problem, problem, say

if TYPE_CHECKING:
    from harvest.checks.shown import ShownText
    from harvest.privacy.finding.find import NameHit, PeopleFinder

LET_BE = say("If it is about somebody, write something else. If it is an ordinary word, all is well.")
ROLE = say("Write a role, such as «a project leader».")


def people_named(corpus: Corpus) -> Iterator[Problem]:
    """No card or page names the people of the list, neither a draft nor one that the edition leaves out."""
    if corpus.people_finder is None:
        return
    from harvest.checks.texts import texts_of  # late, since most publications have no list

    nodes: tuple[Node, ...] = (*corpus.all_cards, *corpus.pages)
    for node in nodes:
        finder = finder_for(corpus, node) or corpus.people_finder
        strict = corpus.holds(node) and corpus.confidential(node)
        yield from _told(corpus, finder, texts_of(corpus, node), strict=strict)


def finder_for(corpus: Corpus, node: Node | None) -> PeopleFinder | None:
    """Return what finds the people that a card or page may not name; None without a list.

    What this edition leaves out may name whom the circle's may.
    """
    finder = corpus.people_finder
    return finder if finder is None or node is None or corpus.holds(node) else finder.of_the_circle


def people_elsewhere(corpus: Corpus) -> Iterator[Problem]:
    """Nor do the settings, the declarations of kinds, drawings, and the names of files that cards and pages name.

    The paths of the problems begin at the folder of `mkdocs.yml`.
    """
    finder = corpus.people_finder
    if finder is not None:
        from harvest.checks.texts import texts_elsewhere  # as above

        declared = {path for path, _ in corpus.declarations}
        texts = list(texts_elsewhere(corpus))
        read = [text for text in texts if not text.names_file and text.path not in declared]
        yield from _told(corpus, finder, read, strict=corpus.publication.confidential)
        # Nobody reads these for names, so a doubt about them stays one.
        others = [text for text in texts if text.names_file or text.path in declared]
        yield from _told(corpus, finder, others, strict=False, ticked_off=False)


def _told(
    corpus: Corpus,
    finder: PeopleFinder,
    texts: Iterable[ShownText],
    *,
    strict: bool,
    ticked_off: bool = True,
) -> Iterator[Problem]:
    """Yield the problems of the names in these texts: of each sort one a line, at the first."""
    told: set[tuple[str, int, str, str]] = set()
    whose: list[set[str]] = []
    for text in texts:
        hits = list(finder.within(text.text, text.setting))
        if text.repeats:
            before = set[str]().union(*whose[-text.repeats :])
            hits = [hit for hit in hits if hit.certainty != "doubtful" and hit.whose not in before]
        whose.append({hit.whose for hit in hits if hit.certainty != "doubtful"})
        for hit in hits:
            if hit.certainty == "doubtful" and _was_read(corpus, text, hit):
                continue
            place = text.place(hit.start)
            sort = (place.path, 0 if text.names_file else place.line, "term" * hit.term, hit.certainty)
            if sort not in told:
                told.add(sort)
                named = _named(place, hit, in_path=text.names_file, strict=strict)
                yield named if ticked_off or hit.certainty != "doubtful" else replace(named, hint=LET_BE)


def _was_read(corpus: Corpus, text: ShownText, hit: NameHit) -> bool:
    """Tell whether somebody read the sentences in which a word stands."""
    around = [text.text[start:end] for start, end in sentences(text.text) if start < hit.end and hit.start < end]
    return bool(around) and all(map(corpus.names_read.has, around))


def _named(place: Place, hit: NameHit, *, in_path: bool, strict: bool) -> Problem:
    """Return the problem of a name or term; it repeats neither, since others read what a check says."""
    if hit.certainty == "doubtful":
        message = say("Does this line name somebody on the list of people? It may also be an ordinary word.")
        if in_path:
            message = say("Does the name of this file name somebody on the list of people? It may be an ordinary word.")
        hint = say(
            "If it is, write a role, such as «a project leader». If not, tick it off with «harvest check --names"
            " --done»."
        )
        return problem(place, "name-possible", message, hint, severity="error" if strict else "warning")
    if hit.term:
        message = say("This line has a word that stays inside the circle: it is on the list of people.")
        if in_path:
            message = say("The name of this file has a word that stays inside the circle: it is on the list of people.")
        return problem(place, "term-revealed", message, say("Describe it, such as «a street in the neighbourhood»."))
    if hit.certainty == "likely":
        message = say("This line probably names somebody on the list of people.")
        if in_path:
            message = say("The name of this file probably names somebody on the list of people.")
        hint = say(
            "Write a role, such as «a project leader». Is it a street, a building or a project? Then put its whole name"
            " behind «places:» in mkdocs.yml."
        )
        return problem(place, "name-possible", message, hint)
    if in_path:
        message = say("The name of this file names somebody on the list of people.")
        return problem(place, "name-revealed", message, say("Give this file or its folder another name."))
    return problem(place, "name-revealed", say("This line names somebody on the list of people."), ROLE)
