"""Load the demo and say how to sign in."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from incidents.sensitive import freeze_district
from platssamverkan.demo.load import load_demo
from platssamverkan.demo.logins import DEMO_LOGINS, MFA_LOGIN, MFA_SECRET
from platssamverkan.demo.weeks import load_weeks


class Command(BaseCommand):
    help = "Load the demo district (Hässelby-Vällingby); running it again the same week changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo has well-known passwords. It loads only where DEMO=1 is set.")
        with translation.override("sv"):
            district = load_demo()
            load_weeks(district, timezone.now())
            freeze_district(district, timezone.now())
        everyone = (*DEMO_LOGINS, MFA_LOGIN)
        width = max(len(login.email) for login in everyone)
        for login in everyone:
            self.stdout.write(
                f"  {login.email:<{width}}  {login.password}  {login.role_label}, {login.organisation}"
            )
        self.stdout.write(f"  {'':<{width}}  and a code from an app set up with the key {MFA_SECRET}")
