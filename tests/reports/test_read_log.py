from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from places.models import Area
from reports.read_log import describe_readings, readings
from stakeholders.audit import record, record_view
from stakeholders.models import Organisation, User
from tests.factories import make_incident

pytestmark = pytest.mark.django_db


@pytest.fixture
def part(demo_district: Area) -> Area:
    return Area.objects.neighbourhoods_of(demo_district)[0]


def test_who_saw_a_place_stands_there_and_what_they_changed_does_not(part: Area, coordinator: User) -> None:
    incident = make_incident(area=part)
    seen = record_view(coordinator, incident)
    record(coordinator, "incident.changed", incident)
    assert list(readings(part)) == [seen]


def test_only_what_lies_in_the_area_and_in_the_days_is_found(part: Area, coordinator: User) -> None:
    district = Area.objects.get(children=part)
    elsewhere = Area.objects.neighbourhoods_of(district)[1]
    record_view(coordinator, make_incident(area=elsewhere))
    seen = record_view(coordinator, make_incident(area=part))
    today = timezone.localdate()
    assert list(readings(part, first_day=today, last_day=today)) == [seen]
    assert not readings(part, last_day=today - timedelta(days=1)).exists()
    assert not readings(part, first_day=today + timedelta(days=1)).exists()
    assert readings(district).count() == 2


def test_another_organisations_reader_is_told_as_the_organisation(
    part: Area, coordinator: User, police: User
) -> None:
    incident = make_incident(area=part)
    rows = [record_view(police, incident), record_view(coordinator, incident)]
    own = Organisation.objects.filter(memberships__user=coordinator)
    words = describe_readings(rows, own=own)
    assert [line.who for line in words] == ["Lokalpolisområde Vällingby", coordinator.name]
    assert words[0].what == f"händelse {incident.pk} i {part.name}"
    assert incident.category.name not in " ".join(line.what for line in words)


def test_reading_the_log_is_written_down_too(
    demo_district: Area, admin: User, client_for: Callable[[User], Client]
) -> None:
    address = reverse("reports:read_log", args=[demo_district.slug])
    browser = client_for(admin)
    assert admin.name not in browser.get(address).content.decode().partition("<main")[2]
    page = browser.get(address).content.decode()
    assert admin.name in page.partition("<main")[2]
    assert f"öppnade läsloggen för {demo_district.name}" in page


def test_a_day_that_is_none_is_told_at_the_field(
    demo_district: Area, admin: User, client_for: Callable[[User], Client]
) -> None:
    answer = client_for(admin).get(reverse("reports:read_log", args=[demo_district.slug]), {"fran": "igår"})
    assert answer.status_code == 400
    assert "invalid-feedback" in answer.content.decode() or "errorlist" in answer.content.decode()
