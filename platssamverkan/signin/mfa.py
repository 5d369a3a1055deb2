"""The second factor: how its secrets are kept, when a code has been used, and for whom it is required."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import ClassVar

from allauth.mfa import app_settings
from allauth.mfa.adapter import DefaultMFAAdapter, get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from stakeholders.models import Membership, Role, User

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def _cipher() -> MultiFernet:
    """Encrypt with SECRET_KEY; also read what was encrypted with a key that has been replaced."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [Fernet(urlsafe_b64encode(sha256(f"second factor {key}".encode()).digest())) for key in keys]
    )


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Secrets are encrypted in the database, so that a copy of it alone makes no codes."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Koden stämmer inte. Vänta på nästa kod och försök igen."),
        "cannot_generate_recovery_codes": _("Reservkoder går att skapa när tvåstegsinloggning är på."),
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret; cryptography.fernet.InvalidToken if neither key fits."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Nyckel %(number)s") % {"number": number}


class _OnceOnly:
    """A code works once.

    allauth remembers a used code for one period of 30 seconds, but with a tolerance of one period for
    clocks that differ it would be taken for up to three.
    """

    user: User

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        periods = 2 * app_settings.TOTP_TOLERANCE + 1
        key = f"signin.code.{self.user.pk}.{code.strip()}"
        if not cache.add(key, "used", timeout=periods * app_settings.TOTP_PERIOD):
            raise get_adapter().validation_error("incorrect_code")
        return code


class OnceOnlyForm(_OnceOnly, AuthenticateForm):  # type: ignore[misc]
    """A code at sign-in."""


class OnceOnlyAgainForm(_OnceOnly, ReauthenticateForm):  # type: ignore[misc]
    """A code when something sensitive is to be changed."""


def required_roles() -> frozenset[Role]:
    """Return the roles of MFA_REQUIRED_ROLES; ImproperlyConfigured for one that does not exist."""
    unknown = set(settings.MFA_REQUIRED_ROLES) - set(Role.values)
    if unknown:
        raise ImproperlyConfigured(
            f"MFA_REQUIRED_ROLES names {', '.join(sorted(unknown))}. The roles are {', '.join(Role.values)}."
        )
    return frozenset(Role(name) for name in settings.MFA_REQUIRED_ROLES)


def lacks_required_factor(user: User) -> bool:
    """Return whether one of the person's roles requires a second factor and there is none yet."""
    roles = required_roles()
    if not roles or is_mfa_enabled(user, FACTORS):
        return False
    memberships = Membership.objects.current(timezone.localdate())
    return memberships.filter(user=user, role__in=roles).exists()
