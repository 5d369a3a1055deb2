"""The doors of the house itself: sign-in, the way in, and the demo's outgoing mail."""

from datetime import date
from typing import Any

from allauth.account.views import LoginView
from allauth.socialaccount.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.analysis import StripCell
from assessments.models import Level
from platssamverkan.core.figures import Figure, Series
from platssamverkan.core.swedish import day
from platssamverkan.core.weeks import IsoWeek
from platssamverkan.demo.logins import DEMO_LOGINS
from platssamverkan.outbox import read_outbox
from stakeholders.http import UserRequest

# Where anyone may complain of a service that can't be used: the authority the law names.
COMPLAINTS = "https://www.digg.se/tdosanmalan"
ASSESSED_ON = date(2026, 11, 22)
UPDATED_ON = date(2026, 11, 22)
# Custom properties of theme.css, with what each is for.
TOKENS = (
    ("ink", "text"), ("muted", "text"), ("line", "ground"), ("mist", "ground"), ("paper", "ground"),
    ("primary", "ground"), ("ok", "text"), ("warn", "text"), ("error", "text"), ("row-focus", "ground"),
    ("water", "ground"), ("metro", "ground"),
)  # fmt: skip


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
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement that the law asks of a public service (2018:1937), to everyone."""
    context = {
        "operator": settings.OPERATOR,
        "email": settings.ACCESSIBILITY_EMAIL,
        "complaints": COMPLAINTS,
        "assessed_on": day(ASSESSED_ON),
        "updated_on": day(UPDATED_ON),
    }
    return render(request, "accessibility.html", context)


@require_safe
def style(request: UserRequest) -> HttpResponse:
    """Show every component in every state, as the pages draw them."""
    week = IsoWeek(2026, 47)
    levels = [None, 1, 2, 2, 3, 4, 5, 1]
    context = {
        "strip": [StripCell(week.shift(n - 7), level) for n, level in enumerate(levels)],
        "levels": list(Level),
        "tokens": TOKENS,
        "example": Figure(
            slug="exempel",
            title=_("Ett exempel"),
            unit=_("veckor"),
            categories=(_("Ett område"), _("Ett annat"), _("Utan uppgift")),
            series=tuple(
                Series(
                    f"{level.value} {level.label}", (level.value, 6 - level.value, None), level=level.value
                )
                for level in Level
            ),
            source=_("Påhittade tal"),
            alt=_("Två staplar i fem delar, en för varje nivå, och ett område utan uppgift."),
        ),
    }
    return render(request, "style.html", context)


@login_not_required
@never_cache
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Show the mail that the demo has written; there is no such page elsewhere."""
    if not settings.DEMO:
        raise Http404
    mails = read_outbox(settings.EMAIL_FILE_PATH, host=request.get_host())
    return render(request, "outbox.html", {"mails": mails})
