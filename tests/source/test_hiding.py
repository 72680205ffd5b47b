"""What authors hide stays home wherever it stands, and nothing else goes with it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvest.source.markdown import Markdown, read_markdown
from harvest.source.markdown.slug import OF_THE_PAGE
from harvest.views.html.markdown import addressed, rendered
from tests.drawing import RELEASED, ROOT, Draw, in_memory, read

SECRET, WORD = "geheim", "zichtbaar"
COMMENTS = (
    "<!-- geheim -->",
    "<!--geheim\ngeheim-->",
    "<!-- x\n\ngeheim -->",
    "%% geheim %%",
    "%%\ngeheim\n\ngeheim\n%%",
)


def html_of(text: str) -> str:
    """All that a page shows of a text, its notes included."""
    corpus = in_memory({"index.md": f"\n{text}"}, allowed=True)
    node = corpus.pages[0]
    parts, notes = rendered([node.source.markdown.blocks], node, corpus.directory, "nl")
    return "".join([*parts, *(f"{note.before}{note.end}" for note in notes)])


HIDDEN = [
    '!!! note "zichtbaar %% geheim %%"\n\n    x',
    '• een\n• twee\n\n!!! danger "zichtbaar <!-- geheim -->"\n\n    x\n\n    <!-- geheim\n\n    geheim --> y',
    "zichtbaar\\\\<!-- geheim\n\ngeheim -->",
    "-\tzichtbaar\n\n\t\t<!-- geheim -->",
    "zichtbaar\n\n    %% geheim\n\ngeheim %%",
    "```\nzichtbaar\n<!-- geheim -->",
    "> ```\n> zichtbaar\n> <!-- geheim\n\ngeheim -->",
    "zichtbaar <!--> geheim -->",
    "<!--->\ngeheim\n-->\n\nzichtbaar",
    "%%%% geheim %%%%\n\nzichtbaar",
    "<!-- geheim -->zichtbaar<!-- geheim -->\n## Kop",
    "a %%\ngeheim\n\ngeheim\n%%\n\nzichtbaar\n\n%%\ngeheim\n%%\n\nb",
    "[x]: y\nzichtbaar <!-- geheim --> [x]",
    "<svg>\n\ngeheim[^1]\n\n## Kop\n\nzichtbaar\n\n[^1]: geheim",
    "zichtbaar\n\n<math>\n\n- geheim\n\n```\ngeheim\n```\n",
    "<table><tr><td>zichtbaar<object></td><td>geheim</td></tr></table>",
]


@pytest.mark.parametrize("text", HIDDEN)
def test_what_is_hidden_stays_home(text: str) -> None:
    markdown = read_markdown(text)
    assert SECRET not in html_of(text)
    assert WORD in html_of(text)
    assert WORD in markdown.shown


INSTEAD = ("audio", "canvas", "meter", "progress", "rp", "video")
STYLES = (
    "transform: scale(0)",
    "filter: opacity(0%)",
    "OPACITY: 0.00 !important",
    "overflow:hidden; height:0",
    "clip-path: inset(100%)",
    "position:absolute; clip: rect(0 0 0 0)",
    "color: rgba(0, 0, 0, 0)",
    "color: #fff0",
    "text-indent: -999px",
    "content-visibility: hidden",
)
SEEN = (
    "opacity: 0.5",
    "width: 0",
    "color: #f00",
    "color: rgb(255, 255, 0)",
    "background-color: transparent",
    "transform: scale(0.9)",
    "font-size: 0.9em",
    "margin-left: -10px",
    "min-width: 0; overflow: hidden",
)


@pytest.mark.parametrize("name", INSTEAD)
def test_what_shows_only_where_something_else_cannot_stays_home(name: str) -> None:
    html = html_of(f"zichtbaar <{name}>geheim</{name}> zichtbaar")
    assert SECRET not in html
    assert html.count(WORD) == 2


@pytest.mark.parametrize("written", [*(f'style="{style}"' for style in STYLES), "popover", 'popover="manual"'])
def test_what_a_browser_would_not_show_stays_home(written: str) -> None:
    assert SECRET not in html_of(f"zichtbaar <span {written}>geheim</span>")


@pytest.mark.parametrize("style", SEEN)
def test_what_a_browser_would_show_stays(style: str) -> None:
    assert html_of(f'<span style="{style}">zichtbaar</span>').count(WORD) == 1


HIDDEN_ABOVE = ("%% geheim %%", "<!-- geheim -->", "<!---->%% geheim\n%%", "<span hidden>geheim</span>")


@pytest.mark.parametrize("hidden", HIDDEN_ABOVE)
@pytest.mark.parametrize("field", ["titel", "in één zin", "ook bekend als", "niet getoetst", "komt van"])
def test_what_is_hidden_above_a_text_stays_home_too(hidden: str, field: str) -> None:
    """In each sort of value; the rest of it stays."""
    words = "terugblik" if field == "komt van" else "zichtbaar"
    above = {"titel": "x", "status": "vrijgegeven", "komt van": "terugblik", field: f"'{words} {hidden}'"}
    text = "".join(f"{name}: {value}\n" for name, value in above.items()).replace("\n%%", " %%")
    corpus = in_memory({"lessen/a.md": f"---\n{text}---\nIets.\n"}, allowed=True)
    card = corpus.cards[0]
    assert SECRET not in f"{card.title} {card.values}"
    assert words in f"{card.title} {card.values}" or field == "komt van"
    assert card.list("source") != () or "source" not in card.kind.fields


def test_what_is_hidden_above_a_page_and_in_the_record_stays_home_too(draw: Draw) -> None:
    config = "site_name: P\ndocs_dir: content\nplugins: [harvest: {record: {rule: open, ambitie: 'A %% geheim %%'}}]\n"
    page = "---\ntitel: A <!-- geheim -->\nin één zin: B %% geheim %%\n---\n"
    corpus = read(draw({"mkdocs.yml": config, "index.md": page}))
    assert SECRET not in f"{corpus.publication.record} {corpus.pages[0].title} {corpus.pages[0].summary}"
    assert (corpus.publication.record["ambition"], corpus.pages[0].summary) == ("A", "B")


def test_what_is_hidden_in_the_names_of_a_publication_stays_home_too(draw: Draw) -> None:
    config = (
        "site_name: 'P %% geheim %%'\ndocs_dir: content\n"
        "nav: [{'B <!-- geheim -->': index.md}, {'D %% geheim %%': [{'E %% geheim %%': e.md}]}]\n"
        "plugins: [harvest: {record: {rule: open, rollen: {'A %% geheim %%': 'schreven'}}}]\n"
    )
    corpus = read(draw({"mkdocs.yml": config, "index.md": "B", "e.md": "E"}))
    publication = corpus.publication
    assert not corpus.problems
    assert (publication.name, publication.record["roles"]) == ("P", {"A": "schreven"})
    assert [(part.title, part.chapters[0].title) for part in publication.spine] == [("", "B"), ("D", "E")]


def test_a_comment_in_the_names_of_a_publication_that_never_closes_is_an_error(draw: Draw) -> None:
    config = "site_name: P %% geheim\ndocs_dir: content\nnav: [{'B <!-- geheim': index.md}]\n"
    config += "plugins: [harvest: {record: {rule: open}}]\n"
    corpus = read(draw({"mkdocs.yml": config, "index.md": "B"}))
    assert [(p.code, p.severity, p.line) for p in corpus.problems] == [
        ("raw-html", "error", 1),
        ("raw-html", "error", 3),
    ]


@pytest.mark.parametrize("left", ["zo %% en zo", "zo <!-- en zo", "van 50%% naar 60%%"])
def test_a_comment_above_a_text_that_never_closes_is_an_error(draw: Draw, left: str) -> None:
    config = f"site_name: P\ndocs_dir: content\nplugins: [harvest: {{record: {{rule: open, ambitie: '{left}'}}}}]\n"
    files = {"mkdocs.yml": config, "index.md": f"---\ntitel: '{left}'\n---\n"}
    card = f"---\nin één zin: '{left}'\ntitel: A\n{RELEASED}komt van: terugblik\n---\nIets.\n"
    corpus = read(draw({**files, "lessen/a.md": card}))
    errors = [p for p in corpus.problems if p.code == "raw-html" and p.severity == "error"]
    assert [(p.path, p.line) for p in errors] == [
        ("content/index.md", 2),
        ("content/lessen/a.md", 2),
        ("mkdocs.yml", 3),
    ]


@pytest.mark.parametrize(
    "text",
    [
        '<div title="\n\nzichtbaar',
        "<script\nx\n\nzichtbaar",
        '<div>\nx <u title="\n> y\n\nzichtbaar "z"',
        "<plaintext>\n\n*zichtbaar*",
        "<svg/>zichtbaar",
        "<div>\nzichtbaar [[a]] x\n</div>",
        "<div>x<</style>zichtbaar",
        '`zichtbaar href="harvest-to:a"` ` href="harvest:a" zichtbaar`',
    ],
)
def test_no_tag_takes_words_along(text: str) -> None:
    """A browser goes on with a tag that never ends until the next mark that could end it."""
    html = addressed(html_of(text), lambda key, heading: ("", ""))
    assert html.count(WORD) == text.count(WORD)
    assert html.count("harvest") == text.count("harvest")
    assert WORD in "".join(read_markdown(text).runs)


@pytest.mark.parametrize(
    "text",
    ["> [](harvest:0123456789abcdef.alert-foo)", '<a href="y">x\n\n> [!tip]\n> z', "[](harvest:0123456789abcdef.99)"],
)
def test_what_looks_like_a_slot_is_none(text: str) -> None:
    assert "harvest:" not in html_of(text)


def test_a_picture_in_html_may_have_any_signs_in_its_description() -> None:
    (mark,) = read_markdown('x <img alt="a < b > c" src="x.png">').marks
    assert (mark.target, mark.caption) == ("x.png", "a < b > c")
    html = "x <img title=' src=\"y.png\" alt=\"d\"' alt='a < b > c' src=x.png src=z.png>"
    (mark,) = read_markdown(html).marks
    assert (mark.target, mark.caption) == ("x.png", "a < b > c")
    assert [m.target for m in read_markdown("x <a title=' href=\"y.md\"' href='x.md'>x</a>").marks] == ["x.md"]


def test_places_hold_through_several_changes() -> None:
    text = '• één\n• twee\n\n!!! danger "é %% x %% t"\n\n    <!-- a --> [[één]] <!-- b\n    c --> [[twee]]\n'
    marks = read_markdown(text).marks
    assert [text[mark.start : mark.end] for mark in marks] == ["[[één]]", "[[twee]]"]


@pytest.mark.parametrize("text", ["> [Jan]: Ja.", "- x\n\n  [Jan]: Ja.", "- [Jan]: Ja."])
def test_a_definition_is_told_wherever_it_stands(text: str) -> None:
    assert [(remark.what, remark.text) for remark in read_markdown(text).remarks] == [("unused definition", "Jan")]
    assert not read_markdown(f"{text}\n\nZie [jan]: zo.").remarks


def test_places_below_a_definition_are_right() -> None:
    text = "> [x]: y\n> Zie [één](b.md), [x], [[w]] <!-- z --> en `<!-- d -->`.\n\n[q]: r\n  [vier](b.md)"
    markdown = read_markdown(text)
    assert [text[mark.start : mark.end] for mark in markdown.marks[:3]] == ["[één](b.md)", "[x]", "[[w]]"]
    assert [remark.text for remark in markdown.remarks] == ["q"]
    assert "z" not in markdown.shown.replace("Zie", "")
    assert "&lt;!-- d --&gt;" in html_of(text)
    assert html_of(text.replace("b.md", "#kop") + "\n\n# Kop").count('href="harvest-to:page:index.md#kop"') == 2


def test_no_heading_has_an_anchor_of_the_page() -> None:
    """Whatever it says: an id of the page begins with what no anchor holds, so no heading has to give way."""
    templates = [*(ROOT / "theme" / "site").rglob("*.html"), *(ROOT / "theme" / "pages").rglob("*.html")]
    ids = {found for path in templates for found in re.findall(r' id="([^"]+)"', path.read_text("utf-8"))}
    own = {found for found in ids if not found.startswith(("{{ part.", "{{ note."))}
    assert {found for found in own if not found.startswith(OF_THE_PAGE[0])} == set()
    written = [*own, "harvest.menu", "harvest .menu", "note.1", "Harvest․x", "harvest。x", "h {#harvest.menu}"]
    markdown = read_markdown("\n\n".join(f"# {words}" for words in written) + "\n\n# Menu\n\n# Search")
    assert len(markdown.headings) == len(written) + 2
    assert not [heading.anchor for heading in markdown.headings if "." in heading.anchor]
    assert markdown.by_anchor["menu"].words == "Menu"


PIECES = """
* _ ` ~ = ^ [ ] ( ) < > | ! " ' # & é ¶ ¶¶ ¶-· ¶1.· ¶>· ¶···· ¶##· ¶|·a·|· ¶|-|-|¶ ¶```¶ [[ ]] ![ ](x) [^1]
¶[^1]:· ¶[x]:· [x] <b> </b> <div> </div> <td> <svg> </svg> <style> </style> <a·href="y"> <img·src="x.png"·alt="
¶¶!!!·note·" "¶¶···· ¶>·[!NOTE]· ¶:· ¶•· https://x.nl/ <u·title=" {#a} -·[·]· ¶---¶
"""
"""What texts are made of, a ¶ for each line break in them and a · for each blank."""
_pieces = st.sampled_from([piece.replace("¶", "\n").replace("·", " ") for piece in PIECES.split()])
TEXTS = st.lists(_pieces | st.sampled_from(COMMENTS) | st.just(WORD), max_size=14).map("".join)


def _told(markdown: Markdown) -> bool:
    return any(mark.form == "tag" and mark.target.startswith(("!", "%")) for mark in markdown.marks)


@given(TEXTS)
def test_a_comment_stays_home_in_any_text(text: str) -> None:
    """Unless it is told that it never closes, or it stands in code."""
    markdown = read_markdown(f"\n{text}")
    html = re.sub(r"<code>.*?</code>", "", html_of(text), flags=re.DOTALL)
    assert SECRET not in html or _told(markdown)
    assert "harvest:" not in html


UNSEEN = [
    "zichtbaar <span hidden>geheim</span> x",
    "zichtbaar <SPAN HIDDEN=''>geheim <b>geheim</b> <span>geheim</span> geheim</SPAN> x",
    'zichtbaar <span style="color:red; Display : None">geheim</span>',
    "zichtbaar <b style='visi/**/bility:hidden'>geheim</b>",
    "zichtbaar <i style=opacity:0>geheim</i> <i style='font-size:0px'>geheim</i>",
    'zichtbaar <span class="a hidden">geheim</span>',
    "zichtbaar\n\n<div hidden>\n\n> [!tip] geheim\n> geheim\n\n- [ ] geheim\n\n### geheim\n\n</div>",
    "<div hidden>\n\ngeheim [[geheim]]\n\n- geheim\n\n```\ngeheim\n```\n\n</div>\n\nzichtbaar",
    "<table><tr hidden><td>geheim</td></tr><tr><td>zichtbaar</td></tr></table>",
    "<dialog>geheim</dialog>\n\nzichtbaar",
    '<p style="display:none">\ngeheim <img src="geheim.png">\n</p>\n\nzichtbaar',
    'zichtbaar <img hidden alt="geheim" src="geheim.png"> zichtbaar',
    "zichtbaar[^1]\n\n[^1]: x <span hidden>geheim</span>",
    "> [!tip] zichtbaar <span hidden>geheim</span>\n> x",
]


@pytest.mark.parametrize("text", UNSEEN)
def test_what_a_browser_would_hide_stays_home(text: str) -> None:
    """Whichever attribute hides it; and what stands around it stays."""
    markdown = read_markdown(text)
    shown = html_of(text)
    assert SECRET not in shown
    assert shown.count(WORD) == text.count(WORD)
    assert SECRET not in "".join(markdown.runs)
    assert not [mark for mark in markdown.marks if SECRET in mark.target and markdown.shows(mark)]


@pytest.mark.parametrize(
    "text",
    [
        '<span style="opacity:0.5">zichtbaar</span>',
        "<span style='font-size:0.8em;color:red'>zichtbaar</span>",
        '<span title="hidden">zichtbaar</span>',
        '<span class="unhidden">zichtbaar</span>',
        '<span data-x="hidden=1">zichtbaar</span>',
        "<dialog open>zichtbaar</dialog>",
        "<br hidden>zichtbaar",
    ],
)
def test_what_a_browser_shows_is_shown(text: str) -> None:
    assert html_of(text).count(WORD) == 1


def test_what_is_hidden_and_never_ends_is_told() -> None:
    """It would take text along, up to the next heading."""
    text = "a <span hidden>b <span>c</span>\n\nd\n\n## Kop\n\nzichtbaar"
    corpus = in_memory({"index.md": f"\n{text}"}, allowed=True)
    assert [(p.code, p.severity, p.line, p.column) for p in corpus.problems] == [("raw-html", "error", 2, 3)]
    assert html_of(text).count(WORD) == 1
    assert not in_memory({"index.md": "<span hidden>x</span>\n"}).problems


@pytest.mark.parametrize(("text", "told"), [("50 %% dus.", 0), ("2012%%\n\nx\n\n5%%\n\ny", 1), ("5 %% x\n\ny %% z", 1)])
def test_of_two_percent_signs_twice_nobody_knows_what_they_are(text: str, told: int) -> None:
    """They may be percentages, or the ends of a comment in which nobody looks for a number before it."""
    assert len([mark for mark in read_markdown(text).marks if mark.target == "%%"]) == told


def test_hiding_is_found_in_time_that_grows_with_the_text() -> None:
    for piece in ("<b style='/*'>", "<b hidden x=", "<b style=opacity:" + "0" * 9, "<span hidden>", '<b "hidden'):
        assert read_markdown(piece * 20_000) is not None
