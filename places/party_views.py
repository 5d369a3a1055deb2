"""Aktörer: organisations, their people, roles, ties and links; and the ways in and out."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from places.models import AreaRelation
from places.parties import (
    areas_to_tie,
    link_or_404,
    membership_or_404,
    organisation_or_404,
    organisations_managed_by,
    organisations_seen_by,
    require_manager,
    tie_or_404,
    ties_elsewhere,
    ties_of,
)
from places.party_forms import DepartureForm, PartyForm, PersonDepartureForm, TieForm
from places.services import add_party, end_tie, tie_organisation
from stakeholders.forms import InviteForm, LastDayForm, RoleForm
from stakeholders.http import UserRequest
from stakeholders.leaving import Departure, fingerprint, leave, preview
from stakeholders.links import RULES, Issued, revoke_link
from stakeholders.mail import send_invitation
from stakeholders.models import (
    CapabilityLink,
    Invitation,
    LinkPurpose,
    Membership,
    Organisation,
    OrganisationType,
    User,
)
from stakeholders.permissions import reads_addresses
from stakeholders.querysets import CapabilityLinkQuerySet, valid_on
from stakeholders.services import change_role, end_membership, invite_person, renew_invitation

PAGE = 50


def accepted(form: Form, change: Callable[[], object]) -> bool:
    """Carry the change out; give what it refuses back to the form."""
    try:
        change()
    except ValidationError as refused:
        form.add_error(None, _for_form(form, refused))
        return False
    return True


def _for_form(form: Form, refused: ValidationError) -> ValidationError:
    """Keep a refusal by field where the form has all of its fields; otherwise make it the whole form's."""
    if hasattr(refused, "error_dict") and not set(refused.error_dict) <= set(form.fields):
        return ValidationError(refused.messages)
    return refused


# --- reading --------------------------------------------------------------------------------------


@require_safe
@never_cache
def party_list(request: UserRequest) -> HttpResponse:
    """Show the organisations that share an area with the reader, with how they stand there."""
    seen = organisations_seen_by(request.user)
    day = timezone.localdate()
    words, kind = request.GET.get("sok", "").strip()[:100], request.GET.get("typ", "")
    wanted = seen.filter(name__icontains=words) if words else seen
    if kind in OrganisationType.values:
        wanted = wanted.filter(org_type=kind)
    ties = AreaRelation.objects.filter(valid_on(day)).select_related("area").defer("area__geometry")
    rows = wanted.annotate(
        people=Count("memberships__user", filter=valid_on(day, "memberships__"), distinct=True)
    ).prefetch_related(Prefetch("area_relations", ties.order_by("area__name"), to_attr="ties_now"))
    page = Paginator(rows.order_by("name"), PAGE).get_page(request.GET.get("sida"))
    present = set(seen.values_list("org_type", flat=True))
    context = {
        "page": page,
        "words": words,
        "kind": kind,
        "query": urlencode({"sok": words, "typ": kind}) + "&" if words or kind else "",
        "kinds": [choice for choice in OrganisationType.choices if choice[0] in present],
        "can_manage": areas_to_tie(request.user).exists(),
    }
    return render(request, "stakeholders/party_list.html", context)


@require_safe
@never_cache
def party_detail(request: UserRequest, pk: int) -> HttpResponse:
    """Show an organisation: its people and ties, and to those who look after it what is past and open."""
    organisation = organisation_or_404(request.user, pk)
    day = timezone.localdate()
    manages = organisations_managed_by(request.user).filter(pk=pk).exists()
    held = organisation.memberships.select_related("user").order_by("user__name", "role", "valid_from")
    areas = set(areas_to_tie(request.user).values_list("pk", flat=True))
    ties = list(ties_of(organisation))
    context = {
        "organisation": organisation,
        "can_manage": manages,
        "can_tie": bool(areas),
        "shows_addresses": manages or reads_addresses(request.user, day),
        "people": held.current(day) if not manages else held.ahead(day),
        "past_people": held.filter(valid_to__lt=day) if manages else (),
        "ties": [(tie, tie.area_id in areas) for tie in ties if not tie.valid_to or tie.valid_to >= day],
        "past_ties": [tie for tie in ties if tie.valid_to and tie.valid_to < day],
        "links": _with_targets(organisation.links.open(timezone.now())) if manages else (),
    }
    return render(request, "stakeholders/party_detail.html", context)


def _with_targets(links: CapabilityLinkQuerySet) -> list[tuple[CapabilityLink, Invitation | None]]:
    found = list(links.select_related("responsible", "organisation"))
    ids = [link.object_id for link in found if link.purpose == LinkPurpose.INVITATION]
    invitations = {str(row.pk): row for row in Invitation.objects.filter(pk__in=ids)}
    return [(link, invitations.get(link.object_id)) for link in found]


# --- organisations and ties -----------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def party_add(request: UserRequest) -> HttpResponse:
    """Add an organisation, or let one that exists elsewhere into an area of the reader's."""
    require_manager(request.user)
    form = PartyForm(request.POST or None, areas=areas_to_tie(request.user), today=timezone.localdate())
    made: list[Organisation] = []
    if form.is_valid() and accepted(
        form, lambda: made.append(add_party(by=request.user, **form.cleaned_data))
    ):
        messages.success(request, _("%(name)s är tillagd.") % {"name": made[0]})
        return redirect("stakeholders:detail", pk=made[0].pk)
    return _form_page(request, "stakeholders/party_add.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def tie_add(request: UserRequest, pk: int) -> HttpResponse:
    """Tie an organisation to one of the reader's areas."""
    organisation = organisation_or_404(request.user, pk)
    require_manager(request.user)
    form = TieForm(request.POST or None, areas=areas_to_tie(request.user), today=timezone.localdate())
    if form.is_valid() and accepted(
        form, lambda: tie_organisation(by=request.user, organisation=organisation, **form.cleaned_data)
    ):
        messages.success(request, _("Knytningen är sparad."))
        return redirect("stakeholders:detail", pk=pk)
    return _form_page(request, "stakeholders/tie_add.html", form, organisation=organisation)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def tie_end(request: UserRequest, pk: int) -> HttpResponse:
    """End an organisation's tie to one of the reader's areas."""
    tie = tie_or_404(request.user, pk)
    today = timezone.localdate()
    form = LastDayForm(request.POST if request.method == "POST" else None, today=today)
    if form.is_valid() and accepted(
        form,
        lambda: end_tie(by=request.user, tie=tie, last_day=form.cleaned_data["last_day"], today=today),
    ):
        messages.success(request, _("Knytningen är avslutad."))
        return _back(request, tie.organisation)
    return _form_page(request, "stakeholders/tie_end.html", form, organisation=tie.organisation, tie=tie)


# --- people ---------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invite(request: UserRequest, pk: int) -> HttpResponse:
    """Invite a person to the organisation by e-mail."""
    organisation = organisation_or_404(request.user, pk, managing=True)
    form = InviteForm(request.POST or None, organisation=organisation)
    made: list[Issued] = []
    if form.is_valid() and accepted(
        form,
        lambda: made.append(
            invite_person(
                by=request.user,
                organisation=organisation,
                email=form.cleaned_data["email"],
                role=form.cleaned_data["role"],
                today=timezone.localdate(),
            )
        ),
    ):
        _send(request, made[0])
        return redirect("stakeholders:detail", pk=pk)
    return _form_page(request, "stakeholders/invite.html", form, organisation=organisation)


@require_POST
def invitation_resend(request: UserRequest, pk: int) -> HttpResponse:
    """Send an invitation again: the old link closes, the letter holds a new one."""
    link = link_or_404(request.user, pk)
    offer = Invitation.objects.filter(pk=link.object_id).first()
    if link.purpose != LinkPurpose.INVITATION or offer is None:
        messages.warning(request, _("Länken är ingen inbjudan, så inget brev skickades."))
    else:
        try:
            _send(request, renew_invitation(by=request.user, invitation=offer))
        except ValidationError as refused:
            messages.warning(request, " ".join(refused.messages))
    return redirect("stakeholders:detail", pk=link.organisation_id)


def _send(request: UserRequest, issued: Issued) -> None:
    offer = Invitation.objects.select_related("organisation").get(pk=issued.link.object_id)
    if send_invitation(offer, issued.link, request.build_absolute_uri(issued.path)):
        messages.success(request, _("Inbjudan är skickad till %(email)s.") % {"email": offer.email})
    else:
        messages.warning(
            request,
            _("Inbjudan är sparad, men brevet gick inte att skicka. Välj Skicka igen om en stund."),
        )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def membership(request: UserRequest, pk: int) -> HttpResponse:
    """Change a person's role in the organisation, or end it."""
    held = membership_or_404(request.user, pk)
    today, by = timezone.localdate(), request.user
    ending = request.method == "POST" and "end" in request.POST
    changing = request.method == "POST" and not ending
    role_form = RoleForm(
        request.POST if changing else None, organisation=held.organisation, current=held.role
    )
    end_form = LastDayForm(request.POST if ending else None, today=today)
    if changing and role_form.is_valid() and accepted(
        role_form, lambda: change_role(by=by, membership=held, role=role_form.role, today=today)
    ):  # fmt: skip
        messages.success(request, _("Rollen är ändrad."))
        return _back(request, held.organisation)
    if ending and end_form.is_valid() and accepted(
        end_form,
        lambda: end_membership(
            by=by, membership=held, last_day=end_form.cleaned_data["last_day"], today=today
        ),
    ):  # fmt: skip
        messages.success(request, _("Rollen är avslutad för %(name)s.") % {"name": held.user})
        return _back(request, held.organisation)
    return _form_page(
        request,
        "stakeholders/membership.html",
        end_form if ending else role_form,
        organisation=held.organisation,
        membership=held,
        is_over=held.valid_to is not None and held.valid_to < today,
        role_form=role_form,
        end_form=end_form,
    )


# --- links ----------------------------------------------------------------------------------------


@require_safe
@never_cache
def link_list(request: UserRequest) -> HttpResponse:
    """Show every link that speaks for an organisation the reader looks after, the newest first."""
    require_manager(request.user)
    managed = organisations_managed_by(request.user).values("pk")
    page = Paginator(CapabilityLink.objects.filter(organisation__in=managed), PAGE).get_page(
        request.GET.get("sida")
    )
    shown = CapabilityLink.objects.filter(pk__in=[link.pk for link in page])
    context = {
        "page": page,
        "rows": _with_targets(shown),
        "rules": [(LinkPurpose(purpose).label, rule) for purpose, rule in RULES.items()],
    }
    return render(request, "stakeholders/link_list.html", context)


@require_POST
def link_revoke(request: UserRequest, pk: int) -> HttpResponse:
    """Close a link for good."""
    link = link_or_404(request.user, pk)
    if revoke_link(by=request.user, link=link):
        messages.success(request, _("Länken är återkallad och går inte längre att använda."))
    else:
        messages.info(request, _("Länken var redan stängd."))
    return redirect("stakeholders:links")


# --- leaving --------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def party_leave(request: UserRequest, pk: int) -> HttpResponse:
    """Show what an organisation leaves behind and who takes over; on POST, carry it out as shown."""
    organisation = organisation_or_404(request.user, pk, managing=True)
    today = timezone.localdate()
    form = DepartureForm(
        _asked(request, ("last_day", "heir", "people_follow")),
        today=today,
        heirs=organisations_seen_by(request.user).exclude(pk=pk).order_by("name"),
        managed=organisations_managed_by(request.user),
    )
    departure = Departure(organisation, today)
    return _leave_page(request, form, departure, elsewhere=list(ties_elsewhere(request.user, organisation)))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def person_leave(request: UserRequest, pk: int) -> HttpResponse:
    """Show what a person leaves behind in an organisation; on POST, carry it out as shown."""
    held = membership_or_404(request.user, pk)
    today = timezone.localdate()
    colleagues = Membership.objects.current(today).filter(organisation=held.organisation)
    form = PersonDepartureForm(
        _asked(request, ("last_day", "heir_person")),
        today=today,
        colleagues=User.objects.filter(pk__in=colleagues.values("user"), is_active=True)
        .exclude(pk=held.user_id)
        .order_by("name"),
    )
    departure = Departure(held.organisation, today, person=held.user)
    return _leave_page(request, form, departure, membership=held)


def _asked(request: UserRequest, names: tuple[str, ...]) -> dict[str, str]:
    """Return the wanted departure from the address or the confirmation; nothing asked is a wish too."""
    asked = request.POST if request.method == "POST" else request.GET
    return {name: asked[name] for name in names if name in asked}


def _leave_page(
    request: UserRequest, form: LastDayForm, departure: Departure, **context: object
) -> HttpResponse:
    if form.is_valid():
        departure = replace(departure, **form.cleaned_data)
    confirming = request.method == "POST" and form.is_valid()
    if confirming and accepted(
        form,
        lambda: leave(by=request.user, departure=departure, seen=request.POST.get("seen", "")),
    ):
        messages.success(
            request,
            _("Klart. %(name)s är avslutad och överlämnad.")
            % {"name": departure.person or departure.organisation},
        )
        return _back(request, departure.organisation)
    parts = preview(departure)
    context |= {
        "organisation": departure.organisation,
        "departure": departure,
        "parts": parts,
        "seen": fingerprint(parts),
        "asked": _asked(request, tuple(form.fields)),
    }
    template = "stakeholders/person_leave.html" if departure.person else "stakeholders/party_leave.html"
    return _form_page(request, template, form, **context)


# --- what the pages share -------------------------------------------------------------------------


def _form_page(request: UserRequest, template: str, form: Form, **context: object) -> HttpResponse:
    status = 400 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)


def _back(request: UserRequest, organisation: Organisation) -> HttpResponse:
    """Go to the organisation, or to the list when it is out of the reader's sight by now."""
    if organisations_seen_by(request.user).filter(pk=organisation.pk).exists():
        return redirect("stakeholders:detail", pk=organisation.pk)
    return redirect("stakeholders:list")
