"""The lägesbild of a week, a month and a tertial: the annual one's parts, counted over a shorter time."""

import io
import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from assessments.models import Assessment
from assessments.services import Plan, set_focus
from places.models import Area
from platssamverkan.core.weeks import IsoWeek
from reports.checker import Code
from reports.period import PeriodData, compose_period, findings, offered, period_findings, read_span
from reports.rendering import print_pdf
from stakeholders.models import AuditEvent, User


@pytest.fixture(autouse=True)
def _swedish() -> Iterator[None]:
    with translation.override("sv"):
        yield


def test_a_week_belongs_to_the_period_of_its_thursday() -> None:
    assert [str(week) for week in read_span("2023-10").weeks] == [
        "2023-W40",
        "2023-W41",
        "2023-W42",
        "2023-W43",
    ]
    tertials = [week for n in (1, 2, 3) for week in read_span(f"2026-T{n}").weeks]
    assert tertials == list(IsoWeek.all_of(2026))  # 53 of them, each once
    assert (read_span("2023-T3").first, read_span("2023-T3").last) == (date(2023, 9, 1), date(2023, 12, 31))
    assert read_span("2023-W46").weeks == (IsoWeek(2023, 46),)


@pytest.mark.parametrize("text", ["2023", "2023-13", "2023-T4", "2023-W54", "1066-T1", "2023-00", "tertial"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no |month|week"):
        read_span(text)


def test_a_tertials_levels_are_those_of_its_weeks(demo_district: Area) -> None:
    span = read_span("2023-T3")
    rows = Assessment.objects.filter(
        area__parent=demo_district,
        iso_year=2023,
        iso_week__gte=span.weeks[0].week,
        iso_week__lte=span.weeks[-1].week,
    )
    data = PeriodData(demo_district, span)
    assert data.board.assessed == rows.count()
    told = " ".join(findings(data))
    assert f"(nivå 5) {rows.filter(level=5).count()} gånger" in told
    html = compose_period(data).html()
    assert 'class="ej"' not in html.partition("<tbody>")[2].partition("</tbody>")[0]
    assert "Vecka 47–52 ligger efter den sista bedömda veckan" in html
    assert period_findings(data, compose_period(data)) == []


def test_a_period_without_levels_says_so_and_draws_no_zeros(demo_district: Area) -> None:
    data = PeriodData(demo_district, read_span("2011-05"))
    html = compose_period(data).html()
    assert "Inga lägesbedömningar för Hässelby-Vällingby, maj 2011, är gjorda eller inlästa." in html
    assert "<svg" not in html
    assert not re.search(r'<td class="l\d"', html)


@pytest.mark.parametrize(("key", "most"), [("2023-W46", 1), ("2023-10", 4), ("2023-T3", 5)])
def test_each_is_a_tagged_pdf_of_few_pages(demo_district: Area, key: str, most: int) -> None:
    file = PdfReader(
        io.BytesIO(print_pdf(compose_period(PeriodData(demo_district, read_span(key))).html()).data)
    )
    assert "/StructTreeRoot" in file.root_object
    assert len(file.pages) <= most
    assert "Hässelby villastad" in file.pages[0].extract_text()


def test_the_page_tells_writers_what_siffergranskaren_found(
    demo_district: Area, coordinator: User, property_owner: User, client_for: Callable[[User], Client]
) -> None:
    week = IsoWeek(2023, 46)
    owner = coordinator.memberships.get().organisation
    plan = Plan(text="Mer personal vid Räcksta centrum", owner=owner)
    set_focus(by=coordinator, area=Area.objects.get(slug="racksta"), week=week.following, plan=plan)
    data = PeriodData(demo_district, read_span("2023-W46"))
    assert [item.code for item in period_findings(data, compose_period(data))] == [Code.SPELLING]
    address = reverse("reports:period", args=[demo_district.slug, "2023-W46"])
    assert "Siffergranskaren" in client_for(coordinator).get(address).content.decode()
    assert "Siffergranskaren" not in client_for(property_owner).get(address).content.decode()


def test_the_file_is_handed_over_and_written_down(
    demo_district: Area, coordinator: User, client_for: Callable[[User], Client]
) -> None:
    client = client_for(coordinator)
    answer = client.get(reverse("reports:period_pdf", args=[demo_district.slug, "2023-W46"]))
    assert answer["Content-Type"] == "application/pdf"
    assert 'filename="lagesbild-v-46-2023-hasselby-vallingby.pdf"' in answer["Content-Disposition"]
    assert AuditEvent.objects.filter(action="period.downloaded").count() == 1
    assert client.get(f"/omraden/{demo_district.slug}/lagesbilder/period/2023-T4/").status_code == 404
    page = client.get(f"/omraden/{demo_district.slug}/lagesbilder/").content.decode()
    newest = offered(demo_district)[0][1][0]
    assert f"/lagesbilder/period/{newest[0]}/" in page
