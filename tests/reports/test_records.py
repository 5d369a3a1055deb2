"""Requests for records: found with the handler's own rights, weighed one by one, released exactly as decided."""

import hashlib
import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from assessments.models import Assessment
from incidents.models import Incident
from places.authorities import Authorities
from places.models import Area
from platssamverkan.core.weeks import STOCKHOLM
from platssamverkan.demo import logins
from reports import records
from reports.models import ReportJob, Status
from reports.records import (
    MASKED,
    Choice,
    DocumentStatus,
    as_csv,
    authority_of,
    decide_request,
    document_status,
    find_records,
    register_request,
    rule_on,
)
from reports.records_models import RecordKind, RecordsRequest, Ruling
from stakeholders.audit import record
from stakeholders.models import AuditEvent, Organisation, User
from stakeholders.policy import Visibility
from tests.factories import make_assessment, make_incident

ClientFor = Callable[[User], Client]
LIST = "/omraden/hasselby-vallingby/utlamnanden/"
MOMENT = datetime(2026, 3, 4, 21, 15, tzinfo=STOCKHOLM)


@pytest.fixture
def part(demo_district: Area) -> Area:
    return demo_district.children.get(name="Grimsta")


@pytest.fixture
def administration(demo_district: Area) -> Organisation:
    found = Authorities().of(demo_district.pk)
    assert found is not None
    return found


@pytest.fixture
def incident(part: Area) -> Incident:
    return make_incident(area=part, occurred_from=MOMENT, occurred_to=MOMENT + timedelta(minutes=30))


@pytest.fixture
def asking(demo_district: Area, part: Area, administration: Organisation) -> Callable[..., RecordsRequest]:
    """A request about Grimsta in March 2026, not yet stored."""

    def ask(**overrides: Any) -> RecordsRequest:
        values: dict[str, Any] = {
            "authority": administration,
            "district": demo_district,
            "area": part,
            "first_day": date(2026, 3, 1),
            "last_day": date(2026, 3, 31),
            "received_on": date(2026, 4, 2),
        }
        return RecordsRequest(**(values | overrides))

    return ask


def decide(by: User, asked: RecordsRequest, ruling: str = Ruling.INCLUDE, ground: str = "") -> None:
    rule_on(by=by, asked=asked, choices=[Choice(item.pk, ruling, ground) for item in asked.items.all()])
    decide_request(by=by, asked=asked)


# --- whose, and how finished -------------------------------------------------------------------------


def test_every_record_names_its_authority(
    incident: Incident, part: Area, administration: Organisation, coordinator: User
) -> None:
    police = Organisation.objects.get(name=logins.POLICE)
    theirs = make_incident(area=part, owner=police)
    assert authority_of(incident) == administration
    assert authority_of(theirs) == police
    assert authority_of(make_assessment(area=part, iso_year=2026, iso_week=9)) == administration
    assert authority_of(ReportJob(area=part, year=2026)) == administration
    assert authority_of(record(coordinator, "incident.viewed", theirs)) == police
    with pytest.raises(TypeError):
        authority_of(part)


def test_every_record_names_its_status(incident: Incident, part: Area, coordinator: User) -> None:
    level = Assessment(area=part, iso_year=2026, iso_week=10, level=1)
    assert document_status(incident) == DocumentStatus.FINAL
    assert document_status(record(coordinator, "incident.viewed", incident)) == DocumentStatus.FINAL
    assert document_status(level, now=datetime(2026, 3, 8, 23, 59, tzinfo=STOCKHOLM)) == DocumentStatus.DRAFT
    assert document_status(level, now=datetime(2026, 3, 9, tzinfo=STOCKHOLM)) == DocumentStatus.FINAL
    assert document_status(ReportJob(status=Status.BUILDING)) == DocumentStatus.DRAFT
    assert document_status(ReportJob(status=Status.DONE)) == DocumentStatus.FINAL
    with pytest.raises(TypeError):
        document_status(part)


# --- finding -----------------------------------------------------------------------------------------


def keys(found: list[records.Record]) -> set[tuple[str, int]]:
    return {(each.kind.value, each.number) for each in found}


def test_a_request_finds_what_happened_in_its_area_and_period_and_nothing_else(
    incident: Incident,
    part: Area,
    demo_district: Area,
    coordinator: User,
    asking: Callable[..., RecordsRequest],
) -> None:
    level = make_assessment(area=part, iso_year=2026, iso_week=14)  # 30 March – 5 April
    make_assessment(area=part, iso_year=2026, iso_week=15)
    late = datetime(2026, 4, 1, tzinfo=STOCKHOLM)
    make_incident(area=part, occurred_from=late, occurred_to=late)
    elsewhere = demo_district.children.exclude(pk=part.pk)[0]
    make_incident(area=elsewhere, occurred_from=MOMENT, occurred_to=MOMENT)
    assert keys(find_records(asking(), coordinator)) == {
        (RecordKind.INCIDENT, incident.pk), (RecordKind.ASSESSMENT, level.pk),
    }  # fmt: skip


def test_an_incident_at_the_edge_of_the_period_is_found(
    part: Area, coordinator: User, asking: Callable[..., RecordsRequest]
) -> None:
    start, end = datetime(2026, 2, 28, 23, 50, tzinfo=STOCKHOLM), datetime(2026, 3, 1, tzinfo=STOCKHOLM)
    over_midnight = make_incident(area=part, occurred_from=start, occurred_to=end)
    last = datetime(2026, 3, 31, 23, 59, 59, tzinfo=STOCKHOLM)
    late = make_incident(area=part, occurred_from=last, occurred_to=last)
    assert keys(find_records(asking(kind=RecordKind.INCIDENT), coordinator)) == {
        (RecordKind.INCIDENT, over_midnight.pk), (RecordKind.INCIDENT, late.pk),
    }  # fmt: skip


def test_the_log_is_found_with_what_it_is_about_and_never_says_who(
    incident: Incident, coordinator: User, police: User, asking: Callable[..., RecordsRequest]
) -> None:
    line = record(police, "incident.viewed", incident)
    open_ended = asking(last_day=None, kind=RecordKind.TRAIL)
    found = find_records(open_ended, coordinator)
    assert keys(found) == {(RecordKind.TRAIL, line.pk)}
    told = " ".join(fact.value for fact in found[0].facts)
    assert "incident.viewed" in told
    assert police.name not in told
    assert police.email not in told


def test_one_single_record_can_be_asked_for(
    incident: Incident, part: Area, coordinator: User, asking: Callable[..., RecordsRequest]
) -> None:
    make_incident(area=part, occurred_from=MOMENT, occurred_to=MOMENT)
    one = asking(first_day=None, last_day=None, kind=RecordKind.INCIDENT, number=incident.pk)
    assert keys(find_records(one, coordinator)) == {(RecordKind.INCIDENT, incident.pk)}


def test_what_the_handler_may_not_see_is_not_found(
    part: Area, coordinator: User, asking: Callable[..., RecordsRequest]
) -> None:
    police = Organisation.objects.get(name=logins.POLICE)
    make_incident(
        area=part,
        occurred_from=MOMENT,
        occurred_to=MOMENT,
        owner=police,
        visibility=Visibility.OWN_ORGANISATION,
    )
    assert find_records(asking(kind=RecordKind.INCIDENT), coordinator) == []


def test_a_request_that_finds_too_much_or_nothing_is_not_stored(
    incident: Incident,
    part: Area,
    coordinator: User,
    asking: Callable[..., RecordsRequest],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(ValidationError, match="Inga uppgifter"):
        register_request(by=coordinator, asked=asking(first_day=date(2030, 1, 1), last_day=date(2030, 1, 31)))
    make_incident(area=part, occurred_from=MOMENT, occurred_to=MOMENT)
    monkeypatch.setattr(records, "MOST", 1)
    with pytest.raises(ValidationError, match="fler än 1 uppgifter"):
        register_request(by=coordinator, asked=asking())
    assert not RecordsRequest.objects.exists()


# --- weighing and deciding ---------------------------------------------------------------------------


def test_secrecy_needs_a_ground(
    incident: Incident, coordinator: User, asking: Callable[..., RecordsRequest]
) -> None:
    asked = register_request(by=coordinator, asked=asking(kind=RecordKind.INCIDENT))
    item = asked.items.get()
    for ruling in (Ruling.MASK, Ruling.WITHHOLD):
        with pytest.raises(ValidationError, match="grunden"):
            rule_on(by=coordinator, asked=asked, choices=[Choice(item.pk, ruling, "  ")])
    item.refresh_from_db()
    assert item.ruling == ""


def test_nothing_is_decided_until_every_record_is(
    incident: Incident, part: Area, coordinator: User, asking: Callable[..., RecordsRequest]
) -> None:
    make_assessment(area=part, iso_year=2026, iso_week=10)
    asked = register_request(by=coordinator, asked=asking())
    first = asked.items.first()
    assert first is not None
    rule_on(by=coordinator, asked=asked, choices=[Choice(first.pk, Ruling.INCLUDE, "")])
    with pytest.raises(ValidationError, match="1 uppgift saknar beslut"):
        decide_request(by=coordinator, asked=asked)
    asked.refresh_from_db()
    assert asked.is_open


def test_what_is_masked_and_withheld_does_not_show_in_either_file(
    incident: Incident, part: Area, coordinator: User, asking: Callable[..., RecordsRequest]
) -> None:
    secret = make_incident(area=part, severity=4, occurred_from=MOMENT, occurred_to=MOMENT)
    asked = register_request(by=coordinator, asked=asking(kind=RecordKind.INCIDENT))
    masked, withheld = (asked.items.get(number=row.pk) for row in (incident, secret))
    choices = [
        Choice(masked.pk, Ruling.MASK, "OSL 35 kap. 1 §"),
        Choice(withheld.pk, Ruling.WITHHOLD, "OSL 18 kap. 1 §"),
    ]
    rule_on(by=coordinator, asked=asked, choices=choices)
    decide_request(by=coordinator, asked=asked)
    asked.refresh_from_db()
    assert asked.released is not None
    for text in (records.as_json(asked.released).decode(), as_csv(asked.released).decode()):
        assert "21.15" not in text
        assert str(MASKED) in text
        assert secret.category.name not in text
        assert "OSL 35 kap. 1 §" in text
        assert "OSL 18 kap. 1 §" in text
    assert asked.released["withheld"] == [{"kind": "Händelse", "ground": "OSL 18 kap. 1 §", "count": 1}]


def test_the_file_stays_what_was_decided_whatever_happens_to_the_records(
    incident: Incident, coordinator: User, client_for: ClientFor, asking: Callable[..., RecordsRequest]
) -> None:
    asked = register_request(by=coordinator, asked=asking(kind=RecordKind.INCIDENT))
    decide(coordinator, asked)
    Incident.objects.filter(pk=incident.pk).update(severity=4)
    answer = client_for(coordinator).get(f"{LIST}{asked.public_id}/uppgifter.json")
    assert hashlib.sha256(answer.content).hexdigest() == asked.sha256
    told = json.loads(answer.content)["records"][0]
    assert ["Allvar", "Lindrig"] in told["facts"]
    assert told["status"] == "Färdigställd"


def test_decision_and_release_stand_in_the_log(
    incident: Incident, coordinator: User, client_for: ClientFor, asking: Callable[..., RecordsRequest]
) -> None:
    asked = register_request(by=coordinator, asked=asking(kind=RecordKind.INCIDENT))
    decide(coordinator, asked)
    client_for(coordinator).get(f"{LIST}{asked.public_id}/uppgifter.csv")
    rows = AuditEvent.objects.filter(object_type="reports.recordsrequest").order_by("pk")
    assert [row.action for row in rows] == [
        "records.registered", "records.weighed", "records.decided", "records.released",
    ]  # fmt: skip
    assert all(row.actor == coordinator for row in rows)
    decided, released = rows[2].detail, rows[3].detail
    assert (decided["include"], decided["mask"], decided["withhold"]) == (1, 0, 0)
    assert decided["sha256"] == asked.sha256 == released["sha256"]
    assert released["form"] == "csv"


def test_a_decided_request_can_not_be_changed(
    incident: Incident, coordinator: User, asking: Callable[..., RecordsRequest]
) -> None:
    asked = register_request(by=coordinator, asked=asking(kind=RecordKind.INCIDENT))
    decide(coordinator, asked)
    with pytest.raises(ValidationError, match="redan beslutad"):
        rule_on(by=coordinator, asked=asked, choices=[])
    with pytest.raises(ValidationError, match="redan beslutad"):
        decide_request(by=coordinator, asked=asked)


def test_a_record_that_is_no_longer_shared_is_not_released(
    incident: Incident, coordinator: User, asking: Callable[..., RecordsRequest]
) -> None:
    asked = register_request(by=coordinator, asked=asking(kind=RecordKind.INCIDENT))
    police = Organisation.objects.get(name=logins.POLICE)
    Incident.objects.filter(pk=incident.pk).update(owner=police, visibility=Visibility.OWN_ORGANISATION)
    with pytest.raises(ValidationError, match="delas inte längre"):
        decide(coordinator, asked)


def test_what_came_after_the_request_is_not_part_of_it(
    incident: Incident, part: Area, coordinator: User, asking: Callable[..., RecordsRequest]
) -> None:
    asked = register_request(by=coordinator, asked=asking())
    make_incident(area=part, occurred_from=MOMENT, occurred_to=MOMENT)
    decide(coordinator, asked)
    assert asked.released is not None
    assert [each["number"] for each in asked.released["records"]] == [incident.pk]


def test_no_cell_is_a_formula() -> None:
    released = {
        "records": [
            {
                "kind": "Händelse", "number": 1, "authority": "=1+1", "status": "", "ruling": "", "ground": "@x",
                "facts": [["Område", "-2"]],
            }
        ],
        "withheld": [],
    }  # fmt: skip
    assert as_csv(released).decode().splitlines()[1] == "Händelse;1;'=1+1;;;'@x;'-2"


# --- the pages ---------------------------------------------------------------------------------------


def form(part: Area, administration: Organisation, **overrides: str) -> dict[str, str]:
    values = {
        "asked": "Händelser vid torget i mars",
        "authority": str(administration.pk),
        "area": str(part.pk),
        "first_day": "2026-03-01",
        "last_day": "2026-03-31",
        "received_on": timezone.localdate().isoformat(),
    }
    return values | overrides


def test_a_request_is_handled_from_mail_to_file(
    incident: Incident, part: Area, administration: Organisation, coordinator: User, client_for: ClientFor
) -> None:
    client = client_for(coordinator)
    answer = client.post(LIST, form(part, administration))
    asked = RecordsRequest.objects.get()
    assert answer["Location"] == f"{LIST}{asked.public_id}/"
    page = client.get(answer["Location"]).content.decode()
    assert administration.name in page
    assert "Färdigställd" in page
    assert "1 uppgift saknar beslut" in page
    sent = {"rest": "mask", "rest-ground": "OSL 35 kap. 1 §", "decide": "1"}
    assert client.post(answer["Location"], sent).status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "uppgifter.csv" in page
    assert "Beslutat av" in page
    assert "Beslutad" in client.get(LIST).content.decode()


def test_a_refused_decision_keeps_what_was_filled_in(
    incident: Incident, coordinator: User, client_for: ClientFor, asking: Callable[..., RecordsRequest]
) -> None:
    asked = register_request(by=coordinator, asked=asking(kind=RecordKind.INCIDENT))
    item = asked.items.get()
    sent = {f"ruling-{item.pk}": "mask", f"ground-{item.pk}": "", "decide": "1"}
    answer = client_for(coordinator).post(f"{LIST}{asked.public_id}/", sent)
    assert answer.status_code == 400
    assert '<option value="mask" selected>' in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("asked", "Uppgifter om 19850101-1236", "personnummer"),
        ("last_day", "2026-02-01", "före den första"),
        ("number", "7", "vilket slag"),
        ("received_on", "2999-01-01", "i framtiden"),
        ("area", "999999999", "giltigt"),
    ],
)
def test_a_faulty_request_is_told_and_not_stored(
    part: Area, administration: Organisation, coordinator: User, client_for: ClientFor,
    field: str, value: str, sentence: str,
) -> None:  # fmt: skip
    answer = client_for(coordinator).post(LIST, form(part, administration, **{field: value}))
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert not RecordsRequest.objects.exists()


def test_nothing_undecided_or_weeded_is_handed_out(
    incident: Incident, coordinator: User, client_for: ClientFor, asking: Callable[..., RecordsRequest]
) -> None:
    client = client_for(coordinator)
    asked = register_request(by=coordinator, asked=asking(kind=RecordKind.INCIDENT))
    assert client.get(f"{LIST}{asked.public_id}/uppgifter.csv").status_code == 404
    decide(coordinator, asked)
    RecordsRequest.objects.filter(pk=asked.pk).update(released=None, asked="")
    assert client.get(f"{LIST}{asked.public_id}/uppgifter.csv").status_code == 404
    assert "gallrad" in client.get(f"{LIST}{asked.public_id}/").content.decode()


def test_who_handles_requests(
    incident: Incident,
    coordinator: User,
    police: User,
    property_owner: User,
    outsider: User,
    client_for: ClientFor,
    asking: Callable[..., RecordsRequest],
) -> None:
    asked = register_request(by=coordinator, asked=asking(kind=RecordKind.INCIDENT))
    decide(coordinator, asked)
    page = f"{LIST}{asked.public_id}/"
    for address in (LIST, page, f"{page}uppgifter.csv", f"{page}uppgifter.json"):
        assert client_for(coordinator).get(address).status_code == 200
        assert client_for(police).get(address).status_code == 403
        assert client_for(property_owner).get(address).status_code == 403
        assert client_for(outsider).get(address).status_code == 404


def test_another_authority_does_not_read_the_request(
    incident: Incident,
    coordinator: User,
    police: User,
    client_for: ClientFor,
    asking: Callable[..., RecordsRequest],
) -> None:
    """Police with the right to handle requests weigh their own; each authority answers for itself."""
    asked = register_request(by=coordinator, asked=asking(kind=RecordKind.INCIDENT))
    police.memberships.update(role="admin")
    assert client_for(police).get(LIST).status_code == 200
    assert str(asked.public_id) not in client_for(police).get(LIST).content.decode()
    assert client_for(police).get(f"{LIST}{asked.public_id}/").status_code == 404


def test_a_full_request_asks_the_database_little(
    part: Area,
    coordinator: User,
    client_for: ClientFor,
    asking: Callable[..., RecordsRequest],
    django_assert_max_num_queries: Any,
) -> None:
    for _number in range(30):
        make_incident(area=part, occurred_from=MOMENT, occurred_to=MOMENT)
    asked = register_request(by=coordinator, asked=asking(kind=RecordKind.INCIDENT))
    client = client_for(coordinator)
    with django_assert_max_num_queries(40):
        assert client.get(f"{LIST}{asked.public_id}/").status_code == 200
