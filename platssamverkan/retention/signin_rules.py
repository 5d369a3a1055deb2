"""How long the tables of sign-in are kept.  They are django-allauth's, and follow the account."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, Model, OuterRef
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from platssamverkan.core.retention import How, Rows, Rule
from stakeholders.retention import NOBODY, delete


def ended_sessions(before: datetime) -> Rows:
    """Sign-ins last seen before the moment whose session is no more."""
    live = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=timezone.now())
    rows: Rows = UserSession.objects.filter(~Exists(live), last_seen_at__lt=before)
    return rows


def _with_the_account(code: str, model: type[Model], what: Promise) -> Rule:
    """The rule for a table that is of no use once the account it belongs to is nobody's."""

    def due(before: datetime) -> Rows:
        return model._default_manager.filter(user__email__endswith=f"@{NOBODY}")

    return Rule(
        code=code,
        model=model,
        what=what,
        how=How.DELETE,
        months=0,
        since=_("kontot avidentifierades"),
        basis=_("Lagringsminimering (GDPR art. 5.1 e): ändamålet är uppfyllt."),
        due=due,
        carry_out=delete,
    )


RULES = (
    Rule(
        code="session",
        model=UserSession,
        what=_("Inloggning: webbläsare och nätadress"),
        how=How.DELETE,
        months=0,
        since=_("inloggningen avslutades"),
        basis=_("Visas bara för personen själv, för att avsluta inloggningar (GDPR art. 32)."),
        due=ended_sessions,
        carry_out=delete,
    ),
    _with_the_account("signin-address", EmailAddress, _("Inloggningens e-postadress")),
    _with_the_account("signin-factor", Authenticator, _("Engångskoder och passnycklar")),
    _with_the_account("signin-provider", SocialAccount, _("Koppling till organisationens egen inloggning")),
)
