"""Triage: only what is included counts, every step can be taken back, and nothing that counted vanishes."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from incidents.analysis import counts_by_area
from incidents.models import Exclusion, Incident, Precision, TriageStep
from incidents.querysets import STATUS, Status
from incidents.services import exclude, include, merge, review, split, undo
from places.models import Area, AreaRelation, AreaRelationKind
from platssamverkan.core.weeks import STOCKHOLM, IsoWeek
from stakeholders.models import AuditEvent, OrganisationType, Role, User
from stakeholders.policy import Visibility
from tests.factories import make_district, make_incident, make_member, make_organisation

ClientFor = Callable[[User], Client]
MOMENT = datetime(2024, 3, 6, 20, tzinfo=STOCKHOLM)
WEEK = IsoWeek(2024, 10)

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(db: None) -> SimpleNamespace:
    district = make_district("Norra", "Södra")
    north, south = Area.objects.filter(parent=district).order_by("position")
    office = make_organisation(org_type=OrganisationType.DISTRICT_ADMINISTRATION)
    AreaRelation.objects.create(
        organisation=office, area=district, kind=AreaRelationKind.OWN, valid_from="2020-01-01"
    )
    return SimpleNamespace(
        district=district, north=north, south=south, office=office, by=make_member(Role.COORDINATOR, office)
    )


def new(area: Area, **overrides: Any) -> Incident:
    return make_incident(area=area, included_in_assessment=False, **overrides)


def counted(scene: SimpleNamespace) -> int:
    return counts_by_area([scene.north.pk, scene.south.pk], WEEK)[scene.north.pk].total


def status_of(incident: Incident) -> Status:
    return Incident.objects.get(pk=incident.pk).status


def test_what_was_there_before_triage_still_counts(scene: SimpleNamespace) -> None:
    row = make_incident(area=scene.north)
    assert (row.status, counted(scene)) == (Status.INCLUDED, 1)


def test_a_new_one_counts_first_when_it_is_included_and_with_the_severity_that_was_confirmed(
    scene: SimpleNamespace,
) -> None:
    row = new(scene.north, severity=2)
    assert (row.status, counted(scene)) == (Status.NEW, 0)
    include(by=scene.by, district=scene.district, keys=[row.pk], severities={row.pk: 3})
    counts = counts_by_area([scene.north.pk], WEEK)[scene.north.pk]
    assert (counts.serious, counts.total, status_of(row)) == (1, 1, Status.INCLUDED)
    assert AuditEvent.objects.filter(action="incident.included", object_id=str(row.pk)).exists()


def test_every_row_has_exactly_one_status_and_the_database_agrees_with_the_row(
    scene: SimpleNamespace,
) -> None:
    root = make_incident(area=scene.north)
    facts: list[dict[str, Any]] = [
        {"included_in_assessment": included, "exclusion": reason, "reviewed_at": at, "duplicate_of": twin}
        for included in (True, False)
        for reason in ("", Exclusion.VAGUE)
        for at in (None, MOMENT)
        for twin in (None, root)
        if not (included and reason)
    ]
    for values in facts:
        row = make_incident(area=scene.north, **values)
        matching = [one for one in STATUS if Incident.objects.standing(one).filter(pk=row.pk).exists()]
        assert matching == [row.status]


def test_leaving_out_needs_a_reason_and_reading_decides_nothing(scene: SimpleNamespace) -> None:
    row = new(scene.north)
    with pytest.raises(ValidationError, match="skäl"):
        exclude(by=scene.by, district=scene.district, keys=[row.pk], reason="")
    review(by=scene.by, district=scene.district, keys=[row.pk])
    assert status_of(row) == Status.REVIEWED
    exclude(by=scene.by, district=scene.district, keys=[row.pk], reason=Exclusion.PERSONAL)
    assert (status_of(row), counted(scene)) == (Status.EXCLUDED, 0)


def test_merged_incidents_count_once_and_the_best_known_stands_for_all(scene: SimpleNamespace) -> None:
    rough = make_incident(area=scene.north, precision=Precision.ROUGH)
    sure = new(scene.north, precision=Precision.POINT)
    vague = new(scene.north, occurred_to=MOMENT + timedelta(hours=5))
    merge(by=scene.by, district=scene.district, keys=[rough.pk, sure.pk, vague.pk])
    assert [status_of(row) for row in (rough, sure, vague)] == [
        Status.INCLUDED, Status.MERGED, Status.MERGED,
    ]  # fmt: skip
    assert counted(scene) == 1
    late = new(scene.north)
    merge(by=scene.by, district=scene.district, keys=[sure.pk, late.pk])
    assert set(Incident.objects.filter(duplicate_of=rough)) == {sure, vague, late}
    split(by=scene.by, district=scene.district, keys=[late.pk])
    assert status_of(late) in {Status.NEW, Status.REVIEWED}
    assert counted(scene) == 1


def test_what_one_organisation_keeps_to_itself_is_neither_included_nor_merged(scene: SimpleNamespace) -> None:
    own = new(scene.north, owner=scene.office, visibility=Visibility.OWN_ORGANISATION)
    other = new(scene.north)
    with pytest.raises(ValidationError):
        include(by=scene.by, district=scene.district, keys=[own.pk], severities={})
    with pytest.raises(ValidationError):
        merge(by=scene.by, district=scene.district, keys=[own.pk, other.pk])
    assert status_of(own) == Status.NEW


def test_another_districts_and_a_missing_incident_stop_the_whole_step(scene: SimpleNamespace) -> None:
    here, there = new(scene.north), new(Area.objects.get(parent=make_district("Västra")))
    for keys in ([here.pk, there.pk], [here.pk, 10**12], []):
        with pytest.raises(ValidationError):
            include(by=scene.by, district=scene.district, keys=keys, severities={})
    assert status_of(here) == Status.NEW


@pytest.mark.parametrize("what", ["include", "exclude", "review", "merge"])
def test_every_step_is_taken_back_whole_and_only_once(scene: SimpleNamespace, what: str) -> None:
    rows = [make_incident(area=scene.north, severity=2), new(scene.north)]
    names = ("severity", "included_in_assessment", "exclusion", "reviewed_at", "duplicate_of_id")
    before = list(Incident.objects.order_by("pk").values_list(*names))
    about: dict[str, Any] = {"by": scene.by, "district": scene.district, "keys": [row.pk for row in rows]}
    step: TriageStep = {
        "include": lambda: include(**about, severities={rows[0].pk: 4}),
        "exclude": lambda: exclude(**about, reason=Exclusion.VAGUE),
        "review": lambda: review(**about),
        "merge": lambda: merge(**about),
    }[what]()
    assert list(Incident.objects.order_by("pk").values_list(*names)) != before
    assert undo(by=scene.by, district=scene.district, step=step) >= 1
    assert list(Incident.objects.order_by("pk").values_list(*names)) == before
    with pytest.raises(ValidationError):
        undo(by=scene.by, district=scene.district, step=step)


def test_a_step_that_somebody_built_on_is_not_taken_back(scene: SimpleNamespace) -> None:
    row = new(scene.north)
    step = include(by=scene.by, district=scene.district, keys=[row.pk], severities={})
    exclude(by=scene.by, district=scene.district, keys=[row.pk], reason=Exclusion.VAGUE)
    with pytest.raises(ValidationError, match="ändrat"):
        undo(by=scene.by, district=scene.district, step=step)
    assert status_of(row) == Status.EXCLUDED


# --- the page -----------------------------------------------------------------------------------------


def test_the_inbox_shows_what_waits_with_what_it_may_be_the_same_as(
    scene: SimpleNamespace, client_for: ClientFor, django_assert_max_num_queries: Any
) -> None:
    for _number in range(12):
        new(scene.north)
    make_incident(area=scene.south)
    browser, address = client_for(scene.by), reverse("incidents:inbox", args=[scene.district.slug])
    browser.get(address)
    with django_assert_max_num_queries(26):
        html = browser.get(address).content.decode()
    assert html.count("data-row") == 12
    assert "Kan vara samma som" in html


def test_decisions_from_the_page_in_bulk_and_undone(scene: SimpleNamespace, client_for: ClientFor) -> None:
    # Long numbers, which Swedes would write with spaces.
    rows = [new(scene.north, pk=987_654_000 + number) for number in range(3)]
    browser, address = client_for(scene.by), reverse("incidents:inbox", args=[scene.district.slug])
    keys = [str(row.pk) for row in rows]
    fields: dict[str, Any] = {"handelse": keys, "handling": "ingar", f"allvar-{rows[0].pk}": "4"}
    html = browser.post(address, fields, follow=True).content.decode()
    assert "3 händelser ändrade." in html
    assert counts_by_area([scene.north.pk], WEEK)[scene.north.pk].critical == 1
    step = TriageStep.objects.get()
    browser.post(reverse("incidents:undo", args=[scene.district.slug, step.pk]))
    assert {status_of(row) for row in rows} == {Status.NEW}
    answer = browser.post(address, {"handelse": keys, "handling": "ingar-inte"})
    assert answer.status_code == 400
    assert "Välj ett skäl" in answer.content.decode()
    assert f'value="{rows[0].pk}" id="v{rows[0].pk}" checked' in answer.content.decode()
