"""Focuses: chosen for the coming week, followed up in the next, never lost and never doubled."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.focus import focus_board
from assessments.models import WeeklyFocus
from assessments.permissions import owners_in
from assessments.services import Plan, choose_focus, close_focus, set_focus
from places.models import Area, Place
from platssamverkan.core.weeks import IsoWeek
from stakeholders.models import User
from tests.factories import make_district, make_organisation, make_user

ClientFor = Callable[[User], Client]
Outcome = WeeklyFocus.Outcome
NOW = timezone.now()
THIS = IsoWeek.of(NOW)


def address(week: IsoWeek = THIS) -> str:
    return reverse("assessments:focus", args=["hasselby-vallingby", week])


def make_focus(area: Area, week: IsoWeek = THIS, text: str = "Extra rondering vid torget") -> WeeklyFocus:
    return set_focus(by=make_user(), area=area, week=week, plan=Plan(text, make_organisation()))


@pytest.fixture
def area(db: None) -> Area:
    return Area.objects.get(parent=make_district("Norra"))


def test_a_focus_is_carried_once_and_remembers_where_it_came_from(area: Area) -> None:
    user, focus = make_user(), make_focus(area)
    carried = close_focus(by=user, focus=focus, outcome=Outcome.CARRIED, onto=THIS.following)
    assert carried is not None
    assert (carried.week, carried.text, carried.owner, carried.carried_from) == (
        THIS.following, focus.text, focus.owner, focus,
    )  # fmt: skip
    with pytest.raises(ValidationError, match="redan avslutat: Fortsätter nästa vecka"):
        close_focus(by=user, focus=focus, outcome=Outcome.CARRIED, onto=THIS.following)
    assert WeeklyFocus.objects.filter(area=area).count() == 2


@pytest.mark.parametrize("outcome", [Outcome.DONE, Outcome.DROPPED])
def test_a_closed_focus_leaves_nothing_behind(area: Area, outcome: WeeklyFocus.Outcome) -> None:
    focus = make_focus(area)
    assert close_focus(by=make_user(), focus=focus, outcome=outcome, onto=THIS.following) is None
    assert not WeeklyFocus.objects.filter(area=area).open().exists()


def test_a_focus_never_goes_on_in_a_week_that_came_before(area: Area) -> None:
    focus = make_focus(area)
    with pytest.raises(ValidationError, match="senare vecka"):
        close_focus(by=make_user(), focus=focus, outcome=Outcome.CARRIED, onto=THIS)
    focus.refresh_from_db()
    assert focus.outcome == ""


def test_a_week_that_is_over_takes_no_focus_and_a_day_lies_in_its_week(area: Area) -> None:
    plan = Plan("Extra rondering", make_organisation())
    with pytest.raises(ValidationError, match="Veckan är över"):
        choose_focus(by=make_user(), area=area, week=THIS.previous, plan=plan)
    late = Plan("Extra rondering", plan.owner, due=THIS.following.sunday + timedelta(days=1))
    with pytest.raises(ValidationError, match="Dagen ska ligga i"):
        choose_focus(by=make_user(), area=area, week=THIS.following, plan=late)
    assert not WeeklyFocus.objects.filter(area=area).exists()


def test_what_nobody_closed_stays_to_be_followed_up(area: Area) -> None:
    old = make_focus(area, THIS.shift(-5))
    assert area.parent is not None
    board = focus_board(area.parent, THIS)
    assert board.to_follow_up == [old]
    assert focus_board(area.parent, THIS.shift(-7)).to_follow_up == []


# --- through the door ------------------------------------------------------------------------------------


def chosen(district: Area, **more: str) -> dict[str, str]:
    grimsta = Area.objects.get(slug="grimsta")
    return {
        "area": str(grimsta.pk),
        "text": "Gemensam kvällsvandring vid tunnelbanan",
        "owner": str(owners_in(district)[0].pk),
        "due": str(THIS.following.monday),
    } | more


def test_a_focus_chosen_on_the_page_stands_on_the_week_page_for_every_party(
    demo_district: Area, police: User, property_owner: User, client_for: ClientFor
) -> None:
    answer = client_for(police).post(address(), chosen(demo_district), follow=True)
    assert "Fokus valt för" in answer.content.decode()
    week = client_for(property_owner).get(reverse("assessments:week", args=[demo_district.slug, THIS]))
    assert "Gemensam kvällsvandring vid tunnelbanan" in week.content.decode()
    page = client_for(property_owner).get(address()).content.decode()
    assert "Gemensam kvällsvandring" in page
    assert "<textarea" not in page
    assert 'name="utfall"' not in page


def test_carrying_on_the_page_moves_an_old_focus_to_this_week_or_later(
    demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    old = make_focus(Area.objects.get(slug="grimsta"), THIS.shift(-6), "Gammalt fokus")
    answer = client_for(coordinator).post(address(), {"fokus": str(old.pk), "utfall": "carried"})
    assert answer.status_code == 302
    # Not THIS, which is of the moment the tests began: a week may have begun meanwhile.
    assert old.carried_to.week == IsoWeek.of(timezone.now())


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": ""}, "Inget är sparat än"),
        ({"due": "2020-01-01"}, "Dagen ska ligga i"),
        ({"owner": "0"}, "Inget är sparat än"),
        ({"text": "Prata med Kalle Karlsson, 19121212-1212"}, "personnummer"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    fields: dict[str, str], sentence: str, demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    before = WeeklyFocus.objects.count()
    answer = client_for(coordinator).post(address(), chosen(demo_district) | fields)
    html = answer.content.decode()
    assert answer.status_code == 400
    assert sentence in html
    if fields.get("text", "x"):
        assert (fields.get("text") or "Gemensam kvällsvandring") in html
    assert WeeklyFocus.objects.count() == before


def test_a_place_must_lie_in_the_area(demo_district: Area, coordinator: User, client_for: ClientFor) -> None:
    nalsta = Area.objects.get(slug="nalsta")
    here = Area.objects.neighbourhoods_of(demo_district).exclude(pk=nalsta.pk)
    inside = Place.objects.in_areas(Area.objects.filter(pk=nalsta.pk))
    elsewhere = Place.objects.in_areas(here).exclude(pk__in=inside.values("pk")).first()
    assert elsewhere is not None
    fields = chosen(demo_district, area=str(nalsta.pk), place=str(elsewhere.pk))
    assert (
        "Platsen ligger inte i det området."
        in client_for(coordinator).post(address(), fields).content.decode()
    )


@pytest.mark.parametrize("key", ["", "x", "9" * 40, "-1", "\x00"])
def test_an_outcome_of_nonsense_is_refused(
    key: str, demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    answer = client_for(coordinator).post(address(), {"fokus": key, "utfall": "done"})
    assert answer.status_code == 400


def test_another_districts_focus_cannot_be_closed_from_here(
    demo_district: Area, coordinator: User, client_for: ClientFor
) -> None:
    theirs = make_focus(Area.objects.filter(parent__slug="bromma").first() or Area())
    assert (
        client_for(coordinator).post(address(), {"fokus": str(theirs.pk), "utfall": "done"}).status_code
        == 404
    )
