"""A circle of made-up people, with many names that are words too, for tests of the search for names."""

from __future__ import annotations

from harvest.privacy.find import NameHit, PeopleFinder, Setting
from harvest.privacy.people import People, Person

CIRCLE = People(
    (
        Person("p01", "Fatima el Amrani", ("Fati",), ("FeA",), ("f.elamrani@voorbeeld.nl",)),
        Person("p02", "Piet Jansen", initials=("P.H.",)),
        Person("p03", "Jan-Pieter van den Berg", email=("jp84@voorbeeld.nl",)),
        Person("p04", "Anna Bos"),
        Person("p05", "Jo van der Vlugt"),
        Person("p06", "Hans Müller"),
        Person("p07", "Marieke Jansen-de Wit"),
        Person("p08", "Søren Dijkstra"),
        Person("p09", "Roos Kok"),
        Person("p10", "Mei Ling Groot"),
        Person("p11", "Thijs van 't Hof"),
        Person("p12", "Siobhán O'Neill"),
        Person("p13", "Łukasz Wiśniewski"),
    ),
    ("Project Zonnebloem", "Kerkstraat", "Wiel"),
)

WORDS = People(
    tuple(
        Person(f"w{number:02}", name)
        for number, name in enumerate(
            "Anna Bos|Kees de Kok|Roos Vermeulen|Mei Groot|Jolanda de Wit|Iris de Jong|Femke van den Berg|Bas van Dijk"
            "|Sanne Visser|Joris Bakker|Elske Smit|Wouter Prins|Lieke de Vos|Marit de Haan|Storm Kuiper|Linde Mulder"
            "|Hans Meer|Sterre Postma|Fleur Dekker|Guus Koster|Wil Boom|Ton van der Laan|Rob Schipper|Mark de Graaf"
            "|Jasmijn Stam|Daan Steen|Lot van Beek|Tim Brand|Merel Timmer|Noor Bloem|Joy Winter|Faith Zomer"
            "".split("|")
        )
    )
)

ENGLISH = People(
    tuple(
        Person(f"e{number:02}", name)
        for number, name in enumerate(
            "Will Baker|Mark Young|Grace Hill|Rose Fields|May Brown|Bill King|Joy White|Grant Wood|Frank Bell|Art Cook"
            "|Dawn Rivers|Jack Stone|Hope Little|Rob Banks|Sue Short|Pat Long|Chase Parks|Drew Case|Peter Fisher"
            "".split("|")
        )
    )
)


def hits(
    text: str,
    setting: Setting = "prose",
    people: People = CIRCLE,
    *,
    language: str = "nl",
    edition: str = "public",
    places: tuple[str, ...] = (),
    others: tuple[str, ...] = (),
) -> list[NameHit]:
    """Return the names in a text."""
    return list(PeopleFinder(people, edition, language, places, others).within(text, setting))


def told(text: str, setting: Setting = "prose", people: People = CIRCLE, **more: object) -> list[tuple[str, str]]:
    """Return the names in a text as words, each with how sure it is."""
    finder = FINDERS.get(id(people)) if not more else None
    found = finder.within(text, setting) if finder else hits(text, setting, people, **more)  # type: ignore[arg-type]
    return [(text[hit.start : hit.end], hit.certainty) for hit in found]


FINDERS = {
    id(CIRCLE): PeopleFinder(CIRCLE, "public", "nl"),
    id(WORDS): PeopleFinder(WORDS, "public", "nl"),
    id(ENGLISH): PeopleFinder(ENGLISH, "public", "en"),
}
"""Finders for whoever asks nothing else, so that each list is read once."""
