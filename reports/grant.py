"""Help with an application for a grant: its headings filled from what is linked to a problem, and what is missing.

A grant asks for a problem, SMART goals, measures, costs, and for the lägesbild and the åtgärdsplan as appendices
(förordning 2023:442, DOMAIN.md 1.1).  Nothing is stored: the applicant's own words belong in the application.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.template import Context, loader
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from measures.models import ActionPlan, Funding, FundingKind, Indicator, Measure, Problem, Status
from measures.permissions import problem_or_404
from measures.querysets import OPEN
from places.models import Area, AreaKind
from platssamverkan.core.swedish import day, decimal, enumerate_words, whole
from reports.edition_docx import docx_of
from reports.edition_models import Edition
from reports.edition_permissions import seen_editions
from reports.models import Kind, ReportJob
from reports.models import Status as JobStatus
from stakeholders.audit import record
from stakeholders.http import UserRequest
from stakeholders.models import User

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(slots=True)
class Part:
    """One heading of the application: what is known, and what the applicant still has to find."""

    key: str
    heading: str
    lines: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What is pasted under the heading: a line each."""
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document that the application must carry, and where it is fetched."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Grant:
    """The whole draft for one problem."""

    problem: Problem
    parts: list[Part]
    attachments: list[Attachment]
    today: date
    has_examples: bool

    @property
    def missing(self) -> int:
        """How many things are missing."""
        return sum(len(part.missing) for part in self.parts)


def grant_for(user: User, problem: Problem, today: date) -> Grant:
    """Fill the headings from what the reader sees of the problem: nine queries."""
    measures = list(
        Measure.objects.visible_to(user)
        .filter(problems=problem)
        .exclude(status__in=(Status.REJECTED, Status.CANCELLED))
        .select_related("owner", "place", "area")
        .defer("area__geometry", "place__geometry")
        .prefetch_related(
            "causes", "contributors", Prefetch("funding", Funding.objects.select_related("organisation"))
        )
        .distinct()
    )
    coming = [row for row in measures if row.status in OPEN or row.status == Status.PAUSED]
    goals = list(problem.indicators.prefetch_related("readings"))
    attachments, appendices = _appendices(user, problem)
    return Grant(
        problem,
        [
            _need(problem), _evidence(problem), _causes(problem), _goals(goals), _efforts(coming), _together(problem, coming),
            _costs(coming), _follow_up(coming, goals), appendices,
        ],
        attachments,
        today,
        problem.is_example or any(row.is_example for row in measures),
    )  # fmt: skip


def _need(problem: Problem) -> Part:
    part = Part("behov", _("Problemet och behovet"))
    where = f"{problem.place.name}, {problem.area.name}" if problem.place else problem.area.name
    part.lines = [
        line
        for line in (
            f"{problem.title}.",
            problem.what,
            _("Var: %(where)s.") % {"where": where},
            _("När: %(when)s.") % {"when": problem.when_text} if problem.when_text else "",
            _("Målgrupp, de som berörs: %(who)s.") % {"who": problem.affected} if problem.affected else "",
            _("Uppmärksammat %(day)s.") % {"day": day(problem.noticed_on)},
        )
        if line
    ]
    if not problem.what:
        part.missing.append(_("Beskriv vad som händer."))
    if not problem.affected:
        part.missing.append(_("Skriv vilka som berörs: ansökan frågar efter målgruppen."))
    return part


def _evidence(problem: Problem) -> Part:
    part = Part("underlag", _("Vad som visar problemet"))
    part.lines = [
        _("%(text)s (%(source)s, %(day)s)")
        % {"text": row.text.rstrip("."), "source": row.source, "day": day(row.as_of)}
        for row in problem.evidence.all()
    ]
    if not part.lines:
        part.missing.append(
            _("Koppla minst ett underlag till problemet: händelser, undersökning eller vandring.")
        )
    return part


def _causes(problem: Problem) -> Part:
    part = Part("orsaker", _("Orsaker"))
    part.lines = [
        f"{row.get_side_display()}: {row.text.rstrip('.')}"
        + (f" ({row.get_strength_display().lower()}, {row.evidence})" if row.evidence else "")
        for row in problem.causes.all()
    ]
    if not part.lines:
        part.missing.append(_("Skriv varför problemet uppstår, med minst en orsak."))
    return part


def _goals(goals: Sequence[Indicator]) -> Part:
    """Goals as they must be: specific, measurable, with a start, a target and a day."""
    part = Part("mal", _("Mål och mått"))
    for goal in goals:
        start = (
            _("från %(value)s %(unit)s (%(day)s)")
            % {"value": _written(goal.baseline), "unit": goal.unit, "day": day(goal.baseline_on)}
            if goal.baseline is not None and goal.baseline_on
            else _("utgångsvärde saknas")
        )
        part.lines.append(
            _("%(goal)s: %(name)s, %(start)s till %(target)s %(unit)s senast %(day)s. Källa: %(source)s.")
            % {
                "goal": goal.goal.rstrip("."),
                "name": goal.name,
                "start": start,
                "target": _written(goal.target),
                "unit": goal.unit,
                "day": day(goal.target_on),
                "source": goal.source,
            }
        )
        if goal.baseline is None:
            part.missing.append(_("Mät utgångsvärdet för ”%(name)s”.") % {"name": goal.name})
    if not goals:
        part.missing.append(_("Sätt minst ett mål med mått, målvärde och dag."))
    return part


def _written(value: Any) -> str:
    if value == value.to_integral_value():
        return whole(int(value))
    return decimal(float(value), 1 if value * 10 == int(value * 10) else 2)


def _efforts(measures: Sequence[Measure]) -> Part:
    part = Part("insatser", _("Insatser och tidplan"))
    for row in measures:
        span = "–".join(day(moment) for moment in (row.planned_start, row.due_on) if moment)
        causes = enumerate_words([cause.text.rstrip(".") for cause in row.causes.all()])
        part.lines.append(
            ". ".join(
                words.rstrip(".")
                for words in (
                    f"{row.title}: {row.what}" if row.what else row.title,
                    span,
                    _("Ansvarig: %(who)s")
                    % {"who": ", ".join(filter(None, [row.owner.name, row.owner_role]))},
                    _("Verkar på: %(causes)s") % {"causes": causes} if causes else "",
                )
                if words
            )
            + "."
        )
        if not row.due_on:
            part.missing.append(_("Sätt en dag för ”%(name)s”.") % {"name": row.title})
        if not causes:
            part.missing.append(_("Koppla ”%(name)s” till den orsak den verkar på.") % {"name": row.title})
    if not measures:
        part.missing.append(_("Lägg upp minst en åtgärd som återstår att göra."))
    return part


def _together(problem: Problem, measures: Sequence[Measure]) -> Part:
    part = Part("samverkan", _("Samverkan"))
    owners = {row.owner.name for row in measures} | {problem.owner.name}
    helpers = {party.name for row in measures for party in row.contributors.all()} - owners
    part.lines.append(_("Ansvariga: %(names)s.") % {"names": enumerate_words(sorted(owners))})
    if helpers:
        part.lines.append(_("Medverkande: %(names)s.") % {"names": enumerate_words(sorted(helpers))})
    return part


def _costs(measures: Sequence[Measure]) -> Part:
    """What it costs, who already pays, and what is left to apply for; missing costs are told, never zero."""
    part = Part("kostnader", _("Kostnader och finansiering"))
    known = [row for row in measures if row.cost_estimate is not None]
    part.lines = [
        _("%(name)s: %(cost)s kronor") % {"name": row.title, "cost": whole(row.cost_estimate)}
        for row in known
        if row.cost_estimate is not None
    ]
    paid: Counter[str] = Counter()
    for row in measures:
        for share in row.funding.all():
            paid[share.kind] += share.amount
    part.lines += [
        _("Redan finansierat, %(kind)s: %(amount)s kronor")
        % {"kind": kind.label.lower(), "amount": whole(paid[kind])}
        for kind in FundingKind
        if paid[kind]
    ]
    total, paying = sum(row.cost_estimate or 0 for row in known), sum(paid.values())
    lacking = len(measures) - len(known)
    if known and not lacking:
        part.lines.append(
            _("Summa %(total)s kronor, varav %(left)s kronor återstår att finansiera.")
            % {"total": whole(total), "left": whole(max(total - paying, 0))}
        )
    if lacking:
        part.missing.append(
            ngettext(
                "Beräkna kostnaden för %(n)d åtgärd; summan skrivs när alla är kända.",
                "Beräkna kostnaden för %(n)d åtgärder; summan skrivs när alla är kända.",
                lacking,
            )
            % {"n": lacking}
        )
    return part


def _follow_up(measures: Sequence[Measure], goals: Sequence[Indicator]) -> Part:
    part = Part("uppfoljning", _("Uppföljning och utvärdering"))
    part.lines = [
        _("%(name)s följs upp %(day)s.") % {"name": row.title, "day": day(row.follow_up_on)}
        for row in measures
        if row.follow_up_on
    ]
    part.lines += [
        _("%(name)s avläses senast %(day)s.") % {"name": goal.name, "day": day(goal.target_on)}
        for goal in goals
    ]
    part.missing = [
        _("Sätt en dag för uppföljning av ”%(name)s”.") % {"name": row.title}
        for row in measures
        if not row.follow_up_on
    ]
    return part


def _appendices(user: User, problem: Problem) -> tuple[list[Attachment], Part]:
    """The newest printed lägesbild and decided plan for the area or what holds it: two queries more."""
    part = Part("bilagor", _("Bilagor"))
    around = Area.objects.filter(Q(pk=problem.area_id) | Q(children=problem.area_id)).distinct()
    holders = list(around.defer("geometry"))
    here = [area.pk for area in holders]
    district = next((area for area in holders if area.kind == AreaKind.CITY_DISTRICT), None)
    report = _report(user, district) if district else None
    plan = (
        ActionPlan.objects.visible_to(user)
        .filter(area__in=here, decided_on__isnull=False)
        .current()
        .order_by("-decided_on")
        .first()
    )
    found = []
    if report:
        found.append(report)
    else:
        part.missing.append(_("En lägesbild ska bifogas: ingen är godkänd eller utskriven än."))
    if plan:
        found.append(Attachment(plan.name, reverse("reports:plan_pdf", args=[plan.pk])))
    else:
        part.missing.append(_("En beslutad åtgärdsplan ska bifogas."))
    part.lines = [one.name for one in found]
    return found, part


def _report(user: User, district: Area) -> Attachment | None:
    """The newest edition both parties approved; before there is one, the newest that was printed."""
    edition = (
        Edition.objects.filter(seen_editions(user, district), area=district, frozen_at__isnull=False)
        .only("public_id", "area", "year")
        .first()
    )
    job = ReportJob.objects.filter(area=district, kind=Kind.YEAR, status=JobStatus.DONE).first()
    if edition:
        return _named(
            edition.year, district, reverse("reports:edition", args=[district.slug, edition.public_id])
        )
    return _named(job.year, district, job.get_absolute_url()) if job else None


def _named(year: int, district: Area, url: str) -> Attachment:
    return Attachment(_("Lägesbild %(year)d, %(area)s") % {"year": year, "area": district.name}, url)


# --- the page and the document ------------------------------------------------------------------------


def _asked(request: UserRequest, pk: int) -> Grant:
    """The draft, for whoever keeps the problem and answers for an authority's application."""
    return grant_for(request.user, problem_or_404(request.user, pk, editing=True), timezone.localdate())


@require_safe
def grant_page(request: UserRequest, pk: int) -> HttpResponse:
    """Show the draft heading by heading, each ready to copy, with what is missing beside it."""
    return render(request, "reports/grant.html", {"grant": _asked(request, pk)})


@require_safe
def grant_file(request: UserRequest, pk: int) -> HttpResponse:
    """Give the draft as a Word document to go on writing in."""
    grant = _asked(request, pk)
    template = cast(Any, loader.get_template("reports/document/grant.html")).template
    written = template.render(Context({"grant": grant}, use_l10n=False))
    record(request.user, "grant.downloaded", grant.problem)
    answer = HttpResponse(docx_of(written), content_type=DOCX)
    answer["Content-Disposition"] = f'attachment; filename="ansokan-{slugify(grant.problem.title)[:60]}.docx"'
    return answer
