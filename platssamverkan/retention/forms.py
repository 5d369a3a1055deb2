"""What an administrator fills in about a decision on retention."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from platssamverkan.core.retention import Rule
from stakeholders.retention_models import MOST_MONTHS, RetentionDecision


class DecisionForm(forms.Form):
    """How long, and where the decision stands."""

    months = forms.IntegerField(
        label=_("Månader"),
        min_value=1,
        max_value=MOST_MONTHS,
        widget=forms.NumberInput(attrs={"class": "form-control months"}),
    )
    reference = forms.CharField(
        label=_("Beslut (diarienummer och paragraf)"),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )

    def __init__(
        self, data: QueryDict | None = None, *, rule: Rule, decision: RetentionDecision | None
    ) -> None:
        initial = {
            "months": decision.months if decision else rule.months,
            "reference": decision.reference if decision else "",
        }
        super().__init__(data, initial=initial, auto_id=f"{rule.code}-%s")
