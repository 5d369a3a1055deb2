"""The weekly series: counted and ordered, never averaged; what is missing is never calm."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Party
from assessments.series import LastCount, Steps, median_level, series_board, steps_in
from assessments.services import decide_levels
from places.models import Area
from platssamverkan.core.weeks import IsoWeek
from stakeholders.models import User
from tests.assessments.making import choose
from tests.factories import make_assessment, make_district, make_incident, make_user

ClientFor = Callable[[User], Client]
LAST = IsoWeek(2024, 30)


@pytest.mark.parametrize(
    ("levels", "median"),
    [
        ((), None),
        ((None, None), None),
        ((3,), 3),
        ((1, 5), 1),
        ((1, 2, 5), 2),
        ((5, None, 1, 1, 3), 1),
        ((2, 3, 3, 4), 3),
    ],
)
def test_the_median_is_a_level_somebody_set(levels: tuple[int | None, ...], median: int | None) -> None:
    assert median_level(levels) == median


def test_a_missing_week_is_no_step() -> None:
    assert steps_in((1, 2, 2, None, 1, 5, 3)) == Steps(up=2, down=1, same=1)
    assert steps_in((None, 3)) == Steps(0, 0, 0)


def test_the_series_counts_weeks_and_compares_with_the_26_before(db: None) -> None:
    district = make_district("Norra")
    area = Area.objects.get(parent=district)
    for back, level in ((0, 3), (1, 4), (2, 3), (4, 3), (5, 1)):
        week = LAST.shift(-back)
        make_assessment(area=area, iso_year=week.year, iso_week=week.week, level=level)
    for back in (0, 0, 0, 0, 0, 3, 9):
        moment = LAST.shift(-back).start + timedelta(hours=5)
        make_incident(area=area, occurred_from=moment, occurred_to=moment)
    (found,) = series_board(district, LAST).areas
    assert (found.assessed, found.raised, found.longest_run, found.median) == (5, 4, 3, 3)
    assert found.steps == Steps(up=2, down=1, same=0)
    assert found.last_count is not None
    assert (found.last_count.count, found.last_count.low, found.last_count.is_unusual) == (5, 0, True)
    assert len(found.strip) == 52
    (quiet,) = series_board(district, LAST.shift(-30)).areas
    assert quiet.last_count is None


def test_what_usually_happens_is_a_band() -> None:
    assert [LastCount(n, 1, 4).is_unusual for n in (0, 1, 4, 5)] == [True, False, False, True]


def test_followed_proposals_are_counted_among_what_was_decided_here(db: None) -> None:
    district = make_district("Norra", "Södra", "Västra")
    north, south, west = Area.objects.neighbourhoods_of(district)
    make_assessment(area=west, iso_year=LAST.year, iso_week=LAST.week)
    decide_levels(
        by=make_user(), party=Party.POLICE, district=district, week=LAST,
        choices=[choose(north, 1), choose(south, 3)],
    )  # fmt: skip
    followed = series_board(district, LAST).followed
    assert (followed.followed, followed.decided, followed.needs_a_look) == (1, 2, True)


def test_counts_and_followed_proposals_are_for_the_authorities(
    demo_weeks: Area,
    coordinator: User,
    property_owner: User,
    outsider: User,
    client_for: ClientFor,
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    address = reverse("assessments:series", args=[demo_weeks.slug])
    browser = client_for(coordinator)
    with django_assert_max_num_queries(20):
        html = browser.get(address).content.decode()
    assert "Besluten följde förslaget i" in html
    assert "brukar vara" in html
    partner = client_for(property_owner).get(address).content.decode()
    assert "Längst i rad" in partner
    for hidden in ("Besluten följde", "brukar vara", "Händelser v."):
        assert hidden not in partner
    assert client_for(outsider).get(address).status_code == 404
