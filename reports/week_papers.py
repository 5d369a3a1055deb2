"""The week on paper: one page for all parties, and the minutes for the authorities."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template import Context, loader
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assessments.analysis import WeekBoard, week_board
from assessments.focus import FocusBoard, focus_board
from assessments.models import INVENTED, Assessment, Level, Party
from assessments.standing import correction_words, standing_chips
from places.models import Area
from platssamverkan.core.weeks import IsoWeek
from reports.document import Document, stylesheet
from reports.lagesbild import both_parties, compose
from reports.models import Kind, ReportJob
from stakeholders.history import moment_words


@dataclass(frozen=True, slots=True)
class Paper:
    """A short document: a page or two from one template."""

    title: str
    authors: tuple[str, ...]
    template: str
    context: Mapping[str, Any]

    def html(self) -> SafeString:
        """Write it out: one string with its styles and fonts inside, nothing to fetch."""
        found: Any = loader.get_template(self.template)
        values = {**self.context, "paper": self, "stylesheet": stylesheet()}
        return SafeString(found.template.render(Context(values, use_l10n=False)))


@dataclass(frozen=True, slots=True)
class PaperRow:
    """An area's line: the level in numeral and word, the eight weeks before, and what the minutes add."""

    name: str
    level: int | None
    word: str
    strip: tuple[int | None, ...]
    state: str
    proposed: int | None
    counts: str
    reason: str
    who: str


def composed(job: ReportJob) -> Document | Paper:
    """Read what the job asks for and compose its document."""
    if job.week is None:
        return compose(job.area, job.year)
    return week_paper(job.area, job.week, Kind(job.kind))


def week_paper(district: Area, week: IsoWeek, kind: Kind) -> Paper:
    """Compose a week's page.  Only the minutes hold counts, proposals, reasons and names."""
    board, focus = week_board(district, week), focus_board(district, week)
    is_minutes = kind is Kind.MINUTES
    title = _("Protokoll %(week)s %(year)d") if is_minutes else _("Veckolägesbild %(week)s %(year)d")
    named = title % {"week": week.label, "year": week.year}
    parties = [party.name for party in both_parties(district, week.sunday)]
    return Paper(
        f"{named}. {district.name}",
        tuple(parties),
        "reports/document/minutes.html" if is_minutes else "reports/document/week.html",
        {
            "heading": named,
            "district": district.name,
            "dates": week.dates,
            "parties": parties,
            "state": ", ".join(chip.text for chip in standing_chips(board)),
            "closed": moment_words(board.closing.closed_at) if board.closing else "",
            "rows": [_row(row, is_minutes=is_minutes) for row in board.rows],
            "weeks": [cell.week.week for cell in board.rows[0].strip] if board.rows else [],
            "this_week": week.week,
            "coming": week.following.label,
            "focuses": _focuses(focus),
            "corrections": correction_words(board.corrections, with_reason=is_minutes),
            "levels": [(level.value, level.label) for level in Level],
            "invented": INVENTED if _is_invented(board) else "",
        },
    )


def _is_invented(board: WeekBoard) -> bool:
    return board.invented_levels or board.invented_incidents


def _row(row: Any, *, is_minutes: bool) -> PaperRow:
    stored: Assessment | None = row.assessment
    decision = row.decision if is_minutes else None
    waits: Party | None = row.waits_for
    return PaperRow(
        row.area.name,
        stored.level if stored else None,
        str(Level(stored.level).label) if stored else _("ej bedömd"),
        tuple(cell.level for cell in row.strip),
        _("väntar på %(party)s") % {"party": waits.label} if waits else "",
        decision.proposed if decision else None,
        ", ".join(f"{count} {str(name).lower()}" for _severity, name, count in row.counts.badges)
        if is_minutes
        else "",
        decision.reason if decision else "",
        _signed(decision) if decision else "",
    )


def _signed(decision: Any) -> str:
    """'Anna Exempel för stadsdelsförvaltningen; bekräftad av Pär Exempel för polisen'."""
    said = _("%(who)s för %(party)s") % {
        "who": decision.decided_by.name, "party": Party(decision.party).label,
    }  # fmt: skip
    if not hasattr(decision, "confirmation"):
        return said
    agreed = decision.confirmation
    return _("%(said)s; bekräftad av %(who)s för %(party)s") % {
        "said": said, "who": agreed.confirmed_by.name, "party": Party(agreed.party).label,
    }  # fmt: skip


def _focuses(board: FocusBoard) -> list[tuple[str, str, str]]:
    """Area, what, and who by when."""
    return [
        (
            focus.area.name,
            f"{focus.text} ({focus.place.name})" if focus.place else focus.text,
            f"{focus.owner.name}, {_('senast')} {focus.due:%Y-%m-%d}" if focus.due else focus.owner.name,
        )
        for focus in board.coming
    ]
