"""How long walks are kept: what was seen and answered stays, addresses and pictures go."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from places.authorities import Authorities
from platssamverkan.core.retention import How, Rows, Rule
from walks.models import (
    Answer,
    AspectScore,
    Observation,
    ObservationCategory,
    Photo,
    Reader,
    Walk,
    WalkGroup,
    WalkStatus,
    WalkStop,
)

PROTOCOL = _(
    "Vandringens resultat, som parterna har lovat att svara på. Texterna ska inte innehålla personuppgifter."
)


def readers_due(before: datetime) -> Rows:
    """Addresses of participants whose walk's last meeting was before the moment; without one, the walk."""
    day = timezone.localdate(before)
    return Reader.objects.filter(walk__follow_up_on__lt=day) | Reader.objects.filter(
        walk__follow_up_on=None, walk__starts_at__lt=before
    )


def delete(rows: Rows) -> tuple[()]:
    """Delete the rows."""
    rows.delete()
    return ()


def photos_due(before: datetime) -> Rows:
    """Pictures older than the moment that no published protocol shows."""
    return Photo.objects.filter(received_at__lt=before).exclude(
        observation__walk__status__in=(WalkStatus.PUBLISHED, WalkStatus.CLOSED)
    )


def delete_photos(rows: Rows) -> tuple[()]:
    """Delete pictures with their files."""
    for photo in rows:
        photo.large.delete(save=False)
        photo.small.delete(save=False)
        photo.delete()
    return ()


def of_authority(rows: Rows, organisation: int) -> Rows:
    """Pictures from walks in the authority's own areas."""
    return rows.filter(observation__walk__area__in=Authorities().areas_of(organisation))


def readers_of_authority(rows: Rows, organisation: int) -> Rows:
    """Addresses given for walks in the authority's own areas."""
    return rows.filter(walk__area__in=Authorities().areas_of(organisation))


RULES = (
    Rule(
        code="walk",
        model=Walk,
        what=_("Trygghetsvandring: syfte, tid och samling"),
        how=How.KEEP,
        fields=("title", "purpose", "meeting_point", "source"),
        basis=PROTOCOL,
    ),
    Rule(
        code="walk-stop",
        model=WalkStop,
        what=_("Stopp på en vandring"),
        how=How.KEEP,
        fields=("name", "look_for"),
        basis=PROTOCOL,
    ),
    Rule(
        code="walk-group",
        model=WalkGroup,
        what=_("Grupp på en vandring, med funktioner"),
        how=How.KEEP,
        fields=("name", "leader", "recorder", "photographer"),
        basis=_("Funktioner och organisationer, inte namn."),
    ),
    Rule(
        code="observation",
        model=Observation,
        what=_("Iakttagelse: beskrivning och svar"),
        how=How.KEEP,
        fields=("content_sha256", "text", "matters_for", "remark", "reason"),
        basis=PROTOCOL,
    ),
    Rule(
        code="observation-answer",
        model=Answer,
        what=_("Svar på en iakttagelse"),
        how=How.KEEP,
        fields=("text",),
        basis=PROTOCOL,
    ),
    Rule(
        code="observation-category",
        model=ObservationCategory,
        what=_("Slag av iakttagelse"),
        how=How.KEEP,
        fields=("name",),
        basis=_("Produktens egen lista. Innehåller inga personuppgifter."),
    ),
    Rule(
        code="walk-aspect-score",
        model=AspectScore,
        what=_("Gruppens poäng för en aspekt"),
        how=How.KEEP,
        fields=("aspect", "score"),
        basis=_("Tal som jämförs mellan vandringar. Innehåller inga personuppgifter."),
    ),
    Rule(
        code="walk-photo",
        model=Photo,
        what=_("Bild från en vandring"),
        how=How.DELETE,
        months=24,
        since=_("bilden togs emot"),
        fields=("sent_sha256", "large", "small"),
        basis=_("Bilder som inte ingår i ett publicerat protokoll behövs inte längre."),
        due=photos_due,
        carry_out=delete_photos,
        whose=of_authority,
    ),
    Rule(
        code="walk-reader",
        model=Reader,
        what=_("Deltagare som vill ha svar: e-postadress"),
        how=How.DELETE,
        months=3,
        since=_("uppföljningsmötet hölls"),
        fields=("email",),
        basis=_("Adressen lämnades för att få svar. Antal och ålder finns kvar utan adress."),
        due=readers_due,
        carry_out=delete,
        whose=readers_of_authority,
    ),
)
