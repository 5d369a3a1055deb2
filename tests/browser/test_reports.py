"""Following a lägesbild in a real browser, while the row moves on."""

from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import Page, expect

from places.models import Area
from reports.models import ReportJob, Stage, Status
from stakeholders.models import User

pytestmark = pytest.mark.django_db(transaction=True)
PageFor = Callable[..., Page]


def move(job: ReportJob, **values: object) -> None:
    ReportJob.objects.filter(pk=job.pk).update(**values)


@pytest.mark.parametrize("scripts", [True, False])
def test_the_page_follows_the_row_to_the_finished_file(
    page_for: PageFor, coordinator: User, police: User, demo_district: Area, scripts: bool
) -> None:
    job = ReportJob.objects.create(area=demo_district, year=2023, ordered_by=coordinator)
    pages = [page_for(coordinator, java_script_enabled=scripts), page_for(police, width=390)]
    for page in pages:  # two devices
        page.goto(job.get_absolute_url())
        expect(page.locator('[aria-current="step"]')).to_contain_text("Väntar på en ledig arbetare")
    move(job, status=Status.BUILDING, stage=Stage.PRINTING, attempt=1)
    for page in pages:
        expect(page.locator('[aria-current="step"]')).to_contain_text("Trycker pdf-filen", timeout=15_000)
        expect(page.locator(".step-done")).to_have_count(3)
    job.file.save("test.pdf", ContentFile(b"%PDF-1.7"), save=False)
    move(
        job, status=Status.DONE, stage=Stage.KEEPING, file=job.file.name, size=8_000, pages=3, sha256="0" * 64
    )
    for page in pages:
        link = page.get_by_role("link", name="Ladda ner pdf")
        expect(link).to_be_visible(timeout=15_000)
        expect(link).to_contain_text("3 sidor, 8 kB")
        with page.expect_download() as download:
            link.click()
        assert download.value.suggested_filename == "lagesbild-hasselby-vallingby-2023.pdf"


def test_a_failure_is_told_with_a_way_on(page_for: PageFor, coordinator: User, demo_district: Area) -> None:
    job = ReportJob.objects.create(area=demo_district, year=2023, ordered_by=coordinator)
    page = page_for(coordinator)
    page.goto(job.get_absolute_url())
    move(job, status=Status.FAILED, stage=Stage.WRITING, error="Lägesbilden kunde inte byggas.")
    expect(page.get_by_role("alert")).to_contain_text("Lägesbilden kunde inte byggas.", timeout=15_000)
    page.get_by_role("button", name="Försök igen").click()
    expect(page.get_by_role("heading", name="Lägesbilden väntar på sin tur")).to_be_visible()
    assert ReportJob.objects.count() == 2
