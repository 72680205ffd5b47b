"""`harvest review` with `--shown-to`, `--answer` and `--asked`: who saw a card, what they said, and what waits."""

from __future__ import annotations

import os
import pty
import resource
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from harvest.cards.fingerprint import fingerprint_of
from harvest.commands.review_showings import Recorded, Wish, record
from harvest.commands.review_waiting import waiting
from harvest.pipeline import load
from harvest.privacy.reviews.reviews import REVIEWS, Answer, CardReviews, Reviews
from harvest.problems.language import render
from harvest.problems.problem import Message
from harvest.publication import Publication, read_publication
from tests.commands.test_command_line import typed
from tests.drawing import CONFIG, CONTENT, pattern, written
from tests.growth import taken

DAY = date(2026, 3, 4)
LATER = DAY + timedelta(days=7)
FILES = {f"patronen/{name}.md": pattern(name.title(), status="concept") for name in ("aap", "boom")}
FILES |= {"patronen/index.md": "---\ntitel: Patronen\nbeeld: patterns\n---\n"}
HERE = "content/patronen/aap.md"


@pytest.fixture
def publication(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Publication:
    """A publication with two cards and the page of their folder, which is where we are."""
    written(tmp_path, {"mkdocs.yml": CONFIG})
    written(tmp_path / CONTENT, FILES)
    monkeypatch.chdir(tmp_path)
    return read_publication(tmp_path / "mkdocs.yml")


def told(done: Recorded | tuple[Message, ...]) -> str:
    """What is said, in English."""
    messages = done.told if isinstance(done, Recorded) else done
    return " ".join(render(message, "en") for message in messages)


def shown(publication: Publication, to: str, answer: Answer = "", name: str = "aap", day: date = DAY) -> str:
    """What is told when this is written down of a card; `to` may be empty."""
    done = record(publication, [name], Wish(day, (to,) if to else (), answer))
    assert isinstance(done, Recorded), told(done)
    return told(done)


def reviews(publication: Publication) -> Reviews:
    """What the file says now."""
    return load(publication).reviews


def entry(publication: Publication, name: str = "aap") -> CardReviews:
    """What the file says of one card."""
    return next(one for one in reviews(publication).cards if one.card == name)


def status(publication: Publication, name: str = "aap") -> str:
    """The status of a card."""
    return next(card.status for card in load(publication).cards if card.id == name)


def test_what_was_shown_waits_and_is_not_marked(publication: Publication) -> None:
    before = Path(HERE).read_bytes()
    assert shown(publication, "de projectleider") == f"Shown on 4 March 2026, and waits for an answer: {HERE}"
    (showing,) = entry(publication).showings
    card = load(publication).cards[0]
    assert (showing.to, showing.on, showing.text) == ("de projectleider", DAY, fingerprint_of(card))
    assert (showing.answer, entry(publication).asked) == ("", None)
    assert Path(HERE).read_bytes() == before
    assert Path(REVIEWS).stat().st_mode & 0o777 == 0o600
    assert "waits for an answer" in shown(publication, "De projectleider", day=LATER)
    assert len(entry(publication).showings) == 1


@pytest.mark.parametrize(("answer", "after"), [("ok", "reviewed"), ("change", "draft"), ("keep-in", "draft")])
@pytest.mark.parametrize("named", [True, False])
def test_only_an_ok_marks_the_card(publication: Publication, answer: Answer, after: str, *, named: bool) -> None:
    """Whoever answers need not be named where nobody else is waited for."""
    shown(publication, "de projectleider")
    shown(publication, "de projectleider" if named else "", answer, day=LATER)
    (showing,) = entry(publication).showings
    assert (showing.on, showing.answer, showing.answered) == (DAY, answer, LATER)
    assert status(publication) == after
    if answer == "ok":
        assert load(publication).cards[0].values["checked_on"] == LATER
        assert not [p for p in load(publication).problems if p.code in ("changed-after-check", "shown-before-change")]


def test_a_card_may_be_shown_and_answered_at_once(publication: Publication) -> None:
    shown(publication, "een bewoner", "ok")
    assert [showing.answer for showing in entry(publication).showings] == ["ok"]
    assert status(publication) == "reviewed"


def test_a_released_card_stays_released(publication: Publication) -> None:
    Path(HERE).write_text(pattern("Aap"), "utf-8")
    shown(publication, "een bewoner", "ok")
    assert status(publication) == "released"


def test_an_answer_needs_somebody_who_gave_it(publication: Publication) -> None:
    for showings, said in (
        ((), "was not shown to anybody yet"),
        (("een bewoner", "de projectleider"), "still have to answer about «content/patronen/aap.md»: 2."),
    ):
        for to in showings:
            shown(publication, to)
        before = Path(REVIEWS).read_bytes() if showings else b""
        assert said in told(record(publication, ["aap"], Wish(DAY, (), "ok")))
        assert (Path(REVIEWS).read_bytes() if Path(REVIEWS).exists() else b"") == before
    record(publication, ["aap"], Wish(DAY, ("een bewoner", "de projectleider"), "ok"))
    assert "about «content/patronen/aap.md»: 0." in told(record(publication, ["aap"], Wish(DAY, (), "ok")))


def test_the_strictest_answer_counts_until_the_same_person_agrees(publication: Publication) -> None:
    """The yes of another does not mark the card; and a yes to the next text takes the no away."""
    shown(publication, "een bewoner", "keep-in")
    assert "The strictest answer counts" in shown(publication, "de projectleider", "ok")
    assert status(publication) == "draft"
    Path(HERE).write_text(pattern("Aap", text="Iets ging mis."), "utf-8")
    assert [p.severity for p in load(publication).problems if p.code == "objection-open"] == ["error"]
    shown(publication, "een bewoner", "ok", day=LATER)
    assert status(publication) == "released"
    assert [problem.severity for problem in load(publication).problems if problem.code == "shown-before-change"] == [
        "warning"
    ]  # the project leader saw the text of before
    shown(publication, "de projectleider", "ok", day=LATER)
    assert not [problem for problem in load(publication).problems if problem.code == "shown-before-change"]


def test_an_ok_to_a_text_of_before_marks_nothing(publication: Publication) -> None:
    shown(publication, "een bewoner")
    Path(HERE).write_text(pattern("Aap", status="concept", text="Iets ging mis."), "utf-8")
    assert "They agreed to an earlier text" in shown(publication, "een bewoner", "ok")
    assert status(publication) == "draft"
    shown(publication, "een bewoner", day=LATER)
    assert [showing.answer for showing in entry(publication).showings] == ["ok", ""]


def test_a_plain_review_tells_of_an_open_objection(publication: Publication) -> None:
    shown(publication, "een bewoner", "change")
    assert "still has something against" in shown(publication, "")
    assert status(publication) == "reviewed"


@pytest.mark.parametrize("name", ["aap", "Aap", HERE, f"./{HERE}"])
def test_a_card_is_named_as_people_name_it(publication: Publication, name: str) -> None:
    shown(publication, "een bewoner", name=name)
    assert len(entry(publication).showings) == 1


def test_of_a_folder_its_page_is_passed_by(publication: Publication) -> None:
    names = [str(path) for path in sorted(Path("content/patronen").glob("*.md"))]
    record(publication, names, Wish(DAY, ("een bewoner",), "ok"))
    assert [one.card for one in reviews(publication).cards] == ["aap", "boom"]
    assert (status(publication), status(publication, "boom")) == ("reviewed", "reviewed")
    assert told(record(publication, ["content/patronen/index.md"], Wish(DAY, ("een bewoner",)))) == (
        "There is no card among these."
    )


def test_of_several_cards_all_is_written_or_nothing(publication: Publication) -> None:
    broken = b'---\ntitel: "Boom\n---\nX.\n'
    Path("content/patronen/boom.md").write_bytes(broken)
    before = Path(HERE).read_bytes()
    for names in (["aap", "boom"], ["aap", "niets"]):
        assert not isinstance(record(publication, names, Wish(DAY, ("een bewoner",), "ok")), Recorded)
    assert not Path("private").exists()
    assert (Path(HERE).read_bytes(), Path("content/patronen/boom.md").read_bytes()) == (before, broken)


def test_words_of_a_role_that_stand_as_cards_are_not_repeated(publication: Publication) -> None:
    """Whoever leaves out the quotation marks may have typed a name."""
    said = told(record(publication, ["aap", "Kade"], Wish(DAY, ("de",))))
    assert "Kade" not in said
    assert '--shown-to "the project leader"' in said


def test_a_name_is_refused(publication: Publication) -> None:
    said = told(record(publication, ["aap"], Wish(DAY, ("de projectleider", "Roos Kade"))))
    assert said.startswith("This may be a name")
    assert "Roos" not in said
    assert not Path("private").exists()


def test_what_cannot_be_written_leaves_the_cards_alone(publication: Publication) -> None:
    Path("private").write_text("geen map", "utf-8")
    before = Path(HERE).read_bytes()
    said = told(record(publication, ["aap"], Wish(DAY, ("een bewoner",), "ok")))
    assert said.startswith("«private/review.yml» cannot be written (")
    assert Path(HERE).read_bytes() == before


@pytest.mark.parametrize("old", [None, b"# mijn lijst\nkaarten:\n"])
def test_what_was_written_is_taken_back_when_a_card_cannot_be(publication: Publication, old: bytes | None) -> None:
    """The second card is larger than this process may write, as on a disk that is nearly full."""
    if old is not None:
        written(Path(), {REVIEWS: old})
    large = pattern("Boom", status="concept", text="woord " * 4000)
    Path("content/patronen/boom.md").write_text(large, "utf-8")
    before = Path(HERE).read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(large) // 2, hard))
    try:
        said = told(record(publication, ["aap", "boom"], Wish(DAY, ("een bewoner",), "ok")))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert said == "«content/patronen/boom.md» cannot be written (it is too large)."
    assert Path(HERE).read_bytes() == before
    assert (Path(REVIEWS).read_bytes() if Path(REVIEWS).exists() else None) == old


def test_what_somebody_else_writes_meanwhile_is_not_lost(publication: Publication) -> None:
    """While one is asked, another writes."""
    shown(publication, "een bewoner")

    def ask(_: object) -> bool:
        shown(publication, "de projectleider", name="boom")
        return False

    done = record(publication, ["aap"], Wish(DAY), ask)
    assert "Somebody else just wrote in «private/review.yml»" in told(done)
    assert [one.card for one in reviews(publication).cards] == ["aap", "boom"]
    assert status(publication) == "draft"


@pytest.mark.parametrize("text", ["kaarten: [\n", "kaarten:\n\t- kaart: aap\n"])
def test_a_file_that_cannot_be_read_is_not_written_over(publication: Publication, text: str) -> None:
    written(Path(), {REVIEWS: text})
    assert "«harvest check» says what is wrong" in told(record(publication, ["aap"], Wish(DAY, ("een bewoner",))))
    assert Path(REVIEWS).read_text("utf-8") == text


def test_a_card_that_stands_there_twice_is_put_together_first(publication: Publication) -> None:
    written(Path(), {REVIEWS: "kaarten:\n  - kaart: aap\n  - kaart: Aap\n"})
    assert "Put the two together first" in told(record(publication, ["aap"], Wish(DAY, ("een bewoner",))))


def test_a_question_that_was_asked_is_kept(publication: Publication) -> None:
    """On a terminal somebody is asked; elsewhere nobody is, and the question stays open unless `--asked` says so."""
    shown(publication, "")
    assert not Path("private").exists()
    record(publication, ["aap"], Wish(DAY, asked=True))
    assert entry(publication).asked == DAY
    record(publication, ["aap"], Wish(LATER), lambda _: False)
    assert entry(publication).asked == LATER
    done = record(publication, ["boom"], Wish(DAY), lambda _: True)
    assert isinstance(done, Recorded)
    assert done.marked == ()
    assert "until nobody outside knows who it is about" in told(done)
    assert (status(publication, "boom"), len(reviews(publication).cards)) == ("draft", 1)
    never: Callable[[object], bool] = lambda _: pytest.fail("nothing would be marked")  # noqa: E731
    assert isinstance(record(publication, ["boom"], Wish(DAY, ("een bewoner",)), never), Recorded)


def test_a_kind_that_is_not_reviewed_may_be_shown_all_the_same(publication: Publication) -> None:
    """Somebody may have something against any card, also one that others always see."""
    kind = "kind: lesson\ndrop: [status, checked_on, checked_text, unchecked]\n"
    config = CONFIG.replace("language: nl, print", "kinds: [les.yml], language: nl, print")
    written(Path(), {"mkdocs.yml": config, "les.yml": kind, "content/lessen/les.md": "---\ntitel: Les\n---\nX.\n"})
    there = read_publication(Path("mkdocs.yml"))
    shown(there, "een bewoner", "ok", name="les")
    assert "is not reviewed" in told(record(there, ["les"], Wish(DAY)))
    shown(there, "een bewoner", "change", name="les", day=LATER)
    assert [(p.code, p.severity) for p in load(there).problems if "objection" in p.code] == [
        ("objection-open", "error")
    ]


def test_a_renamed_card_is_told_until_it_is_known_again(publication: Publication) -> None:
    """By its title, by its old name among its aliases, or when somebody writes its new name down."""
    shown(publication, "een bewoner", "keep-in")
    Path(HERE).rename("content/patronen/noot.md")
    assert not [problem for problem in load(publication).problems if problem.path == REVIEWS]
    noot = Path("content/patronen/noot.md")
    written(Path(), {REVIEWS: Path(REVIEWS).read_bytes().replace(b"kaart: aap", b"kaart: mies")})
    (lost,) = [problem for problem in load(publication).problems if problem.code == "review-misread"]
    assert lost.severity == "error"
    assert render(lost.hint, "en") == "Is it «noot» now? Write that here."
    noot.write_text(noot.read_text("utf-8").replace("titel: Aap", "titel: Aap\nook bekend als: mies"), "utf-8")
    assert not [problem for problem in load(publication).problems if problem.path == REVIEWS]
    noot.unlink()
    assert [p.code for p in load(publication).problems if p.path == REVIEWS] == ["review-misread"]


def test_the_time_grows_with_the_cards_and_no_faster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def seconds(count: int) -> float:
        root = tmp_path / str(count)
        paths = [f"content/lessen/l{n}.md" for n in range(count)]
        written(root, {"mkdocs.yml": CONFIG, **{path: f"---\ntitel: {path[15:-3]}\n---\nX.\n" for path in paths}})
        monkeypatch.chdir(root)
        there = read_publication(root / "mkdocs.yml")
        first, last = (
            taken(lambda answer=answer: record(there, paths, Wish(DAY, ("een bewoner", "p07"), answer)), 1)  # type: ignore[misc]
            for answer in ("", "ok")
        )
        assert [{one.answer for one in card.showings} for card in reviews(there).cards] == [{"ok"}] * count
        return first + last

    few = seconds(40)
    assert seconds(240) < 18 * few + 0.1


def test_the_command_tells_what_waits(publication: Publication, tmp_path: Path) -> None:
    """The most urgent first; without a terminal no role and no id."""
    done = typed("review", "aap", "boom", "--shown-to", "een bewoner", "--shown-to", "p07", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    shown(publication, "een bewoner", "keep-in")
    shown(publication, "p07", "ok")
    shown(publication, "", name="boom")
    done = typed("review", folder=tmp_path)
    lines = done.stdout.splitlines()
    assert lines[0] == "Iemand heeft bezwaar (1):"
    assert lines[1].startswith(f"  {HERE}: «niet naar buiten», sinds ")
    assert lines[1].endswith("; anderen gingen akkoord, maar het strengste antwoord telt")
    assert lines[2] == "Wacht op antwoord (2):"
    assert lines[5:7] == [
        "Nog niet gevraagd of een buitenstaander weet over wie het gaat (1):",
        "  content/patronen/boom.md",
    ]
    assert "bewoner" not in done.stdout
    assert "p07" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["aap", "--shown-to", ""], "Aan wie is de kaart getoond? Schrijf een rol"),
        (["aap", "--shown-to", "een bewoner", "--on", "2999-01-01"], "Die dag moet nog komen"),
        (["--asked"], "Welke kaarten?"),
        (["aap", "--answer", "ok"], "is nog aan niemand getoond"),
    ],
)
def test_what_the_command_refuses(publication: Publication, tmp_path: Path, arguments: list[str], said: str) -> None:
    done = typed("review", *arguments, folder=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert not Path("private").exists()


def on_terminal(folder: Path, typed_in: str, *arguments: str) -> tuple[int, str]:
    """A run of `harvest review` on a terminal, with what somebody types there; returns its exit code and output."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "harvest", "review", *arguments]
    with subprocess.Popen(command, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        os.write(ours, typed_in.encode())
        said = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # how Linux says that nobody has the other end any longer
                break
            if not piece:
                break
            said += piece
        os.close(ours)
        return process.wait(timeout=60), said.decode()


def test_on_a_terminal_it_asks_whether_an_outsider_would_know(publication: Publication, tmp_path: Path) -> None:
    code, said = on_terminal(tmp_path, "misschien\nnee\n", "aap")
    assert code == 0
    assert said.count("«Aap»: zou iemand buiten de groep weten over wie dit gaat? (ja of nee)") == 2
    assert (status(publication), entry(publication).asked) == ("reviewed", date.today())
    code, said = on_terminal(tmp_path, "j\n", "boom")
    assert code == 0
    assert "Niet op getoetst gezet: «Boom»." in said
    assert status(publication, "boom") == "draft"
    before = Path(REVIEWS).read_bytes()
    code, said = on_terminal(tmp_path, "\x04", "boom")
    assert code == 130
    assert (status(publication, "boom"), Path(REVIEWS).read_bytes()) == ("draft", before)
    shown(publication, "de buurvrouw", name="boom")
    shown(publication, "p07", name="boom")
    _, said = on_terminal(tmp_path, "")
    assert "(de buurvrouw)" in said


def test_the_question_names_nobody_of_the_list(publication: Publication, tmp_path: Path) -> None:
    """A prompt goes to the terminal by another way than what else is said."""
    written(Path(), {"private/people.yml": "mensen:\n  - {id: p01, naam: Okke Zwijgmans}\n"})
    Path(HERE).write_text(pattern("Gesprek met Zwijgmans"), "utf-8")
    _, said = on_terminal(tmp_path, "nee\n", "aap")
    assert "«Gesprek met …»: zou iemand" in said
    assert "Zwijgmans" not in said


def test_what_waits_is_read_again_each_time(publication: Publication) -> None:
    """Nothing, then what changed since it was shown, and then a file with a mistake."""
    words = [render(line.what, "nl") for line in waiting(load(publication, "public"), named=False)]
    assert words == ["Er wacht niets: niemand hoeft nog te antwoorden, en niemand heeft bezwaar tegen een kaart."]
    shown(publication, "een bewoner", "ok")
    Path(HERE).write_text(pattern("Aap", text="Iets ging mis."), "utf-8")
    lines = list(waiting(load(publication, "public"), named=False))
    assert render(lines[0].what, "nl") == "Veranderd nadat het getoond werd, dus laat het nog eens zien (1):"
    assert (lines[1].path, render(lines[1].what, "nl")) == (HERE, "getoond op 4 maart 2026")


def test_a_file_with_a_mistake_is_told_with_what_waits(publication: Publication, tmp_path: Path) -> None:
    written(Path(), {REVIEWS: "kaarten:\n  - kaart: aap\n    getoond: {aan: Zwijgmans, antwoord: nou}\n"})
    done = typed("review", folder=tmp_path)
    assert done.returncode == 1
    assert "private/review.yml:3:" in done.stdout
    assert "een antwoord dat niet te lezen is" in done.stdout
    assert "Zwijgmans" not in done.stdout + done.stderr


def test_a_name_of_the_list_becomes_its_id(publication: Publication, tmp_path: Path) -> None:
    """Nothing that is said or written holds the name; and the answer of that person is that of the id."""
    written(tmp_path, {"private/people.yml": "mensen:\n  - {id: p07, naam: Zebedeus Oudeschans}\n"})
    arguments = ["review", "aap", "--shown-to", "Zebedeus Oudeschans", "--answer"]
    done = typed(*arguments, "change", folder=tmp_path)
    assert (done.returncode, done.stdout.splitlines()[0]) == (
        0,
        "Dit is iemand van de namenlijst, dus staat er het id en niet de naam.",
    )
    assert [one.to for one in entry(publication).showings] == ["p07"]
    shown(publication, "p07", "ok", day=date.today())
    assert status(publication) == "reviewed"
    done = typed("review", "Oudeschans", "--shown-to", "Zebedeus", folder=tmp_path)
    assert done.returncode == 2
    text = Path(REVIEWS).read_text("utf-8") + done.stdout + done.stderr
    assert not [word for word in ("zebedeus", "oudeschans") if word in text.lower()]
    assert (typed("people", "forget", "p07", folder=tmp_path).returncode, entry(publication).showings[0].to) == (
        0,
        "iemand",
    )
