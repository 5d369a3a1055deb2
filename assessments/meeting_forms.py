"""What a meeting fills in for one area."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from assessments.analysis import WeekRow
from assessments.forms import RowForm
from assessments.services import Plan
from stakeholders.forms import DayInput
from stakeholders.models import Organisation


class MeetingForm(RowForm):
    """The week page's row, with a day for what is to be done."""

    due = forms.DateField(label=_("Senast (valfritt)"), required=False, widget=DayInput())

    def __init__(
        self, data: Any, row: WeekRow, *, owners: QuerySet[Organisation], places: Collection[str]
    ) -> None:
        super().__init__(data, prefix=row.area.slug, owners=owners, places=places)
        self.fields["plan"].label = _("Fokus nästa vecka")

    def new_plan(self) -> Plan | None:
        """The focus of a valid form; None where nothing was written."""
        values = self.cleaned_data
        if not values["plan"]:
            return None
        reason = self.guard_reasons.get("plan", "")
        return Plan(values["plan"], values["owner"], due=values["due"], guard_reason=reason)
