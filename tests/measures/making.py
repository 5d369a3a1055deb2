"""Measures, problems and people around them, for the tests of this room."""

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from measures.models import (
    CauseFactor,
    Indicator,
    Measure,
    MeasureDocument,
    ModelStep,
    Problem,
    Side,
    Status,
    Strength,
)
from places.models import Area, AreaRelation, PlaceCollaboration
from stakeholders.models import Organisation, OrganisationType, Role, User
from tests.factories import make_district, make_member, make_organisation

SINCE = date(2020, 1, 1)


def tie(organisation: Organisation, area: Area, kind: str) -> None:
    AreaRelation.objects.create(organisation=organisation, area=area, kind=kind, valid_from=SINCE)


def make_measure(**overrides: Any) -> Measure:
    values: dict[str, Any] = {
        "title": "Tätare belysning", "owner_role": "driftansvarig", "status_since": SINCE,
    }  # fmt: skip
    values |= overrides
    if values.get("status") in {Status.PLANNED, Status.ONGOING}:
        values.setdefault("due_on", timezone.localdate() + timedelta(days=30))
    if values.get("status") in {Status.DONE, Status.EVALUATED}:
        values.setdefault("done_on", SINCE)
    if values.get("status") in {Status.PAUSED, Status.REJECTED, Status.CANCELLED, Status.TRANSFERRED}:
        values.setdefault("reason", "ett skäl")
    if values.get("status") == Status.PAUSED:
        values.setdefault("resume_on", timezone.localdate() + timedelta(days=30))
    return Measure.objects.create(**values)


def make_problem(**overrides: Any) -> Problem:
    values: dict[str, Any] = {"title": "Mörkt vid gångtunneln", "noticed_on": SINCE}
    return Problem.objects.create(**(values | overrides))


def make_cause(problem: Problem, **overrides: Any) -> CauseFactor:
    values: dict[str, Any] = {"side": Side.PLACE, "text": "Lamporna är få", "strength": Strength.WEAK}
    return CauseFactor.objects.create(problem=problem, **(values | overrides))


def make_indicator(problem: Problem, **overrides: Any) -> Indicator:
    values: dict[str, Any] = {
        "goal": "Färre avstår från att gå där", "name": "Andel som avstår", "unit": "procent", "target": 10,
        "target_on": date(2030, 1, 1), "source": "Test",
    }  # fmt: skip
    return Indicator.objects.create(problem=problem, **(values | overrides))


def make_document(measure: Measure, content: bytes = b"%PDF-1.7 ett beslut") -> MeasureDocument:
    row = MeasureDocument(
        measure=measure, name="Beslut", kind="pdf", size=len(content), sha256=sha256(content).hexdigest(), added_on=SINCE
    )  # fmt: skip
    row.file.save("beslut.pdf", ContentFile(content), save=False)
    row.save()
    return row


def make_step(collaboration: PlaceCollaboration, **overrides: Any) -> ModelStep:
    values: dict[str, Any] = {"name": "Uppstart", "planned_from": SINCE, "planned_to": date(2020, 3, 1)}
    return ModelStep.objects.create(collaboration=collaboration, **(values | overrides))


@dataclass(frozen=True)
class Cast:
    """A district, its office, its owners, and one person in each seat."""

    district: Area
    office: Organisation
    company: Organisation  # owns the measures
    other: Organisation  # another that takes part
    coordinator: User
    officer: User
    police: User
    owner: User
    neighbour: User
    reader: User
    outsider: User


def make_cast() -> Cast:
    district = make_district("Norra", "Södra", "Östra", "Västra")
    office = make_organisation(org_type=OrganisationType.DISTRICT_ADMINISTRATION)
    force = make_organisation(org_type=OrganisationType.LOCAL_POLICE)
    company, other, away = make_organisation(), make_organisation(), make_organisation()
    for organisation, kind in ((office, "own"), (force, "own"), (company, "partner"), (other, "partner")):
        tie(organisation, district, kind)
    elsewhere = make_district("Borta")
    tie(away, elsewhere, "own")
    return Cast(
        district=district, office=office, company=company, other=other,
        coordinator=make_member(Role.COORDINATOR, office),
        officer=make_member(Role.DISTRICT_OFFICER, office),
        police=make_member(Role.POLICE, force),
        owner=make_member(Role.PROPERTY_OWNER, company),
        neighbour=make_member(Role.PROPERTY_OWNER, other),
        reader=make_member(Role.READER, company),
        outsider=make_member(Role.COORDINATOR, away),
    )  # fmt: skip
