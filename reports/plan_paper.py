"""An action plan for a committee: an accessible PDF, a workbook and a CSV, whole or for one organisation."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.template import Context, loader
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from measures.models import ActionPlan, Evaluation, Funding, FundingKind, Measure, Problem
from measures.permissions import plan_or_404
from measures.queries import Progress, plan_progress
from platssamverkan.core.deadlines import years_after
from platssamverkan.core.spreadsheet import SheetOut, as_csv, as_xlsx
from reports.document import stylesheet
from reports.rendering import print_pdf
from stakeholders.audit import record
from stakeholders.http import UserRequest
from stakeholders.models import Organisation, User

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """A plan as one reader sees it on one day: all of it, or what one organisation answers for."""

    plan: ActionPlan
    part: Organisation | None
    measures: list[Measure]
    problems: list[Problem]
    progress: Progress
    yearly: Progress | None  # as it stood twelve months after the decision
    yearly_on: date | None
    today: date

    @property
    def title(self) -> str:
        return f"{self.plan.name}: {self.part.name}" if self.part else self.plan.name

    @property
    def by_owner(self) -> list[tuple[str, list[Measure]]]:
        """The measures by organisation, by name; each soonest first."""
        found: dict[str, list[Measure]] = {}
        for measure in sorted(
            self.measures, key=lambda one: (one.owner.name, one.due_on or date.max, one.pk)
        ):
            found.setdefault(measure.owner.name, []).append(measure)
        return list(found.items())

    @property
    def costs(self) -> list[tuple[str, int | None, int | None, int]]:
        """Organisation, estimated and actual cost of what it owns, and how many of its measures lack an estimate.

        None where nobody has said a cost: missing is not zero.
        """
        return [
            (
                owner,
                _sum(one.cost_estimate for one in rows),
                _sum(one.cost_actual for one in rows),
                sum(one.cost_estimate is None for one in rows),
            )
            for owner, rows in self.by_owner
        ]

    @property
    def estimate(self) -> int | None:
        return _sum(one.cost_estimate for one in self.measures)

    @property
    def actual(self) -> int | None:
        return _sum(one.cost_actual for one in self.measures)

    @property
    def funding(self) -> list[tuple[str, int]]:
        """What is paid from each source, in the list's order."""
        sums: Counter[str] = Counter()
        for measure in self.measures:
            for row in measure.funding.all():
                sums[row.kind] += row.amount
        return [(str(kind.label), sums[kind]) for kind in FundingKind if sums[kind]]

    @property
    def has_examples(self) -> bool:
        return self.plan.is_example or any(one.is_example for one in self.measures)


def _sum(values: Any) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def plan_paper(user: User, plan: ActionPlan, part: Organisation | None, today: date) -> PlanPaper:
    """Read the plan with the reader's own eyes.  Http404 for an organisation that answers for nothing in it."""
    seen = Measure.objects.visible_to(user)
    rows = seen.filter(plans=plan)
    if part is not None:
        rows = rows.filter(owner=part)
    problems = Problem.objects.visible_to(user)
    measures = list(
        rows.select_related("owner", "place", "area")
        .defer("area__geometry", "place__geometry")
        .prefetch_related(
            Prefetch("funding", Funding.objects.select_related("organisation")),
            Prefetch("problems", problems), "causes", "contributors",
            Prefetch("evaluations", Evaluation.objects.order_by("-made_on")),
        )
        .distinct()
    )  # fmt: skip
    if part is not None and not measures:
        raise Http404
    whole = seen if part is None else seen.filter(owner=part)
    after = years_after(plan.decided_on, 1) if plan.decided_on else None
    return PlanPaper(
        plan, part, measures,
        list(
            problems.filter(measures__in=[one.pk for one in measures])
            .distinct()
            .select_related("place", "area")
            .defer("area__geometry", "place__geometry")
            .prefetch_related("evidence", "causes", "indicators__readings")
        ),
        plan_progress(plan, whole, today),
        plan_progress(plan, whole, after) if after and after <= today else None,
        after, today,
    )  # fmt: skip


def plan_html(paper: PlanPaper) -> str:
    """Write the plan out as one well-formed document."""
    template = cast(Any, loader.get_template("reports/document/action_plan.html")).template
    context = {"paper": paper, "plan": paper.plan, "title": paper.title, "stylesheet": stylesheet()}
    return cast(str, template.render(Context(context, use_l10n=False)))


HEAD = (
    "Åtgärd", "Status", "Försenad", "Plats", "Område", "Ansvarig organisation", "Ansvarig funktion", "Medverkande",
    "Problem", "Orsak", "Slag", "Börjar", "Klar senast", "Genomförd", "Följs upp", "Beräknad kostnad, kronor",
    "Verklig kostnad, kronor", "Vad blev gjort", "Skäl", "Påhittad demodata",
)  # fmt: skip


def plan_rows(paper: PlanPaper) -> list[list[object]]:
    """A line for each measure, in the order of `HEAD`; None where nothing is known."""
    return [
        [
            one.title, one.get_status_display(), _("ja") if one.is_overdue(paper.today) else _("nej"),
            one.place.name if one.place else None, one.area.name, one.owner.name, one.owner_role,
            ", ".join(party.name for party in one.contributors.all()), "; ".join(map(str, one.problems.all())),
            "; ".join(str(cause) for cause in one.causes.all() if cause.problem_id in {p.pk for p in one.problems.all()}),
            one.get_main_type_display() if one.main_type else None, one.planned_start, one.due_on, one.done_on,
            one.follow_up_on, one.cost_estimate, one.cost_actual, one.output, one.reason,
            _("ja") if one.is_example else _("nej"),
        ]
        for _owner, rows in paper.by_owner
        for one in rows
    ]  # fmt: skip


def workbook(paper: PlanPaper) -> bytes:
    """The plan as a workbook: its decision, its measures, who pays, and its problems with their goals."""
    plan = paper.plan
    facts: list[Sequence[object]] = [
        [_("Plan"), paper.title], [_("Gäller"), str(plan.place or plan.area)], [_("Upprättad av"), plan.owner.name],
        [_("Från och med"), plan.period_from], [_("Till och med"), plan.period_to], [_("Status"), plan.get_status_display()],
        [_("Beslutad av"), plan.decided_by], [_("Beslutsdag"), plan.decided_on], [_("Diarienummer"), plan.registry_number],
        [_("Version"), plan.version], [_("Åtgärder"), paper.progress.measures],
        [_("Påbörjade eller klara"), paper.progress.begun], [_("Försenade"), paper.progress.overdue],
        [_("Uttaget"), paper.today], [_("Källa"), _("Platssamverkan") + (f"; {plan.source}" if plan.source else "")],
        [_("Påhittad demodata"), _("ja") if paper.has_examples else _("nej")],
    ]  # fmt: skip
    money = [
        [one.title, row.organisation.name, row.get_kind_display(), row.year, row.amount]
        for one in paper.measures
        for row in one.funding.all()
    ]
    goals = [
        [problem.title, goal.goal, goal.name, goal.unit, _number(goal.baseline), goal.baseline_on, _number(goal.target),
         goal.target_on, _number(goal.latest.value) if goal.latest else None, goal.latest.on if goal.latest else None]
        for problem in paper.problems
        for goal in problem.indicators.all()
    ]  # fmt: skip
    return as_xlsx(
        [
            SheetOut(_("Planen"), [_("Uppgift"), _("Värde")], facts),
            SheetOut(_("Åtgärder"), [_(word) for word in HEAD], plan_rows(paper)),
            SheetOut(
                _("Finansiering"), [_("Åtgärd"), _("Finansiär"), _("Källa"), _("År"), _("Kronor")], money
            ),
            SheetOut(
                _("Mål"),
                [
                    _("Problem"), _("Mål"), _("Mått"), _("Enhet"), _("Utgångsvärde"), _("Utgångsvärdets dag"),
                    _("Målvärde"), _("Nås senast"), _("Senaste värde"), _("Senaste dag"),
                ],
                goals,
            ),
        ]
    )  # fmt: skip


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def csv_file(paper: PlanPaper) -> bytes:
    """The plan's measures as CSV."""
    rows = [[_written(value) for value in row] for row in plan_rows(paper)]
    return as_csv([[_(word) for word in HEAD], *rows])


def _written(value: object) -> object:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else value


@require_safe
def plan_file(request: UserRequest, pk: int, form: str) -> HttpResponse:
    """Hand out a plan as PDF, workbook or CSV, and write down that it was.  `?part=` is one organisation's key."""
    plan = plan_or_404(request.user, pk)
    asked = request.GET.get("part", "")
    part = None
    if asked:
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
        part = Organisation.objects.filter(pk=number).first()
        if part is None:
            raise Http404
    paper = plan_paper(request.user, plan, part, timezone.localdate())
    match form:
        case "pdf":
            data, kind = print_pdf(plan_html(paper)).data, "application/pdf"
        case "xlsx":
            data, kind = workbook(paper), XLSX
        case _:
            data, kind = csv_file(paper), "text/csv; charset=utf-8"
    record(request.user, "plan.downloaded", plan, form=form, part=part.pk if part else None)
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{slugify(paper.title)}.{form}"'
    return answer
