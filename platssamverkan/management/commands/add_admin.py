"""Let the first administrator in; everybody after that is invited under Aktörer."""

import getpass
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from places.models import Area, AreaRelation, AreaRelationKind
from stakeholders.audit import record
from stakeholders.models import Membership, Organisation, OrganisationType, Role, User


class Command(BaseCommand):
    help = "Make an administrator of an organisation that answers for an area, and the organisation if it is new."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True)
        parser.add_argument("--organisation", required=True)
        parser.add_argument("--org-type", choices=OrganisationType.values, required=True)
        parser.add_argument(
            "--area", required=True, help="the area's address, for example hasselby-vallingby"
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        area = Area.objects.filter(slug=options["area"]).first()
        if area is None:
            raise CommandError(
                f"No area has the address {options['area']}. Import it with import_areas first."
            )
        user = User.objects.filter(email=options["email"].strip().lower()).first()
        try:
            user = user or self._new_user(options["email"], options["name"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        today = timezone.localdate()
        organisation, _made = Organisation.objects.get_or_create(
            name=options["organisation"], defaults={"org_type": options["org_type"]}
        )
        AreaRelation.objects.get_or_create(
            organisation=organisation, area=area, kind=AreaRelationKind.OWN, valid_to=None,
            defaults={"valid_from": today},
        )  # fmt: skip
        membership, made = Membership.objects.get_or_create(
            user=user,
            organisation=organisation,
            role=Role.ADMIN,
            valid_to=None,
            defaults={"valid_from": today},
        )
        if made:
            record(None, "membership.started", membership, role=Role.ADMIN, through="add_admin")
        self.stdout.write(f"{user.email} is administrator of {organisation} in {area}.")

    def _new_user(self, email: str, name: str) -> User:
        """Ask for a password, or read it from a pipe, and make the user."""
        password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        validate_password(password)
        return User.objects.create_user(email, password, name=name)
