"""The doors of the house itself: sign-in, the way in, and the demo's outgoing mail."""

from typing import Any

from allauth.account.views import LoginView
from allauth.socialaccount.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from platssamverkan.demo.logins import DEMO_LOGINS
from platssamverkan.outbox import read_outbox
from stakeholders.http import UserRequest


class SignInView(LoginView):  # type: ignore[misc]  # allauth has no types
    """The sign-in page; in the demo it shows a login for each role."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "demo_logins": DEMO_LOGINS if settings.DEMO else (),
            "providers": get_adapter().list_providers(self.request),
        }


@require_safe
def home(request: UserRequest) -> HttpResponse:
    """Take everybody to their overview."""
    return redirect("overview")


@login_not_required
@never_cache
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Show the mail that the demo has written; there is no such page elsewhere."""
    if not settings.DEMO:
        raise Http404
    mails = read_outbox(settings.EMAIL_FILE_PATH, host=request.get_host())
    return render(request, "outbox.html", {"mails": mails})
