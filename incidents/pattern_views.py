"""Mönster: where and when it happens, and whether it is more than usual."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from incidents.models import GROUPS, Severity
from incidents.pattern_figures import (
    DAYS,
    bandwidth_words,
    draw_hours,
    draw_map,
    draw_weeks,
    hours_alt,
    ordinal,
    pattern_csv,
    pattern_map,
    square_rows,
    week_word,
    weeks_alt,
)
from incidents.patterns import LENGTHS, REPEATED_IN, SQUARE, Patterns, Period, patterns
from incidents.permissions import district_or_404, is_authority_in
from places.models import Area
from platssamverkan.core.hotspots import LEAST_POINTS
from platssamverkan.core.statistics import LEAST_BASELINE
from stakeholders.audit import record
from stakeholders.http import UserRequest
from stakeholders.policy import Action

DRAWINGS = {"karta": draw_map, "veckor": draw_weeks, "timmar": draw_hours}
MOST_SQUARES = 10


@require_safe
def pattern_page(request: UserRequest, slug: str) -> HttpResponse:
    """Show the patterns of some weeks; `?figur=veckor&form=csv` (or svg) hands over one picture instead."""
    district = district_or_404(request.user, slug, may=Action.VIEW_INCIDENTS)
    authority = is_authority_in(request.user, district)
    today = timezone.localdate()
    period = Period.read(request.GET.dict(), authority=authority, today=today)
    found = patterns(request.user, district, period)
    if "figur" in request.GET:
        return _file(request, found, request.GET["figur"], request.GET.get("form", ""))
    band = found.expected
    context = {
        "district": district,
        "authority": authority,
        "found": found,
        "period": period,
        "filters": period.filters,
        "areas": Area.objects.neighbourhoods_of(district),
        "groups": [(code, name) for code, name in GROUPS.items() if code != "context"],
        "severities": [one for one in Severity if one],
        "lengths": [(length, period.as_long_as(length)) for length in LENGTHS],
        "earlier": period.moved(-period.length),
        "later": period.moved(period.length) if period.last.monday < today else "",
        "weeks": [
            (week, count, week_word(band.verdict(count)) if band else "")
            for week, count in zip(period.weeks, found.counts, strict=True)
        ],
        "week_drawing": draw_weeks(found),
        "weeks_alt": weeks_alt(found),
        "least_baseline": LEAST_BASELINE,
        "shift": band.shift(found.counts) if band else 0,
        "hours": [(str(name), found.hours[day]) for day, name in enumerate(DAYS)],
        "clock": [f"{hour:02d}" for hour in range(24)],
        "hour_drawing": draw_hours(found),
        "hours_alt": hours_alt(found),
        "repeated": [(row, ordinal(row.times)) for row in found.repeated],
        "repeated_in": REPEATED_IN,
        "least_points": LEAST_POINTS,
        "side": int(SQUARE),
        "bandwidth": bandwidth_words(),
        "map": pattern_map(found) if found.is_drawn else None,
        "squares": square_rows(found)[:MOST_SQUARES] if found.is_drawn else [],
        "map_drawing": draw_map(found) if found.is_drawn else "",
        "shows_invented": found.invented,
    }
    return render(request, "incidents/patterns.html", context)


def _file(request: UserRequest, found: Patterns, figure: str, form: str) -> HttpResponse:
    """One picture as SVG or its numbers as CSV; Http404 for anything else."""
    name = f"monster-{figure}-{found.district.slug}-{found.period.last}.{form}"
    if form == "csv" and (content := pattern_csv(found, figure)) is not None:
        answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    elif form == "svg" and figure in DRAWINGS and (figure != "karta" or found.is_drawn):
        answer = HttpResponse(DRAWINGS[figure](found), content_type="image/svg+xml")
    else:
        raise Http404
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    record(
        request.user,
        "incidents.pattern_exported",
        found.district,
        figure=figure,
        form=form,
        **found.period.words,
    )
    return answer
