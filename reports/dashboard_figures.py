"""Pictures on the dashboard.  Each carries its source and date, and can be fetched as CSV and SVG."""

from django.utils.translation import gettext as _

from assessments.models import Level
from platssamverkan.core.figures import Figure, Series
from platssamverkan.core.swedish import day, enumerate_words
from reports.dashboard import Dashboard

RAISED = (Level.CONCERNING, Level.SERIOUS, Level.CRITICAL)


def written_source(board: Dashboard) -> str:
    """'Källa: …, uppgifter per 24 november 2023', or that there is nothing."""
    if board.as_of is None:
        return _("Inga bedömningar i perioden")
    return _("Källa: %(source)s, uppgifter per %(day)s") % {"source": board.source, "day": day(board.as_of)}


def figures_of(board: Dashboard) -> list[tuple[Figure, str]]:
    """Every picture with its shape, in the order they are shown; none where nothing was assessed."""
    if not board.assessed:
        return []
    found = [(raised_by_area(board), "horizontal"), (raised_by_week(board), "vertical")]
    if board.compared is not None:
        found.append((periods(board), "horizontal"))
    return found


def raised_by_area(board: Dashboard) -> Figure:
    """Weeks at level 3, 4 and 5 for each area, stacked."""
    totals = [sum(counts[level] for level in RAISED) for counts in board.counts]
    return Figure(
        slug="omraden",
        title=_("Veckor på nivå 3–5 per område, %(period)s") % {"period": board.choice.label},
        unit=_("veckor"),
        categories=tuple(area.name for area in board.areas),
        series=tuple(
            Series(
                f"{level.value} {level.label}",
                tuple(
                    counts[level] if len(counts) > 1 or None not in counts else None
                    for counts in board.counts
                ),
                level=level.value,
            )
            for level in RAISED
        ),
        source=written_source(board),
        alt=_("Antal veckor på nivå 3 eller högre: %(areas)s.")
        % {
            "areas": enumerate_words(
                [f"{area.name} {n}" for area, n in zip(board.areas, totals, strict=True)]
            )
        },
    )


def raised_by_week(board: Dashboard) -> Figure:
    """Areas at level 3, 4 and 5, week by week; a week nobody assessed is missing, not zero."""
    series = tuple(
        Series(f"{level.value} {level.label}", board.by_week(level), level=level.value) for level in RAISED
    )
    told = [
        f"{week.label} {sum(n or 0 for n in column)}"
        for week, column in zip(
            board.choice.weeks, zip(*(s.values for s in series), strict=True), strict=True
        )
        if any(column)
    ]
    years = {week.year for week in board.choice.weeks}
    return Figure(
        slug="veckor",
        title=_("Områden på nivå 3–5 vecka för vecka, %(period)s") % {"period": board.choice.label},
        unit=_("områden"),
        categories=tuple(
            str(week.week) if len(years) == 1 else f"{week.week}/{week.year % 100:02d}"
            for week in board.choice.weeks
        ),
        series=series,
        source=written_source(board),
        alt=_("Antal områden på nivå 3 eller högre: %(weeks)s. Övriga bedömda veckor inget.")
        % {"weeks": enumerate_words(told) or _("inget någon vecka")},
    )


def periods(board: Dashboard) -> Figure:
    """Area-weeks by level in the period and in the one it is held against."""
    found = board.compared
    if found is None:
        raise ValueError("nothing to compare with")
    both = (found.before, found.now)
    return Figure(
        slug="perioder",
        title=_("Bedömda områdesveckor på varje nivå, %(now)s mot %(before)s")
        % {"now": found.now.label, "before": found.before.label},
        unit=_("områdesveckor"),
        categories=tuple(period.label for period in both),
        series=tuple(
            Series(
                f"{level.value} {level.label}",
                tuple(period.counts[level - 1] for period in both),
                level=level.value,
            )
            for level in Level
        ),
        source=written_source(board),
        alt=" ".join(
            _("%(period)s: %(raised)d av %(total)d områdesveckor på nivå 3 eller högre.")
            % {"period": period.label, "raised": period.raised, "total": period.assessed}
            for period in both
        ),
    )
