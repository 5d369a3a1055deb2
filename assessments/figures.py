"""Pictures of the weekly judgements.  A missing week is drawn as missing, never as a one."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.analysis import YearBoard
from assessments.models import Level
from platssamverkan.core.figures import LABEL, SMALL, Figure, Series
from platssamverkan.core.palette import BORDER, LEVELS, MIST, MUTED
from platssamverkan.core.svg import Drawing, number, points, text_width
from platssamverkan.core.swedish import enumerate_words

RAISED = (Level.CONCERNING, Level.SERIOUS, Level.CRITICAL)
LABELLED_WEEKS = (1, 10, 20, 30, 40, 50)


def raised_weeks(board: YearBoard, source: str) -> Figure:
    """Weeks at level 3, 4 and 5 for each area, stacked."""
    return Figure(
        slug="raised-weeks",
        title=_("Veckor på nivå 3–5 per område %(year)d") % {"year": board.year},
        unit=_("antal veckor"),
        categories=tuple(column.area.name for column in board.by_area),
        series=tuple(
            Series(
                f"{level.value} {level.label}",
                tuple(c.counts[level] for c in board.by_area),
                level=level.value,
            )
            for level in RAISED
        ),
        source=source,
        alt=_("Antal veckor på nivå 3 eller högre: %(areas)s.")
        % {"areas": enumerate_words([f"{c.area.name} {c.raised}" for c in board.by_area])},
    )


def year_strip(board: YearBoard, *, width_mm: float = 166) -> SafeString:
    """The whole year at a glance: areas as rows, weeks as columns, one path for each level.

    Weeks nobody assessed are hatched; weeks after the cut-off are left empty.
    """
    names = max((text_width(area.name, LABEL) for area in board.areas), default=0) + 8
    width = points(width_mm)
    cell = (width - names) / len(board.weeks)
    pitch, top = 15.0, 12.0
    tall = pitch - 2
    drawing = Drawing(width, top + pitch * len(board.areas), title=strip_alt(board))
    cells: dict[int, str] = dict.fromkeys(Level.values, "")
    missing = ""
    drawing.text(names, 7, _("Vecka"), size=SMALL, fill=MUTED)
    for column, week in enumerate(board.weeks):
        x = names + column * cell
        if week.week in LABELLED_WEEKS[1:]:
            drawing.text(x + cell / 2, 7, str(week.week), size=SMALL, anchor="middle", fill=MUTED)
        for row, level in enumerate(board.levels[column]):
            y = top + row * pitch
            box = f"M{number(x)} {number(y)}h{number(cell - 0.6)}v{number(tall)}h{number(0.6 - cell)}Z"
            if level is not None:
                cells[level] += box
            elif not board.is_after_cutoff(week):
                missing += f"{box}M{number(x)} {number(y + tall)}L{number(x + cell - 0.6)} {number(y)}"
    if board.cutoff and board.cutoff.week < len(board.weeks):
        x = names + board.cutoff.week * cell
        drawing.rect(x, top, width - x, pitch * len(board.areas) - 2, fill=MIST)
    for level, d in cells.items():
        drawing.path(d, fill=LEVELS[level].fill)
    drawing.path(missing, fill="none", stroke=BORDER, stroke_width=0.4)
    for row, area in enumerate(board.areas):
        drawing.text(0, top + row * pitch + tall / 2 + LABEL * 0.34, area.name, size=LABEL)
    return drawing.to_svg()


def strip_alt(board: YearBoard) -> str:
    """The year in words: for each area, how many weeks at each raised level, and which were critical."""
    parts = []
    for column in board.by_area:
        critical = [
            week.week
            for week, level in zip(board.weeks, column.levels, strict=True)
            if level == Level.CRITICAL
        ]
        part = ngettext(
            "%(area)s: %(raised)d vecka på nivå 3 eller högre",
            "%(area)s: %(raised)d veckor på nivå 3 eller högre",
            column.raised,
        ) % {"area": column.area.name, "raised": column.raised}
        if critical:
            part += _(", kritiskt läge vecka %(weeks)s") % {
                "weeks": enumerate_words([str(w) for w in critical])
            }
        parts.append(part)
    return _("Lägesbedömning vecka för vecka. %(areas)s.") % {"areas": "; ".join(parts)}
