from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class SignInConfig(AppConfig):
    name = "platssamverkan.signin"
    label = "signin"

    def ready(self) -> None:
        from platssamverkan.signin.sessions import start_clock

        # Django's own signal, because there are several ways in: password, passkey, provider, invitation.
        user_logged_in.connect(start_clock)
