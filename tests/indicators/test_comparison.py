"""Areas beside one another: small counts hidden for good, rates only where they mean something, funnels by Poisson."""

from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from indicators.comparison import categories_compared, compare
from indicators.models import ComparisonBasis, CompstatCategory, CompstatFigure
from places.models import Area
from platssamverkan.core.disclosure import LEAST_SPREAD, hidden
from platssamverkan.core.funnel import Funnel, FunnelPoint
from platssamverkan.core.statistics import Standing, poisson_limits, standing
from stakeholders.models import User

PAGE = "/omraden/hasselby-vallingby/statistik/jamfor/"
SignIn = Callable[[User], Client]
COUNTS = st.lists(st.none() | st.integers(0, 40), max_size=12)


@pytest.mark.parametrize(
    ("counts", "mask"),
    [
        ([10, 20, 0], [0, 0, 0]),
        ([3, 20, 8], [1, 0, 1]),  # one small number is what the sum leaves: the next smallest goes too
        ([1, 1, 30, 9], [1, 1, 0, 1]),  # two ones are known from their sum of two
        ([4, 4, 30], [1, 1, 0]),
        ([3, None, 12], [1, 0, 1]),
        ([2], [1]),
        ([], []),
    ],
)
def test_small_counts_are_hidden_with_what_would_give_them_away(
    counts: list[int | None], mask: list[int]
) -> None:
    assert [int(is_hidden) for is_hidden in hidden(counts)] == mask


@given(COUNTS)
def test_whoever_knows_the_sum_cannot_work_out_a_hidden_count(counts: list[int | None]) -> None:
    mask = hidden(counts)
    secret = [count for count, is_hidden in zip(counts, mask, strict=True) if is_hidden and count is not None]
    shown = [
        count for count, is_hidden in zip(counts, mask, strict=True) if not is_hidden and count is not None
    ]
    assert not any(1 <= count <= 4 for count in shown)
    assert all(is_hidden is False for count, is_hidden in zip(counts, mask, strict=True) if count is None)
    if secret and shown:
        assert len(secret) >= 2
        assert sum(secret) - len(secret) >= LEAST_SPREAD


@given(st.floats(0.1, 500), st.integers(0, 800))
def test_an_area_stands_out_exactly_when_scipys_poisson_says_so(expected: float, count: int) -> None:
    low, high = stats.poisson.ppf([0.001, 0.999], expected)
    wanted = Standing.HIGH if count > high else Standing.LOW if count < low else Standing.USUAL
    assert standing(count, expected) == wanted


def test_the_limits_are_wide_for_small_areas_and_narrow_for_large() -> None:
    small, large = (poisson_limits(0.004 * people, confidence=0.998) for people in (1000, 20_000))
    assert (small[1] - small[0]) / 1000 > 3 * (large[1] - large[0]) / 20_000


def test_a_funnel_tells_in_words_what_it_draws() -> None:
    points = (FunnelPoint("Berga", 5000, 20), FunnelPoint("Dal", 8000, 25), FunnelPoint("Ås & <Ö>", 6000, 70))
    funnel = Funnel("x", "Inbrott", points, "Test")
    assert funnel.centre == pytest.approx(1000 * 115 / 19_000)
    assert [funnel.standing(point) for point in points] == [Standing.USUAL, Standing.LOW, Standing.HIGH]
    assert "Ås & <Ö> 11,7 (tydligt fler än i liknande områden)" in funnel.alt
    svg = funnel.to_svg()
    assert "Ås &amp; &lt;Ö&gt;" in svg
    assert svg.count("<circle") == 3
    with pytest.raises(ValueError, match="inhabitants"):
        Funnel("x", "x", (FunnelPoint("A", 0, 1),), "Test")


def test_centres_have_no_rate_and_are_in_no_funnel(demo_district: Area) -> None:
    found = compare(demo_district, CompstatCategory.objects.get(code="theft_from_vehicle"))
    assert found is not None
    rows = {row.area.name: row for row in found.areas}
    assert (rows["Vällingby"].count, rows["Vällingby"].rate) == (58, None)
    assert "många besökare" in rows["Vällingby"].remark
    assert rows["Grimsta"].rate is not None
    drawn = {point.name for funnel in found.funnels for point in funnel.points}
    assert drawn == {
        "Hässelby gård",
        "Hässelby strand",
        "Råcksta",
        "Grimsta",
        "Hässelby villastad",
        "Kälvesta",
        "Nälsta",
    }
    assert {funnel.title for funnel in found.funnels} == {
        "Stöld ur fordon, Flerbostadshus",
        "Stöld ur fordon, Småhus",
    }
    assert found.years_differ


def test_a_hidden_count_is_neither_on_the_page_nor_in_the_file_nor_in_a_funnel(
    client_for: SignIn, coordinator: User, demo_district: Area
) -> None:
    found = compare(demo_district, CompstatCategory.objects.get(code="assault_outdoors_15_plus"))
    assert found is not None
    secret = {row.area.name for row in found.areas if row.is_hidden}
    assert secret == {"Nälsta", "Kälvesta"} or "Nälsta" in secret
    assert all(row.count is None and row.rate is None for row in found.areas if row.is_hidden)
    assert not secret & {point.name for funnel in found.funnels for point in funnel.points}
    client = client_for(coordinator)
    html = client.get(PAGE, {"kategori": "assault_outdoors_15_plus"}).content.decode()
    assert html.count("visas inte</td>") == len(secret)
    lines = (
        client.get(PAGE, {"kategori": "assault_outdoors_15_plus", "csv": ""})
        .content.decode("utf-8-sig")
        .splitlines()
    )
    assert next(line for line in lines if line.startswith("Nälsta")).startswith("Nälsta;;")


def test_an_area_without_a_group_is_held_against_none(demo_district: Area) -> None:
    ComparisonBasis.objects.all().delete()
    found = compare(demo_district, CompstatCategory.objects.get(code="theft_from_vehicle"))
    assert found is not None
    assert found.funnels == ()
    assert "har ingen jämförelsegrupp att hållas mot" in {row.remark for row in found.areas}


def test_a_part_years_table_is_pasted_for_one_area(
    client_for: SignIn, coordinator: User, demo_district: Area
) -> None:
    client = client_for(coordinator)
    address = "/omraden/hasselby-vallingby/statistik/klistra/?del=vinsta"
    fields = {
        "period": "1 jan – 30 sep",
        "source": "Polisen",
        "extracted_on": "2023-12-01",
        "text": "Brott\t2023\nRån\t7",
    }
    seen = client.post(address, fields).context["paste"].digest
    assert client.post(address, fields | {"seen": seen})["Location"] == PAGE
    assert CompstatFigure.objects.get(area__name="Vinsta", category__code="robbery").count == 7
    assert "robbery" in {category.code for category in categories_compared(demo_district)}
    assert client.get(address.replace("vinsta", "bromma")).status_code == 404


def test_who_reads_and_who_says_which_areas_are_alike(
    client_for: SignIn, coordinator: User, property_owner: User, outsider: User
) -> None:
    assert [client_for(who).get(PAGE).status_code for who in (coordinator, property_owner, outsider)] == [
        200,
        200,
        404,
    ]
    vinsta = Area.objects.get(slug="vinsta")
    fields = {f"grupp-{vinsta.pk}": "Småhus"}
    assert [
        client_for(who).post(PAGE, fields).status_code for who in (property_owner, outsider, coordinator)
    ] == [403, 404, 302]
    basis = ComparisonBasis.objects.get(area=vinsta)
    assert (basis.group, basis.has_visitors) == ("Småhus", False)
    wrong = client_for(coordinator).post(PAGE, {f"grupp-{vinsta.pk}": "Ring 070-123 45 67"}).content.decode()
    assert "telefonnummer" in wrong
    assert (
        "Inga siffror är inlästa"
        in client_for(outsider).get(PAGE.replace("hasselby-vallingby", "bromma")).content.decode()
    )
