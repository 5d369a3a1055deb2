"""How long people, their ways in and the trail are kept."""

import logging
from datetime import datetime
from typing import cast

from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.db import DatabaseError, transaction
from django.db.models import BigIntegerField, CharField, Exists, Model, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from platssamverkan.core.retention import How, Rows, Rule
from stakeholders.models import AuditEvent, CapabilityLink, Invitation, Membership, Organisation, User
from stakeholders.retention_models import RetentionDecision
from stakeholders.seal import erase_trail_content
from stakeholders.trail_models import TrailEvent, TrailSeal

log = logging.getLogger("stakeholders.retention")

LOG_MONTHS = 60
PROVEN = "retention.carried_out"
# What proves that something was erased or released outlives what it is about.
LASTING_ACTIONS = frozenset(
    {PROVEN, "retention.decided", "retention.withdrawn", "records.decided", "records.released"}
)
# A domain that never receives mail (RFC 2606), so that the address stays unique and reaches nobody.
NOBODY = "gallrad.invalid"


# --- people ------------------------------------------------------------------------------------------


def people_due(before: datetime) -> Rows:
    """People who had left everything, and not signed in, before the moment; not those already nameless."""
    day = timezone.localdate(before)
    still_here = Membership.objects.ahead(day).filter(user=OuterRef("pk"))
    return User.objects.filter(
        ~Exists(still_here),
        Q(last_login__isnull=True) | Q(last_login__lt=before),
        joined_at__lt=before,
    ).exclude(email__endswith=f"@{NOBODY}")


def forget_people(rows: Rows) -> tuple[()]:
    """Take name, address and password away; the account stays, because decisions point to it."""
    rows.update(
        name=gettext("Tidigare användare"),
        email=Concat(Value("gallrad-"), Cast("pk", CharField()), Value(f"@{NOBODY}")),
        password=make_password(None),
        is_active=False,
    )
    return ()


# --- ways in -----------------------------------------------------------------------------------------


def invitations_due(before: datetime) -> Rows:
    """Invitations accepted before the moment, or sent before it and no longer open."""
    still_open = CapabilityLink.objects.open(timezone.now()).filter(
        object_type=Invitation._meta.label_lower, object_id=Cast(OuterRef("pk"), CharField())
    )
    return Invitation.objects.filter(
        Q(accepted_at__lt=before) | Q(~Exists(still_open), accepted_at__isnull=True, invited_at__lt=before)
    )


def links_due(before: datetime) -> Rows:
    """Links that could no longer be used before the moment."""
    return CapabilityLink.objects.filter(expires_at__lt=before)


def delete(rows: Rows) -> tuple[()]:
    """Remove the rows."""
    rows.delete()
    return ()


# --- the trail ---------------------------------------------------------------------------------------


def _whole(table: str) -> Exists:
    """Match rows of a table of the trail that are sealed and whose content is still there."""
    return Exists(
        TrailSeal.objects.filter(
            table=table, row_id=Cast(OuterRef("pk"), BigIntegerField()), salt__isnull=False
        )
    )


def erase(table: str, ids: list[int], reason: str) -> list[int]:
    """Erase what these rows of a table of the trail say; each leaves a row about it.

    Returns those the database refused, because they are not as they were sealed: they stay, as findings
    for `verify_audit`, and must not keep all else from being erased.
    """
    refused = []
    for row_id in ids:
        try:
            with transaction.atomic():
                erase_trail_content(by=None, table=table, row_id=row_id, reason=reason)
        except DatabaseError:
            log.exception("row %d of %s could not be erased", row_id, table)
            refused.append(row_id)
    return refused


def audit_due(before: datetime) -> Rows:
    """Rows of the log from before the moment, except what proves an erasure or a release."""
    return AuditEvent.objects.filter(_whole(AuditEvent._meta.db_table), at__lt=before).exclude(
        Q(action__in=LASTING_ACTIONS) | Q(action__startswith="trail.")
    )


def trail_models() -> list[type[TrailEvent]]:
    """The tables that hold every version of the tracked rows."""
    found = [model for model in apps.get_models() if issubclass(model, TrailEvent)]
    return sorted(found, key=lambda model: model._meta.db_table)


def left_in_trail(model: type[TrailEvent]) -> Rows:
    """Versions that tell what retention has taken away since: they stand before its own mark.

    A deletion's mark is the last version itself.  `run` writes the mark, as "retention" in the context.
    """
    rows: Rows = model._default_manager.all()  # each table adds pgh_obj and pgh_context to TrailEvent
    marks = rows.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_context__has_key="retention")
    marks = marks.filter(Q(pgh_id__gt=OuterRef("pgh_id")) | Q(pgh_id=OuterRef("pgh_id"), pgh_label="delete"))
    return rows.filter(_whole(model._meta.db_table), Exists(marks))


def _versions_rule(model: type[TrailEvent]) -> Rule:
    table = model._meta.db_table
    tracked = cast(type[Model], model.pgh_tracked_model)

    def due(before: datetime) -> Rows:
        return model._default_manager.filter(_whole(table), pgh_created_at__lt=before)

    def carry_out(rows: Rows) -> list[int]:
        return erase(
            table,
            list(rows.order_by("pk").values_list("pk", flat=True)),
            reason=gettext("loggens tid är ute"),
        )

    return Rule(
        code=f"trail-{tracked._meta.label_lower}",
        model=model,
        what=_("Spåret: tidigare versioner av uppgifterna i den här tabellen"),
        how=How.COARSEN,
        months=LOG_MONTHS,
        since=_("ändringen gjordes"),
        fields=tuple(field.name for field in model._meta.concrete_fields),
        basis=_(
            "Säkerhetslogg (GDPR art. 32). Innehållet raderas. Förseglingen visar att raden har funnits."
        ),
        due=due,
        carry_out=carry_out,
        in_trail=True,
    )


def trail_rules() -> tuple[Rule, ...]:
    """A rule for each table of the trail; they depend on which rooms are tracked."""
    return tuple(_versions_rule(model) for model in trail_models())


def _erase_log(rows: Rows) -> list[int]:
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    return erase(AuditEvent._meta.db_table, ids, reason=gettext("loggens tid är ute"))


RULES = (
    Rule(
        code="user",
        model=User,
        what=_("Användarkonto: namn och e-postadress tas bort, kontot stängs"),
        how=How.COARSEN,
        months=LOG_MONTHS,
        since=_("personen lämnade sitt sista uppdrag och senast loggade in"),
        fields=("name", "email", "password"),
        basis=_(
            "Behövs så länge loggarna sparas, för att visa vem som gjorde vad (GDPR art. 5.1 f och 32). Därefter "
            "lagringsminimering (art. 5.1 e)."
        ),
        due=people_due,
        carry_out=forget_people,
    ),
    Rule(
        code="invitation",
        model=Invitation,
        what=_("Inbjudan: e-postadress till den inbjudna"),
        how=How.DELETE,
        months=3,
        since=_("inbjudan togs emot eller slutade gälla"),
        basis=_(
            "Lagringsminimering (GDPR art. 5.1 e): ändamålet är uppfyllt. Att någon bjöds in står i loggen."
        ),
        due=invitations_due,
        carry_out=delete,
    ),
    Rule(
        code="link",
        model=CapabilityLink,
        what=_("Länk som gett tillgång till en enda sak"),
        how=How.DELETE,
        months=24,
        since=_("länken slutade gälla"),
        basis=_("Behövs en tid för att utreda missbruk (GDPR art. 32). Hemligheten i länken sparas aldrig."),
        due=links_due,
        carry_out=delete,
    ),
    Rule(
        code="log",
        model=AuditEvent,
        what=_("Logg över ändringar, visningar och nedladdningar"),
        how=How.COARSEN,
        months=LOG_MONTHS,
        since=_("händelsen loggades"),
        fields=("action", "object_type", "object_id", "detail"),
        basis=_(
            "Säkerhetslogg (GDPR art. 32). Innehållet raderas. Förseglingen visar att raden har funnits. Bevis om "
            "gallring och utlämnande bevaras."
        ),
        due=audit_due,
        carry_out=_erase_log,
        in_trail=True,
    ),
    Rule(
        code="seal",
        model=TrailSeal,
        what=_("Spårets förseglingar"),
        how=How.KEEP,
        fields=("table", "salt", "digest", "chained_hash"),
        basis=_("Visar att spåret är helt. Innehåller bara nummer och kontrollsummor."),
    ),
    Rule(
        code="organisation",
        model=Organisation,
        what=_("Organisation: namn och typ"),
        how=How.KEEP,
        fields=("name",),
        basis=_("Visar vilka parter som deltog. Juridiska personer."),
    ),
    Rule(
        code="membership",
        model=Membership,
        what=_("Medlemskap: roll i en organisation, med datum"),
        how=How.KEEP,
        basis=_("Visar vilka roller som fattade beslut. Personen avidentifieras med sitt konto."),
    ),
    Rule(
        code="retention-decision",
        model=RetentionDecision,
        what=_("Gallringsbeslut"),
        how=How.KEEP,
        fields=("rule", "reference"),
        basis=_("Visar med vilken rätt något gallrades (arkivlagen 1990:782)."),
    ),
)
