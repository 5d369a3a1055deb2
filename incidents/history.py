"""The history of one incident: who did what to it and when, in sentences."""

from typing import cast

from django.utils.translation import gettext as _

from incidents.models import Exclusion, Incident, Severity
from stakeholders.history import Change, HistoryLine, changes, moment_words


def incident_history(incident: Incident) -> list[HistoryLine]:
    """Return what has happened to the incident, the latest first.

    Who sent in a report about staff is not told: it carries a role, never a person.
    """
    nameless = incident.category.hides_sender
    found = changes(Incident, of=lambda event: cast(Incident, event).pk and incident.pk, id=incident.pk)
    return [HistoryLine(change.at, _sentence(change, nameless=nameless)) for change in found]


def _sentence(change: Change, *, nameless: bool) -> str:
    before, after = cast("Incident | None", change.before), cast("Incident | None", change.after)
    values = {
        "who": change.actor.name if change.actor else _("Systemet"),
        "when": moment_words(change.at),
        "severity": str(Severity(after.severity).label).lower() if after else "",
        "reason": str(Exclusion(after.exclusion).label) if after and after.exclusion else "",
    }
    if after is None:
        return _("%(who)s tog bort händelsen, %(when)s") % values
    if before is None:
        if nameless:
            return _("Händelsen kom in, %(when)s") % values
        return _("%(who)s skrev in händelsen, %(when)s") % values
    if before.duplicate_of_id != after.duplicate_of_id:
        if after.duplicate_of_id is not None:
            values["other"] = str(after.duplicate_of_id)
            return _("%(who)s slog samman den med händelse %(other)s, %(when)s") % values
        return _("%(who)s delade isär den från den händelse den var sammanslagen med, %(when)s") % values
    if not before.included_in_assessment and after.included_in_assessment:
        return _("%(who)s tog med den i veckans bedömning som %(severity)s, %(when)s") % values
    if after.exclusion and before.exclusion != after.exclusion:
        return _("%(who)s lät den inte ingå: %(reason)s, %(when)s") % values
    if before.included_in_assessment and not after.included_in_assessment:
        return _("%(who)s tog ut den ur veckans bedömning, %(when)s") % values
    if before.severity != after.severity:
        return _("%(who)s ändrade allvaret till %(severity)s, %(when)s") % values
    if before.reviewed_at is None and after.reviewed_at is not None:
        return _("%(who)s läste den, %(when)s") % values
    if before.occurred_from != after.occurred_from or before.occurred_to != after.occurred_to:
        return _("%(who)s ändrade tiden, %(when)s") % values
    return _("%(who)s ändrade uppgifter, %(when)s") % values
