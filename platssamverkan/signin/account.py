"""allauth's account adapter: whose attempts are counted together, what is said, what is mailed."""

import logging
import smtplib
import time
from typing import Any, ClassVar

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from platssamverkan.signin.devices import known_device, remember_device
from stakeholders.models import User

log = logging.getLogger("platssamverkan.signin")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Sign-in by e-mail and password, for people who were invited."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        # One sentence for every way of being wrong, so that it tells nobody who exists.
        "email_password_mismatch": _("E-postadressen eller lösenordet stämmer inte. Försök igen."),
        "too_many_login_attempts": _(
            "För många försök har misslyckats. Vänta en kvart, eller välj ”Glömt lösenordet?”."
        ),
        "rate_limited": _("Det blev för många försök på kort tid. Vänta en stund."),
        "incorrect_code": _("Koden stämmer inte. Vänta på nästa kod och försök igen."),
        "incorrect_password": _("Lösenordet stämmer inte. Försök igen."),
        "enter_current_password": _("Lösenordet stämmer inte. Försök igen."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No: accounts are made by invitation."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the unspecified address: nothing here is counted or listed by address, so none is kept."""
        return "0.0.0.0"  # noqa: S104  # not a place to listen on

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Return under what name allauth counts a failed password: the account and the known device."""
        email = str(credentials.get("email", "")).strip().lower()
        return f"{known_device(request, email)}:{email}"

    def reauthenticate(self, user: User, password: str) -> bool:
        """Ask for the password again, limited as at sign-in."""
        again = self.authenticate(context.request, email=user.email, password=password)
        return again is not None and again.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within five minutes of signing in: whoever is sent straight to set-up has just said who they are."""
        records = get_authentication_records(context.request, context.request.user)
        fresh = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
        if any(record["at"] > fresh for record in records):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Know this browser from now on: password and second factor, where there is one, are behind us."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        remember_device(request, response, user.email)
        return response

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send, and only log when the mail server fails.

        What the mail tells of is done already, and an error here would tell a stranger that the account exists.
        """
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, smtplib.SMTPException):
            log.exception("mail was not sent", extra={"mail": template_prefix})
