"""Lagkollen: each demand has its line, opens the thing itself, and turns red on the right day."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from measures.models import ActionPlan, LawItem, LawKind
from reports.law_check import law_lines, state_of
from stakeholders.models import User
from tests.measures.making import make_cast


@pytest.mark.parametrize(
    ("limit", "last_green"),
    [(date(2025, 11, 24), date(2025, 11, 24)), (date(2026, 2, 28), date(2026, 2, 28)), (date(2024, 2, 29), date(2024, 2, 29))],
)  # fmt: skip
def test_it_turns_red_the_day_after_the_limit(limit: date, last_green: date) -> None:
    assert state_of(limit, last_green) == "soon"
    assert state_of(limit, last_green + timedelta(days=1)) == "late"
    assert state_of(limit, limit - timedelta(days=183)) == "ok"
    assert state_of(None, date(2099, 1, 1)) == "ok"


@pytest.mark.django_db
def test_each_demand_is_missing_until_it_is_met(client_for: Callable[[User], Client]) -> None:
    cast = make_cast()
    today = date(2026, 2, 28)
    lines = law_lines(cast.coordinator, cast.district, today)
    assert {line.code: line.state for line in lines} == dict.fromkeys(
        ("situation", "plan", "follow_up", "agreement", "council", "coordination"), "missing"
    )
    decided = date(2024, 2, 29)
    for kind in LawKind:
        LawItem.objects.create(
            area=cast.district, owner=cast.office, kind=kind, name=f"{kind.label}", decided_on=decided,
            decided_by="Kommunstyrelsen",
        )  # fmt: skip
    plan = ActionPlan.objects.create(
        name="Åtgärdsplan 2024", area=cast.district, owner=cast.office, period_from=decided, period_to=date(2026, 2, 28),
        is_statutory=True, status="followed_up", decided_on=decided, decided_by="Nämnden", followed_up_on=date(2025, 6, 1),
    )  # fmt: skip
    cast.district.agreements.create(level="local", name="Överenskommelse", valid_from=decided, source="Test")
    lines = law_lines(cast.coordinator, cast.district, today)
    assert [line.state for line in lines] == ["soon", "soon", "ok", "ok", "ok", "ok"]
    assert lines[1].url == plan.get_absolute_url()
    late = law_lines(cast.coordinator, cast.district, date(2026, 3, 1))
    assert [line.code for line in late if line.state == "late"] == ["situation", "plan"]
    page = client_for(cast.coordinator).get(reverse("reports:law_check", args=[cast.district.slug]))
    assert plan.name in page.content.decode()


@pytest.mark.django_db
def test_a_missing_demand_is_met_by_a_form_and_its_line_opens_it(
    client_for: Callable[[User], Client],
) -> None:
    cast = make_cast()
    client = client_for(cast.coordinator)
    check, add = (
        reverse(name, args=[cast.district.slug]) for name in ("reports:law_check", "measures:law_add")
    )
    assert f"{add}?krav=council" in client.get(check).content.decode()
    given = {"kind": "council", "name": "Lokala rådet", "decided_by": "Nämnden", "decided_on": "2025-03-01"}
    late = client.post(add, given | {"decided_on": "2999-01-01"})
    assert "inte varit än" in late.content.decode()
    assert client.post(add, given).url == check  # type: ignore[attr-defined]
    item = LawItem.objects.get(area=cast.district)
    assert item.owner == cast.office
    assert item.get_absolute_url() in client.get(check).content.decode()
    for reader, status in ((cast.owner, 200), (cast.outsider, 404)):
        assert client_for(reader).get(item.get_absolute_url()).status_code == status
    assert client_for(cast.police).get(add).status_code == 403
    assert "Lägg till" not in client_for(cast.police).get(check).content.decode()
