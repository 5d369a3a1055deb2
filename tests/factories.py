"""Plain makers of rows: make_x(**overrides)."""

from datetime import date, datetime, timedelta
from io import BytesIO
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.gis.geos import MultiPolygon, Point, Polygon
from django.utils import timezone
from PIL import Image

from assessments.models import Assessment, Origin
from incidents.models import Incident, IncidentCategory
from places.models import SRID, Area, AreaKind, Place, PlaceKind
from places.place_services import resolve_areas
from stakeholders.models import Membership, Organisation, OrganisationType, Role, User
from walks.models import Observation, ObservationCategory, Photo, Walk
from walks.photos import repaint
from walks.services import keep_photo

numbers = count(1)
STOCKHOLM = ZoneInfo("Europe/Stockholm")


def square(x: float = 650_000, y: float = 6_580_000, side: float = 1_000) -> MultiPolygon:
    """A square in SWEREF 99 TM, in metres."""
    return MultiPolygon(Polygon.from_bbox((x, y, x + side, y + side)), srid=SRID)


def make_area(**overrides: Any) -> Area:
    n = next(numbers)
    values: dict[str, Any] = {
        "kind": AreaKind.NEIGHBOURHOOD,
        "name": f"Område {n}",
        "slug": f"omrade-{n}",
        "geometry": square(x=650_000 + 2_000 * n),
        "source": "Test",
        "fetched_on": date(2026, 1, 1),
    }
    return Area.objects.create(**(values | overrides))


def make_district(*names: str) -> Area:
    """A district with the named stadsdelar in that order."""
    district = make_area(kind=AreaKind.CITY_DISTRICT)
    for position, name in enumerate(names, start=1):
        make_area(name=name, parent=district, position=position)
    return district


def make_organisation(**overrides: Any) -> Organisation:
    values = {"name": f"Organisation {next(numbers)}", "org_type": OrganisationType.OTHER}
    return Organisation.objects.create(**(values | overrides))


def make_user(**overrides: Any) -> User:
    n = next(numbers)
    values: dict[str, Any] = {"email": f"person{n}@example.org", "name": f"Person {n}"}
    return User.objects.create_user(**(values | overrides))


def make_member(role: Role, organisation: Organisation, **overrides: Any) -> User:
    user = make_user()
    values: dict[str, Any] = {"valid_from": date(2020, 1, 1)}
    Membership.objects.create(user=user, organisation=organisation, role=role, **(values | overrides))
    return user


def make_assessment(**overrides: Any) -> Assessment:
    values: dict[str, Any] = {
        "iso_year": 2024,
        "iso_week": 10,
        "level": 1,
        "origin": Origin.IMPORTED,
        "decided_at": datetime(2024, 3, 11, 12, tzinfo=STOCKHOLM),
    }
    return Assessment.objects.create(**(values | overrides))


def make_incident(**overrides: Any) -> Incident:
    moment = datetime(2024, 3, 6, 20, tzinfo=STOCKHOLM)
    values: dict[str, Any] = {"severity": 1, "occurred_from": moment, "occurred_to": moment}
    values |= overrides
    values.setdefault("category", IncidentCategory.objects.filter(severity=values["severity"]).first())
    return Incident.objects.create(**values)


def make_place(**overrides: Any) -> Place:
    n = next(numbers)
    values: dict[str, Any] = {
        "name": f"Plats {n}",
        "slug": f"plats-{n}",
        "kind": PlaceKind.SQUARE,
        "geometry": Point(450_000.0 + 100 * n, 6_400_000.0, srid=SRID),
    }
    place = Place.objects.create(**(values | overrides))
    resolve_areas(places=[place.pk])
    return place


def make_walk(**overrides: Any) -> Walk:
    """A walk that begins in an hour, so that telephones may add to it."""
    values: dict[str, Any] = {
        "title": f"Vandring {next(numbers)}",
        "purpose": "Se platsen tillsammans.",
        "starts_at": timezone.now() + timedelta(hours=1),
    }
    values |= overrides
    values["area"] = values.get("area") or make_area()
    values["organiser"] = values.get("organiser") or make_organisation()
    return Walk.objects.create(**values)


def make_observation(**overrides: Any) -> Observation:
    values: dict[str, Any] = {
        "number": 1,
        "category": ObservationCategory.objects.get(code="lighting"),
        "text": "Lampan lyser inte.",
        "noted_at": timezone.now(),
    }
    values |= overrides
    if "walk" not in values:
        values["walk"] = make_walk()
    return Observation.objects.create(**values)


def picture(width: int = 64, height: int = 48, kind: str = "JPEG", **options: Any) -> bytes:
    """A drawn picture as a file, of a colour so far from the one before that no compression makes them alike."""
    out, n = BytesIO(), next(numbers)
    Image.new("RGB", (width, height), (n * 67 % 256, n * 41 % 256, n * 29 % 256)).save(out, kind, **options)
    return out.getvalue()


def make_photo(observation: Observation) -> Photo:
    return keep_photo(observation=observation, picture=repaint(picture()), position=0)
