"""How long places, the parties' roles there and their agreements are kept."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from places.models import (
    Agreement,
    Area,
    AreaAlias,
    BaseMapFeature,
    BorderlineDirection,
    CameraRegisterEntry,
    CitizenPromise,
    Decision,
    Designation,
    Goal,
    GroupMember,
    Mandate,
    Matter,
    Meeting,
    Place,
    PlaceCollaboration,
    Programme,
    PromiseFollowUp,
    Publication,
    Theme,
    ThemePart,
    WorkingGroup,
)
from platssamverkan.core.retention import How, Rows, Rule

GEOGRAPHY = _("Geografi ur öppna källor. Innehåller inga personuppgifter.")
JOINT_WORK = _("Visar vad parterna har kommit överens om. Texterna ska inte innehålla personuppgifter.")


def contacts_due(before: datetime) -> Rows:
    """Roles that ended before the moment and still tell how to reach somebody."""
    return Mandate.objects.filter(valid_to__lt=timezone.localdate(before)).exclude(contact="")


def forget_contacts(rows: Rows) -> tuple[()]:
    """Take the way to reach them away; who was responsible for what is left."""
    rows.update(contact="")
    return ()


RULES = (
    Rule(
        code="area",
        model=Area,
        what=_("Område: namn, gräns och källa"),
        how=How.KEEP,
        fields=("name", "code", "source"),
        basis=GEOGRAPHY,
    ),
    Rule(
        code="area-alias",
        model=AreaAlias,
        what=_("Områdets andra namn"),
        how=How.KEEP,
        fields=("name", "folded"),
        basis=GEOGRAPHY,
    ),
    Rule(
        code="place",
        model=Place,
        what=_("Plats: namn, läge och beskrivning"),
        how=How.KEEP,
        fields=("name", "note", "source", "guard_reason"),
        basis=GEOGRAPHY,
    ),
    Rule(
        code="designation",
        model=Designation,
        what=_("Klassning av ett område, med egen gräns"),
        how=How.KEEP,
        fields=("name", "conditions", "source", "guard_reason"),
        basis=GEOGRAPHY,
    ),
    Rule(
        code="borderline",
        model=BorderlineDirection,
        what=_("Vad ett område gränsar till"),
        how=How.KEEP,
        fields=("source",),
        basis=GEOGRAPHY,
    ),
    Rule(
        code="base-map",
        model=BaseMapFeature,
        what=_("Kartans underlag: vatten, tunnelbana, hållplatser"),
        how=How.KEEP,
        fields=("name", "source"),
        basis=GEOGRAPHY,
    ),
    Rule(
        code="camera",
        model=CameraRegisterEntry,
        what=_("Register över kamerabevakning: adress, ändamål och bedömning"),
        how=How.KEEP,
        fields=("address", "place_type", "purpose", "special_technique"),
        basis=_(
            "Ska sparas minst fem år efter att bevakningen upphörde (kamerabevakningslagen 2018:1200, 9–10 §§). "
            "Därefter krävs beslut. Innehåller inga bilder."
        ),
    ),
    Rule(
        code="matter",
        model=Matter,
        what=_("Sakområden"),
        how=How.KEEP,
        fields=("name",),
        basis=_("Produktens egen lista. Innehåller inga personuppgifter."),
    ),
    Rule(
        code="mandate",
        model=Mandate,
        what=_("Roll på en plats: kontaktvägen tas bort"),
        how=How.COARSEN,
        months=12,
        since=_("rollen upphörde"),
        fields=("legal_basis", "limits", "contact", "source", "guard_reason"),
        basis=_(
            "Kontaktvägen ska gå till en funktion men kan bli en persons. Vem som ansvarade för vad bevaras."
        ),
        due=contacts_due,
        carry_out=forget_contacts,
    ),
    Rule(
        code="programme",
        model=Programme,
        what=_("Program: namn, finansiär och källa"),
        how=How.KEEP,
        fields=("name", "funder", "source", "guard_reason"),
        basis=JOINT_WORK,
    ),
    Rule(
        code="collaboration",
        model=PlaceCollaboration,
        what=_("Platssamverkan: utmaning, metod och källa"),
        how=How.KEEP,
        fields=("name", "challenge", "method", "source", "guard_reason"),
        basis=JOINT_WORK,
    ),
    Rule(
        code="goal",
        model=Goal,
        what=_("Mål för en platssamverkan"),
        how=How.KEEP,
        fields=("text",),
        basis=JOINT_WORK,
    ),
    Rule(
        code="group",
        model=WorkingGroup,
        what=_("Arbetsgrupp: namn, uppdrag och möten"),
        how=How.KEEP,
        fields=("name", "purpose", "frequency", "source", "guard_reason"),
        basis=JOINT_WORK,
    ),
    Rule(
        code="group-member",
        model=GroupMember,
        what=_("Organisationens plats i en grupp, med mandat"),
        how=How.KEEP,
        fields=("described", "mandate", "guard_reason"),
        basis=_("Gäller organisationer och slag av deltagare, inte personer."),
    ),
    Rule(
        code="agreement",
        model=Agreement,
        what=_("Överenskommelse: namn, samverkansområden och källa"),
        how=How.KEEP,
        fields=("name", "themes", "source", "guard_reason"),
        basis=JOINT_WORK,
    ),
    Rule(
        code="joint-decision",
        model=Decision,
        what=_("Beslut i en platssamverkan"),
        how=How.KEEP,
        fields=("when", "text", "source", "guard_reason"),
        basis=JOINT_WORK,
    ),
    Rule(
        code="meeting",
        model=Meeting,
        what=_("Möte i en grupp: anteckningar i korthet"),
        how=How.KEEP,
        fields=("minutes", "guard_reason"),
        basis=JOINT_WORK,
    ),
    Rule(
        code="theme",
        model=Theme,
        what=_("Prioriterat samverkansområde: namn och källa"),
        how=How.KEEP,
        fields=("name", "source", "guard_reason"),
        basis=JOINT_WORK,
    ),
    Rule(
        code="theme-part",
        model=ThemePart,
        what=_("Mål, indikatorer och aktiviteter i ett samverkansområde"),
        how=How.KEEP,
        fields=("text",),
        basis=JOINT_WORK,
    ),
    Rule(
        code="citizen-promise",
        model=CitizenPromise,
        what=_("Medborgarlöfte"),
        how=How.KEEP,
        fields=("text", "source", "guard_reason"),
        basis=JOINT_WORK,
    ),
    Rule(
        code="promise-follow-up",
        model=PromiseFollowUp,
        what=_("Uppföljning av medborgarlöfte"),
        how=How.KEEP,
        fields=("text", "guard_reason"),
        basis=JOINT_WORK,
    ),
    Rule(
        code="publication",
        model=Publication,
        what=_("Publik platssida, så som den publicerades"),
        how=How.KEEP,
        fields=(
            "title",
            "challenge",
            "classification",
            "goals",
            "measures",
            "method",
            "organisation",
            "participants",
            "guard_reason",
        ),
        basis=_("Publicerad text, granskad före publicering. Visar vad allmänheten kunde läsa och när."),
    ),
)
