"""A new colleague's first page: what is open, who meets, whom to call, what was decided."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from places.models import Area, Decision, Mandate, PlaceCollaboration
from reports.handover import handover
from stakeholders.models import User

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User], Client]
TODAY = date(2026, 11, 22)


def test_it_holds_the_year_and_otherwise_says_that_it_is_older(
    coordinator: User, demo_district: Area
) -> None:
    found = handover(coordinator, demo_district, TODAY)
    collaboration = PlaceCollaboration.objects.filter(decisions__isnull=False).first()
    assert collaboration is not None
    assert found.is_older == bool(found.decided)
    made = Decision.objects.create(
        collaboration=PlaceCollaboration.objects.create(
            area=demo_district, name="Prov", model=collaboration.model, phase=collaboration.phase,
            started_on=TODAY - timedelta(days=30), source="Test",
        ),
        decided_on=TODAY - timedelta(days=10), text="Lyktorna lagas före jul", source="Test",
    )  # fmt: skip
    found = handover(coordinator, demo_district, TODAY)
    assert ([item.text for item in found.decided], found.is_older) == ([made.text], False)
    later = handover(coordinator, demo_district, TODAY + timedelta(days=400))
    assert later.is_older


def test_only_ways_to_reach_somebody_are_contacts(coordinator: User, demo_district: Area) -> None:
    mandate = Mandate.objects.filter(place__areas=demo_district, valid_to__isnull=True).first()
    assert mandate is not None
    Mandate.objects.filter(pk=mandate.pk).update(contact="felanmalan@example.org")
    assert mandate.pk in [row.pk for row in handover(coordinator, demo_district, TODAY).contacts]
    Mandate.objects.filter(pk=mandate.pk).update(contact="")
    assert mandate.pk not in [row.pk for row in handover(coordinator, demo_district, TODAY).contacts]


def test_the_page_is_for_colleagues_at_an_authority(
    coordinator: User, property_owner: User, outsider: User, client_for: ClientFor, demo_district: Area
) -> None:
    path = reverse("reports:handover", args=[demo_district.slug])
    with CaptureQueriesContext(connection) as queries:
        html = client_for(coordinator).get(path).content.decode()
    assert "Öppet arbete" in html
    assert "Bedöm v.\u00a047" in html
    assert len(queries) <= 52
    assert client_for(property_owner).get(path).status_code == 403
    assert client_for(outsider).get(path).status_code == 404
