"""Meeting mode: what the room may see, and what is stored when somebody says 'next'."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment, WeeklyFocus
from assessments.permissions import owners_in
from incidents.models import IncidentCategory
from places.models import Area
from platssamverkan.core.weeks import IsoWeek
from stakeholders.models import AuditEvent, User
from stakeholders.policy import Visibility
from tests.assessments.making import REASON
from tests.factories import make_incident

ClientFor = Callable[[User], Client]
QUIET = IsoWeek(2023, 50)  # nobody has judged it, and nothing was invented
AUTHORITIES = "?ser=authorities"


def address(name: str = "meeting_area", part: str | None = "grimsta", week: IsoWeek = QUIET) -> str:
    keys = ["hasselby-vallingby", week, *([part] if part else [])]
    return reverse(f"assessments:{name}", args=keys)


@pytest.fixture
def grimsta(demo_district: Area) -> Area:
    return Area.objects.get(slug="grimsta")


def happened(area: Area, visibility: Visibility, *, severity: int = 2, sensitive: bool = False) -> str:
    """Make an incident of a kind with a name of its own, and return the name."""
    name = f"Sort {visibility}{' känslig' if sensitive else ''}"
    category = IncidentCategory.objects.create(
        code=f"x-{visibility}-{sensitive}".replace("_", "-"),
        name=name,
        group="other",
        severity=severity,
        sensitive=sensitive,
    )
    moment = QUIET.start + timedelta(days=2, hours=20)
    make_incident(
        area=area,
        category=category,
        severity=severity,
        visibility=visibility,
        occurred_from=moment,
        occurred_to=moment,
    )
    return name


def sent(**more: str) -> dict[str, str]:
    fields = {"level": "1", "seen_level": "0", "seen_version": "0"} | more
    return {f"grimsta-{name}": value for name, value in fields.items()}


def test_the_room_sees_only_what_every_party_may_unless_it_is_said_to_be_the_authorities(
    grimsta: Area, coordinator: User, client_for: ClientFor
) -> None:
    shared = happened(grimsta, Visibility.ALL_PARTIES)
    inner = happened(grimsta, Visibility.AUTHORITIES)
    sensitive = happened(grimsta, Visibility.ALL_PARTIES, sensitive=True)
    browser = client_for(coordinator)
    for query in ("", "?ser=all_parties", "?ser=public", "?ser=own_organisation", "?ser=%00"):
        html = browser.get(address() + query).content.decode()
        assert "Duken ses av: alla parter" in html
        assert shared in html
        for hidden in (inner, sensitive, "Förslag:", "oroande händelser"):
            assert hidden not in html
    html = browser.get(address() + AUTHORITIES).content.decode()
    assert "Duken ses av: myndigheterna" in html
    for seen in (shared, inner, sensitive, "Förslag: 3", "3 händelser"):
        assert seen in html
    shown = AuditEvent.objects.filter(action="meeting.viewed", object_id=str(grimsta.pk))
    assert {event.detail["clearance"] for event in shown} == {"all_parties", "authorities"}


def test_a_refusal_before_all_parties_does_not_give_the_proposal_away(
    grimsta: Area, coordinator: User, client_for: ClientFor
) -> None:
    happened(grimsta, Visibility.AUTHORITIES, severity=3)
    browser = client_for(coordinator)
    answer = browser.post(address(), sent(level="1"))
    assert answer.status_code == 400
    assert "Förslaget" not in answer.content.decode()
    assert "nivån behöver en motivering" in answer.content.decode()
    assert 'id="grimsta-1" value="1" checked' in answer.content.decode()
    assert (
        "Förslaget är 3 och du valde 1"
        in browser.post(address() + AUTHORITIES, sent(level="1")).content.decode()
    )
    assert not Assessment.objects.filter(area=grimsta).in_week(QUIET).exists()


def test_the_round_goes_on_with_its_clearance_and_ends_in_a_summary(
    demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    browser = client_for(coordinator)
    first = re.search(
        r'method="get" action="([^"]+)"',
        browser.get(address("meeting", None)).content.decode().split("meeting-start")[1],
    )
    assert first
    here, visited = first[1] + AUTHORITIES, 0
    while "/mote/omrade/" in here:
        slug = here.split("/")[-2]
        fields = {f"{slug}-level": "1", f"{slug}-seen_level": "0", f"{slug}-seen_version": "0"}
        answer = browser.post(here, fields)
        assert answer.status_code == 302
        here, visited = answer["Location"], visited + 1
        assert here.endswith("?ser=authorities")
    assert visited == 9
    assert "9 av 9 områden har sin nivå" in browser.get(here).content.decode()


def test_a_focus_is_kept_though_the_level_stays_and_only_once(
    grimsta: Area, demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    owner = str(owners_in(demo_district)[0].pk)
    due = str(QUIET.following.monday)
    plan = {"plan": "Extra rondering vid torget", "owner": owner, "due": due}
    for _again in range(2):
        assert client_for(coordinator).post(address(), sent(level="0", **plan)).status_code == 302
    focus = WeeklyFocus.objects.get(area=grimsta, iso_year=2023)
    assert (focus.week, str(focus.due)) == (QUIET.following, due)
    assert not Assessment.objects.filter(area=grimsta).in_week(QUIET).exists()


def test_a_high_level_takes_its_reason_and_focus_here_and_nothing_is_half_saved(
    grimsta: Area, demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    owner = str(owners_in(demo_district)[0].pk)
    browser = client_for(coordinator)
    plan = {"plan": "Extra rondering vid torget", "owner": owner}
    assert browser.post(address(), sent(level="5", reason="kort", **plan)).status_code == 400
    assert not WeeklyFocus.objects.filter(area=grimsta, iso_year=2023).exists()
    assert browser.post(address(), sent(level="5", reason=REASON, **plan)).status_code == 302
    row = Assessment.objects.get(area=grimsta, iso_year=2023, iso_week=50)
    assert row.decision is not None
    assert row.decision.focus == WeeklyFocus.objects.get(area=grimsta, iso_year=2023)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"level": "9"}, "Välj en nivå från 1 till 5."),
        ({"plan": "Något utan ansvarig"}, "Välj vem som är ansvarig"),
        ({"reason": "Kalle, 19121212-1212, sågs"}, "personnummer"),
    ],
)
def test_bad_input_is_answered_with_a_sentence(
    grimsta: Area, coordinator: User, client_for: ClientFor, fields: dict[str, str], said: str
) -> None:
    answer = client_for(coordinator).post(address(), sent(**fields))
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not Assessment.objects.filter(area=grimsta).in_week(QUIET).exists()


def test_somebody_elses_save_in_between_is_shown_never_overwritten(
    grimsta: Area, coordinator: User, police: User, client_for: ClientFor
) -> None:
    client_for(police).post(address(), sent(level="2", reason=REASON))
    answer = client_for(coordinator).post(address(), sent(level="3", reason=REASON))
    assert answer.status_code == 409
    assert "satte 2 Avvikande läge" in answer.content.decode()
    assert Assessment.objects.get(area=grimsta, iso_year=2023, iso_week=50).level == 2


def test_a_week_to_come_and_an_area_elsewhere_are_not_there(
    demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    browser = client_for(coordinator)
    assert browser.get(address(week=IsoWeek.of(timezone.now()).following)).status_code == 404
    assert browser.get(address(part="akeshov")).status_code == 404
    assert browser.get(address("meeting", None, week=IsoWeek(2023, 52))).status_code == 200
