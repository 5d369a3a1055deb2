"""allauth's views under Swedish addresses, and only those that are used: there is no way to sign up.

The names are allauth's own, because it looks them up.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, register_converter
from django.urls.converters import StringConverter

from platssamverkan.signin import oidc, views


class Base36Converter(StringConverter):
    """The person's number in a reset link, which ends where the first hyphen stands."""

    regex = "[0-9A-Za-z]+"


register_converter(Base36Converter, "base36")

urlpatterns = [
    path("logga-ut/", views.sign_out, name="account_logout"),
    path("logga-in/avstangd/", account.account_inactive, name="account_inactive"),
    path("logga-in/kod/", mfa.authenticate, name="mfa_authenticate"),
    path("logga-in/nyckel/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("logga-in/via/<slug:provider_id>/", oidc.start, name="openid_connect_login"),
    path("logga-in/via/<slug:provider_id>/svar/", oidc.come_back, name="openid_connect_callback"),
    path("glomt-losenord/", account.password_reset, name="account_reset_password"),
    path("glomt-losenord/skickat/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "glomt-losenord/klart/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path(
        "glomt-losenord/<base36:uidb36>-<str:key>/",
        views.ResetPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path("konto/sakerhet/", views.Security.as_view(), name="mfa_index"),
    path("konto/bekrafta/losenord/", account.reauthenticate, name="account_reauthenticate"),
    path("konto/bekrafta/kod/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("konto/bekrafta/nyckel/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("konto/losenord/", account.password_change, name="account_change_password"),
    path("konto/losenord/nytt/", account.password_set, name="account_set_password"),
    path("konto/app/", views.ActivateTOTP.as_view(), name="mfa_activate_totp"),
    path("konto/app/ta-bort/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("konto/nycklar/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("konto/nycklar/ny/", views.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("konto/nycklar/<int:pk>/ta-bort/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("konto/reservkoder/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "konto/reservkoder/nya/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path("konto/inloggningar/", views.sessions, name="sessions"),
    path("konto/osparat/", views.unsent_form, name="unsent"),
]
