"""Whatever the list and the text are: nothing is raised, no name is shown, and every place is inside the text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from harvest.privacy.finding.find import PeopleFinder, Setting
from harvest.privacy.people.people import People, Person
from tests.privacy.circle import CIRCLE, FINDERS, hits

SETTINGS: tuple[Setting, ...] = ("prose", "words", "code")
PIECES = (
    "Fatima el Amrani Piet Jansen jansen P. J. PH v d den van 't Berg Bos bos Kok Mei mei Hof O'Neill Müller Muller"
    " De de Wit FeA F . , - -\n \n\n : « » ( ) _ @ [at] %20 %C3 &amp; &eacute; \\u00e1 \u200b \u00ad \u0301 3 2012"
    " straat Fonds café Zonnebloem Zonne bloem Kerk straat overleg s je en J a n s e n 𝐉𝐚𝐧 ĳ Ĳ ß ſ İ ﬁ ‮ 中 م"
    "".split(" ")
)
texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(("", " ", " ", "-", "."))), max_size=14).map(
        lambda pairs: "".join(piece + gap for piece, gap in pairs)
    ),
)


@settings(max_examples=400, deadline=None)
@given(texts, st.sampled_from(SETTINGS))
def test_every_hit_has_its_place(text: str, setting: Setting) -> None:
    """Hits are in order, inside the text, and do not overlap."""
    found = list(FINDERS[id(CIRCLE)].within(text, setting))
    ends = [0, *(hit.end for hit in found)]
    assert all(end <= hit.start < hit.end <= len(text) for end, hit in zip(ends, found, strict=False))
    assert all(hit.term is (hit.whose == "") for hit in found)


names = st.one_of(st.text(max_size=20), st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map(" ".join))


@settings(max_examples=150, deadline=None)
@given(st.lists(names, min_size=1, max_size=4), st.lists(names, max_size=2), texts, st.sampled_from(SETTINGS))
def test_any_list_can_be_used(written: list[str], terms: list[str], text: str, setting: Setting) -> None:
    """A name may be a sign, one letter, or nothing at all."""
    people = People(
        tuple(Person(f"p{at}", name, (name[::-1],), (name[:3],), (name,)) for at, name in enumerate(written)),
        tuple(terms),
    )
    for hit in hits(" ".join([*written, text]), setting, people, others=(text,), places=(text[:5],)):
        assert hit.start < hit.end


def test_nothing_prints_a_name() -> None:
    """Whatever of the search is printed shows none of the list."""
    finder = PeopleFinder(People((Person("p1", "Quirijn Zwaluwnest"),), ("Vlinderlaan",)), "public", "nl")
    list(finder.within("Quirijn Zwaluwnest in de Vlinderlaan", "prose"))
    shown = f"{finder!r} {finder} {list(finder.within('quirijn', 'code'))} {vars(finder)!r}".lower()
    assert not [word for word in ("quirijn", "zwaluw", "vlinder") if word in shown]
