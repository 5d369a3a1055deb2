"""What stands between every request and the rooms: is the session young enough, who is it, with which factor?"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse

from platssamverkan.signin.mfa import lacks_required_factor, required_roles
from platssamverkan.signin.sessions import end_if_too_old, forget_when_sent, keep_unsent

GetResponse = Callable[[HttpRequest], HttpResponse]
# What a person without the factor that the role requires may do: set one up, or leave.
SET_UP = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "account_reauthenticate",
        "account_logout",
    }
)


class SessionAgeMiddleware:
    """End sessions that have rested or lasted too long; before anyone asks who the user is."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        end_if_too_old(request)
        forget_when_sent(request)
        return self.get_response(request)


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Send those who aren't signed in to the sign-in page, and back afterwards to where they were going.

    A form sent after the session's end is kept, and they come back to a page that sends it again.
    """

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        if keep_unsent(request):
            wanted = reverse("unsent")
        else:
            wanted = request.get_full_path() if request.method in {"GET", "HEAD"} else reverse("home")
        return redirect_to_login(wanted)


class SecondFactorMiddleware:
    """Let a person whose role requires a second factor do nothing before it is set up."""

    def __init__(self, get_response: GetResponse) -> None:
        required_roles()  # a misspelled role stops the start
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        open_to_all = not getattr(view_func, "login_required", True)
        resolved = request.resolver_match
        if open_to_all or request.user.is_anonymous or (resolved and resolved.view_name in SET_UP):
            return None
        return redirect("mfa_index") if lacks_required_factor(request.user) else None
