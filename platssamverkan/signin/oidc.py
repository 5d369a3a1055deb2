"""Sign-in with the organisation's own account: OpenID Connect, configured by OIDC_… in the environment.

The provider must say that the person's e-mail address is verified, and the address must belong to a person
who has been invited here.  Nothing from the provider is stored.
"""

import logging
from http import HTTPStatus
from typing import Any, NoReturn

import jwt
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.base.constants import AuthError
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

log = logging.getLogger("platssamverkan.signin")

CANCELLED = _("Du avbröt inloggningen. Ingenting har ändrats.")
NO_STATE = _(
    "Svaret hörde inte till en inloggning som påbörjats i den här webbläsaren, eller så tog den för lång tid."
)
CLOCKS = _(
    "Inloggningens intyg gäller inte just nu. Det beror oftast på att klockan går fel hos en av tjänsterna. "
    "Försök igen; hjälper det inte, kontakta den som sköter inloggningen hos er."
)
UNREACHABLE = _("Det går inte att nå er organisations inloggning just nu. Försök igen om en stund.")
FAILED = _("Er organisations inloggning gav ett svar som inte går att lita på. Försök igen.")
UNKNOWN = _(
    "Det finns inget konto här för den e-postadress som er organisation har bekräftat. "
    "Be samordnaren i området om en inbjudan till den adressen."
)


def _refuse(request: HttpRequest, sentence: str | Promise, status: HTTPStatus) -> HttpResponse:
    page = {"sentence": sentence}
    return render(request, "socialaccount/authentication_error.html", page, status=status)


class OIDCAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Lets in the people we know and nobody else."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """No: accounts are made by invitation."""
        return False

    def authenticate_by_email(self, sociallogin: SocialLogin) -> Any:
        """Find the person; `email_verified` must be true itself, for some providers send the text "false"."""
        sociallogin.email_addresses = [a for a in sociallogin.email_addresses if a.verified is True]
        return super().authenticate_by_email(sociallogin)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Turn away strangers, and answers whose two halves speak of different people."""
        told = sociallogin.account.extra_data
        subjects = {told.get(half, {}).get("sub") for half in ("id_token", "userinfo")}
        if len(subjects) != 1 or None in subjects:
            raise ImmediateHttpResponse(_refuse(request, FAILED, HTTPStatus.UNAUTHORIZED))
        if not sociallogin.is_existing:
            raise ImmediateHttpResponse(_refuse(request, UNKNOWN, HTTPStatus.FORBIDDEN))
        # The invitation proved the address once and the provider has now.  Without this row allauth takes
        # the account for one that somebody else registered, and removes its password.
        EmailAddress.objects.update_or_create(
            user=sociallogin.user,
            email=sociallogin.user.email,
            defaults={"verified": True, "primary": True},
        )

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> NoReturn:
        """Say in one sentence what went wrong; the log has the rest."""
        cause = exception.__cause__ if exception else None
        log.warning("oidc sign-in failed", extra={"why": type(cause or exception).__name__})
        if error == AuthError.CANCELLED:
            sentence = CANCELLED
        elif isinstance(cause, jwt.ExpiredSignatureError | jwt.ImmatureSignatureError):
            sentence = CLOCKS
        elif isinstance(exception, RequestException):
            sentence = UNREACHABLE
        elif exception is None and "state" not in (extra_context or {}):
            sentence = NO_STATE
        else:
            sentence = FAILED
        raise ImmediateHttpResponse(_refuse(request, sentence, HTTPStatus.UNAUTHORIZED))


@login_not_required
@never_cache
@require_POST
def start(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the provider, from a page of ours.

    A redirect in answer to the form would be refused by our own `form-action 'self'`.
    """
    try:
        provider = get_adapter().get_provider(request, provider_id)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    wanted = request.POST.get("next", "")
    hosts = {request.get_host()}
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=hosts, require_https=request.is_secure())
    try:
        answer: HttpResponse = provider.redirect(
            request, process=AuthProcess.LOGIN, next_url=wanted if ours else None
        )
    except (RequestException, KeyError, ValueError):
        log.exception("oidc provider does not answer")
        return _refuse(request, UNREACHABLE, HTTPStatus.BAD_GATEWAY)
    if not isinstance(answer, HttpResponseRedirect):
        return answer  # an error page
    return render(request, "socialaccount/leaving.html", {"address": answer.url, "name": provider.name})


@login_not_required
@never_cache
@require_GET
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take the provider's answer."""
    try:
        response: HttpResponse = openid_connect.callback(request, provider_id)
    except (RequestException, KeyError, ValueError):
        log.exception("oidc provider does not answer")
        return _refuse(request, UNREACHABLE, HTTPStatus.BAD_GATEWAY)
    return response
