"""Who may read files of incidents in: those who decide about them."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from places.models import Area
from stakeholders.models import User


@pytest.mark.django_db
def test_only_those_who_triage_may_read_files_in(
    demo_district: Area,
    coordinator: User,
    property_owner: User,
    outsider: User,
    client_for: Callable[[User], Client],
) -> None:
    page = reverse("incidents:import", args=[demo_district.slug])
    run, undo = (
        reverse(f"incidents:{name}", args=[demo_district.slug, 1]) for name in ("import_run", "import_undo")
    )
    expected = {coordinator: (200, 400, 404, 404), property_owner: (403,) * 4, outsider: (404,) * 4}
    for user, answers in expected.items():
        client = client_for(user)
        got = (client.get(page), client.post(page), client.get(run), client.post(undo))
        assert tuple(each.status_code for each in got) == answers
