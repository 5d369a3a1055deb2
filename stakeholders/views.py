"""The way in: the page of an invitation."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from stakeholders.forms import AcceptForm
from stakeholders.link_pages import link_page, reader_of, render_link_page
from stakeholders.models import Invitation
from stakeholders.services import accept_as_myself, accept_as_new_person, account_of, read_invitation


@link_page
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation to whoever holds its link; on POST, accept it.

    A new person makes an account; somebody who has one signs in first and accepts as themselves.
    """
    reader = reader_of(request)
    offer = read_invitation(token, reader=reader)
    if account_of(offer) is None:
        return _new_person(request, token, offer)
    if reader is None or reader.email != offer.email:
        return _page(request, token, offer, state="someone_else" if reader else "sign_in")
    if request.method != "POST":
        return _page(request, token, offer, state="join")
    accept_as_myself(token=token, user=reader, today=timezone.localdate())
    return _welcome(request, offer)


def _new_person(request: HttpRequest, token: str, offer: Invitation) -> HttpResponse:
    form = AcceptForm(request.POST or None, email=offer.email)
    if request.method == "POST" and form.is_valid():
        try:
            user = accept_as_new_person(
                token=token,
                name=form.cleaned_data["name"],
                password=form.cleaned_data["password"],
                today=timezone.localdate(),
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
            return _welcome(request, offer)
    return _page(request, token, offer, state="new", form=form)


def _page(
    request: HttpRequest, token: str, offer: Invitation, *, state: str, form: AcceptForm | None = None
) -> HttpResponse:
    context: dict[str, object] = {
        "invitation": offer,
        "state": state,
        "form": form,
        "sign_in": f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.path})}",
    }
    # 200 with errors too: Django logs the address of a 400, and here the address is the secret.
    return render_link_page(request, "stakeholders/invitation.html", context)


def _welcome(request: HttpRequest, offer: Invitation) -> HttpResponse:
    messages.success(
        request,
        _("Välkommen! Du deltar nu för %(organisation)s som %(role)s.")
        % {"organisation": offer.organisation, "role": offer.get_role_display()},
    )
    return redirect("home")
