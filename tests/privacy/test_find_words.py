"""Names that are words too: no false error in ordinary sentences, and found where somebody is meant."""

from __future__ import annotations

import pytest

from tests.privacy.circle import ENGLISH, WORDS, told

HARMLESS = """
Het bos achter de school is nu een klaslokaal.
Bos en hei wisselen elkaar hier af.
Wij liepen met de groep door het bos. Bos is er genoeg.
In het Bos Fonds zit nog geld.
De Bosstraat werd afgesloten.
We spraken af in de Boslaan.
Zij schreef: bos, water en weide.
Van bos tot boom: een wandeling.
Het Amsterdamse Bos ligt vlakbij.
De kok van de kantine deed mee.
Kok en leerling koken samen.
Koken doen we op dinsdag.
Café Kok op de hoek sloot vroeg.
Wij aten in restaurant De Kok.
De koks wisselden recepten uit.
De roos bloeide laat dit jaar.
Rozen en tulpen stonden op tafel.
De Roos van Leeuwenstraat is smal.
Roosendaal deed ook mee.
Het rooster van mei hangt in de gang.
In mei 2012 begonnen we.
Mei was een drukke maand.
Op 3 Mei kwamen wij samen.
In april en Mei was het druk.
Van Mei tot juni liep het.
Het project Groot en Klein liep.
In de buurt Boom en Gras.
Wij lazen Jong en Oud.
In de Winter 2012 niet.
Begin Mei kwam de eerste groep.
Sinds Mei 2019 zijn we met tien.
De wit gekalkte muur viel op.
Wit is hier de kleur van rouw.
In Wit-Rusland werkt het anders.
Het Wit-Gele Kruis was de voorloper.
Groot was de verbazing.
Hoe groot is de groep nu?
In Groot-Brittannië heet dat anders.
De groten der aarde kwamen niet.
Wil groot denken? Begin klein.
Jong geleerd is oud gedaan.
Het Jong Orkest oefent hier.
Hoe jong begin je daarmee?
De jongen hielp mee.
Uitzicht van de berg was er niet.
De berg werk groeide.
Van de berg ideeën bleef er één over.
Berg en Dal doet mee.
Wij fietsten naar Bergen aan Zee.
De Bergweg ligt open.
De Van den Bergstraat is opgebroken.
Van den Bergh is een museum.
Een dijk van een plan.
Dijk en duin beschermen ons.
De Dijkstraat is smal.
De visser ving niets.
Vissers en boeren overlegden.
De bakker bracht brood.
Bakkers uit de wijk kwamen langs.
De prins kwam op bezoek.
Prins Bernhard Cultuurfonds betaalde mee.
Het Prins Bernhard Cultuurfonds betaalde mee.
Prinsjesdag valt laat.
De Prinsengracht loopt langs de academie.
De vos is een slim dier.
Vossen komen tot in de stad.
De haan kraait om zes uur.
Een storm in een glas water.
Storm Ciara hield ons thuis.
De stormen van het najaar.
De linde voor de school bloeit.
Linde, eik en beuk staan in rij.
De iris is een bloem.
De irissen bloeien.
Meer weten? Vraag het de buurvrouw.
Meer is niet altijd beter.
Wie meer wil weten, leest door.
Het Meer van Genève is diep.
De sterren stonden goed.
Fleur je lokaal eens op.
Wil je meedoen, meld je dan.
Wil iemand nog koffie?
Zij wil groot worden.
Ik wil jong blijven en groot denken.
Een ton subsidie was genoeg.
Ton of kilo, het maakt niet uit.
Er ging een ton doorheen.
De rob zwom langs de kade.
De mark was ooit geld.
De Mark stroomt door Breda.
Een boom opzetten over het vak.
Boom en struik groeien door elkaar.
De laan is lang.
Laan van Meerdervoort is lang.
De schipper mag ik niet zijn.
De graaf is dood.
Het stam van het woord.
De steen in de vijver.
Steen voor steen bouwen wij.
Het lot beslist.
Lot en toeval zijn niet hetzelfde.
Brand brak uit in het lokaal.
De brandweer kwam snel.
De merel zong.
Merels zingen vroeg.
De timmerman maakte een tafel.
De Noren kwamen op bezoek.
Een bloem op tafel doet veel.
Bloemen kosten weinig.
Winter en zomer lopen we buiten.
In de Winter van 2012 niet.
Zomerse dagen waren er niet.
De kuiper maakt vaten.
De mulder maalt het graan.
De koster opent de kerk.
Een dekker legt het riet.
Ik zei: mei is te vroeg.
Waar een wil is, is een weg.
Onder de wilgen was het stil.
Van wit naar zwart, en van groot naar klein.
Witte vlekken op de kaart.
De boswachter vertelde veel.
Bosbeheer is een vak.
De visserij verdween.
De bakkerij opent om zes uur.
Grootouders kwamen kijken.
Jongeren praten mee.
De prijs ging naar Stichting De Linde.
Basisschool De Boom deed mee.
Wij huren zaal Storm.
Museum De Roos is dicht.
Hij heet anders; bos is het niet.
Dat is een kwestie van lot, wil en winter.
«Bos is geen park», zei iemand.
“Wil je dat ook?” vroeg zij.
Zij vroeg: “Wil je dat ook?”
Titel: Groot denken in een kleine groep.
1. Wil je dit ook?
- Wil je dit ook?
* Groot of klein, alles telt.
> Meer dan dat was er niet.
| Boom | 12 |
# Groot en klein
Dit kan o.a. in het bos.
Zie blz. 12, mei 2020.
De roos (Rosa canina) bloeit.
Het plan heet Groot Onderhoud.
Wij lazen De Witte Raaf.
"""

ENGLISH_HARMLESS = """
Will you join us?
They will meet in May.
May we ask who comes?
In May 2020 we met.
Mark the date.
In April and May we met.
Between June and May it rained.
This May it rained.
We read Young and Old.
The Last Will is a book.
The Bill of Rights is old.
We saw Art Deco there.
We mark every card.
Grace under pressure.
She rose early.
Roses grow here.
The hill is steep.
Hill and valley alternate.
A brown field.
Fields of work differ.
The king came.
White papers help.
White House staff came.
A grant from the city.
The wood is old.
Ring the bell.
The cook of the canteen joined.
Cook it slowly.
Dawn came early.
Rivers run through it.
The stone is heavy.
Little changed.
Hope is not a plan.
We hope to meet.
Banks lend money.
Short meetings are better.
Long ago we began.
Chase the deadline.
Parks and gardens.
In this case, we drew a line.
Case by case.
She drew a map.
The fisher and the baker joined.
Young people take part.
The young and the old.
Art is for all.
Joy to the world.
The Bell Foundation paid.
The Young Academy paid.
Stone Street is closed.
Baker Street is closed.
A bell rang.
A Bell rang, and a stone fell.
I cook on Mondays.
A Cook joined us.
"""

MEANT = """
Wij vroegen Bos om raad.|likely
Dat zei Bos ook.|likely
Zij zei dat Bos kwam.|likely
Toen kwam mevrouw Bos binnen.|sure
Volgens De Kok werkt het.|likely
Volgens de Kok werkt het.|likely
Met Roos kan het wel.|likely
Het idee van Roos.|likely
Ik vroeg Mei wat zij vond.|likely
Zo deed dhr. De Wit het.|sure
Zij en Iris tekenden.|likely
Dan komt Van den Berg aan het woord.|likely
Later kwam Van Dijk erbij.|likely
Wij zagen Storm vertrekken.|likely
De tekening is van Linde.|likely
Bij Wil thuis.|likely
Wij zagen Mei groot worden.|likely
Na Mei sprak niemand.|doubtful
Wij hoorden Mei en Piet.|likely
Met Ton erbij.|likely
(Bos was ziek.)|doubtful
Dat vond (ook) Bos.|likely
Bos vond dat niet.|doubtful
Roos vond dat niet.|doubtful
Zij zei: Bos is ziek.|doubtful
Hij zei: «Roos is ziek.»|doubtful
Bij de Bossen thuis.|likely
De Bos-methode werkt.|likely
Het team-Bos won.|likely
Ex-Bos|likely
Bosje was er ook.|doubtful
Met Bosje erbij.|likely
Het werd de Bosmethode genoemd.|likely
Het Bosoverleg liep uit.|likely
Bosoverleg is er elke week.|doubtful
Anna Bos|sure
anna bos|sure
A. Bos|sure
a.bos|sure
Bos, A.|sure
roos-vermeulen|sure
Mei Groot|sure
mei_groot|sure
Wil Boom|sure
"""


@pytest.mark.parametrize("sentence", HARMLESS.strip().split("\n"))
def test_an_ordinary_sentence_is_no_error(sentence: str) -> None:
    """A word at its own place is at most to be looked at."""
    assert [name for name in told(sentence, people=WORDS) if name[1] != "doubtful"] == []


@pytest.mark.parametrize("sentence", ENGLISH_HARMLESS.strip().split("\n"))
def test_an_ordinary_english_sentence_is_no_error(sentence: str) -> None:
    """So it is in English, with its own words."""
    assert [name for name in told(sentence, people=ENGLISH) if name[1] != "doubtful"] == []


def test_small_letters_in_a_sentence_are_words() -> None:
    """Of what stands in small letters in running prose nothing is told at all."""
    small = [line for line in HARMLESS.strip().split("\n") if line[1:] == line[1:].lower()]
    noisy = [line for line in small if any(name[0] == name[0].lower() for name in told(line, people=WORDS))]
    assert noisy == []


@pytest.mark.parametrize("line", MEANT.strip().split("\n"))
def test_a_word_that_is_a_name_is_found(line: str) -> None:
    """A capital inside a sentence tells; where a capital is usual somebody has to look."""
    text, _, certainty = line.rpartition("|")
    assert [found[1] for found in told(text, people=WORDS)] == [certainty]


@pytest.mark.parametrize("word", ["bos", "roos", "Bos", "groot", "BOS"])
def test_a_word_alone_is_looked_at_where_there_is_no_sentence(word: str) -> None:
    """A tag, the name of a file or a caption of one word may be a name, whatever its capitals."""
    assert told(word, "code", people=WORDS) == [(word, "doubtful")]
    assert told(f"img-{word}-2", "code", people=WORDS) == [(word, "doubtful")]
    assert told(word, "words", people=WORDS) == [(word, "doubtful")]


@pytest.mark.parametrize("word", ["bosrand", "koken", "grootste", "wilde", "bosrand.jpg"])
def test_a_longer_word_is_not_cut(word: str) -> None:
    """A name inside an ordinary word is none."""
    assert told(word, "code", people=WORDS) == []
