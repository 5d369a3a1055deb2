"""The demo's walks: held as the source texts tell; what was seen there is invented, and says so.

Pictures are drawn by the program and marked as drawn.  Nothing here shows a person.
"""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from uuid import NAMESPACE_URL, uuid5

from django.contrib.gis.geos import Point
from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageDraw

from places.models import Area, AreaKind, Place
from platssamverkan.core.weeks import STOCKHOLM
from platssamverkan.demo import logins
from stakeholders.models import Organisation
from walks.models import (
    Answer,
    Aspect,
    AspectScore,
    Observation,
    ObservationCategory,
    ObservationStatus,
    ParticipantCount,
    Urgency,
    Walk,
    WalkGroup,
    WalkKind,
    WalkStatus,
    WalkStop,
)
from walks.photos import repaint
from walks.services import keep_photo, propose_responsible

INVENTED = "Iakttagelserna är påhittad demodata"
# Stop, kind, urgency ('' where it is good), text, and what was answered: status and words.
Seen = tuple[int, str, str, str, str, str]

SQUARE: tuple[Seen, ...] = (
    (1, "square_seating", "", "Bänkarna vid entrén används av många under dagen.", "", ""),
    (1, "lighting", "urgent", "Två lampor lyser inte längs muren.", "acting", "Lamporna byts vid nästa rond."),
    (1, "litter_waste", "should", "Papperskorgarna är fulla redan på eftermiddagen.", "done", "Töms nu två gånger om dagen."),
    (2, "vegetation", "should", "Buskarna skymmer sikten mot gångvägen.", "acting", "Buskarna tas ner till midjehöjd."),
    (2, "tunnel_underpass", "urgent", "Gångtunneln är mörk i mitten och har klottrade väggar.", "investigating", "Ny belysning utreds tillsammans med fastighetsägaren."),
    (2, "graffiti_damage", "should", "Klotter på tunnelns båda väggar.", "done", "Sanerat."),
    (3, "entrances", "should", "Porten går inte i lås.", "acting", "Låset byts."),
    (3, "camera", "wish", "Önskemål om kamera vid cykelstället.", "not_acting", "Platsen uppfyller inte kraven för kamerabevakning. Cykelstället flyttas i stället dit det syns."),
    (3, "activity_flow", "wish", "Ödsligt efter att butikerna har stängt.", "new", ""),
)  # fmt: skip
STATION: tuple[Seen, ...] = (
    (1, "station_stop", "", "Väntsalen är öppen och ljus.", "", ""),
    (1, "lighting", "should", "Ojämnt ljus mellan perrong och plan.", "acting", "Armaturerna ses över."),
    (2, "hiding_spots", "should", "Nisch bakom kiosken som inte syns från gatan.", "investigating", "Fastighetsägaren tar fram ett förslag till stängning."),
    (2, "orientation", "wish", "Skylten mot centrum saknas.", "done", "Skylten är uppsatt."),
)  # fmt: skip
HALF: tuple[Seen, ...] = SQUARE[:6]


@transaction.atomic
def load_walks(district: Area) -> None:
    """Load the walks the texts tell of and one that is still to come, once."""
    if Walk.objects.exists():
        return
    blackeberg, hasselby, sodertalje = (
        Place.objects.get(name=name) for name in ("Blackeberg", "Hässelby torg", "Södertälje stationsplan")
    )
    office = Organisation.objects.get(name=logins.DISTRICT)
    bromma = Organisation.objects.get(name=logins.OTHER_DISTRICT)
    south = Organisation.objects.get(name="Södertälje kommun")
    year = "källan anger ingen dag, dagen är påhittad"
    _walk(
        "Trygghetsvandring i Blackeberg", Area.objects.get(kind=AreaKind.CITY_DISTRICT, name="Bromma"), bromma,
        date(2023, 4, 20), blackeberg, HALF, f"Stockholms stad, Platssamverkan i Blackeberg; {year}. {INVENTED}",
        "Höra de boende och se torget tillsammans, i samband med medborgardialogen.",
    )  # fmt: skip
    held = _walk(
        "Trygghetsvandring vid Hässelby torg", district, office, date(2023, 10, 11), hasselby, SQUARE,
        f"Gemensam lägesbild 2023, Hässelby-Vällingby; {year}. {INVENTED}",
        "Sammankallad av stadsdelsförvaltningen, lokalpolisområdet och fastighetsägarna i Havafast. Se vad som gör torget otryggt efter mörkrets inbrott.",
    )  # fmt: skip
    for number, day in enumerate((date(2023, 11, 7), date(2023, 11, 9)), start=1):
        _walk(
            f"Trygghetsvandring {number} vid stationsplan",
            Area.objects.get(kind=AreaKind.MUNICIPALITY, name__startswith="Södertälje"), south, day, sodertalje,
            STATION, f"Södertälje kommun, Aktörer går samman för att öka tryggheten på stationsplan; {year}. {INVENTED}",
            "Se stationsplan tillsammans och komma överens om vem som gör vad.",
        )  # fmt: skip
    for aspect, score in zip(Aspect, (3, 2, 3, 3, 2, 2, 3, 3, None), strict=True):
        if score:
            AspectScore.objects.create(walk=held, aspect=aspect, score=score)
    _coming(held)


def _walk(
    title: str, area: Area, organiser: Organisation, day: date, place: Place, seen: tuple[Seen, ...],
    source: str, purpose: str,
) -> Walk:  # fmt: skip
    starts = datetime.combine(day, time(18, 30), STOCKHOLM)
    walk = Walk.objects.create(
        title=title, area=area, organiser=organiser, purpose=purpose, starts_at=starts, source=source,
        meeting_point=f"{place.name}, vid entrén", pre_meeting_on=day - timedelta(days=16),
        follow_up_on=day + timedelta(days=20), status=WalkStatus.PUBLISHED, invented=True,
        published_at=starts + timedelta(days=14), kind=WalkKind.WALK,
    )  # fmt: skip
    stops = _stops(walk, place)
    WalkGroup.objects.create(
        walk=walk, name="Grupp 1", size=14, leader="Trygghetssamordnare", recorder="Fältassistent",
        photographer="Områdespolis",
    )  # fmt: skip
    for kind, age, count in (
        ("resident", "30-64", 6),
        ("resident", "65-", 3),
        ("municipality", "", 3),
        ("police", "", 2),
    ):
        ParticipantCount.objects.create(walk=walk, kind=kind, age_band=age, count=count)
    for number, row in enumerate(seen, start=1):
        _observe(walk, stops, number, row)
    return walk


def _stops(walk: Walk, place: Place) -> list[WalkStop]:
    spot = place.geometry.centroid if place.geometry else None
    return [
        WalkStop.objects.create(
            walk=walk, number=number, name=name, look_for=look_for, place=place, point=_beside(spot, number)
        )
        for number, (name, look_for) in enumerate(
            (
                (place.name, "ljus, sittplatser, flöden"),
                ("Gångvägen och tunneln", "sikt, belysning, klotter"),
                ("Entréerna", "lås, sikt, cykelställ"),
            ),
            start=1,
        )
    ]


def _beside(spot: Point | None, number: int) -> Point | None:
    """The place's middle for the first stop, the others some way on."""
    step = number - 1
    return Point(spot.x + 110 * step, spot.y + (90, 40, -60)[step], srid=spot.srid) if spot else None


def _observe(walk: Walk, stops: list[WalkStop], number: int, row: Seen) -> None:
    at, category, urgency, text, status, words = row
    stop = stops[at - 1]
    observation = Observation(
        walk=walk, number=number, client_id=uuid5(NAMESPACE_URL, f"{walk.title} {number}"), stop=stop,
        point=stop.point, position_source="stop" if stop.point else "", positive=not urgency, text=text,
        category=ObservationCategory.objects.get(code=category), urgency=urgency or Urgency.SHOULD,
        noted_at=walk.starts_at + timedelta(minutes=8 * number),
    )  # fmt: skip
    if urgency:
        observation.responsible = propose_responsible(observation) or walk.organiser
        observation.status = status or ObservationStatus.NEW
        observation.reason = words
        if status in ("acting", "investigating"):
            observation.due_on = timezone.localtime(walk.starts_at).date() + timedelta(days=180)
    observation.save()
    if words:
        Answer.objects.create(
            observation=observation, status=status, text=words, organisation=observation.responsible,
            due_on=observation.due_on,
        )  # fmt: skip
    if number % 3 == 2:
        keep_photo(observation=observation, picture=repaint(draw(number)), position=0, drawn=True)
        observation.photos.update(looked_at=walk.starts_at + timedelta(days=1))


def draw(number: int) -> bytes:
    """A drawn scene at dusk: ground, houses, a lamp that shines or not."""
    picture = Image.new("RGB", (960, 640), (44, 62, 80))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 430, 960, 640), fill=(92, 99, 104))
    for step, height in enumerate((180, 250, 140, 220)):
        left = 40 + step * 235 + 9 * number
        pen.rectangle((left, 430 - height, left + 170, 430), fill=(70, 84, 97))
        for window in range(3):
            lit = (number + step + window) % 3 == 0
            top = 445 - height + window * 42
            pen.rectangle(
                (left + 20, top, left + 50, top + 26), fill=(240, 200, 110) if lit else (50, 62, 74)
            )
    pen.polygon(((300, 640), (470, 430), (520, 430), (760, 640)), fill=(150, 152, 150))
    pen.rectangle((636, 210, 644, 470), fill=(25, 30, 36))
    pen.ellipse((612, 180, 668, 226), fill=(250, 222, 140) if number % 2 else (60, 66, 72))
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _coming(held: Walk) -> None:
    """A walk next week over the same stops, so that there is one to go with a telephone."""
    day = timezone.localdate() + timedelta(days=7)
    walk = Walk.objects.create(
        title="Återvandring vid Hässelby torg", area=held.area, organiser=held.organiser, repeats=held,
        purpose="Se om det som lovades är gjort.", starts_at=datetime.combine(day, time(17, 0), STOCKHOLM),
        meeting_point=held.meeting_point, pre_meeting_on=day - timedelta(days=5),
        follow_up_on=day + timedelta(days=21), source="Påhittad demodata", invented=True,
    )  # fmt: skip
    for stop in held.stops.all():
        WalkStop.objects.create(
            walk=walk, number=stop.number, name=stop.name, look_for=stop.look_for, place=stop.place, point=stop.point
        )  # fmt: skip
