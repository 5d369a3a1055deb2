"""The lägesbild of a week, a month or a tertial, on the screen and as a PDF."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from places.models import Area, AreaKind
from places.permissions import area_or_404, can
from reports.period import PeriodData, compose_period, period_findings, read_span
from reports.rendering import print_pdf
from stakeholders.audit import record
from stakeholders.http import UserRequest
from stakeholders.policy import Action


@require_safe
def period(request: UserRequest, slug: str, key: str) -> HttpResponse:
    """Show a period's lägesbild; those who write lägesbilder also see what Siffergranskaren found."""
    district, data = _data(request, slug, key)
    document = compose_period(data)
    may_write = can(request.user, Action.WRITE_REPORT, district)
    context = {
        "district": district,
        "span": data.span,
        "line": document.cover["line"],
        "body": document.written().on_screen(),
        "findings": period_findings(data, document) if may_write else [],
    }
    answer = render(request, "reports/period.html", context)
    answer.csp_inline_styles = True  # type: ignore[attr-defined]  # columns' widths stand on the columns
    return answer


@require_safe
def period_pdf(request: UserRequest, slug: str, key: str) -> HttpResponse:
    """Hand over the same as a tagged PDF, and write down that it was."""
    district, data = _data(request, slug, key)
    document = compose_period(data)
    printed = print_pdf(document.html())
    record(request.user, "period.downloaded", district, period=data.span.key)
    answer = HttpResponse(printed.data, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{slugify(document.title)}.pdf"'
    return answer


def _data(request: UserRequest, slug: str, key: str) -> tuple[Area, PeriodData]:
    """The district and the period's data.  Http404 for a period that does not exist."""
    district = area_or_404(request.user, slug, may=Action.VIEW_AREA, kind=AreaKind.CITY_DISTRICT)
    try:
        span = read_span(key)
    except ValueError as error:
        raise Http404 from error
    return district, PeriodData(district, span)
