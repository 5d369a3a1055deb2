"""Two parties, one level: recording, agreeing, closing, and what is corrected afterwards."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from assessments.analysis import Stage, week_board, year_board
from assessments.models import Assessment, Confirmation, Decision, Origin, Party, WeekClosing, WeeklyFocus
from assessments.paste import preview_paste
from assessments.permissions import party_of
from assessments.rule_sets import change_rules, preview_rules, rule_table
from assessments.rules import Thresholds
from assessments.services import (
    Agreement,
    Choice,
    Outcome,
    Plan,
    close_unconfirmed,
    closing_of,
    confirm_levels,
    deadline,
    decide_levels,
)
from assessments.standing import correction_words, joint_steps, standing_chips, year_notes
from incidents.models import Incident
from places.models import Area
from platssamverkan.core.incoming import ImportRefused
from platssamverkan.core.weeks import IsoWeek
from stakeholders.models import User
from tests.assessments.making import REASON, choose, made_here
from tests.factories import make_assessment, make_district, make_incident, make_organisation, make_user

ClientFor = Callable[[User], Client]
WEEK = IsoWeek(2024, 10)
MONDAY = datetime(2024, 3, 11, 9, tzinfo=UTC)
CITY, POLICE = Party.MUNICIPALITY, Party.POLICE


@pytest.fixture
def district(db: None) -> Area:
    return make_district("Norra", "Södra")


def area(district: Area, name: str) -> Area:
    return Area.objects.get(parent=district, name=name)


def decide(
    district: Area, *choices: Choice, party: Party = CITY, by: User | None = None, now: datetime = MONDAY
) -> Outcome:
    return decide_levels(
        by=by or make_user(), party=party, district=district, week=WEEK, choices=list(choices), now=now
    )


def standing(district: Area) -> list[int]:
    return list(
        Decision.objects.filter(assessment__isnull=False, area__parent=district).values_list("pk", flat=True)
    )


def confirm(
    district: Area, party: Party = POLICE, *, seen: list[int] | None = None, by: User | None = None
) -> Agreement:
    return confirm_levels(
        by=by or make_user(),
        party=party,
        district=district,
        week=WEEK,
        seen=standing(district) if seen is None else seen,
        now=MONDAY,
    )


def judge_all(district: Area, level: int = 1) -> None:
    decide(district, *(choose(a, level) for a in Area.objects.neighbourhoods_of(district)))


def closed(district: Area) -> None:
    judge_all(district)
    assert confirm(district).closed


# --- what a decision keeps ------------------------------------------------------------------------------


def test_a_decision_keeps_the_rules_the_counts_and_the_incidents(district: Area) -> None:
    norra = area(district, "Norra")
    counted = [make_incident(area=norra, severity=s) for s in (1, 2, 2)]
    make_incident(area=norra, severity=3, included_in_assessment=False)
    make_incident(area=area(district, "Södra"), severity=4)
    decide(district, Choice(norra, 2, None, 0))
    made = made_here(Decision).get()
    assert (made.proposed, made.level, made.rule_version) == (2, 2, 1)
    assert (made.minor, made.concerning, made.serious, made.critical) == (1, 2, 0, 0)
    assert made.incidents == [row.pk for row in counted]
    assert Assessment.objects.get(area=norra).decision == made


def test_what_was_decided_is_never_rewritten(district: Area) -> None:
    norra = area(district, "Norra")
    decide(district, choose(norra, 2))
    decide(district, choose(norra, 3, 2, 1), party=POLICE)
    decide(district, Choice(norra, None, 3, 2))
    rows = made_here(Decision).values_list("before", "level", "party")
    assert list(rows) == [(None, 2, CITY), (2, 3, POLICE), (3, None, CITY)]


# --- reasons and plans ------------------------------------------------------------------------------------


@pytest.mark.parametrize("reason", ["", "   ", "för kort", "              x"])
def test_a_level_other_than_the_proposal_needs_a_reason(district: Area, reason: str) -> None:
    norra, sodra = area(district, "Norra"), area(district, "Södra")
    outcome = decide(district, Choice(norra, 2, None, 0, reason=reason), Choice(sodra, 1, None, 0))
    assert [refusal.sentence for refusal in outcome.refused] == [
        "Förslaget är 1 och du valde 2. Skriv varför, minst 15 tecken."
    ]
    assert outcome.saved == (sodra,), "the rest is stored"
    assert not Assessment.objects.filter(area=norra).exists()
    assert not Decision.objects.filter(area=norra).exists()


def test_a_level_as_proposed_needs_no_reason(district: Area) -> None:
    make_incident(area=area(district, "Norra"), severity=3)
    assert decide(district, Choice(area(district, "Norra"), 3, None, 0)).refused == ()


def test_a_high_level_needs_a_reason_and_a_plan_even_when_proposed(district: Area) -> None:
    norra, owner = area(district, "Norra"), make_organisation()
    make_incident(area=norra, severity=4)
    plan = Plan("Gemensam närvaro fredag", owner)
    told = [
        decide(district, choice).refused[0].sentence
        for choice in (
            Choice(norra, 5, None, 0, reason=REASON),
            Choice(norra, 5, None, 0, plan=plan),
        )
    ]
    assert told == [
        "Nivå 5 behöver en planerad åtgärd med en ansvarig.",
        "Nivå 5 behöver en motivering, minst 15 tecken.",
    ]
    assert not made_here(WeeklyFocus).exists(), "a refused level leaves no plan behind"
    assert decide(district, Choice(norra, 5, None, 0, reason=REASON, plan=plan)).saved == (norra,)
    focus = made_here(WeeklyFocus).get()
    assert (focus.week, focus.owner, focus.text) == (WEEK.following, owner, "Gemensam närvaro fredag")
    assert made_here(Decision).get().focus == focus


def test_a_plan_already_made_for_next_week_is_enough(district: Area) -> None:
    norra = area(district, "Norra")
    decide(district, choose(norra, 4))
    assert decide(district, Choice(norra, 5, 4, 1, reason=REASON)).saved == (norra,)
    assert made_here(WeeklyFocus).count() == 1


@pytest.mark.parametrize(
    "broken",
    [
        {"reason": ""},
        {"reason": "  för kort  "},
        {"focus": None, "level": 4},
        {"level": 2, "reason": ""},
        {"level": 1, "is_correction": True, "reason": ""},
        {"party": "ingen"},
    ],
)
def test_the_database_itself_refuses_a_level_without_its_words(
    district: Area, broken: dict[str, object]
) -> None:
    decide(district, choose(area(district, "Norra"), 5))
    made = made_here(Decision).get()
    for name, value in broken.items():
        setattr(made, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


# --- agreeing -----------------------------------------------------------------------------------------------


def test_one_records_the_other_confirms_and_the_week_closes(district: Area) -> None:
    judge_all(district)
    board = week_board(district, WEEK)
    assert (board.stage, board.waits_for) == (Stage.WAITING, [POLICE])
    outcome = confirm(district)
    assert (len(outcome.confirmed), outcome.changed, outcome.closed) == (2, (), True)
    board = week_board(district, WEEK)
    assert (board.stage, board.waits_for) == (Stage.CLOSED, [])
    assert [chip.text for chip in standing_chips(board)] == ["Avslutad"]


def test_nobody_confirms_for_the_party_that_recorded(district: Area) -> None:
    anna = make_user()
    decide(district, choose(area(district, "Norra"), 1), by=anna)
    assert confirm(district, CITY).confirmed == ()
    assert confirm(district, POLICE, by=anna).confirmed == ()
    assert not made_here(Confirmation).exists()


def test_a_level_changed_since_the_page_was_loaded_is_not_confirmed(district: Area) -> None:
    judge_all(district)
    seen = standing(district)
    norra = area(district, "Norra")
    decide(district, choose(norra, 3, 1, 1))
    outcome = confirm(district, seen=seen)
    assert (outcome.confirmed, outcome.changed, outcome.closed) == (
        (area(district, "Södra"),), (norra,), False,
    )  # fmt: skip
    assert week_board(district, WEEK).waits_for == [POLICE]


def test_confirming_twice_is_confirming_once(district: Area) -> None:
    judge_all(district)
    seen = standing(district)
    confirm(district, seen=seen)
    outcome = confirm(district, seen=seen)
    assert (outcome.confirmed, outcome.changed, outcome.closed) == ((), (), False)
    assert (made_here(Confirmation).count(), made_here(WeekClosing).count()) == (2, 1)


def test_a_week_that_lacks_a_level_is_confirmed_but_not_closed(district: Area) -> None:
    decide(district, choose(area(district, "Norra"), 1))
    assert not confirm(district).closed
    decide(district, choose(area(district, "Södra"), 1), party=POLICE)
    assert confirm(district, CITY).closed


def test_disagreeing_turns_the_waiting_round(district: Area) -> None:
    judge_all(district)
    decide(district, choose(area(district, "Norra"), 2, 1, 1), party=POLICE)
    board = week_board(district, WEEK)
    assert [row.area.name for row in board.waiting_for(CITY)] == ["Norra"]
    assert not joint_steps(board, POLICE).closes, "the other party must agree with Norra first"


def test_another_districts_decisions_are_not_confirmed_from_here(district: Area) -> None:
    other = make_district("Annan")
    decide_levels(
        by=make_user(),
        party=CITY,
        district=other,
        week=WEEK,
        choices=[choose(area(other, "Annan"), 1)],
        now=MONDAY,
    )
    assert confirm(district, seen=standing(other)).confirmed == ()


# --- closing without the other party ------------------------------------------------------------------------


def test_the_deadline_is_wednesday_noon_swedish_time_whatever_the_clock_does() -> None:
    assert deadline(IsoWeek(2024, 12)).isoformat() == "2024-03-27T12:00:00+01:00"
    assert deadline(IsoWeek(2024, 13)).isoformat() == "2024-04-03T12:00:00+02:00"


def test_a_week_is_closed_without_the_other_only_after_the_deadline(district: Area) -> None:
    judge_all(district)
    late = deadline(WEEK)
    with pytest.raises(ValidationError, match="efter tidsgränsen"):
        close_unconfirmed(
            by=make_user(), party=CITY, district=district, week=WEEK, now=late - timedelta(seconds=1)
        )
    with pytest.raises(ValidationError, match="Bekräfta först"):
        close_unconfirmed(by=make_user(), party=POLICE, district=district, week=WEEK, now=late)
    close_unconfirmed(by=make_user(), party=CITY, district=district, week=WEEK, now=late)
    board = week_board(district, WEEK)
    assert board.stage is Stage.UNCONFIRMED
    assert [chip.text for chip in standing_chips(board)] == ["Ej bekräftad av polisen"]
    year = year_board(district, 2024)
    assert year.unconfirmed == ((WEEK, POLICE),)
    assert year_notes(year) == ["Vecka 10 är ej bekräftad av polisen."]


def test_an_incomplete_week_is_never_closed(district: Area) -> None:
    decide(district, choose(area(district, "Norra"), 1))
    with pytest.raises(ValidationError, match="behöver en nivå"):
        close_unconfirmed(by=make_user(), party=CITY, district=district, week=WEEK, now=deadline(WEEK))


def test_the_other_party_can_confirm_afterwards(district: Area) -> None:
    judge_all(district)
    close_unconfirmed(by=make_user(), party=CITY, district=district, week=WEEK, now=deadline(WEEK))
    assert len(confirm(district).confirmed) == 2
    assert week_board(district, WEEK).stage is Stage.CLOSED
    closing = closing_of(district, WEEK)
    assert closing is not None
    assert closing.unconfirmed == POLICE, "how it was closed stays on record"
    assert year_board(district, 2024).unconfirmed == ()


# --- corrections ----------------------------------------------------------------------------------------------


def test_a_change_after_closing_needs_a_reason_and_stays_visible(district: Area) -> None:
    closed(district)
    norra, anna = area(district, "Norra"), make_user(name="Anna Exempel")
    assert decide(district, Choice(norra, 2, 1, 1)).refused[0].sentence.startswith("Nivån var redan avslutad")
    decide(district, choose(norra, 2, 1, 1), by=anna)
    board = week_board(district, WEEK)
    (line,) = correction_words(board.corrections, with_reason=True)
    assert line.startswith(
        "Norra: 1 Normalt läge blev 2 Avvikande läge. Anna Exempel för stadsdelsförvaltningen, "
    )
    assert line.endswith(f"”{REASON}”")
    (line,) = correction_words(board.corrections, with_reason=False)
    assert REASON not in line
    assert "Anna" not in line
    year = year_board(district, 2024)
    assert [(c.area, c.week) for c in year.corrections] == [(norra, WEEK)]
    (note,) = year_notes(year)
    assert note.startswith("Vecka 10, Norra: 1 Normalt läge blev 2 Avvikande läge, rättat av stadsdels")
    assert board.waits_for == [POLICE], "the other party is asked about the correction"


def test_an_imported_level_is_corrected_visibly_too(district: Area) -> None:
    norra = area(district, "Norra")
    make_assessment(area=norra, iso_year=2024, iso_week=10, level=3)
    assert decide(district, Choice(norra, 1, 3, 1)).refused
    decide(district, choose(norra, 1, 3, 1))
    decide(district, choose(norra, 2, 1, 2))
    assert [(d.before, d.level, d.is_correction) for d in made_here(Decision).all()] == [
        (3, 1, True),
        (1, 2, True),
    ]


def test_a_pasted_year_never_overwrites_what_was_decided(district: Area) -> None:
    decide(district, choose(area(district, "Norra"), 2))
    with pytest.raises(ImportRefused, match="redan bedömd till 2 här"):
        preview_paste(district, 2024, "vecka\tNorra\n10\t1\n")
    assert preview_paste(district, 2024, "vecka\tNorra\n10\t2\n").changes == ()


def test_imported_weeks_wait_for_nobody(district: Area) -> None:
    for row in Area.objects.neighbourhoods_of(district):
        make_assessment(area=row, iso_year=2024, iso_week=10)
    board = week_board(district, WEEK)
    assert (board.stage, board.waits_for, board.corrections) == (Stage.IMPORTED, [], ())


def test_an_incident_that_arrives_after_closing_is_pointed_out_and_changes_nothing(district: Area) -> None:
    closed(district)
    norra = area(district, "Norra")
    for _n in range(3):
        make_incident(area=norra, severity=3)
    row = next(row for row in week_board(district, WEEK).rows if row.area == norra)
    assert (row.late, row.has_new_proposal, row.proposal.level) == (3, True, 4)
    assert Assessment.objects.get(area=norra).level == 1


def test_an_incident_taken_out_afterwards_is_no_late_one(district: Area) -> None:
    norra = area(district, "Norra")
    made = make_incident(area=norra, severity=3)
    decide(district, Choice(norra, 3, None, 0))
    Incident.objects.filter(pk=made.pk).update(included_in_assessment=False)
    row = next(row for row in week_board(district, WEEK).rows if row.area == norra)
    assert (row.late, row.has_new_proposal, row.proposal.level) == (0, True, 1)


# --- the quiet ones ----------------------------------------------------------------------------------------------


def test_a_usual_reporter_gone_silent_keeps_an_area_out_of_the_quiet_ones(district: Area) -> None:
    norra, reporter = area(district, "Norra"), make_organisation(name="Havafast")
    for n in range(1, 7):
        moment = WEEK.shift(-n).start + timedelta(days=2)
        make_incident(area=norra, severity=1, owner=reporter, occurred_from=moment, occurred_to=moment)
    board = week_board(district, WEEK)
    assert [row.area.name for row in board.quiet] == ["Norra", "Södra"]
    assert [row.area.name for row in board.quiet_open] == ["Södra"]
    assert board.rows[0].silent == ("Havafast",)
    moment = WEEK.start
    make_incident(area=norra, severity=1, owner=reporter, occurred_from=moment, occurred_to=moment)
    assert week_board(district, WEEK).rows[0].silent == ()


# --- through the door ------------------------------------------------------------------------------------------


W47 = IsoWeek(2023, 47)
QUIET = IsoWeek(2023, 50)  # nobody has judged it, and nothing was invented


def page(name: str, week: IsoWeek = W47) -> str:
    return reverse(f"assessments:{name}", args=["hasselby-vallingby", week])


def quiet_form(district: Area, week: IsoWeek) -> dict[str, str]:
    fields: dict[str, str] = {}
    for row in week_board(district, week).rows:
        slug = row.area.slug
        fields |= {f"{slug}-level": "0", f"{slug}-seen_level": "0", f"{slug}-seen_version": "0"}
        if row.is_quiet_open:
            fields[f"{slug}-quiet"] = "1"
    return fields


def test_people_speak_for_the_party_of_their_organisation(
    demo_district: Area, coordinator: User, admin: User, police: User, property_owner: User, outsider: User
) -> None:
    found = [party_of(user, demo_district) for user in (coordinator, admin, police, property_owner, outsider)]
    assert found == [CITY, CITY, POLICE, None, None]


def test_the_quiet_areas_become_normal_with_one_button_and_only_those_still_quiet(
    demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    week = QUIET
    fields = quiet_form(demo_district, week)
    vinsta = Area.objects.get(slug="vinsta")
    moment = week.start + timedelta(hours=3)
    make_incident(area=vinsta, severity=2, occurred_from=moment, occurred_to=moment)
    client_for(coordinator).post(page("week", week), fields | {"bekrafta-lugna": "1"})
    levels = dict(Assessment.objects.in_week(week).values_list("area__slug", "level"))
    assert "vinsta" not in levels
    assert list(levels.values()) == [1] * 8


def test_the_plain_save_never_fills_in_the_quiet_ones(
    demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    week = QUIET
    client_for(coordinator).post(page("week", week), quiet_form(demo_district, week))
    assert not Assessment.objects.in_week(week).exists()


def test_a_level_that_lacks_words_is_explained_and_keeps_what_was_chosen(
    demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    week = QUIET
    fields = quiet_form(demo_district, week) | {"vinsta-level": "4", "vinsta-reason": "kort"}
    answer = client_for(coordinator).post(page("week", week), fields)
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "1 område behöver några ord till och är inte sparat." in html
    assert "Nivå 4 behöver en planerad åtgärd med en ansvarig." in html
    assert 'id="vinsta-4" value="4" checked' in html
    assert ">\nkort</textarea>" in html


def test_a_person_in_a_reason_is_refused(
    demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    week = QUIET
    words = {"vinsta-level": "2", "vinsta-reason": "Bråk vid torget, 19121212-1212 pekades ut"}
    answer = client_for(coordinator).post(page("week", week), quiet_form(demo_district, week) | words)
    assert "personnummer" in answer.content.decode()
    assert not made_here(Decision).exists()


def test_the_other_party_confirms_on_the_page_and_closes_the_week(
    demo_district: Area, coordinator: User, police: User, client_for: ClientFor
) -> None:
    week = QUIET
    client_for(coordinator).post(
        page("week", week), quiet_form(demo_district, week) | {"bekrafta-lugna": "1"}
    )
    assert "Bekräfta 9 nivåer" not in client_for(coordinator).get(page("week", week)).content.decode()
    browser = client_for(police)
    assert "Bekräfta 9 nivåer och avsluta veckan" in browser.get(page("week", week)).content.decode()
    seen = {"sett": [str(pk) for pk in standing(demo_district)]}
    answer = browser.post(page("week_confirm", week), seen, follow=True)
    assert "Du bekräftade 9 nivåer. Veckan är avslutad." in answer.content.decode()
    assert closing_of(demo_district, week) is not None


@pytest.mark.parametrize("key", ["", "x", "-1", "9" * 40, "\x00", "٣"])
def test_a_confirmation_of_nonsense_confirms_nothing(
    key: str, demo_district: Area, police: User, client_for: ClientFor
) -> None:
    answer = client_for(police).post(page("week_confirm"), {"sett": key}, follow=True)
    assert "Det fanns inget kvar att bekräfta." in answer.content.decode()


@pytest.mark.parametrize("name", ["week_confirm", "week_close"])
def test_those_who_do_not_judge_neither_confirm_nor_close(
    name: str, demo_district: Area, property_owner: User, outsider: User, client_for: ClientFor
) -> None:
    assert client_for(property_owner).post(page(name)).status_code == 403
    assert client_for(outsider).post(page(name)).status_code == 404
    assert client_for(property_owner).get(page(name)).status_code == 405


def test_reasons_and_counts_are_for_authorities_and_the_state_for_all(
    demo_district: Area, coordinator: User, property_owner: User, client_for: ClientFor
) -> None:
    week = QUIET
    vinsta = Area.objects.get(slug="vinsta")
    decide_levels(
        by=coordinator,
        party=CITY,
        district=demo_district,
        week=week,
        choices=[choose(vinsta, 2, reason="Oro kring skolgården efter kvällarna")],
    )
    for name in ("week", "year"):
        address = (
            page("week", week)
            if name == "week"
            else reverse("assessments:year", args=["hasselby-vallingby", 2023])
        )
        html = client_for(property_owner).get(address).content.decode()
        assert "skolgården" not in html
    html = client_for(property_owner).get(page("week", week)).content.decode()
    assert "väntar på polisen" in html
    assert "Oro kring skolgården" in client_for(coordinator).get(page("week", week)).content.decode()


def test_an_imported_level_carries_no_decision(district: Area) -> None:
    decide(district, choose(area(district, "Norra"), 2))
    row = Assessment.objects.get(area__parent=district)
    row.origin, row.decided_by = Origin.IMPORTED, None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


# --- rules -----------------------------------------------------------------------------------------------------


def test_a_districts_own_thresholds_hold_from_their_week_and_old_decisions_keep_theirs(
    district: Area,
) -> None:
    norra = area(district, "Norra")
    for _n in range(2):
        make_incident(area=norra, severity=3)
    decide(district, Choice(norra, 3, None, 0))
    change_rules(by=make_user(), district=district, several=Thresholds(3, 3, 2), from_week=WEEK.following)
    assert [rule_table(district, week).version for week in (WEEK, WEEK.following)] == [1, 2]
    assert week_board(district, WEEK).rows[0].proposal.level == 3
    change_rules(by=make_user(), district=district, several=Thresholds(4, 3, 2), from_week=WEEK)
    row = week_board(district, WEEK).rows[0]
    assert (row.proposal.level, row.decision and row.decision.rule_version) == (4, 1)
    assert rule_table(make_district(), WEEK).version == 1, "another district keeps the standard"


def test_the_preview_says_what_other_thresholds_would_have_meant(district: Area) -> None:
    norra = area(district, "Norra")
    for _n in range(2):
        make_incident(area=norra, severity=3)
    make_assessment(area=norra, iso_week=10, level=4)
    make_assessment(area=area(district, "Södra"), iso_week=10, level=1)
    preview = preview_rules(district, Thresholds(3, 3, 2), WEEK.following)
    assert [(c.area, c.week, c.before, c.after, c.decided) for c in preview.changes] == [
        (norra, WEEK, 3, 4, 4)
    ]
    assert (preview.decided, preview.followed_before, preview.followed_after) == (2, 1, 2)
    assert preview.compared == 104


@pytest.mark.parametrize("bad", ["1", "0", "100", "", "tre"])
def test_thresholds_that_mean_nothing_are_refused(
    bad: str, demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    address = reverse("assessments:rules", args=[demo_district.slug])
    answer = client_for(coordinator).post(address, {"minor": bad, "concerning": "3", "serious": "3"})
    assert answer.status_code == 400
    assert not demo_district.rule_sets.exists()


def test_new_thresholds_are_tried_first_and_then_used(
    demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    address = reverse("assessments:rules", args=[demo_district.slug])
    browser, fields = client_for(coordinator), {"minor": "3", "concerning": "3", "serious": "2"}
    assert "förslag hade blivit andra" in browser.get(address, fields).content.decode()
    assert not demo_district.rule_sets.exists()
    browser.post(address, fields)
    browser.post(address, fields)
    assert demo_district.rule_sets.get().version == 2
