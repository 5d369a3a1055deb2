"""The law on any day: periods, what each law allows, and who may register what."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from places.designations import CameraFacts, add_designation, end_designation
from places.models import Area, CameraRegisterEntry, Designation, DesignationKind, Place
from places.place_permissions import designations_seen_by
from stakeholders.models import AuditEvent, User
from tests.factories import make_area, make_place, square

K = DesignationKind
Classify = Callable[..., Designation]


@pytest.fixture
def classify(db: None) -> Classify:
    """Store a row as it is: what the database itself refuses must not depend on a service."""
    place = make_place()

    def store(kind: str, first: str, last: str | None = None, **overrides: Any) -> Designation:
        values = {"place": place, "name": place.name, "source": "Test"} | overrides
        return Designation.objects.create(
            kind=kind,
            valid_from=date.fromisoformat(first),
            valid_to=date.fromisoformat(last) if last else None,
            **values,
        )

    return store


def test_overlapping_periods_of_one_kind_are_refused_by_the_database(classify: Classify) -> None:
    classify(K.OPEN_DRUG_SCENE, "2021-01-01", "2023-06-30")
    with pytest.raises(IntegrityError, match="designation_of_place_once_at_a_time"), transaction.atomic():
        classify(K.OPEN_DRUG_SCENE, "2023-06-30")
    classify(K.OPEN_DRUG_SCENE, "2023-07-01")
    classify(K.CRIME_EXPOSED_PLACE, "2022-01-01")
    other = make_place()
    classify(K.OPEN_DRUG_SCENE, "2022-01-01", place=other, name=other.name)


@pytest.mark.parametrize("subject", ["area", "territory"])
def test_an_area_has_one_of_noas_classes_at_a_time(classify: Classify, subject: str) -> None:
    what: dict[str, Any] = {"place": None, "name": "Någonstans"}
    what |= {"area": make_area()} if subject == "area" else {"geometry": square()}
    classify(K.VULNERABLE_AREA, "2023-12-01", "2025-11-30", **what)
    for kind in (K.VULNERABLE_AREA, K.RISK_AREA, K.ESPECIALLY_VULNERABLE_AREA):
        with pytest.raises(IntegrityError), transaction.atomic():
            classify(kind, "2025-11-30", **what)
    classify(K.ESPECIALLY_VULNERABLE_AREA, "2025-12-01", **what)


@pytest.mark.parametrize(
    ("kind", "first", "last", "extra", "constraint"),
    [
        (K.ORDER_GUARD_LOV3, "2023-01-01", "2024-01-01", {}, "lov3"),
        (K.ORDER_GUARD_LOV3, "2023-01-01", None, {}, "lov3"),
        (K.ORDER_GUARD_PERMIT, "2023-12-31", None, {}, "permits"),
        (K.SECURITY_ZONE, "2024-04-24", "2024-04-30", {}, "zone"),
        (K.SECURITY_ZONE, "2024-05-01", "2024-05-15", {}, "zone"),
        (K.SECURITY_ZONE, "2024-05-01", None, {}, "zone"),
        (K.PRIORITY_PLACE, "2024-01-01", "2025-01-01", {"list_year": 2024}, "priority"),
        (K.PRIORITY_PLACE, "2024-01-01", "2024-12-31", {}, "priority"),
        (K.OPEN_DRUG_SCENE, "2024-01-02", "2024-01-01", {}, "ends_after"),
        (K.OPEN_DRUG_SCENE, "2024-01-02", None, {"place": None}, "one_thing"),
    ],
)
def test_what_the_law_never_had_can_not_be_stored(
    classify: Classify, kind: str, first: str, last: str | None, extra: dict[str, Any], constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        classify(kind, first, last, **extra)


@pytest.mark.parametrize(
    ("kind", "first", "last", "extra"),
    [
        (K.ORDER_GUARD_LOV3, "2019-01-01", "2023-12-31", {}),
        (K.ORDER_GUARD_PERMIT, "2024-01-01", None, {}),
        (K.SECURITY_ZONE, "2024-05-01", "2024-05-14", {}),
        (K.PRIORITY_PLACE, "2024-01-01", "2024-12-31", {"list_year": 2024}),
    ],
)
def test_what_the_law_has_can(
    classify: Classify, kind: str, first: str, last: str | None, extra: dict[str, Any]
) -> None:
    assert classify(kind, first, last, **extra).pk


def test_a_day_shows_what_applied_on_it_and_both_ends_count(classify: Classify) -> None:
    guards = classify(K.ORDER_GUARD_LOV3, "2023-03-01", "2023-12-31")
    permit = classify(K.ORDER_GUARD_PERMIT, "2024-01-02")
    shown = {
        day: set(Designation.objects.on(date.fromisoformat(day)).filter(place=guards.place))
        for day in ("2023-02-28", "2023-03-01", "2023-12-31", "2024-01-01", "2024-01-02")
    }
    assert list(shown.values()) == [set(), {guards}, {guards}, set(), {permit}]


# --- services -------------------------------------------------------------------------------------


def at(slug: str) -> Place:
    return Place.objects.get(slug=slug)


def test_a_second_period_is_answered_with_a_sentence(coordinator: User, demo_district: Area) -> None:
    place = at("akermyntan-centrum")
    values: dict[str, Any] = {"by": coordinator, "kind": K.ALCOHOL_BAN, "source": "Beslut", "place": place}
    made = add_designation(valid_from=date(2025, 1, 1), **values)
    with pytest.raises(ValidationError, match="Under den tiden finns redan en sådan klassning här"):
        add_designation(valid_from=date(2026, 1, 1), **values)
    end_designation(by=coordinator, designation=made, last_day=date(2025, 12, 31))
    add_designation(valid_from=date(2026, 1, 1), **values)
    done = AuditEvent.objects.filter(object_type="places.designation").values_list("action", flat=True)
    assert sorted(done)[-3:] == ["designation.added", "designation.added", "designation.ended"]


def test_a_period_can_not_be_made_longer_by_ending_it(coordinator: User, demo_district: Area) -> None:
    lov3 = at("hasselby-torg").designations.get(kind=K.ORDER_GUARD_LOV3)
    with pytest.raises(ValidationError, match="tidigare"):
        end_designation(by=coordinator, designation=lov3, last_day=date(2024, 1, 1))


def test_only_police_register_a_security_zone(coordinator: User, police: User, demo_district: Area) -> None:
    values: dict[str, Any] = {
        "kind": K.SECURITY_ZONE, "source": "Beslut", "place": at("hasselby-torg"),
        "valid_from": date(2025, 3, 1), "valid_to": date(2025, 3, 14),
    }  # fmt: skip
    with pytest.raises(PermissionDenied):
        add_designation(by=coordinator, **values)
    assert add_designation(by=police, **values).pk
    with pytest.raises(ValidationError, match="högst två veckor"):
        add_designation(by=police, **values | {"valid_from": date(2025, 4, 1), "valid_to": date(2025, 4, 15)})


def test_a_camera_is_stored_only_with_what_the_register_must_hold(
    coordinator: User, demo_district: Area
) -> None:
    values: dict[str, Any] = {
        "by": coordinator, "kind": K.CAMERA, "source": "Test", "place": at("brommaplan"),
        "valid_from": date(2025, 5, 1), "valid_to": date(2025, 12, 31),
    }  # fmt: skip
    facts: dict[str, Any] = {"address": "Torget 1", "place_type": "Torg", "purpose": "Förebygga brott"}
    with pytest.raises(ValidationError, match="uppgifterna i registret"):
        add_designation(**values)
    with pytest.raises(ValidationError, match="innan bevakningen börjar"):
        add_designation(**values, camera=CameraFacts(**facts, assessed_on=date(2025, 5, 2)))
    assert not Designation.objects.filter(kind=K.CAMERA).exists()
    made = add_designation(**values, camera=CameraFacts(**facts, assessed_on=date(2025, 5, 1)))
    assert CameraRegisterEntry.objects.get(designation=made).kept_until == date(2030, 12, 31)


@pytest.mark.parametrize(
    ("ended", "kept"),
    [(None, None), (date(2025, 6, 30), date(2030, 6, 30)), (date(2028, 2, 29), date(2033, 2, 28))],
)
def test_the_register_is_kept_five_years_after_the_end(ended: date | None, kept: date | None) -> None:
    entry = CameraRegisterEntry(designation=Designation(valid_to=ended))
    assert entry.kept_until == kept


def test_designations_are_as_open_as_the_areas_they_lie_in(
    coordinator: User, police: User, outsider: User, demo_district: Area
) -> None:
    def seen(user: User) -> set[str]:
        return set(designations_seen_by(user).filter(kind=K.OPEN_DRUG_SCENE).values_list("name", flat=True))

    assert len(seen(coordinator)) == 4
    assert seen(outsider) == {"Blackeberg"}
    assert seen(police) == seen(coordinator) | seen(outsider)


def test_nothing_is_listed_twice_though_its_areas_overlap(police: User, demo_district: Area) -> None:
    seen = list(designations_seen_by(police).on(date(2023, 12, 31)))
    assert len(seen) == len(set(seen))
    assert len([item for item in seen if item.kind == K.ORDER_GUARD_LOV3]) == 3
