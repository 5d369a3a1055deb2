"""The doors of one's own account: sessions, a form that waits, and allauth's views where ours differ."""

from typing import Any

from allauth.account.views import LogoutView, PasswordResetFromKeyView
from allauth.mfa.base.views import IndexView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from allauth.usersessions.internal.flows.sessions import end_other_sessions, end_sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from platssamverkan.signin.agents import device_name
from platssamverkan.signin.devices import remember_device
from platssamverkan.signin.mfa import lacks_required_factor
from platssamverkan.signin.sessions import forget_unsent, unsent
from stakeholders.http import UserRequest

# Open to all: somebody who stops at the second factor is not signed in yet, and may leave.
sign_out = login_not_required(require_POST(LogoutView.as_view()))


class Security(IndexView):  # type: ignore[misc]  # allauth has no types
    """One's ways of signing in; tells those whose role requires a second factor that it is missing."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"second_factor_missing": lacks_required_factor(self.request.user)}


class ActivateTOTP(ActivateTOTPView):  # type: ignore[misc]
    """Set up an authenticator app.

    Every other session ends: one of them may be somebody's who only had the password.
    """

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        end_other_sessions(self.request, self.request.user)
        return response


class AddPasskey(AddWebAuthnView):  # type: ignore[misc]
    """Set up a passkey; every other session ends, as above."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        end_other_sessions(self.request, self.request.user)
        return response


class ResetPassword(PasswordResetFromKeyView):  # type: ignore[misc]
    """Choose a new password by the link in a mail; the mailbox proves who this device belongs to."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        remember_device(self.request, response, self.reset_user.email)
        return response


@require_http_methods(["GET", "POST"])
def sessions(request: UserRequest) -> HttpResponse:
    """Show where the person is signed in; end one of those sessions, or all but this one."""
    if request.method == "POST":
        if "others" in request.POST:
            end_other_sessions(request, request.user)
            messages.success(request, _("Du är utloggad överallt utom här."))
            return redirect("sessions")
        number = request.POST.get("session", "")
        mine = UserSession.objects.filter(user=request.user)
        chosen = get_object_or_404(mine, pk=number if number.isdigit() else 0)
        end_sessions(request, [chosen])
        if request.user.is_authenticated:
            messages.success(request, _("Den inloggningen är avslutad."))
        return redirect("sessions")
    rows = [
        {"session": row, "device": device_name(row.user_agent), "here": row.is_current()}
        for row in UserSession.objects.purge_and_list(request.user)
    ]
    rows.sort(key=lambda row: (not row["here"], -row["session"].last_seen_at.timestamp()))
    return render(request, "usersessions/sessions.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def unsent_form(request: UserRequest) -> HttpResponse:
    """Offer the form that was sent after the session's end; a POST here throws it away."""
    kept = unsent(request)
    if request.method == "POST" or kept is None:
        forget_unsent(request.session)
        return redirect("home")
    return render(request, "account/unsent.html", {"path": kept["path"], "fields": kept["fields"]})
