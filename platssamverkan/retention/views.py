"""The page where an authority's administrator sees how long things are kept, and records decisions."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from places.models import Area, AreaKind
from places.permissions import area_or_404, grounds_at
from platssamverkan.core.retention import How, Rule
from platssamverkan.retention.forms import DecisionForm
from platssamverkan.retention.papers import period_words, when_words
from platssamverkan.retention.rules import all_rules, rules_awaiting_decisions
from platssamverkan.retention.services import decide_period, latest_proofs, withdraw_decision
from stakeholders.http import UserRequest
from stakeholders.models import Organisation, User
from stakeholders.policy import Action
from stakeholders.retention_models import RetentionDecision

PROOFS = 20


@dataclass(frozen=True, slots=True)
class Row:
    """A rule an authority decides about, as it stands, with the form that changes it."""

    rule: Rule
    proposal: str
    decision: RetentionDecision | None
    period: str
    form: DecisionForm


@require_http_methods(["GET", "HEAD", "POST"])
def retention(request: UserRequest, slug: str) -> HttpResponse:
    """Show the rules and the authority's decisions and proofs; POST records or withdraws a decision."""
    district = area_or_404(request.user, slug, may=Action.MANAGE_RETENTION, kind=AreaKind.CITY_DISTRICT)
    organisation = _authority_of(request.user, district)
    sent: DecisionForm | None = None
    code = request.POST.get("rule", "")
    if request.method == "POST":
        rule = next((each for each in rules_awaiting_decisions() if each.code == code), None)
        if rule is None or organisation is None:
            raise Http404
        decision = RetentionDecision.objects.filter(organisation=organisation, rule=code).first()
        if "withdraw" in request.POST:
            if decision is not None:
                withdraw_decision(by=request.user, decision=decision)
                messages.success(request, _("Beslutet är återtaget. Uppgifterna gallras inte."))
            return redirect("retention:page", slug=slug)
        sent = DecisionForm(request.POST, rule=rule, decision=decision)
        if sent.is_valid():
            try:
                decide_period(by=request.user, organisation=organisation, rule=code, **sent.cleaned_data)
            except ValidationError as refused:
                sent.add_error(None, ValidationError(refused.messages))
            else:
                messages.success(request, _("Beslutet är antecknat och gäller från nästa natt."))
                return redirect("retention:page", slug=slug)
    rules = _rules_for_all()
    context = {
        "district": district,
        "organisation": organisation,
        "rows": _rows(organisation, sent, code),
        "weeded": [row for row in rules if row[0].how != How.KEEP],
        "kept": [rule for rule, _when in rules if rule.how == How.KEEP],
        "proofs": _proofs(organisation),
        "failed": sent is not None,
    }
    return render(request, "retention/page.html", context, status=400 if sent is not None else 200)


def _authority_of(user: User, district: Area) -> Organisation | None:
    """Return the authority for which the person decides here, the first by name."""
    held = grounds_at(user, Action.MANAGE_RETENTION, district.pk)
    found = Organisation.objects.filter(pk__in={ground.organisation for ground in held})
    return next((each for each in found if each.is_authority), None)


def _rows(organisation: Organisation | None, sent: DecisionForm | None, code: str) -> list[Row]:
    if organisation is None:
        return []
    decisions = {row.rule: row for row in RetentionDecision.objects.filter(organisation=organisation)}
    rows = []
    for rule in rules_awaiting_decisions():
        decision = decisions.get(rule.code)
        form = sent if sent is not None and rule.code == code else DecisionForm(rule=rule, decision=decision)
        period = period_words(decision.months) if decision else ""
        rows.append(Row(rule, when_words(rule), decision, period, form))
    return rows


def _rules_for_all() -> list[tuple[Rule, str]]:
    """The rules with one period for the whole service; those that read the same, once."""
    rules = {str(rule.what): rule for rule in all_rules() if not rule.needs_decision}
    return [(rule, when_words(rule)) for rule in rules.values()]


def _proofs(organisation: Organisation | None) -> list[dict[str, object]]:
    if organisation is None:
        return []
    names = {rule.code: rule.what for rule in all_rules()}
    return [
        {"at": proof.at, "what": names.get(proof.object_id, proof.object_id), "facts": proof.detail}
        for proof in latest_proofs(organisation, PROOFS)
    ]
