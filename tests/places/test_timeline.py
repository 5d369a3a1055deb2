"""The story of a place: complete, in a fixed order, no more than the reader may see, and as cheap with many rows."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.contrib.gis.geos import Point
from django.db import connection
from django.db.models import Q
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.models import Assessment
from incidents.models import Incident, IncidentCategory
from measures.models import Measure, MeasureUpdate
from places.models import SRID, Area, Designation, Place
from platssamverkan.core.weeks import STOCKHOLM, IsoWeek
from reports.timeline import PAGE, SOURCES, Asked, Subject, timeline_of
from stakeholders.models import User
from tests.factories import (
    make_assessment,
    make_incident,
    make_observation,
    make_organisation,
    make_photo,
    make_place,
    make_walk,
)
from walks.models import Walk, WalkStop

ClientFor = Callable[[User], Client]
TODAY = timezone.localdate()
EVERYTHING = Asked()


def story(place: Place, reader: User, asked: Asked = EVERYTHING) -> list[tuple[date, str, str]]:
    """Every line, over all pages."""
    subject = Subject(place, reader, TODAY)
    first = timeline_of(subject, asked, 1)
    pages = [first, *(timeline_of(subject, asked, n) for n in range(2, first.paginator.num_pages + 1))]
    return [(event.day, event.code, event.title) for page in pages for event in page.object_list]


def torg() -> Place:
    return Place.objects.get(slug="maltesholmstorget")


def test_the_demos_square_tells_what_happened(coordinator: User, demo_district: Area) -> None:
    told = story(torg(), coordinator)
    unused = {"ansvar", "vandring", "iakttagelse", "bild"}
    assert {code for _day, code, _title in told} == {source.code for source in SOURCES} - unused
    assert (date(2023, 11, 9), "mote", "Arbetsgrupp Maltesholmstorget möttes") in told
    assert (date(2023, 11, 9), "beslut", "Planen gäller från årsskiftet.") in told
    assert (date(2023, 1, 1), "klassning", "Öppen drogscen började gälla") in told
    assert (date(2024, 12, 31), "klassning", "Prioriterad plats gällde för sista dagen") in told
    assert (date(2023, 1, 1), "samverkan", "Platssamverkan Maltesholmstorget startade") in told
    days = [day for day, _code, _title in told]
    assert days == sorted(days, reverse=True)


def test_levels_are_told_where_they_changed(coordinator: User, demo_district: Area) -> None:
    area = torg().areas.get(kind="neighbourhood")
    rows = list(
        Assessment.objects.filter(area=area)
        .order_by("iso_year", "iso_week")
        .values_list("iso_year", "iso_week", "level")
    )
    expected = [
        (IsoWeek(year, week).monday, before, level)
        for (_y, _w, before), (year, week, level) in pairwise(rows)
        if before != level
    ]
    told = [(day, title) for day, code, title in story(torg(), coordinator) if code == "niva"]
    assert [day for day, _title in reversed(told)] == [day for day, _before, _level in expected]
    for (_day, title), (_monday, before, level) in zip(reversed(told), expected, strict=True):
        assert f"från {before} " in title
        assert f"till {level} " in title


def test_the_order_is_the_same_every_time_and_no_line_comes_twice(
    coordinator: User, demo_district: Area
) -> None:
    place = torg()
    for year in range(1950, 1990):
        Designation.objects.create(
            kind="alcohol_ban",
            name="x",
            place=place,
            source="Test",
            valid_from=date(year, 1, 1),
            valid_to=date(year, 1, 1),
        )
    told = story(place, coordinator)
    assert told == story(place, coordinator)
    assert len([row for row in told if row[1] == "klassning" and row[0].year < 1990]) == 80


def test_each_reader_sees_their_own_incidents(
    coordinator: User, property_owner: User, demo_district: Area
) -> None:
    def incidents(reader: User) -> int:
        return len(story(torg(), reader, Asked(("handelse",))))

    area = torg().areas.get(kind="neighbourhood")
    make_incident(area=area, place=torg(), visibility="all_parties")
    make_incident(area=area, place=torg(), visibility="authorities")
    make_incident(area=area, visibility="all_parties")  # somewhere in the stadsdel: not a story of this place
    here = Incident.objects.filter(place=torg(), duplicate_of=None)
    own = Q(owner__memberships__user=property_owner)
    shared = here.filter(Q(visibility__in=["all_parties", "public"]) | own).count()
    assert incidents(coordinator) == here.count()
    assert 0 < incidents(property_owner) == shared < incidents(coordinator)


def test_a_neighbours_area_is_not_told_of(coordinator: User, demo_district: Area) -> None:
    """A place across a border lies in an area the reader does not see, too."""
    ours = torg().areas.get(kind="neighbourhood")
    theirs = Area.objects.exclude(parent=demo_district).filter(kind="neighbourhood").first()
    assert theirs
    place = make_place(geometry=None)
    for area in (ours, theirs):
        place.place_areas.create(area=area, chosen=True)
    make_incident(
        area=theirs,
        place=place,
        visibility="all_parties",
        occurred_from=datetime(2022, 1, 1, tzinfo=STOCKHOLM),
        occurred_to=datetime(2022, 1, 1, tzinfo=STOCKHOLM),
    )
    make_assessment(area=theirs, iso_year=2022, iso_week=1, level=1)
    make_assessment(area=theirs, iso_year=2022, iso_week=2, level=5)
    assert not [row for row in story(place, coordinator) if row[0].year == 2022]


def test_filter_and_page_stand_in_the_address(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    client = client_for(coordinator)
    url = "/platser/maltesholmstorget/"
    for _ in range(PAGE + 1):
        make_incident(area=torg().areas.get(kind="neighbourhood"), place=torg())

    def shown(query: str) -> list[str]:
        html = client.get(f"{url}?{query}").content.decode()
        return [unescape(kind) for kind in re.findall(r'<span class="kind">([^<]*)</span>', html)]

    assert set(shown("visa=mote&visa=beslut")) == {"Möte", "Beslut"}
    assert len(shown("visa=mote&fran=2023-10-01&till=2023-12-31")) == 1
    assert len(shown("")) == PAGE
    assert shown("sida=2") != []
    assert shown("visa=nonsens&fran=i-g%C3%A5r&sida=minus") == shown("")
    assert shown("sida=999999999999999999999") == shown("sida=-1") != shown("")
    html = client.get(f"{url}?visa=handelse&fran=2023-01-01").content.decode()
    assert "?visa=handelse&amp;fran=2023-01-01&amp;sida=2#handelser" in html
    assert "Inget passar urvalet." in client.get(f"{url}?visa=mote&fran=2030-01-01").content.decode()


def test_ten_thousand_events_cost_as_many_queries_as_ten(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    place = torg()
    area = place.areas.get(kind="neighbourhood")
    Incident.objects.filter(place=place).delete()
    client = client_for(coordinator)
    client.get(place.get_absolute_url())
    with CaptureQueriesContext(connection) as few:
        client.get(place.get_absolute_url())
    category = IncidentCategory.objects.filter(severity=1).first()
    moment = datetime(2020, 1, 1, 12, tzinfo=STOCKHOLM)
    Incident.objects.bulk_create(
        [
            Incident(
                area=area, place=place, category=category, severity=1, visibility="all_parties",
                occurred_from=moment + timedelta(hours=n), occurred_to=moment + timedelta(hours=n),
            )
            for n in range(10_000)
        ]
    )  # fmt: skip
    for address in (place.get_absolute_url(), f"{place.get_absolute_url()}?sida=200"):
        with CaptureQueriesContext(connection) as many:
            html = client.get(address).content.decode()
        assert len(many) == len(few)
        assert html.count('<span class="kind">') == PAGE


def test_a_planned_meeting_is_told_as_planned(coordinator: User, demo_district: Area) -> None:
    group = torg().collaborations.get().groups.get()
    group.meetings.create(held_on=TODAY + timedelta(days=7))
    assert story(torg(), coordinator, Asked(("mote",)))[0] == (
        TODAY + timedelta(days=7),
        "mote",
        "Arbetsgrupp Maltesholmstorget möts",
    )


def walked(place: Place, **overrides: Any) -> tuple[Walk, WalkStop]:
    """A walk on a November evening that stops at the place."""
    walk = make_walk(
        area=place.areas.get(kind="neighbourhood"),
        title="Höstvandringen",
        starts_at=datetime(2025, 11, 5, 18, tzinfo=STOCKHOLM),
        **overrides,
    )
    return walk, walk.stops.create(number=1, name="Torget", place=place)


def test_walks_observations_and_pictures_are_told(
    coordinator: User, outsider: User, demo_district: Area, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    place, evening = torg(), date(2025, 11, 5)
    walk, stop = walked(place)
    wrong_clock = datetime(1970, 1, 1, tzinfo=STOCKHOLM)
    at_stop = make_observation(walk=walk, stop=stop, noted_at=wrong_clock, number=1)
    centre = place.geometry.centroid if place.geometry else None
    assert centre is not None
    near = make_observation(walk=walk, point=Point(centre.x + 100, centre.y, srid=SRID), number=2)
    make_observation(walk=walk, point=Point(centre.x + 200, centre.y, srid=SRID), number=3)
    late = make_observation(
        walk=walk, stop=stop, number=4, channel="mail", noted_at=datetime(2025, 11, 20, 12, tzinfo=STOCKHOLM)
    )
    make_photo(at_stop)
    subject = Subject(place, coordinator, TODAY)
    shown = timeline_of(subject, Asked(("vandring", "iakttagelse", "bild")), 1).object_list
    found = {(event.day, event.code, event.url) for event in shown}
    address = "/trygghetsvandringar/iakttagelse/{}/".format
    assert found == {
        (evening, "vandring", f"/trygghetsvandringar/{walk.pk}/"),
        (evening, "iakttagelse", address(at_stop.pk)),
        (evening, "iakttagelse", address(near.pk)),
        (date(2025, 11, 20), "iakttagelse", address(late.pk)),
        (evening, "bild", address(at_stop.pk)),
    }
    assert [event.title for event in shown if event.code == "bild"] == [f"1 bild: {at_stop.category}"]
    assert not story(place, outsider, Asked(("vandring", "iakttagelse", "bild")))


def test_measures_are_told_as_far_as_they_are_shared(
    coordinator: User, property_owner: User, demo_district: Area
) -> None:
    place = torg()
    MeasureUpdate.objects.filter(measure__place=place).delete()
    Measure.objects.filter(place=place).delete()
    owner = make_organisation()
    for title, visibility in (("Ny belysning", "all_parties"), ("Riktad insats", "authorities")):
        measure = Measure.objects.create(
            title=title,
            area=place.areas.get(kind="neighbourhood"),
            place=place,
            owner=owner,
            owner_role="driftansvarig",
            visibility=visibility,
            status="ongoing",
            status_since=TODAY,
            due_on=TODAY + timedelta(days=30),
        )
        for kind, to, day in (("created", "", 9), ("status", "ongoing", 6), ("changed", "", 5)):
            measure.updates.create(on=TODAY - timedelta(days=day), kind=kind, to_status=to)
    lamp = [
        (TODAY + timedelta(days=30), "atgard", "Ny belysning ska vara klar"),
        (TODAY - timedelta(days=6), "atgard", "Ny belysning: pågår"),
        (TODAY - timedelta(days=9), "atgard", "Ny belysning: upplagd"),
    ]
    assert story(place, property_owner, Asked(("atgard",))) == lamp
    assert len(story(place, coordinator, Asked(("atgard",)))) == 2 * len(lamp)


def test_an_incident_opens_its_own_page(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    incident = make_incident(area=torg().areas.get(kind="neighbourhood"), place=torg())
    shown = timeline_of(Subject(torg(), coordinator, TODAY), Asked(("handelse",)), 1).object_list
    address = f"/omraden/{demo_district.slug}/handelser/{incident.pk}/"
    assert address in {event.url for event in shown}
    assert client_for(coordinator).get(address).status_code == 200


@pytest.mark.parametrize("codes", [("niva",), ("klassning", "niva"), ("mote", "handelse")])
def test_any_choice_of_sources_works(coordinator: User, demo_district: Area, codes: Any) -> None:
    assert {code for _day, code, _title in story(torg(), coordinator, Asked(codes))} == set(codes)
