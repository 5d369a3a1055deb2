"""What an annual lägesbild consists of: chapters and sections in the order readers know, and for whom.

DOMAIN.md section 5.  A chapter's own sections hold the words; what is counted stands beside them.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.edition_models import OWN_PREFIX, Audience

THEME_PREFIX = "tema-"


@dataclass(frozen=True, slots=True)
class Part:
    """A section as every new edition gets it.  `chapter` is the key of the chapter it is printed in."""

    key: str
    title: str | Promise
    chapter: str
    hint: str | Promise
    audience: Audience = Audience.ALL_PARTIES
    takes_text: bool = True
    is_needed: bool = True  # an empty one is a finding


_A = Audience

PARTS: tuple[Part, ...] = (
    Part("bedomning", _("Sammantagen bedömning"), "bedomning",
         _("Årets läge i stort: var det sticker ut, åt vilket håll det går och vad som är osäkert."), _A.PUBLIC),
    Part("platser", _("Platser som sticker ut"), "bedomning",
         _("Vilka platser som har haft problem, och vad som sammanfaller där."), _A.ALL_PARTIES),
    Part("aktorer", _("Samverkan och aktörer"), "bedomning",
         _("Vilka som samarbetar, i vilka forum, och hur ni berättar om läget."), _A.PUBLIC),
    Part("inledning", _("Inledning"), "inledning",
         _("Vilken överenskommelse lägesbilden vilar på och vad den ska användas till."), _A.PUBLIC),
    Part("kallor", _("Källor"), "inledning", "", _A.PUBLIC, takes_text=False),
    Part("stadsdelsomradet", _("Stadsdelsområdet"), "stadsdelsomradet",
         _("Områdets delar, kontraster och vad klassningar betyder."), _A.PUBLIC),
    Part("lokalpolisomradet", _("Lokalpolisområdet"), "lokalpolisomradet",
         _("Vad lokalpolisområdet omfattar och hur dess delar skiljer sig åt."), _A.PUBLIC),
    Part("medborgarloften", _("Medborgarlöften"), "lokalpolisomradet",
         _("Löftena i klartext: vad som lovas, var och till när. Skriv om inga är lämnade."), _A.PUBLIC),
    Part("brottsligheten", _("Brottsligheten"), "brottsligheten",
         _("Vad statistiken visar och vad den inte kan visa. Hämta talen ur listan i stället för att skriva dem."),
         _A.PUBLIC),
    Part("lagen", _("Konflikter, rekrytering och nedskräpning"), "brottsligheten",
         _("Det som inte syns i statistiken. Aldrig om enskilda personer."), _A.AUTHORITIES),
    Part("tryggheten", _("Tryggheten"), "tryggheten",
         _("Vad undersökningarna säger, för vem, och varför de kan säga olika."), _A.PUBLIC),
    Part("dialog", _("Trygghetsvandringar och medborgardialog"), "tryggheten",
         _("Vilka tillfällen som har ordnats och vad de ledde till."), _A.PUBLIC),
    Part("samverkansomraden", _("Prioriterade samverkansområden"), "samverkansomraden",
         _("Hur områdena har valts, och vad som krävs av båda."), _A.PUBLIC),
    Part("platslistor", _("Platser och områden i listor"), "samverkansomraden", "", _A.ALL_PARTIES,
         takes_text=False),
    Part("lokalt", _("Lokalt prioriterade samverkansområden"), "lokalt",
         _("Lämna tomt om det inte finns några. Då står det i lägesbilden."), _A.PUBLIC, is_needed=False),
    Part("atgardsplan", _("Åtgärdsplan"), "atgardsplan",
         _("Vad ni har kommit överens om att göra, varför just det och vad ni väljer bort."), _A.ALL_PARTIES,
         is_needed=False),
    Part("uppfoljning", _("Uppföljning av årets åtgärder"), "atgardsplan",
         _("Vad som blev av, vad det ledde till och vad ni lärde er."), _A.ALL_PARTIES, is_needed=False),
    Part("forandring", _("Förändring sedan förra året"), "forandring", "", _A.PUBLIC, takes_text=False),
    Part("underlag", _("Källor och datakvalitet"), "underlag", "", _A.PUBLIC, takes_text=False),
    Part("vandringar", _("Bilaga: årets trygghetsvandringar"), "vandringar", "", _A.ALL_PARTIES, takes_text=False),
)  # fmt: skip

CHAPTERS: tuple[tuple[str, str | Promise], ...] = (
    ("bedomning", _("Sammantagen bedömning")),
    ("inledning", _("Inledning")),
    ("stadsdelsomradet", _("Stadsdelsområdet")),
    ("lokalpolisomradet", _("Lokalpolisområdet")),
    ("brottsligheten", _("Brottsligheten")),
    ("tryggheten", _("Tryggheten")),
    ("samverkansomraden", _("Prioriterade samverkansområden")),
    ("lokalt", _("Lokalt prioriterade samverkansområden")),
    ("atgardsplan", _("Åtgärdsplan och uppföljning")),
    ("forandring", _("Förändring sedan förra året")),
    ("underlag", _("Datakvalitet")),
    ("vandringar", _("Bilaga: årets trygghetsvandringar")),
)
BY_KEY = {part.key: part for part in PARTS}


@dataclass(frozen=True, slots=True)
class Theme:
    """A prioritised area of collaboration, city-wide (DOMAIN.md 3.2), as a new edition gets it."""

    code: str
    name: str | Promise


THEMES: tuple[Theme, ...] = (
    Theme("unga", _("Unga i riskzon för destruktivt beteende")),
    Theme("platser", _("Otrygga och brottsutsatta platser")),
    Theme("systemhot", _("Systemhotande brottslighet")),
    Theme("brottsoffer", _("Särskilt utsatta och sårbara brottsoffer")),
    Theme("kriminella-miljoer", _("Kriminella miljöer och livsstilar")),
)


def chapter_of(key: str) -> str:
    """Return the chapter a section is printed in; one that the district added is a chapter by itself."""
    if key.startswith(OWN_PREFIX):
        return key
    return "samverkansomraden" if key.startswith(THEME_PREFIX) else BY_KEY[key].chapter
