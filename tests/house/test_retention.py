"""Retention: every text has a rule, rules wait for decisions, runs prove what they did and can be repeated."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, models
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from incidents.models import Incident
from incidents.retention import WeekEnd, WeekStart
from places.authorities import Authorities
from places.models import Area, AreaKind, AreaRelation, AreaRelationKind
from platssamverkan.core.retention import How, moment_before
from platssamverkan.core.weeks import STOCKHOLM, IsoWeek
from platssamverkan.demo import logins
from platssamverkan.retention import services
from platssamverkan.retention.papers import BEGINS, ENDS, table
from platssamverkan.retention.rules import all_rules, rules_awaiting_decisions
from platssamverkan.retention.services import (
    AlreadyRunning,
    carry_out,
    decide_period,
    digest_of,
    find_due,
    find_waiting,
    withdraw_decision,
)
from stakeholders.audit import record
from stakeholders.models import AuditEvent, Invitation, Membership, Organisation, OrganisationType, Role, User
from stakeholders.retention import NOBODY, PROVEN, left_in_trail
from stakeholders.retention_models import RetentionDecision
from stakeholders.seal import seal_trail, verify_trail
from stakeholders.trail_models import TrailEvent
from tests.factories import make_area, make_incident, make_member, make_organisation, make_user

LATER = date(2027, 1, 15)  # the demo's incidents are old by now
OLD = date(2022, 12, 30)  # and not yet by then

# Tables with text that need no rule of their own, each with the reason.
EXEMPT = {
    "sessions.Session": "signed, and cleared by platssamverkan.signin.tasks.clear_sessions when it has ended",
    "auth.Permission": "Django's own list of rights, written by migrations",
    "auth.Group": "not used: rights follow from roles",
    "contenttypes.ContentType": "Django's own list of tables",
    "account.EmailConfirmation": "goes with its EmailAddress",
    "socialaccount.SocialToken": "goes with its SocialAccount",
    "socialaccount.SocialApp": "the operator's own configuration",
    "pghistory.Context": "not used: each version carries its own context",
    "pghistory.Events": "a view over the versions, no table",
    "pghistory.MiddlewareEvents": "a view over the versions, no table",
}


# --- every text has a rule ---------------------------------------------------------------------------


def texts_of(model: type[models.Model]) -> set[str]:
    """The columns of a table where something that somebody wrote, or a way to reach them, could stand."""
    kinds = (
        models.CharField,
        models.TextField,
        models.JSONField,
        models.FileField,
        models.GenericIPAddressField,
    )
    return {
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, kinds) and not field.choices and not isinstance(field, models.SlugField)
    }


def test_every_text_and_contact_detail_has_a_rule() -> None:
    deleted = {rule.model for rule in all_rules() if rule.how == How.DELETE}
    missing = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label in EXEMPT or model in deleted or not model._meta.managed:
            continue
        answered = {name for rule in all_rules() if rule.model is model for name in rule.fields}
        if unanswered := texts_of(model) - answered:
            missing[model._meta.label] = sorted(unanswered)
    assert missing == {}


def test_the_list_of_exempt_tables_holds_no_dead_names() -> None:
    labels = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    assert set(EXEMPT) <= labels


def test_a_table_with_a_rule_for_some_rows_answers_for_the_others_too() -> None:
    """ReportJob is deleted when it failed; the finished ones need a rule as well."""
    rules = [rule for rule in all_rules() if rule.model._meta.label == "reports.ReportJob"]
    assert {rule.how for rule in rules} == {How.DELETE, How.KEEP}


def test_each_rule_is_whole() -> None:
    codes = [rule.code for rule in all_rules()]
    assert len(codes) == len(set(codes))
    for rule in all_rules():
        assert len(rule.code) <= 40
        kept = rule.how == How.KEEP
        assert (rule.months is None, rule.due is None, rule.carry_out is None) == (kept, kept, kept), (
            rule.code
        )
        assert set(rule.fields) <= {field.name for field in rule.model._meta.get_fields()}, rule.code


# --- the papers say what the code does ---------------------------------------------------------------


def test_the_register_holds_the_table_of_the_rules() -> None:
    text = (Path(settings.BASE_DIR) / "docs" / "register-of-processing.md").read_text()
    start, end = text.index(BEGINS), text.index(ENDS) + len(ENDS)
    assert text[start:end] == table(), "write it anew: manage.py gallra --table"


PAPERS = ("dpia.md", "joint-controllers.md", "register-of-processing.md", "staff-information.md")


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_says_what_a_jurist_must_confirm_and_leads_only_to_what_exists(name: str) -> None:
    paper = Path(settings.BASE_DIR) / "docs" / name
    text = paper.read_text()
    assert "Att bekräfta" in text
    for target in re.findall(r"\]\(([^)#]+)", text):
        assert (paper.parent / target).exists(), target


# --- periods -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "months", "moment"),
    [
        (date(2026, 3, 31), 1, datetime(2026, 2, 28, tzinfo=STOCKHOLM)),
        (date(2024, 3, 31), 1, datetime(2024, 2, 29, tzinfo=STOCKHOLM)),
        (date(2026, 1, 15), 1, datetime(2025, 12, 15, tzinfo=STOCKHOLM)),
        (date(2026, 11, 22), 24, datetime(2024, 11, 22, tzinfo=STOCKHOLM)),
        (date(2026, 11, 22), 0, datetime(2026, 11, 22, tzinfo=STOCKHOLM)),
    ],
)
def test_a_period_is_counted_in_calendar_months(day: date, months: int, moment: datetime) -> None:
    assert moment_before(day, months) == moment


@pytest.mark.django_db
@given(st.datetimes(min_value=datetime(2019, 12, 20), max_value=datetime(2033, 1, 10)))
def test_the_database_and_the_calendar_agree_on_weeks(naive: datetime) -> None:
    moment = naive.replace(tzinfo=UTC)
    week = IsoWeek.of(moment)
    value = models.Value(moment, output_field=models.DateTimeField())
    found = Area.objects.annotate(start=WeekStart(value), end=WeekEnd(value)).values_list("start", "end")[0]
    assert found == (week.start, week.end.astimezone(UTC) - timedelta(microseconds=1))


# --- whose record it is ------------------------------------------------------------------------------


def test_the_authority_nearest_above_answers_and_never_police(demo_district: Area) -> None:
    authorities = Authorities()
    part = demo_district.children.first()
    assert part is not None
    found = authorities.of(part.pk)
    assert found is not None
    assert found.org_type == OrganisationType.DISTRICT_ADMINISTRATION
    assert part.pk in authorities.areas_of(found.pk)
    police = Organisation.objects.get(name=logins.POLICE)
    assert authorities.of(part.pk, police) == police  # their own reports are theirs
    owner = Organisation.objects.get(name=logins.PROPERTY_OWNER)
    assert authorities.of(part.pk, owner) == found  # a company's are kept by the authority


def test_police_who_are_tied_to_the_district_itself_do_not_take_it_over(demo_district: Area) -> None:
    before = Authorities().of(demo_district.pk)
    AreaRelation.objects.create(
        organisation=Organisation.objects.get(name=logins.POLICE),
        area=demo_district,
        kind=AreaRelationKind.OWN,
        valid_from=date(2026, 1, 1),
    )
    assert Authorities().of(demo_district.pk) == before


@pytest.mark.django_db
def test_an_area_that_nobody_owns_has_no_authority() -> None:
    assert Authorities().of(make_area().pk) is None


@pytest.mark.django_db
def test_the_latest_authority_answers_for_an_area_that_has_ended() -> None:
    area = make_area(kind=AreaKind.CITY_DISTRICT)
    kind = OrganisationType.DISTRICT_ADMINISTRATION
    first, last = make_organisation(org_type=kind), make_organisation(org_type=kind)
    for organisation, year in ((first, 2010), (last, 2015)):
        AreaRelation.objects.create(
            organisation=organisation, area=area, kind=AreaRelationKind.OWN,
            valid_from=date(year, 1, 1), valid_to=date(year + 4, 12, 31),
        )  # fmt: skip
    assert Authorities().of(area.pk) == last


# --- incidents ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module", autouse=True)
def _sealed_demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Seal the demo's trail once, as beat would have; each run would do it anew otherwise."""
    with django_db_blocker.unblock():
        while seal_trail():
            pass
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute("TRUNCATE stakeholders_trailseal")
        cursor.execute(f"SET ROLE {settings.DATABASE_RUNTIME_ROLE}")


@pytest.fixture
def administration(demo_district: Area) -> Organisation:
    found = Authorities().of(demo_district.pk)
    assert found is not None
    return found


@pytest.fixture
def old(demo_district: Area) -> list[Incident]:
    """Five incidents of 2020, two of them in one week; the demo's own are of 2023."""
    area = demo_district.children.all()[0]
    moments = [datetime(2020, month, 4, 21, 7, 30, tzinfo=STOCKHOLM) for month in (1, 3, 3, 10, 12)]
    return [make_incident(area=area, occurred_from=at, occurred_to=at + timedelta(hours=2)) for at in moments]


def decide(admin: User, organisation: Organisation, rule: str = "incident", months: int = 24) -> None:
    decide_period(by=admin, organisation=organisation, rule=rule, months=months, reference="Dnr 2026/17 § 4")


def counts_by_week() -> Counter[tuple[object, ...]]:
    """The statistics that must survive, counted as the pages count: by the Swedish week."""
    return Counter(
        (row.area_id, str(IsoWeek.of(row.occurred_from)), row.category_id, row.severity)
        for row in Incident.objects.all()
    )


def test_without_a_decision_nothing_happens_to_an_authoritys_records(old: list[Incident]) -> None:
    before = list(Incident.objects.order_by("pk").values())
    carry_out(as_of=OLD)
    assert list(Incident.objects.order_by("pk").values()) == before
    assert {each.rule.code: each.count for each in find_waiting(OLD)} == {"incident": len(old)}


def test_after_the_decision_only_the_week_is_left_and_the_statistics_are_the_same(
    old: list[Incident], admin: User, administration: Organisation
) -> None:
    before = counts_by_week()
    decide(admin, administration)
    carry_out(as_of=OLD)
    assert counts_by_week() == before
    for row in Incident.objects.filter(pk__in=[each.pk for each in old]):
        week = IsoWeek.of(row.occurred_from)
        assert row.occurred_from == week.start
        assert row.occurred_to == week.end.astimezone(UTC) - timedelta(microseconds=1)
        assert row.created_at == IsoWeek.of(row.created_at).start
    assert find_waiting(OLD) == []


@pytest.mark.long
def test_the_demos_whole_year_is_coarsened_and_every_count_survives(
    demo_district: Area, admin: User, administration: Organisation
) -> None:
    before = counts_by_week()
    assert before.total() > services.BATCH
    decide(admin, administration)
    carry_out(as_of=LATER)
    assert counts_by_week() == before
    assert find_waiting(LATER) == []
    assert verify_trail().findings == ()


def test_a_run_leaves_one_proof_for_each_batch_about_exactly_those_rows(
    old: list[Incident], admin: User, administration: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(admin, administration)
    monkeypatch.setattr(services, "BATCH", 2)
    carry_out(as_of=OLD)
    proofs = list(AuditEvent.objects.filter(action=PROVEN, object_id="incident").order_by("pk"))
    assert [proof.detail["count"] for proof in proofs] == [2, 2, 1]
    ids = sorted(each.pk for each in old)
    assert [proof.detail["ids_sha256"] for proof in proofs] == [
        digest_of(ids[:2]), digest_of(ids[2:4]), digest_of(ids[4:]),
    ]  # fmt: skip
    assert proofs[0].detail["organisation"] == administration.pk
    assert proofs[0].detail["as_of"] == OLD.isoformat()
    assert proofs[0].actor is None


def test_a_second_run_finds_nothing_more(
    old: list[Incident], admin: User, administration: Organisation
) -> None:
    decide(admin, administration)
    assert carry_out(as_of=OLD) != []
    events = AuditEvent.objects.count()
    assert carry_out(as_of=OLD) == []
    assert AuditEvent.objects.count() == events


def test_a_dry_run_changes_nothing_and_names_no_content(
    old: list[Incident], admin: User, administration: Organisation
) -> None:
    decide(admin, administration)
    before = list(Incident.objects.order_by("pk").values())
    events = AuditEvent.objects.count()
    out = StringIO()
    call_command("gallra", "--dry-run", "--as-of", OLD.isoformat(), stdout=out)
    assert list(Incident.objects.order_by("pk").values()) == before
    assert AuditEvent.objects.count() == events
    head, ids = out.getvalue().splitlines()
    assert head == f"incident, {administration}, görs grövre efter 24 månader: 5 rader."
    assert ids == f"  {old[0].pk}–{old[-1].pk}"


def test_each_authority_has_its_own_period(
    demo_district: Area, admin: User, administration: Organisation
) -> None:
    police = Organisation.objects.get(name=logins.POLICE)
    area = demo_district.children.all()[0]
    moment = datetime(2020, 3, 4, 21, 15, tzinfo=STOCKHOLM)
    ours = make_incident(area=area, occurred_from=moment, occurred_to=moment)
    theirs = make_incident(area=area, occurred_from=moment, occurred_to=moment, owner=police)
    decide(admin, police, months=6)
    decide(admin, administration, months=12)
    carry_out(as_of=date(2020, 11, 1))
    ours.refresh_from_db()
    theirs.refresh_from_db()
    assert ours.occurred_from == moment
    assert theirs.occurred_from == IsoWeek.of(moment).start


def test_a_day_before_its_time_a_row_is_left_alone(
    demo_district: Area, admin: User, administration: Organisation
) -> None:
    moment = datetime(2020, 3, 4, 21, 15, tzinfo=STOCKHOLM)
    row = make_incident(area=demo_district.children.all()[0], occurred_from=moment, occurred_to=moment)
    decide(admin, administration, months=6)
    carry_out(as_of=date(2020, 9, 4))
    row.refresh_from_db()
    assert row.occurred_from == moment
    carry_out(as_of=date(2020, 9, 5))
    row.refresh_from_db()
    assert row.occurred_from == IsoWeek.of(moment).start


# --- the trail ---------------------------------------------------------------------------------------


def events_of(model: type[models.Model]) -> Any:
    """The table of the versions of a model's rows."""
    return next(e for e in apps.get_models() if issubclass(e, TrailEvent) and e.pgh_tracked_model is model)


def test_the_trail_forgets_the_exact_time_too_and_is_still_whole(
    demo_district: Area, admin: User, administration: Organisation
) -> None:
    moment = datetime(2020, 3, 6, 20, 7, tzinfo=STOCKHOLM)
    row = make_incident(area=demo_district.children.all()[0], occurred_from=moment, occurred_to=moment)
    decide(admin, administration)
    carry_out(as_of=OLD)
    kept = events_of(Incident).objects.filter(pgh_obj_id=row.pk)
    assert kept.count() == 2  # that it was made, and that it was coarsened
    assert not kept.filter(occurred_from=moment).exists()
    proof = verify_trail()
    assert proof.findings == ()
    assert {erased.reason for erased in proof.erased} == {"uppgiften är gallrad"}


def test_a_deleted_invitation_is_gone_from_the_trail_too(admin: User) -> None:
    offer = Invitation.objects.create(
        email="borta@example.org", organisation=make_organisation(), role=Role.READER, invited_by=admin
    )
    carry_out(as_of=date.today() + timedelta(days=120))
    assert not Invitation.objects.filter(pk=offer.pk).exists()
    assert not events_of(Invitation).objects.filter(email="borta@example.org").exists()
    assert verify_trail().findings == ()


def test_a_run_that_was_broken_off_before_the_trail_is_finished_by_the_next(
    admin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    Invitation.objects.create(
        email="kvar@example.org", organisation=make_organisation(), role=Role.READER, invited_by=admin
    )
    day = date.today() + timedelta(days=120)
    with monkeypatch.context() as broken, pytest.raises(RuntimeError):
        broken.setattr(services, "_erase_leftovers", _break)
        carry_out(as_of=day)
    assert events_of(Invitation).objects.filter(email="kvar@example.org").exists()
    carry_out(as_of=day)
    assert not events_of(Invitation).objects.filter(email="kvar@example.org").exists()


def _break() -> int:
    raise RuntimeError


def test_what_people_delete_themselves_stays_in_the_trail(admin: User) -> None:
    offer = Invitation.objects.create(
        email="drog@example.org", organisation=make_organisation(), role=Role.READER, invited_by=admin
    )
    offer.delete()
    carry_out(as_of=date.today())
    assert events_of(Invitation).objects.filter(email="drog@example.org").count() == 2
    assert not left_in_trail(events_of(Invitation)).exists()


@pytest.mark.long
def test_the_log_is_emptied_after_five_years_but_not_what_proves_erasure_and_release(admin: User) -> None:
    old = record(admin, "assessment.decided", make_organisation(), level=3)
    proof = record(admin, "records.decided", make_organisation(), sha256="0" * 64)
    today = date.today()
    carry_out(as_of=today.replace(year=today.year + 6))
    old.refresh_from_db()
    proof.refresh_from_db()
    assert old.detail == {}
    assert proof.detail == {"sha256": "0" * 64}
    assert verify_trail().findings == ()


@pytest.mark.long
def test_a_row_that_was_tampered_with_stays_a_finding_and_stops_nothing_else(admin: User) -> None:
    forged = record(admin, "assessment.decided", make_organisation(), level=3)
    honest = record(admin, "assessment.decided", make_organisation(), level=3)
    seal_trail()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE stakeholders_auditevent DISABLE TRIGGER trail_is_append_only")
        cursor.execute("UPDATE stakeholders_auditevent SET detail = '{}' WHERE id = %s", [forged.pk])
        cursor.execute("ALTER TABLE stakeholders_auditevent ENABLE TRIGGER trail_is_append_only")
        cursor.execute(f"SET LOCAL ROLE {settings.DATABASE_RUNTIME_ROLE}")
    today = date.today()
    carry_out(as_of=today.replace(year=today.year + 6))
    honest.refresh_from_db()
    assert honest.detail == {}
    assert len(verify_trail().findings) == 1


# --- people ------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_person_who_left_long_ago_becomes_nobody_and_decisions_still_point_to_them() -> None:
    organisation = make_organisation()
    left = make_member(Role.COORDINATOR, organisation, valid_to=date(2021, 6, 30))
    User.objects.filter(pk=left.pk).update(joined_at=datetime(2020, 1, 1, tzinfo=UTC))
    deed = record(left, "assessment.decided", organisation)
    name = left.name
    carry_out(as_of=date(2026, 7, 2))
    left.refresh_from_db()
    deed.refresh_from_db()
    assert (left.name, left.email, left.is_active) == (
        "Tidigare användare", f"gallrad-{left.pk}@{NOBODY}", False,
    )  # fmt: skip
    assert not left.has_usable_password()
    assert deed.actor == left
    assert not events_of(User).objects.filter(name=name).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("valid_to", [None, date(2021, 7, 2), date(2026, 1, 1)])
def test_a_person_who_is_here_or_left_lately_keeps_their_name(valid_to: date | None) -> None:
    here = make_member(Role.COORDINATOR, make_organisation(), valid_to=valid_to)
    User.objects.filter(pk=here.pk).update(joined_at=datetime(2020, 1, 1, tzinfo=UTC))
    carry_out(as_of=date(2026, 7, 2))
    assert User.objects.get(pk=here.pk).name == here.name


@pytest.mark.django_db
def test_a_person_who_still_signs_in_keeps_their_name() -> None:
    user = make_user()
    long_ago, lately = datetime(2019, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
    User.objects.filter(pk=user.pk).update(joined_at=long_ago, last_login=lately)
    carry_out(as_of=date(2026, 7, 2))
    assert User.objects.get(pk=user.pk).name == user.name
    assert Membership.objects.filter(user=user).count() == 0


# --- decisions ---------------------------------------------------------------------------------------


def test_only_an_authority_decides(property_owner: User) -> None:
    company = Organisation.objects.get(name=logins.PROPERTY_OWNER)
    with pytest.raises(ValidationError, match="myndighet"):
        decide(property_owner, company)


def test_there_is_nothing_to_decide_about_what_is_kept(admin: User, administration: Organisation) -> None:
    with pytest.raises(ValidationError, match="regel"):
        decide(admin, administration, rule="assessment")


@pytest.mark.parametrize("months", [0, -1, 1201])
def test_a_period_is_one_month_to_a_hundred_years(
    admin: User, administration: Organisation, months: int
) -> None:
    with pytest.raises(ValidationError):
        decide(admin, administration, months=months)


def test_a_decision_that_is_taken_back_stops_the_next_run(
    demo_district: Area, admin: User, administration: Organisation
) -> None:
    decide(admin, administration)
    decide(admin, administration, months=36)
    decision = RetentionDecision.objects.get(organisation=administration)
    assert decision.months == 36
    assert any(each.portion.rule.code == "incident" for each in find_due(LATER))
    withdraw_decision(by=admin, decision=decision)
    assert all(each.portion.rule.code != "incident" for each in find_due(LATER))
    actions = AuditEvent.objects.filter(object_type="stakeholders.retentiondecision").order_by("pk")
    assert [(row.action, row.detail["before"]) for row in actions] == [
        ("retention.decided", None), ("retention.decided", 24), ("retention.withdrawn", 36),
    ]  # fmt: skip


# --- the page ----------------------------------------------------------------------------------------

PAGE = "/omraden/hasselby-vallingby/gallring/"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_page_records_a_decision_and_takes_it_back(
    demo_district: Area, admin: User, administration: Organisation
) -> None:
    client = signed_in(admin)
    page = client.get(PAGE)
    assert page.status_code == 200
    for rule in rules_awaiting_decisions():
        assert str(rule.what) in page.content.decode()
    sent = {"rule": "incident", "months": "30", "reference": "Dnr 2026/17 § 4"}
    assert client.post(PAGE, sent).status_code == 302
    assert RetentionDecision.objects.get(organisation=administration, rule="incident").months == 30
    assert "Beslutat: 30 månader" in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"rule": "incident", "withdraw": "1"}).status_code == 302
    assert not RetentionDecision.objects.exists()


def test_a_wrong_period_is_told_and_nothing_is_stored(demo_district: Area, admin: User) -> None:
    answer = signed_in(admin).post(PAGE, {"rule": "incident", "months": "0", "reference": ""})
    assert answer.status_code == 400
    assert "Inget är sparat" in answer.content.decode()
    assert not RetentionDecision.objects.exists()


def test_who_reaches_the_page(
    demo_district: Area, coordinator: User, police: User, property_owner: User, outsider: User
) -> None:
    for user in (coordinator, police, property_owner):
        assert signed_in(user).get(PAGE).status_code == 403
    assert signed_in(outsider).get(PAGE).status_code == 404


# --- the command and the bell ------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_command_tells_what_waits_for_a_decision(demo_district: Area) -> None:
    out = StringIO()
    call_command("gallra", "--as-of", "2025-12-30", stdout=out)
    assert "Väntar på gallringsbeslut: incident" in out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_two_runs_do_not_interleave(admin: User) -> None:
    Invitation.objects.create(
        email="en@example.org", organisation=Organisation.objects.all()[0], role=Role.READER, invited_by=admin
    )
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [services.RUN_LOCK])
        with pytest.raises(AlreadyRunning):
            carry_out(as_of=date.today() + timedelta(days=120))
    finally:
        other.close()
    assert Invitation.objects.filter(email="en@example.org").exists()
