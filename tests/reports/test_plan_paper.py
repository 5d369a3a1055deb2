"""An action plan handed out: PDF with tags, workbook that can be read back, CSV; whole and by organisation."""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from measures.models import ActionPlan, Funding
from platssamverkan.core.spreadsheet import SheetOut, as_xlsx
from platssamverkan.core.workbook import read_workbook
from reports.plan_paper import HEAD, csv_file, plan_html, plan_paper, workbook
from stakeholders.models import AuditEvent, User
from tests.measures.making import Cast, make_cast, make_cause, make_indicator, make_measure, make_problem

TODAY = date(2026, 11, 22)


def make_plan(cast: Cast) -> ActionPlan:
    problem = make_problem(area=cast.district, owner=cast.office)
    cause, goal = make_cause(problem), make_indicator(problem)
    plan = ActionPlan.objects.create(
        name="Åtgärdsplan för torget", area=cast.district, owner=cast.office, period_from=date(2025, 1, 1),
        period_to=date(2026, 12, 31), status="running", decided_by="Nämnden", decided_on=date(2025, 2, 1),
        registry_number="HV 2025/12",
    )  # fmt: skip
    light = make_measure(
        area=cast.district, owner=cast.company, status="ongoing", started_on=date(2025, 5, 1), cost_estimate=450_000
    )  # fmt: skip
    light.problems.add(problem)
    light.causes.add(cause)
    light.indicators.add(goal)
    Funding.objects.create(
        measure=light, organisation=cast.office, kind="safety_investment", amount=300_000, year=2025
    )
    clean = make_measure(
        title='=HYPERLINK("http://x")', area=cast.district, owner=cast.other, status="planned", due_on=date(2026, 3, 1)
    )  # fmt: skip
    hidden = make_measure(
        title="Hemligt", area=cast.district, owner=cast.other, status="planned", visibility="own_organisation"
    )
    plan.measures.set([light, clean, hidden])
    return plan


@pytest.mark.django_db
def test_the_numbers_are_those_of_the_rows() -> None:
    cast = make_cast()
    paper = plan_paper(cast.owner, make_plan(cast), None, TODAY)
    assert [(owner, len(rows)) for owner, rows in paper.by_owner] == [
        (owner.name, 1) for owner in sorted((cast.company, cast.other), key=lambda one: one.name)
    ]
    assert (paper.estimate, paper.actual, paper.funding) == (
        450_000,
        None,
        [("Trygghetsinvestering", 300_000)],
    )
    assert {owner: (estimate, unknown) for owner, estimate, _actual, unknown in paper.costs} == {
        cast.company.name: (450_000, 0), cast.other.name: (None, 1),
    }  # fmt: skip
    assert (paper.progress.measures, paper.progress.begun, paper.progress.overdue) == (2, 1, 1)
    assert paper.yearly_on == date(2026, 2, 1)
    assert paper.yearly is not None
    assert paper.yearly.share == 50
    html = plan_html(paper)
    assert "Hemligt" not in html
    assert "HV 2025/12" in html
    assert "Lamporna är få" in html


@pytest.mark.django_db
def test_a_workbook_and_a_csv_say_the_same_and_no_cell_is_a_formula() -> None:
    cast = make_cast()
    paper = plan_paper(cast.coordinator, make_plan(cast), None, TODAY)
    sheets = read_workbook(workbook(paper))
    assert [sheet.name for sheet in sheets] == ["Planen", "Åtgärder", "Finansiering", "Mål"]
    measures = sheets[1].rows
    assert measures[0] == list(HEAD)
    assert {row[0] for row in measures[1:]} == {"Tätare belysning", '=HYPERLINK("http://x")'}
    light = next(row for row in measures if row[0] == "Tätare belysning")
    assert light[HEAD.index("Beräknad kostnad, kronor")] == 450_000
    assert light[HEAD.index("Orsak")] == "Lamporna är få"
    assert sheets[2].rows[1][-1] == 300_000
    lines = csv_file(paper).decode("utf-8-sig").splitlines()
    assert len(lines) == len(measures)
    assert "'=HYPERLINK" in csv_file(paper).decode()


@pytest.mark.django_db
def test_the_pdf_is_tagged_and_an_organisation_gets_its_part(client_for: Callable[[User], Client]) -> None:
    cast = make_cast()
    plan = make_plan(cast)
    client = client_for(cast.owner)
    address = reverse("reports:plan_pdf", args=[plan.pk])
    whole = client.get(address)
    file = PdfReader(BytesIO(whole.content))
    root = file.trailer["/Root"]
    assert (root["/Lang"], bool(root["/MarkInfo"]["/Marked"]), file.metadata.title) == (  # type: ignore[index, union-attr]
        "sv", True, plan.name,
    )  # fmt: skip
    text = " ".join(page.extract_text() for page in file.pages)
    assert "Nämnden" in text
    assert cast.other.name in text
    part = client.get(address, {"part": cast.company.pk})
    said = " ".join(page.extract_text() for page in PdfReader(BytesIO(part.content)).pages)
    assert cast.company.name in said
    assert "HYPERLINK" not in said
    assert client.get(address, {"part": cast.office.pk}).status_code == 404  # answers for nothing in it
    assert client.get(address, {"part": "x"}).status_code == 404
    assert AuditEvent.objects.filter(action="plan.downloaded", object_id=str(plan.pk)).count() == 2


@given(
    st.lists(
        st.lists(
            st.one_of(
                st.text(max_size=12), st.integers(-(10**9), 10**9), st.dates(date(1901, 1, 1), date(2100, 1, 1))
            ),
            min_size=2, max_size=2,
        ),
        max_size=4,
    )
)  # fmt: skip
def test_a_workbook_keeps_what_was_written(rows: list[list[object]]) -> None:
    raw = as_xlsx([SheetOut("Blad: 1/2", ["A", "B"], rows)])
    assert raw == as_xlsx([SheetOut("Blad: 1/2", ["A", "B"], rows)])
    import python_calamine

    found = python_calamine.CalamineWorkbook.from_filelike(BytesIO(raw)).get_sheet_by_index(0).to_python()
    assert found[0] == ["A", "B"]
    for written, read in zip(rows, found[1:], strict=False):
        for before, after in zip(written, read, strict=False):
            if isinstance(before, date):
                assert (after.date() if isinstance(after, datetime) else after) == before
            elif isinstance(before, int):
                assert after == before
