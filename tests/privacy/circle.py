"""A circle of made-up people, with many names that are words too, for tests of the search for names."""

from __future__ import annotations

from harvest.privacy.finding.find import NameHit, PeopleFinder, Setting
from harvest.privacy.people.people import People, Person

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


_GIVEN = (
    "Jan Piet Kees Anna Maria Fatima Mohammed Sanne Lotte Emma Daan Sem Lucas Tess Julia Mark Peter Hans "
    "Wim Els Roos Iris Fleur Guus Wil Ton Rob Sterre Marieke Joost Bram Thijs Femke Anouk Esther Rutger "
    "Wouter Ahmed Youssef Aisha Max Tim Bas Cas Gijs Eva Ria Ada Pim Kim Ben Bo Jo Ed Ad Al Art Bart "
    "Bert Dirk Erik Frank Gerard Henk Ilse Inge Ingrid Jaap Johan Jolanda Karin Koen Laura Leo Linda "
    "Loes Luuk Marc Marco Martijn Mieke Miriam Monique Nick Nico Nina Noor Olga Paul Petra Pieter Ralf "
    "Ramon Renske Rick Robin Ruben Ruud Sander Sara Saskia Sjors Stefan Suzanne Theo Tineke Tjeerd "
    "Victor Willem Yvonne Rein Floor Merel Linde Storm Mei Amber Dagmar Hilde Hugo Jip Lin Lot Madelief "
    "Mats Mees Mila Pien Puck Rik Sil Stijn Teun Ties Vera Xander Zoë Marjan Nel Dick Rosa Josephine "
    "Jannie Cor Cees Gé Sam Sophie Dries Jos Jef Tine "
).split()
_SURNAMES = (
    (
        "Jansen|de Vries|van den Berg|Bakker|Visser|Smit|Meijer|de Boer|Mulder|de Groot|Bos|Vos|Peters|"
        "Hendriks|van Leeuwen|Dekker|Brouwer|de Wit|Dijkstra|Smits|de Graaf|van der Meer|Jacobs|de Haan|"
        "Vermeulen|van den Heuvel|van der Veen|van den Broek|Schouten|van Beek|Willems|van Vliet|van de Ven|"
        "Hoekstra|Maas|Verhoeven|Koster|van Dam|van der Wal|Prins|Blom|Huisman|Peeters|Kuipers|van Veen|"
        "van Dongen|Veenstra|Kramer|el Amrani|Yilmaz|Özdemir|van Dijk|Jonker|Postma|Scholten|van Wijk|Post|"
        "Kuiper|van der Linden|Gerritsen|van der Heijden|Molenaar|Schipper|de Bruin|de Lange|de Jong|Martens|"
        "Hermans|van Loon|van Es|Timmermans|de Ruiter|Groen|Gerrits|Jonkman|Smeets|Evers|Boer|Drost|Zwart|"
        "de Leeuw|Sanders|Simons|Admiraal|Wolters|Schaap|Vink|van Rijn|Verbeek|de Koning|de Bruijn|Driessen|"
        "van der Horst|Koning|Brink|ten Brink|van Doorn|Nijhuis|Roos|Wolf|Hofman|Hoek|Berends|Lammers|"
        "de Rooij|Bosman|Tromp|Pol|van der Pol|Beumer|Stam|Kooiman|Klein|Goossens|Winter|van 't Hof|Baas|"
        "Snel|Vrij|Vroom|Kamp|Bal|Bout|Tas|Dam|Bouwman|Rood|Geel|Noord|Oost|West|Kok|"
    )
    .strip("|")
    .split("|")
)
ORDINARY = People(
    tuple(
        Person(f"p{at:03}", f"{_GIVEN[at % len(_GIVEN)]} {_SURNAMES[(at * 7) % len(_SURNAMES)]}") for at in range(200)
    )
)
"""Two hundred people with the first names and surnames that most have, many of them words."""


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
