"""The reader of Markdown, on texts that chance makes: places that are right, HTML as the parser writes it, and nothing
shown of what authors hide.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import comrak
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from harvest.source.markdown import Mark, read_markdown
from harvest.source.markdown.read import _options
from tests.test_properties import TEXTS

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

MARKUP = st.sampled_from(
    [
        *("[[a]]", "[[a|b]]", "![[a.svg]]", "[a](b)", "![a](b.svg)", "[a]: c\n", "[a][b]", "[^1]", "[^1]: noot\n"),
        *("<a href=x>", "</a>", "<img src='x.svg'>", "https://x.nl", "www.x.nl", "a@b.nl", "<https://x.nl>"),
        *(
            "| a | b |\n|---|---|\n",
            "| ",
            " |\n",
            "\\|",
            "> ",
            "- ",
            "1. ",
            "  ",
            "    ",
            "# ",
            "> [!NOTE] ",
            '!!! tip "x"\n',
        ),
        *("*", "**", "_", "`", "```\n", "~", "==", "^", "\\", "\n", "\n\n", "\t", ": ", "%%", "<!--", "-->", "$x_1$"),
        *(
            "woord",
            "é",
            "𝄞",
            "”",
            "’",
            "\u00a0",
            "‘s",
            "&amp;",
            "[[",
            "]]",
            "[",
            "](",
            ")",
            "•",
            "{.x}",
            "{#x}",
            "^[n]",
        ),
        *(
            ":ja:",
            "*[a]: ",
            "\\[[a]]",
            "[[a|b|c]]",
            "[a](b c)",
            '[a](b\n"c")',
            "[[a\nb]]",
            "[a]: b 'c\nd'\n",
            "<p>",
            "</p>\n\n",
        ),
    ]
)
MARKED = st.lists(MARKUP | st.text(max_size=3), max_size=30).map("".join) | TEXTS

BEGINS_AND_ENDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "wiki": (("[[", "![["), ("]]",)),
    "embed": (("![[",), ("]]",)),
    "image": (("![", "<img"), (")", "]", ">")),
    "note": (("[^",), ("]",)),
    "unclosed": (("[[",), ("",)),
    "tag": (("<", "%%"), ("",)),
}
REMARKED: Mapping[str, str | tuple[str, ...]] = {
    "abbreviation": "*[",
    "attributes": "{",
    "block id": "^",
    "brackets with a bar": "[[",
    "emoji": ":",
    "escaped brackets": "\\[",
    "inline note": "^[",
    "link in html": ("[", "!["),
    "link with a space": ("[", "![", "]("),
    "math": "$",
    "no definition": "[",
    "unused definition": (" ", "["),
}
"""What the characters of a remark begin with."""
BARE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|www\.|[^\s@]+@)[^ \n]+", re.IGNORECASE)


def looks_right(mark: Mark, text: str) -> bool:
    """Whether what stands at the place of a mark looks like one, or else is a whole paragraph, cell or heading."""
    written = text[mark.start : mark.end]
    if mark.form == "link":
        if BARE.fullmatch(written) or (written.startswith(("[", "<")) and written.endswith((")", "]", ">"))):
            return True
    else:
        begins, ends = BEGINS_AND_ENDS[mark.form]
        if written.startswith(begins) and written.endswith(ends):
            return True
    before = text[text.rfind("\n", 0, mark.start) + 1 : mark.start]
    return re.search(r"[^\W_]", re.sub(r"\|.*|\d+[.)]|\[.\]|\[\^[^]]*\]:", "", before)) is None


@patient
@given(MARKED)
def test_places_are_right(text: str) -> None:
    """Whatever is read: no exception, and everything stands inside the text, where it looks as it must."""
    text = text.replace("\x00", "").replace("\r", "")
    read = read_markdown(text)
    places = [(one.start, one.end) for some in (read.marks, read.headings, read.notes, read.remarks) for one in some]
    assert all(0 <= start <= end <= len(text) for start, end in places)
    for mark in read.marks:
        assert mark.start < mark.end
        assert looks_right(mark, text), (mark, text[mark.start : mark.end])
        assert mark.run < len(read.runs)
        assert 0 <= mark.first <= mark.last <= (len(read.runs[mark.run]) if mark.run >= 0 else 0)
    for remark in read.remarks:
        assert text[remark.start : remark.end].startswith(REMARKED.get(remark.what, "")), remark
    starts = [block.start for block in read.blocks]
    assert starts == sorted(starts)
    assert len(read.visible) == len(text)
    anchors = [heading.anchor for heading in read.headings]
    assert len(anchors) == len(set(anchors))
    assert all(read.by_anchor[heading.anchor] is heading for heading in read.headings)


WORDS = st.lists(
    st.sampled_from(
        ["een", "twee", "Zo.", "x", "é", "ja,", "(nee)", "3", "A&B", "*nadruk*", "**vet**", "`code`", "_ook_"]
    )
    | st.sampled_from(
        ["[x](https://x.nl)", "<https://x.nl>", "https://x.nl", "a@b.nl", "H~2~O", "m^2^", "==let op==", "~~weg~~"]
    )
    | st.sampled_from(["\\\\*", "&amp;", "a  ", '"zo"', "--", "...", "<kbd>K</kbd>", "[y][y]"]),
    min_size=1,
    max_size=6,
).map(" ".join)
LINES = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
BLOCKS = st.recursive(
    st.one_of(
        LINES,
        st.tuples(st.sampled_from(["# ", "## ", "### "]), WORDS).map("".join),
        WORDS.map("{}\n---".format),
        WORDS.map("```\n{}\n```".format),
        st.lists(WORDS, min_size=2, max_size=2).map(lambda cells: f"| a | b |\n|---|--:|\n| {cells[0]} | {cells[1]} |"),
        WORDS.map("woord\n: {}".format),
        st.just("***"),
        st.just("[y]: https://y.nl"),
    ),
    lambda inner: st.tuples(
        st.sampled_from([("> ", "> "), ("- ", "  "), ("1. ", "   "), ("* ", "  ")]),
        st.lists(inner, min_size=1, max_size=3).map("\n\n".join),
    ).map(lambda made: made[0][0] + made[1].replace("\n", "\n" + made[0][1])),
    max_leaves=5,
)
ORDINARY = st.lists(BLOCKS, min_size=1, max_size=4).map("\n\n".join)


@patient
@given(ORDINARY)
def test_html_is_that_of_the_parser(text: str) -> None:
    """Of Markdown in which nothing is ours to resolve, block by block what the parser writes of the whole."""
    assume(not re.search("^ +#", text, re.MULTILINE))  # a heading that ends a list begins a part
    read = read_markdown(text)
    html = "".join(re.sub(r'<a href="harvest:[0-9a-f]+\.heading-\d+"></a>', "", block.html) for block in read.blocks)
    assert html == comrak.markdown_to_html(text, **_options())


SECRET = "geheim"
COMMENTS = st.sampled_from(
    [f"<!-- {SECRET} -->", f"<!--{SECRET}\n\n{SECRET}-->", f"%% {SECRET} %%", f"%%{SECRET}\n{SECRET}%%"]
)


@patient
@given(ORDINARY.filter(lambda text: "`" not in text and "%" not in text), st.data())
def test_what_authors_hide_is_not_there(text: str, data: st.DataObject) -> None:
    """Wherever outside code a comment stands: in no HTML, no words, no mark, and not in what counts as the text."""
    places = [
        0,
        *(found.end() for found in re.finditer(r"(?<!\d)[ \n]", text)),
        *([] if text[-1].isdigit() else [len(text)]),
    ]
    for at in sorted(data.draw(st.sets(st.sampled_from(places), min_size=1, max_size=2)), reverse=True):
        text = text[:at] + data.draw(COMMENTS) + text[at:]
    read = read_markdown(text)
    assert SECRET not in "".join(block.html + block.words for block in read.blocks)
    assert SECRET not in "".join(note.html + note.words for note in read.notes)
    assert SECRET not in repr((read.runs, read.headings, read.marks, read.remarks, read.visible))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<!-- a -->een<!-- b -->", ["een"]),
        ("<!-- a --> een <!-- b\n\n c --> twee\n<!--d\n-->drie", ["een", "twee", "drie"]),
        (f"<!-- a -->een%%{SECRET}\n{SECRET}%%", ["een"]),
        (f"<!-- a --> een\n\n- twee %% {SECRET}\n\n{SECRET} %%\n\ndrie", ["een", "twee", "drie"]),
        (f"<!-- a -->> een <!-- {SECRET}\n\n{SECRET} --> twee", ["een", "twee"]),
        (f"- [y]: https://y.nl\n%% {SECRET} %% een <!-- {SECRET}\n\n{SECRET} --> twee", ["een", "twee"]),
        (f"een\n\n    <!-- {SECRET} -->\n    twee", ["een", "twee"]),
        (f"{'> ' * 120}een <!-- {SECRET} -->", ["> " * 120 + "een"]),
    ],
)
def test_a_comment_takes_nothing_along(text: str, shown: list[str]) -> None:
    """What stands before and behind it on its line is read, however many there are and whatever they stand in."""
    read = read_markdown(text)
    assert [run.strip() for run in read.runs if run.strip()] == shown
    assert SECRET not in repr(read)


def test_a_text_that_has_to_be_read_too_often_shows_nothing_that_is_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("harvest.source.markdown.read.PASSES", 1)
    read = read_markdown(f"<!-- {SECRET} -->een %%{SECRET}\n{SECRET}%% `<!-- twee -->`")
    assert SECRET not in repr(read)
    assert "een" in "".join(read.runs)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("[a]: c\n[q]: d\nZie [a], [[Kaart]] en\n[[Nog]].", ["[a]", "[[Kaart]]", "[[Nog]]"]),
        ("> [a]: c\n> Zie [[Kaart]] en [x](y.md).", ["[[Kaart]]", "[x](y.md)"]),
        ("Zie [[Kaart]] hier\n: wat het is, [[Nog]]", ["[[Kaart]]", "[[Nog]]"]),
        ("[[Kaart]]<!-- a\n\nb --> [[Nog]]%%c\nd%%", ["[[Kaart]]", "[[Nog]]"]),
        ('[x](y.md\n"titel")', ['[x](y.md\n"titel")']),
        ("[“x”](https://x.nl/“x”) en “https://x.nl”", ["[“x”](https://x.nl/“x”)", "https://x.nl"]),
    ],
)
def test_marks_stand_where_they_were_written(text: str, places: list[str]) -> None:
    assert [text[mark.start : mark.end] for mark in read_markdown(text).marks] == places


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("m^2 en km^2", "m^2 en km^2"),
        ("m^2^ en H~2~O", "m<sup>2</sup> en H<sub>2</sub>O"),
        ("~een paar~ en ~5 tot ~10", "~een paar~ en ~5 tot ~10"),
        ("x^[een] en^[twee]", "x^[een] en^[twee]"),
        ("x^[1]^", "x<sup>[1]</sup>"),
        ("a^**b c**^", "a^<strong>b c</strong>^"),
    ],
)
def test_nothing_with_a_blank_in_it_is_raised_or_lowered(text: str, html: str) -> None:
    assert [block.html for block in read_markdown(text).blocks] == [f"<p>{html}</p>\n"]
