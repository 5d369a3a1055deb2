"""Lagkollen: what lag (2023:196) asks a municipality for, against what exists.

The duty is the municipality's.  A district's own documents are building blocks for it, so the page tells
what exists for the district and for what lies above it, and says whose it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from measures.models import ActionPlan, LawItem, LawKind, PlanStatus
from places.models import Agreement, Area
from platssamverkan.core.deadlines import years_after
from stakeholders.models import User

EVERY = 2  # years: at least every second year
WARN_DAYS = 183  # half a year before the limit, so 18 months after the last time


@dataclass(frozen=True, slots=True)
class LawLine:
    """A demand of the law and what meets it; the limit is None for what has none."""

    code: str
    demand: str
    found: str
    whose: str
    on: date | None
    limit: date | None
    url: str
    is_example: bool
    state: str  # ok, soon, late or missing

    @property
    def word(self) -> str:
        """The state in a word."""
        return str(
            {"ok": _("Finns"), "soon": _("Dags snart"), "late": _("För gammalt"), "missing": _("Saknas")}[
                self.state
            ]
        )


def law_lines(user: User, area: Area, today: date) -> list[LawLine]:
    """Return the law's demands in its order, with the newest of what meets each."""
    around = _around(area)
    items = LawItem.objects.filter(area__in=around).select_related("area")
    plans = (
        ActionPlan.objects.visible_to(user)
        .filter(area__in=around, is_statutory=True, decided_on__isnull=False)
        .select_related("area")
        .order_by("-decided_on", "-pk")
    )
    agreements = (
        Agreement.objects.filter(area__in=around, valid_from__lte=today)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today))
        .select_related("area")
    )
    situation = items.filter(kind=LawKind.SITUATION).first()
    plan = plans.first()
    followed = (
        plans.filter(status__in=(PlanStatus.FOLLOWED_UP, PlanStatus.CLOSED))
        .order_by("-followed_up_on")
        .first()
    )
    agreement = agreements.first()
    council = items.filter(kind=LawKind.COUNCIL).first()
    coordination = items.filter(kind=LawKind.COORDINATION).first()
    return [
        _item("situation", _("Lägesbild över brottsligheten, med kartläggning och analys (4 §)"), situation, today, EVERY),
        _line(
            "plan", _("Åtgärdsplan, beslutad utifrån lägesbilden"), today, EVERY,
            None if plan is None else (plan.name, plan.area.name, plan.decided_on, plan.get_absolute_url(), plan.is_example),
        ),
        _line(
            "follow_up", _("Uppföljning av åtgärdsplanen"), today, EVERY,
            None if followed is None
            else (followed.name, followed.area.name, followed.followed_up_on, followed.get_absolute_url(), followed.is_example),
        ),
        _line(
            "agreement", _("Överenskommelse om samverkan med andra aktörer"), today, None,
            None if agreement is None else (agreement.name, agreement.area.name, agreement.valid_from, agreement.area.get_absolute_url(), False),
        ),
        _item("council", _("Råd där strategiska frågor hanteras"), council, today, None),
        _item("coordination", _("Samordningsfunktion som stöder och samordnar arbetet"), coordination, today, None),
    ]  # fmt: skip


def _around(area: Area) -> list[int]:
    """The area and what holds it in the tree."""
    found: list[int] = []
    step: Area | None = area
    while step is not None:
        found.append(step.pk)
        step = step.parent
    return found


def _item(code: str, demand: str, item: LawItem | None, today: date, every: int | None) -> LawLine:
    found = None
    if item is not None:
        found = (
            f"{item.name} ({item.decided_by})", item.area.name, item.decided_on, item.get_absolute_url(), item.is_example,
        )  # fmt: skip
    return _line(code, demand, today, every, found)


def _line(
    code: str, demand: str, today: date, every: int | None, found: "tuple[str, str, date | None, str, bool] | None"
) -> LawLine:  # fmt: skip
    if found is None:
        return LawLine(code, demand, "", "", None, None, "", False, "missing")
    name, whose, on, url, is_example = found
    limit = years_after(on, every) if on is not None and every is not None else None
    return LawLine(code, demand, name, whose, on, limit, url, is_example, state_of(limit, today))


def state_of(limit: date | None, today: date) -> str:
    """'late' from the day after the limit, 'soon' for the half year up to it, else 'ok'."""
    if limit is None:
        return "ok"
    if today > limit:
        return "late"
    return "soon" if today > limit - timedelta(days=WARN_DAYS) else "ok"


def missing_sentence(lines: Sequence[LawLine]) -> str:
    """How many demands are not met, in words."""
    unmet = [line for line in lines if line.state in {"missing", "late"}]
    if not unmet:
        return _("Allt som lagen kräver finns.")
    return _("%(unmet)d av %(all)d krav saknas eller är för gamla.") % {
        "unmet": len(unmet),
        "all": len(lines),
    }
