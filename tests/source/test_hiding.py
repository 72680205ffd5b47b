"""What authors hide stays home wherever it stands, and nothing else goes with it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvest.source.markdown import Markdown, read_markdown
from harvest.source.markdown.slug import OF_THE_PAGE
from harvest.views.html.markdown import addressed, rendered
from tests.drawing import ROOT, in_memory

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
