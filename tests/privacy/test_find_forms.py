"""Names of a list are found in every form that people give them, with the place of the whole form."""

from __future__ import annotations

import pytest

from harvest.privacy.finding.find import Setting
from tests.privacy.circle import told

SURE = r"""
Wij spraken Fatima el Amrani.
Wij spraken Fatima Amrani.
Wij spraken Fatima El-Amrani.
wij spraken fatima el amrani.
WIJ SPRAKEN FATIMA EL AMRANI.
Wij spraken F. el Amrani.
Wij spraken F. Amrani.
Wij spraken F.el Amrani.
Wij spraken Fatima A.
Zo zegt Amrani, Fatima el
Zo zegt Amrani, F. el
Zo zegt El Amrani, Fatima
Zo zegt El Amrani, F.
Dat vond Fatima ook.
dat vond fatima ook.
Fatima’s vraag
Fatima's vraag
Fatimaatje
Fati zei niets
De Amrani's
elamrani
Elamrani
van Amrani zelf
Het Fatimamodel werkte.
het fatimamodel werkte.
de Fatima-methode
het Amranioverleg
ex-Amrani
team-Fatima
teamfatima
f.elamrani@voorbeeld.nl
f.elamrani [at] voorbeeld [dot] nl
f.elamrani (at) voorbeeld.nl
f.elamrani at voorbeeld punt nl
mailto:f%2Eelamrani%40voorbeeld.nl
f.elamrani
felamrani
Fa-ti-ma
Fa-\nti-\nma
Ⓕⓐⓣⓘⓜⓐ
ꜰᴀᴛɪᴍᴀ
F\x61tima
Fаtima
F·a·t·i·m·a
Fatima “Fati” el Amrani
Fatima (el) Amrani
Amraniachtig
Mevr.Bos
J.P.v.d.Berg
JPvdBerg
vdBerg
Berg, J.P. v.d.
@fatima
#FatimaElAmrani
pjansen84
fatimaelamrani
fatima_elamrani
fatima-el-amrani
FatimaElAmrani
fatimaElAmrani
verslagFatimaElAmrani2
gesprek_fatima_2.docx
Fatima\u00adel\u00adAmrani
Fa\u00adti\u00adma
Fa\u200btima
Fatima\u200b\u200b el\u200b Amrani
Fátima
Fa\u0301tima
F&aacute;tima
F&#225;tima
F\u00e1tima
%46atima
F%C3%A1tima
Ｆａｔｉｍａ
F a t i m a
F.A.T.I.M.A.
f-a-t-i-m-a
F A T I M A   E L   A M R A N I
Fat-\nima zei
Fatima el Am-\nrani zei
Amra-\n  ni
FeA vond dat
F.e.A. vond dat
Wij zagen P. Jansen.
Wij zagen P Jansen.
Wij zagen PH Jansen.
Wij zagen P.H. Jansen.
Wij zagen Jansen, P.
Wij zagen Jansen (P.H.).
Wij zagen Jansen Piet.
Wij zagen JANSEN, Piet.
piet jansen
pjansen
jansenp
jansen_p
p-jansen
piet.jansen@elders.nl
pietjansen@elders.nl
Jansens mening
de Jansens
het Jansenoverleg
Jansen-methode
dhr. Jansen
meneer jansen
Familie Jansen
J.P. van den Berg
J.-P. van den Berg
J.P. v.d. Berg
JP v/d Berg
JP vd Berg
J.P. v. d. Berg
J.P. van de Berg
JP Berg
Jan-Pieter
Jan Pieter
JanPieter
Jan-\nPieter
jan-pieter
Jan-Pieter van den Berg
Berg, Jan-Pieter van den
Berg, J.P. van den
van den Berg, Jan-Pieter
jpvandenberg
jpvdberg
jan-pieter-van-den-berg
JanPieterVanDenBerg
jp84
jp84@voorbeeld.nl
Anna Bos
anna bos
A. Bos
Bos, Anna
Bos, A.
AnnaBos
annabos
abos
mevrouw Bos
mevrouw bos
Anna’s
Annaatje
Annetje
Jo van der Vlugt
Vlugt
van der Vlugt
vandervlugt
Vandervlugt
Vander Vlugt
v.d. Vlugt
VanderVlugtmethode
VanDerVlugt
de Vlugten
Hans Müller
Hans Muller
Hans Mueller
H. Müller
HANS MÜLLER
Hans' idee
bij Hans’ idee
Hansje
Marieke Jansen
Marieke de Wit
Marieke Jansen de Wit
M. Jansen-de Wit
Jansen-de Wit
mjansendewit
mdewit
Soren Dijkstra
Søren
Soeren
Dykstra
Dĳkstra
DIJKSTRA
DĲKSTRA
Dijkstra’s
Roos Kok
R. Kok
RoosKok
roos_kok
Mei Ling Groot
Mei Ling
Mei-Ling
Thijs van 't Hof
Thijs van ’t Hof
Thijs van het Hof
Thijs v.'t Hof
Thys
T. van 't Hof
Siobhan
Siobhan O'Neill
O'Neill
O’Neill
ONeill
oneill
S. O’Neill
Lukasz Wisniewski
Łukasz
L. Wiśniewski
lwisniewski
"""


@pytest.mark.parametrize("line", SURE.strip("\n").split("\n"))
def test_a_form_of_a_name_is_sure_in_every_setting(line: str) -> None:
    """Whatever the text is, nobody has to look at these."""
    text = line.replace("\\n", "\n").replace("\\u00ad", "\u00ad").replace("\\u200b", "\u200b")
    text = text.replace("\\u0301", "\u0301")
    settings: tuple[Setting, ...] = ("prose", "words", "code")
    assert {setting: _surest(text, setting) for setting in settings} == dict.fromkeys(settings, "sure")


def _surest(text: str, setting: Setting) -> str:
    found = {certainty for _, certainty in told(text, setting)}
    return next((certainty for certainty in ("sure", "likely", "doubtful") if certainty in found), "")


@pytest.mark.parametrize("text", ["pietj", "pietj@elders.nl", "fatimaa"])
def test_a_first_name_with_a_letter_is_looked_at(text: str) -> None:
    """It may be another name: «Sarah» is no Sara H."""
    assert _surest(text, "code") == "doubtful"
