"""Check the logo that a publication has in its look."""

from __future__ import annotations

from collections.abc import Iterator

from harvest.corpus import Corpus
from harvest.kinds.names import meant
from harvest.kinds.read import form
from harvest.problems.problem import Message, Problem, problem, say
from harvest.source.outgoing import PICTURES
from harvest.source.pictures import no_picture, of_another_sort
from harvest.source.refusal import Refusal


def logo(corpus: Corpus) -> Iterator[Problem]:
    """A logo lies in the content folder, is a picture that can be shown, and has words for who cannot see it.

    The places of its problems are in `mkdocs.yml`.
    """
    publication = corpus.publication
    look = publication.look
    if not look.logo or look.place is None:
        return
    if look.logo not in corpus.directory.files:
        message = say("«{target}» does not exist.", target=look.logo)
        yield problem(look.place, "dangling-link", message, _meant(corpus), end=look.end)
        return
    refused = corpus.photographs.get(look.logo)
    if not look.logo.lower().endswith(PICTURES):
        refused = of_another_sort(look.logo) or no_picture().refusal
    if isinstance(refused, Refusal):
        message = say("«{file}» cannot be shown. {why}", file=look.logo, why=refused.message)
        yield problem(look.place, refused.code, message, refused.hint, end=look.end)
    if not look.alt:
        hint = say("Write what it shows below «{field}».", field=form("look")["alt"].label)
        yield problem(look.place, "missing-alt", say("This picture has no description."), hint, end=look.end)


def _meant(corpus: Corpus) -> Message:
    """Return the hint with the picture that was probably meant: it bears the same name, or nearly the same path."""
    written = corpus.publication.look.logo
    pictures = sorted(path for path in corpus.directory.files if path.lower().endswith(PICTURES))
    same = [path for path in pictures if path.rpartition("/")[2] == written.rpartition("/")[2]]
    if len(same) == 1:
        return say("Do you mean «{guess}»?", guess=same[0])
    otherwise = say("Write the path from the folder «{folder}».", folder=corpus.publication.content)
    return meant(written, pictures, otherwise).hint
