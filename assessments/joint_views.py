"""Agreeing on a week, closing it, and the rules its proposals follow."""

import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from assessments.agenda import agendas
from assessments.forms import ThresholdForm, existing_week
from assessments.models import Party
from assessments.permissions import party_of
from assessments.rule_sets import change_rules, preview_rules, rule_table
from assessments.rules import Thresholds
from assessments.services import Agreement, close_unconfirmed, confirm_levels
from assessments.views import week_page
from places.models import Area, AreaKind
from places.permissions import area_or_404
from platssamverkan.core.swedish import enumerate_words
from platssamverkan.core.weeks import IsoWeek
from stakeholders.http import UserRequest
from stakeholders.policy import Action

MOST_SEEN = 500  # decisions on one page; more is no form of ours
KEY = re.compile(r"[0-9]{1,18}")


def _door(request: UserRequest, slug: str, week: str) -> tuple[Area, IsoWeek, Party]:
    """The district, the week, and the party the person speaks for."""
    district = area_or_404(request.user, slug, may=Action.ASSESS_WEEK, kind=AreaKind.CITY_DISTRICT)
    wanted, party = existing_week(week), party_of(request.user, district)
    if wanted is None:
        raise Http404
    if party is None:
        raise PermissionDenied
    return district, wanted, party


@require_POST
def week_confirm(request: UserRequest, slug: str, week: str) -> HttpResponse:
    """Agree with the other party's levels, those that the page showed."""
    district, wanted, party = _door(request, slug, week)
    seen = [int(key) for key in request.POST.getlist("sett")[:MOST_SEEN] if KEY.fullmatch(key)]
    outcome = confirm_levels(by=request.user, party=party, district=district, week=wanted, seen=seen)
    if outcome.changed:
        return week_page(request, district, wanted, error=_changed_sentence(outcome), status=409)
    if outcome.confirmed:
        messages.success(request, _confirmed_sentence(outcome))
    else:
        messages.info(request, _("Det fanns inget kvar att bekräfta."))
    return redirect("assessments:week", slug=slug, week=wanted)


def _confirmed_sentence(outcome: Agreement) -> str:
    n = len(outcome.confirmed)
    text = ngettext("Du bekräftade %(n)d nivå.", "Du bekräftade %(n)d nivåer.", n) % {"n": n}
    return f"{text} {_('Veckan är avslutad.')}" if outcome.closed else text


def _changed_sentence(outcome: Agreement) -> str:
    names = enumerate_words([area.name for area in outcome.changed])
    text = _("Någon hade ändrat %(areas)s sedan sidan laddades. Titta igen och bekräfta.") % {"areas": names}
    return f"{_confirmed_sentence(outcome)} {text}" if outcome.confirmed else text


@require_POST
def week_close(request: UserRequest, slug: str, week: str) -> HttpResponse:
    """Close a week without the other party, after the deadline."""
    district, wanted, party = _door(request, slug, week)
    try:
        close_unconfirmed(by=request.user, party=party, district=district, week=wanted)
    except ValidationError as refused:
        return week_page(request, district, wanted, error=" ".join(refused.messages), status=400)
    text = _("Veckan är avslutad, ej bekräftad av %(party)s.") % {"party": party.other.label}
    messages.success(request, text)
    return redirect("assessments:week", slug=slug, week=wanted)


@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: UserRequest, slug: str) -> HttpResponse:
    """Show the district's rules, try other thresholds on the past year, and change them."""
    district = area_or_404(request.user, slug, may=Action.ASSESS_WEEK, kind=AreaKind.CITY_DISTRICT)
    this_week = IsoWeek.of(timezone.localdate())
    current = rule_table(district, this_week)
    form, preview = ThresholdForm(initial=_initial(current.several)), None
    if request.method == "POST" or request.GET.keys() & form.fields.keys():
        form = ThresholdForm(request.POST or request.GET)
        if form.is_valid() and request.method == "POST" and form.several() == current.several:
            messages.info(request, _("De gränserna gäller redan."))
            return redirect("assessments:rules", slug=slug)
        if form.is_valid() and request.method == "POST":
            change_rules(by=request.user, district=district, several=form.several(), from_week=this_week)
            messages.success(
                request, _("De nya gränserna gäller från och med %(week)s.") % {"week": this_week.label}
            )
            return redirect("assessments:rules", slug=slug)
        if form.is_valid() and form.several() != current.several:
            on_the_table = agendas([district], timezone.localdate())[0].week
            preview = preview_rules(district, form.several(), on_the_table)
    context = {
        "district": district,
        "form": form,
        "current": current,
        "this_week": this_week,
        "preview": preview,
        "history": district.rule_sets.select_related("made_by").order_by("-version"),
    }
    return render(request, "assessments/rules.html", context, status=400 if form.errors else 200)


def _initial(several: Thresholds) -> dict[str, int]:
    return {"minor": several.minor, "concerning": several.concerning, "serious": several.serious}
